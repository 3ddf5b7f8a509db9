"""The handbook: all journeys and the organization, as one frozen value. Everything after loading reads this alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from journeybook.model.organization import Channel, Measure, Persona, Phase, Settings, System, Team

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeybook.model.evidence import Evidence
    from journeybook.model.improvement import SharedImprovement
    from journeybook.model.journey import Journey
    from journeybook.model.record import Named

Kind = Literal["persona", "channel", "team", "system", "measure", "phase"]


@dataclass(frozen=True)
class Handbook:
    """A loaded handbook. Mappings go from id to record, in the order of the files' sorted paths and of their lines.

    `journeys` holds every status; use `listed` for what readers meet. A reference whose kind has no file is named after
    its id.
    """

    journeys: Mapping[str, Journey] = field(default_factory=dict)
    personas: Mapping[str, Persona] = field(default_factory=dict)
    channels: Mapping[str, Channel] = field(default_factory=dict)
    teams: Mapping[str, Team] = field(default_factory=dict)
    systems: Mapping[str, System] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    phases: Mapping[str, Phase] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    improvements: Mapping[str, SharedImprovement] = field(default_factory=dict)
    """Of the organization, by id. What each does in a journey also stands among that journey's `improvements`, as an
    `ImprovementPart`."""
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    """By id. `journey` and the keys of `observations` are present ids of journeys and moments that are there."""
    unreadable: Mapping[str, str] = field(default_factory=dict)
    """Journeys whose files have errors, by id, with the file: the preview shows their problems in their place."""
    doubtful: frozenset[Kind] = frozenset()
    """The kinds of records whose file has errors, so that nothing is said of references to them."""

    def records(self, kind: Kind) -> Mapping[str, Named]:
        """The records of a kind by id; empty where the organization has no such file."""
        tables: dict[Kind, Mapping[str, Named]] = {
            "persona": self.personas,
            "channel": self.channels,
            "team": self.teams,
            "system": self.systems,
            "measure": self.measures,
            "phase": self.phases,
        }
        return tables[kind]

    def label(self, kind: Kind, record_id: str) -> str:
        """The name of a record; one made from the id where no file names it (`first-timer` → `First timer`)."""
        record = self.records(kind).get(record_id)
        return record.label if record else record_id.replace("-", " ").capitalize()

    @cached_property
    def evidence_by_journey(self) -> Mapping[str, tuple[Evidence, ...]]:
        """The evidence of each journey that has any, oldest first, then by id."""
        found: dict[str, list[Evidence]] = {}
        for evidence in sorted(self.evidence.values(), key=lambda e: (e.date, e.id)):
            found.setdefault(evidence.journey, []).append(evidence)
        return {journey: tuple(pieces) for journey, pieces in found.items()}

    def listed(self, *, drafts: bool) -> tuple[Journey, ...]:
        """The journeys in lists and figures, by lifecycle phase, then id: published, and drafts where `drafts`."""
        order = {phase: number for number, phase in enumerate(self.phases)}
        shown = {"published", "draft"} if drafts else {"published"}
        return tuple(
            sorted(
                (journey for journey in self.journeys.values() if journey.status in shown),
                key=lambda j: (order.get(j.lifecycle or "", len(order)), j.id),
            )
        )
