"""`journeybook new`: begins a journey with five lines.

Used by the command.
"""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.content import find_content


@click.command()
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
    click.echo(f"  {_name_preview(folder)}shows it, and again on every save")


def _name_preview(folder: Path) -> str:
    """What previews the site, in the width of its column: `make serve` where the Makefile has it."""
    try:
        makes = any(line.startswith("serve:") for line in (folder / "Makefile").read_text("utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        makes = False
    return f"{'make serve' if makes else 'mkdocs serve':<20}"
