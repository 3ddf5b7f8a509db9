"""A measure over time as a plain dict for Plotly. Used by a journey's page, which writes it as JSON beside the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from journeybook.figures.measure_frame import FOOT, LEFT, RIGHT, TEXT_SIZE, MeasureFrame, say_amount
from journeybook.figures.plotly_parts import CONFIG, base_layout, label_text, name_colours, pen, plain_line, rounded
from journeybook.figures.seen_words import say_month
from journeybook.figures.style import COLOURS, LineStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeybook.analysis import ImprovementInsight, MeasureSeries

LINE: Final = LineStyle("persona-1", 2.2, "")
TARGET: Final = LineStyle("expected", 1.5, "5,4")
CHANGE: Final = LineStyle("muted", 1.0, "2,3")
DOT: Final = 6.0
LAST_DOT: Final = 10.0
CHANGE_SIZE: Final = 8.0


def measure_chart(series: MeasureSeries, improvements: Sequence[ImprovementInsight] = ()) -> dict[str, Any] | None:
    """A measure over time with its target and the done improvements that it is to prove, as the emotion chart is given.

    None where nothing was measured. The improvements are the journey's; those that name another measure are left out.
    """
    if not series.points:
        return None
    frame = MeasureFrame(series, improvements)
    data = [_draw_target(frame)] if series.target is not None else []
    data.append(_draw_values(frame))
    if frame.changes:
        data.append(_draw_changes(frame))
    return {"data": data, "layout": _lay_out(frame), "config": dict(CONFIG), "colours": name_colours()}


def _draw_target(frame: MeasureFrame) -> dict[str, Any]:
    ends = [frame.start.isoformat(), frame.end.isoformat()]
    target = rounded(frame.series.target)
    return plain_line(ends, [target, target], pen(TARGET)) | {"name": "target", "meta": {"target": True}}


def _draw_values(frame: MeasureFrame) -> dict[str, Any]:
    sizes = [DOT] * (len(frame.values) - 1) + [LAST_DOT]
    line = plain_line([v.day.isoformat() for v in frame.values], [rounded(v.number) for v in frame.values], pen(LINE))
    return line | {
        "mode": "lines+markers",
        "name": label_text(frame.name),
        "meta": {"measure": frame.series.measure.id},
        "marker": {"symbol": "circle", "size": sizes, "color": COLOURS[LINE.role], "opacity": 1, "line": {"width": 0}},
        "hoverinfo": "text",
        "hovertext": [f"<b>{label_text(v.text)}</b><br>{v.when}" for v in frame.values],
    }


def _draw_changes(frame: MeasureFrame) -> dict[str, Any]:
    """A mark at the foot of each change; the line above it belongs to the ground."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "done",
        "meta": {"changes": True},
        "x": [change.day.isoformat() for change in frame.changes],
        "y": [rounded(frame.levels[0])] * len(frame.changes),
        "cliponaxis": False,
        "marker": {
            "symbol": "triangle-up",
            "size": CHANGE_SIZE,
            "color": COLOURS["muted"],
            "opacity": 1,
            "line": {"width": 0},
        },
        "hoverinfo": "text",
        "hovertext": [f"<b>{label_text(c.title)}</b><br>done in {say_month(c.day)}" for c in frame.changes],
    }


def _lay_out(frame: MeasureFrame) -> dict[str, Any]:
    return base_layout(frame.height, frame.head, FOOT, TEXT_SIZE) | {
        "xaxis": {
            "type": "date",
            "domain": [LEFT, RIGHT],
            "range": [frame.start.isoformat(), frame.end.isoformat()],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "tickangle": 0,
            "tickvals": [day.isoformat() for day, _ in frame.months],
            "ticktext": [text for _, text in frame.months],
        },
        "yaxis": {
            "range": [frame.levels[0], frame.levels[-1]],
            "fixedrange": True,
            "gridcolor": COLOURS["rule"],
            "zeroline": False,
            "tickvals": list(frame.levels),
            "ticktext": [label_text(say_amount(frame.series, level)) for level in frame.levels],
        },
        "shapes": [
            {
                "type": "line",
                "x0": change.day.isoformat(),
                "x1": change.day.isoformat(),
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {key: value for key, value in pen(CHANGE).items() if key != "shape"},
                "layer": "below",
            }
            for change in frame.changes
        ],
    }
