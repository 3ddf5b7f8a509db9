"""Which fields name a record of the organization, and what is suggested where there is none of that name.

Used by `references`, `folder` and `embed_references`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from journeybook.model import (
    Action,
    Evidence,
    Improvement,
    Journey,
    Kind,
    Named,
    Observation,
    Proof,
    Quote,
    Record,
    SharedImprovement,
    System,
    Touchpoint,
)
from journeybook.source.misfits import suggest_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeybook.source.organization import Organization

WORDS: Final[Mapping[Kind, str]] = {"phase": "lifecycle phase"}
"""What a kind of record is called, where it is not called by its kind."""

REFERENCES: Final[dict[tuple[type[Record], str], Kind]] = {
    (Journey, "lifecycle"): "phase",
    (Journey, "owner"): "team",
    (Journey, "personas"): "persona",
    (Journey, "measures"): "measure",
    (Touchpoint, "channel"): "channel",
    (Touchpoint, "owner"): "team",
    (Touchpoint, "measures"): "measure",
    (Action, "team"): "team",
    (Action, "system"): "system",
    (Improvement, "owner"): "team",
    (SharedImprovement, "owner"): "team",
    (Proof, "measure"): "measure",
    (Quote, "persona"): "persona",
    (System, "owner"): "team",
    (Evidence, "by"): "team",
    (Evidence, "measures"): "measure",
    (Observation, "measures"): "measure",
}
"""The fields that name a record: as an id, a list of ids, a value by persona, or the keys of a mapping."""
_A_TEAM: Final = "`by` is a team, never a person"


def suggest_reference(organization: Organization, cls: type[Record], key: str, written: Any) -> str | None:
    """The way out where what is `written` at a field that names a record is no id; None for any other field."""
    kind: Kind | None = "persona" if (cls, key) == (Evidence, "persona") else REFERENCES.get((cls, key))
    if kind is None:
        return None
    names = list_names(organization.records.get(kind, {}))
    if (cls, key) == (Evidence, "by"):
        return suggest_team(written, names)
    return suggest_named(written, names, kind=f"{WORDS.get(kind, kind)}s") if isinstance(written, str) else None


def suggest_team(written: Any, names: Mapping[str, str]) -> str:
    """The way out of what is no team in `by`. What is written may be somebody's name, so no id is made from it."""
    if not isinstance(written, str):
        return "`by` is one team, never a person: name the one that did it, or write a second file"
    near = suggest_named(written, names, kind="teams")
    if near is None:
        return f"{_A_TEAM}: write the id of the team that did it, such as `by: care`"
    return f"{near} {_A_TEAM}" if near.endswith("?") else f"{_A_TEAM}; {near}"


def list_names(table: Mapping[str, Named]) -> dict[str, str]:
    """The names of records by id."""
    return {name: record.label for name, record in table.items()}
