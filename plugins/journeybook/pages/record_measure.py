"""The page of a measure: where it is taken, whether its target is met, what it is to prove. Used by `render`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from journeybook.figures.measure_line import measure_line
from journeybook.pages.choices import offer_filter
from journeybook.pages.environment import safe, tidy
from journeybook.pages.paging import RowListing, split_rows
from journeybook.pages.record_frame import make_record_page
from journeybook.pages.site import Part
from journeybook.pages.view import View, record_address

if TYPE_CHECKING:
    from journeybook.analysis import ImprovementInsight, MeasureSide
    from journeybook.model import Measure
    from journeybook.pages.choices import Choices
    from journeybook.pages.paging import LongTable
    from journeybook.pages.view import Build

PROOFS_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """What `measure.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    id: str = field(metadata={"help": "the measure's id"})
    name: str = field(metadata={"help": "the measure's name, plain"})
    record: Measure | None = field(metadata={"help": "the measure as written; None where no file names it"})
    side: MeasureSide = field(metadata={"help": "the handbook from its side"})
    table: LongTable = field(metadata={"help": "its values over time, by journey and moment"})
    choices: Choices = field(metadata={"help": "the filters of these"})
    judged: int = field(metadata={"help": "how many of them have a value and a target"})
    met: int = field(metadata={"help": "how many of those meet the target"})
    proves: tuple[ImprovementInsight, ...] = field(metadata={"help": "the improvements that it is to prove; the head"})


def render_measure(build: Build, side: MeasureSide) -> Part:
    """A measure's page, and the bare pages with the rest of its lines."""
    here = View(build, record_address("measure", side.id))
    record = build.insight.handbook.measures.get(side.id)
    name = here.label("measure", side.id)
    macros = build.macros("record-rows.html.j2")
    listing = RowListing("series", f"{name}: values", "series", ("line", "lines"), macros.series_heads())
    lines = [
        tidy(macros.series_row(here, journey, series, safe(measure_line(series)))) for journey, series in side.series
    ]
    table, files = split_rows(here, listing, lines)
    met, judged = count_met(side)
    context = MeasurePage(
        here=here,
        id=side.id,
        name=name,
        record=record,
        side=side,
        table=table,
        choices=_offer_filters(here, side),
        judged=judged,
        met=met,
        proves=side.proves[:PROOFS_SHOWN],
    )
    headings = (("series", "Where it is measured", True), ("proves", "What it is to prove", True))
    return Part((make_record_page(build, "measure", record, context, headings),), files)


def count_met(side: MeasureSide) -> tuple[int, int]:
    """How many of its lines meet their target, and how many can be judged."""
    judged = [series.meets_target for _, series in side.series if series.meets_target is not None]
    return sum(judged), len(judged)


def _offer_filters(here: View, side: MeasureSide) -> Choices:
    written = [journey.journey for journey, _ in side.series]
    return (
        offer_filter(here, "lifecycle", ((j.lifecycle,) for j in written)),
        offer_filter(here, "team", ((j.owner,) for j in written), "Owner"),
    )
