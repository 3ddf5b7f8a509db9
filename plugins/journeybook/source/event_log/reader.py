"""A log → the moments of each customer at a journey's touchpoints, and what could not be used. Used by the command.

No row becomes an object of its own: a customer is a list of whole numbers, each a moment with its touchpoint.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final, NoReturn

from journeybook.source.event_log.blocks import Block, read_blocks
from journeybook.source.event_log.columns import Layout, find_columns
from journeybook.source.event_log.moments import LAST_PART, TOUCHPOINTS, Moments
from journeybook.source.event_log.personal import (
    LEAVE_OUT,
    MAIL_ADDRESS,
    NUMBER,
    holds_names,
    holds_phone_numbers,
)
from journeybook.source.event_log.rows import Rows, Splitter, Unreadable
from journeybook.source.event_log.times import HOUR, MixedTimesError, Times, show_time
from journeybook.source.event_log.values import IGNORED, UNKNOWN, Values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeybook.model import Journey
    from journeybook.source.event_log.log_map import Map
    from journeybook.source.event_log.refusal import Desk

_Row = tuple[int, str, str, str]
"""Its line, customer, touchpoint and time."""

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
        self._rows = 0
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
            events=self._moments.number,
            rows=self._rows + self._unreadable.rows,
            without_zone=self._zone is None and self._times.kinds == {False},
        )

    def _count(self, rows: Rows) -> None:
        if not rows.lines:
            return
        for other in self._layout.others:
            if holds_phone_numbers(rows.columns[other]):
                self._refuse_people(other, "phone numbers")
        layout = self._layout
        customers, values, written = (rows.columns[n] for n in (layout.customer, layout.touchpoint, layout.at))
        if len(self._sample) < _SAMPLED:
            self._sample = list(dict.fromkeys([*self._sample, *customers]))[:_SAMPLED]
        self._rows += len(rows.lines)
        remaining = zip(rows.lines, customers, values, written, strict=True)
        while not self._count_fast(remaining):
            pass

    def _count_fast(self, rows: Iterator[_Row]) -> bool:
        """Count rows up to one that needs a closer look, which it is given; True when there are none left.

        The loop that a million rows go through: nothing in it makes an object that stays.
        """
        hours, rests = self._times.tables
        values, hashes, events = self._values, self._moments.hashes, self._moments.events
        row = None
        try:
            for row in rows:
                _, customer, value, time = row
                moment = hours[time[:HOUR]] + rests[time[HOUR:]]
                touchpoint = values[value]
                known = hash(customer)
                if touchpoint < 0 or not known:
                    self._look_closer(*row)
                    continue
                part = known & LAST_PART
                hashes[part].append(known)
                events[part].append(moment + touchpoint)
        except (ValueError, KeyError):
            if row is not None:
                self._look_closer(*row)
            return False
        return True

    def _look_closer(self, line: int, customer: str, value: str, time: str) -> None:
        touchpoint = self._values[value]
        if touchpoint == IGNORED and customer:
            return
        moment = self._read_row(line, customer, value, time)
        if moment is None:
            self._rows -= 1
        elif touchpoint == UNKNOWN:
            self._values.count_unknown(value)
        elif touchpoint != IGNORED:
            self._moments.add(customer, moment + touchpoint)

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
