"""What the rules of doubts look at, and what each of them finds.

Used by `doubts`, `evidence_doubts` and `side_doubts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from journeybook.model import ImprovementPart
from journeybook.source.parts import list_records

if TYPE_CHECKING:
    import datetime as dt

    from journeybook.model import Handbook, Improvement, Kind, Record
    from journeybook.problems import Note, Span

KINDS: Final[tuple[Kind, ...]] = ("persona", "channel", "team", "system", "measure", "phase")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One finding of a rule."""

    message: str
    span: Span
    help: str | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What the rules look at."""

    handbook: Handbook
    on: dt.date | None
    """The edition's date; None where it is not known."""
    used: frozenset[tuple[Kind, str]]
    """The kind and id of every record that something refers to."""
    complete: bool
    """Whether every file of journeys and evidence could be read."""

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every journey, piece of evidence and record of the organization, with all that was written in them."""
        handbook = self.handbook
        owners: list[Record] = [*handbook.journeys.values(), *handbook.evidence.values()]
        owners.extend(handbook.improvements.values())
        for kind in KINDS:
            owners.extend(handbook.records(kind).values())
        return tuple(r for owner in owners for r in list_records(owner) if not isinstance(r, ImprovementPart))

    @cached_property
    def improvements(self) -> tuple[Improvement, ...]:
        """Every improvement as it was written: those of the journeys, then those of the organization."""
        journeys = self.handbook.journeys.values()
        own = (i for journey in journeys for i in journey.improvements if not isinstance(i, ImprovementPart))
        return (*own, *self.handbook.improvements.values())
