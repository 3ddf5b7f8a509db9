"""A journey as it is and as it is to be, on one way: which moments they share, and where each stands.

Used by the chart that compares them and by its page. Moments with the same id, or a former one, share a place; the
others stand alone, in the order of their journey.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from journeybook.figures.emotion_curve import WAIT_STEP, Band, EmotionCurve, PersonaLine, Route, lay_out_curve
from journeybook.model import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeybook.analysis import JourneyInsight, MomentInsight
    from journeybook.figures.emotion_curve import Point
    from journeybook.model import Touchpoint

AS_IS, TO_BE = "as-is", "to-be"
"""What stands in the place of personas: the lines are means, as the two journeys may have different ones."""


@dataclass(frozen=True, slots=True)
class PairedMoment:
    """A moment of one of the two journeys, or of both. `x` counts touchpoints from 0; a wait stands halfway on."""

    as_is: MomentInsight | None
    to_be: MomentInsight | None
    x: float
    stage: str
    """The stage's plain name, as it is to be where it stays."""

    @property
    def moment(self) -> MomentInsight:
        """The moment, as it is to be where it stays."""
        found = self.to_be or self.as_is
        assert found is not None  # noqa: S101 - one of them is there
        return found

    @property
    def name(self) -> str:
        """Its plain name."""
        return plain_text(self.moment.moment.name)

    @property
    def former_name(self) -> str | None:
        """Its plain name as it is, where that is another one than to be; else None."""
        former = plain_text(self.as_is.moment.name) if self.as_is else self.name
        return None if former == self.name else former

    @property
    def anchor(self) -> str:
        """The anchor of its row; one that goes has its own, as its id may come back at another place."""
        return self.moment.moment.anchor + ("" if self.to_be else "-as-is")

    @property
    def difference(self) -> float | None:
        """To be − as it is; None unless both are known."""
        before = self.as_is.value if self.as_is else None
        after = self.to_be.value if self.to_be else None
        return None if before is None or after is None else after - before


@dataclass(frozen=True)
class ComparedCurve(EmotionCurve):
    """The two journeys laid out as one; `insight` is the one that is to be."""

    pairs: tuple[PairedMoment, ...]
    lines: tuple[PersonaLine, PersonaLine]

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The stages of both, edge to edge."""
        stages = [pair.stage for pair in self.pairs if pair.moment.moment.kind == "touchpoint"]
        starts = [x for x, stage in enumerate(stages) if x == 0 or stages[x - 1] != stage]
        edges = [x - WAIT_STEP for x in starts] + [self.end]
        return tuple(Band(stages[x], number, edges[number], edges[number + 1]) for number, x in enumerate(starts))


def compare_curves(as_is: JourneyInsight, to_be: JourneyInsight) -> ComparedCurve:
    """Lay out both journeys on one way."""
    pairs = tuple(_pair_moments(as_is, to_be))
    waits = {p.moment.moment.touchpoint.id: p.moment for p in pairs if p.moment.moment.kind == "wait"}
    before = {p.as_is.id: p.x for p in pairs if p.as_is}
    after = {p.to_be.id: p.x for p in pairs if p.to_be}
    return ComparedCurve(
        insight=to_be,
        places=tuple((p.moment,) for p in pairs if p.moment.moment.kind == "touchpoint"),
        waits=waits,
        pairs=pairs,
        lines=(
            PersonaLine(AS_IS, 0, "As it is", _place(lay_out_curve(as_is).mean_route, before)),
            PersonaLine(TO_BE, 1, "To be", _place(lay_out_curve(to_be).mean_route, after)),
        ),
    )


def _place(route: Route, places: Mapping[str, float]) -> Route:
    """The line where the two journeys have their common places; an alternative is a mark beside it."""
    beside = tuple((point, point) for branch in route.branches for point in _move(branch[1:], places))
    return Route(_move(route.points, places), beside)


def _move(points: Sequence[Point], places: Mapping[str, float]) -> tuple[Point, ...]:
    return tuple(replace(point, x=places[point.moment.id]) for point in points)


def _pair_moments(as_is: JourneyInsight, to_be: JourneyInsight) -> Iterator[PairedMoment]:
    before, after = ({m.id: m for m in journey.moments} for journey in (as_is, to_be))
    steps = _pair_touchpoints(as_is.journey.touchpoints, to_be.journey.touchpoints)
    for x, (old, new) in enumerate(steps):
        first, second = before[old.id] if old else None, after[new.id] if new else None
        known, journey = (second, to_be) if second else (first, as_is)
        stage = plain_text(journey.journey.stages[known.moment.stage].name) if known else ""
        yield PairedMoment(first, second, float(x), stage)
        waits = (before.get(f"{old.id}/after") if old else None, after.get(f"{new.id}/after") if new else None)
        if any(waits):
            yield PairedMoment(*waits, x + WAIT_STEP, stage)


def _pair_touchpoints(
    before: Sequence[Touchpoint], after: Sequence[Touchpoint]
) -> Iterator[tuple[Touchpoint | None, Touchpoint | None]]:
    """The longest common sequence of both, and what stands between; what goes before what is new."""
    longest = _measure_common(before, after)
    i = j = 0
    while i < len(before) or j < len(after):
        if i < len(before) and j < len(after) and _is_same(before[i], after[j]):
            yield before[i], after[j]
            i, j = i + 1, j + 1
        elif i < len(before) and (j == len(after) or longest[i + 1][j] >= longest[i][j + 1]):
            yield before[i], None
            i += 1
        else:
            yield None, after[j]
            j += 1


def _measure_common(before: Sequence[Touchpoint], after: Sequence[Touchpoint]) -> list[list[int]]:
    """How many touchpoints are common, in order, from each pair of places on."""
    longest = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            same = longest[i + 1][j + 1] + 1 if _is_same(before[i], after[j]) else 0
            longest[i][j] = max(same, longest[i + 1][j], longest[i][j + 1])
    return longest


def _is_same(before: Touchpoint, after: Touchpoint) -> bool:
    return before.id == after.id or before.id in after.formerly or after.id in before.formerly
