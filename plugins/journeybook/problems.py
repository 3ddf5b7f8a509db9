"""Where something stands in a file, and what is wrong with it.

Used by every other module; imports nothing of ours. A problem is an error (the build stops) or a warning (a doubt that
`--strict` turns into an error and that the settings can silence by its code).
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

Severity = Literal["error", "warning"]


class Span(NamedTuple):
    """A stretch of a file. Lines and columns count from 1, columns in characters; the end is exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        """`file:line:column`, which terminals and editors make clickable."""
        return f"{self.file}:{self.line}:{self.column}"


class Lines:
    """Where the lines of a file begin, so that an offset in its text has a line and a column when one is asked for."""

    __slots__ = ("_starts", "file")

    def __init__(self, file: str, text: str = "") -> None:
        """The lines of `text`, shown as `file` in problems."""
        self.file = file
        self._starts = array("L", accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0))

    def span(self, mark: int) -> Span:
        """The stretch that `mark_stretch` marked."""
        start, end = mark >> _HALF, mark & (1 << _HALF) - 1
        line, end_line = bisect_right(self._starts, start), bisect_right(self._starts, end)
        column, end_column = start - self._starts[line - 1] + 1, end - self._starts[end_line - 1] + 1
        return Span(self.file, line, column, end_line, end_column)


_HALF = 32


def mark_stretch(start: int, end: int) -> int:
    """A stretch of a text, from offset to offset, as one number: every value of every file has one."""
    return start << _HALF | end


class Place:
    """Where a YAML value stands, together with the places of its keys and parts.

    Keys, and parts that have no parts themselves, are kept as marks, and become spans and places when asked for.
    """

    __slots__ = ("_keys", "_lines", "_mark", "_parts")

    def __init__(
        self,
        lines: Lines,
        mark: int = 0,
        keys: Mapping[str, int] | None = None,
        parts: Mapping[str | int, Place | int] | None = None,
    ) -> None:
        """The place at `mark` of `lines`; at their beginning when left out."""
        self._lines = lines
        self._mark = mark
        self._keys = keys or _NO_KEYS
        self._parts = parts or _NO_PARTS

    @property
    def span(self) -> Span:
        """The value from its beginning to its end."""
        return self._lines.span(self._mark)

    @property
    def keys(self) -> dict[str, Span]:
        """Where its keys stand."""
        return {key: self._lines.span(mark) for key, mark in self._keys.items()}

    @property
    def parts(self) -> dict[str | int, Place]:
        """Where its values or items stand."""
        return {step: self._place(part) for step, part in self._parts.items()}

    @property
    def key_names(self) -> AbstractSet[str]:
        """Its keys, those without a value included."""
        return self._keys.keys()

    def with_parts(self, parts: Mapping[str | int, Place]) -> Place:
        """The same place with other parts, for a copy of the value from which some were left out."""
        return Place(self._lines, self._mark, self._keys, parts)

    def entry(self, key: str) -> Place:
        """The value at `key` as a record that is named by its key: it stands there, and so does its `id`."""
        mark, value = self._keys[key], self._parts.get(key)
        if isinstance(value, Place):
            return Place(self._lines, mark, value._keys, {**value._parts, "id": mark})  # noqa: SLF001 - its own class
        return Place(self._lines, mark)

    def find(self, *path: str | int) -> Place:
        """The place of the deepest part on `path` that is there."""
        place = self
        for step in path:
            inner = place._parts.get(step)
            if inner is None:
                break
            place = self._place(inner)
        return place

    def at(self, *path: str | int) -> Span:
        """The span of the value at `path`, or of the deepest part on the way that is there."""
        return self.find(*path).span

    def key(self, *path: str | int) -> Span:
        """The span of the key that ends `path`; of its mapping where that key is not there."""
        *parents, last = path
        owner = self.find(*parents)
        return self._lines.span(owner._keys.get(str(last), owner._mark))  # noqa: SLF001 - its own class

    def _place(self, part: Place | int) -> Place:
        return part if isinstance(part, Place) else Place(self._lines, part)


_NO_KEYS: Mapping[str, int] = {}
_NO_PARTS: Mapping[str | int, Place | int] = {}


@dataclass(frozen=True, slots=True)
class Note:
    """A second position that belongs to a problem, such as the earlier of two equal ids."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or in doubt.

    `code` is stable and names the kind of problem; `help` is the way out, or None; `line_text` is the source line as
    typed, or None where the problem is about a whole file.
    """

    code: str
    message: str
    span: Span
    severity: Severity = "error"
    help: str | None = None
    notes: tuple[Note, ...] = ()
    line_text: str | None = None


class Report:
    """Collects the problems of all files, so that one bad file never hides another's error."""

    def __init__(self) -> None:
        """An empty report."""
        self._problems: list[Problem] = []
        self._texts: dict[str, str] = {}

    def remember_text(self, file: str, text: str) -> None:
        """Keep the text of a file, so that its problems can quote the line as typed."""
        self._texts[file] = text

    @property
    def errors(self) -> int:
        """How many errors there are so far."""
        return sum(problem.severity == "error" for problem in self._problems)

    def error(
        self,
        code: str,
        message: str,
        span: Span,
        *,
        help: str | None = None,  # noqa: A002 - as in the problem
        notes: tuple[Note, ...] = (),
    ) -> None:
        """Add an error."""
        self._problems.append(Problem(code, message, span, "error", help, notes))

    def warning(
        self,
        code: str,
        message: str,
        span: Span,
        *,
        help: str | None = None,  # noqa: A002 - as in the problem
        notes: tuple[Note, ...] = (),
    ) -> None:
        """Add a doubt."""
        self._problems.append(Problem(code, message, span, "warning", help, notes))

    def problems(self, *, silenced: frozenset[str] = frozenset()) -> tuple[Problem, ...]:
        """All problems, sorted by file and position, each with its line; silenced warnings are left out."""
        kept = (p for p in self._problems if p.severity == "error" or p.code not in silenced)
        ordered = sorted(kept, key=lambda p: (p.span, p.severity, p.code, p.message))
        files = {p.span.file for p in ordered}
        lines = {file: text.split("\n") for file, text in self._texts.items() if file in files}
        return tuple(dict.fromkeys(self._with_line(p, lines.get(p.span.file)) for p in ordered))

    def _with_line(self, problem: Problem, lines: list[str] | None) -> Problem:
        text = lines[problem.span.line - 1].rstrip("\r") if lines and problem.span.line <= len(lines) else None
        return Problem(problem.code, problem.message, problem.span, problem.severity, problem.help, problem.notes, text)


def format_problem(problem: Problem) -> str:
    """A problem as text: position, message and code, the line as typed with a caret, notes, the way out."""
    span = problem.span
    out = [f"{span}: {problem.severity}: {problem.message} [{problem.code}]"]
    margin = " " * len(str(span.line))
    if problem.line_text is not None and problem.line_text.strip():
        line = problem.line_text[:LINE_SHOWN]
        until = span.end_column if span.end_line == span.line else len(line) + 1
        width = max(1, min(until, len(line) + 1) - span.column)
        lead = "".join("\t" if c == "\t" else " " for c in line[: span.column - 1])
        out += [f"{margin} |", f"{span.line} | {line}", f"{margin} | {lead}{'^' * width}"]
    out += [f"{margin} {note.span}: note: {note.message}" for note in problem.notes]
    if problem.help:
        out.append(f"{margin} help: {problem.help}")
    return "\n".join(out)


LINE_SHOWN = 200
"""Characters of a source line that a problem quotes; a longer line is cut."""


def format_problems(problems: tuple[Problem, ...]) -> str:
    """All problems as one message, closed by a line that counts them."""
    errors = sum(p.severity == "error" for p in problems)
    warnings = len(problems) - errors
    counted = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return "\n\n".join([*map(format_problem, problems), ", ".join(counted) or "no problems"])
