"""The pages of channels and systems: what customers meet there, and what breaks. Used by `render`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journeybook.pages.paging import split_rows
from journeybook.pages.record_frame import list_moments, make_record_page
from journeybook.pages.site import Part
from journeybook.pages.touchpoint_rows import offer_filters, rows_of, sort_worst_first
from journeybook.pages.view import View, record_address

if TYPE_CHECKING:
    from journeybook.analysis import ChannelSide, SystemSide
    from journeybook.model import Channel, System
    from journeybook.pages.choices import Choices
    from journeybook.pages.paging import LongTable
    from journeybook.pages.view import Build


@dataclass(frozen=True, slots=True)
class ChannelPage:
    """What `channel.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    id: str = field(metadata={"help": "the channel's id"})
    name: str = field(metadata={"help": "the channel's name, plain"})
    record: Channel | None = field(metadata={"help": "the channel as written; None where no file names it"})
    side: ChannelSide = field(metadata={"help": "the handbook from its side"})
    table: LongTable = field(metadata={"help": "its touchpoints, worst first"})
    choices: Choices = field(metadata={"help": "the filters of its touchpoints"})


def render_channel(build: Build, side: ChannelSide) -> Part:
    """A channel's page, and the bare pages with the rest of its touchpoints."""
    here = View(build, record_address("channel", side.id))
    record = build.insight.handbook.channels.get(side.id)
    name = here.label("channel", side.id)
    moments = sort_worst_first(side.moments)
    table, files = split_rows(here, list_moments("touchpoints", name, team=True), rows_of(here, moments, team=True))
    choices = offer_filters(here, moments, ("team", "persona", "lifecycle", "tag", "checked"))
    context = ChannelPage(here, side.id, name, record, side, table, choices)
    headings = [("standards", "Standards", True)]
    if side.moments:
        headings += [("feelings", "How it feels here", True), ("touchpoints", "Every touchpoint", True)]
    return Part((make_record_page(build, "channel", record, context, headings),), files)


@dataclass(frozen=True, slots=True)
class SystemPage:
    """What `system.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    id: str = field(metadata={"help": "the system's id"})
    name: str = field(metadata={"help": "the system's name, plain"})
    record: System | None = field(metadata={"help": "the system as written; None where no file names it"})
    side: SystemSide = field(metadata={"help": "the handbook from its side"})
    table: LongTable = field(metadata={"help": "its touchpoints, moments of truth first, then worst first"})
    choices: Choices = field(metadata={"help": "the filters of its touchpoints"})
    reds: int = field(metadata={"help": "how many of its touchpoints are red points"})


def render_system(build: Build, side: SystemSide) -> Part:
    """A system's page, and the bare pages with the rest of its touchpoints."""
    here = View(build, record_address("system", side.id))
    record = build.insight.handbook.systems.get(side.id)
    name = here.label("system", side.id)
    decisive = {(p.journey.journey.id, p.moment.id) for p in side.moments_of_truth}
    worst = sort_worst_first(side.moments)
    moments = sorted(worst, key=lambda p: (p.journey.journey.id, p.moment.id) not in decisive)
    table, files = split_rows(here, list_moments("touchpoints", name, team=True), rows_of(here, moments, team=True))
    context = SystemPage(
        here=here,
        id=side.id,
        name=name,
        record=record,
        side=side,
        table=table,
        choices=offer_filters(here, moments, ("team", "channel", "persona", "lifecycle", "tag", "checked")),
        reds=sum(place.moment.is_red for place in moments),
    )
    headings = [("teams", "Whom to tell", True), ("touchpoints", "When it is down", True)] if moments else []
    return Part((make_record_page(build, "system", record, context, headings),), files)
