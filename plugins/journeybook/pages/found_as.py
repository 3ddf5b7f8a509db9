"""What the search says of a touchpoint besides its name: its stage, and how it feels. Used by journey pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.figures.style import LEVELS, level_of
from journeybook.model import plain_text
from journeybook.pages.formats import say_signed

if TYPE_CHECKING:
    from journeybook.analysis import JourneyInsight, MomentInsight


def say_found(journey: JourneyInsight) -> dict[str, str]:
    """Anchor → words, `Check out · annoyed (−1)`; waits are found by the touchpoint that they follow."""
    return {
        moment.moment.anchor: " · ".join(
            (plain_text(journey.journey.stages[moment.moment.stage].name), say_feeling(moment))
        )
        for moment in journey.moments
        if moment.moment.kind == "touchpoint"
    }


def say_feeling(moment: MomentInsight) -> str:
    """How a moment feels in a word and a figure, `annoyed (−1)`; `feeling not known` for a gap."""
    if moment.value is None:
        return "feeling not known"
    return f"{LEVELS[level_of(moment.value)]} ({say_signed(moment.value).removesuffix('.0')})"
