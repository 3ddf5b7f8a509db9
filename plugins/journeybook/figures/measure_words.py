"""What a measure over time says, in a sentence or two. Used by its small line, by its chart's page and by lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.figures.measure_frame import list_values, say_amount
from journeybook.model import plain_text

if TYPE_CHECKING:
    from journeybook.analysis import MeasureSeries


def describe_measure(series: MeasureSeries, *, named: bool = True) -> str:
    """Where it was and is, what was wanted: `Goal reached: 62% in Nov 2025, 71% in Oct 2026, better. Target 80%, …`.

    Without the name where that stands beside it.
    """
    said = f"{_say_course(series)}. {_say_target(series)}"
    return f"{plain_text(series.measure.name)}: {said}" if named else said[:1].upper() + said[1:]


def _say_course(series: MeasureSeries) -> str:
    values = list_values(series)
    if not values:
        unknown = "not measured yet"
        return unknown if series.authored is None else f"{say_amount(series, series.authored)}, {unknown}"
    first, last = values[0], values[-1]
    if len(values) == 1:
        return f"{last.text} in {last.when}"
    trend = "as before" if series.trend == "same" else series.trend
    return ", ".join(filter(None, (f"{first.text} in {first.when}", f"{last.text} in {last.when}", trend)))


def _say_target(series: MeasureSeries) -> str:
    direction = f"{series.measure.better} is better"
    if series.target is None:
        return f"{direction.capitalize()}."
    verdict = {True: ", met", False: ", not met", None: ""}[series.meets_target]
    return f"Target {say_amount(series, series.target)}{verdict}; {direction}."
