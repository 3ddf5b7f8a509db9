"""The frame around an emotion curve: its size in pixels, the stages' names on top, the moments' names below.

Used by the Plotly chart and by its drawing. The height is fixed and the width is the page's, so that words keep their
size on any screen: what lies across is a share of the width, what lies down is in pixels. Names are broken for
`NARROWEST`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from journeybook.figures.text_fit import fit_text
from journeybook.model import plain_text

if TYPE_CHECKING:
    from journeybook.figures.emotion_curve import EmotionCurve

NARROWEST: Final = 600.0
"""The width that all names fit into; a narrower page shows the journey running down as a table."""
LEFT: Final = 0.1
RIGHT: Final = 0.97
"""The sides of the plot, as shares of the width."""
HIGHEST: Final = 2.45
LOWEST: Final = -2.25
"""The feelings at the upper and the lower edge of the plot: the five levels, and room for stars and marks."""
STEP: Final = 58.0
"""Pixels from one level to the next."""

STAGE_SIZE: Final = 12.0
STAGE_LINE: Final = 14.0
STAGE_LINES: Final = 3
NAME_SIZE: Final = 11.0
NAME_LINE: Final = 13.0
NAME_LINES: Final = 4
OTHER_LINES: Final = 2

_STAGE_WIDTH: Final = 46.0
"""The least that a stage's name gets: on most screens a place is as wide."""
_NAME_WIDTH: Final = 74.0
_WIDEST_NAME: Final = 150.0
_MOST_ROWS: Final = 4
_MOST_NAMES: Final = 28
_GAP: Final = 8.0


@dataclass(frozen=True, slots=True)
class PlaceName:
    """The name below a place: `lines`, then those of its alternatives. `top` counts from the plot's lower edge."""

    x: float
    row: int
    top: float
    lines: tuple[str, ...]
    other_lines: tuple[str, ...]


@dataclass(frozen=True)
class ChartFrame:
    """All sizes of an emotion chart, worked out once for its two drawings.

    Names stand in as many rows as they need to keep clear of each other.
    """

    curve: EmotionCurve

    @cached_property
    def span(self) -> float:
        """How many places the plot is wide."""
        return self.curve.end + 0.5

    def across(self, x: float) -> float:
        """Where `x` lies, as a share of the width."""
        return LEFT + (RIGHT - LEFT) * (x + 0.5) / self.span

    def down(self, value: float) -> float:
        """Where a feeling lies, in pixels from the top."""
        return self.head + (HIGHEST - value) * STEP

    @property
    def place_width(self) -> float:
        """Pixels from one place to the next where the page is narrowest."""
        return NARROWEST * (RIGHT - LEFT) / self.span

    @cached_property
    def stage_names(self) -> tuple[tuple[str, ...], ...]:
        """The stages' names, broken to fit their bands."""
        return tuple(
            fit_text(
                band.name, max((band.end - band.start) * self.place_width - 4, _STAGE_WIDTH), STAGE_SIZE, STAGE_LINES
            )
            for band in self.curve.bands
        )

    @cached_property
    def head(self) -> float:
        """Pixels above the plot."""
        return max(map(len, self.stage_names), default=0) * STAGE_LINE + 2 * _GAP

    @property
    def floor(self) -> float:
        """The lower edge of the plot, in pixels from the top."""
        return self.down(LOWEST)

    @cached_property
    def foot(self) -> float:
        """Pixels below the plot."""
        deepest = max((n.top + (len(n.lines) + len(n.other_lines)) * NAME_LINE for n in self.place_names), default=0.0)
        return deepest + _GAP

    @property
    def height(self) -> float:
        """Of the whole chart, in pixels."""
        return self.floor + self.foot

    @property
    def rows(self) -> int:
        """Rows of names below the plot."""
        return max(1, min(_MOST_ROWS, math.ceil(_NAME_WIDTH / self.place_width)))

    @cached_property
    def place_names(self) -> tuple[PlaceName, ...]:
        """The names of the places; of every second, third … where there are too many for all."""
        every = math.ceil(len(self.curve.places) / _MOST_NAMES)
        shown = range(0, len(self.curve.places), every)
        broken = [(x, order % self.rows, *self._break_names(x)) for order, x in enumerate(shown)]
        heights = [
            max((len(lines) + len(others) for _, r, lines, others in broken if r == row), default=0)
            for row in range(self.rows)
        ]
        tops = [_GAP + sum(heights[:row]) * NAME_LINE + row * _GAP / 2 for row in range(self.rows)]
        return tuple(PlaceName(x, row, tops[row], lines, others) for x, row, lines, others in broken)

    def _break_names(self, x: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        to_the_edge = 2 * NARROWEST * (1 - self.across(x))
        width = min(self.place_width * self.rows - _GAP, _WIDEST_NAME, to_the_edge)
        main, *others = (plain_text(m.moment.name) for m in self.curve.places[x])
        beside = fit_text(f"or: {'; '.join(others)}", width, NAME_SIZE, OTHER_LINES) if others else ()
        return fit_text(main, width, NAME_SIZE, NAME_LINES), beside
