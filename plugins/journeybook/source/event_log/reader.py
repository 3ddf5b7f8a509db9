"""A log → the moments of each customer at a journey's touchpoints, and what could not be used. Used by the command.

No row becomes an object of its own: a customer is a list of whole numbers, each a moment with its touchpoint.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NoReturn

from journeybook.source.event_log.blocks import Block, read_blocks
from journeybook.source.event_log.columns import Layout, find_columns
from journeybook.source.event_log.moments import TOUCHPOINTS, Moments
from journeybook.source.event_log.personal import (
    LEAVE_OUT,
    MAIL_ADDRESS,
    NUMBER,
    holds_names,
    holds_phone_numbers,
)
from journeybook.source.event_log.rows import Rows, Splitter, Unreadable
from journeybook.source.event_log.times import MixedTimesError, Times, show_time
from journeybook.source.event_log.values import UNKNOWN, Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeybook.model import Journey
    from journeybook.source.event_log.log_map import Map
    from journeybook.source.event_log.refusal import Desk

_SAMPLED: Final = 1000
"""Customers' ids that are looked at, in case they are names or phone numbers."""


@dataclass(frozen=True, slots=True)
class Log:
    """What a log holds."""

    moments: Moments
    values: Values
    unreadable: Unreadable
    events: int
    """The rows at a touchpoint of the journey."""
    rows: int
    """All rows, those that could not be read included."""
    without_zone: bool
    """Whether its times have no zone and the map names none, so that they were taken as UTC."""


def read_log(stream: BinaryIO, journey: Journey, log_map: Map, desk: Desk) -> Log:
    """The log of `journey` in `stream`, whose first line names its columns; RefusedLogError where it cannot be used."""
    blocks = read_blocks(stream, desk)
    first = next(blocks, None)
    header, _, rest = first.text.partition("\n") if first else ("", "", "")
    if first is None or not header.strip():
        desk.refuse(
            "empty-log",
            "the log has nothing in it",
            help="its first line names the columns, each further one is an event",
        )
    reader = _Reader(find_columns(header, log_map, desk), Values(journey, log_map), log_map, desk)
    if rest:
        reader.take(Block(2, rest))
    for block in blocks:
        reader.take(block)
    return reader.finish()


class _Reader:
    def __init__(self, layout: Layout, values: Values, log_map: Map, desk: Desk) -> None:
        self._layout = layout
        self._values = values
        self._zone = log_map.zone
        self._times = Times(self._zone, log_map.formats, TOUCHPOINTS)
        self._unreadable = Unreadable()
        self._splitter = Splitter(layout.delimiter, len(layout.names), self._unreadable)
        self._moments = Moments()
        self._sample: list[str] = []
        self._read = 0
        self._events = 0
        self._desk = desk

    def take(self, block: Block) -> None:
        if "@" in block.text and MAIL_ADDRESS.search(block.text):
            self._refuse_mail_address(block)
        self._count(self._splitter.split(block))

    def finish(self) -> Log:
        self._count(self._splitter.finish())
        for what, is_held in (("phone numbers", holds_phone_numbers), ("names", holds_names)):
            if is_held(self._sample):
                self._refuse_people(self._layout.customer, what)
        return Log(
            self._moments,
            self._values,
            self._unreadable,
            events=self._events,
            rows=self._read + self._unreadable.rows,
            without_zone=self._zone is None and self._times.kinds == {False},
        )

    def _count(self, rows: Rows) -> None:
        if not rows.lines:
            return
        for other in self._layout.others:
            if holds_phone_numbers(rows.columns[other]):
                self._refuse_people(other, "phone numbers")
        layout, lines = self._layout, rows.lines
        customers, values, written = (rows.columns[n] for n in (layout.customer, layout.touchpoint, layout.at))
        if len(self._sample) < _SAMPLED:
            self._sample = list(dict.fromkeys([*self._sample, *customers]))[:_SAMPLED]
        try:
            moments = self._times.read_all(written)
            whole = "" not in customers
        except (ValueError, MixedTimesError):
            whole = False
        numbers: Sequence[int] = list(map(self._values.__getitem__, values))
        if not whole or (min(numbers) < 0 and "" in values):
            found = list(map(self._read_row, lines, customers, values, written))
            kept = [moment is not None for moment in found]
            customers, values, numbers, moments = _keep(kept, customers, values, numbers, found)
        self._read += len(moments)
        if min(numbers, default=0) < 0:
            self._values.count_unknown(compress(values, [number == UNKNOWN for number in numbers]))
            known = [number > UNKNOWN for number in numbers]
            customers, moments, numbers = _keep(known, customers, moments, numbers)
        self._events += len(moments)
        self._moments.add(customers, moments, numbers)

    def _read_row(self, line: int, customer: str, value: str, time: str) -> int | None:
        """The moment of a row; None where it cannot be read."""
        named = (("customer", customer), ("touchpoint", value), ("time", time))
        missing = " and the ".join(name for name, cell in named if not cell)
        if missing:
            self._unreadable.add(line, f"the {missing} {'are' if ' and ' in missing else 'is'} missing")
            return None
        try:
            return self._times.read(time)
        except MixedTimesError:
            has, had = ("no zone", "one") if True in self._times.kinds else ("a zone", "none")
            message = f"this time has {has}, and those before have {had}"
            way_out = "write `time_zone: …`, that of the times without one, into a file, and give it with --map"
            self._desk.refuse("mixed-time-zones", message, line=line, help=way_out)
        except ValueError:
            self._unreadable.add(line, show_time(time))
            return None

    def _refuse_people(self, column: int, what: str) -> NoReturn:
        message = f"the column `{self._layout.names[column]}` holds {what}, and no person belongs in the book"
        way_out = NUMBER if column == self._layout.customer else LEAVE_OUT
        self._desk.refuse("personal-column", message, help=way_out)

    def _refuse_mail_address(self, block: Block) -> None:
        """At the line of the first mail address, whatever column it stands in."""
        lines = block.text.split("\n")
        number = next(number for number, line in enumerate(lines) if MAIL_ADDRESS.search(line))
        try:
            cells = next(csv.reader([lines[number]], delimiter=self._layout.delimiter))
        except csv.Error:
            cells = []
        column = next((n for n, cell in enumerate(cells) if MAIL_ADDRESS.search(cell)), None)
        known = column is not None and column < len(self._layout.names)
        where = f"the column `{self._layout.names[column]}`" if known and column is not None else "this line"
        way_out = NUMBER if column == self._layout.customer else LEAVE_OUT
        message = f"{where} holds a mail address, and no person belongs in the book"
        self._desk.refuse("personal-column", message, line=block.line + number, help=way_out)


def _keep(kept: Sequence[bool], *columns: Sequence[Any]) -> Iterator[list[Any]]:
    return (list(compress(column, kept)) for column in columns)
