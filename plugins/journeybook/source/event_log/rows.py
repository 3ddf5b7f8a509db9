"""Blocks of a log → its rows in columns. What is no row is counted, the first of it with its line. Used by `reader`.

Most blocks are split as a whole. One with quotes goes through Python's reader of CSV, and one with anything amiss line
by line, so that a broken quote costs its own line and no other.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeybook.source.event_log.blocks import Block

LINES_OF_A_ROW: Final = 20
"""A quoted value may go over line ends; one that does not close within so many lines is a broken quote."""

UNREADABLE_SHOWN: Final = 5


@dataclass(slots=True)
class Unreadable:
    """The rows that cannot be read: how many, and of the first the line and why."""

    rows: int = 0
    first: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, why: str) -> None:
        """Count the row at `line`."""
        self.rows += 1
        self.first = sorted([*self.first, (line, why)])[:UNREADABLE_SHOWN]


@dataclass(frozen=True, slots=True)
class Rows:
    """The readable rows of a block by column, and the line of each."""

    lines: Sequence[int]
    columns: Sequence[Sequence[str]]


class Splitter:
    """Splits blocks into rows of so many columns."""

    def __init__(self, delimiter: str, columns: int, unreadable: Unreadable) -> None:
        """Rows of another number of columns are `unreadable`."""
        self._delimiter = delimiter
        self._columns = columns
        self._unreadable = unreadable
        self._waiting: Block | None = None

    def split(self, block: Block) -> Rows:
        """The rows of `block`, after those that the block before had begun."""
        if self._waiting is not None:
            block = block._replace(line=self._waiting.line, text=self._waiting.text + block.text)
            self._waiting = None
        delimiter, text = self._delimiter, block.text
        padded = " " in text and any(gap in text for gap in (f"{delimiter} ", f" {delimiter}", " \n", "\n "))
        columns = None if padded else self._split_quoted(text) if '"' in text else self._split_plain(text)
        if columns is None:
            return self._split_by_line(block, last=False)
        return Rows(range(block.line, block.line + len(columns[0])), columns)

    def finish(self) -> Rows:
        """What the last block had begun."""
        waiting, self._waiting = self._waiting, None
        return self._split_by_line(waiting, last=True) if waiting else Rows((), ((),) * self._columns)

    def _split_plain(self, text: str) -> list[list[str]] | None:
        """Without quotes all lines are split at once; each line end is a cell of its own that has to fall in place."""
        width = self._columns + 1
        cells = text.replace("\n", f"{self._delimiter}\n{self._delimiter}").split(self._delimiter)
        cells.pop()  # what follows the last line end
        ends = cells[self._columns :: width]
        if len(ends) * width != len(cells) or len(ends) != text.count("\n") or set(ends) != {"\n"}:
            return None
        return [cells[number::width] for number in range(self._columns)]

    def _split_quoted(self, text: str) -> Sequence[Sequence[str]] | None:
        lines = text.split("\n")
        lines.pop()
        try:
            rows = list(csv.reader(lines, delimiter=self._delimiter, strict=True))
        except csv.Error:
            return None
        if len(rows) != len(lines) or set(map(len, rows)) != {self._columns}:
            return None
        return list(zip(*rows, strict=True))

    def _split_by_line(self, block: Block, *, last: bool) -> Rows:
        """The rows of a block in which something is amiss; its end waits for the next where a quote is open in it."""
        numbers: list[int] = []
        rows: list[list[str]] = []
        for number, cells in self._read_lines(block, last=last):
            numbers.append(number)
            rows.append([cell.strip() for cell in cells])
        columns = list(zip(*rows, strict=True)) if rows else [()] * self._columns
        return Rows(numbers, columns)

    def _read_lines(self, block: Block, *, last: bool) -> Iterator[tuple[int, list[str]]]:
        lines = [line + "\n" for line in block.text.split("\n")[:-1]]
        at = 0
        while at < len(lines):
            line = block.line + at
            cells, used, is_open = self._read_row(lines[at : at + LINES_OF_A_ROW])
            if is_open and not last and len(lines) - at < LINES_OF_A_ROW:
                self._waiting = block._replace(line=line, text="".join(lines[at:]))
                return
            at += used
            if cells is None:
                self._unreadable.add(line, "a quote is broken or never closed")
            elif cells and len(cells) != self._columns:
                self._unreadable.add(line, f"it has {_count_columns(len(cells))} and not {self._columns}")
            elif cells:
                yield line, cells

    def _read_row(self, lines: list[str]) -> tuple[list[str] | None, int, bool]:
        """The cells of the row that begins here, None where its quotes are broken; its lines; whether a quote is open.

        An empty line has no cells.
        """
        if '"' not in lines[0]:
            return (lines[0].rstrip("\n").split(self._delimiter) if lines[0].strip() else []), 1, False
        reader = csv.reader(lines, delimiter=self._delimiter, strict=True, skipinitialspace=True)
        try:
            cells = next(reader)
        except csv.Error:
            return None, 1, reader.line_num >= len(lines)
        if reader.line_num > 1 and len(cells) != self._columns:
            return None, 1, False  # a quote that another row's has closed
        return cells, reader.line_num, False


def _count_columns(number: int) -> str:
    return f"{number} column" if number == 1 else f"{number} columns"
