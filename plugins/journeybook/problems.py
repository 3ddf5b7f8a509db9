"""Where something stands in a file, and what is wrong with it.

Used by every other module; imports nothing of ours. A problem is an error (the build stops) or a warning (a doubt that
`--strict` turns into an error and that the settings can silence by its code).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Span(NamedTuple):
    """A stretch of a file. Lines and columns count from 1, columns in characters; the end is exclusive.

    A tuple, because every value of every file has one.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        """`file:line:column`, which terminals and editors make clickable."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(slots=True)
class Place:
    """Where a YAML value stands, together with the places of its keys and parts."""

    span: Span
    keys: dict[str, Span] = field(default_factory=dict)
    parts: dict[str | int, Place] = field(default_factory=dict)

    def find(self, *path: str | int) -> Place:
        """The place of the deepest part on `path` that is there."""
        place = self
        for step in path:
            inner = place.parts.get(step)
            if inner is None:
                break
            place = inner
        return place

    def at(self, *path: str | int) -> Span:
        """The span of the value at `path`, or of the deepest part on the way that is there."""
        return self.find(*path).span

    def key(self, *path: str | int) -> Span:
        """The span of the key that ends `path`; of its mapping where that key is not there."""
        *parents, last = path
        owner = self.find(*parents)
        return owner.keys.get(str(last), owner.span)


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
        self._lines: dict[str, list[str]] = {}

    def remember_text(self, file: str, text: str) -> None:
        """Keep the text of a file, so that its problems can quote the line as typed."""
        self._lines[file] = text.split("\n")

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
        return tuple(dict.fromkeys(self._with_line(p) for p in ordered))

    def _with_line(self, problem: Problem) -> Problem:
        lines = self._lines.get(problem.span.file)
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
