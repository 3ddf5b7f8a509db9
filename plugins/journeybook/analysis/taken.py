"""The paths that customers took, as the newest event log shows them, beside the journey as it is written.

Used by `journeys.py`.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from journeybook.analysis.findings import TakenPath, TakenPaths, TakenStep

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeybook.analysis.ground import Ground
    from journeybook.model import Evidence, Path, Step, Taken

    _Plan = Sequence[tuple[str, ...]]
    """The steps of the journey in order, each with the ways to do it; without what the log knows nothing of."""


def compare_paths(ground: Ground) -> TakenPaths | None:
    """Compare the paths of the newest event log with the journey as it is written; None without a log.

    A step that the log holds nothing of (without us, or on a channel that keeps no log) is no part of the comparison.
    """
    logs = [piece for piece in ground.observed.evidence if piece.taken is not None and piece.method == "analytics"]
    newest = max(logs, key=lambda piece: (piece.date, piece.id), default=None)
    if newest is None or newest.taken is None:
        return None
    return _compare(ground, newest, newest.taken)


def _compare(ground: Ground, evidence: Evidence, taken: Taken) -> TakenPaths:
    logged = _list_logged(taken)
    steps = (tuple(way.id for way in ways if way.id in logged) for ways in ground.groups.values())
    plan = [ways for ways in steps if ways]
    back = {touchpoint.id: touchpoint.back_to for touchpoint in ground.touchpoints}
    place = {touchpoint: number for number, ways in enumerate(plan) for touchpoint in ways}
    paths = tuple(_compare_path(path, plan, place, taken.customers) for path in taken.paths)
    return TakenPaths(
        evidence=evidence,
        taken=taken,
        order=taken.order,
        steps=_compare_steps(taken.steps, place, back),
        paths=paths,
        as_planned=sum(path.customers for path in paths if path.as_planned),
        hidden=max(0, taken.customers - sum(path.customers for path in paths)),
    )


def _list_logged(taken: Taken) -> frozenset[str]:
    steps = (touchpoint for step in taken.steps for touchpoint in (step.from_, step.to))
    paths = (touchpoint for path in taken.paths for touchpoint in path.touchpoints)
    return frozenset((*taken.order, *steps, *paths))


def _compare_steps(
    steps: Sequence[Step], place: Mapping[str, int], back: Mapping[str, str | None]
) -> tuple[TakenStep, ...]:
    """Tell which steps the journey means: to the next step, whatever way it is done, or back to where it sends them."""
    return tuple(
        TakenStep(
            start=step.from_,
            end=step.to,
            customers=step.customers,
            median=step.median,
            p90=step.p90,
            planned=place[step.to] == place[step.from_] + 1 or back.get(step.from_) == step.to,
        )
        for step in steps
    )


def _compare_path(path: Path, plan: _Plan, place: Mapping[str, int], customers: int) -> TakenPath:
    times = Counter(path.touchpoints)
    places = [place[touchpoint] for touchpoint in path.touchpoints]
    return TakenPath(
        touchpoints=path.touchpoints,
        customers=path.customers,
        share=path.customers / customers if customers else 0.0,
        skips=tuple(ways[0] for ways in plan[: max(places, default=0)] if not any(way in times for way in ways)),
        repeats=tuple(touchpoint for touchpoint, often in times.items() if often > 1),
        in_order=all(here <= there for here, there in pairwise(places)),
    )
