"""The chart of a journey as it is and to be: a dict for Plotly, and the drawing that stands there first.

Used by the page that compares the two. Frame and sizes are the emotion chart's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from journeybook.figures.emotion_chart import draw_points, lay_out_plot
from journeybook.figures.emotion_svg import draw_mark, draw_sign, frame_drawing, trace_line
from journeybook.figures.evidence_marks import draw_signs
from journeybook.figures.hover import PART
from journeybook.figures.mark_shapes import define_marks
from journeybook.figures.plotly_parts import CONFIG, label_text, name_colours, pen
from journeybook.figures.style import EXPECTED_LINE, feeling_level, format_feeling, persona_line
from journeybook.figures.svg import LINK, element
from journeybook.figures.to_be_curve import TO_BE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from journeybook.figures.chart_frame import ChartFrame
    from journeybook.figures.emotion_curve import PersonaLine, Point
    from journeybook.figures.to_be_curve import ComparedCurve, PairedMoment

PENS: Final = (persona_line(0), EXPECTED_LINE)


def to_be_chart(curve: ComparedCurve, frame: ChartFrame) -> dict[str, Any]:
    """The chart for Plotly, with the keys of the emotion chart. A point's `customdata` leads to its row."""
    lines = [trace for line in curve.lines for trace in _draw_line(curve, line)]
    return {
        "data": lines + [trace for line in curve.lines for trace in draw_signs(line)],
        "layout": lay_out_plot(frame),
        "config": dict(CONFIG),
        "colours": name_colours(),
        "moments": [name_row(pair) for pair in curve.pairs],
    }


def _draw_line(curve: ComparedCurve, line: PersonaLine) -> list[dict[str, Any]]:
    pairs = _by_place(curve, line)
    pen_of_line = {"line": pen(PENS[line.position])}
    traces = [_draw_points(line, line.route.points, pairs) | pen_of_line]
    beside = [branch[1] for branch in line.route.branches]
    if beside:
        traces.append(_draw_points(line, beside, pairs) | pen_of_line | {"mode": "markers"})
    return traces


def _draw_points(line: PersonaLine, points: Sequence[Point], pairs: Mapping[str, PairedMoment]) -> dict[str, Any]:
    places = [pairs[point.moment.id] for point in points]
    told = [_tell(place, point, line) for place, point in zip(places, points, strict=True)]
    return draw_points(line, points, told) | {"customdata": [name_row(place) for place in places]}


def name_row(pair: PairedMoment) -> str:
    """What the page's script makes the row's anchor of."""
    return pair.anchor.removeprefix("touchpoint-")


def _by_place(curve: ComparedCurve, line: PersonaLine) -> dict[str, PairedMoment]:
    """The pairs by the id that their moment has in the line's journey."""
    sides = ((pair.to_be if line.persona == TO_BE else pair.as_is, pair) for pair in curve.pairs)
    return {moment.id: pair for moment, pair in sides if moment is not None}


def _tell(pair: PairedMoment, point: Point, line: PersonaLine) -> str:
    if point.value is None:
        return ""
    change = "" if pair.as_is and pair.to_be else "new" if pair.to_be else "goes"
    name = pair.name if line.persona == TO_BE else pair.former_name or pair.name
    who = f"{line.label}: {format_feeling(point.value)}, {feeling_level(point.value)}"
    return PART.join((f"<b>{label_text(name)}</b>", label_text(who), change))


def to_be_svg(curve: ComparedCurve, frame: ChartFrame) -> str:
    """The drawing of the chart, in the same places. Each mark is a link to its row."""
    paths = [
        element(
            "path",
            {
                "class": f"line {'be' if line.persona == TO_BE else 'p1'}",
                "data-p": line.position + 1,
                "d": trace_line(frame, line.route.points),
            },
        )
        for line in curve.lines
    ]
    return str(frame_drawing(frame, define_marks(curve.lines), paths, _draw_marks(curve, frame)))


def _draw_marks(curve: ComparedCurve, frame: ChartFrame) -> list[Markup]:
    marks: dict[str, list[Markup]] = {pair.anchor: [] for pair in curve.pairs}
    for line in curve.lines:
        pairs = _by_place(curve, line)
        for point in line.marks:
            drawn = marks[pairs[point.moment.id].anchor]
            drawn.append(draw_mark(frame, line, point))
            drawn += [draw_sign(frame, line, point)] if point.sign else []
    return [element("a", {LINK: f"#{anchor}", "tabindex": "-1"}, *drawn) for anchor, drawn in marks.items() if drawn]
