"""`journeybook walk`: an empty evidence file to fill in, and the way of a filled one into the content.

Used by the command. It is for authors and no build, so it may look at the clock.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from journeybook.cli.content import check_known, find_content, paint_problem, show_place

if TYPE_CHECKING:
    from journeybook.model import Handbook, Journey
    from journeybook.problems import Problem

METHODS = ("walk", "mystery-shop", "gemba", "interview", "survey")
STDIN = "-"


class Day(click.DateTime):
    """A day as the handbook writes it; another way of writing is refused with that one."""

    def __init__(self) -> None:
        """Year, month and day."""
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day that was typed."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value} is not a date: write year, month and day: `{propose_day(str(value))}`", param, ctx)


def propose_day(typed: str) -> str:
    """A day as the handbook writes it: the one that was most likely meant, where that can be told."""
    found = re.fullmatch(r"\s*(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\s*", typed, re.ASCII)
    if found is not None:
        day, month, year = (int(part) for part in found.groups())
        with contextlib.suppress(ValueError):
            return dt.date(year, month, day).isoformat()
    return "2026-10-03"


@click.command()
@click.argument("journey", metavar="[JOURNEY]", required=False)
@click.option(
    "--method", type=click.Choice(METHODS, case_sensitive=False), help="How it is found out; walk when left out."
)
@click.option("--date", "day", type=Day(), metavar="DATE", help="The day of it, 2026-10-03; today when left out.")
@click.option("--by", metavar="TEAM", help="The id of the team that goes.")
@click.option("--persona", metavar="ID", help="The id of the persona whose part they take.")
@click.option(
    "--from", "source", metavar="FILE", type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    help="Check a filled-in file, and put it into its place when it is sound; `-` reads standard input.",
)  # fmt: skip
@click.option("--replace", is_flag=True, help="With --from: it corrects the one that is in place, and replaces it.")
@click.option("--another", is_flag=True, help="With --from: it is another one of the same day, so both are kept.")
@click.option(
    "--dir", "folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the site; the current one when left out.",
)  # fmt: skip
def walk(  # noqa: PLR0913, PLR0917 - click gives a parameter for each option
    journey: str | None,
    method: str | None,
    day: dt.datetime | None,
    by: str | None,
    persona: str | None,
    source: str | None,
    replace: bool,  # noqa: FBT001 - as above
    another: bool,  # noqa: FBT001 - as above
    folder: Path,
) -> None:
    """Make an empty evidence file for JOURNEY (buying/new-phone), or put a filled one into its place with --from.

    It goes to evidence/JOURNEY/DATE-METHOD.yml, with -2, -3 … where that is taken; nothing is overwritten without
    --replace.
    """
    content = find_content(folder)
    root = Path.cwd() if content.is_relative_to(Path.cwd()) else folder.resolve()
    name = None if journey is None else journey.removeprefix("journeys/").removesuffix(".yml").strip("/")
    if (replace or another) and (source is None or (replace and another)):
        message = "--replace and --another say what becomes of a file given with --from: one of them, and with a file"
        raise click.UsageError(message)
    if source is not None:
        if method or day or by or persona:
            message = "a file given with --from says itself which method, date, team and persona: write them there"
            raise click.UsageError(message)
        check_in(source, name, "replace" if replace else "another" if another else None, content=content, root=root)
    elif name is None:
        message = "name the journey: journeybook walk buying/new-phone"
        raise click.UsageError(message)
    else:
        make_empty(name, method or "walk", day.date() if day else today(), by, persona, content=content, root=root)


def today() -> dt.date:
    """The day on the author's own clock."""
    return dt.datetime.now().astimezone().date()


def make_empty(  # noqa: PLR0913 - what the command was told
    name: str, method: str, day: dt.date, by: str | None, persona: str | None, *, content: Path, root: Path
) -> None:
    """Write the empty file, and say what comes next."""
    from journeybook.source import load  # noqa: PLC0415 - `--help` need not wait for pydantic
    from journeybook.source.walk import WALKED, Walk, begin_evidence, put_evidence  # noqa: PLC0415 - as above

    handbook, problems = load(content, root=root)
    journey = find_journey(name, handbook, problems)
    check_known("team", by, tuple(handbook.teams))
    check_persona(persona, journey)
    planned = Walk(next(known for known in WALKED if known == method), day, by, persona)
    place = put_evidence(content, journey.id, planned, begin_evidence(journey, handbook, planned).encode())
    click.echo(f"{show_place(place)} is made. Next:")
    click.echo("  fill in what was seen: what stays empty is left out")
    click.echo("  journeybook check   says what is wrong, and the way out")


def check_persona(persona: str | None, journey: Journey) -> None:
    """End the command where `persona` is given and is none of the journey's."""
    from journeybook.source.misfits import suggest  # noqa: PLC0415 - as above

    if persona is None or persona in journey.persona_ids:
        return
    if not journey.personas:
        message = f"the journey {journey.id} has no personas: leave --persona out"
        raise click.ClickException(message)
    way_out = suggest(persona, journey.personas, kind="personas of this journey")
    message = f"the journey {journey.id} has no persona {persona}" + (f"; {way_out}" if way_out else "")
    raise click.ClickException(message)


def check_in(
    source: str, name: str | None, alike: Literal["replace", "another"] | None, *, content: Path, root: Path
) -> None:
    """Copy a filled-in file to its place, when it is sound; else say what is wrong with it and end with 1.

    `alike` says what it is to one of the same day, method, team and persona; None where the author did not say.
    """
    from journeybook.source import edition_date  # noqa: PLC0415 - as above
    from journeybook.source.walk import Walk, blank_fences, check_arrival, put_evidence, trim_blank_lines  # noqa: PLC0415 - as above

    if source != STDIN and Path(source).resolve().is_relative_to(content / "evidence"):
        message = f"{source} is among the evidence already: `journeybook check` checks it there"
        raise click.ClickException(message)
    with click.open_file(source, "rb") as stream:
        given = stream.read()
    data = blank_fences(given)
    file = "standard input" if source == STDIN else source
    # With a new file in it the edition is as young as today.
    on = max(edition_date(content, root=root)[0], today())
    checked = check_arrival(data, file, content, root=root, on=on)
    if data != given:
        data = trim_blank_lines(data)
    evidence = checked.evidence
    # Whether it is one of them is asked below, and settled by --replace.
    problems = [p for p in checked.problems if p.code != "twice-observed" or alike == "another"]
    for problem in problems:
        click.echo(paint_problem(problem) + "\n", err=True)
    if evidence is None:
        if not any(problem.severity == "error" for problem in problems):
            message = f"the journey that {file} is about has errors of its own: `journeybook check` names them"
            raise click.ClickException(message)
        sys.exit(1)
    if name is not None and name not in checked.journeys:
        message = f"{file} is about the journey {evidence.journey}, not {name}: leave the name out, or mend the file"
        raise click.ClickException(message)
    same = next((place for place in checked.alike if place.read_bytes() == data), None)
    if same is not None:
        click.echo(f"{show_place(same)} holds the same already")
        return
    corrected = find_corrected(checked.alike, alike)
    if corrected is None:
        place = put_evidence(content, evidence.journey, Walk(evidence.method, evidence.date), data)
    else:
        place = corrected
        place.write_bytes(data)
    if problems:
        doubts = f"{len(problems)} doubt{'s' if len(problems) > 1 else ''}"
        click.echo(f"{show_place(place)} is in its place, with {doubts} that a strict build does not take")
    else:
        click.echo(f"{show_place(place)} is sound and in its place")


def find_corrected(places: tuple[Path, ...], alike: Literal["replace", "another"] | None) -> Path | None:
    """The one of `places` that the new file replaces; None where it is put beside them. Ends the command in doubt."""
    if alike == "another" or (alike is None and not places):
        return None
    if alike == "replace" and len(places) == 1:
        return places[0]
    if not places:
        message = "nothing is in place from that day, method, team and persona: leave --replace out"
    elif len(places) == 1:
        message = (
            f"{show_place(places[0])} is from the same day, method, team and persona: "
            "--replace puts this file in its stead, --another keeps both"
        )
    else:
        message = (
            f"{', '.join(map(show_place, places))} are from the same day, method, team and persona: "
            "--another keeps this file beside them; to correct one of them, change that one"
        )
    raise click.ClickException(message)


def find_journey(name: str, handbook: Handbook, problems: tuple[Problem, ...]) -> Journey:
    """The journey that is or was called `name`; ends the command where there is none, or its file has errors."""
    from journeybook.source.misfits import suggest  # noqa: PLC0415 - as above

    renamed = {old: journey.id for journey in handbook.journeys.values() for old in journey.formerly}
    journey = handbook.journeys.get(renamed.get(name, name))
    if journey is not None:
        return journey
    broken = handbook.unreadable.get(name)
    for problem in problems:
        if problem.span.file == broken and problem.severity == "error":
            click.echo(paint_problem(problem) + "\n", err=True)
    if broken is not None:
        message = f"the journey {name} has errors: mend them first"
        raise click.ClickException(message)
    way_out = suggest(name, sorted(handbook.journeys), kind="journeys", renamed=renamed)
    message = f"there is no journey {name}" + (f"; {way_out}" if way_out else "")
    raise click.ClickException(message)
