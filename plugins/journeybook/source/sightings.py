"""References of evidence: to its journey, to the moments of that, and to the organization. Used by `folder`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from journeybook.model import AFTER, Evidence
from journeybook.problems import Note
from journeybook.source.evidence import list_named_moments
from journeybook.source.index import JourneyIndex, TouchpointIndex, split_moment
from journeybook.source.misfits import FRACTION, find_named
from journeybook.source.questions import Questions
from journeybook.source.references import Organizer, check_twice

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from journeybook.model import Journey, Observation, Record, Taken, Touchpoint
    from journeybook.problems import Report
    from journeybook.source.evidence import FoundEvidence

ELSEWHERE: Final = 3
"""So many other journeys with a touchpoint of the same id are told; in more, it says nothing."""


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
    questions = Questions(organizer.records("channel"), organizer.report)
    resolved = []
    for found in read:
        evidence = found.evidence
        name, touchpoints = index.find(evidence.journey) if found.names_journey else ("", None)
        if found.names_journey and not index.knows(name):
            _report_unknown_journey(evidence, index, organizer.report)
        personas = journeys[name].persona_ids if touchpoints else None
        evidence = organizer.resolve_evidence(evidence, personas)
        if touchpoints is not None:
            resolved.append(_Resolver(evidence, name, touchpoints, index, organizer.report, questions).resolve())
    return resolved


def _report_unknown_journey(evidence: Evidence, index: JourneyIndex, report: Report) -> None:
    journey, _, touchpoint = evidence.journey.partition("#")
    if touchpoint and index.knows(index.find(journey)[0]):
        hint: str | None = f"write `journey: {journey}`, and `{touchpoint}` below `observations`"
    else:
        hint = index.suggest(journey)
    span = evidence.place.at("journey")
    report.error("unknown-reference", f"unknown journey `{evidence.journey}`", span, help=hint)


@dataclass(frozen=True, slots=True)
class _Resolver:
    """The references of one piece of evidence into its journey, which has the present id `journey`."""

    evidence: Evidence
    journey: str
    touchpoints: TouchpointIndex
    index: JourneyIndex
    report: Report
    questions: Questions

    def resolve(self) -> Evidence:
        changes: dict[str, object] = {"journey": self.journey, "observations": self._resolve_observations()}
        if self.evidence.taken is not None:
            changes["taken"] = self._resolve_taken(self.evidence.taken)
        return self.evidence.model_copy(update=changes)

    def _resolve_observations(self) -> dict[str, Observation]:
        evidence = self.evidence
        resolved: dict[str, Observation] = {}
        for name in self._find_empty_observations():
            self._refer(name, evidence, "observations", name)
        for name, seen in evidence.observations.items():
            present, touchpoint = self._refer(name, evidence, "observations", name)
            check_twice(present, resolved, evidence, self.report, "observations", name)
            resolved[present] = self.questions.match(seen, touchpoint) if touchpoint else seen
        return resolved

    def _find_empty_observations(self) -> list[str]:
        """The moments that are named with nothing to say of them. What a comma within `{…}` cut off is none."""
        told = self.evidence.observations
        named = list_named_moments(self.evidence)
        return [name for name in named if name not in told and not FRACTION.fullmatch(name)]

    def _resolve_taken(self, taken: Taken) -> Taken:
        changes = {"order": self._refer_to_each(taken.order, taken, "order")}
        steps = tuple(
            step.model_copy(
                update={
                    "from_": self._refer(step.from_, step, "from")[0],
                    "to": self._refer(step.to, step, "to")[0],
                }
            )
            for step in taken.steps
        )
        paths = tuple(
            path.model_copy(update={"touchpoints": self._refer_to_each(path.touchpoints, path, "touchpoints")})
            for path in taken.paths
        )
        return taken.model_copy(update={**changes, "steps": steps, "paths": paths})

    def _refer_to_each(self, names: tuple[str, ...], record: Record, key: str) -> tuple[str, ...]:
        return tuple(self._refer(name, record, key, number)[0] for number, name in enumerate(names))

    def _refer(self, name: str, record: Record, *path: str | int) -> tuple[str, Touchpoint | None]:
        """The present id of the moment named at `path`, and its touchpoint; an error and None where there is none.

        Only observations may name the time after a touchpoint; customers go from touchpoint to touchpoint.
        """
        of_moment = path[0] == "observations"
        base, after = split_moment(name)
        present, touchpoint = self.touchpoints.find(base)
        if after and touchpoint is not None and not of_moment:
            message = f"`{name}` is no touchpoint, but the time after one"
            self.report.error("unknown-reference", message, record.place.at(*path), help=f"write `{base}`")
        elif touchpoint is None:
            span = record.place.key(*path) if of_moment else record.place.at(*path)
            message = f"unknown touchpoint `{base}` in `{self.journey}`"
            notes: tuple[Note, ...] = ()
            if self.evidence.journey != self.journey:
                moved = f"`{self.evidence.journey}` is called `{self.journey}` today"
                notes = (Note(moved, self.evidence.place.at("journey")),)
            self.report.error("unknown-reference", message, span, help=self._suggest(base), notes=notes)
        return present + after, touchpoint

    def _suggest(self, name: str) -> str | None:
        """The way out of an unknown touchpoint: the nearest of this journey, and the journey that it is in today."""
        named = find_named(name, self.touchpoints.names)
        if named:
            return named
        first, _, rest = name.partition("#" if "#" in name else "/")
        if rest and "#" in name:
            return "an observation is at a touchpoint of this journey; write another file for another journey"
        if rest and self.touchpoints.find(first)[1]:
            return f"the time after `{first}` is `{first}{AFTER}`"
        near = self.touchpoints.suggest(name)
        elsewhere = self.index.find_elsewhere(name)
        if not 0 < len(elsewhere) <= ELSEWHERE:
            return near
        today = f"`{name}` is in {' and '.join(f'`{journey}`' for journey in elsewhere)} today"
        return f"{near} Else: {today}" if near and near.endswith("?") else today
