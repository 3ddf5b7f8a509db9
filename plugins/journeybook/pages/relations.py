"""How a journey hangs together with others: what it is made of and part of, what it is to become. Used by its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from journeybook.model import EVERYONE, plain_text
from journeybook.pages.pieces import feeling, score

if TYPE_CHECKING:
    from journeybook.analysis import JourneyInsight, MomentInsight
    from journeybook.pages.view import View

COMPARISON: Final = "as_is_and_to_be"
"""The last part of the address of the page that compares a journey with its future; with an underscore, so that no
journey has that id."""


def made_of(moment: MomentInsight, here: View) -> Markup:
    """The journey that a touchpoint is made of, and what it feels like for that; nothing for other moments."""
    below = moment.moment.touchpoint.journey if moment.moment.kind == "touchpoint" else None
    found = here.build.shown_journey(below) if below else None
    if found is None:
        return Markup()
    link = Markup('<a href="{}">{}</a>').format(here.journey(found.id), plain_text(found.title))
    insight = here.insight.journeys.get(found.id)
    how = "" if insight is None else _say_feeling(moment, insight, here)
    return Markup(f"<p class=saw>Made of {link}{how}</p>")  # noqa: S704 - all of it is escaped


def _say_feeling(moment: MomentInsight, below: JourneyInsight, here: View) -> str:
    """The values that the moment has from the journey below; where it has none, that one's score, and why not."""
    takers: dict[Markup, list[str]] = {}
    for persona, felt in moment.felt.items():
        if felt.sub_journey is not None:
            takers.setdefault(feeling(felt.value, felt.basis), []).append(persona)
    if not takers:
        is_gap = any(felt.value is None for felt in moment.felt.values())
        is_strange = moment.felt.keys().isdisjoint(below.personas) and EVERYONE not in {*moment.felt, *below.personas}
        return f" {score(below)}{', but none of its customers go through it' if is_gap and is_strange else ''}"
    if list(takers.values()) == [list(moment.felt)]:
        return f", feels like it: {next(iter(takers))}"
    said = (f"{value} {escape(', '.join(map(here.persona, personas)))}" for value, personas in takers.items())
    return f", feels like it: {', '.join(said)}"


def compare_address(future: str) -> str:
    """The address of the page that compares a future with what it is the future of."""
    return f"journeys/{future}/{COMPARISON}"
