"""What was measured over time, of a journey and of its moments, against the targets of the measures.

Used by `journeys.py`, and by `checks.py` for what proves an improvement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.findings import MeasurePoint, MeasureSeries
from journeybook.analysis.rounding import is_above, is_at_least
from journeybook.model import AFTER, Measure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from journeybook.analysis.findings import Trend
    from journeybook.analysis.ground import Ground
    from journeybook.model import Amount, Evidence, Handbook, Improvement

    _Key = tuple[str | None, str]
    """The moment, None for the journey as a whole, and the id of the measure."""


def find_series(ground: Ground, handbook: Handbook) -> tuple[MeasureSeries, ...]:
    """Find every measure of a journey with its values over time, up to the edition's date.

    Those that the author wrote come first: the journey's own, then the touchpoints', as written. Then those that only
    evidence has: of the journey, then of the moments in their order, by the id of the measure.
    """
    written = _list_written(ground)
    points = _list_points(ground)
    only_seen: Sequence[_Key] = ()
    if points.keys() - written.keys():
        order = [None, *(moment for t in ground.touchpoints for moment in (t.id, t.id + AFTER))]
        places = {moment: place for place, moment in enumerate(order)}
        only_seen = sorted(points.keys() - written.keys(), key=lambda key: (places[key[0]], key[1]))
    return tuple(
        _make_series(key[0], _find_measure(key[1], handbook), written.get(key), points.get(key, {}))
        for key in (*written, *only_seen)
    )


def find_proof(improvement: Improvement, measures: Iterable[MeasureSeries]) -> MeasureSeries | None:
    """Find the series of the measure that is to prove `improvement`; None where the journey has none.

    At a moment that it fixes, else of the journey as a whole, else at another moment; what was measured goes before
    what was only written.
    """
    if improvement.proves_it is None:
        return None
    fitting = [series for series in measures if series.measure.id == improvement.proves_it.measure]
    return min(
        fitting,
        key=lambda series: (not series.points, series.moment not in improvement.fixes, series.moment is not None),
        default=None,
    )


def _list_written(ground: Ground) -> Mapping[_Key, Amount]:
    written: dict[_Key, Amount] = {(None, measure): amount for measure, amount in ground.journey.measures.items()}
    for touchpoint in ground.touchpoints:
        written.update({(touchpoint.id, measure): amount for measure, amount in touchpoint.measures.items()})
    return written


def _list_points(ground: Ground) -> Mapping[_Key, Mapping[dt.date, MeasurePoint]]:
    """List what was measured; where two values are of one day, that of the later evidence stands."""
    found: dict[_Key, dict[dt.date, MeasurePoint]] = {}
    for piece in sorted(ground.observed.evidence, key=lambda evidence: (evidence.date, evidence.id)):
        for key, day, amount in _list_measured(piece):
            if day <= ground.observed.period.end:
                found.setdefault(key, {})[day] = MeasurePoint(day, amount.number, piece)
    return found


def _list_measured(piece: Evidence) -> Iterable[tuple[_Key, dt.date, Amount]]:
    for measure, by_day in piece.measures.items():
        for day, amount in by_day.items():
            yield (None, measure), day or piece.date, amount
    for moment, observation in piece.observations.items():
        for measure, by_day in observation.measures.items():
            for day, amount in by_day.items():
                yield (moment, measure), day or piece.date, amount


def _find_measure(measure: str, handbook: Handbook) -> Measure:
    known = handbook.measures.get(measure)
    return known if known is not None else Measure(id=measure, name=handbook.label("measure", measure))


def _make_series(
    moment: str | None, measure: Measure, written: Amount | None, by_day: Mapping[dt.date, MeasurePoint]
) -> MeasureSeries:
    points = tuple(by_day[day] for day in sorted(by_day))
    authored = written.number if written else None
    newest = points[-1].number if points else authored
    target = measure.target.number if measure.target else None
    return MeasureSeries(
        measure=measure,
        moment=moment,
        points=points,
        authored=authored,
        target=target,
        meets_target=None if newest is None or target is None else _is_as_good(newest, target, measure),
        trend=_judge_trend(points[0].number, points[-1].number, measure) if len(points) > 1 else None,
    )


def _is_as_good(number: float, wanted: float, measure: Measure) -> bool:
    return is_at_least(wanted, number) if measure.better == "lower" else is_at_least(number, wanted)


def _judge_trend(first: float, newest: float, measure: Measure) -> Trend:
    if is_above(newest, first):
        return "worse" if measure.better == "lower" else "better"
    if is_above(first, newest):
        return "better" if measure.better == "lower" else "worse"
    return "same"
