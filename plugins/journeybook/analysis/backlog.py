"""What to do first: improvements ranked in a journey and across journeys, and red points by what became of them.

Used by `journeys.py` for one journey, by `handbook.py` for the organization, and by pages that list red points.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.analysis.insight import JourneyMoment
from journeybook.analysis.priority import explain_priority, needs_volume
from journeybook.analysis.rounding import rank
from journeybook.analysis.shared import merge_shared
from journeybook.model import OPEN_STATUSES, ImprovementPart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from journeybook.analysis.insight import ImprovementInsight, JourneyInsight
    from journeybook.analysis.moments import Answer
    from journeybook.model import Handbook, PriorityModel


@dataclass(frozen=True, slots=True)
class Backlog:
    """The improvements of all journeys, those of the organization once."""

    ranked: tuple[ImprovementInsight, ...]
    """Open ones by priority across journeys: highest first, None last, then by journey and id."""
    volume_unknown: tuple[ImprovementInsight, ...]
    """Open ones that the model cannot compare with those for want of a volume, by priority within their journey by the
    same model; empty where the model needs no volume. In the same order."""
    closed: tuple[ImprovementInsight, ...]
    """Done ones, newest first (undated last), and then dropped ones; each by journey and id on a tie."""


def rank_improvements(improvements: Iterable[ImprovementInsight]) -> tuple[ImprovementInsight, ...]:
    """Rank one journey's improvements: open ones by priority (None last, then id), then done, then dropped, by id."""
    by_id = sorted(improvements, key=lambda i: i.improvement.id)
    open_ones = rank((i for i in by_id if _is_open(i)), lambda i: i.priority, tie=_name)
    done = (i for i in by_id if i.improvement.status == "done")
    dropped = (i for i in by_id if i.improvement.status == "dropped")
    return (*open_ones, *done, *dropped)


def rank_backlog(journeys: Sequence[JourneyInsight], handbook: Handbook) -> Backlog:
    """Rank the improvements of these journeys by the organization's model, and those of the organization with them."""
    model = handbook.settings.priority
    own = (i for journey in journeys for i in journey.improvements if not isinstance(i.improvement, ImprovementPart))
    every = (*own, *merge_shared(journeys, handbook.improvements, model))
    open_ones = [item for item in every if _is_open(item)]
    unknown = _find_without_volume(open_ones, journeys) if needs_volume(model) else frozenset()
    return Backlog(
        ranked=rank((i for i in open_ones if i.reference not in unknown), lambda i: i.priority_across, tie=_name),
        volume_unknown=rank((i for i in open_ones if i.reference in unknown), _rank_within(model), tie=_name),
        closed=_list_closed([item for item in every if not _is_open(item)]),
    )


def list_red_points(journeys: Iterable[JourneyInsight], answer: Answer | None = None) -> tuple[JourneyMoment, ...]:
    """List the red points, or those of which this became: lowest value first, None last, then by journey and moment."""
    points = (
        JourneyMoment(journey, moment)
        for journey in journeys
        for moment in (journey.with_answer(answer) if answer else journey.red_points)
    )
    return rank(points, lambda p: p.moment.value, tie=lambda p: (p.journey.journey.id, p.moment.id), descending=False)


def _find_without_volume(
    improvements: Iterable[ImprovementInsight], journeys: Iterable[JourneyInsight]
) -> frozenset[str]:
    """Find the improvements none of whose journeys has a volume, by reference."""
    unknown = {journey.journey.id for journey in journeys if journey.volume_per_month is None}
    return frozenset(
        item.reference for item in improvements if all(part.journey in unknown for part in item.parts or (item,))
    )


def _rank_within(model: PriorityModel) -> Callable[[ImprovementInsight], float | None]:
    return lambda item: explain_priority(item, model, across=False).figure


def _list_closed(closed: Iterable[ImprovementInsight]) -> tuple[ImprovementInsight, ...]:
    every = sorted(closed, key=_name)
    done = sorted((i for i in every if i.improvement.status == "done"), key=_find_done_on, reverse=True)
    return (*done, *(i for i in every if i.improvement.status == "dropped"))


def _is_open(insight: ImprovementInsight) -> bool:
    return insight.improvement.status in OPEN_STATUSES


def _name(insight: ImprovementInsight) -> tuple[str, str]:
    return insight.journey, insight.improvement.id


def _find_done_on(insight: ImprovementInsight) -> dt.date:
    return insight.improvement.done_on or dt.date.min
