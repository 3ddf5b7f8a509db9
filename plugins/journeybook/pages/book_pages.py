"""The pages about the whole book: the overview, the words, how we count. Used by `render`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from journeybook.analysis import list_red_points
from journeybook.model import AFTER, COMMITTED_STATUSES
from journeybook.pages.environment import render_template
from journeybook.pages.explained_words import list_words
from journeybook.pages.site import Heading, Page
from journeybook.pages.view import RECORD_FOLDERS, View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeybook.analysis import ImprovementInsight, Insight, JourneyInsight, JourneyMoment
    from journeybook.model import Evidence, Handbook, Settings, Touchpoint
    from journeybook.pages.view import Build

CURVES_A_PHASE: Final = 8
"""Journeys drawn in a phase of the overview; the others are one click away."""
TALL_PHASE: Final = 3
"""Journeys in one column of the overview."""
ROWS_SHOWN: Final = 5
"""Rows of what hurts and what is next."""
SURPRISES_SHOWN: Final = 4
"""Rows of what we learnt lately."""


@dataclass(frozen=True, slots=True)
class PhaseColumn:
    """A phase of the lifecycle with its first journeys; `phase` is None for journeys beside the lifecycle."""

    phase: str | None
    journeys: tuple[JourneyInsight, ...]
    more: int

    @property
    def is_wide(self) -> bool:
        """Whether its journeys stand in two columns, so that one long phase leaves no hole beside it."""
        return len(self.journeys) > TALL_PHASE


@dataclass(frozen=True, slots=True)
class Surprise:
    """Something that was not as expected, with the journey and the touchpoint that it was seen at."""

    journey: JourneyInsight
    touchpoint: Touchpoint
    evidence: Evidence
    note: str
    feels: float | None


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """What `overview.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    columns: tuple[PhaseColumn, ...] = field(metadata={"help": "the lifecycle with its journeys"})
    hurts: tuple[JourneyMoment, ...] = field(metadata={"help": "the red points with the lowest value"})
    next: tuple[ImprovementInsight, ...] = field(metadata={"help": "what ranks first of what is planned or under way"})
    learnt: tuple[Surprise, ...] = field(metadata={"help": "the newest surprises"})
    journeys: int = field(metadata={"help": "journeys in all, without those that are to be"})
    touchpoints: int = field(metadata={"help": "touchpoints in all of them"})
    unanswered: int = field(metadata={"help": "red points that nobody has taken"})
    teams: tuple[str, ...] = field(metadata={"help": "every team of the book, by name"})


def render_overview(build: Build) -> Page:
    """The home of the handbook: the lifecycle, what hurts, what is next, a door for new people."""
    insight = build.insight
    address = "" if build.site.overview_at_root else "overview"
    here = View(build, address)
    columns = arrange_phases(insight)
    open_ones = (*insight.backlog, *insight.volume_unknown)
    taken = [item for item in open_ones if item.improvement.status in COMMITTED_STATUSES]
    context = OverviewPage(
        here=here,
        columns=columns,
        hurts=list_red_points(insight.present)[:ROWS_SHOWN],
        next=tuple(taken[:ROWS_SHOWN]),
        learnt=find_surprises(insight)[:SURPRISES_SHOWN],
        journeys=len(insight.present),
        touchpoints=sum(len(j.journey.touchpoints) for j in insight.present),
        unanswered=len(insight.unanswered),
        teams=tuple(sorted(insight.sides.teams, key=lambda t: (here.label("team", t).casefold(), t))),
    )
    return Page(
        address=address,
        title="Overview",
        description="How it feels to be our customer: every journey along the lifecycle, what hurts, what is next.",
        html=render_template(build.environment, "overview.html.j2", context),
        toc=(),
        anchors=frozenset({"lifecycle", "hurts", "next", "new-here", *(["learnt"] if context.learnt else [])}),
        name="overview",
        listed=True,
    )


def find_surprises(insight: Insight) -> tuple[Surprise, ...]:
    """What was not as expected, newest first: of each journey the newest that says so and lies in the review period."""
    found = filter(None, map(_find_surprise, insight.journeys.values()))
    return tuple(sorted(found, key=lambda s: (-s.evidence.date.year, -s.evidence.date.month, s.journey.journey.id)))


def _find_surprise(journey: JourneyInsight) -> Surprise | None:
    start = journey.period_start
    for evidence in journey.evidence:
        if start is not None and evidence.date <= start:
            return None
        for moment, seen in evidence.observations.items():
            if seen.expected is False and seen.note:
                touchpoints = {touchpoint.id: touchpoint for touchpoint in journey.journey.touchpoints}
                return Surprise(journey, touchpoints[moment.removesuffix(AFTER)], evidence, seen.note, seen.feels)
    return None


def arrange_phases(insight: Insight) -> tuple[PhaseColumn, ...]:
    """The phases in order, each with its journeys as they are; phases without one are kept, as they are blind spots."""
    found: dict[str | None, list[JourneyInsight]] = {phase: [] for phase in insight.handbook.phases}
    for journey in insight.present:
        phase = journey.journey.lifecycle
        found.setdefault(phase if phase in insight.handbook.phases else None, []).append(journey)
    return tuple(
        PhaseColumn(phase, tuple(journeys[:CURVES_A_PHASE]), max(0, len(journeys) - CURVES_A_PHASE))
        for phase, journeys in found.items()
    )


@dataclass(frozen=True, slots=True)
class WordsPage:
    """What `words.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    handbook: Handbook = field(metadata={"help": "the organization's records"})
    words: Mapping[str, str] = field(metadata={"help": "word → meaning, by word; the organization's own go first"})
    anchors: Mapping[str, str] = field(metadata={"help": "word → its anchor"})


def render_words(build: Build) -> Page:
    """The glossary: the words of the book and of the house, and who is who."""
    handbook = build.insight.handbook
    here = View(build, "words")
    words = list_words(handbook)
    context = WordsPage(here, handbook, {w.word: w.meaning for w in words}, {w.word: w.anchor for w in words})
    sections = (
        ("words", "Words", True),
        ("personas", "Our customers", bool(handbook.personas)),
        ("channels", "Channels", bool(handbook.channels)),
        ("teams", "Teams", bool(handbook.teams)),
        ("systems", "Systems", bool(handbook.systems)),
        ("measures", "Measures", bool(handbook.measures)),
    )
    toc = tuple(Heading(anchor, title) for anchor, title, shown in sections if shown)
    records = {f"{kind}-{i}" for kind in RECORD_FOLDERS for i in handbook.records(kind)}
    return Page(
        address="words",
        title="Words",
        description="What the words of this book mean, and who is who.",
        html=render_template(build.environment, "words.html.j2", context),
        toc=toc,
        anchors=frozenset((*(h.id for h in toc), *records, *context.anchors.values())),
        name="words",
        listed=True,
    )


@dataclass(frozen=True, slots=True)
class CountingPage:
    """What `how-we-count.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    settings: Settings = field(metadata={"help": "limits and periods"})
    open_data: tuple[tuple[tuple[str, ...], str], ...] = field(metadata={"help": "data files, and what they hold"})


FIGURES: Final = (
    ("edition", "The edition's date"),
    ("feeling", "Feelings and values"),
    ("score", "Score"),
    ("remembered", "Best, worst, last; remembered"),
    ("red-point", "Red point"),
    ("answered", "What became of it"),
    ("failure-demand", "Failure demand"),
    ("finish", "Still with us"),
    ("handoffs", "Handoffs and channel switches"),
    ("between-teams", "Handoffs between teams"),
    ("caused-elsewhere", "Caused elsewhere"),
    ("doing-waiting", "Doing and waiting"),
    ("volume", "Customers a month"),
    ("system-reach", "Customers that a system reaches"),
    ("seen", "Seen"),
    ("basis", "Assumed, seen, measured"),
    ("whose-word", "Whose word goes first"),
    ("before-the-change", "Before the change"),
    ("observed", "Observed times and losses"),
    ("stale", "Stale and never checked"),
    ("consistency", "Consistency"),
    ("standards", "Standards"),
    ("spread", "How feelings are spread"),
    ("differences", "Where a persona feels otherwise"),
    ("measures", "Measures over time"),
    ("taken", "The path that customers took"),
    ("did-it-work", "Did it work"),
    ("expected", "The expected curve"),
    ("lift", "Lift"),
    ("gain", "Gain"),
    ("priority", "Priority"),
    ("shared-improvements", "Improvements of the organization"),
    ("sub-journeys", "Journeys within a journey"),
    ("to-be", "Journeys to be"),
    ("open-data", "Open data"),
)
"""What is explained: anchor and heading, in the order of the page."""


WORKBOOK: Final = ("handbook.xlsx",)
OPEN_DATA: Final = (
    (("journeys.json",), "every journey with its figures; journeys/<id>.json has its moments, too."),
    (("touchpoints.csv",), "every touchpoint and felt wait, one a row."),
    (("backlog.json", "backlog.csv"), "improvements as they are ranked, and red points that nobody has taken."),
    (("teams.json", "channels.json", "systems.json"), "what is theirs in all journeys."),
    (("names.json",), "the names and former ids of all of these, and of personas and measures."),
    (("personas.json",), "their scores by journey, and where they feel otherwise."),
    (("measures.json",), "every measure over time, with its target."),
    (("lifecycle.json",), "the phases, and the heat maps."),
    (("handoffs.json", "failure-demand.json"), "what lies between teams, and what failures cost."),
    (WORKBOOK, "all of it as one workbook, a sheet a kind."),
)
"""The data files in groups, and what they hold."""


def render_counting(build: Build) -> Page:
    """The formulas in words, with their sources."""
    context = CountingPage(
        here=View(build, "how-we-count"),
        settings=build.insight.handbook.settings,
        open_data=tuple(files for files in OPEN_DATA if build.site.workbook or files[0] != WORKBOOK),
    )
    return Page(
        address="how-we-count",
        title="How we count",
        description="What every figure of this book means and how it is worked out.",
        html=render_template(build.environment, "how-we-count.html.j2", context),
        toc=tuple(Heading(anchor, title) for anchor, title in FIGURES),
        anchors=frozenset(anchor for anchor, _ in FIGURES),
        name="how-we-count",
        listed=True,
    )
