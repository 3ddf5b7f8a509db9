"""Where everything of a measure over time stands: values, months, target, changes. Used by its drawing and its chart.

As with the emotion chart the height is fixed and the width is the page's: what lies across is a share of the width,
what lies down is in pixels, and Plotly takes the drawing's place without a jump.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from journeybook.figures.seen_words import say_month
from journeybook.figures.text_fit import fit_text
from journeybook.model import Amount, plain_text
from journeybook.model.evidence import MONTH_ONLY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeybook.analysis import ImprovementInsight, MeasureSeries

LEFT: Final = 0.12
RIGHT: Final = 0.97
"""The sides of the plot, as shares of the width."""
PLOT: Final = 120.0
FOOT: Final = 22.0
TEXT_SIZE: Final = 11.0
CHANGE_LINE: Final = 15.0
_GAP: Final = 10.0
_MIDDLE_OF_MONTH: Final = 15
_INTERVALS: Final = 4
_MOST_MONTHS: Final = 5
_LEAST_MARGIN: Final = 10
"""Days left of the first value and right of the last."""
_CHANGE_WIDTH: Final = 165.0
_STEPS: Final = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the measure; `when` is its month in words."""

    day: dt.date
    number: float
    text: str
    when: str


@dataclass(frozen=True, slots=True)
class Change:
    """A done improvement that the measure is to prove; `row` counts the names above the plot."""

    day: dt.date
    title: str
    short: str
    """The title as far as it fits."""
    row: int


@dataclass(frozen=True)
class MeasureFrame:
    """All sizes of a measure's chart, worked out once for its two drawings. The series has a point or more."""

    series: MeasureSeries
    improvements: Sequence[ImprovementInsight] = ()

    @property
    def name(self) -> str:
        """The measure's name as plain text."""
        return plain_text(self.series.measure.name)

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """What was measured, oldest first."""
        return list_values(self.series)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The done improvements whose proof this measure is, from the first value on, oldest first."""
        done = sorted(
            (changed, plain_text(item.improvement.title))
            for item in self.improvements
            if (changed := item.improvement.changed_on) is not None
            and item.improvement.proves_it is not None
            and item.improvement.proves_it.measure == self.series.measure.id
            and changed >= self.values[0].day
        )
        return tuple(
            Change(day, title, fit_text(title, _CHANGE_WIDTH, TEXT_SIZE, 1)[0], row)
            for row, (day, title) in enumerate(done)
        )

    @cached_property
    def head(self) -> float:
        """Pixels above the plot."""
        return _GAP + len(self.changes) * CHANGE_LINE

    @property
    def floor(self) -> float:
        """The lower edge of the plot, in pixels from the top."""
        return self.head + PLOT

    @property
    def height(self) -> float:
        """Of the whole chart, in pixels."""
        return self.floor + FOOT

    @cached_property
    def start(self) -> dt.date:
        """The left edge of the plot."""
        return self.values[0].day - self._margin

    @cached_property
    def end(self) -> dt.date:
        """The right edge of the plot."""
        return self._last + self._margin

    @property
    def _last(self) -> dt.date:
        return max(self.values[-1].day, *(change.day for change in self.changes), self.values[0].day)

    @property
    def _margin(self) -> dt.timedelta:
        return dt.timedelta(days=max((self._last - self.values[0].day).days // 25, _LEAST_MARGIN))

    @cached_property
    def levels(self) -> tuple[float, ...]:
        """Round values at the plot's lower edge, its upper edge and between them."""
        shown = [value.number for value in self.values]
        if self.series.target is not None:
            shown.append(self.series.target)
        return round_levels(min(shown), max(shown))

    @cached_property
    def months(self) -> tuple[tuple[dt.date, str], ...]:
        """The days that are named below, with their months: firsts of months; the values' own days in a short time."""
        count = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        firsts = [_add_months(self.start, number) for number in range(1, count + 1)]
        if len(firsts) < 2:  # noqa: PLR2004 - one month is not told from the next by one name
            return tuple({value.when: (value.day, value.when) for value in reversed(self.values)}.values())
        every = math.ceil(len(firsts) / _MOST_MONTHS)
        return tuple((day, say_month(day)) for day in firsts[::every])

    def across(self, day: dt.date) -> float:
        """Where a day lies, as a share of the width."""
        return LEFT + (RIGHT - LEFT) * (day - self.start).days / (self.end - self.start).days

    def down(self, number: float) -> float:
        """Where a value lies, in pixels from the top."""
        low, high = self.levels[0], self.levels[-1]
        return self.head + (high - number) / (high - low) * PLOT


def round_levels(low: float, high: float) -> tuple[float, ...]:
    """Round values in equal steps from `low` or below to `high` or above, two or more."""
    wanted = (high - low) / _INTERVALS or abs(high) / _INTERVALS or 1.0
    power = 10.0 ** math.floor(math.log10(wanted))
    step = next(s * power for s in _STEPS if s * power >= wanted * (1 - 1e-9))
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    if first == last:
        first, last = first - 1, last + 1
    return tuple(float(f"{number * step:.10g}") for number in range(first, last + 1))


def list_values(series: MeasureSeries) -> tuple[Value, ...]:
    """What was measured, oldest first, with months and never days in words.

    Where a value comes from a mystery shop or a gemba visit, all stand in the middle of their month (DESIGN §8).
    """
    hide = any(point.evidence.method in MONTH_ONLY for point in series.points)
    return tuple(
        Value(
            point.date.replace(day=_MIDDLE_OF_MONTH) if hide else point.date,
            point.number,
            say_amount(series, point.number),
            say_month(point.date),
        )
        for point in series.points
    )


def say_amount(series: MeasureSeries, number: float) -> str:
    """A value with the measure's unit."""
    return series.measure.say(Amount(number))


def _add_months(day: dt.date, count: int) -> dt.date:
    """The first day of the month that is `count` months later."""
    years, month = divmod(day.month - 1 + count, 12)
    return dt.date(day.year + years, month + 1, 1)
