"""Did it work: what a done improvement changed, as it felt and as it was measured, before and after.

Used by `journeys.py`, and by `shared.py` for improvements of the organization.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.findings import Check, Side
from journeybook.analysis.rounding import is_above, is_at_least
from journeybook.analysis.series import find_proof
from journeybook.analysis.values import tells_feeling

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from journeybook.analysis.findings import MeasureSeries, Sighting, Verdict
    from journeybook.analysis.observed import Observed
    from journeybook.model import Improvement

_WEAKEST_FIRST: tuple[Verdict | None, ...] = ("no-better", "better", "reached", "too-few", None)

FEWEST = 3
"""Observations on a side; fewer are too few to say (DESIGN §4)."""


def check_improvement(improvement: Improvement, observed: Observed, measures: Sequence[MeasureSeries]) -> Check | None:
    """Compare how the moments that `improvement` fixes felt, and what its measure was, before and after (DESIGN §4).

    Before is the review period that ends on the day it was done, after is what is later. None unless it is done, and
    says when, by the edition's date.
    """
    done_on = improvement.changed_on
    if done_on is None or done_on > observed.period.end:
        return None
    felt = [s for moment in dict.fromkeys(improvement.fixes) for s in observed.at(moment) if tells_feeling(s)]
    period = observed.period.until(done_on)
    before = _sum_up(sighting for sighting in felt if period.holds(sighting.evidence.date))
    after = _sum_up(sighting for sighting in felt if sighting.evidence.date > done_on)
    series = find_proof(improvement, measures)
    measured_before, measured_after = _measure(improvement, series, done_on)
    return Check(
        before=before,
        after=after,
        verdict=_judge_sides(before, after, improvement),
        measure=series,
        measured_before=measured_before,
        measured_after=measured_after,
        proven=_judge_proof(improvement, series, measured_before, measured_after),
    )


def pool_checks(improvement: Improvement, checks: Sequence[Check]) -> Check | None:
    """Pool what an improvement of the organization changed in its journeys; None where it is not done.

    All observations count alike, whatever their journey. Of the measure stands the series that proves it least, on a
    tie the first, so that nothing is proven that a journey denies; one without a value after it only where none has.
    """
    if not checks:
        return None
    before, after = _pool([check.before for check in checks]), _pool([check.after for check in checks])
    weakest = min(checks, key=lambda check: (_WEAKEST_FIRST.index(check.proven), check.measure is None))
    return Check(
        before=before,
        after=after,
        verdict=_judge_sides(before, after, improvement),
        measure=weakest.measure,
        measured_before=weakest.measured_before,
        measured_after=weakest.measured_after,
        proven=weakest.proven,
    )


def _pool(sides: Sequence[Side]) -> Side:
    observations = sum(side.observations for side in sides)
    total = sum(side.mean * side.observations for side in sides if side.mean is not None)
    return Side(total / observations if observations else None, observations, sum(side.people for side in sides))


def _judge_sides(before: Side, after: Side, improvement: Improvement) -> Verdict:
    if min(before.observations, after.observations) < FEWEST:
        return "too-few"
    return _judge(before.mean, after.mean, improvement.lifts_to)


def _sum_up(sightings: Iterable[Sighting]) -> Side:
    """Sum up one side: the plain mean of its observations, and the people, each piece of evidence counted once."""
    feelings: list[float] = []
    people: dict[int, int] = {}
    for sighting in sightings:
        if sighting.observation.feels is not None:
            feelings.append(sighting.observation.feels)
            people[id(sighting.evidence)] = sighting.evidence.people
    return Side(sum(feelings) / len(feelings) if feelings else None, len(feelings), sum(people.values()))


def _measure(
    improvement: Improvement, series: MeasureSeries | None, done_on: dt.date
) -> tuple[float | None, float | None]:
    """Find the measure's last value up to `done_on`, else what `proves_it` says it was; and its newest value later."""
    proof = improvement.proves_it
    before = proof.from_.number if proof and proof.from_ else None
    after = None
    for point in series.points if series else ():
        if point.date <= done_on:
            before = point.number
        else:
            after = point.number
    return before, after


def _judge_proof(
    improvement: Improvement, series: MeasureSeries | None, before: float | None, after: float | None
) -> Verdict | None:
    proof = improvement.proves_it
    if proof is None:
        return None
    # Upwards is better from here on.
    sign = -1.0 if series and series.measure.better == "lower" else 1.0
    hoped = sign * proof.to.number if proof.to else None
    return _judge(None if before is None else sign * before, None if after is None else sign * after, hoped)


def _judge(before: float | None, after: float | None, hoped: float | None) -> Verdict:
    """Judge what came after: as good as hoped for, better than before, or neither; more is better.

    `too-few` where what came after is unknown, or what was before where it is needed.
    """
    if after is None:
        return "too-few"
    if hoped is not None and is_at_least(after, hoped):
        return "reached"
    if before is None:
        return "too-few"
    return "better" if is_above(after, before) else "no-better"
