"""The page of the lifecycle: the end-to-end curve, its phases, the heat maps. Used by `render`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from journeybook.figures.lifecycle_chart import lifecycle_chart
from journeybook.figures.lifecycle_curve import lay_out_lifecycle
from journeybook.figures.lifecycle_frame import LifecycleFrame
from journeybook.figures.lifecycle_svg import lifecycle_svg
from journeybook.figures.lifecycle_words import describe_lifecycle, explain_detail
from journeybook.model import plain_text
from journeybook.pages.environment import render_template, safe
from journeybook.pages.heat_tables import HeatTable, make_heat_table, name_phase
from journeybook.pages.site import Heading, Page, Part, write_figure
from journeybook.pages.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from journeybook.analysis import JourneyInsight, MomentInsight
    from journeybook.analysis.sides.findings import PhaseSide, Sides
    from journeybook.figures.lifecycle_curve import CurveView, Place
    from journeybook.model import Phase
    from journeybook.pages.heat_tables import Side
    from journeybook.pages.site import DataFile
    from journeybook.pages.view import Build

ROWS_A_PHASE: Final = 4
"""Journeys of a phase that stand on the page where the book has many; the others are one click away."""
FEW_JOURNEYS: Final = 30
"""Journeys that all have a place on the page."""


@dataclass(frozen=True, slots=True)
class PhaseJourney:
    """A journey in the list of its phase, with its lowest moment (None where nobody knows how it feels)."""

    insight: JourneyInsight
    lowest: MomentInsight | None


@dataclass(frozen=True, slots=True)
class PhasePart:
    """A phase on the page: `record` is None beside the lifecycle; `more` journeys stand elsewhere."""

    side: PhaseSide
    anchor: str
    name: str
    record: Phase | None
    journeys: tuple[PhaseJourney, ...]
    more: int
    href: str
    """The list of its journeys."""

    @property
    def moments(self) -> int:
        """How many moments it has, gaps included."""
        return self.side.spread.known + self.side.spread.gaps


@dataclass(frozen=True, slots=True)
class LifecyclePage:
    """What `lifecycle.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    chart: Markup = field(metadata={"help": "the end-to-end curve as SVG; empty without a journey"})
    chart_data: str = field(metadata={"help": "address of the curve's data, as seen from this page"})
    views: tuple[CurveView, ...] = field(metadata={"help": "the mean and the personas that the curve can be seen by"})
    sentence: str = field(metadata={"help": "what the curve says, in words"})
    explained: str = field(metadata={"help": "how many journeys are drawn and how, where it is not moment by moment"})
    parts: tuple[PhasePart, ...] = field(metadata={"help": "the phases in order"})
    maps: tuple[HeatTable, ...] = field(metadata={"help": "the heat maps; none without a lifecycle"})
    map_data: str = field(metadata={"help": "address of the maps' figures, as seen from this page"})
    journeys: int = field(metadata={"help": "journeys in all, as they are"})
    futures: int = field(metadata={"help": "journeys that are to be, which stand nowhere here"})


def render_lifecycle(build: Build) -> Part:
    """The page of the lifecycle, the figures of its charts, the rest of its long tables."""
    here = View(build, "lifecycle")
    insight = build.insight
    sides = insight.sides
    frame = LifecycleFrame(lay_out_lifecycle(sides.phases, insight.handbook))
    views = frame.curve.views(insight.handbook)
    maps, figures, bare = make_maps(here, sides)
    files = list(bare)
    if insight.present:
        files.append(write_figure("lifecycle/chart.json", lifecycle_chart(frame, views, lambda p: lead_to(here, p))))
    if figures:
        files.append(write_figure("lifecycle/heat.json", figures))
    chart = lifecycle_svg(frame, views, here.journey) if insight.present else ""
    context = LifecyclePage(
        here=here,
        chart=safe(chart),
        chart_data=here.file_below("chart.json"),
        views=views,
        sentence=describe_lifecycle(sides.phases, insight.handbook),
        explained=explain_detail(frame.curve),
        parts=arrange_parts(here, sides.phases),
        maps=maps,
        map_data=here.file_below("heat.json"),
        journeys=len(insight.present),
        futures=len(insight.journeys) - len(insight.present),
    )
    toc = list_headings(context)
    page = Page(
        address=here.address,
        title="Lifecycle",
        description="How it feels from the first contact to coming back: every journey along the lifecycle.",
        html=render_template(build.environment, "lifecycle.html.j2", context),
        toc=toc,
        anchors=frozenset(h.id for top in toc for h in (top, *top.children)),
        name="lifecycle",
        listed=True,
    )
    return Part((page,), tuple(files))


def lead_to(here: View, place: Place) -> str:
    """Where a point of the curve leads to: its moment's row, or the journey where it is a whole one."""
    journey = place.journey.journey.id
    return here.journey(journey) if place.moment is None else here.moment(journey, place.moment.id)


def make_maps(
    here: View, sides: Sides
) -> tuple[tuple[HeatTable, ...], dict[str, dict[str, Any]], tuple[DataFile, ...]]:
    """The heat maps that have rows, their figures by side, and their bare pages; nothing without a lifecycle."""
    found: tuple[tuple[Side, Any], ...] = (
        ("journeys", sides.journeys_by_phase),
        ("channels", sides.channels_by_phase),
        ("personas", sides.personas_by_phase),
    )
    maps: list[HeatTable] = []
    figures: dict[str, dict[str, Any]] = {}
    files: list[DataFile] = []
    for side, heat in found:
        if heat.rows and any(heat.phases):
            table, figure, bare = make_heat_table(here, side, heat)
            maps.append(table)
            figures[side] = figure
            files += bare
    return tuple(maps), figures, tuple(files)


def arrange_parts(here: View, phases: Sequence[PhaseSide]) -> tuple[PhasePart, ...]:
    """The phases with their journeys, blind spots included."""
    count = sum(len(phase.journeys) for phase in phases)
    most = count if count <= FEW_JOURNEYS else ROWS_A_PHASE
    return tuple(
        PhasePart(
            side=side,
            anchor=f"phase-{side.id}" if side.id else "beside",
            name=name_phase(here, side.id) if side.id or len(phases) > 1 else "Journeys",
            record=here.insight.handbook.phases.get(side.id or ""),
            journeys=tuple(PhaseJourney(j, find_lowest(j)) for j in side.journeys[:most]),
            more=max(0, len(side.journeys) - most),
            href=here.journeys_with(lifecycle=side.id) if side.id else here.to("journeys"),
        )
        for side in phases
    )


def find_lowest(journey: JourneyInsight) -> MomentInsight | None:
    """The moment with the lowest value, the earlier one on a tie."""
    known = [moment for moment in journey.moments if moment.value is not None]
    return min(known, key=lambda moment: moment.value or 0.0, default=None)


def list_headings(page: LifecyclePage) -> tuple[Heading, ...]:
    """The table of contents."""
    if not page.journeys:
        return ()
    return (
        Heading("end-to-end", "From end to end"),
        Heading("phases", "Phase by phase", tuple(Heading(part.anchor, plain_text(part.name)) for part in page.parts)),
        *(Heading(f"{table.side}-by-phase", f"{table.side.capitalize()} by phase") for table in page.maps),
    )
