"""Parts of the book in other pages: what a block of a Markdown page shows, as HTML.

Used by the adapters, which put it where the block stands. Addresses are relative to the page that embeds, and ids are
its block's own, so that a page may show the same thing twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from journeybook.figures.chart_frame import ChartFrame
from journeybook.figures.emotion_curve import lay_out_curve
from journeybook.figures.emotion_svg import emotion_svg
from journeybook.figures.feelings_table import feelings_table
from journeybook.figures.legend import list_keys
from journeybook.figures.sentence import describe_curve
from journeybook.model import plain_text
from journeybook.pages.embed_figures import say_of_book, say_of_journey
from journeybook.pages.embed_lists import LISTED_ANSWERS, find_improvements, find_points, link_backlog
from journeybook.pages.entries import SEEN_PAGE
from journeybook.pages.environment import make_environment, render_template, safe
from journeybook.pages.journey_page import Row, arrange_stages
from journeybook.pages.view import Build, View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from journeybook.analysis import Insight, JourneyInsight, MomentInsight
    from journeybook.figures.feelings_table import FeelingsRow
    from journeybook.figures.legend import Key
    from journeybook.model import Embed
    from journeybook.pages.backlog_rows import ImprovementRow, PointRow
    from journeybook.pages.embed_figures import Said
    from journeybook.pages.site import Site


@dataclass(frozen=True, slots=True)
class ChartEmbed:
    """What `embed-chart.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from the page that embeds"})
    title: str = field(metadata={"help": "the title, plain"})
    own: str = field(metadata={"help": "what the ids of this block begin with"})
    insight: JourneyInsight = field(metadata={"help": "the journey with its figures"})
    chart: Markup = field(metadata={"help": "the emotion chart as SVG"})
    chart_data: str = field(metadata={"help": "address of the chart's data"})
    rows: str = field(metadata={"help": "address of the page with the rows that its points lead to"})
    shown: frozenset[str] = field(metadata={"help": "the personas whose lines are shown at first"})
    expected: bool = field(metadata={"help": "whether the expected curve is shown at first"})
    expected_words: str = field(metadata={"help": "what the expected curve is called"})
    feelings: tuple[FeelingsRow, ...] = field(metadata={"help": "the chart as a table"})
    keys: tuple[Key, ...] = field(metadata={"help": "what the chart's marks mean, of those that occur"})
    sentence: str = field(metadata={"help": "what the curve says, in words"})


@dataclass(frozen=True, slots=True)
class CurveEmbed:
    """What `embed-curve.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from the page that embeds"})
    title: str = field(metadata={"help": "the title, plain; empty for none"})
    journeys: tuple[JourneyInsight, ...] = field(metadata={"help": "the journeys"})


@dataclass(frozen=True, slots=True)
class TouchpointEmbed:
    """What `embed-touchpoint.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from the page that embeds"})
    title: str = field(metadata={"help": "the title, plain"})
    journey: JourneyInsight = field(metadata={"help": "the journey"})
    moment: MomentInsight = field(metadata={"help": "the touchpoint, or the wait after one"})
    row: Row = field(metadata={"help": "its row in the journey's page"})
    stage: str = field(metadata={"help": "the name of its stage, plain"})
    seen_page: str = field(metadata={"help": "address of the page with everything that was seen"})


@dataclass(frozen=True, slots=True)
class BacklogEmbed:
    """What `embed-backlog.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from the page that embeds"})
    title: str = field(metadata={"help": "the title, plain; empty for none"})
    rows: tuple[ImprovementRow, ...] = field(metadata={"help": "improvements in their rank, as many as are shown"})
    total: int = field(metadata={"help": "how many there are"})
    ranked: frozenset[str] = field(metadata={"help": "the references of those that are ranked across journeys"})
    whole: str = field(metadata={"help": "address of the backlog, filtered as far as it can be"})
    fits: bool = field(metadata={"help": "whether the backlog can be filtered the same way"})


@dataclass(frozen=True, slots=True)
class RedPointsEmbed:
    """What `embed-red-points.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from the page that embeds"})
    title: str = field(metadata={"help": "the title, plain; empty for none"})
    rows: tuple[PointRow, ...] = field(metadata={"help": "red points, as many as are shown"})
    total: int = field(metadata={"help": "how many there are"})
    whole: str = field(metadata={"help": "address of the red points in the backlog, filtered as far as they can be"})
    fits: bool = field(metadata={"help": "whether all of them stand there, and no others"})


@dataclass(frozen=True, slots=True)
class FigureEmbed:
    """What `embed-figure.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from the page that embeds"})
    title: str = field(metadata={"help": "the title, plain; empty for none"})
    said: Said = field(metadata={"help": "the number in words"})
    journey: JourneyInsight | None = field(metadata={"help": "whose it is; None for the whole book's"})


class Embedder:
    """Shows parts of one build's handbook in other pages."""

    def __init__(self, insight: Insight, site: Site) -> None:
        """For pages of `site`."""
        self._insight = insight
        self._site = site
        self._build: Build | None = None

    def render(self, embed: Embed, address: str, number: int) -> Markup:
        """The HTML of a checked embed for the page at `address`, as in `Page.address`; its `number` on that page.

        What stands in a file with errors, which only a preview comes to show, is named in its place.
        """
        if self._build is None:
            self._build = Build(make_environment(self._site.template_folder), self._site, self._insight)
        missing = [name for name in _list_journeys(embed) if name not in self._insight.journeys]
        if missing:
            box = '<div class="jb jb-embed"><p class="jb-problems">Not shown until its errors are mended: {}</p></div>'
            return Markup(box).format(", ".join(missing))  # noqa: S704 - a constant, whose `format` escapes
        show = next(show for key, show in _SHOW.items() if getattr(embed, key))
        name, context = show(View(self._build, address), embed, f"jb-embed-{number}")
        return safe(render_template(self._build.environment, name, context))


def _list_journeys(embed: Embed) -> tuple[str, ...]:
    """The ids of the journeys that an embed cannot do without."""
    found = [embed.chart, *embed.curve, embed.touchpoint and embed.touchpoint.partition("#")[0]]
    found.append(embed.figure.journey if embed.figure else None)
    return tuple(filter(None, found))


def _show_chart(here: View, embed: Embed, own: str) -> tuple[str, ChartEmbed]:
    journey = here.insight.journeys[embed.chart or ""]
    handbook = here.insight.handbook
    frame = ChartFrame(lay_out_curve(journey))
    shown = frozenset(embed.personas or journey.personas)
    is_whole = shown.issuperset(journey.personas)
    page = here.journey(journey.journey.id)
    drawing = _make_own(emotion_svg(journey, handbook, frame, None if is_whole else shown), own, page)
    expected = embed.expected and journey.expected_score is not None
    if expected:
        drawing = drawing.replace('class="jb-emotion"', 'class="jb-emotion with-expected"', 1)
    return "embed-chart.html.j2", ChartEmbed(
        here=here,
        title=plain_text(embed.title or journey.journey.title),
        own=own,
        insight=journey,
        chart=safe(drawing),
        chart_data=here.file(f"journeys/{journey.journey.id}/chart.json"),
        rows=page,
        shown=shown,
        expected=expected,
        expected_words="if what is planned works" + ("" if is_whole else ", mean of all"),
        feelings=feelings_table(journey, handbook),
        keys=list_keys(frame.curve, shown),
        sentence=describe_curve(journey, handbook, shown),
    )


def _make_own(drawing: str, own: str, page: str) -> str:
    """A drawing whose shapes have ids of its block's own, and whose points lead to rows of another page."""
    drawing = drawing.replace('id="jb-', f'id="{own}-').replace('href="#jb-', f'href="#{own}-')
    return drawing.replace('href="#touchpoint-', Markup('href="{}#touchpoint-').format(page))


def _show_curve(here: View, embed: Embed, _own: str) -> tuple[str, CurveEmbed]:
    journeys = tuple(here.insight.journeys[name] for name in dict.fromkeys(embed.curve))
    return "embed-curve.html.j2", CurveEmbed(here, plain_text(embed.title or ""), journeys)


def _show_touchpoint(here: View, embed: Embed, _own: str) -> tuple[str, TouchpointEmbed]:
    name, _, moment_id = (embed.touchpoint or "").partition("#")
    journey = here.insight.journeys[name]
    moment = next(moment for moment in journey.moments if moment.id == moment_id)
    rows = (row for stage in arrange_stages(journey) for row in stage.rows)
    return "embed-touchpoint.html.j2", TouchpointEmbed(
        here=here,
        title=plain_text(embed.title or moment.moment.name),
        journey=journey,
        moment=moment,
        row=next(row for row in rows if row.touchpoint.id == moment.moment.touchpoint.id),
        stage=plain_text(journey.journey.stages[moment.moment.stage].name),
        seen_page=here.to(f"journeys/{name}/{SEEN_PAGE}"),
    )


def _show_backlog(here: View, embed: Embed, _own: str) -> tuple[str, BacklogEmbed]:
    filters = embed.backlog
    assert filters is not None  # noqa: S101 - the kind that was chosen
    found = find_improvements(here.build, filters)
    whole, fits = link_backlog(here, filters)
    ranked = frozenset(item.reference for item in here.insight.backlog)
    title = plain_text(embed.title or "")
    return "embed-backlog.html.j2", BacklogEmbed(here, title, found[: filters.limit], len(found), ranked, whole, fits)


def _show_red_points(here: View, embed: Embed, _own: str) -> tuple[str, RedPointsEmbed]:
    filters = embed.red_points
    assert filters is not None  # noqa: S101 - the kind that was chosen
    found = find_points(here.build, filters)
    whole, fits = link_backlog(here, filters.model_copy(update={"status": ()}), red="1")
    fits = fits and frozenset(filters.status) == LISTED_ANSWERS
    return "embed-red-points.html.j2", RedPointsEmbed(
        here, plain_text(embed.title or ""), found[: filters.limit], len(found), whole, fits
    )


def _show_figure(here: View, embed: Embed, _own: str) -> tuple[str, FigureEmbed]:
    figure = embed.figure
    assert figure is not None  # noqa: S101 - the kind that was chosen
    journey = here.insight.journeys[figure.journey] if figure.journey else None
    said = say_of_journey(figure.name, journey) if journey else say_of_book(figure.name, here.insight)
    return "embed-figure.html.j2", FigureEmbed(here, plain_text(embed.title or ""), said, journey)


_SHOW: Final[Mapping[str, Callable[[View, Embed, str], tuple[str, Any]]]] = {
    "chart": _show_chart,
    "curve": _show_curve,
    "touchpoint": _show_touchpoint,
    "backlog": _show_backlog,
    "red_points": _show_red_points,
    "figure": _show_figure,
}
