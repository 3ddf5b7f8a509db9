"""Comparing figures without the noise of binary fractions, ordering by them, and rounding them for output.

Used by every figure that compares with a limit or ranks, and by pages and data for what they print.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")
Level = Literal[-2, -1, 0, 1, 2]
"""The five levels of feeling."""

TOLERANCE = 1e-9
"""Figures closer than this are equal."""

PLACES = 4
"""Decimals of a figure in the data."""


def is_at_most(figure: float, limit: float) -> bool:
    """Whether `figure` ≤ `limit`, within the tolerance."""
    return figure <= limit + TOLERANCE


def is_at_least(figure: float, limit: float) -> bool:
    """Whether `figure` ≥ `limit`, within the tolerance."""
    return figure >= limit - TOLERANCE


def is_above(figure: float, other: float) -> bool:
    """Whether `figure` > `other` by more than the tolerance."""
    return figure > other + TOLERANCE


@lru_cache(maxsize=16384)
def round_half_away(figure: float, places: int) -> float:
    """Round half away from zero; what is within the tolerance of a half counts as one. Never −0."""
    step = 10.0**places
    scaled = math.floor(abs(figure) * step + 0.5 + TOLERANCE * step) / step
    return -scaled if figure < 0 and scaled else scaled


def round_figure(figure: float) -> float:
    """Round to 4 decimals, as all data does."""
    return round_half_away(figure, PLACES)


def round_feeling(value: float) -> float:
    """A feeling to one decimal, half away from zero, as it is shown; never −0."""
    return round_half_away(value, 1)


@lru_cache(maxsize=4096)
def level_of(value: float) -> Level:
    """The nearest level of the feeling as shown, half away from zero: −0.5 is −1, so figure and word never disagree."""
    shown = round_feeling(value)
    steps = min(2, math.floor(abs(shown) + 0.5))
    return (0, -1, -2)[steps] if shown < 0 else (0, 1, 2)[steps]


def rank(
    items: Iterable[T],
    figure: Callable[[T], float | None],
    tie: Callable[[T], tuple[str, ...]],
    *,
    descending: bool = True,
) -> tuple[T, ...]:
    """Order `items` by `figure`, None last; figures within the tolerance of each other are a tie, ordered by `tie`.

    A tie is a run in which each figure is within the tolerance of the one before it: no order ever depends on noise.
    """
    sign = -1 if descending else 1
    known, unknown = [], []
    for item in items:
        value = figure(item)
        if value is None:
            unknown.append(item)
        else:
            known.append((sign * value, item))
    known.sort(key=lambda pair: pair[0])
    runs: list[list[T]] = []
    before = -math.inf
    for value, item in known:
        if value - before > TOLERANCE:
            runs.append([])
        runs[-1].append(item)
        before = value
    return tuple(item for run in (*runs, unknown) for item in sorted(run, key=tie))
