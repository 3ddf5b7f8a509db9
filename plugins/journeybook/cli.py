"""The `journeybook` command: check content, begin a journey, explain the format, write schemas.

Used from a terminal and by CI. It imports neither MkDocs nor the pages, so that a check takes a moment.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeybook import __version__
from journeybook.problems import format_problem, format_problems

if TYPE_CHECKING:
    from journeybook.problems import Problem, Severity

COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow"}
OWN_FOLDERS = ("journeys", "organization")


@click.group()
@click.version_option(__version__, prog_name="journeybook")
def main() -> None:
    """Customer journeys written as YAML, published as a handbook."""


@main.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--strict", is_flag=True, help="Warnings end with exit code 1 as well.")
def check(folder: Path, *, strict: bool) -> None:
    """Say what is wrong with the content in DIR (the current folder when left out), without building anything."""
    from journeybook.source import edition_date, load  # noqa: PLC0415 - `--help` need not wait for pydantic

    content = find_content(folder)
    root = Path.cwd() if content.is_relative_to(Path.cwd()) else folder.resolve()
    handbook, problems = load(content, root=root)
    problems = (*edition_date(content, root=root, silenced=handbook.settings.silenced)[1], *problems)
    for problem in problems:
        click.echo(paint_problem(problem) + "\n")
    counted = format_problems(problems).rsplit("\n", 1)[-1]
    journeys = len(handbook.journeys) + len(handbook.unreadable)
    click.echo(f"{journeys} {'journey' if journeys == 1 else 'journeys'} checked: {counted}", err=bool(problems))
    if any(strict or problem.severity == "error" for problem in problems):
        sys.exit(1)


@main.command()
@click.argument("journey", metavar="journeys/ID")
@click.option(
    "--dir", "folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the site; the current one when left out.",
)  # fmt: skip
def new(journey: str, folder: Path) -> None:
    """Begin a journey with five lines: `journeybook new journeys/buying/new-phone`."""
    from journeybook.model import SEGMENT  # noqa: PLC0415 - as above
    from journeybook.source.identity import RESERVED  # noqa: PLC0415 - as above
    from journeybook.source.starter import begin_journey  # noqa: PLC0415 - as above

    segments = journey.removesuffix(".yml").removeprefix("content/").removeprefix("journeys/").split("/")
    wrong = next((segment for segment in segments if not SEGMENT.fullmatch(segment)), None)
    if wrong is not None:
        message = f"{wrong!r} cannot be part of an id: use a–z, 0–9 and single hyphens, as in journeys/buying/new-phone"
        raise click.ClickException(message)
    taken = next((segment for segment in segments if segment in RESERVED), None)
    if taken is not None:
        message = f"{taken!r} cannot be part of an id: the handbook has a page of that name; choose another"
        raise click.ClickException(message)
    content = find_content(folder, or_start=True)
    file = content.joinpath("journeys", *segments).with_suffix(".yml")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as new_file:
            new_file.write(begin_journey(content, segments[-1].replace("-", " ").capitalize()))
    except FileExistsError:
        message = f"{file} is there already, and stays as it is"
        raise click.ClickException(message) from None
    click.echo(f"{file} is begun. Next:")
    click.echo("  write on in it: what you do not know yet, leave out")
    click.echo("  journeybook check   says what is wrong, and the way out")
    click.echo("  mkdocs serve        shows it, and again on every save")


@main.command("format")
def print_format() -> None:
    """Print what can be written into each kind of file, key by key, as Markdown."""
    from journeybook.source.reference import describe_format  # noqa: PLC0415 - as above

    click.echo(describe_format(), nl=False)


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def schema(folder: Path) -> None:
    """Write the JSON Schema of each kind of file into DIR, so that editors complete and check while you type."""
    from journeybook.source import json_schemas  # noqa: PLC0415 - as above

    folder.mkdir(parents=True, exist_ok=True)
    for kind, content in json_schemas().items():
        file = folder / f"{kind}.json"
        text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        file.write_text(text, encoding="utf-8", newline="\n")
        click.echo(file)


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
