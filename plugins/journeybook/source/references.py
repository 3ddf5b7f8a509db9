"""References to the organization: whether each record that a file names is there, under the id that it has today.

Used by `folder` and `sightings`. Once a file of a kind exists, an id that is not in it is an error; without one any id
is taken; and where the file has errors nothing is said, because its records may be what is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from journeybook.model import (
    EVERYONE,
    SEGMENT,
    Amount,
    ByPersona,
    Evidence,
    Image,
    Journey,
    Kind,
    Measure,
    Named,
    Proof,
    Record,
    SharedImprovement,
)
from journeybook.source.identity import RESERVED
from journeybook.source.images import check_image
from journeybook.source.misfits import FRACTION, find_named, suggest, suggest_for_empty_key, suggest_named
from journeybook.source.named_records import REFERENCES, WORDS, list_names, suggest_team
from journeybook.source.organization import RECORD_FILES
from journeybook.source.parts import list_fields
from journeybook.source.syntax import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from journeybook.problems import Report, Span
    from journeybook.source.organization import Organization

R = TypeVar("R", bound=Record)


@cache
def _list_referring_fields(cls: type[Record]) -> tuple[str, ...]:
    """The fields of a class of records that can refer to something, themselves or in what they hold."""
    named = (name for owner, name in REFERENCES if owner is cls)
    return tuple(dict.fromkeys((*named, *list_fields(cls, Record, ByPersona))))


@dataclass
class Organizer:
    """Resolves references to the organization's records; those into a file of `doubtful`, which has errors, stay.

    `used` gathers the kind and id of everything that is referred to.
    """

    organization: Organization
    doubtful: frozenset[str]
    content: Path
    report: Report
    used: set[tuple[Kind, str]] = field(default_factory=set)
    _records: Mapping[Kind, Mapping[str, Named]] = field(init=False)
    _renamed: dict[Kind, dict[str, str]] = field(init=False)
    _ways_out: dict[tuple[Kind, str], str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Note which ids were renamed."""
        self._records = self.organization.records
        self._renamed = {
            kind: {old: record.id for record in table.values() for old in record.formerly}
            for kind, table in self._records.items()
        }
        for record in self.organization.partial:
            kind = next(kind for kind, cls in RECORD_FILES.values() if isinstance(record, cls))
            self._renamed.setdefault(kind, {}).update(dict.fromkeys(record.formerly, record.id))

    def resolve_records(self) -> dict[Kind, dict[str, Named]]:
        """The sound records with their own references resolved; misfits are reported, also those of the others."""
        resolver = _Resolver(self, None)
        for record in self.organization.partial:
            resolver.resolve(record)
        return {
            kind: {name: resolver.resolve(record) for name, record in table.items()}
            for kind, table in self._records.items()
        }

    def resolve_improvements(self) -> tuple[list[SharedImprovement], list[SharedImprovement]]:
        """The sound improvements of the organization, and what stands of the others, resolved as the records are."""
        resolver, organization = _Resolver(self, None), self.organization
        sound = [resolver.resolve(improvement) for improvement in organization.improvements.values()]
        return sound, [resolver.resolve(improvement) for improvement in organization.partial_improvements]

    def resolve_journey(self, journey: Journey, *, knows_personas: bool = True) -> Journey:
        """The journey with every reference to the organization resolved; misfits are reported.

        Unless it `knows_personas`, values by persona are not compared with the personas of the journey.
        """
        if not knows_personas:
            return _Resolver(self, None).resolve(journey)
        personas = tuple(self.find("persona", name) for name in journey.persona_ids)
        for number, name in enumerate(personas):
            if name in personas[:number]:
                span = journey.place.at("personas", number)
                self.report.error(
                    "listed-twice", f"the persona `{name}` is listed twice", span, help="keep one of them"
                )
        return _Resolver(self, personas).resolve(journey)

    def resolve_evidence(self, evidence: Evidence, personas: tuple[str, ...] | None) -> Evidence:
        """The evidence with every reference to the organization resolved; misfits are reported.

        Its persona has to be one of `personas`, which are its journey's; where those are None, one of all personas.
        """
        resolved = _Resolver(self, personas).resolve(evidence)
        name = evidence.persona
        if name is None:
            return resolved
        present = self.find("persona", name)
        if personas is None:
            self.refer("persona", name, evidence, "persona")
        elif present not in personas:
            self.report_other_persona(name, personas, evidence.place.at("persona"), suggest)
        else:
            self.used.add(("persona", present))
        return resolved if present == name else resolved.model_copy(update={"persona": present})

    def find(self, kind: Kind, name: str) -> str:
        """The present id of the record that `name` stands for, whether there is one or not."""
        return self._renamed.get(kind, {}).get(name, name)

    def records(self, kind: Kind) -> Mapping[str, Named] | None:
        """The records of a kind by id, none where they have no file; None where that has errors."""
        return None if self.organization.files.get(kind) in self.doubtful else self._records.get(kind, {})

    def refer(self, kind: Kind, name: str, record: Record, *path: str | int, at_key: bool = False) -> str:
        """The present id of the record that is named at `path` of `record`, an error where there is none."""
        present = self.find(kind, name)
        self.used.add((kind, present))
        table = self._records.get(kind)
        file = self.organization.files.get(kind)
        if table is None and name in RESERVED:
            span = record.place.key(*path) if at_key else record.place.at(*path)
            message = f"`{name}` names a part of the handbook's addresses and cannot be the id of a"
            self.report.error("reserved-id", f"{message} {WORDS.get(kind, kind)}", span, help="choose another id")
        if table is not None and file not in self.doubtful and present not in table:
            span = record.place.key(*path) if at_key else record.place.at(*path)
            if isinstance(record, Evidence) and path == ("by",):
                way_out = f"{suggest_team(name, list_names(table))}; a team that is missing belongs in {file}"
            else:
                way_out = self._suggest_record(kind, name)
            self.report.error("unknown-reference", f"unknown {WORDS.get(kind, kind)} `{name}`", span, help=way_out)
        return present

    def _suggest_record(self, kind: Kind, name: str) -> str:
        """The way out of a name that no record of a kind has, looked for once: a team that is gone is named often."""
        if (kind, name) not in self._ways_out:
            near = suggest_named(name, list_names(self._records[kind]), kind=f"{WORDS.get(kind, kind)}s")
            add = f"add `{name}` to {self.organization.files.get(kind)}"
            way_out = f"{near} If not, {add}" if near and near.endswith("?") else f"{near}; or {add}" if near else add
            self._ways_out[kind, name] = way_out
        return self._ways_out[kind, name]

    def report_other_persona(
        self, name: str, personas: tuple[str, ...], span: Span, search: Callable[..., str | None]
    ) -> None:
        """Say that `name` is none of the journey's `personas`; `search` looks for the nearest of them."""
        if personas == (EVERYONE,):
            hint = f"the journey names no personas; add `personas: [{name}]` to it"
        else:
            near = self.find_persona(name, personas) or search(name, personas, kind="personas of this journey")
            hint = near or f"add `{name}` to `personas` of this journey"
        self.report.error("unknown-persona", f"`{name}` is no persona of this journey", span, help=hint)

    def find_persona(self, name: str, personas: tuple[str, ...]) -> str | None:
        """The way out where `name` is the name of one of `personas`, and not its id."""
        known = list_names(self._records.get("persona", {}))
        return find_named(name, {persona: known.get(persona, persona) for persona in personas})

    def check_unit(self, name: str, amount: Amount | None, record: Record, *path: str | int) -> None:
        """Report an amount in another unit than that of the measure `name`."""
        measure = self._records.get("measure", {}).get(self.find("measure", name))
        wanted = measure.unit if isinstance(measure, Measure) else None
        if amount and amount.unit and wanted and amount.unit != wanted:
            span, way_out = record.place.at(*path), f"`{name}` is measured in {wanted}"
            self.report.error("wrong-unit", f"`{amount.unit}` is not the unit of `{name}`", span, help=way_out)


@dataclass(frozen=True, slots=True)
class _Resolver:
    """Walks through a record and all that it holds; `personas` are those that values by persona may name, None any."""

    organizer: Organizer
    personas: tuple[str, ...] | None

    def resolve(self, record: R) -> R:
        """The record with present ids in the place of earlier ones."""
        changes = {}
        for name in _list_referring_fields(type(record)):
            value = getattr(record, name)
            if value:
                resolved = self._resolve_field(record, name, value)
                if resolved is not value:
                    changes[name] = resolved
        if isinstance(record, Image):
            check_image(record, self.organizer.content, self.organizer.report)
        if isinstance(record, Measure):
            self.organizer.check_unit(record.id, record.target, record, "target")
        if isinstance(record, Proof):
            self.organizer.check_unit(record.measure, record.from_, record, "from")
            self.organizer.check_unit(record.measure, record.to, record, "to")
        return record.model_copy(update=changes) if changes else record

    def _resolve_field(self, record: Record, name: str, value: Any) -> Any:
        kind = REFERENCES.get((type(record), name))
        if isinstance(value, Record):
            return self.resolve(value)
        if isinstance(value, ByPersona):
            return self._resolve_by_persona(record, name, value, kind)
        if isinstance(value, tuple):
            resolved = tuple(
                self.resolve(item) if isinstance(item, Record) else self._refer(kind, item, record, name, number)
                for number, item in enumerate(value)
            )
            return value if all(new is old for new, old in zip(resolved, value, strict=True)) else resolved
        if isinstance(value, dict):
            if kind == "measure":
                return self._resolve_measures(record, name, value)
            within = {key: self.resolve(item) for key, item in value.items()}
            return value if all(new is value[key] for key, new in within.items()) else within
        return self._refer(kind, value, record, name)

    def _resolve_by_persona(
        self, record: Record, name: str, value: ByPersona[Any], kind: Kind | None
    ) -> ByPersona[Any]:
        """The keys are personas of the journey; the values may be references too, as a channel's are."""
        if not value.differs:
            present = value.everyone and self._refer(kind, value.everyone, record, name)
            return value if present == value.everyone else ByPersona(everyone=present)
        for key in sorted(record.place.find(name).key_names - value.personas.keys()):
            if not FRACTION.fullmatch(key):  # that is an unknown key in any mapping
                self._refer_to_own_persona(key, None, record, name)
        resolved: dict[str, Any] = {}
        for key, item in value.personas.items():
            present = self._refer_to_own_persona(key, item, record, name)
            check_twice(present, resolved, record, self.organizer.report, name, key)
            resolved[present] = self._refer(kind, item, record, name, key)
        return value if resolved == value.personas else ByPersona(personas=resolved)

    def _resolve_measures(self, record: Record, name: str, values: dict[str, Any]) -> dict[str, Any]:
        """Amounts by measure, or by measure and day."""
        resolved: dict[str, Any] = {}
        for key, value in values.items():
            present = self.organizer.refer("measure", key, record, name, key, at_key=True)
            if isinstance(value, dict):
                for day, amount in value.items():
                    path = (name, key, day.isoformat()) if day else (name, key)
                    self.organizer.check_unit(present, amount, record, *path)
            else:
                self.organizer.check_unit(present, value, record, name, key)
            check_twice(present, resolved, record, self.organizer.report, name, key)
            resolved[present] = value
        return values if resolved.keys() == values.keys() else resolved

    def _refer(self, kind: Kind | None, name: str, record: Record, *path: str | int) -> str:
        """The present id of the record that `name` stands for; what is no reference (no `kind`) stays as it is."""
        return name if kind is None else self.organizer.refer(kind, name, record, *path)

    def _refer_to_own_persona(self, name: str, value: Any, record: Record, key: str) -> str:
        """The present id of a persona that has to be one of the journey's."""
        present = self.organizer.find("persona", name)
        if self.personas is None or present in self.personas:
            return present
        span = record.place.key(key, name)
        is_text = not SEGMENT.fullmatch(name) and isinstance(value, str)
        if is_text and self.organizer.find_persona(name, self.personas) is None:
            way_out = f"text with a colon needs quotes: {quote(f'{name}: {value}')}"
            self.organizer.report.error("colon-in-text", f"`{name}` is no persona", span, help=way_out)
        else:
            search = suggest_for_empty_key if value is None else suggest
            self.organizer.report_other_persona(name, self.personas, span, search)
        return present


def check_twice(present: str, resolved: Mapping[str, Any], record: Record, report: Report, *path: str) -> None:
    """Report an old and a present id of the same thing that both have a value, of which one would be lost."""
    if present in resolved:
        message = f"`{present}` has two values here, one of them by an earlier id"
        report.error("duplicate-key", message, record.place.key(*path), help="keep one of the two")
