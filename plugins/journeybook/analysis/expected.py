"""The journey as improvements are expected to make it: lift and gain of each, and all that are taken on together.

Used by `journeys.py`. Values change by `lifts_to`, moments go by `removes`, losses fall by `loses_to` (DESIGN §4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.analysis.counted import average_loss
from journeybook.analysis.finish import follow_customers
from journeybook.analysis.insight import ImprovementInsight
from journeybook.analysis.personas import mean_by_share
from journeybook.analysis.priority import Factor, weigh_improvement
from journeybook.analysis.score import score_personas
from journeybook.analysis.weights import weigh_moments
from journeybook.model import COMMITTED_STATUSES, OPEN_STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeybook.analysis.findings import Check
    from journeybook.analysis.ground import Ground
    from journeybook.model import Improvement


@dataclass(frozen=True, slots=True)
class Change:
    """What a set of improvements does together: which moments go, each moment's highest lift and lowest loss."""

    removed: frozenset[str]
    lifts: Mapping[str, float]
    loses: Mapping[str, float]
    feels: bool
    """Whether any of them lifts or removes; else the expected score is None."""
    keeps: bool
    """Whether any of them removes or changes what is lost; else the expected finish is None."""


def combine_improvements(improvements: Iterable[Improvement]) -> Change:
    """Put improvements together. A moment that one removes is gone, whatever another lifts it to."""
    removed: set[str] = set()
    lifts: dict[str, float] = {}
    loses: dict[str, float] = {}
    feels = keeps = False
    for improvement in improvements:
        removed.update(improvement.removes)
        feels = feels or improvement.lifts_to is not None or bool(improvement.removes)
        keeps = keeps or improvement.loses_to is not None or bool(improvement.removes)
        for moment in improvement.fixes:
            if improvement.lifts_to is not None:
                lifts[moment] = max(improvement.lifts_to, lifts.get(moment, improvement.lifts_to))
            if improvement.loses_to is not None:
                loses[moment] = min(improvement.loses_to, loses.get(moment, improvement.loses_to))
    return Change(frozenset(removed), lifts, loses, feels, keeps)


def expect_moment(ground: Ground, change: Change, moment: str) -> float | None:
    """Expect a moment's value: each persona's max(value, lifts_to), then the mean by share.

    None for a gap and for a removed moment.
    """
    if moment in change.removed:
        return None
    lift = change.lifts.get(moment)
    if lift is None:
        return ground.means.get(moment)
    return mean_by_share(
        {persona: max(curve[moment], lift) for persona, curve in ground.values.items() if moment in curve},
        ground.shares,
    )


def expect_score(ground: Ground, change: Change) -> float | None:
    """Expect the score: as the score, with values lifted persona by persona and removed moments out of it.

    None where `change` neither lifts nor removes, and where nothing is left to score.
    """
    if not change.feels:
        return None
    lifted = {persona: _lift_curve(curve, change) for persona, curve in ground.values.items()}
    if change.removed:
        weights = weigh_moments(ground.moments, ground.groups, ground.said_reach, change.removed)
        return mean_by_share(score_personas(lifted, weights), ground.shares)
    # Only the personas whose feelings change are scored again.
    changed = {persona: curve for persona, curve in lifted.items() if curve is not ground.values[persona]}
    return mean_by_share({**ground.scores, **score_personas(changed, ground.weights)}, ground.shares)


def expect_finish(ground: Ground, change: Change) -> float | None:
    """Expect the finish: nobody is lost where a touchpoint is removed, elsewhere each persona's min(lost, loses_to).

    None where the finish is, and where `change` neither removes nor says what is lost.
    """
    if not change.keeps or ground.finish is None:
        return None
    lost = dict(ground.lost)
    for touchpoint in lost:
        if touchpoint in change.removed:
            lost[touchpoint] = 0.0
        elif touchpoint in change.loses:
            lost[touchpoint] = average_loss(ground.losses[touchpoint], ground.shares, change.loses[touchpoint]) or 0.0
    return follow_customers(ground.touchpoints, ground.said_reach, lost).finish


def assess_improvement(ground: Ground, improvement: Improvement, check: Check | None) -> ImprovementInsight:
    """Work out the figures of one improvement, applied alone; lift to priority None for a done or dropped one.

    lift = expected score − score; how priorities come about stands in `priority.py`.
    """
    is_open = improvement.status in OPEN_STATUSES
    change = combine_improvements((improvement,) if is_open else ())
    lift = _subtract(expect_score(ground, change), ground.score)
    gain = _sum_gain(ground, change) if lift is not None else None
    reach = max((ground.reach[m] for m in improvement.touches if m in ground.reach), default=None) if is_open else None
    volume = ground.journey.volume
    customers = None if reach is None or volume is None else reach * volume.per_month
    here, across = (
        weigh_improvement(improvement, model, felt=felt, reached=reached).figure
        for model, felt, reached in (
            (ground.priority, Factor("lift", lift), Factor("reach", reach)),
            (ground.settings.priority, Factor("gain", gain), Factor("customers", customers)),
        )
    )
    return ImprovementInsight(
        improvement=improvement,
        journey=ground.journey.id,
        lift=lift,
        finish_change=_subtract(expect_finish(ground, change), ground.finish),
        gain=gain,
        priority=here,
        priority_across=across,
        overdue=is_open and improvement.due is not None and improvement.due < ground.observed.period.end,
        check=check,
        reach=reach,
        customers=customers,
    )


def combine_committed(ground: Ground) -> Change:
    """Put together all improvements that are planned or doing: what the expected curve shows."""
    return combine_improvements(i for i in ground.journey.improvements if i.status in COMMITTED_STATUSES)


def _sum_gain(ground: Ground, change: Change) -> float | None:
    """Sum rise × reach × customers a month over the moments lifted or removed; a removed one rises to 0 when below."""
    if ground.journey.volume is None:
        return None
    risen = 0.0
    for moment in ground.moments:
        value = ground.means.get(moment.id)
        if value is None:
            continue
        if moment.id in change.removed:
            rise = max(0.0, -value)
        elif moment.id in change.lifts:
            rise = (expect_moment(ground, change, moment.id) or 0.0) - value
        else:
            continue
        risen += rise * ground.reach[moment.id]
    return risen * ground.journey.volume.per_month


def _lift_curve(curve: Mapping[str, float], change: Change) -> Mapping[str, float]:
    lifted = {moment: lift for moment, lift in change.lifts.items() if curve.get(moment, lift) < lift}
    # Updating keeps the order of the moments, which the sums follow.
    return {**curve, **lifted} if lifted else curve


def _subtract(expected: float | None, now: float | None) -> float | None:
    return None if expected is None or now is None else expected - now
