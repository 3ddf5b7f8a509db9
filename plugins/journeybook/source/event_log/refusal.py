"""How a log that cannot be used is refused: one problem with its line, never quoted, for it may tell who it was.

Used by every module of `event_log`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from journeybook.problems import Note, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.problems import Report


class RefusedLogError(Exception):
    """The log cannot be used; the report says why."""


class Desk:
    """Where a log is read: its name as shown in problems, and the report that they go to."""

    def __init__(self, file: str, report: Report) -> None:
        """The desk of the log that is shown as `file`."""
        self._file = file
        self._report = report

    def refuse(
        self,
        code: str,
        message: str,
        *,
        line: int = 1,
        help: str | None = None,  # noqa: A002 - as in the problem
        notes: Iterable[tuple[int, str]] = (),
    ) -> NoReturn:
        """Say why the log cannot be used, and read no further; `notes` are more of it, each with its line."""
        more = tuple(Note(text, Span(self._file, number)) for number, text in notes)
        self._report.error(code, message, Span(self._file, line), help=help, notes=more)
        raise RefusedLogError
