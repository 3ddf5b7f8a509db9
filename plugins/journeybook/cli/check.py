"""`journeybook check`: what is wrong with the content, without building anything.

Used by the command and by CI.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from journeybook.cli.content import find_content, paint_problem
from journeybook.problems import Report, format_problems


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--strict", is_flag=True, help="Warnings end with exit code 1 as well.")
def check(folder: Path, *, strict: bool) -> None:
    """Say what is wrong with the content in DIR (the current folder when left out), without building anything."""
    from journeybook.source import load_edition  # noqa: PLC0415 - `--help` need not wait for pydantic
    from journeybook.source.embeds import EmbedReader, find_pages  # noqa: PLC0415 - as above
    from journeybook.source.files import find_yaml_files  # noqa: PLC0415 - as above

    content = find_content(folder)
    root = Path.cwd() if content.is_relative_to(Path.cwd()) else folder.resolve()
    handbook, _, problems = load_edition(content, root=root)
    problems += EmbedReader(handbook, drafts=False).check_pages(find_pages(content), root)
    for problem in problems:
        click.echo(paint_problem(problem) + "\n")
    counted = format_problems(problems).rsplit("\n", 1)[-1]
    journeys = len(handbook.journeys) + len(handbook.unreadable)
    evidence = len(find_yaml_files(content / "evidence", content, root, Report()))
    checked = f"{journeys} {'journey' if journeys == 1 else 'journeys'}"
    if evidence:
        checked += f" and {evidence} {'piece' if evidence == 1 else 'pieces'} of evidence"
    click.echo(f"{checked} checked: {counted}", err=bool(problems))
    if any(strict or problem.severity == "error" for problem in problems):
        sys.exit(1)
