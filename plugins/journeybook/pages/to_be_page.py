"""A journey as it is beside the one that is its future: one chart, the figures, the touchpoints. Used by `render`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journeybook.figures.chart_frame import ChartFrame
from journeybook.figures.legend import list_keys_of
from journeybook.figures.style import format_feeling, round_feeling
from journeybook.figures.to_be_chart import to_be_chart, to_be_svg
from journeybook.figures.to_be_curve import compare_curves
from journeybook.model import plain_text
from journeybook.pages.environment import render_template, safe
from journeybook.pages.formats import UNKNOWN, plural, say_share, say_signed, say_time_sum
from journeybook.pages.pieces import badge
from journeybook.pages.relations import compare_address
from journeybook.pages.site import Heading, Page, Part, write_figure
from journeybook.pages.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from journeybook.analysis import JourneyInsight, MomentInsight
    from journeybook.figures.legend import Key
    from journeybook.figures.to_be_curve import PairedMoment
    from journeybook.pages.view import Build


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A moment in the table. What it feels like on either side is a badge, or says that it is not there."""

    pair: PairedMoment
    as_is: Markup | str
    to_be: Markup | str
    difference: str
    """`+1.2`; `goes` or `new` for a moment of one side; a dash where a feeling is not known."""


@dataclass(frozen=True, slots=True)
class ComparedFigure:
    """A figure of both journeys, said in words. `formula` is the anchor of its explanation."""

    name: str
    formula: str
    as_is: str
    to_be: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """What `as-is-and-to-be.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    as_is: JourneyInsight = field(metadata={"help": "the journey as it is"})
    to_be: JourneyInsight = field(metadata={"help": "the journey as it is to be"})
    chart: Markup = field(metadata={"help": "both curves as SVG"})
    chart_data: str = field(metadata={"help": "address of the chart's data, as seen from this page"})
    keys: tuple[Key, ...] = field(metadata={"help": "what the chart's marks mean, of those that occur"})
    sentence: str = field(metadata={"help": "what changes, in words"})
    figures: tuple[ComparedFigure, ...] = field(metadata={"help": "the figures of both, side by side"})
    rows: tuple[ComparedRow, ...] = field(metadata={"help": "the moments of both, in one order"})


def render_comparison(build: Build, to_be: JourneyInsight) -> Part:
    """The page of a journey that is to be, beside what it is the future of; nothing where there is no such one."""
    as_is = build.insight.journeys.get(to_be.journey.future_of or "")
    if as_is is None:
        return Part()
    address = compare_address(to_be.journey.id)
    here = View(build, address)
    curve = compare_curves(as_is, to_be)
    frame = ChartFrame(curve)
    title = plain_text(as_is.journey.title)
    context = ComparisonPage(
        here=here,
        as_is=as_is,
        to_be=to_be,
        chart=safe(to_be_svg(curve, frame)),
        chart_data=here.file_below("chart.json"),
        keys=list_keys_of(line.route for line in curve.lines),
        sentence=tell_change(as_is, to_be, curve.pairs),
        figures=tuple(_compare_figures(as_is, to_be)),
        rows=tuple(_describe_row(pair) for pair in curve.pairs),
    )
    html = render_template(build.environment, "as-is-and-to-be.html.j2", context)
    anchors = {"how-it-feels", "figures", "touchpoints", *(pair.anchor for pair in curve.pairs)}
    page = Page(
        address=address,
        title=f"{title}, as it is and to be",
        description=context.sentence,
        html=html,
        toc=(
            Heading("how-it-feels", "How it feels"),
            Heading("figures", "Figures"),
            Heading("touchpoints", "Touchpoints"),
        ),
        anchors=frozenset(anchors),
        file=to_be.journey.place.span.file,
    )
    return Part((page,), (write_figure(f"{address}/chart.json", to_be_chart(curve, frame)),))


def _describe_row(pair: PairedMoment) -> ComparedRow:
    one_sided = "goes" if pair.to_be is None else "new" if pair.as_is is None else None
    return ComparedRow(
        pair, _say_side(pair.as_is), _say_side(pair.to_be), one_sided or say_signed(_shown_difference(pair))
    )


def _say_side(moment: MomentInsight | None) -> Markup | str:
    if moment is None:
        return ""
    if moment.value is None:
        return UNKNOWN
    return badge(moment)


def _shown_difference(pair: PairedMoment) -> float | None:
    """The difference of the two feelings as they are shown, so that the row adds up."""
    if pair.difference is None or pair.as_is is None or pair.to_be is None:
        return None
    return round(round_feeling(pair.to_be.value or 0.0) - round_feeling(pair.as_is.value or 0.0), 1)


def tell_change(as_is: JourneyInsight, to_be: JourneyInsight, pairs: tuple[PairedMoment, ...]) -> str:
    """How the score changes, what goes and comes, and where it changes most; the earlier moment on a tie."""
    told = []
    if as_is.score is not None and to_be.score is not None:
        told.append(f"The score goes from {format_feeling(as_is.score)} to {format_feeling(to_be.score)}.")
    gone = sum(pair.to_be is None for pair in pairs)
    new = sum(pair.as_is is None for pair in pairs)
    told.append(f"{_count(gone)} {'goes' if gone == 1 else 'go'}, {_count(new)} {'is' if new == 1 else 'are'} new.")
    changed = [(difference, pair) for pair in pairs if (difference := _shown_difference(pair))]
    if changed:
        difference, pair = max(changed, key=lambda found: abs(found[0]))
        told.append(f"Of those that stay, “{pair.name}” changes most: {say_signed(difference)}.")
    return " ".join(told)


def _count(moments: int) -> str:
    return plural(moments, "moment") if moments else "No moment"


def _compare_figures(as_is: JourneyInsight, to_be: JourneyInsight) -> Iterator[ComparedFigure]:
    both = (as_is, to_be)
    yield ComparedFigure("Score", "score", *(say_signed(j.score) for j in both))
    yield ComparedFigure("Remembered", "remembered", *(say_signed(j.remembered) for j in both))
    yield ComparedFigure("Still with us", "finish", *(say_share(j.finish) for j in both))
    yield ComparedFigure("Red points", "red-point", *(str(len(j.red_points)) for j in both))
    yield ComparedFigure("Touchpoints", "", *(str(len(j.journey.touchpoints)) for j in both))
    yield ComparedFigure("Handoffs", "handoffs", *(str(len(j.handoffs)) for j in both))
    yield ComparedFigure("Channel switches", "handoffs", *(str(j.channel_switches) for j in both))
    yield ComparedFigure("Says it again", "handoffs", *(str(j.says_again) for j in both))
    yield ComparedFigure("Doing", "doing-waiting", *(say_time_sum(j.doing) for j in both))
    yield ComparedFigure("Waiting", "doing-waiting", *(say_time_sum(j.waiting) for j in both))
    yield ComparedFigure("Seen", "seen", *(UNKNOWN if j.cannot_be_seen else say_share(j.seen) for j in both))
