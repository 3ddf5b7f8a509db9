"""The lists of records: all teams, channels, systems, personas and measures, by name. Used by `render`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from journeybook.pages.choices import offer_filter
from journeybook.pages.environment import render_template, tidy
from journeybook.pages.handoffs import describe_handoffs
from journeybook.pages.paging import RowListing, split_rows
from journeybook.pages.record_frame import TITLES
from journeybook.pages.record_measure import count_met
from journeybook.pages.site import Heading, Page, Part
from journeybook.pages.view import RECORD_FOLDERS, View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeybook.pages.choices import Choices
    from journeybook.pages.handoffs import Handoffs
    from journeybook.pages.paging import LongTable
    from journeybook.pages.view import Build, RecordKind

LEADS: Final[dict[RecordKind, str]] = {
    "team": "Find yours: what is yours in all journeys, what to do when it fails, whom to call next door. By name; "
    "nothing here compares teams.",
    "channel": "Where customers meet us, what they can rely on there, and how it feels.",
    "system": "What our touchpoints need to work, and what breaks for customers when it is down.",
    "persona": "Who goes through our journeys: what they want, what holds them back, and what that rests on.",
    "measure": "What is counted and timed, where, and how far from the target.",
}
WORDS: Final[dict[RecordKind, tuple[str, str]]] = {
    "team": ("team", "teams"),
    "channel": ("channel", "channels"),
    "system": ("system", "systems"),
    "persona": ("persona", "personas"),
    "measure": ("measure", "measures"),
}
ROWS_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """What `records.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    kind: RecordKind = field(metadata={"help": "the kind of the records"})
    folder: str = field(metadata={"help": "the name of the page, of the records' file and of their data"})
    title: str = field(metadata={"help": "what the list is called"})
    lead: str = field(metadata={"help": "what is to be found here"})
    table: LongTable = field(metadata={"help": "the records, by name"})
    choices: Choices = field(metadata={"help": "the filters"})
    handoffs: Handoffs | None = field(metadata={"help": "from team to team; None for other kinds, and without any"})


def render_list(build: Build, kind: RecordKind, sides: Mapping[str, Any]) -> Part:
    """The list of one kind; without any record it says how there will be one, and stays out of the navigation."""
    folder = RECORD_FOLDERS[kind]
    here = View(build, folder)
    macros = build.macros("record-rows.html.j2")
    named = sorted(sides.values(), key=lambda side: (here.label(kind, side.id).casefold(), side.id))
    listing = RowListing(folder, TITLES[kind], "all", WORDS[kind], getattr(macros, f"{kind}_heads")(), ROWS_SHOWN)
    table, files = split_rows(here, listing, [tidy(_make_row(macros, here, kind, side)) for side in named])
    handoffs, handoff_files = describe_handoffs(here) if kind == "team" else (None, ())
    context = RecordsPage(here, kind, folder, TITLES[kind], LEADS[kind], table, _offer_filters(here, kind), handoffs)
    page = Page(
        address=folder,
        title=TITLES[kind],
        description=LEADS[kind],
        html=render_template(build.environment, "records.html.j2", context),
        toc=(Heading("handoffs", "From team to team"),) if handoffs else (),
        anchors=frozenset((*(("all",) if named else ()), *(("handoffs",) if handoffs else ()))),
        name=folder,  # type: ignore[arg-type]  # the folders are names of pages
        listed=bool(named),
    )
    return Part((page,), (*files, *handoff_files))


def _make_row(macros: Any, here: View, kind: RecordKind, side: Any) -> Any:
    row = getattr(macros, f"{kind}_row")
    if kind == "team":
        return row(here, side, sum(place.moment.moment.kind == "touchpoint" for place in side.moments))
    if kind == "measure":
        return row(here, side, *count_met(side), len({journey.journey.id for journey, _ in side.series}))
    return row(here, side)


def _offer_filters(here: View, kind: RecordKind) -> Choices:
    """Systems can be found by the team that runs them; the others are few, or found by name."""
    if kind != "system":
        return ()
    owners = ((system.owner,) for system in here.insight.handbook.systems.values())
    return (offer_filter(here, "team", owners, "Run by"),)
