"""References of evidence: to its journey, to the moments of that, and to the organization. Used by `folder`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.model import AFTER, Evidence, Observation, Taken
from journeybook.source.index import JourneyIndex, TouchpointIndex, split_moment
from journeybook.source.misfits import suggest
from journeybook.source.references import Organizer, check_twice

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from journeybook.model import Journey
    from journeybook.problems import Report, Span
    from journeybook.source.evidence import FoundEvidence


def find_felt_waits(
    read: Iterable[FoundEvidence], index: JourneyIndex, on: dt.date | None
) -> dict[str, frozenset[str]]:
    """The touchpoints by journey whose wait somebody felt, by evidence that counts on the day `on`; None is any day."""
    felt: dict[str, set[str]] = {}
    for found in read:
        evidence = found.evidence
        if evidence.people == 0 or (on is not None and evidence.date > on):
            continue
        for name, seen in evidence.observations.items():
            if seen.feels is not None and name.endswith(AFTER):
                journey, touchpoints = index.find(evidence.journey)
                present, touchpoint = touchpoints.find(split_moment(name)[0]) if touchpoints else (name, None)
                if touchpoint is not None:
                    felt.setdefault(journey, set()).add(present)
    return {journey: frozenset(touchpoints) for journey, touchpoints in felt.items()}


def resolve_evidence(
    read: Iterable[FoundEvidence], journeys: Mapping[str, Journey], index: JourneyIndex, organizer: Organizer
) -> list[Evidence]:
    """All evidence with its references resolved; misfits are reported. That on an unreadable journey is left out."""
    resolver = _Resolver(journeys, index, organizer)
    return [resolved for found in read if (resolved := resolver.resolve(found)) is not None]


@dataclass(frozen=True, slots=True)
class _Resolver:
    journeys: Mapping[str, Journey]
    index: JourneyIndex
    organizer: Organizer

    @property
    def report(self) -> Report:
        return self.organizer.report

    def resolve(self, found: FoundEvidence) -> Evidence | None:
        evidence = found.evidence
        name, touchpoints = self.index.find(evidence.journey) if found.names_journey else ("", None)
        if found.names_journey and not self.index.knows(name):
            message, span = f"unknown journey `{evidence.journey}`", evidence.place.at("journey")
            self.report.error("unknown-reference", message, span, help=self.index.suggest(evidence.journey))
        personas = self.journeys[name].persona_ids if touchpoints else None
        evidence = self.organizer.resolve_evidence(evidence, personas)
        if touchpoints is None:
            return None
        changes: dict[str, object] = {
            "journey": name,
            "observations": self._resolve_observations(evidence, touchpoints),
        }
        if evidence.taken is not None:
            changes["taken"] = self._resolve_taken(evidence.taken, touchpoints)
        return evidence.model_copy(update=changes)

    def _resolve_observations(self, evidence: Evidence, touchpoints: TouchpointIndex) -> dict[str, Observation]:
        resolved: dict[str, Observation] = {}
        for name, seen in evidence.observations.items():
            base, after = split_moment(name)
            present = self._refer(base, touchpoints, evidence.place.key("observations", name)) + after
            check_twice(present, resolved, evidence, self.report, "observations", name)
            resolved[present] = seen
        return resolved

    def _resolve_taken(self, taken: Taken, touchpoints: TouchpointIndex) -> Taken:
        order = tuple(
            self._refer(name, touchpoints, taken.place.at("order", number)) for number, name in enumerate(taken.order)
        )
        steps = tuple(
            step.model_copy(
                update={
                    "from_": self._refer(step.from_, touchpoints, step.place.at("from")),
                    "to": self._refer(step.to, touchpoints, step.place.at("to")),
                }
            )
            for step in taken.steps
        )
        paths = tuple(
            path.model_copy(
                update={
                    "touchpoints": tuple(
                        self._refer(name, touchpoints, path.place.at("touchpoints", number))
                        for number, name in enumerate(path.touchpoints)
                    )
                }
            )
            for path in taken.paths
        )
        return taken.model_copy(update={"order": order, "steps": steps, "paths": paths})

    def _refer(self, name: str, touchpoints: TouchpointIndex, span: Span) -> str:
        present, touchpoint = touchpoints.find(name)
        if touchpoint is None:
            hint = suggest(name, touchpoints.touchpoints, kind="touchpoints")
            self.report.error("unknown-reference", f"unknown touchpoint `{name}`", span, help=hint)
        return present
