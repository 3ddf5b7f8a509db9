"""The emotion chart as a plain dict for Plotly. Used by a journey's page, which writes it as JSON beside the page.

Plain dicts, since Plotly's own classes cost milliseconds a figure; a test passes every figure through them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from journeybook.figures.chart_frame import (
    HIGHEST,
    LEFT,
    LOWEST,
    NAME_LINE,
    NAME_SIZE,
    RIGHT,
    STAGE_SIZE,
    STEP,
    ChartFrame,
)
from journeybook.figures.emotion_curve import lay_out_curve
from journeybook.figures.evidence_marks import EDGES, draw_cores, draw_guesses, draw_signs, draw_spans
from journeybook.figures.hover import describe_point, describe_star
from journeybook.figures.plotly_parts import CONFIG, base_layout, label_text, name_colours, pen, plain_line, rounded
from journeybook.figures.style import COLOURS, EXPECTED_LINE, LEVELS, feeling_role, persona_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeybook.analysis import JourneyInsight
    from journeybook.figures.emotion_curve import EmotionCurve, PersonaLine, Point, Star
    from journeybook.model import Handbook

MARK_SIZES: Final = {"circle": 11, "diamond": 8, "triangle-down": 14}
"""Plotly's sizes of the marks: the diameter of a circle, and of what has the same area."""
SMALL_TRIANGLE: Final = 10
STAR_SIZE: Final = 12
STAR_LIFT: Final = 15.0
"""Pixels from the highest thing at a moment to the star above it."""


def emotion_chart(insight: JourneyInsight, handbook: Handbook, frame: ChartFrame | None = None) -> dict[str, Any]:
    """The emotion chart of a journey: `data`, `layout` and `config` for Plotly, and two keys for the page's script.

    `colours` says for each colour which CSS property has it in light and dark; `moments` are the ids of all moments in
    order. Each trace of points has the ids of its moments as `customdata`; `meta` says whose or what it is. `frame` is
    the journey's, where it is laid out already.
    """
    frame = frame or ChartFrame(lay_out_curve(insight))
    curve = frame.curve
    lines = curve.persona_lines(handbook)
    data = [_draw_expected(curve)] if curve.expected_points else []
    for draw in (draw_spans, draw_guesses, _draw_branches):
        data += [trace for line in lines for trace in draw(line)]
    data += [trace for line in lines for trace in _draw_persona(line, handbook)]
    data += [trace for line in lines for trace in draw_signs(line)]
    data += _draw_stars(curve)
    return {
        "data": data,
        "layout": lay_out_plot(frame),
        "config": dict(CONFIG),
        "colours": name_colours(),
        "moments": [m.id for m in insight.moments],
    }


def _draw_persona(line: PersonaLine, handbook: Handbook) -> list[dict[str, Any]]:
    traces = [draw_points(line, line.route.points, _tell_points(line, line.route.points, handbook))]
    beside = [p for branch in line.route.branches for p in branch[1:]]
    if beside:
        traces.append(draw_points(line, beside, _tell_points(line, beside, handbook)) | {"mode": "markers"})
    return traces + draw_cores(line)


def _tell_points(line: PersonaLine, points: Sequence[Point], handbook: Handbook) -> list[str]:
    return ["" if p.value is None else describe_point(p.moment, line.persona, handbook) for p in points]


def draw_points(line: PersonaLine, points: Sequence[Point], told: Sequence[str]) -> dict[str, Any]:
    """A line with its marks; `told` is what each point tells when it is pointed at."""
    colours = [COLOURS["surface" if p.shade is None else feeling_role(p.shade)] for p in points]
    surface = COLOURS["surface"]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": label_text(line.label),
        "meta": {"persona": line.persona},
        "x": [p.x for p in points],
        "y": [rounded(p.value) for p in points],
        "customdata": [p.moment.id for p in points],
        "connectgaps": False,
        "cliponaxis": False,
        "line": pen(persona_line(line.position)),
        "marker": {
            "opacity": 1,
            "symbol": [p.shape for p in points],
            "size": [SMALL_TRIANGLE if p.small and p.shape == "triangle-down" else MARK_SIZES[p.shape] for p in points],
            "color": [c if p.filling == "filled" else surface for p, c in zip(points, colours, strict=True)],
            "line": {
                "color": [surface if p.filling == "filled" else c for p, c in zip(points, colours, strict=True)],
                "width": [EDGES[p.filling] for p in points],
            },
        },
        "hoverinfo": "text",
        "hovertext": list(told),
    }


def _draw_branches(line: PersonaLine) -> list[dict[str, Any]]:
    if not line.route.branches:
        return []
    x: list[float | None] = []
    y: list[float | None] = []
    for branch in line.route.branches:
        x += [*(p.x for p in branch), None]
        y += [*(rounded(p.value) for p in branch), None]
    thin = pen(persona_line(line.position)) | {"width": 1, "dash": "1px,3px"}
    return [plain_line(x, y, thin) | {"meta": {"persona": line.persona, "branch": True}}]


def _draw_expected(curve: EmotionCurve) -> dict[str, Any]:
    points = curve.expected_points
    line = plain_line([p.x for p in points], [rounded(p.value) for p in points], pen(EXPECTED_LINE))
    return line | {"name": "if what is planned works", "meta": {"expected": True}, "visible": False}


def _draw_stars(curve: EmotionCurve) -> list[dict[str, Any]]:
    """The stars, those of one height above their moment's highest point as one trace: the script keeps the height."""
    by_lift: dict[float, list[Star]] = {}
    for star in curve.stars:
        by_lift.setdefault(star.top - star.value + STAR_LIFT / STEP, []).append(star)
    return [_draw_lifted(stars, lift) for lift, stars in by_lift.items()]


def _draw_lifted(stars: Sequence[Star], lift: float) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "moment of truth",
        "meta": {"stars": True, "lift": lift},
        "x": [s.x for s in stars],
        "y": [rounded(s.value + lift) for s in stars],
        "customdata": [s.moment.id for s in stars],
        "cliponaxis": False,
        "marker": {"symbol": "star", "size": STAR_SIZE, "color": COLOURS["ink"], "opacity": 1, "line": {"width": 0}},
        "hoverinfo": "text",
        "hovertext": [describe_star(s.moment) for s in stars],
    }


def lay_out_plot(frame: ChartFrame) -> dict[str, Any]:
    """The layout of a chart in this frame."""
    return base_layout(frame.height, frame.head, frame.foot, NAME_SIZE) | {
        "xaxis": {
            "domain": [LEFT, RIGHT],
            "range": [-0.5, frame.curve.end],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "tickangle": 0,
            "tickvals": [name.x for name in frame.place_names],
            "ticktext": [_tick_text(frame, number) for number in range(len(frame.place_names))],
        },
        "yaxis": {
            "range": [LOWEST, HIGHEST],
            "fixedrange": True,
            "gridcolor": COLOURS["rule"],
            "zerolinecolor": COLOURS["muted"],
            "zerolinewidth": 1,
            "tickvals": list(LEVELS),
            "ticktext": list(LEVELS.values()),
        },
        "shapes": _draw_bands(frame),
        "annotations": _name_stages(frame),
    }


def _tick_text(frame: ChartFrame, number: int) -> str:
    """The name below a place, pushed down to its row by empty lines."""
    name = frame.place_names[number]
    return "<br>" * round(name.top / NAME_LINE) + "<br>".join(map(label_text, (*name.lines, *name.other_lines)))


def _draw_bands(frame: ChartFrame) -> list[dict[str, Any]]:
    plot = (HIGHEST - LOWEST) * STEP
    return [
        {
            "type": "rect",
            "name": label_text(band.name),
            "xref": "x",
            "yref": "paper",
            "x0": band.start,
            "x1": band.end,
            "y0": 0,
            "y1": round(1 + frame.head / plot, 4),
            "fillcolor": COLOURS["band"],
            "opacity": 0 if band.number % 2 else 1,
            "line": {"width": 0},
            "layer": "below",
        }
        for band in frame.curve.bands
    ]


def _name_stages(frame: ChartFrame) -> list[dict[str, Any]]:
    return [
        {
            "text": "<br>".join(f"<b>{label_text(line)}</b>" for line in lines),
            "x": band.middle,
            "xref": "x",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"size": STAGE_SIZE, "color": COLOURS["ink"]},
        }
        for band, lines in zip(frame.curve.bands, frame.stage_names, strict=True)
    ]
