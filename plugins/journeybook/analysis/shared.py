"""Improvements of the organization: what they do in each journey, put together once.

Used by `backlog.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.checks import pool_checks
from journeybook.analysis.insight import ImprovementInsight
from journeybook.analysis.priority import Factor, explain_priority, weigh_improvement
from journeybook.model import ImprovementPart

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from journeybook.analysis.insight import JourneyInsight
    from journeybook.model import PriorityModel, SharedImprovement


def merge_shared(
    journeys: Sequence[JourneyInsight], improvements: Mapping[str, SharedImprovement], model: PriorityModel
) -> tuple[ImprovementInsight, ...]:
    """Put the parts that improvements of the organization have in these journeys together, by id.

    `model` ranks across journeys. One that touches none of these journeys is not among them.
    """
    parts: dict[str, list[ImprovementInsight]] = {}
    for journey in journeys:
        for item in journey.improvements:
            if isinstance(item.improvement, ImprovementPart):
                parts.setdefault(item.improvement.id, []).append(item)
    unknown = {journey.journey.id for journey in journeys if journey.volume_per_month is None}
    return tuple(_merge(improvements[name], parts[name], unknown, model) for name in sorted(parts))


def _merge(
    improvement: SharedImprovement, parts: Sequence[ImprovementInsight], unknown: Collection[str], model: PriorityModel
) -> ImprovementInsight:
    """Put the parts of one together: gain and customers are the sums of the parts whose journey has a volume.

    Its priority within a journey is the highest of its parts, by `model`; it has no lift and no reach of its own.
    """
    gain = _add_up([part.gain for part in parts])
    customers = _add_up([part.customers for part in parts])
    across = weigh_improvement(improvement, model, felt=Factor("gain", gain), reached=Factor("customers", customers))
    highest = max(
        (figure for part in parts if (figure := explain_priority(part, model, across=False).figure) is not None),
        default=None,
    )
    return ImprovementInsight(
        improvement=improvement,
        journey=parts[0].journey,
        lift=None,
        finish_change=None,
        gain=gain,
        priority=highest,
        priority_across=across.figure,
        overdue=any(part.overdue for part in parts),
        check=pool_checks(improvement, [part.check for part in parts if part.check is not None]),
        customers=customers,
        parts=tuple(parts),
        without_volume=tuple(part.journey for part in parts if part.journey in unknown),
    )


def _add_up(figures: Sequence[float | None]) -> float | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None
