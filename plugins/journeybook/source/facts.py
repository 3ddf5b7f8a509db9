"""What the rules of doubts look at, and what each of them finds. Used by `doubts` and `evidence_doubts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from journeybook.model import Handbook, Kind
    from journeybook.problems import Note, Span


@dataclass(frozen=True, slots=True)
class Doubt:
    """One finding of a rule."""

    message: str
    span: Span
    help: str | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at."""

    handbook: Handbook
    on: dt.date | None
    """The edition's date; None where it is not known."""
    used: frozenset[tuple[Kind, str]]
    """The kind and id of every record that something refers to."""
    complete: bool
    """Whether every file of journeys and evidence could be read."""
