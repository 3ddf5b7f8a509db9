"""The journey as planned beside the one that customers took, row by row. Used by a journey's page, which prints tables.

What an event log showed (`TakenPaths`), laid out along the plan: nothing here is worked out anew.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from journeybook.figures.emotion_curve import lay_out_curve
from journeybook.model import anchor_of, plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from journeybook.analysis import JourneyInsight, TakenPath, TakenPaths, TakenStep
    from journeybook.figures.emotion_curve import EmotionCurve
    from journeybook.model import Touchpoint

StopMark = Literal["planned", "skipped", "again", "back"]
"""How a stop of a path goes with the plan: as planned; left out; come to once more; come to after what follows it."""

_MOST_WAYS = 3


@dataclass(frozen=True, slots=True)
class Way:
    """A way on from a touchpoint; times in seconds. `name` is plain text."""

    id: str
    anchor: str
    name: str
    customers: int
    share: float
    """Of those who went on from the touchpoint and are told, from 0 to 1."""
    median: float
    p90: float | None
    planned: bool


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A touchpoint of the plan with what the log shows of it; all names are plain text."""

    id: str
    anchor: str
    name: str
    stage: str
    number: int
    """Its place in the plan, from 1."""
    alternative: bool
    """Whether it is another way to do a step."""
    came: int | None
    """The place in the plan at which customers mostly came to it, from 1: `number` where all is as planned; None where
    the log does not tell."""
    moved: bool
    """Whether that order differs from the plan because of it."""
    count: int | None
    """How many customers the log saw here; None where it does not say."""
    reach: float | None
    """The share of those who start that got here, as the log shows it."""
    lost: float | None
    """The share of those who got here that was seen nowhere later."""
    onward: Way | None
    """The planned way on; where the log has none, the one that most took."""
    others: tuple[Way, ...]
    """Further ways on that the log shows, commonest first; three at most."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A touchpoint on a path that customers took, or one that they left out. `name` is plain text."""

    id: str
    anchor: str
    name: str
    mark: StopMark


@dataclass(frozen=True, slots=True)
class PathRow:
    """A common path, with the touchpoints that it leaves out in their places."""

    stops: tuple[Stop, ...]
    customers: int
    share: float
    as_planned: bool


@dataclass(frozen=True, slots=True)
class TakenTable:
    """What a journey's page shows of the newest event log."""

    customers: int
    since: dt.date | None
    until: dt.date | None
    rows: tuple[TakenRow, ...]
    """Every touchpoint of ours, in the order of the plan; those without us that the log shows, too."""
    paths: tuple[PathRow, ...]
    """Commonest first."""
    as_planned: int
    hidden: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """The journey as written: its touchpoints and their stages by id, and where each stands (alternatives together)."""

    touchpoints: dict[str, Touchpoint]
    stages: dict[str, str]
    numbers: dict[str, int]
    place: dict[str, float]


def lay_out_taken(insight: JourneyInsight, curve: EmotionCurve | None = None) -> TakenTable | None:
    """The plan beside what was taken; None without an event log.

    `curve` is the journey's, where it is laid out already.
    """
    found = insight.taken
    if found is None:
        return None
    written = [(t, plain_text(stage.name)) for stage in insight.journey.stages for t in stage.touchpoints]
    plan = _Plan(
        touchpoints={t.id: t for t, _ in written},
        stages={t.id: stage for t, stage in written},
        numbers={t.id: number for number, (t, _) in enumerate(written, start=1)},
        place=(curve or lay_out_curve(insight)).x_by_moment,
    )
    order = [touchpoint for touchpoint in found.order if touchpoint in plan.touchpoints]
    came = dict(zip(order, sorted(plan.numbers[touchpoint] for touchpoint in order), strict=True))
    moved = _find_moved(order, plan.place)
    return TakenTable(
        customers=found.taken.customers,
        since=found.taken.since,
        until=found.taken.until,
        rows=tuple(
            _row(t, found, plan, came.get(t.id), moved=t.id in moved)
            for t in plan.touchpoints.values()
            if t.ours or t.id in came or t.id in found.evidence.observations
        ),
        paths=tuple(_path(path, plan) for path in found.paths),
        as_planned=found.as_planned,
        hidden=found.hidden,
    )


def _row(touchpoint: Touchpoint, found: TakenPaths, plan: _Plan, came: int | None, *, moved: bool) -> TakenRow:
    seen = found.evidence.observations.get(touchpoint.id)
    ways = _ways([step for step in found.steps if step.start == touchpoint.id and step.end in plan.touchpoints], plan)
    onward = next((way for way in ways if way.planned), ways[0] if ways else None)
    return TakenRow(
        id=touchpoint.id,
        anchor=anchor_of(touchpoint.id),
        name=plain_text(touchpoint.name),
        stage=plan.stages[touchpoint.id],
        number=plan.numbers[touchpoint.id],
        alternative=touchpoint.instead_of is not None,
        came=came,
        moved=moved,
        count=seen.count if seen else None,
        reach=seen.reach if seen else None,
        lost=seen.lost if seen else None,
        onward=onward,
        others=tuple(way for way in ways if way is not onward)[:_MOST_WAYS],
    )


def _ways(steps: Sequence[TakenStep], plan: _Plan) -> tuple[Way, ...]:
    """The ways on from a touchpoint, commonest first."""
    went_on = sum(step.customers for step in steps)
    return tuple(
        Way(
            id=step.end,
            anchor=anchor_of(step.end),
            name=plain_text(plan.touchpoints[step.end].name),
            customers=step.customers,
            share=step.customers / went_on if went_on else 0.0,
            median=step.median,
            p90=step.p90,
            planned=step.planned,
        )
        for step in sorted(steps, key=lambda step: (-step.customers, plan.place[step.end], step.end))
    )


def _find_moved(order: Sequence[str], place: dict[str, float]) -> frozenset[str]:
    """The fewest touchpoints that must move for the order taken to be the plan's: all but a longest rising run."""
    ends: list[float] = []
    """The lowest place that a run of each length ends at."""
    lengths = []
    for touchpoint in order:
        length = bisect_right(ends, place[touchpoint])
        ends[length : length + 1] = [place[touchpoint]]
        lengths.append(length)
    moved = set(order)
    wanted = len(ends) - 1
    for touchpoint, length in zip(reversed(order), reversed(lengths), strict=True):
        if length == wanted:
            moved.discard(touchpoint)
            wanted -= 1
    return frozenset(moved)


def _path(path: TakenPath, plan: _Plan) -> PathRow:
    """The stops of a path, with those that it leaves out before the first one that stands later in the plan."""
    stops: list[Stop] = []
    left_out = sorted((t for t in path.skips if t in plan.touchpoints), key=lambda t: plan.place[t])
    come_to: list[str] = []
    for touchpoint in (t for t in path.touchpoints if t in plan.touchpoints):
        here = plan.place[touchpoint]
        while left_out and plan.place[left_out[0]] < here:
            stops.append(_stop(left_out.pop(0), plan, "skipped"))
        behind = any(plan.place[t] > here for t in come_to)
        stops.append(_stop(touchpoint, plan, "again" if touchpoint in come_to else "back" if behind else "planned"))
        come_to.append(touchpoint)
    stops += [_stop(touchpoint, plan, "skipped") for touchpoint in left_out]
    return PathRow(tuple(stops), path.customers, path.share, as_planned=path.as_planned)


def _stop(touchpoint: str, plan: _Plan, mark: StopMark) -> Stop:
    return Stop(touchpoint, anchor_of(touchpoint), plain_text(plan.touchpoints[touchpoint].name), mark)
