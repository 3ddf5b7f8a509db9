"""The open data of the handbook seen from every side: teams, channels, systems, personas, measures, phases and more.

Used by `render`, and by `workbook`, which holds the same. Figures are rounded to four decimals; moments are named
`journey#moment`; customers and contacts are a month's. No team has a mean (DESIGN §8).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.model import plain_text
from journeybook.pages.data import head_of, write_json
from journeybook.pages.side_descriptions import (
    describe_channel,
    describe_failures,
    describe_flow,
    describe_heat,
    describe_measure,
    describe_persona,
    describe_phase,
    describe_system,
    describe_team,
)
from journeybook.pages.site import link
from journeybook.pages.view import RECORD_FOLDERS, record_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.analysis import Insight
    from journeybook.pages.side_descriptions import Described
    from journeybook.pages.site import DataFile, Site
    from journeybook.pages.view import RecordKind


def render_sides(site: Site, insight: Insight) -> tuple[DataFile, ...]:
    """The data files of all sides, in a fixed order. `insight` holds published journeys alone."""
    head = head_of(site, insight)
    sides = describe_sides(site, insight)
    return (
        write_json("data/teams.json", {**head, "teams": sides.teams}),
        write_json("data/channels.json", {**head, "channels": sides.channels}),
        write_json("data/systems.json", {**head, "systems": sides.systems}),
        write_json("data/personas.json", {**head, "personas": sides.personas}),
        write_json("data/measures.json", {**head, "measures": sides.measures}),
        write_json("data/lifecycle.json", {**head, **sides.lifecycle}),
        write_json("data/handoffs.json", {**head, "handoffs": sides.handoffs}),
        write_json("data/failure-demand.json", {**head, **sides.failure_demand}),
    )


def render_names(site: Site, insight: Insight) -> DataFile:
    """The names of all records that have a page, with their former ids: small, for scripts that offer a choice."""
    sides = insight.sides
    named: dict[RecordKind, Iterable[str]] = {
        "team": sides.teams,
        "channel": sides.channels,
        "system": sides.systems,
        "persona": sides.personas,
        "measure": sides.measures,
    }
    names = {
        RECORD_FOLDERS[kind]: [
            {**_name(site, insight, kind, i), "formerly": list(record.formerly) if record else []}
            for i in ids
            for record in (insight.handbook.records(kind).get(i),)
        ]
        for kind, ids in named.items()
    }
    return write_json("data/names.json", {**head_of(site, insight), **names})


@dataclass(frozen=True, slots=True)
class DescribedSides:
    """Every side as the data describes it."""

    teams: list[Described]
    channels: list[Described]
    systems: list[Described]
    personas: list[Described]
    measures: list[Described]
    lifecycle: Described
    """`phases`, and the heat maps `journeys_by_phase`, `channels_by_phase` and `personas_by_phase`."""
    handoffs: list[Described]
    failure_demand: Described
    """`contacts_per_month`, `at_least`, and `causes`."""


def describe_sides(site: Site, insight: Insight) -> DescribedSides:
    """Describe every side of `insight`."""
    sides = insight.sides
    return DescribedSides(
        teams=[{**_name(site, insight, "team", i), **describe_team(insight, s)} for i, s in sides.teams.items()],
        channels=[{**_name(site, insight, "channel", i), **describe_channel(s)} for i, s in sides.channels.items()],
        systems=[
            {**_name(site, insight, "system", i), **describe_system(insight, s)} for i, s in sides.systems.items()
        ],
        personas=[
            {**_name(site, insight, "persona", i), **describe_persona(insight, s)} for i, s in sides.personas.items()
        ],
        measures=[
            {**_name(site, insight, "measure", i), **describe_measure(insight, s)} for i, s in sides.measures.items()
        ],
        lifecycle={
            "phases": [describe_phase(insight, phase) for phase in sides.phases],
            "journeys_by_phase": describe_heat(sides.journeys_by_phase),
            "channels_by_phase": describe_heat(sides.channels_by_phase),
            "personas_by_phase": describe_heat(sides.personas_by_phase),
        },
        handoffs=[describe_flow(flow) for flow in sides.handoffs],
        failure_demand=describe_failures(sides),
    )


def _name(site: Site, insight: Insight, kind: RecordKind, record_id: str) -> Described:
    return {
        "id": record_id,
        "name": plain_text(insight.handbook.label(kind, record_id)),
        "url": link(site, "", record_address(kind, record_id)),
    }
