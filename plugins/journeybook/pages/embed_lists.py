"""Lists in other pages: improvements in their rank, red points, with what they are filtered by. Used by `embeds`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from journeybook.analysis import list_red_points
from journeybook.model import OPEN_STATUSES
from journeybook.pages.backlog_rows import RowMaker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.model import BacklogFilters, Filters, RedPointFilters
    from journeybook.pages.backlog_rows import Facts, ImprovementRow, PointRow
    from journeybook.pages.view import Build, View

_IN_ADDRESS: Final = ("team", "status", "lifecycle", "persona", "channel", "tag")
"""The filters that the backlog has as well."""
LISTED_ANSWERS: Final = frozenset({"unanswered", "still-red"})
"""The red points that stand in the backlog."""


def find_improvements(build: Build, filters: BacklogFilters) -> tuple[ImprovementRow, ...]:
    """The improvements that the filters let pass, in the order of the backlog; open ones where no status is asked for.

    Those whose journeys say no volume come after those that are ranked across journeys.
    """
    wanted = filters.status or OPEN_STATUSES
    return tuple(
        row
        for row in _list_improvements(build)
        if row.facts.status in wanted
        and _fits(row.facts, filters)
        and _any(filters.journey, (found.journey.id for found in row.journeys))
    )


def find_points(build: Build, filters: RedPointFilters) -> tuple[PointRow, ...]:
    """The red points of the journeys as they are that the filters let pass; lowest value first, then by journey."""
    return tuple(
        row
        for row in _list_points(build)
        if _fits(row.facts, filters)
        and _any(filters.status, (row.point.moment.answer or "",))
        and _any(filters.journey, (row.point.journey.journey.id,))
    )


def link_backlog(here: View, filters: Filters, **more: str) -> tuple[str, bool]:
    """The address of the backlog with these filters, and whether it can have all of them: one value each, no journey.

    `more` are choices that it is given besides.
    """
    chosen: dict[str, str] = dict(more)
    fits = not filters.journey
    for kind in _IN_ADDRESS:
        values: tuple[str, ...] = getattr(filters, kind)
        if len(values) == 1:
            chosen[kind] = values[0]
        fits = fits and len(values) <= 1
    return here.to("backlog") + (f"?{urlencode(chosen)}" if chosen else ""), fits


def _list_improvements(build: Build) -> tuple[ImprovementRow, ...]:
    """Every improvement; worked out once a build."""
    found: tuple[ImprovementRow, ...] | None = build.kept.get("embedded improvements")
    if found is None:
        insight, make = build.insight, RowMaker(build.insight)
        found = (
            *make.make_improvements(insight.backlog),
            *make.make_improvements(insight.volume_unknown, across=False),
            *make.make_improvements(insight.closed),
        )
        build.kept["embedded improvements"] = found
    return found


def _list_points(build: Build) -> tuple[PointRow, ...]:
    """Every red point; worked out once a build."""
    found: tuple[PointRow, ...] | None = build.kept.get("embedded red points")
    if found is None:
        points = list_red_points(build.insight.present)
        found = build.kept["embedded red points"] = RowMaker(build.insight).make_points(points)
    return found


def _fits(facts: Facts, filters: Filters) -> bool:
    return (
        _any(filters.team, (facts.team,))
        and _any(filters.lifecycle, facts.lifecycle)
        and _any(filters.persona, facts.persona)
        and _any(filters.channel, facts.channel)
        and _any(filters.tag, facts.tag)
    )


def _any(wanted: tuple[str, ...], there: Iterable[str]) -> bool:
    """Whether one of the wanted is there; nothing wanted lets all pass."""
    return not wanted or any(one in wanted for one in there)
