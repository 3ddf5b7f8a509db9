"""The handbook from the side of each measure: where it is taken, and which improvements it is to prove.

Used by `see_sides`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.sides.findings import MeasureSide

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeybook.analysis.findings import MeasureSeries
    from journeybook.analysis.insight import ImprovementInsight, Insight, JourneyInsight


def see_measures(insight: Insight, measures: Sequence[str]) -> Mapping[str, MeasureSide]:
    """Turn the handbook to each of the `measures`."""
    series: dict[str, list[tuple[JourneyInsight, MeasureSeries]]] = {measure: [] for measure in measures}
    proves: dict[str, list[ImprovementInsight]] = {measure: [] for measure in measures}
    for journey in insight.present:
        for found in journey.measures:
            series[found.measure.id].append((journey, found))
    for item in (*insight.backlog, *insight.volume_unknown, *insight.closed):
        if item.improvement.proves_it:
            proves[item.improvement.proves_it.measure].append(item)
    return {measure: MeasureSide(measure, tuple(series[measure]), tuple(proves[measure])) for measure in measures}
