"""Where the content lies, and how a problem looks on a terminal.

Used by every command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from journeybook.problems import format_problem

if TYPE_CHECKING:
    from pathlib import Path

    from journeybook.problems import Problem, Severity

COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow"}
OWN_FOLDERS = ("journeys", "organization")


def find_content(folder: Path, *, or_start: bool = False) -> Path:
    """The folder that holds journeys/ or organization/: `folder`/content, `folder`/docs, or `folder` itself.

    With `or_start`, the folder where they would be begun when there are none yet; without it that is an error.
    """
    candidates = [folder.resolve() / "content", folder.resolve() / "docs", folder.resolve()]
    for candidate in candidates:
        if any((candidate / name).is_dir() for name in OWN_FOLDERS):
            return candidate
    if or_start:
        return next(candidate for candidate in candidates if candidate.is_dir())
    message = f"no journeys in {folder}: there is no content/journeys/, docs/journeys/ or journeys/ in it"
    raise click.ClickException(message)


def paint_problem(problem: Problem) -> str:
    """A problem with its first line in the colour of its severity; click drops colours where there is no terminal."""
    head, line_break, rest = format_problem(problem).partition("\n")
    return click.style(head, fg=COLOURS[problem.severity], bold=True) + line_break + rest
