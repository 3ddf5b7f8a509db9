"""`journeybook events`: an event log becomes evidence on a journey.

Used by the command. The log is read from wherever it lies, and only aggregates leave it.
"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn

import click

from journeybook.cli.content import check_known, find_content, paint_problem, show_place

if TYPE_CHECKING:
    import datetime as dt
    from contextlib import AbstractContextManager

    from journeybook.model import Journey
    from journeybook.problems import Report

STDIN = Path("-")


@click.command()
@click.argument("log", metavar="LOG.csv", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--journey", "name", metavar="ID", required=True, help="The journey that it tells of: buying/new-phone.")
@click.option(
    "--map", "map_file", metavar="MAP.yml", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What the log calls its columns and touchpoints, and how it writes times.",
)  # fmt: skip
@click.option(
    "--dir", "folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the site; the current one when left out.",
)  # fmt: skip
@click.option("--by", metavar="TEAM", help="The id of the team that counted.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help="The day of the evidence; that of the last event when left out.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Write over the file that is there.")
def events(  # noqa: PLR0913 - a parameter for each option
    log: Path, *, name: str, map_file: Path | None, folder: Path, by: str | None, day: dt.datetime | None, force: bool
) -> None:
    """Count what customers did, from a log with the columns customer, touchpoint and at.

    Writes evidence/ID/DATE-analytics.yml into the content: who got where, who was lost, in which order and how fast.
    Nothing in it tells of fewer than five customers' paths. `-` reads the log from standard input.
    """
    from journeybook.problems import Report  # noqa: PLC0415 - `--help` need not wait for pydantic
    from journeybook.source.event_log import (  # noqa: PLC0415 - as above
        Desk,
        Map,
        RefusedLogError,
        count_events,
        read_map,
    )

    report = Report()
    content = find_content(folder)
    journey = find_what_for(name, by, content, folder, report)
    log_map = read_map(map_file, str(map_file), journey, report) if map_file else Map()
    if log_map is None:
        stop(report)
    try:
        with open_log(log) as stream:
            desk = Desk("standard input" if log == STDIN else str(log), report)
            counted = count_events(stream, journey, log_map, desk)
    except RefusedLogError:
        stop(report)
    date = day.date() if day else counted.date
    file = content / "evidence" / journey.id / f"{date}-analytics.yml"
    write_file(file, counted.write(by=by, date=date), force=force)
    click.echo(f"{show_place(file)} is written: {counted.count.customers} customers, {counted.events} events")
    for line in counted.tell():
        click.echo(f"  {line}")
    if log != STDIN and log.resolve().is_relative_to(content):
        click.echo(f"  {log} lies in the content: event logs stay outside the repository, so take it out")


def find_what_for(name: str, by: str | None, content: Path, folder: Path, report: Report) -> Journey:
    """The journey of this name, once it and the team are known; ends the command where they are not."""
    from journeybook.problems import Report  # noqa: PLC0415 - as above
    from journeybook.source.one_journey import find_journey  # noqa: PLC0415 - as above
    from journeybook.source.organization import read_organization  # noqa: PLC0415 - as above

    root = Path.cwd() if content.is_relative_to(Path.cwd()) else folder.resolve()
    journey = find_journey(name, content, root, report)
    if journey is None:
        stop(report)
    if by is not None:
        # What else is wrong with the organization is the check's matter.
        check_known("team", by, tuple(read_organization(content, root, Report()).records.get("team", ())))
    return journey


def open_log(log: Path) -> AbstractContextManager[BinaryIO]:
    """The bytes of the log, or of standard input for `-`."""
    if log == STDIN:
        return nullcontext(sys.stdin.buffer)
    return log.open("rb")


def write_file(file: Path, text: str, *, force: bool) -> None:
    """Write a new file, with `force` also over one that is there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("w" if force else "x", encoding="utf-8", newline="\n") as new_file:
            new_file.write(text)
    except FileExistsError:
        way_out = "--force writes over it, --date gives another day"
        message = f"{show_place(file)} is there already, and stays as it is; {way_out}"
        raise click.ClickException(message) from None


def stop(report: Report) -> NoReturn:
    """Say what is wrong, and end."""
    for problem in report.problems():
        click.echo(paint_problem(problem), err=True)
    sys.exit(1)
