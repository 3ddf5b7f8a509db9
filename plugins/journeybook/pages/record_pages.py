"""All pages of teams, channels, systems, personas and measures, and their lists. Used by `render`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.pages.record_lists import render_list
from journeybook.pages.record_measure import render_measure
from journeybook.pages.record_persona import render_persona
from journeybook.pages.record_reached import render_channel, render_system
from journeybook.pages.record_team import render_team
from journeybook.pages.site import join_parts
from journeybook.pages.view import RECORD_FOLDERS, record_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeybook.pages.site import Part
    from journeybook.pages.view import Build, RecordKind


def render_records(build: Build) -> Part:
    """Every list and every record's page, and the bare pages with the rest of their rows."""
    return join_parts(_render_all(build))


def _render_all(build: Build) -> Iterator[Part]:
    sides = build.insight.sides
    yield render_list(build, "team", sides.teams)
    yield from (render_team(build, side) for side in sides.teams.values())
    yield render_list(build, "channel", sides.channels)
    yield from (render_channel(build, side) for side in sides.channels.values())
    yield render_list(build, "system", sides.systems)
    yield from (render_system(build, side) for side in sides.systems.values())
    yield render_list(build, "persona", sides.personas)
    yield from (render_persona(build, side) for side in sides.personas.values())
    yield render_list(build, "measure", sides.measures)
    yield from (render_measure(build, side) for side in sides.measures.values())


def list_moved(build: Build) -> Iterator[tuple[str, str, str, RecordKind]]:
    """Every address that a record had under an id of old: old address, new address, title, kind."""
    handbook = build.insight.handbook
    for kind in RECORD_FOLDERS:
        for record in handbook.records(kind).values():
            for old in record.formerly:
                yield record_address(kind, old), record_address(kind, record.id), build.label(kind, record.id), kind
