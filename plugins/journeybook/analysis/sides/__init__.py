"""The handbook seen from every other side than the journey's. Used by `analyse`, once a handbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.sides.findings import Sides

if TYPE_CHECKING:
    from journeybook.analysis.insight import Insight

__all__ = ["Sides", "see_sides"]


def see_sides(insight: Insight) -> Sides:
    """Turn the handbook round: what each team, channel, system, persona, measure and phase has to do with journeys.

    `insight` is complete but for its sides.
    """
    del insight
    return Sides()
