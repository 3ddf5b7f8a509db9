"""The evidence page of a journey: every piece in full, and what was seen at each touchpoint. Used by `render`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from journeybook.figures.measure_chart import measure_chart
from journeybook.figures.measure_svg import measure_svg
from journeybook.figures.measure_words import describe_measure
from journeybook.figures.taken_paths import lay_out_taken
from journeybook.model import Measure, plain_text
from journeybook.pages.entries import SEEN_PAGE, list_entries
from journeybook.pages.environment import render_template, safe
from journeybook.pages.evidence_words import count_people, name_anchor
from journeybook.pages.formats import plural
from journeybook.pages.site import Heading, Page, Part, write_figure
from journeybook.pages.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from journeybook.analysis import JourneyInsight, MeasureSeries, MomentInsight
    from journeybook.figures.taken_paths import TakenTable
    from journeybook.model import Touchpoint
    from journeybook.pages.entries import Entry, Look
    from journeybook.pages.view import Build

CHARTS: Final = "charts.json"
"""The file with the charts of the measures, in the folder of the page's address."""


@dataclass(frozen=True, slots=True)
class Place:
    """A touchpoint with everything that was seen at it and at the wait after it, newest first."""

    touchpoint: Touchpoint
    moments: tuple[MomentInsight, ...]
    """The touchpoint, and the wait where it is felt."""
    looks: tuple[tuple[Entry, Look], ...]

    @property
    def anchor(self) -> str:
        """Where the row of the journey's page leads to."""
        return f"seen-{self.touchpoint.id}"


@dataclass(frozen=True, slots=True)
class MeasureChart:
    """A measure over time: as a drawing, in words, and as what Plotly draws."""

    series: MeasureSeries
    drawing: Markup
    told: str
    figure: dict[str, Any]

    @property
    def anchor(self) -> str:
        """Its anchor, and its name in the file of all charts of the page."""
        return name_anchor(self.series)


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """What `what-was-seen.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    insight: JourneyInsight = field(metadata={"help": "the journey with its figures"})
    entries: tuple[Entry, ...] = field(metadata={"help": "every piece of evidence, newest first"})
    places: tuple[Place, ...] = field(metadata={"help": "the touchpoints that somebody saw, in order"})
    people: int = field(metadata={"help": "how many people saw it or were asked, at any time"})
    unseen: tuple[MomentInsight, ...] = field(metadata={"help": "moments that nobody saw in the review period"})
    charts: tuple[MeasureChart, ...] = field(metadata={"help": "what was measured over time, as charts"})
    chart_data: str = field(metadata={"help": "address of the charts' data, as seen from this page"})
    taken: TakenTable | None = field(metadata={"help": "the commonest paths that customers took"})
    measures: Mapping[str, Measure] = field(metadata={"help": "the records of the measures in the evidence, by id"})


def render_evidence(build: Build, journey: JourneyInsight) -> Part:
    """The page of all evidence of a journey, with the data of its charts; nothing where there is no evidence."""
    entries = list_entries(journey)
    if not entries:
        return Part()
    written = journey.journey
    address = f"journeys/{written.id}/{SEEN_PAGE}"
    title = plain_text(written.title)
    charts = draw_measures(journey)
    here = View(build, address)
    context = EvidencePage(
        here=here,
        charts=charts,
        chart_data=here.file_below(CHARTS),
        taken=lay_out_taken(journey),
        insight=journey,
        entries=entries,
        places=sort_by_place(journey, entries),
        people=count_people(entry.evidence for entry in entries),
        unseen=tuple(m for m in journey.moments if not m.seen),
        measures=_find_measures(build, journey),
    )
    page = Page(
        address=address,
        title=f"What was seen: {title}",
        description=f"{plural(len(entries), 'piece')} of evidence on {title}: who looked, when, what came of it.",
        html=render_template(build.environment, "what-was-seen.html.j2", context),
        toc=(
            Heading("evidence", "All evidence"),
            *((Heading("measures", "Measures"),) if charts else ()),
            *((Heading("paths", "Paths"),) if context.taken else ()),
            Heading("places", "By touchpoint", tuple(_heading(place) for place in context.places)),
        ),
        anchors=frozenset(
            (
                *("evidence", "places"),
                *(("measures",) if charts else ()),
                *(("paths",) if context.taken else ()),
                *(one.anchor for group in (entries, charts, context.places) for one in group),
            )
        ),
        file=written.place.span.file,
    )
    data = write_figure(f"{address}/{CHARTS}", {chart.anchor: chart.figure for chart in charts})
    return Part((page,), (data,) if charts else ())


def draw_measures(journey: JourneyInsight) -> tuple[MeasureChart, ...]:
    """Every measure of a journey that was measured more than once."""
    found = []
    for series in journey.measures:
        figure = measure_chart(series, journey.improvements) if len(series.points) > 1 else None
        if figure is not None:
            drawing = safe(measure_svg(series, journey.improvements))
            found.append(MeasureChart(series, drawing, describe_measure(series, named=False), figure))
    return tuple(found)


def sort_by_place(journey: JourneyInsight, entries: Sequence[Entry]) -> tuple[Place, ...]:
    """What was seen, by touchpoint; reviews say nothing of what was seen."""
    looks: dict[str, list[tuple[Entry, Look]]] = {}
    for entry in entries:
        if entry.evidence.counts:
            for look in entry.looks:
                looks.setdefault(look.touchpoint.id, []).append((entry, look))
    moments: dict[str, list[MomentInsight]] = {}
    for moment in journey.moments:
        moments.setdefault(moment.moment.touchpoint.id, []).append(moment)
    return tuple(
        Place(touchpoint, tuple(moments[touchpoint.id]), tuple(looks[touchpoint.id]))
        for touchpoint in journey.journey.touchpoints
        if touchpoint.id in looks
    )


def _find_measures(build: Build, journey: JourneyInsight) -> Mapping[str, Measure]:
    known = build.insight.handbook.measures
    names = [name for piece in journey.evidence for name in piece.measures]
    names += [name for piece in journey.evidence for o in piece.observations.values() for name in o.measures]
    return {name: known.get(name) or Measure(id=name) for name in names}


def _heading(place: Place) -> Heading:
    return Heading(place.anchor, plain_text(place.touchpoint.name))
