"""The templates' environment: autoescape on, undefined names are errors, a site's templates before the plugin's.

Used by `render` and, through it, by every page.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from journeybook.figures.seen_words import say_difference, say_month
from journeybook.pages import backlog_words, evidence_words, formats, pieces, record_pieces, relations, seen_pieces
from journeybook.pages.view import contact_link

if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import DataclassInstance

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
        "about": formats.say_about,
        "time_sum": formats.say_time_sum,
        "date": formats.say_date,
        "short_date": formats.say_short_date,
        "count": formats.say_count,
        "priority": formats.say_priority,
        "gain": backlog_words.say_gain,
        "factor": backlog_words.factor_cell,
        "lifts_nothing": backlog_words.lifts_nothing,
        "how_ranked": backlog_words.how_ranked,
        "how_ranked_here": backlog_words.how_ranked_here,
        "also_in": backlog_words.also_in,
        "contact_link": contact_link,
        "text": pieces.text_html,
        "plain": pieces.plain,
        "label": pieces.label,
        "feeling": pieces.feeling,
        "badge": pieces.badge,
        "red_basis": pieces.red_basis,
        "score": pieces.score,
        "checked": pieces.checked,
        "felt": pieces.felt,
        "red_mark": pieces.red_mark,
        "red_reasons": pieces.red_reasons,
        "status": pieces.status,
        "answered": pieces.answered,
        "acts": pieces.acts,
        "made_of": relations.made_of,
        "month": say_month,
        "difference": say_difference,
        "method": evidence_words.say_method,
        "when": evidence_words.say_when,
        "series": evidence_words.say_series,
        "measure_anchor": evidence_words.name_anchor,
        "newest": evidence_words.say_newest,
        "target": evidence_words.say_target,
        "verdict": evidence_words.verdict,
        "saw": seen_pieces.saw,
        "took": seen_pieces.say_took,
        "lost": seen_pieces.say_lost,
        "reach": seen_pieces.say_reach,
        "crossing_badge": record_pieces.crossing_badge,
        "spread_bar": record_pieces.spread_bar,
        "spread_figure": record_pieces.spread_figure,
    }
    environment.globals |= {
        "plural": formats.plural,
        "ANSWERS": pieces.ANSWERS,
        "EFFORTS": EFFORTS,
        "FACTORS": backlog_words.HEADS,
        "FACTOR_FORMULAS": backlog_words.FORMULAS,
        "MODELS": backlog_words.MODELS,
        "FORMER": {},  # see `Build`
        "UNKNOWN": formats.UNKNOWN,
        "compare_address": relations.compare_address,
    }
    return environment


def render_template(environment: Environment, name: str, context: DataclassInstance) -> str:
    """A template filled in with the fields of its context, without the blank lines that its logic leaves."""
    received = {field.name: getattr(context, field.name) for field in fields(context)}
    html = environment.get_template(name).render(received)
    return "\n".join(line for line in (raw.strip() for raw in html.split("\n")) if line)


def tidy(row: Markup) -> str:
    """A row made by a macro, on one line."""
    return "".join(line.strip() for line in str(row).splitlines())


def safe(html: str) -> Markup:
    """Mark HTML that we made ourselves as needing no escape."""
    return Markup(html)  # noqa: S704 - see the docstring
