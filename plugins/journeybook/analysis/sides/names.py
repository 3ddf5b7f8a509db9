"""Which teams, channels, systems, personas and measures there are: those with a record, and those that are named.

Used by `see_sides`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journeybook.model import EVERYONE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.analysis.insight import Insight, JourneyInsight
    from journeybook.model import Touchpoint


@dataclass(frozen=True, slots=True)
class Names:
    """Ids by kind: those with a record in the order of its file, then those without one by id."""

    teams: tuple[str, ...]
    channels: tuple[str, ...]
    systems: tuple[str, ...]
    personas: tuple[str, ...]
    measures: tuple[str, ...]


@dataclass(slots=True)
class _Named:
    """What the listed journeys name."""

    teams: set[str | None] = field(default_factory=set)
    channels: set[str | None] = field(default_factory=set)
    systems: set[str | None] = field(default_factory=set)
    personas: set[str | None] = field(default_factory=set)
    measures: set[str | None] = field(default_factory=set)

    def add_journey(self, journey: JourneyInsight) -> None:
        """What a journey names, with its improvements and the evidence on it."""
        written = journey.journey
        self.teams.add(written.owner)
        self.teams.update(improvement.improvement.owner for improvement in journey.improvements)
        self.teams.update(evidence.by for evidence in journey.evidence)
        self.personas.update(written.personas)
        self.measures.update(series.measure.id for series in journey.measures)
        self.measures.update(
            found.improvement.proves_it.measure for found in journey.improvements if found.improvement.proves_it
        )
        for touchpoint in written.touchpoints:
            self._add_touchpoint(touchpoint)

    def _add_touchpoint(self, touchpoint: Touchpoint) -> None:
        self.teams.add(touchpoint.owner)
        if touchpoint.channel:
            self.channels.update(touchpoint.channel.all_values())
        for action in touchpoint.actions:
            self.teams.add(action.team)
            self.systems.add(action.system)


def name_records(insight: Insight) -> Names:
    """Name every record, and what listed journeys name without one. `everyone` is no persona."""
    handbook = insight.handbook
    named = _Named()
    for journey in insight.journeys.values():
        named.add_journey(journey)
    named.teams.update(system.owner for system in handbook.systems.values())
    return Names(
        teams=_order(handbook.teams, named.teams),
        channels=_order(handbook.channels, named.channels),
        systems=_order(handbook.systems, named.systems),
        personas=_order(handbook.personas, named.personas - {EVERYONE}),
        measures=_order(handbook.measures, named.measures),
    )


def _order(records: Iterable[str], named: Iterable[str | None]) -> tuple[str, ...]:
    known = tuple(records)
    return (*known, *sorted({name for name in named if name} - set(known)))
