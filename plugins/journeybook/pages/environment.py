"""The templates' environment: autoescape on, undefined names are errors, a site's templates before the plugin's.

Used by `render` and, through it, by every page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from journeybook.figures.style import feeling_level, level_of
from journeybook.pages import formats
from journeybook.pages.view import contact_link

if TYPE_CHECKING:
    from pathlib import Path

ANSWERS = {
    "answered": "answered",
    "still-red": "still red",
    "to-check": "to check",
    "unanswered": "nobody yet",
}
"""How the book says what became of a red point."""

EFFORTS = {1: "days", 2: "weeks", 3: "a month", 4: "a quarter", 5: "more than a quarter"}


def make_environment(template_folder: Path | None) -> Environment:
    """An environment that looks in `template_folder` first, if there is one.

    A template of a site can extend the plugin's own of the same name: `{% extends "journeybook/overview.html.j2" %}`.
    """
    shipped = PackageLoader("journeybook.pages", "templates")
    loaders: list[BaseLoader] = [shipped, PrefixLoader({"journeybook": shipped})]
    if template_folder:
        loaders.insert(0, FileSystemLoader(template_folder))
    environment = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # an environment lives for one build
    )
    environment.filters |= {
        "signed": formats.say_signed,
        "share": formats.say_share,
        "duration": formats.say_duration,
        "time_sum": formats.say_time_sum,
        "date": formats.say_date,
        "short_date": formats.say_short_date,
        "count": formats.say_count,
        "priority": formats.say_priority,
        "contact_link": contact_link,
        "level": feeling_class,
        "level_word": feeling_level,
    }
    environment.globals |= {
        "plural": formats.plural,
        "ANSWERS": ANSWERS,
        "EFFORTS": EFFORTS,
        "UNKNOWN": formats.UNKNOWN,
    }
    return environment


def feeling_class(value: float | None) -> str:
    """The style class of a feeling's level: `m2`, `m1`, `z`, `p1`, `p2`; `z` for None."""
    level = 0 if value is None else level_of(value)
    return f"{'p' if level > 0 else 'm'}{abs(level)}" if level else "z"


def render_template(environment: Environment, name: str, context: dict[str, Any]) -> str:
    """A template filled in, without the blank lines that its logic leaves."""
    html = environment.get_template(name).render(context)
    return "\n".join(line for line in (raw.strip() for raw in html.split("\n")) if line)


def safe(html: str) -> Markup:
    """Mark HTML that we made ourselves as needing no escape."""
    return Markup(html)  # noqa: S704 - see the docstring
