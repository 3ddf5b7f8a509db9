"""How many customers get to each touchpoint, how many leave there, and how many come to the end.

Used for the journey as it is and for the journey as improvements are expected to make it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeybook.model import Moment, Touchpoint


@dataclass(frozen=True, slots=True)
class Stay:
    """Who gets where: `reach` by touchpoint id (0 … 1), and the share of those who start that finishes.

    `finish` is None where no touchpoint says what is lost. It falls below 0 where reaches and losses
    contradict each other.
    """

    reach: Mapping[str, float]
    finish: float | None


def follow_customers(
    touchpoints: Sequence[Touchpoint], said_reach: Mapping[str, float], lost: Mapping[str, float]
) -> Stay:
    """Follow those who start: finish = 1 − Σ reach × lost (DESIGN §4); by touchpoint id, unknown ones left out.

    A reach that nobody says is the share still there: 1 − Σ reach × lost of all touchpoints before, never below 0.
    """
    there = 1.0
    reach: dict[str, float] = {}
    for touchpoint in touchpoints:
        here = said_reach.get(touchpoint.id, max(there, 0.0))
        reach[touchpoint.id] = here
        there -= here * lost.get(touchpoint.id, 0.0)
    return Stay(reach, there if lost else None)


def reach_moments(moments: Sequence[Moment], stay: Stay, lost: Mapping[str, float]) -> Mapping[str, float]:
    """Find the share of those who start that gets to each moment.

    To a wait get those who got to its touchpoint and stayed: reach × (1 − lost).
    """
    return {
        moment.id: stay.reach[moment.touchpoint.id] * (1 - lost.get(moment.touchpoint.id, 0.0))
        if moment.kind == "wait"
        else stay.reach[moment.id]
        for moment in moments
    }
