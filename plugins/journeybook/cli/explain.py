"""`journeybook format` and `journeybook schema`: what can be written, for people and for editors.

Used by the command.
"""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("format")
def print_format() -> None:
    """Print what can be written into each kind of file, key by key, as Markdown."""
    from journeybook.source.reference import describe_format  # noqa: PLC0415 - as above

    click.echo(describe_format(), nl=False)


@click.command()
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
