"""How a journey hangs together with others: what it is made of and part of, what it is to become. Used by its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from journeybook.model import plain_text
from journeybook.pages.pieces import score

if TYPE_CHECKING:
    from journeybook.analysis import MomentInsight
    from journeybook.pages.view import View

COMPARISON: Final = "as_is_and_to_be"
"""The last part of the address of the page that compares a journey with its future; with an underscore, so that no
journey has that id."""


def made_of(moment: MomentInsight, here: View) -> Markup:
    """The journey that a touchpoint is made of, and whose feeling here is its score; nothing for other moments."""
    below = moment.moment.touchpoint.journey if moment.moment.kind == "touchpoint" else None
    found = here.build.shown_journey(below) if below else None
    if found is None:
        return Markup()
    link = Markup('<a href="{}">{}</a>').format(here.journey(found.id), plain_text(found.title))
    insight = here.insight.journeys.get(found.id)
    own_score = f" {score(insight)}" if insight is not None else ""
    takers = [persona for persona, felt in moment.felt.items() if felt.sub_journey is not None]
    feels = ""
    if takers:
        whom = "" if len(takers) == len(moment.felt) else f" for {', '.join(map(here.persona, takers))}"
        feels = f", and feels like it{escape(whom)}"
    return Markup(f"<p class=saw>Made of {link}{own_score}{feels}</p>")  # noqa: S704 - all of it is escaped


def compare_address(future: str) -> str:
    """The address of the page that compares a future with what it is the future of."""
    return f"journeys/{future}/{COMPARISON}"
