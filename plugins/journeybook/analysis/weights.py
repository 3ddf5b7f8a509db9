"""How much each moment counts: moments of truth twice, alternatives together as one.

Used by the score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.model import Moment, Touchpoint

MOMENT_OF_TRUTH = 2.0
"""What a moment of truth weighs; every other moment weighs 1 (DESIGN §4)."""

Groups = Mapping[str, tuple["Touchpoint", ...]]
"""The touchpoint that stands for a step → the ways to do that step, itself among them, in the order of the journey."""


def group_alternatives(touchpoints: Sequence[Touchpoint]) -> Groups:
    """Group touchpoints into steps: a touchpoint, and all that are `instead_of` it, also by way of another.

    A touchpoint without alternatives is a group of one. An `instead_of` that names no touchpoint of the journey is
    ignored; where several name each other in a circle, the first of them in the journey stands for the step.
    """
    by_id = {touchpoint.id: touchpoint for touchpoint in touchpoints}
    groups: dict[str, list[Touchpoint]] = {}
    for touchpoint in touchpoints:
        groups.setdefault(_find_root(touchpoint, by_id), []).append(touchpoint)
    return {root: tuple(members) for root, members in groups.items()}


def share_step(members: Sequence[Touchpoint], reach: Mapping[str, float]) -> Mapping[str, float]:
    """Divide one step among the ways to do it: in proportion to `reach` where all have one, else equally.

    Equally also where all have 0. The shares add up to 1.
    """
    if len(members) == 1:
        return {members[0].id: 1.0}
    reaches = [reach[member.id] for member in members if member.id in reach]
    total = sum(reaches)
    if len(reaches) == len(members) and total > 0:
        return {member.id: share / total for member, share in zip(members, reaches, strict=True)}
    return {member.id: 1 / len(members) for member in members}


def weigh_moments(
    moments: Iterable[Moment], groups: Groups, reach: Mapping[str, float], removed: frozenset[str] = frozenset()
) -> Mapping[str, float]:
    """Weigh every moment, by its id: 2 for a moment of truth, else 1; alternatives share the weight of one (DESIGN §4).

    `reach` is what is said of the touchpoints' reach, by id.

    A step with alternatives weighs 2 when any of them is a moment of truth. The wait after an alternative weighs 1 ×
    the alternative's share of the step. Moments in `removed` have no weight, and the alternatives that are left share
    the step among themselves; a wait that outlives its touchpoint keeps the share that it had.
    """
    weights: dict[str, float] = {}
    shares: dict[str, float] = {}
    for members in groups.values():
        left = tuple(member for member in members if member.id not in removed)
        shares |= share_step(members, reach)
        if len(left) < len(members):
            shares |= share_step(left, reach)
        step = MOMENT_OF_TRUTH if any(member.moment_of_truth for member in left) else 1.0
        weights |= {member.id: step * shares[member.id] for member in left}
    return {
        moment.id: weights[moment.id] if moment.kind == "touchpoint" else shares[moment.touchpoint.id]
        for moment in moments
        if moment.id not in removed
    }


def _find_root(touchpoint: Touchpoint, by_id: Mapping[str, Touchpoint]) -> str:
    way = [touchpoint.id]
    while (nearer := by_id[way[-1]].instead_of) in by_id and nearer is not None:
        if nearer in way:
            circle = set(way[way.index(nearer) :])
            return next(touchpoint_id for touchpoint_id in by_id if touchpoint_id in circle)
        way.append(nearer)
    return way[-1]
