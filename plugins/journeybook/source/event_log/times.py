"""Times of events as written → milliseconds since 1970. Used by `reader`.

ISO times come in millions and go a fast way: the hour and the rest of it are looked up, and made out only the first
time that they are met. Times in other formats, and whatever the fast way cannot take, are read one by one.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MILLISECOND: Final = dt.timedelta(milliseconds=1)
YEARS: Final = range(1970, 2200)
"""Times outside stand for no time at all: `0001-01-01`, `9999-12-31`."""

_REMEMBERED: Final = 20_000
"""So many times are kept as written, and so many rests: an hour of seconds in a few zones. Fractions have more."""

_HOUR_PATTERN: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d)?", re.ASCII)
_REST_PATTERN: Final = re.compile(
    r"(?P<time>(?::\d\d(?::\d\d(?:[.,]\d+)?)?)?)\s*(?P<zone>(?:Z|UTC|[+-]\d\d(?::?\d\d)?)?)", re.ASCII
)
HOUR: Final = len("2026-10-03T14")
_SECONDS: Final = len(":05:17")


_SHOWN: Final = re.compile(
    r"\d{1,4}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ]\d{1,4}"
    r"(?:[T ,]{1,2}[\d:.,]{1,15} ?(?:[APap][Mm]|Z|[A-Z]{3}|[+-][\d:]{2,5})?)?"
)
"""What looks like a time, and like no customer's number."""


class MixedTimesError(Exception):
    """A time with a zone after times without, or the other way round, and nothing tells the zone of those without."""


def show_time(written: str) -> str:
    """Why a time cannot be read, with the time itself where it is surely one."""
    return f"`{written}` is not a time" if _SHOWN.fullmatch(written) else "its time cannot be read"


class _Hours(dict[str, int]):
    """Hours as written, `2026-10-03T14`, in milliseconds since 1970 times `scale`."""

    def __init__(self, zone: dt.tzinfo, scale: int) -> None:
        super().__init__()
        self._zone = zone
        self._scale = scale

    def __missing__(self, hour: str) -> int:
        if not _HOUR_PATTERN.fullmatch(hour):
            raise ValueError(hour)
        begin = dt.datetime.fromisoformat(hour).replace(tzinfo=self._zone)
        if begin.utcoffset() != (begin + dt.timedelta(minutes=59)).utcoffset():
            raise ValueError(hour)  # the clocks change within it, so its minutes are looked at one by one
        self[hour] = found = _count_milliseconds(begin) * self._scale
        return found


class _Rests(dict[str, int]):
    """What follows the hour, `:05:17Z`, in milliseconds times `scale`; all with a zone, or all without."""

    def __init__(self, scale: int, *, aware: bool) -> None:
        super().__init__()
        self._scale = scale
        self._aware = aware

    def __missing__(self, rest: str) -> int:
        if len(self) >= _REMEMBERED and rest[_SECONDS : _SECONDS + 1] == ".":
            return self._add_fraction(rest)
        match = _REST_PATTERN.fullmatch(rest)
        if match is None or bool(match["zone"]) != self._aware:
            raise ValueError(rest)
        zone = match["zone"].replace("UTC", "Z")
        # On a day of its own, whose hour 0 is taken off again, so that only the rest is left.
        whole = dt.datetime.fromisoformat(f"1970-01-02T00{match['time']}{zone or 'Z'}")
        self[rest] = found = ((whole - EPOCH) // MILLISECOND - 86_400_000) * self._scale
        return found

    def _add_fraction(self, rest: str) -> int:
        """There are too many fractions to keep them all, so only what stands around them is looked up."""
        fraction = rest[_SECONDS + 1 :]
        zone = fraction.lstrip("0123456789")
        digits = fraction[: len(fraction) - len(zone)]
        if not digits:
            raise ValueError(rest)
        return self[rest[:_SECONDS] + zone] + int(digits[:3].ljust(3, "0")) * self._scale


class Times:
    """Reads times as a log writes them: in `formats` (of strptime), else ISO; `zone` is that of times without one.

    A moment is given in milliseconds since 1970 times `scale`.
    """

    def __init__(self, zone: dt.tzinfo | None, formats: Sequence[str], scale: int = 1) -> None:
        """With `zone` None, times without one are in UTC, and cannot stand beside times with one."""
        self._zone = zone
        self._formats = formats
        self._scale = scale
        self._hours = {aware: _Hours(zone if zone and not aware else dt.UTC, scale) for aware in (True, False)}
        self._rests = {aware: _Rests(scale, aware=aware) for aware in (True, False)}
        self._known: dict[str, tuple[int, bool]] = {}
        self._aware = True
        self.kinds: set[bool] = set()
        """Whether the times read so far had a zone."""

    @property
    def tables(self) -> tuple[dict[str, int], dict[str, int]]:
        """What the first HOUR signs of a time and those after them stand for: their sum is its moment.

        They hold for times of the kind that was read last. For others, and before any was read, they raise ValueError
        or KeyError; then `read` tells.
        """
        if self._formats or not self.kinds:
            return {}, {}
        return self._hours[self._aware], self._rests[self._aware]

    def read(self, time: str) -> int:
        """The moment of one time; ValueError where it cannot be read, MixedTimesError where it differs in kind."""
        if time not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            moment = self._parse(time)
            aware = moment.tzinfo is not None
            self._known[time] = _count_milliseconds(self._place(moment)) * self._scale, aware
        found, aware = self._known[time]
        if self._zone is None and (not aware) in self.kinds:
            raise MixedTimesError
        self.kinds.add(aware)
        self._aware = aware
        return found

    def _parse(self, time: str) -> dt.datetime:
        written = time.strip()
        for pattern in self._formats:
            try:
                return dt.datetime.strptime(written, pattern)  # noqa: DTZ007 - the zone is put in where there is none
            except ValueError:
                continue
        if written.endswith("UTC"):
            written = written.removesuffix("UTC").rstrip() + "Z"
        return dt.datetime.fromisoformat(written)

    def _place(self, moment: dt.datetime) -> dt.datetime:
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=self._zone or dt.UTC)


def _count_milliseconds(moment: dt.datetime) -> int:
    if moment.year not in YEARS:
        raise ValueError(moment)
    return (moment - EPOCH) // MILLISECOND
