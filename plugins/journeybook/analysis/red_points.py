"""Which moments are not good enough, why, what that rests on, and what became of it.

Used by `journeys.py`. The limits come from the organization's settings (DESIGN §4, red point).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.moments import RedReason
from journeybook.analysis.rounding import is_at_least, is_at_most
from journeybook.model import COMMITTED_STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeybook.analysis.ground import Ground
    from journeybook.analysis.moments import Answer, RedKind
    from journeybook.model import Evidence, Improvement, Moment

    _Grounds = tuple[RedKind, str | None, float | None, bool, Sequence[Evidence]]
    """Kind, persona, amount, whether it is assumed, and the evidence here that it rests on (none where a sub-journey
    feels like it)."""


def find_reasons(ground: Ground, moment: Moment) -> tuple[RedReason, ...]:
    """Find all reasons to call `moment` a red point: feelings by persona, then lost, then failure demand; else empty.

    A persona's value ≤ the limit (−1), or `lost` averaged by share ≥ the limit (5%), or any failure demand. Waits lose
    nobody and are no contacts.
    """
    done_on = ground.observed.changed_on.get(moment.id)
    return tuple(
        RedReason(
            kind,
            persona,
            amount,
            suspected=assumed,
            still=done_on is not None and any(piece.date > done_on for piece in rests_on),
        )
        for kind, persona, amount, assumed, rests_on in _find_grounds(ground, moment)
    )


def judge_answer(improvements: Iterable[Improvement], reasons: Iterable[RedReason] = ()) -> Answer:
    """Judge what became of a red point from the improvements that fix or remove it (DESIGN §4, what became of it).

    `still-red` takes a reason that rests on evidence later than what was done; without it the point is to check.
    """
    statuses = {improvement.status for improvement in improvements}
    if statuses.intersection(COMMITTED_STATUSES):
        return "answered"
    if "done" not in statuses:
        return "unanswered"
    return "still-red" if any(reason.still for reason in reasons) else "to-check"


def _find_grounds(ground: Ground, moment: Moment) -> Iterator[_Grounds]:
    limits = ground.settings.red_point
    for persona, felt in ground.felt[moment.id].items():
        if felt.value is not None and is_at_most(felt.value, limits.feels):
            yield "feels", persona, felt.value, felt.basis == "assumed", felt.rests_on
    if moment.kind == "wait":
        return
    lost = ground.lost.get(moment.id)
    if lost is not None and is_at_least(lost, limits.lost):
        rests_on = ground.losses[moment.id].rests_on
        yield "lost", None, lost, not rests_on, rests_on
    demand = moment.touchpoint.failure_demand
    if demand is not None and (demand is True or demand > 0):
        contacts = _find_contacts(ground, moment)
        yield "failure-demand", None, None if demand is True else demand, not contacts, contacts


def _find_contacts(ground: Ground, moment: Moment) -> Sequence[Evidence]:
    """Find the complaints and contacts that were counted at a touchpoint in the review period."""
    return tuple(
        sighting.evidence
        for sighting in ground.observed.in_period(moment.id)
        if sighting.evidence.method in ("complaints", "contacts") and sighting.observation.count
    )
