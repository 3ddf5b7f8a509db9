"""The first line of a log → where its columns are, and whether it may be read at all. Used by `reader`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn

from journeybook.source.event_log.personal import LEAVE_OUT, MAIL_ADDRESS, NUMBER, names_people
from journeybook.source.misfits import suggest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeybook.source.event_log.log_map import Map
    from journeybook.source.event_log.refusal import Desk

TAB: Final = "\t"
_DELIMITERS: Final = (",", ";", TAB, "|")
_EXAMPLE: Final = "customer,touchpoint,at"


@dataclass(frozen=True, slots=True)
class Layout:
    """The names of a log's columns, which of them are read, and what stands between them."""

    names: tuple[str, ...]
    customer: int
    touchpoint: int
    at: int
    delimiter: str

    @property
    def others(self) -> tuple[int, ...]:
        """The columns that are not read."""
        return tuple(n for n in range(len(self.names)) if n not in {self.customer, self.touchpoint, self.at})


def find_columns(header: str, log_map: Map, desk: Desk) -> Layout:
    """The columns that `header`, the first line of a log, names, by the names that `log_map` tells."""
    delimiter = log_map.separator
    names = _split(header, delimiter)
    wanted = {
        "customer": log_map.columns.customer, "touchpoint": log_map.columns.touchpoint, "at": log_map.columns.at,
    }  # fmt: skip
    found = {key: _find(name, names) for key, name in wanted.items()}
    if None in found.values():
        _check_delimiter(header, delimiter, len(names), desk)
        if any(map(_is_value, names)):
            message = "the first line has to name the columns, and looks like an event"
            desk.refuse("missing-column", message, help=f"write the names above it: `{_EXAMPLE}`")
    _check_people(names, found, desk)
    missing = [key for key, number in found.items() if number is None]
    if missing:
        _refuse_missing({key: wanted[key] for key in missing}, names, desk)
    places = {key: number for key, number in found.items() if number is not None}
    for number in places.values():
        if names.count(names[number]) > 1:
            way_out = "export the log with a name of its own for each column"
            desk.refuse("missing-column", f"two columns are called `{names[number]}`", help=way_out)
    if len(set(places.values())) < len(places):
        way_out = "tell them apart in the file given with --map"
        desk.refuse("missing-column", "customer, touchpoint and at are three columns of the log", help=way_out)
    return Layout(tuple(names), places["customer"], places["touchpoint"], places["at"], delimiter)


def _split(header: str, delimiter: str) -> list[str]:
    try:
        return [
            name.strip()
            for name in next(csv.reader([header], delimiter=delimiter, strict=True, skipinitialspace=True), [])
        ]
    except csv.Error:
        return [name.strip() for name in header.split(delimiter)]


def _find(name: str, names: list[str]) -> int | None:
    """The column of this name; of the same name in other case where there is one alone."""
    if name in names:
        return names.index(name)
    alike = [number for number, other in enumerate(names) if other.casefold() == name.casefold()]
    return alike[0] if len(alike) == 1 else None


def _check_people(names: list[str], found: Mapping[str, int | None], desk: Desk) -> None:
    for number, name in enumerate(names):
        if names_people(name, of_touchpoint=number == found["touchpoint"]):
            message = f"the column `{name}` holds what finds a person, and no person belongs in the book"
            way_out = LEAVE_OUT if found["customer"] not in {None, number} else NUMBER
            desk.refuse("personal-column", message, help=way_out)


def _check_delimiter(header: str, delimiter: str, columns: int, desk: Desk) -> None:
    for other in _DELIMITERS:
        if other != delimiter and header.count(other) >= max(1, columns):
            written = "tab" if other == TAB else f'"{other}"'
            message = f"the columns are separated by {_call(other)}, not by {_call(delimiter)}"
            way_out = f"write `delimiter: {written}` into a file, and give it with --map"
            desk.refuse("wrong-delimiter", message, help=way_out)


def _call(delimiter: str) -> str:
    return "tabs" if delimiter == TAB else f"`{delimiter}`"


def _is_value(name: str) -> bool:
    """Whether this stands in an event and not above one: it is a number, a time, a mail address, or nothing."""
    letters = sum(c.isalpha() for c in name)
    digits = sum(c.isdigit() for c in name)
    return digits > letters or not name or MAIL_ADDRESS.search(name) is not None


def _refuse_missing(missing: dict[str, str], names: list[str], desk: Desk) -> NoReturn:
    there = ", ".join(f"`{other}`" for other in names)
    mapped = []
    for key, name in missing.items():
        near = suggest(name, [other for other in names if other])
        mapped.append(f"{key}: {near.split('`')[1] if near and near.endswith('?') else '…'}")
    lacking = ", ".join(f"`{name}`" for name in missing.values())
    lacking = f"there is no column {lacking}" if len(missing) == 1 else f"there are no columns {lacking}"
    way_out = f"write `columns: {{{', '.join(mapped)}}}` into a file, and give it with --map"
    desk.refuse("missing-column", f"{lacking}; there is {there}", help=way_out)
