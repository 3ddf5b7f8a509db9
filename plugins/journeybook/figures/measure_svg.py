"""A measure over time as a drawing, which stands in the page before Plotly does, and in print. Used by journey pages.

Same layout and sizes as the Plotly chart. It is hidden from screen readers: the sentence beside it (`describe_measure`)
and the list of values are their way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from journeybook.figures.measure_chart import CHANGE_SIZE, DOT, LAST_DOT
from journeybook.figures.measure_frame import CHANGE_LINE, LEFT, RIGHT, TEXT_SIZE, MeasureFrame, say_amount
from journeybook.figures.svg import element, number, stretched

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from journeybook.analysis import ImprovementInsight, MeasureSeries

_WIDTH: Final = 1000
"""Units across in the part that stretches: a thousandth of the width each."""
_CLEAR: Final = 13.0
"""Pixels between a label and what it names."""


def measure_svg(series: MeasureSeries, improvements: Sequence[ImprovementInsight] = ()) -> str:
    """A measure over time as SVG, as wide as its place in the page; empty where nothing was measured.

    `g.jb-frame` is the ground, and stays when Plotly draws `g.jb-marks` anew.
    """
    if not series.points:
        return ""
    frame = MeasureFrame(series, improvements)
    drawing = element(
        "svg",
        {"class": "jb-series", "width": "100%", "height": frame.height, "overflow": "visible", "aria-hidden": "true"},
        element("g", {"class": "jb-frame"}, _draw_ground(frame), *_write_ground(frame)),
        element("g", {"class": "jb-marks"}, _draw_lines(frame), *_draw_marks(frame)),
        *_name_last(frame),
    )
    return str(drawing)


def _units(frame: MeasureFrame, day: dt.date) -> str:
    return number(round(frame.across(day) * _WIDTH, 1))


def _percent(frame: MeasureFrame, day: dt.date) -> str:
    return f"{number(frame.across(day) * 100)}%"


def _draw_ground(frame: MeasureFrame) -> Markup:
    left, right = number(LEFT * _WIDTH), number(RIGHT * _WIDTH)
    rules = "".join(f"M{left} {number(frame.down(level))}H{right}" for level in frame.levels)
    drawn = [element("path", {"class": "rule", "d": rules})]
    if frame.changes:
        lines = "".join(
            f"M{_units(frame, c.day)} {number((c.row + 1) * CHANGE_LINE)}V{number(frame.floor)}" for c in frame.changes
        )
        drawn.append(element("path", {"class": "change", "d": lines}))
    return stretched(_WIDTH, frame.height, *drawn)


def _write_ground(frame: MeasureFrame) -> Iterable[Markup]:
    side = f"{number(LEFT * 100 - 1)}%"
    for level in frame.levels:
        text = say_amount(frame.series, level)
        yield element("text", {"class": "level", "x": side, "y": frame.down(level) + TEXT_SIZE / 3}, text)
    for day, text in frame.months:
        yield element("text", {"x": _percent(frame, day), "y": frame.floor + TEXT_SIZE + 5}, text)
    for change in frame.changes:
        side = "before" if frame.across(change.day) > (LEFT + RIGHT) / 2 else "after"
        y = (change.row + 1) * CHANGE_LINE - 3
        yield element("text", {"class": side, "x": _percent(frame, change.day), "y": y}, change.short)
    if frame.series.target is not None:
        yield _name_target(frame, frame.series.target)


def _name_target(frame: MeasureFrame, target: float) -> Markup:
    """The target's name above its line, at the end where the values are farther from it."""
    first, last = (abs(frame.down(value.number) - frame.down(target)) for value in (frame.values[0], frame.values[-1]))
    side, x = ("after", LEFT) if first > last else ("before", RIGHT)
    text = f"target {say_amount(frame.series, target)}"
    return element("text", {"class": f"target {side}", "x": f"{number(x * 100)}%", "y": frame.down(target) - 4}, text)


def _draw_lines(frame: MeasureFrame) -> Markup:
    drawn = []
    if frame.series.target is not None:
        line = f"M{number(LEFT * _WIDTH)} {number(frame.down(frame.series.target))}H{number(RIGHT * _WIDTH)}"
        drawn.append(element("path", {"class": "target", "d": line}))
    if len(frame.values) > 1:
        line = " ".join(f"{_units(frame, v.day)} {number(frame.down(v.number))}" for v in frame.values)
        drawn.append(element("path", {"class": "values", "d": f"M{line}"}))
    return stretched(_WIDTH, frame.height, *drawn)


def _draw_marks(frame: MeasureFrame) -> Iterable[Markup]:
    for value in frame.values:
        radius = (LAST_DOT if value is frame.values[-1] else DOT) / 2
        yield element("circle", {"cx": _percent(frame, value.day), "cy": frame.down(value.number), "r": radius})
    for change in frame.changes:
        half = CHANGE_SIZE / 2
        shape = f"M0-{number(half)}L{number(half)} {number(half)}H-{number(half)}Z"
        yield element(
            "svg",
            {"x": _percent(frame, change.day), "y": frame.floor, "overflow": "visible"},
            element("path", {"class": "foot", "d": shape}),
        )


def _name_last(frame: MeasureFrame) -> Iterable[Markup]:
    """The newest value beside its mark: below where the line falls and nothing is in the way, else above."""
    last = frame.values[-1]
    place = frame.down(last.number)
    falls = len(frame.values) > 1 and frame.values[-2].number >= last.number
    target = frame.series.target
    in_the_way = [frame.floor] if target is None else [frame.floor, frame.down(target)]
    below = falls and not any(0 <= line - place < 2 * _CLEAR for line in in_the_way)
    y = place + (_CLEAR + 5 if below else 4 - _CLEAR)
    yield element("text", {"class": "last", "x": _percent(frame, last.day), "y": y}, last.text)
