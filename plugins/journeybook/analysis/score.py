"""The score of a journey, and what of it is remembered.

Used for the journey as it is and for the journey as improvements are expected to make it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.analysis.rounding import TOLERANCE, is_above

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeybook.analysis.values import Values


def score_persona(values: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
    """Average one persona's values by weight, gaps left out: Σ weight × value ÷ Σ weight (DESIGN §4). −2 … +2.

    Moments without a weight are not part of the journey. None where nothing is left that weighs anything.
    """
    total = whole = 0.0
    for moment, value in values.items():
        weight = weights.get(moment)
        if weight is not None:
            total += weight * value
            whole += weight
    return total / whole if whole else None


def score_personas(values: Values, weights: Mapping[str, float]) -> Mapping[str, float]:
    """Score each persona that has a score; the score of the journey is their mean by share (DESIGN §4).

    It compares a journey with itself over time, and ranks neither journeys nor teams.
    """
    scores = ((persona, score_persona(curve, weights)) for persona, curve in values.items())
    return {persona: score for persona, score in scores if score is not None}


@dataclass(frozen=True, slots=True)
class Extremes:
    """The ids of one persona's best, worst and last moment, the earlier one on a tie; and what is remembered."""

    best: str
    worst: str
    last: str
    remembered: float
    """(peak + end) ÷ 2, −2 … +2: peak is the value farthest from 0 (on a tie the negative), end the last value. A rule
    of thumb (peak–end: Kahneman, Fredrickson, Schreiber and Redelmeier 1993), weaker for long journeys."""


def find_extremes(values: Mapping[str, float]) -> Extremes | None:
    """Find what stands out for one persona; None where all is a gap."""
    if not values:
        return None
    ids = iter(values)
    best = worst = last = next(ids)
    for moment in ids:
        last = moment
        if is_above(values[moment], values[best]):
            best = moment
        if is_above(values[worst], values[moment]):
            worst = moment
    high, low = values[best], values[worst]
    peak = high if abs(high) > abs(low) + TOLERANCE else low
    return Extremes(best, worst, last, (peak + values[last]) / 2)
