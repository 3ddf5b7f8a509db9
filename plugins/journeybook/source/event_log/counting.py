"""The moments of customers → what is told of them: who got where, who was lost, the order, the steps, the paths.

Used by `writing` and the command. Customers who took the same path are counted together, which most have done.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain, combinations, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final, TypeVar

from journeybook.model.evidence import FEWEST_PEOPLE
from journeybook.source.event_log.moments import TOUCHPOINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from journeybook.source.event_log.moments import Moments

PATHS_TOLD: Final = 12

_Path = tuple[int, ...]
_Pair = tuple[int, int]

T = TypeVar("T", int, _Pair)


@dataclass(frozen=True, slots=True)
class StepCount:
    """How customers went on from one touchpoint to the next; times in seconds."""

    start: int
    end: int
    customers: int
    median: float
    p90: float


@dataclass(frozen=True, slots=True)
class LogCount:
    """What a log tells; touchpoints by their number in the journey, from 0."""

    customers: int
    since: int
    """The first moment, in milliseconds since 1970."""
    until: int
    """The last moment."""
    visits: Sequence[int]
    """How many events there were, by touchpoint."""
    reached: Sequence[int]
    """How many customers were seen, by touchpoint."""
    last: Sequence[int]
    """How many customers were seen there and nowhere later, by touchpoint."""
    order: Sequence[int]
    steps: Sequence[StepCount]
    """Those of five customers or more, in the journey's order."""
    paths: Sequence[tuple[_Path, int]]
    """The commonest of five customers or more, with how many took each."""
    unsorted: int
    """How many customers' rows were not in the order of time."""


def count_log(moments: Moments, touchpoints: int) -> LogCount:
    """Count what customers did in a journey of so many `touchpoints`; there must be an event."""
    seen = _Seen()
    for customers in moments.gather():
        if customers:
            seen.take(customers)
    tally = _tally_paths(seen.paths)
    return LogCount(
        customers=sum(seen.paths.values()),
        since=seen.since // TOUCHPOINTS,
        until=seen.until // TOUCHPOINTS,
        visits=[tally.visits[number] for number in range(touchpoints)],
        reached=[tally.reached[number] for number in range(touchpoints)],
        last=[tally.last[number] for number in range(touchpoints)],
        order=_find_order(tally.before, sorted(tally.visits)),
        steps=[
            _time_step(step, customers, seen.times[step])
            for step, customers in sorted(tally.steps.items())
            if customers >= FEWEST_PEOPLE
        ],
        paths=_find_commonest(seen.paths),
        unsorted=seen.unsorted,
    )


class _Seen:
    """What is kept of customers once their events have been put in order."""

    def __init__(self) -> None:
        self.paths: Counter[_Path] = Counter()
        self.times: defaultdict[_Pair, array[float]] = defaultdict(lambda: array("d"))
        """The differences of events by step. Floating point sorts fastest, and holds such numbers exactly."""
        self.since, self.until = sys.maxsize, 0
        self.unsorted = 0

    def take(self, customers: Sequence[list[int]]) -> None:
        """Put each customer's events into the order of time; of those at the same time the log's first goes first."""
        for events in customers:
            if sorted(events) != events:
                before = events.copy()
                events.sort(key=_time_of)
                self.unsorted += events != before
        self.since = min(self.since, *map(_FIRST, customers))
        self.until = max(self.until, *map(_LAST, customers))
        paths = [tuple([event & _TOUCHPOINT for event in events]) for events in customers]
        self.paths.update(paths)
        times = self.times
        for path, events in zip(paths, customers, strict=True):
            for step, start, end in zip(pairwise(path), events, events[1:], strict=False):
                times[step].append(end - start)


_TOUCHPOINT: Final = TOUCHPOINTS - 1
_FIRST: Final = itemgetter(0)
_LAST: Final = itemgetter(-1)
_time_of: Final = TOUCHPOINTS.__rfloordiv__


@dataclass(slots=True)
class _Tally:
    """What paths add up to; customers, but for `visits`."""

    visits: Counter[int] = field(default_factory=Counter)
    reached: Counter[int] = field(default_factory=Counter)
    last: Counter[int] = field(default_factory=Counter)
    steps: Counter[_Pair] = field(default_factory=Counter)
    before: Counter[_Pair] = field(default_factory=Counter)
    """Who came to the one before the other, for the first time."""


def _tally_paths(paths: Mapping[_Path, int]) -> _Tally:
    """Paths that as many customers took are added up at once: in a log without any order there are as many paths."""
    by_size: defaultdict[int, list[_Path]] = defaultdict(list)
    for path, size in paths.items():
        by_size[size].append(path)
    tally = _Tally()
    for size, alike in by_size.items():
        firsts = [tuple(dict.fromkeys(path)) for path in alike]
        _add(tally.visits, chain.from_iterable(alike), size)
        _add(tally.reached, chain.from_iterable(firsts), size)
        _add(tally.last, map(_LAST, alike), size)
        _add(tally.steps, chain.from_iterable(map(set, map(pairwise, alike))), size)
        _add(tally.before, chain.from_iterable(combinations(first, 2) for first in firsts), size)
    return tally


def _add(counter: Counter[T], items: Iterable[T], size: int) -> None:
    for item, often in Counter(items).items():
        counter[item] += often * size


def _find_order(before: Mapping[_Pair, int], seen: Sequence[int]) -> Sequence[int]:
    """The touchpoints in the order in which customers mostly came to them for the first time.

    One stands before another when more of those who came to both came to it first; where as many did, or none came to
    both, the journey's order decides. Where that goes round in a circle the larger majorities hold (Tideman's ranked
    pairs). Positions in the path would not do: a touchpoint that comes after others only for those who take all of
    them would stand too late.
    """
    pairs = []
    for one, other in combinations(seen, 2):
        more = before[one, other] - before[other, one]
        pairs.append((-abs(more), *((one, other) if more >= 0 else (other, one))))
    later: dict[int, set[int]] = {number: set() for number in seen}
    for _, first, second in sorted(pairs):
        if first not in later[second]:
            for number in seen:
                if number == first or first in later[number]:
                    later[number] |= {second} | later[second]
    return sorted(seen, key=lambda number: -len(later[number]))


def _time_step(step: _Pair, customers: int, times: array[float]) -> StepCount:
    start, end = step
    ordered = sorted(times)
    middle, ninth = len(ordered) // 2, (9 * len(ordered) + 9) // 10 - 1
    median = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    # The numbers of the touchpoints are still in the difference.
    in_seconds = TOUCHPOINTS * 1000
    return StepCount(
        start, end, customers, (median - (end - start)) / in_seconds, (ordered[ninth] - (end - start)) / in_seconds
    )


def _find_commonest(paths: Mapping[_Path, int]) -> Sequence[tuple[_Path, int]]:
    common = (found for found in paths.items() if found[1] >= FEWEST_PEOPLE)
    return sorted(common, key=lambda found: (-found[1], found[0]))[:PATHS_TOLD]
