"""How figures are said: feelings, shares, durations, dates and counts as readers meet them. Used by the templates."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from journeybook.analysis import round_half_away

if TYPE_CHECKING:
    import datetime as dt

    from journeybook.analysis import TimeSum

MINUS: Final = "\N{MINUS SIGN}"
UNKNOWN: Final = "–"
"""Shown for a figure that cannot be computed."""

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_UNITS: Final = ((604800, "week"), (86400, "day"), (3600, "h"), (60, "min"), (1, "s"))
_STEPS: Final = ((120, 1), (600, 30), (7200, 60), (36000, 300), (172800, 3600))
"""Below so many seconds, times that were averaged are told in steps of so many; above, in half days."""
_TWO_WEEKS: Final = 1209600
_MANY: Final = 10


def say_signed(number: float | None, digits: int = 1) -> str:
    """`+0.2`, `−0.5`, `0.0`; a dash for None."""
    if number is None:
        return UNKNOWN
    rounded = round_half_away(number, digits)
    sign = "+" if rounded > 0 else MINUS if rounded < 0 else ""
    return f"{sign}{abs(rounded):.{digits}f}"


def say_share(share: float | None) -> str:
    """`12%`; a dash for None, and `<1%` for a little that is not nothing."""
    if share is None:
        return UNKNOWN
    percent = round_half_away(share * 100, 0)
    if percent == 0 and share > 0:
        return "<1%"
    return f"{MINUS if percent < 0 else ''}{abs(percent):.0f}%"


def say_duration(seconds: float | None) -> str:
    """At most two units, `1 h 20 min`, `12 days`; a dash for None."""
    if seconds is None:
        return UNKNOWN
    left = int(round_half_away(seconds, 0))
    if left == 0:
        return "no time"
    said: list[str] = []
    for size, unit in _UNITS:
        if unit == "week" and (seconds < _TWO_WEEKS or left % size):
            continue
        count, rest = divmod(left, size)
        if count:
            plural = "s" if unit in {"week", "day"} and count != 1 else ""
            said.append(f"{count} {unit}{plural}")
            left = rest
        if len(said) == 2 or (said and count >= _MANY and unit in {"day", "h"}):  # noqa: PLR2004 - two units say enough
            break
    return " ".join(said)


def say_about(seconds: float | None) -> str:
    """A mean of times, in steps that it can bear: whole minutes from ten on, five from two hours, hours from ten."""
    if seconds is None:
        return UNKNOWN
    step = next((step for limit, step in _STEPS if seconds < limit), 43200)
    return say_duration(round_half_away(seconds / step, 0) * step if seconds >= step / 2 else seconds)


def say_time_sum(total: TimeSum) -> str:
    """A sum of durations, `at least …` where a part is unknown."""
    if total.seconds is None:
        return UNKNOWN
    return f"{'at least ' if total.at_least else ''}{say_duration(total.seconds)}"


def say_date(day: dt.date | None) -> str:
    """`21 November 2026`, in English whatever the machine's locale."""
    return UNKNOWN if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_short_date(day: dt.date | None) -> str:
    """`21 Nov 2026`."""
    return UNKNOWN if day is None else f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def say_count(number: float | None) -> str:
    """A whole number with thousands apart: `4,000`. Above ten thousand three digits are enough."""
    if number is None:
        return UNKNOWN
    whole = int(round_half_away(number, 0))
    if abs(whole) >= 10_000:  # noqa: PLR2004 - see above
        step = 10 ** (len(str(abs(whole))) - 3)
        whole = int(round_half_away(whole / step, 0)) * step
    return f"{MINUS if whole < 0 else ''}{abs(whole):,}"


def say_priority(number: float | None) -> str:
    """Two figures that count: `0.084`, `1.2`, `340`."""
    if number is None:
        return UNKNOWN
    if number == 0:
        return "0"
    digits = max(0, 1 - math.floor(math.log10(abs(number))))
    if digits == 0:
        return say_count(number)
    return f"{MINUS if number < 0 else ''}{round_half_away(abs(number), digits):.{digits}f}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 journey`, `3 journeys`."""
    return f"{say_count(count)} {one if count == 1 else many or one + 's'}"
