"""All journeys together: analysed, ranked, and turned to every side. Used by `handbook` and the data.

Sub-journeys are analysed before the journeys that are made of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeybook.analysis.backlog import list_red_points, rank_backlog
from journeybook.analysis.insight import Insight, JourneyMoment
from journeybook.analysis.journeys import analyse_journey
from journeybook.analysis.sides.turning import see_sides

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from journeybook.analysis.insight import JourneyInsight
    from journeybook.model import Handbook, Journey


def analyse(handbook: Handbook, *, on: dt.date, drafts: bool = False) -> Insight:
    """Work out all figures of DESIGN §4 for the edition of the day `on`.

    Drafts count only where `drafts`; retired journeys never do.
    """
    listed = handbook.listed(drafts=drafts)
    known: dict[str, JourneyInsight] = {}
    for journey in arrange_bottom_up(listed):
        known[journey.id] = analyse_journey(journey, handbook, on, known)
    return _put_together(handbook, on, [known[journey.id] for journey in listed])


def keep_published(insight: Insight) -> Insight:
    """The same without drafts: what the data holds. The figures of each journey stay as the pages show them."""
    published = [found for found in insight.journeys.values() if found.journey.status == "published"]
    if len(published) == len(insight.journeys):
        return insight
    return _put_together(insight.handbook, insight.on, published)


def arrange_bottom_up(journeys: Sequence[Journey]) -> tuple[Journey, ...]:
    """Arrange journeys so that every sub-journey comes before the journeys that have touchpoints made of it.

    The source refuses circles; here the touchpoint that closes one finds its sub-journey not analysed yet: a gap.
    """
    by_id = {journey.id: journey for journey in journeys}
    arranged: dict[str, Journey] = {}
    under_way: set[str] = set()
    waiting = list(reversed(journeys))
    while waiting:
        journey = waiting[-1]
        under_way.add(journey.id)
        named = dict.fromkeys(touchpoint.journey for touchpoint in journey.touchpoints if touchpoint.journey)
        below = [by_id[name] for name in named if name in by_id and name not in arranged and name not in under_way]
        if below:
            waiting += reversed(below)
        else:
            arranged.setdefault(waiting.pop().id, journey)
    return tuple(arranged.values())


def _put_together(handbook: Handbook, on: dt.date, found: Sequence[JourneyInsight]) -> Insight:
    backlog = rank_backlog(found, handbook)
    present = [journey for journey in found if not journey.is_future]
    insight = Insight(
        handbook=handbook,
        on=on,
        journeys={journey.journey.id: journey for journey in found},
        backlog=backlog.ranked,
        volume_unknown=backlog.volume_unknown,
        closed=backlog.closed,
        unanswered=list_red_points(present, "unanswered"),
        still_red=list_red_points(present, "still-red"),
        priority=handbook.settings.priority,
        part_of=_find_parents(found),
        futures=_find_futures(found),
    )
    return replace(insight, sides=see_sides(insight))


def _find_parents(journeys: Iterable[JourneyInsight]) -> Mapping[str, tuple[JourneyMoment, ...]]:
    """Find the touchpoints that are made of each sub-journey."""
    parents: dict[str, list[JourneyMoment]] = {}
    for journey in journeys:
        for found in journey.moments:
            below = found.moment.touchpoint.journey
            if below is not None and found.moment.kind == "touchpoint":
                parents.setdefault(below, []).append(JourneyMoment(journey, found))
    return {name: tuple(places) for name, places in parents.items()}


def _find_futures(journeys: Iterable[JourneyInsight]) -> Mapping[str, tuple[str, ...]]:
    futures: dict[str, list[str]] = {}
    for found in journeys:
        if found.journey.future_of is not None:
            futures.setdefault(found.journey.future_of, []).append(found.journey.id)
    return {name: tuple(known) for name, known in futures.items()}
