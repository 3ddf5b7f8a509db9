"""Where everything of an emotion curve stands: moments, lines, bands. Used by all figures of a journey.

Plotly and SVG draw from the same layout, so that one can take the other's place without a jump.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from journeybook.analysis.weights import group_alternatives
from journeybook.figures.seen_words import is_overturned
from journeybook.model import EVERYONE, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from journeybook.analysis import Felt, JourneyInsight, MomentInsight, RedReason
    from journeybook.model import Handbook

    ValueOf = Callable[[MomentInsight], float | None]

Shape = Literal["circle", "diamond", "triangle-down"]
"""A circle is a touchpoint, a diamond a wait, a triangle a red point."""

Filling = Literal["filled", "before", "hollow"]
"""What a value rests on: evidence; evidence from before a change; nothing, it is assumed."""

Sign = Literal["red", "suspected"]
"""A red point that rests on evidence, and one that does not."""

WAIT_STEP = 0.5

SIGN_VALUE: Final = -2.0
"""The feeling whose colour a red point has, whether it is the mark or stands below one."""


@dataclass(frozen=True, slots=True)
class Point:
    """A moment on the curve; `value` is None for a gap.

    `x` counts touchpoints from 0; a wait stands halfway to the next. `guess` is what the author thought, where the
    value overturns it. `span` is the lowest and the highest of repeated visits, where they differ.
    """

    moment: MomentInsight
    x: float
    value: float | None
    shape: Shape = "circle"
    filling: Filling = "filled"
    sign: Sign | None = None
    """The red point's own sign, where its evidence is not the value's: an assumed feeling where a loss was counted, a
    feeling that was seen where a loss is assumed. Else the mark is the sign, a triangle, filled or hollow for both."""
    guess: float | None = None
    span: tuple[float, float] | None = None

    @property
    def shade(self) -> float | None:
        """The feeling whose colour it has: every sign of a red point is as dark as the worst feeling."""
        return self.value if self.value is None or self.shape != "triangle-down" else SIGN_VALUE

    @property
    def small(self) -> bool:
        """Whether it is a wait, which is drawn smaller."""
        return self.moment.moment.kind == "wait"


@dataclass(frozen=True, slots=True)
class Route:
    """One way through the journey, and the alternatives beside it.

    `points` has a point for each place and each wait on the way, gaps included. Each of `branches` begins at the point
    of the route that it stands in for.
    """

    points: tuple[Point, ...]
    branches: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class PersonaLine:
    """The line of the journey's persona at `position`, counted from 0."""

    persona: str
    position: int
    label: str
    route: Route

    @property
    def marks(self) -> tuple[Point, ...]:
        """Every point with a value, those of the alternatives last."""
        beside = (p for branch in self.route.branches for p in branch[1:])
        return tuple(p for p in (*self.route.points, *beside) if p.value is not None)

    @property
    def spans(self) -> tuple[tuple[Point, float, float], ...]:
        """The points that repeated visits do not agree on, with the lowest and the highest."""
        return tuple((p, *p.span) for p in self.marks if p.span is not None)

    @property
    def guesses(self) -> tuple[tuple[Point, float], ...]:
        """The points that overturn what the author thought, with that."""
        return tuple((p, p.guess) for p in self.marks if p.guess is not None)


@dataclass(frozen=True, slots=True)
class Band:
    """A stage, from the edge `start` to the edge `end` on the same scale as a point's `x`."""

    name: str
    number: int
    start: float
    end: float

    @property
    def middle(self) -> float:
        """Where its name stands."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Star:
    """A moment of truth: a star above everything that is drawn of the moment.

    `value` is the highest of its points, `top` of all that is drawn: the span of visits, and what was thought, too.
    """

    moment: MomentInsight
    x: float
    value: float
    top: float

    def find_value(self, personas: Iterable[str]) -> float | None:
        """The highest of the points of these personas; None where they have none."""
        return max((v for p in personas if (v := self.moment.felt[p].value) is not None), default=None)


@dataclass(frozen=True)
class EmotionCurve:
    """A journey laid out, once for all of its figures: what is asked for twice is worked out once.

    `places` are the touchpoints that stand at each x, alternatives after the one they replace.
    """

    insight: JourneyInsight
    places: tuple[tuple[MomentInsight, ...], ...]
    waits: dict[str, MomentInsight]
    """The felt wait after a touchpoint, by the touchpoint's id."""

    @cached_property
    def end(self) -> float:
        """The right edge; the left one is −0.5."""
        last_waits = any(m.id in self.waits for place in self.places[-1:] for m in place)
        return len(self.places) - 1 + (2 * WAIT_STEP if last_waits else WAIT_STEP)

    @cached_property
    def x_by_moment(self) -> dict[str, float]:
        """Where each moment stands, by its id."""
        found = {}
        for x, place in enumerate(self.places):
            for moment in place:
                found[moment.id] = float(x)
                if moment.id in self.waits:
                    found[self.waits[moment.id].id] = x + WAIT_STEP
        return found

    def route(self, value_of: ValueOf, persona: str | None = None) -> Route:
        """The way through the journey; at alternatives the first one that has a value, and the others as branches.

        `persona` says whose red points and evidence the marks show; None: anybody's, as for a mean and its badge.
        """
        points: list[Point] = []
        branches: list[tuple[Point, ...]] = []
        for place in self.places:
            taken = next((m for m in place if value_of(m) is not None), place[0])
            points += self._visit(taken, value_of, persona)
            start = points[-1 if taken.id not in self.waits else -2]
            others = (m for m in place if m is not taken and value_of(m) is not None)
            branches += [(start, *self._visit(other, value_of, persona)) for other in others]
        return Route(tuple(points), tuple(branches))

    def _visit(self, moment: MomentInsight, value_of: ValueOf, persona: str | None) -> list[Point]:
        wait = self.waits.get(moment.id)
        visited = [moment] if wait is None else [moment, wait]
        return [self._point(m, value_of(m), persona) for m in visited]

    def _point(self, moment: MomentInsight, value: float | None, persona: str | None) -> Point:
        felt = [f for p, f in moment.felt.items() if persona in {None, p} and f.value is not None]
        filling = _fill(felt) if persona is not None else "filled" if moment.rests_on_evidence else "hollow"
        red = _judge(reasons_for(moment, persona))
        agree = red is not None and (red == "suspected") == (filling == "hollow")
        return Point(
            moment,
            self.x_by_moment[moment.id],
            value,
            shape="triangle-down" if agree else "diamond" if moment.moment.kind == "wait" else "circle",
            filling=filling,
            sign=None if agree else red,
            guess=felt[0].authored if persona is not None and felt and is_overturned(felt[0]) else None,
            span=_span(felt[0]) if persona is not None and felt else None,
        )

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The stages that have a place of their own, edge to edge."""
        stages = [place[0].moment.stage for place in self.places]
        starts = [x for x, stage in enumerate(stages) if x == 0 or stages[x - 1] != stage]
        edges = [x - WAIT_STEP for x in starts] + [self.end]
        written = self.insight.journey.stages
        return tuple(
            Band(plain_text(written[stages[x]].name), number, edges[number], edges[number + 1])
            for number, x in enumerate(starts)
        )

    @cached_property
    def stars(self) -> tuple[Star, ...]:
        """The moments of truth that somebody feels something at."""
        found = []
        for moment in self.insight.moments:
            felt = [f for f in moment.felt.values() if f.value is not None]
            values = [f.value for f in felt if f.value is not None]
            if moment.moment.kind == "touchpoint" and moment.moment.touchpoint.moment_of_truth and values:
                beside = [f.authored for f in felt if is_overturned(f)] + [f.high for f in felt]
                top = max((*values, *(value for value in beside if value is not None)))
                found.append(Star(moment, self.x_by_moment[moment.id], max(values), top))
        return tuple(found)

    @cached_property
    def mean_route(self) -> Route:
        """The mean of the personas."""
        return self.route(lambda moment: moment.value)

    @cached_property
    def expected_points(self) -> tuple[Point, ...]:
        """The mean once what is planned works, without the moments that go.

        Empty where nothing planned lifts or removes.
        """
        if self.insight.expected_score is None:
            return ()
        route = self.route(lambda moment: moment.expected)
        return tuple(p for p in route.points if not p.moment.removed)

    @cached_property
    def persona_routes(self) -> dict[str, Route]:
        """The personas' ways through the journey, in the journey's order."""
        return {
            persona: self.route(lambda moment, persona=persona: moment.felt[persona].value, persona)  # type: ignore[misc]  # binds now
            for persona in self.insight.personas
        }

    def persona_lines(self, handbook: Handbook) -> tuple[PersonaLine, ...]:
        """The personas' lines, in the journey's order."""
        return tuple(
            PersonaLine(persona, position, persona_label(persona, handbook), route)
            for position, (persona, route) in enumerate(self.persona_routes.items())
        )


def persona_label(persona: str, handbook: Handbook) -> str:
    """The persona's name as plain text; `The customer` where the journey names none."""
    return "The customer" if persona == EVERYONE else plain_text(handbook.label("persona", persona))


def reasons_for(moment: MomentInsight, persona: str | None) -> tuple[RedReason, ...]:
    """Why the moment is a red point for `persona`; what is lost or fails concerns all. None: for anybody."""
    return tuple(reason for reason in moment.red if persona is None or reason.persona in {None, persona})


def _fill(felt: Sequence[Felt]) -> Filling:
    """What a persona's value rests on."""
    if not felt or felt[0].basis == "assumed":
        return "hollow"
    return "before" if felt[0].before_change else "filled"


def _judge(reasons: Sequence[RedReason]) -> Sign | None:
    if not reasons:
        return None
    return "suspected" if all(reason.suspected for reason in reasons) else "red"


def _span(felt: Felt) -> tuple[float, float] | None:
    if felt.low is None or felt.high is None or felt.low == felt.high:
        return None
    return felt.low, felt.high


def lay_out_curve(insight: JourneyInsight) -> EmotionCurve:
    """Give each moment its place; an alternative stands where the touchpoint stands that it can replace."""
    touchpoints = {m.id: m for m in insight.moments if m.moment.kind == "touchpoint"}
    waits = {m.moment.touchpoint.id: m for m in insight.moments if m.moment.kind == "wait"}
    groups = group_alternatives([m.moment.touchpoint for m in touchpoints.values()])
    places = tuple(
        (moment, *(touchpoints[t.id] for t in groups[moment.id] if t.id != moment.id))
        for moment in touchpoints.values()
        if moment.id in groups
    )
    return EmotionCurve(insight, places, waits)


def split_at_gaps(points: Sequence[Point]) -> tuple[tuple[Point, ...], ...]:
    """The stretches of a line without a gap in them."""
    stretches: list[list[Point]] = [[]]
    for point in points:
        if point.value is None:
            stretches.append([])
        else:
            stretches[-1].append(point)
    return tuple(tuple(stretch) for stretch in stretches if stretch)
