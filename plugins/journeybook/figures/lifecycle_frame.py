"""The frame around the end-to-end curve: its size in pixels, the phases' names on top, the journeys' names below.

Used by both of its drawings. As with the emotion chart what lies across is a share of the width, what lies down is in
pixels, and names are broken for the narrowest page that shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from journeybook.figures.chart_frame import (
    HIGHEST,
    LEFT,
    LOWEST,
    NAME_LINE,
    NAME_SIZE,
    NARROWEST,
    RIGHT,
    STAGE_LINE,
    STAGE_SIZE,
)
from journeybook.figures.lifecycle_curve import MOST_LINES
from journeybook.figures.text_fit import fit_text, text_width
from journeybook.model import plain_text

if TYPE_CHECKING:
    from journeybook.figures.lifecycle_curve import LifecycleCurve, Stretch

STEP: Final = 50.0
"""Pixels from one level to the next."""
PHASE_LINES: Final = 2
NAME_LINES: Final = 3
_PHASE_WIDTH: Final = 62.0
"""The least that a phase's name gets: on most screens a band is as wide."""
_NAME_WIDTH: Final = 96.0
_WIDEST_SPAN: Final = 5.0
_MOST_ROWS: Final = 6
_GAP: Final = 8.0


@dataclass(frozen=True, slots=True)
class JourneyName:
    """The name of a journey below its stretch; `x` is its middle as a share of the width, `row` counts from 0."""

    stretch: Stretch
    x: float
    row: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class LifecycleFrame:
    """All sizes of the end-to-end curve, worked out once for its two drawings."""

    curve: LifecycleCurve

    def across(self, x: float) -> float:
        """Where `x` lies, as a share of the width."""
        return LEFT + (RIGHT - LEFT) * x / (self.curve.end or 1.0)

    def down(self, value: float) -> float:
        """Where a feeling lies, in pixels from the top."""
        return self.head + (HIGHEST - value) * STEP

    def _width(self, start: float, end: float) -> float:
        """Pixels between two places where the page is narrowest."""
        return (self.across(end) - self.across(start)) * NARROWEST

    @cached_property
    def phase_names(self) -> tuple[tuple[str, ...], ...]:
        """The phases' names, broken to fit their bands."""
        return tuple(
            fit_text(b.name, max(self._width(b.start, b.end) - 4, _PHASE_WIDTH), STAGE_SIZE, PHASE_LINES)
            for b in self.curve.bands
        )

    @cached_property
    def head(self) -> float:
        """Pixels above the plot."""
        return max(map(len, self.phase_names), default=0) * STAGE_LINE + 2 * _GAP

    @property
    def span_width(self) -> float:
        """Pixels of the bar that tells how far a journey reaches: less, the more of them there are."""
        return max(1.0, min(_WIDEST_SPAN, 0.4 * (RIGHT - LEFT) * NARROWEST / (len(self.curve.stretches) or 1)))

    @property
    def floor(self) -> float:
        """The lower edge of the plot, in pixels from the top."""
        return self.down(LOWEST)

    @property
    def height(self) -> float:
        """Of the whole drawing, in pixels."""
        lines = [max((len(n.lines) for n in self.names if n.row == row), default=0) for row in range(self.rows)]
        return self.floor + (sum(lines) * NAME_LINE + self.rows * _GAP if self.names else _GAP)

    @cached_property
    def rows(self) -> int:
        """Rows of names below the plot."""
        return max((name.row for name in self.names), default=0) + 1

    def top(self, row: int) -> float:
        """The upper edge of a row of names, in pixels from the top."""
        above = [max((len(n.lines) for n in self.names if n.row == r), default=0) for r in range(row)]
        return self.floor + _GAP + sum(above) * NAME_LINE + row * _GAP / 2

    @cached_property
    def names(self) -> tuple[JourneyName, ...]:
        """The names of up to `MOST_LINES` journeys, each in the first row where it is clear of the others.

        Where no row has room, a name is left out: the list below the chart has all of them.
        """
        ends = [0.0] * _MOST_ROWS
        named: list[JourneyName] = []
        for stretch in self.curve.stretches if len(self.curve.stretches) <= MOST_LINES else ():
            room = max(self._width(stretch.start, stretch.end), _NAME_WIDTH)
            lines = fit_text(plain_text(stretch.journey.journey.title), room, NAME_SIZE, NAME_LINES)
            half = max((text_width(line, NAME_SIZE) for line in lines), default=0.0) / 2 / NARROWEST
            middle = min(max(self.across(stretch.middle), half), 1 - half)
            row = next((row for row, end in enumerate(ends) if end <= middle - half), None)
            if row is not None:
                ends[row] = middle + half + _GAP / NARROWEST
                named.append(JourneyName(stretch, middle, row, lines))
        return tuple(named)
