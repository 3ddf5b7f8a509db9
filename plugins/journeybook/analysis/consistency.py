"""How alike repeated visits to one touchpoint were: several walks and mystery shops show what one cannot.

Used by `journeys.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.findings import Consistency
from journeybook.analysis.rounding import is_above, is_at_least
from journeybook.model import STAND_INS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeybook.analysis.ground import Ground
    from journeybook.analysis.moments import MomentInsight
    from journeybook.model import Moment

FEWEST_VISITS = 3
"""Fewer say nothing about how alike they are (DESIGN §4)."""

WIDEST = 4.0
"""From −2 to +2: two feelings cannot differ by more."""

INCONSISTENT = 1.0
"""From this mean difference on a touchpoint is not consistent (DESIGN §4)."""


def judge_consistency(ground: Ground, moment: Moment) -> Consistency | None:
    """Judge how alike the visits to a touchpoint were since it was last changed, for the persona that differs most.

    Visits of three or more for one persona, or that name none; on a tie the persona that the journey names earlier,
    visits that name none last. None for waits and below three visits.
    """
    if moment.kind == "wait":
        return None
    visits: dict[str | None, list[float]] = {}
    for sighting in ground.observed.in_period(moment.id):
        feels = sighting.observation.feels
        if feels is not None and sighting.evidence.method in STAND_INS and not sighting.before_change:
            visits.setdefault(sighting.evidence.persona, []).append(feels)
    worst = None
    for persona in (*ground.shares, None):
        feelings = visits.get(persona, ())
        if len(feelings) < FEWEST_VISITS:
            continue
        difference = mean_difference(feelings)
        if worst is None or is_above(difference, worst.difference):
            worst = Consistency(
                figure=1 - difference / WIDEST,
                difference=difference,
                persona=persona,
                visits=len(feelings),
                inconsistent=is_at_least(difference, INCONSISTENT),
            )
    return worst


def average_consistency(moments: Iterable[MomentInsight]) -> float | None:
    """Average the consistency of the touchpoints that have one; None without any (DESIGN §4)."""
    figures = [moment.consistency.figure for moment in moments if moment.consistency is not None]
    return sum(figures) / len(figures) if figures else None


def mean_difference(feelings: Sequence[float]) -> float:
    """Average the absolute differences of all pairs of two feelings or more, without looking at every pair.

    In order, the n-th of N is the larger one in n − 1 pairs and the smaller one in N − n.
    """
    count = len(feelings)
    total = sum((2 * number - count - 1) * feels for number, feels in enumerate(sorted(feelings), start=1))
    return max(0.0, total / (count * (count - 1) / 2))  # no noise below 0
