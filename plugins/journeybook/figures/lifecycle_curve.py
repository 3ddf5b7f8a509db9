"""Where everything of the end-to-end curve stands: phases, journeys, moments. Used by its two drawings.

The more journeys, the less of each: up to `MOST_LINES` and `MOST_MOMENTS` every moment, up to `MOST_DOTS` one mark a
journey, beyond that how the journeys of a phase are spread.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from journeybook.figures.emotion_curve import WAIT_STEP, lay_out_curve, reasons_for
from journeybook.model import EVERYONE, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeybook.analysis import JourneyInsight, MomentInsight
    from journeybook.analysis.sides.findings import PhaseSide
    from journeybook.figures.emotion_curve import EmotionCurve, Point
    from journeybook.model import Handbook

Detail = Literal["moments", "journeys", "spread"]
Sign = Literal["red", "suspected", "truth"]

MOST_LINES: Final = 60
"""Journeys that have their names, and that are drawn moment by moment where these are few enough, too."""
MOST_MOMENTS: Final = 320
"""Moments that are drawn; with more, journeys are one mark each."""
MOST_DOTS: Final = 240
"""Journeys that are drawn as a mark each."""
MOST_VIEWS: Final = 6
"""Personas that the curve can be seen by: those with most journeys."""

BESIDE: Final = "Beside the lifecycle"
_SHORTEST: Final = 4.0
"""Places that a journey takes at least, and a phase without one."""
_GAP: Final = 1.0
_NARROWEST_PHASE: Final = 0.1
"""The least share of the width that a phase has, so that its name can be read."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One journey on the curve, from the edge `start` to the edge `end`. `curve` is None where it is one mark."""

    journey: JourneyInsight
    start: float
    end: float
    curve: EmotionCurve | None

    @property
    def middle(self) -> float:
        """Where its name stands, or its mark."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class PhaseBand:
    """A phase, edge to edge; without stretches it is a blind spot. `phase` is None beside the lifecycle."""

    phase: str | None
    name: str
    number: int
    start: float
    end: float
    stretches: tuple[Stretch, ...]

    @property
    def middle(self) -> float:
        """Where its name stands."""
        return (self.start + self.end) / 2

    @property
    def is_blind(self) -> bool:
        """Whether no journey lies in it."""
        return not self.stretches


@dataclass(frozen=True, slots=True)
class Place:
    """A moment on the curve, or a whole journey (`moment` is None) with its score; `value` is None for a gap."""

    x: float
    value: float | None
    journey: JourneyInsight
    moment: MomentInsight | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """How far something reaches, −2 … +2: the lowest and the highest moment of a journey."""

    x: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Quantiles:
    """How the scores of a phase's journeys are spread; `count` of them have one. Linear between the nearest ranks."""

    band: PhaseBand
    count: int
    tenth: float
    quarter: float
    median: float
    three_quarters: float
    nine_tenths: float


@dataclass(frozen=True, slots=True)
class CurveView:
    """The curve as one persona sees it; `persona` is None for the mean of all. `number` counts from 0, the mean."""

    number: int
    persona: str | None
    label: str
    lines: tuple[tuple[Place, ...], ...]
    """One a journey, gaps included; the alternatives to its steps are lines of their own, in `branches`."""
    branches: tuple[tuple[Place, ...], ...]
    scores: tuple[tuple[Stretch, float], ...]
    """The score of each journey that is drawn as a line, over its stretch."""
    signs: tuple[tuple[Place, Sign], ...]
    dots: tuple[Place, ...]
    """Journeys that are one mark, by their score."""
    spans: tuple[Span, ...]
    quantiles: tuple[Quantiles, ...]

    @property
    def journeys(self) -> int:
        """How many journeys it has a value for, or stands for."""
        counted = sum(q.count for q in self.quantiles)
        return counted or len(self.dots) or sum(any(p.value is not None for p in line) for line in self.lines)


@dataclass(frozen=True)
class LifecycleCurve:
    """The lifecycle laid out: x counts places from 0 to `end`."""

    bands: tuple[PhaseBand, ...]
    detail: Detail
    end: float

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """All journeys, in order."""
        return tuple(stretch for band in self.bands for stretch in band.stretches)

    @cached_property
    def personas(self) -> tuple[str, ...]:
        """Everyone who goes through a journey that names personas, those with most journeys first, then by id."""
        counts: dict[str, int] = {}
        for stretch in self.stretches:
            for persona in stretch.journey.personas:
                counts[persona] = counts.get(persona, 0) + (persona != EVERYONE)
        return tuple(sorted((p for p, n in counts.items() if n), key=lambda p: (-counts[p], p)))

    def views(self, handbook: Handbook) -> tuple[CurveView, ...]:
        """The mean, and each of the first personas, in the order of their records, then by id."""
        order = {persona: number for number, persona in enumerate(handbook.personas)}
        shown = sorted(self.personas[:MOST_VIEWS], key=lambda p: (order.get(p, len(order)), p))
        names = [(None, "All customers"), *((p, plain_text(handbook.label("persona", p))) for p in shown)]
        return tuple(self._see(number, persona, label) for number, (persona, label) in enumerate(names))

    def _see(self, number: int, persona: str | None, label: str) -> CurveView:
        seen = [s for s in self.stretches if persona is None or persona in s.journey.personas]
        lines: list[tuple[Place, ...]] = []
        branches: list[tuple[Place, ...]] = []
        for stretch in seen:
            if stretch.curve is not None:
                route = stretch.curve.mean_route if persona is None else stretch.curve.persona_routes[persona]
                lines.append(_move(route.points, stretch))
                branches += [_move(branch, stretch) for branch in route.branches]
        whole = [Place(s.middle, _score(s.journey, persona), s.journey) for s in seen if s.curve is None]
        scored = [place for place in whole if place.value is not None]
        is_spread = self.detail == "spread"
        return CurveView(
            number=number,
            persona=persona,
            label=label,
            lines=tuple(lines),
            branches=tuple(branches),
            scores=tuple((s, v) for s in seen if s.curve and (v := _score(s.journey, persona)) is not None),
            signs=tuple(_find_signs((*lines, *(branch[1:] for branch in branches)), persona)),
            dots=() if is_spread else tuple(scored),
            spans=() if is_spread else tuple(filter(None, (_find_span(place, persona) for place in scored))),
            quantiles=tuple(self._spread(scored)) if is_spread else (),
        )

    def _spread(self, scored: Sequence[Place]) -> Iterable[Quantiles]:
        for band in self.bands:
            values = sorted(p.value or 0.0 for p in scored if band.start <= p.x < band.end)
            if values:
                yield Quantiles(band, len(values), *(find_quantile(values, q) for q in (0.1, 0.25, 0.5, 0.75, 0.9)))


def find_quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the sorted `values` lie, linear between the nearest ranks."""
    rank = share * (len(values) - 1)
    below = int(rank)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (rank - below)


def lay_out_lifecycle(phases: Sequence[PhaseSide], handbook: Handbook) -> LifecycleCurve:
    """Give each phase its band and each journey its stretch, in the order of the lists: nothing ranks journeys."""
    detail = _choose_detail([journey for phase in phases for journey in phase.journeys])
    laid = [[_measure(journey, detail) for journey in phase.journeys] for phase in phases]
    wanted = [sum(width for _, _, width in stretches) for stretches in laid]
    least = max(_NARROWEST_PHASE * sum(wanted), _SHORTEST)
    bands: list[PhaseBand] = []
    x = 0.0
    for number, (phase, stretches, width) in enumerate(zip(phases, laid, wanted, strict=True)):
        end = x + max(width, least)
        name = plain_text(handbook.label("phase", phase.id)) if phase.id else BESIDE if len(phases) > 1 else "Journeys"
        placed = tuple(_place(stretches, x + (end - x - width) / 2))
        bands.append(PhaseBand(phase.id, name, number, x, end, placed))
        x = end
    return LifecycleCurve(tuple(bands), detail, x)


def _choose_detail(journeys: Sequence[JourneyInsight]) -> Detail:
    if len(journeys) <= MOST_LINES and sum(len(journey.moments) for journey in journeys) <= MOST_MOMENTS:
        return "moments"
    return "journeys" if len(journeys) <= MOST_DOTS else "spread"


def _measure(journey: JourneyInsight, detail: Detail) -> tuple[JourneyInsight, EmotionCurve | None, float]:
    if detail != "moments":
        return journey, None, 1.0
    curve = lay_out_curve(journey)
    return journey, curve, max(curve.end + WAIT_STEP, _SHORTEST) + _GAP


def _place(stretches: Iterable[tuple[JourneyInsight, EmotionCurve | None, float]], x: float) -> Iterable[Stretch]:
    for journey, curve, width in stretches:
        yield Stretch(journey, x, x + width, curve)
        x += width


def _move(points: Iterable[Point], stretch: Stretch) -> tuple[Place, ...]:
    """The points of a journey where its stretch stands, in the middle of it where it is the wider one."""
    length = stretch.curve.end + WAIT_STEP if stretch.curve else 0.0
    start = stretch.start + (stretch.end - stretch.start - length) / 2 + WAIT_STEP
    return tuple(Place(start + p.x, p.value, stretch.journey, p.moment) for p in points)


def _score(journey: JourneyInsight, persona: str | None) -> float | None:
    return journey.score if persona is None else journey.personas[persona].score


def _find_signs(lines: Iterable[Sequence[Place]], persona: str | None) -> Iterable[tuple[Place, Sign]]:
    for place in (place for line in lines for place in line):
        if place.value is None or place.moment is None:
            continue
        reasons = reasons_for(place.moment, persona)
        if reasons:
            yield place, "suspected" if all(r.suspected for r in reasons) else "red"
        if place.moment.moment.kind == "touchpoint" and place.moment.moment.touchpoint.moment_of_truth:
            yield place, "truth"


def _find_span(place: Place, persona: str | None) -> Span | None:
    felt = (m.value if persona is None else m.felt[persona].value for m in place.journey.moments)
    values = [value for value in felt if value is not None]
    return Span(place.x, min(values), max(values)) if values and min(values) < max(values) else None


def split_line(line: Sequence[Place]) -> tuple[tuple[Place, ...], ...]:
    """The parts of a line without a gap in them."""
    parts: list[list[Place]] = [[]]
    for place in line:
        if place.value is None:
            parts.append([])
        else:
            parts[-1].append(place)
    return tuple(tuple(part) for part in parts if part)
