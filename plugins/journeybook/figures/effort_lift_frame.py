"""Where everything of the effort–lift chart stands: bubbles, levels, efforts. Used by its drawing and by its chart.

As with the other charts the height is fixed and the width is the page's: what lies across is a share of the width, what
lies down is in pixels. Bubbles keep clear of each other on the narrowest page, and so on wider ones.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from journeybook.figures.measure_frame import round_levels
from journeybook.model import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeybook.analysis import ImprovementInsight

EFFORTS: Final = ("days", "weeks", "a month", "a quarter", "more")
"""The words for effort 1 to 5, short enough for a phone."""
NARROWEST: Final = 340.0
WIDE: Final = 520.0
"""The width from which on numbers beside bubbles have room; on a phone they are left away."""
LEFT: Final = 0.12
RIGHT: Final = 0.99
"""The sides of the plot, as shares of the width."""
HEAD: Final = 30.0
PLOT: Final = 300.0
FOOT: Final = 40.0
TEXT_SIZE: Final = 11.0
MOST: Final = 60
"""Improvements that are drawn; more would lie on each other."""

_LARGEST: Final = 17.0
_SMALLEST: Final = 3.5
_HOLDS_NUMBER: Final = 8.5
"""The radius from which on the number fits into the bubble, in pixels."""
_STEP: Final = 2.0
_CLEAR: Final = 1.0
_DIGIT: Final = 6.4
BESIDE: Final = 2.0
"""Pixels between a bubble and the number beside it."""

NumberPlace = Literal["inside", "beside", "nowhere"]
Box = tuple[float, float, float, float]
"""Left, right, top and bottom, in pixels."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An improvement with its place among the ranked, and the address of its row as seen from the page."""

    item: ImprovementInsight
    rank: int | None
    """From 1; None where its journey has no volume, so that it has no place among the others."""
    href: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """An improvement in the chart.

    `lift` is that of its journey's score; of one of the organization the highest that it has anywhere. `aside` leads
    from the middle of its effort's column, as a share of the column: −0.5 to 0.5. `radius` is in pixels: the area is
    in proportion to customers a month, but for the smallest, which are to be seen.
    """

    ranked: Ranked
    lift: float
    effort: int
    radius: float
    aside: float = 0.0
    number: NumberPlace = "nowhere"
    """Where its rank stands: in it, beside it, or nowhere for want of room or of a rank."""

    @property
    def title(self) -> str:
        """The improvement as plain text."""
        return plain_text(self.ranked.item.improvement.title)

    @property
    def customers_known(self) -> bool:
        """Whether anybody has said how many customers it reaches; else it is as small as can be, and grey."""
        return self.ranked.item.customers is not None

    @property
    def taken_on(self) -> bool:
        """Whether it is planned or doing, no idea."""
        return self.ranked.item.improvement.status != "idea"


def find_lift(item: ImprovementInsight) -> float | None:
    """The lift of an improvement in its journey; of one of the organization the highest of its parts. None: unknown."""
    if not item.parts:
        return item.lift
    return max((part.lift for part in item.parts if part.lift is not None), default=None)


@dataclass(frozen=True)
class EffortLiftFrame:
    """All sizes of the chart, worked out once for its two drawings. `ranked` are open ones, in the backlog's order."""

    ranked: Sequence[Ranked]

    @cached_property
    def without_lift(self) -> tuple[Ranked, ...]:
        """Those that cannot be drawn, as nobody knows what they lift."""
        return tuple(each for each in self.ranked if find_lift(each.item) is None)

    @cached_property
    def without_effort(self) -> tuple[Ranked, ...]:
        """Those whose lift is known and whose effort nobody has written down."""
        return tuple(
            each for each in self.ranked if find_lift(each.item) is not None and each.item.improvement.effort is None
        )

    @cached_property
    def complete(self) -> tuple[Ranked, ...]:
        """Those that can be drawn."""
        return tuple(
            each
            for each in self.ranked
            if find_lift(each.item) is not None and each.item.improvement.effort is not None
        )

    @cached_property
    def bubbles(self) -> tuple[Bubble, ...]:
        """The improvements that rank first of those that can be drawn, clear of each other as far as there is room."""
        drawn = self.complete[:MOST]
        most = max((each.item.customers or 0.0 for each in drawn), default=0.0)
        bubbles = [_make_bubble(each, most) for each in drawn]
        placed: list[Bubble] = []
        for bubble in bubbles:
            placed.append(self._set_aside(bubble, [other for other in placed if other.effort == bubble.effort]))
        return self._place_numbers(placed)

    @cached_property
    def levels(self) -> tuple[float, ...]:
        """Round lifts at the plot's lower edge, its upper edge and between them; 0 is always among them."""
        lifts = [find_lift(each.item) or 0.0 for each in self.complete[:MOST]]
        return round_levels(min(0.0, *lifts), max(0.0, *lifts)) if lifts else (0.0, 1.0)

    @property
    def floor(self) -> float:
        """The lower edge of the plot, in pixels from the top."""
        return HEAD + PLOT

    @property
    def height(self) -> float:
        """Of the whole chart, in pixels."""
        return self.floor + FOOT

    def across(self, effort: float) -> float:
        """Where an effort lies, as a share of the width; 3.5 is where the third column ends."""
        return LEFT + (RIGHT - LEFT) * (effort - 0.5) / len(EFFORTS)

    def down(self, lift: float) -> float:
        """Where a lift lies, in pixels from the top."""
        low, high = self.levels[0], self.levels[-1]
        return HEAD + (high - lift) / (high - low) * PLOT

    def _set_aside(self, bubble: Bubble, others: Sequence[Bubble]) -> Bubble:
        """Move a bubble sideways to the nearest place in its column where it is clear; else to where it is clearest."""
        column = NARROWEST * (RIGHT - LEFT) / len(EFFORTS)
        best, most = 0.0, -math.inf
        for pixels in _list_steps(column / 2 - bubble.radius):
            room = min((self._measure_gap(bubble, other, pixels, column) for other in others), default=math.inf)
            if room > most + 1e-9:
                best, most = pixels, room
            if room >= _CLEAR:
                break
        return replace(bubble, aside=best / column)

    def _measure_gap(self, bubble: Bubble, other: Bubble, pixels: float, column: float) -> float:
        """Pixels between the edges of two bubbles of a column; negative where they overlap."""
        high = self.down(bubble.lift) - self.down(other.lift)
        return math.hypot(pixels - other.aside * column, high) - bubble.radius - other.radius

    def _place_numbers(self, bubbles: Sequence[Bubble]) -> tuple[Bubble, ...]:
        """Number the bubbles: in those that are large enough, beside others where nothing is in the way."""
        taken: list[Box] = []
        numbered = []
        for bubble in bubbles:
            place: NumberPlace = "nowhere"
            box = self._box_beside(bubble)
            if bubble.ranked.rank is not None and bubble.radius >= _HOLDS_NUMBER:
                place = "inside"
            elif bubble.ranked.rank is not None and not self._is_in_the_way(box, bubble, bubbles, taken):
                place = "beside"
                taken.append(box)
            numbered.append(replace(bubble, number=place))
        return tuple(numbered)

    def _box_beside(self, bubble: Bubble) -> Box:
        """The room that its number takes beside it."""
        left = self.across(bubble.effort + bubble.aside) * WIDE + bubble.radius + BESIDE
        middle = self.down(bubble.lift)
        wide = len(str(bubble.ranked.rank)) * _DIGIT
        return left, left + wide, middle - TEXT_SIZE / 2, middle + TEXT_SIZE / 2

    def _is_in_the_way(self, box: Box, own: Bubble, bubbles: Sequence[Bubble], taken: Sequence[Box]) -> bool:
        left, right, top, bottom = box
        if right > WIDE or any(left < r and right > x and top < b and bottom > t for x, r, t, b in taken):
            return True
        for other in bubbles:
            x, y = self.across(other.effort + other.aside) * WIDE, self.down(other.lift)
            nearest = math.hypot(x - min(max(x, left), right), y - min(max(y, top), bottom))
            if other is not own and nearest < other.radius + _CLEAR:
                return True
        return False


def _make_bubble(ranked: Ranked, most: float) -> Bubble:
    improvement = ranked.item.improvement
    share = (ranked.item.customers or 0.0) / most if most > 0 else 0.0
    radius = max(_SMALLEST, _LARGEST * math.sqrt(max(share, 0.0)))
    return Bubble(ranked, find_lift(ranked.item) or 0.0, improvement.effort or 0, radius)


def _list_steps(far: float) -> Iterator[float]:
    """0, then to the right and to the left in turn, farther and farther."""
    yield 0.0
    pixels = _STEP
    while pixels <= far:
        yield pixels
        yield -pixels
        pixels += _STEP
