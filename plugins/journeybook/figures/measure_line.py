"""The small line of a measure over time, with its target and its newest value. Used by pages beside its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from journeybook.figures.measure_frame import list_values
from journeybook.figures.measure_words import describe_measure
from journeybook.figures.svg import element, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup

    from journeybook.analysis import MeasureSeries
    from journeybook.figures.measure_frame import Value

_WIDTH: Final = 160.0
_HEIGHT: Final = 44.0
_EDGE: Final = 5.0


def measure_line(series: MeasureSeries) -> str:
    """A measure as a small SVG, oldest value left, the target dashed; it tells itself to a screen reader.

    The newest value is a filled dot. What only the author wrote is a hollow one, as all that is assumed.
    """
    values = list_values(series)
    newest = values[-1].number if values else series.authored
    known = [n for n in (*(value.number for value in values), newest, series.target) if n is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)

    def down(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return _HEIGHT - _EDGE - share * (_HEIGHT - 2 * _EDGE)

    drawn: list[Markup] = []
    if series.target is not None:
        line = f"M0 {number(down(series.target))}H{number(_WIDTH)}"
        drawn.append(element("path", {"class": "jb-trend__target", "d": line}))
    if len(values) > 1:
        places = zip(_spread(values), values, strict=True)
        drawn.append(element("path", {"d": "M" + " ".join(f"{number(x)} {number(down(v.number))}" for x, v in places)}))
    if newest is not None:
        assumed = None if values else "assumed"
        drawn.append(element("circle", {"cx": _WIDTH - _EDGE, "cy": down(newest), "r": 3.5, "class": assumed}))
    return str(_frame(describe_measure(series), drawn))


def _spread(values: Sequence[Value]) -> list[float]:
    """Where the values lie across, by their days; evenly where all are of one."""
    days = [(value.day - values[0].day).days for value in values]
    if not days[-1]:
        days = list(range(len(values)))
    return [_EDGE + (_WIDTH - 2 * _EDGE) * day / days[-1] for day in days]


def _frame(told: str, drawn: Iterable[Markup]) -> Markup:
    box = f"0 0 {number(_WIDTH)} {number(_HEIGHT)}"
    return element("svg", {"class": "jb-trend", "viewBox": box, "role": "img", "aria-label": told}, *drawn)
