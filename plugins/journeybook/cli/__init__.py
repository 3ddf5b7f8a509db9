"""The `journeybook` command: checks content, begins journeys and walks, counts event logs, explains the format.

Used from a terminal and by CI. It imports neither MkDocs nor the pages, so that a check takes a moment.
Each command is a file of its own.
"""

from __future__ import annotations

import click

from journeybook import __version__
from journeybook.cli.check import check
from journeybook.cli.events import events
from journeybook.cli.explain import print_format, schema
from journeybook.cli.new import new
from journeybook.cli.walk import walk


@click.group()
@click.version_option(__version__, prog_name="journeybook")
def main() -> None:
    """Customer journeys written as YAML, published as a handbook."""


for command in (check, new, walk, events, print_format, schema):
    main.add_command(command)
