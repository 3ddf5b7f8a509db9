"""What to do first: improvements ranked in a journey and across journeys, and red points by what became of them.

Used by `journeys.py` for one journey, and by `analyse` for the organization.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from journeybook.analysis.insight import JourneyMoment
from journeybook.analysis.rounding import rank
from journeybook.model import OPEN_STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeybook.analysis.insight import Answer, ImprovementInsight, JourneyInsight


def rank_improvements(improvements: Iterable[ImprovementInsight]) -> tuple[ImprovementInsight, ...]:
    """Rank one journey's improvements: open ones by priority (None last, then id), then done, then dropped, by id."""
    by_id = sorted(improvements, key=lambda i: i.improvement.id)
    open_ones = rank((i for i in by_id if _is_open(i)), lambda i: i.priority, tie=_name)
    done = (i for i in by_id if i.improvement.status == "done")
    dropped = (i for i in by_id if i.improvement.status == "dropped")
    return (*open_ones, *done, *dropped)


def rank_backlog(journeys: Sequence[JourneyInsight]) -> tuple[ImprovementInsight, ...]:
    """Rank the open improvements of journeys with a volume by priority across journeys.

    Highest first, None last, then by journey and id.
    """
    known = (
        i for journey in journeys if journey.volume_per_month is not None for i in journey.improvements if _is_open(i)
    )
    return rank(known, lambda i: i.priority_across, tie=_name)


def rank_volume_unknown(journeys: Sequence[JourneyInsight]) -> tuple[ImprovementInsight, ...]:
    """Rank the open improvements of journeys without a volume by priority in their journey.

    Highest first, None last, then by journey and id.
    """
    unknown = (
        i for journey in journeys if journey.volume_per_month is None for i in journey.improvements if _is_open(i)
    )
    return rank(unknown, lambda i: i.priority, tie=_name)


def list_closed(journeys: Sequence[JourneyInsight]) -> tuple[ImprovementInsight, ...]:
    """List done improvements, newest first (undated last), and then dropped ones; each by journey and id on a tie."""
    every = sorted((i for journey in journeys for i in journey.improvements if not _is_open(i)), key=_name)
    done = sorted((i for i in every if i.improvement.status == "done"), key=_find_done_on, reverse=True)
    return (*done, *(i for i in every if i.improvement.status == "dropped"))


def list_red_points(journeys: Sequence[JourneyInsight], answer: Answer) -> tuple[JourneyMoment, ...]:
    """List the red points of which this became: lowest value first, None last, then by journey and moment."""
    points = (JourneyMoment(journey, moment) for journey in journeys for moment in journey.with_answer(answer))
    return rank(points, lambda p: p.moment.value, tie=lambda p: (p.journey.journey.id, p.moment.id), descending=False)


def _is_open(insight: ImprovementInsight) -> bool:
    return insight.improvement.status in OPEN_STATUSES


def _name(insight: ImprovementInsight) -> tuple[str, str]:
    return insight.journey, insight.improvement.id


def _find_done_on(insight: ImprovementInsight) -> dt.date:
    return insight.improvement.done_on or dt.date.min
