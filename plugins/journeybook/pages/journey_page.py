"""The page of a journey: its figures, its emotion chart, its touchpoints, its backlog. Used by `render`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from journeybook.figures.chart_frame import ChartFrame
from journeybook.figures.emotion_chart import emotion_chart
from journeybook.figures.emotion_curve import lay_out_curve
from journeybook.figures.emotion_svg import emotion_svg
from journeybook.figures.feelings_table import feelings_table
from journeybook.figures.legend import list_keys
from journeybook.figures.sentence import describe_curve
from journeybook.figures.taken_paths import lay_out_taken
from journeybook.model import AFTER, plain_text
from journeybook.pages.choices import count_choices, list_teams, offer_filter
from journeybook.pages.corrections import name_edition, offer_correction
from journeybook.pages.entries import SEEN_PAGE
from journeybook.pages.environment import render_template, safe
from journeybook.pages.found_as import say_found
from journeybook.pages.seen_pieces import say_took, say_wait
from journeybook.pages.seen_summary import SeenSummary, summarize_seen
from journeybook.pages.site import Heading, Page, Part, write_figure
from journeybook.pages.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from journeybook.analysis import ImprovementInsight, JourneyInsight, MomentInsight
    from journeybook.figures.feelings_table import FeelingsRow
    from journeybook.figures.legend import Key
    from journeybook.figures.taken_paths import TakenTable
    from journeybook.model import Improvement, Journey, Stage, Touchpoint
    from journeybook.pages.choices import Choice, Choices
    from journeybook.pages.corrections import Correction
    from journeybook.pages.view import Build


FEW_IMPROVEMENTS: Final = 9
"""Improvements of a journey that need no filter."""


@dataclass(frozen=True, slots=True)
class Row:
    """A touchpoint in the table, with the wait that follows it (None where no wait is felt)."""

    number: int
    touchpoint: Touchpoint
    insight: MomentInsight
    wait: MomentInsight | None
    answers: tuple[ImprovementInsight, ...]
    wait_answers: tuple[ImprovementInsight, ...]
    teams: tuple[str, ...]
    channels: tuple[str, ...]
    personas: tuple[str, ...]
    """Personas that feel something here; all of the journey's where nobody's feeling is known."""

    def facts(self, here: View) -> list[str]:
        """Where it happens, whose it is and how long it takes, as plain words."""
        touchpoint = self.touchpoint
        said = [] if touchpoint.ours else ["without us"]
        said += [here.label("channel", channel) for channel in self.channels]
        return [*said, *filter(None, (here.label("team", touchpoint.owner), say_took(self.insight)))]

    @property
    def lasts(self) -> str:
        """How long the wait after it lasts, in words; empty where unknown."""
        return say_wait(self.touchpoint, self.wait)

    @property
    def is_red(self) -> bool:
        """Whether the touchpoint or its wait is a red point."""
        return self.insight.is_red or (self.wait is not None and self.wait.is_red)

    @property
    def lowest(self) -> float | None:
        """The lowest value of the touchpoint and its wait, to sort by."""
        values = [m.value for m in (self.insight, self.wait) if m is not None and m.value is not None]
        return min(values, default=None)


@dataclass(frozen=True, slots=True)
class StageRows:
    """A stage of the touchpoint table."""

    number: int
    stage: Stage
    rows: tuple[Row, ...]

    @property
    def anchor(self) -> str:
        """The anchor of its heading."""
        return f"stage-{self.number}"


@dataclass(frozen=True, slots=True)
class JourneyPage:
    """What `journey.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    insight: JourneyInsight = field(metadata={"help": "the journey with its figures"})
    journey: Journey = field(metadata={"help": "the journey as written"})
    stages: tuple[StageRows, ...] = field(metadata={"help": "the touchpoint table, by stage"})
    chart: Markup = field(metadata={"help": "the emotion chart as SVG"})
    chart_data: str = field(metadata={"help": "address of the chart's data, as seen from this page"})
    feelings: tuple[FeelingsRow, ...] = field(metadata={"help": "the chart as a table"})
    keys: tuple[Key, ...] = field(metadata={"help": "what the chart's marks mean, of those that occur"})
    sentence: str = field(metadata={"help": "what the curve says, in words"})
    improvements: tuple[ImprovementInsight, ...] = field(metadata={"help": "open improvements, ranked"})
    closed: tuple[ImprovementInsight, ...] = field(metadata={"help": "done and dropped improvements"})
    choices: Mapping[str, Sequence[Choice]] = field(
        metadata={"help": "the filters of the touchpoint table: kind → (id, name, count)"}
    )
    channels: tuple[str, ...] = field(metadata={"help": "the channels of its touchpoints, in order"})
    replacement: Journey | None = field(metadata={"help": "the journey that takes its place, where readers can see it"})
    improvement_choices: Choices = field(metadata={"help": "the filters of the improvements; empty where they are few"})
    seen: SeenSummary = field(metadata={"help": "what was seen of it, in short"})
    taken: TakenTable | None = field(metadata={"help": "the plan beside the path that customers took"})
    previous: JourneyInsight | None = field(metadata={"help": "the journey before it on the lifecycle"})
    next: JourneyInsight | None = field(metadata={"help": "the journey after it on the lifecycle"})
    edit_url: str | None = field(metadata={"help": "where the YAML is edited"})
    correction: Correction | None = field(metadata={"help": "where to say that something is wrong"})
    edition: str = field(metadata={"help": "the edition as readers call it"})
    as_is: JourneyInsight | None = field(metadata={"help": "the journey that it is the future of"})
    futures: tuple[JourneyInsight, ...] = field(metadata={"help": "how it is to be"})
    moment_names: Mapping[str, str] = field(metadata={"help": "moment id → name, plain"})
    with_sees: bool = field(metadata={"help": "whether any touchpoint says what the customer sees"})


def render_journey(
    build: Build,
    journey: JourneyInsight,
    neighbours: tuple[JourneyInsight | None, JourneyInsight | None],
) -> Part:
    """A journey's page and the data of its chart."""
    written = journey.journey
    address = f"journeys/{written.id}"
    here = View(build, address)
    handbook = build.insight.handbook
    frame = ChartFrame(lay_out_curve(journey))
    stages = arrange_stages(journey)
    chart_path = f"{address}/chart.json"
    context = JourneyPage(
        here=here,
        insight=journey,
        journey=written,
        stages=stages,
        chart=safe(emotion_svg(journey, handbook, frame)),
        chart_data=here.file_below("chart.json"),
        feelings=feelings_table(journey, handbook),
        keys=list_keys(frame.curve),
        sentence=describe_curve(journey, handbook),
        improvements=tuple(i for i in journey.improvements if i.improvement.status not in {"done", "dropped"}),
        closed=tuple(i for i in journey.improvements if i.improvement.status in {"done", "dropped"}),
        choices=offer_choices(here, stages),
        channels=tuple(dict.fromkeys(c for stage in stages for row in stage.rows for c in row.channels)),
        replacement=build.shown_journey(written.replaced_by or ""),
        improvement_choices=offer_improvement_choices(here, journey.improvements),
        seen=summarize_seen(journey, here.below(SEEN_PAGE)),
        taken=lay_out_taken(journey, frame.curve),
        previous=neighbours[0],
        next=neighbours[1],
        edit_url=build.site.edit_url(written.place.span.file),
        correction=offer_correction(here, written),
        edition=name_edition(here),
        as_is=build.insight.journeys.get(written.future_of or ""),
        futures=_list_futures(build, written),
        moment_names={m.id: plain_text(m.moment.name) for m in journey.moments},
        with_sees=any(touchpoint.sees for touchpoint in written.touchpoints),
    )
    html = render_template(build.environment, "journey.html.j2", context)
    page = Page(
        address=address,
        title=plain_text(written.title),
        description=plain_text(written.summary or written.goal or f"How it feels: {context.sentence}"),
        html=html,
        toc=list_headings(),
        anchors=list_anchors(context),
        file=written.place.span.file,
        found_as=say_found(journey),
    )
    return Part((page,), (write_figure(chart_path, emotion_chart(journey, handbook, frame)),))


def _list_futures(build: Build, written: Journey) -> tuple[JourneyInsight, ...]:
    """How the journey is to be; a retired one is compared with nothing."""
    shown = () if written.status == "retired" else build.insight.futures.get(written.id, ())
    return tuple(build.insight.journeys[name] for name in shown)


def arrange_stages(journey: JourneyInsight) -> tuple[StageRows, ...]:
    """The touchpoints by stage, each with its wait and with the improvements that answer it."""
    by_id = {m.id: m for m in journey.moments}
    improvements = {i.improvement.id: i for i in journey.improvements}
    number = 0
    stages = []
    for position, stage in enumerate(journey.journey.stages, start=1):
        rows = []
        for touchpoint in stage.touchpoints:
            number += 1
            wait = by_id.get(touchpoint.id + AFTER)
            moment = by_id[touchpoint.id]
            felt_by = tuple(p for p, felt in moment.felt.items() if felt.value is not None)
            rows.append(
                Row(
                    number=number,
                    touchpoint=touchpoint,
                    insight=moment,
                    wait=wait,
                    answers=tuple(improvements[i] for i in moment.answered_by),
                    wait_answers=tuple(improvements[i] for i in wait.answered_by) if wait else (),
                    teams=list_teams(touchpoint),
                    channels=tuple(dict.fromkeys(touchpoint.channel.all_values())) if touchpoint.channel else (),
                    personas=felt_by or tuple(moment.felt),
                )
            )
        stages.append(StageRows(position, stage, tuple(rows)))
    return tuple(stages)


def offer_choices(here: View, stages: Sequence[StageRows]) -> dict[str, tuple[Choice, ...]]:
    """What the touchpoints can be filtered by."""
    rows = [row for stage in stages for row in stage.rows]
    return {
        "persona": count_choices((row.personas for row in rows), here.persona),
        "channel": count_choices((row.channels for row in rows), lambda i: here.label("channel", i)),
        "team": count_choices((row.teams for row in rows), lambda i: here.label("team", i)),
    }


def offer_improvement_choices(here: View, improvements: Sequence[ImprovementInsight]) -> Choices:
    """What a long backlog of a journey can be filtered by; nothing for one that is seen at a glance."""
    if len(improvements) <= FEW_IMPROVEMENTS:
        return ()
    return (
        offer_filter(here, "team", ((item.improvement.owner,) for item in improvements)),
        offer_filter(here, "status", ((item.improvement.status,) for item in improvements)),
    )


def list_headings() -> tuple[Heading, ...]:
    """The table of contents; the chart, its table and the blueprint lead to the touchpoints by stage."""
    return (
        Heading("how-it-feels", "How it feels"),
        Heading("touchpoints", "Touchpoints"),
        Heading("blueprint", "Behind the scenes"),
        Heading("improvements", "Improvements"),
        Heading("evidence", "What was seen"),
        Heading("about", "About this journey"),
    )


def list_anchors(page: JourneyPage) -> frozenset[str]:
    """Every id of the page that a link may name."""
    fixed = ("how-it-feels", "touchpoints", "blueprint", "improvements", "evidence", "about", "figures")
    return frozenset(
        (
            *fixed,
            *(("standards",) if page.seen.standards else ()),
            *(("taken",) if page.taken else ()),
            *(stage.anchor for stage in page.stages),
            *(m.moment.anchor for m in page.insight.moments),
            *(f"improvement-{i}" for item in page.insight.improvements for i in _ids(item.improvement)),
            *(anchor for m in page.insight.moments for anchor in m.moment.former_anchors),
        )
    )


def _ids(improvement: Improvement) -> tuple[str, ...]:
    return (improvement.id, *improvement.formerly)
