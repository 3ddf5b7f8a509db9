"""The page of a persona: who they are, their journeys, where they feel otherwise, what is red. Used by `render`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from journeybook.pages.choices import offer_filter
from journeybook.pages.environment import tidy
from journeybook.pages.paging import RowListing, split_rows
from journeybook.pages.record_frame import make_record_page
from journeybook.pages.site import Part
from journeybook.pages.touchpoint_rows import TEAM_HEADS, offer_filters, rows_for_persona
from journeybook.pages.view import View, record_address

if TYPE_CHECKING:
    from journeybook.analysis import Difference, PersonaSide
    from journeybook.model import Persona
    from journeybook.pages.choices import Choices
    from journeybook.pages.paging import LongTable
    from journeybook.pages.view import Build

DIFFERENCES_SHOWN: Final = 15
JOURNEYS_SHOWN: Final = 20
REDS_SHOWN: Final = 25


@dataclass(frozen=True, slots=True)
class PersonaPage:
    """What `persona.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    id: str = field(metadata={"help": "the persona's id"})
    name: str = field(metadata={"help": "the persona's name, plain"})
    record: Persona | None = field(metadata={"help": "the persona as written; None where no file names it"})
    side: PersonaSide = field(metadata={"help": "the handbook from its side"})
    journeys: LongTable = field(metadata={"help": "its journeys, along the lifecycle"})
    journey_choices: Choices = field(metadata={"help": "the filters of its journeys"})
    differences: tuple[Difference, ...] = field(metadata={"help": "where it feels otherwise, most first; the head"})
    table: LongTable = field(metadata={"help": "what is red for it, its lowest feeling first"})
    choices: Choices = field(metadata={"help": "the filters of what is red for it"})


def render_persona(build: Build, side: PersonaSide) -> Part:
    """A persona's page, and the bare pages with the rest of its journeys and of its red points."""
    here = View(build, record_address("persona", side.id))
    record = build.insight.handbook.personas.get(side.id)
    name = here.label("persona", side.id)
    macros = build.macros("record-rows.html.j2")
    listing = RowListing(
        "journeys",
        f"{name}: journeys",
        "journeys",
        ("journey", "journeys"),
        macros.persona_journey_heads(),
        JOURNEYS_SHOWN,
    )
    rows = [tidy(macros.persona_journey_row(here, journey, own)) for journey, own in side.journeys]
    journeys, journey_files = split_rows(here, listing, rows)
    reds = RowListing("red", f"{name}: red points", "red-points", ("moment", "moments"), TEAM_HEADS, REDS_SHOWN)
    table, red_files = split_rows(here, reds, rows_for_persona(here, side.red, side.id))
    context = PersonaPage(
        here=here,
        id=side.id,
        name=name,
        record=record,
        side=side,
        journeys=journeys,
        journey_choices=_offer_journey_filters(here, side),
        differences=side.differences[:DIFFERENCES_SHOWN],
        table=table,
        choices=offer_filters(here, side.red, ("team", "channel", "lifecycle", "tag", "checked")),
    )
    parts = (
        ("journeys", "Their journeys"),
        ("feelings", "How they feel"),
        ("differences", "Where they feel otherwise"),
        ("red-points", "Red for them"),
    )
    headings = [(anchor, title, True) for anchor, title in parts if side.journeys]
    return Part((make_record_page(build, "persona", record, context, headings),), (*journey_files, *red_files))


def _offer_journey_filters(here: View, side: PersonaSide) -> Choices:
    written = [journey.journey for journey, _ in side.journeys]
    return (
        offer_filter(here, "lifecycle", ((j.lifecycle,) for j in written)),
        offer_filter(here, "team", ((j.owner,) for j in written), "Owner"),
        offer_filter(here, "tag", (j.tags for j in written)),
    )
