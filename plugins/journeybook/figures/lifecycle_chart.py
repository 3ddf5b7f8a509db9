"""The end-to-end curve as a plain dict for Plotly. Used by `/lifecycle/`, which writes it as JSON beside the page.

Each trace says in `meta.view` which view it belongs to; `customdata` holds addresses as seen from the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from journeybook.figures.chart_frame import HIGHEST, LEFT, LOWEST, NAME_SIZE, RIGHT
from journeybook.figures.emotion_chart import SMALL_TRIANGLE, STAR_SIZE
from journeybook.figures.emotion_curve import SIGN_VALUE, reasons_for
from journeybook.figures.evidence_marks import EDGES
from journeybook.figures.lifecycle_curve import split_line
from journeybook.figures.lifecycle_frame import STEP
from journeybook.figures.lifecycle_svg import SIGN_KINDS, STAR_RISE
from journeybook.figures.plotly_parts import CONFIG, base_layout, label_text, name_colours, pen, plain_line, rounded
from journeybook.figures.reasons import say_reasons
from journeybook.figures.style import COLOURS, LEVELS, LineStyle, feeling_level, feeling_role, format_feeling
from journeybook.figures.text_fit import wrap_text
from journeybook.model import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeybook.figures.lifecycle_curve import CurveView, Place, Quantiles
    from journeybook.figures.lifecycle_frame import LifecycleFrame

    AddressOf = Callable[[Place], str]

LINE: Final = LineStyle("persona-1", 1.75, "")
BRANCH: Final = LineStyle("persona-1", 1.0, "1,3")
SCORE: Final = LineStyle("expected", 5.0, "")
DOT: Final = 11
_CHARACTERS: Final = 46
_SHADES: Final = {"tenths": 0.1, "half": 0.18}


def lifecycle_chart(frame: LifecycleFrame, views: Sequence[CurveView], address_of: AddressOf) -> dict[str, Any]:
    """The curve for Plotly: `data`, `layout`, `config`, and `colours` for the page's script.

    `address_of` gives a link to a moment's row, or to the journey where the place is a whole one.
    """
    data: list[dict[str, Any]] = []
    for view in views:
        shown = [trace | {"visible": view.number == 0} for trace in _draw_view(frame, view, address_of)]
        data += [trace | {"meta": {**trace.get("meta", {}), "view": view.number}} for trace in shown]
    return {"data": data, "layout": _lay_out(frame), "config": dict(CONFIG), "colours": name_colours()}


def _draw_view(frame: LifecycleFrame, view: CurveView, address_of: AddressOf) -> list[dict[str, Any]]:
    traces = [_shade(view.quantiles, name) for name in _SHADES] if view.quantiles else []
    if view.quantiles:
        traces.append(_draw_medians(view.quantiles))
    if view.spans:
        traces.append(_draw_spans(view, frame))
    if view.scores:
        traces.append(_draw_scores(view))
    if view.branches:
        traces.append(_draw_lines(view.branches, BRANCH, view, frame, address_of))
    if view.lines:
        traces.append(_draw_lines(view.lines, LINE, view, frame, address_of) | {"name": label_text(view.label)})
    if view.dots:
        traces.append(_draw_dots(view, frame, address_of))
    return traces + [_draw_signs(view, kind) for kind in SIGN_KINDS if any(sign == kind for _, sign in view.signs)]


def _draw_lines(
    lines: Sequence[Sequence[Place]], style: LineStyle, view: CurveView, frame: LifecycleFrame, address_of: AddressOf
) -> dict[str, Any]:
    """All lines as one trace, with a gap between them."""
    places: list[Place | None] = []
    for part in (part for line in lines for part in split_line(line)):
        places += [*part, None]
    phases = _name_phases(frame)
    return plain_line(
        [p.x if p else None for p in places], [rounded(p.value) if p else None for p in places], pen(style)
    ) | {
        "customdata": ["" if p is None else address_of(p) for p in places],
        "hoverinfo": "text",
        "hovertext": ["" if p is None else _tell(p, view, phases) for p in places],
    }


def _name_phases(frame: LifecycleFrame) -> dict[str, str]:
    """The name of each journey's phase."""
    return {s.journey.journey.id: band.name for band in frame.curve.bands for s in band.stretches}


def _tell(place: Place, view: CurveView, phases: dict[str, str]) -> str:
    """What a point says: the moment, whose journey, how it feels, why it is red."""
    journey = place.journey.journey
    title = plain_text(place.moment.moment.name if place.moment else journey.title)
    value = place.value or 0.0
    said = [f"<b>{_wrap(title)}</b>".replace("<br>", "</b><br><b>")]
    where = phases[journey.id]
    said.append(_wrap(f"{plain_text(journey.title)} · {where}" if place.moment else where))
    felt = f"{format_feeling(value)}, {feeling_level(value)}"
    said.append(label_text(felt if view.persona is None else f"{view.label}: {felt}"))
    if place.moment is None:
        reds = place.journey.red_points
        said.append(f"{len(place.journey.moments)} moments, {len(reds)} red")
    else:
        reasons = reasons_for(place.moment, view.persona)
        if reasons:
            suspected = all(r.suspected for r in reasons)
            why = ", ".join(dict.fromkeys(say_reasons(reasons)))
            said.append(_wrap(f"{'Suspected red point' if suspected else 'Red point'}: {why}"))
        reason = place.moment.moment.touchpoint.moment_of_truth
        if place.moment.moment.kind == "touchpoint" and reason:
            said.append("★ Moment of truth")
    return "<br>".join(said)


def _wrap(text: str) -> str:
    return label_text("\n".join(wrap_text(text, _CHARACTERS))).replace("\n", "<br>")


def _draw_dots(view: CurveView, frame: LifecycleFrame, address_of: AddressOf) -> dict[str, Any]:
    phases = _name_phases(frame)
    colours = [COLOURS[feeling_role(p.value or 0.0)] for p in view.dots]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": label_text(view.label),
        "x": [p.x for p in view.dots],
        "y": [rounded(p.value) for p in view.dots],
        "customdata": [address_of(p) for p in view.dots],
        "cliponaxis": False,
        "marker": {"size": DOT, "color": colours, "opacity": 1, "line": {"width": 1, "color": COLOURS["surface"]}},
        "hoverinfo": "text",
        "hovertext": [_tell(p, view, phases) for p in view.dots],
    }


def _draw_signs(view: CurveView, kind: str) -> dict[str, Any]:
    """The signs of one kind; what they mean is told by the line that they lie on."""
    places = [place for place, sign in view.signs if sign == kind]
    rise = STAR_RISE / STEP if kind == "truth" else 0.0
    red, surface = COLOURS[feeling_role(SIGN_VALUE)], COLOURS["surface"]
    looks: dict[str, dict[str, Any]] = {
        "red": {"color": red, "line": {"color": surface, "width": EDGES["filled"]}},
        "suspected": {"color": surface, "line": {"color": red, "width": EDGES["hollow"]}},
        "truth": {"color": COLOURS["ink"], "line": {"width": 0}},
    }
    trace = plain_line([p.x for p in places], [rounded((p.value or 0.0) + rise) for p in places], {})
    symbol, size = ("star", STAR_SIZE) if kind == "truth" else ("triangle-down", SMALL_TRIANGLE)
    return trace | {
        "mode": "markers",
        "name": kind,
        "marker": {"symbol": symbol, "size": size, "opacity": 1, **looks[kind]},
    }


def _draw_spans(view: CurveView, frame: LifecycleFrame) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for span in view.spans:
        x += [span.x, span.x, None]
        y += [rounded(span.low), rounded(span.high), None]
    return plain_line(x, y, pen(LineStyle(LINE.role, frame.span_width, ""))) | {"opacity": 0.25}


def _draw_scores(view: CurveView) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for stretch, score in view.scores:
        x += [stretch.start + 1, stretch.end - 1, None]
        y += [rounded(score), rounded(score), None]
    return plain_line(x, y, pen(SCORE)) | {"opacity": 0.4, "name": "score"}


def _shade(quantiles: Sequence[Quantiles], name: str) -> dict[str, Any]:
    """Bands over the phases: from the tenth to the nine tenths, or the middle half."""
    x: list[float | None] = []
    y: list[float | None] = []
    for q in quantiles:
        start, end = q.band.start + 0.5, q.band.end - 0.5
        low, high = (q.tenth, q.nine_tenths) if name == "tenths" else (q.quarter, q.three_quarters)
        x += [start, end, end, start, start, None]
        y += [*map(rounded, (low, low, high, high, low)), None]
    return plain_line(x, y, {"width": 0, "color": COLOURS[LINE.role]}) | {
        "fill": "toself",
        "fillcolor": COLOURS[LINE.role],
        "opacity": _SHADES[name],
        "name": name,
    }


def _draw_medians(quantiles: Sequence[Quantiles]) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    told: list[str] = []
    for q in quantiles:
        said = (
            f"<b>{label_text(q.band.name)}</b><br>{q.count} journeys, half of them above {format_feeling(q.median)}"
            f"<br>Half between {format_feeling(q.quarter)} and {format_feeling(q.three_quarters)}"
            f"<br>Eight of ten between {format_feeling(q.tenth)} and {format_feeling(q.nine_tenths)}"
        )
        x += [q.band.start + 0.5, q.band.middle, q.band.end - 0.5, None]
        y += [rounded(q.median)] * 3 + [None]
        told += [said, said, said, ""]
    return plain_line(x, y, pen(LINE)) | {"hoverinfo": "text", "hovertext": told, "name": "median"}


def _lay_out(frame: LifecycleFrame) -> dict[str, Any]:
    """As high as the plot: the names below it belong to the drawing's ground, and stay links."""
    ink = COLOURS["ink"]
    return base_layout(frame.floor, frame.head, 0, NAME_SIZE) | {
        "xaxis": {
            "domain": [LEFT, RIGHT],
            "range": [0, frame.curve.end or 1.0],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "showticklabels": False,
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
        "annotations": [
            {
                "text": "<br>".join(f"<b>{label_text(line)}</b>" for line in lines),
                "x": band.middle,
                "xref": "x",
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": 12, "color": ink},
            }
            for band, lines in zip(frame.curve.bands, frame.phase_names, strict=True)
        ],
    }
