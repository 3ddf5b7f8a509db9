"""What a map says of an event log: the names of its columns, what its values mean, how its times are written.

A file that `journeybook events --map` reads. Used by the command.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BeforeValidator, Field

from journeybook.model.record import Record, References, Texts
from journeybook.model.scalars import Reference, Text, read_text, refuse, shown
from journeybook.problems import Note, Report, Span
from journeybook.source.identity import FileKind
from journeybook.source.index import TouchpointIndex
from journeybook.source.misfits import suggest
from journeybook.source.reading import read_record_file

if TYPE_CHECKING:
    from pathlib import Path

    from journeybook.model import Journey

MAP_FILE: Final = FileKind(
    "a map", "a map", "shop-log", "write what differs: `columns: {customer: visitor, touchpoint: event, at: time}`"
)
_SAMPLE: Final = dt.datetime(2026, 10, 3, 14, 25, 36, tzinfo=dt.UTC)


def read_format(value: Any) -> str:
    """A pattern of strptime that tells at least the day."""
    text = read_text(value).strip()
    way_out = "write it as strptime does, with year, month and day: `%d.%m.%Y %H:%M`"
    if "%Z" in text:
        refuse("bad-time-format", f"{shown(text)}: names of time zones are not read", "use `%z`, or `time_zone`")
    try:
        back = dt.datetime.strptime(_SAMPLE.strftime(text), text)  # noqa: DTZ007 - it is the day that counts
    except ValueError:
        back = None
    if back is None or back.date() != _SAMPLE.date():
        refuse("bad-time-format", f"{shown(text)} does not tell a day", way_out)
    return text


def read_zone(value: Any) -> str:
    """A time zone by its name in the IANA database."""
    text = read_text(value).strip()
    try:
        zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        known = zoneinfo.available_timezones()
        lower = {name.lower(): name for name in sorted(known)}
        near = suggest(text, lower)
        found = lower[near.split("`")[1]] if near and near.endswith("?") else None
        way_out = f"did you mean `{found}`?" if found else "write a place, such as `Europe/London`, or `UTC`"
        refuse("unknown-time-zone", f"there is no time zone {shown(text)}", way_out)
    return text


def read_delimiter(value: Any) -> str:
    """One character, or the word `tab`."""
    text = read_text(value)
    if text.strip().lower() == "tab":
        return "\t"
    if len(text) != 1 or text.isalnum() or text in "\"'\n\r ":
        refuse(
            "bad-delimiter", f"{shown(text)} cannot stand between columns", 'write one sign, `";"` or `"|"`, or `tab`'
        )
    return text


def _one_or_many(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


Formats = Annotated[tuple[Annotated[Text, BeforeValidator(read_format)], ...], BeforeValidator(_one_or_many)]


class Columns(Record):
    """The names of the three columns that are read."""

    customer: Text = "customer"
    """The name of the column that tells customers apart, never by a name; left out, `customer`."""
    touchpoint: Text = "touchpoint"
    """The name of the column that says where the customer was; left out, `touchpoint`."""
    at: Text = "at"
    """The name of the column with the time; left out, `at`."""


class Map(Record):
    """How an event log is to be read, where it does not say `customer,touchpoint,at` by itself."""

    columns: Columns = Columns()
    """The names of the columns: `{customer: visitor, touchpoint: event, at: time}`."""
    touchpoints: dict[Reference, Texts] = Field(default_factory=dict)
    """What the log calls a touchpoint, by its id, one or a list: `{pays: [payment_ok, paypal_ok]}`."""
    ignore: Texts = ()
    """What the log holds beside the journey, one or a list: `[page_view]`."""
    ends_at: References = ()
    """Touchpoints beside the last one where a journey may well end, one or a list: nobody is lost there."""
    formats: Formats = ()
    """How times are written where that is not ISO, one or a list, as strptime writes it: `%d.%m.%Y %H:%M`."""
    time_zone: Annotated[Text, BeforeValidator(read_zone)] | None = None
    """The zone of times without one, and that of the days in the evidence: `Europe/London`; left out, UTC."""
    delimiter: Annotated[Text, BeforeValidator(read_delimiter)] | None = None
    """What stands between columns, `";"` or `tab`; left out, a comma."""

    @property
    def separator(self) -> str:
        """What stands between columns."""
        return self.delimiter or ","

    @property
    def zone(self) -> dt.tzinfo | None:
        """The zone of times without one; None where the map does not say."""
        return zoneinfo.ZoneInfo(self.time_zone) if self.time_zone else None


def read_map(path: Path, file: str, journey: Journey, report: Report) -> Map | None:
    """The map in the file at `path`, shown as `file` in problems, with present ids; None where it has an error.

    It is checked against the touchpoints of `journey`.
    """
    errors = report.errors
    touchpoints = TouchpointIndex.of(journey)
    _, found = read_record_file(Map, path, file, MAP_FILE, report)
    if found is None or found.record is None:
        return None
    log_map = found.record
    meant: dict[str, tuple[str, ...]] = {}
    for name, values in log_map.touchpoints.items():
        present = _refer(name, log_map.place.key("touchpoints", name), touchpoints, report)
        meant[present] = (*meant.get(present, ()), *values)
    ends = [_refer(name, log_map.place.at("ends_at", n), touchpoints, report) for n, name in enumerate(log_map.ends_at)]
    _check_values(log_map, report)
    changed = log_map.model_copy(update={"touchpoints": meant, "ends_at": tuple(ends)})
    return changed if report.errors == errors else None


def _refer(name: str, span: Span, touchpoints: TouchpointIndex, report: Report) -> str:
    present, touchpoint = touchpoints.find(name)
    if touchpoint is None:
        message = f"unknown touchpoint `{name}`"
        report.error("unknown-reference", message, span, help=touchpoints.suggest(name))
    return present


def _check_values(log_map: Map, report: Report) -> None:
    """A value of the log can mean one thing only."""
    place = log_map.place
    taken: dict[str, Span] = {}
    values = [
        *((v, place.at("touchpoints", name, n)) for name, vs in log_map.touchpoints.items() for n, v in enumerate(vs)),
        *((value, place.at("ignore", number)) for number, value in enumerate(log_map.ignore)),
    ]
    for value, span in values:
        if value.strip() in taken:
            message, note = f"`{value}` means two things", Note("it stands here as well", taken[value.strip()])
            report.error("listed-twice", message, span, help="keep one of the two", notes=(note,))
        taken.setdefault(value.strip(), span)
