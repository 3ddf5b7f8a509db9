"""Where the content lies, what its ids are, and how problems and places look on a terminal.

Used by every command.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeybook.problems import format_problem

if TYPE_CHECKING:
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


def check_known(what: str, name: str | None, known: tuple[str, ...]) -> None:
    """End the command where `name` is given and not among the `known`; without any, all that can be an id will do."""
    from journeybook.model import SEGMENT, make_id  # noqa: PLC0415 - `--help` need not wait for pydantic
    from journeybook.source.misfits import suggest  # noqa: PLC0415 - as above

    if name is None or name in known or (not known and SEGMENT.fullmatch(name)):
        return
    if known:
        way_out = suggest(name, known, kind=f"{what}s")
        message = f"there is no {what} {name}" + (f"; {way_out}" if way_out else "")
    else:
        message = f"{name} is not the id of a {what}: use a–z, 0–9 and single hyphens: `{make_id(name) or 'retail'}`"
    raise click.ClickException(message)


def show_place(place: Path) -> str:
    """A path as the author would type it here."""
    return str(place.relative_to(Path.cwd()) if place.is_relative_to(Path.cwd()) else place)
