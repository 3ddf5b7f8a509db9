"""Which moments are not good enough, why, what that rests on, and what became of it.

Used by `journeys.py`. The limits come from the organization's settings (DESIGN §4, red point).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.insight import RedReason
from journeybook.analysis.rounding import is_at_least, is_at_most
from journeybook.model import COMMITTED_STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeybook.analysis.ground import Ground
    from journeybook.analysis.insight import Answer, Felt
    from journeybook.model import Improvement, Moment


def find_reasons(ground: Ground, moment: Moment) -> tuple[RedReason, ...]:
    """Find all reasons to call `moment` a red point: feelings by persona, then lost, then failure demand; else empty.

    A persona's value ≤ the limit (−1), or `lost` averaged by share ≥ the limit (5%), or any failure demand. Waits lose
    nobody and are no contacts.
    """
    reasons = [*_find_feelings(ground, moment)]
    if moment.kind == "wait":
        return tuple(reasons)
    lost = ground.lost.get(moment.id)
    if lost is not None and is_at_least(lost, ground.settings.red_point.lost):
        reasons.append(RedReason("lost", None, lost, is_suspected(None)))
    demand = moment.touchpoint.failure_demand
    if demand is True:
        reasons.append(RedReason("failure-demand", None, None, is_suspected(None)))
    elif demand is not None and demand > 0:
        reasons.append(RedReason("failure-demand", None, demand, is_suspected(None)))
    return tuple(reasons)


def is_suspected(felt: Felt | None) -> bool:
    """Decide whether a reason does not rest on evidence.

    `felt` is the feeling behind it; None for what the author alone says, as what is lost and failure demand.
    """
    return felt is None or felt.basis == "assumed"


def judge_answer(improvements: Iterable[Improvement]) -> Answer:
    """Judge what became of a red point from the improvements that fix or remove it (DESIGN §4, what became of it).

    `still-red` takes evidence that is later than a done improvement; without it a done one leaves the point to check.
    """
    statuses = {improvement.status for improvement in improvements}
    if statuses.intersection(COMMITTED_STATUSES):
        return "answered"
    return "to-check" if "done" in statuses else "unanswered"


def _find_feelings(ground: Ground, moment: Moment) -> Iterator[RedReason]:
    for persona, felt in ground.felt[moment.id].items():
        if felt.value is not None and is_at_most(felt.value, ground.settings.red_point.feels):
            yield RedReason("feels", persona, felt.value, is_suspected(felt))
