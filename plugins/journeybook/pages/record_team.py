"""The page of a team: what to do when it fails, what hurts, whom to call next door, what is to do. Used by `render`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from journeybook.pages.environment import safe
from journeybook.pages.paging import split_rows
from journeybook.pages.record_frame import list_moments, make_record_page
from journeybook.pages.record_news import find_gathered, find_news
from journeybook.pages.site import Part
from journeybook.pages.touchpoint_rows import offer_filters, rows_of, sort_worst_first
from journeybook.pages.view import View, record_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from journeybook.analysis import (
        CrossedHandoff,
        HandoffFlow,
        JourneyInsight,
        JourneyMoment,
        TeamSide,
    )
    from journeybook.model import Evidence, Team
    from journeybook.pages.choices import Choices
    from journeybook.pages.paging import LongTable
    from journeybook.pages.record_news import News
    from journeybook.pages.view import Build

ROWS_SHOWN: Final = 12
"""Rows of the parts that another page, or a filter, shows in full."""
CURVES_SHOWN: Final = 6
NEIGHBOURS_SHOWN: Final = 20
BADGES_SHOWN: Final = 6
HURTS_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Cause:
    """A touchpoint that causes a red point; `href` is None where readers cannot see its journey."""

    name: str
    href: str | None
    team: str | None


@dataclass(frozen=True, slots=True)
class CausedElsewhere:
    """A red point of the team with what others do that causes it."""

    place: JourneyMoment
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """The handoffs with a neighbour in one direction, worst first."""

    handoffs: tuple[CrossedHandoff, ...]

    @property
    def head(self) -> tuple[CrossedHandoff, ...]:
        """Those whose feelings are shown."""
        return self.handoffs[:BADGES_SHOWN]

    @property
    def more(self) -> int:
        """How many there are beside them."""
        return len(self.handoffs) - len(self.head)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another team that the customer comes from or goes to."""

    team: str
    comes: Crossing
    goes: Crossing
    hurts: tuple[CrossedHandoff, ...]
    """The handoffs that hurt, worst first; the first few."""
    hurting: int
    """How many hurt in all."""

    @property
    def count(self) -> int:
        """Handoffs in both directions."""
        return len(self.comes.handoffs) + len(self.goes.handoffs)


@dataclass(frozen=True, slots=True)
class TeamPage:
    """What `team.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    id: str = field(metadata={"help": "the team's id"})
    name: str = field(metadata={"help": "the team's name, plain"})
    record: Team | None = field(metadata={"help": "the team as written; None where no file names it"})
    side: TeamSide = field(metadata={"help": "the handbook from its side"})
    touchpoints: int = field(metadata={"help": "its touchpoints, waits left out"})
    table: LongTable = field(metadata={"help": "its moments, worst first"})
    choices: Choices = field(metadata={"help": "the filters of its moments"})
    red_rows: Markup = field(metadata={"help": "its red points that nobody else causes: the first rows, as HTML"})
    elsewhere: tuple[CausedElsewhere, ...] = field(metadata={"help": "its red points that others cause: the first"})
    neighbours: tuple[Neighbour, ...] = field(metadata={"help": "its neighbours, most handoffs first"})
    neighbours_shown: int = field(metadata={"help": "how many neighbours have a row; the others are named"})
    shown: int = field(metadata={"help": "how many rows of other parts are shown"})
    curves_shown: int = field(metadata={"help": "how many of its journeys are drawn"})
    overdue: int = field(metadata={"help": "its overdue improvements"})
    news: tuple[News, ...] = field(metadata={"help": "new evidence about its touchpoints, newest first"})
    since: str | None = field(metadata={"help": "the edition since which evidence is new; None before the first"})
    unconfirmed: tuple[tuple[JourneyInsight, int], ...] = field(
        metadata={"help": "journeys with touchpoints that it has not confirmed, and how many"}
    )
    unseen: tuple[tuple[JourneyInsight, tuple[JourneyMoment, ...]], ...] = field(
        metadata={"help": "its moments that nobody has seen lately, by journey"}
    )
    gathered: tuple[tuple[JourneyInsight, Evidence], ...] = field(
        metadata={"help": "the evidence that it brought, newest first"}
    )
    is_unused: bool = field(metadata={"help": "whether it has no part in any journey"})


def render_team(build: Build, side: TeamSide) -> Part:
    """A team's page, and the bare pages with the rest of its moments."""
    here = View(build, record_address("team", side.id))
    record = build.insight.handbook.teams.get(side.id)
    name = here.label("team", side.id)
    moments = sort_worst_first(side.moments)
    table, files = split_rows(here, list_moments("touchpoints", name, team=False), rows_of(here, moments, team=False))
    neighbours = list_neighbours(side)
    last = build.site.last_edition
    context = TeamPage(
        here=here,
        id=side.id,
        name=name,
        record=record,
        side=side,
        touchpoints=sum(place.moment.moment.kind == "touchpoint" for place in side.moments),
        table=table,
        choices=offer_filters(here, moments, ("channel", "persona", "lifecycle", "tag", "checked")),
        red_rows=safe("\n".join(rows_of(here, side.red[:ROWS_SHOWN], team=False))),
        elsewhere=tuple(CausedElsewhere(p, find_causes(here, p)) for p in side.red_caused_elsewhere[:ROWS_SHOWN]),
        neighbours=neighbours,
        neighbours_shown=NEIGHBOURS_SHOWN,
        shown=ROWS_SHOWN,
        curves_shown=CURVES_SHOWN,
        overdue=sum(item.overdue for item in side.backlog),
        news=find_news(build).get(side.id, ()),
        since=last.name if last else None,
        unconfirmed=_count_unconfirmed(side),
        unseen=_group_by_journey(side.unseen),
        gathered=find_gathered(build).get(side.id, ()),
        is_unused=not (side.moments or side.acts_at or side.journeys or side.backlog or side.closed or side.systems),
    )
    return Part((make_record_page(build, "team", record, context, list_headings(context)),), files)


def list_headings(page: TeamPage) -> tuple[tuple[str, str, bool], ...]:
    """The parts of the page: anchor, heading, whether there is anything in it. An empty one is a line at the end."""
    side = page.side
    return (
        ("touchpoints", "When it fails", bool(side.moments)),
        ("when-it-fails", "When it fails", False),
        ("red-points", "Red points", bool(side.red)),
        ("caused-elsewhere", "Red here, caused elsewhere", bool(side.red_caused_elsewhere)),
        ("neighbours", "Next door", bool(page.neighbours)),
        ("backlog", "Backlog", bool(side.backlog)),
        ("causes", "Contacts that we cause", bool(side.causes)),
        ("new", "New for us", bool(page.news)),
        ("reviews", "To be looked through", bool(side.to_review or page.unconfirmed)),
        ("unseen", "Not seen lately", bool(side.unseen)),
        ("helps", "Where we help others", bool(side.acts_at)),
        *((("gathered", "What we went to see", True),) if page.gathered else ()),
        ("systems", "Systems that we run", bool(side.systems)),
        ("journeys", "Journeys", False),
    )


def list_neighbours(side: TeamSide) -> tuple[Neighbour, ...]:
    """The teams next door, most handoffs first, then by id."""
    comes = {flow.from_team: flow for flow in side.gets_from}
    goes = {flow.to_team: flow for flow in side.gives_to}
    found = (_describe_neighbour(team, comes.get(team), goes.get(team)) for team in dict.fromkeys((*comes, *goes)))
    return tuple(sorted(found, key=lambda n: (-n.count, n.team)))


def _describe_neighbour(team: str, comes: HandoffFlow | None, goes: HandoffFlow | None) -> Neighbour:
    arriving, leaving = (_sort_crossings(flow.handoffs if flow else ()) for flow in (comes, goes))
    hurting = _sort_crossings(handoff for handoff in (*arriving, *leaving) if handoff.hurts)
    return Neighbour(team, Crossing(arriving), Crossing(leaving), hurting[:HURTS_SHOWN], len(hurting))


def _sort_crossings(handoffs: Iterable[CrossedHandoff]) -> tuple[CrossedHandoff, ...]:
    """Worst first, gaps last."""
    return tuple(sorted(handoffs, key=lambda h: (h.value is None, h.value or 0.0, h.journey.journey.id)))


def find_causes(here: View, place: JourneyMoment) -> tuple[Cause, ...]:
    """What causes a red point, as its author wrote it, with the team that can change it."""
    journey = place.journey.journey
    causes = []
    for written in place.moment.moment.touchpoint.caused_by:
        other, _, name = written.rpartition("#")
        found = here.build.shown_journey(other) if other else journey
        owners = {t.id: t.owner for t in found.touchpoints} if found else {}
        said = here.reference(written, journey.id)
        causes.append(Cause(said.name, said.href, owners.get(name)))
    return tuple(causes)


def _count_unconfirmed(side: TeamSide) -> tuple[tuple[JourneyInsight, int], ...]:
    """How many of its touchpoints in each journey the team has not confirmed in the review period."""
    waiting = [p for p in side.moments if p.moment.moment.kind == "touchpoint" and p.moment.confirmed is None]
    return tuple((journey, len(places)) for journey, places in _group_by_journey(waiting))


def _group_by_journey(
    places: Iterable[JourneyMoment],
) -> tuple[tuple[JourneyInsight, tuple[JourneyMoment, ...]], ...]:
    groups: dict[str, list[JourneyMoment]] = {}
    for place in places:
        groups.setdefault(place.journey.journey.id, []).append(place)
    return tuple((found[0].journey, tuple(found)) for found in groups.values())
