"""Small pieces of evidence for the tests of the figures, written as an author would: every scalar is text."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from analysis_samples import ON, make_handbook

from journeybook.analysis import analyse
from journeybook.model import AFTER, Channel, Evidence, Handbook, Measure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from journeybook.analysis import Felt, JourneyInsight, MomentInsight
    from journeybook.model import Journey


def make_evidence(method: str, date: str, /, journey: str = "a/journey", **fields: Any) -> Evidence:
    """A piece of evidence."""
    return Evidence.model_validate({"journey": journey, "method": method, "date": date, **fields})


def felt(method: str, date: str, feels: str, **fields: Any) -> Evidence:
    """Somebody felt something at the touchpoint `t`."""
    return make_evidence(method, date, observations={"t": {"feels": feels}}, **fields)


def saw(method: str, date: str, /, moment: str = "t", *, of: Mapping[str, Any] | None = None, **seen: Any) -> Evidence:
    """Somebody saw something at one moment; `of` holds the fields of the evidence itself."""
    return make_evidence(method, date, observations={moment: seen}, **(of or {}))


def add_evidence(handbook: Handbook, evidence: Iterable[Evidence]) -> Handbook:
    """The handbook with evidence as the loader gives it: every piece has an id, journeys know their felt waits."""
    pieces = [piece.model_copy(update={"id": piece.id or f"e{n:03}"}) for n, piece in enumerate(evidence)]
    waits: dict[str, set[str]] = {}
    for piece in pieces:
        for moment, observation in piece.observations.items():
            if moment.endswith(AFTER) and observation.feels is not None:
                waits.setdefault(piece.journey, set()).add(moment.removesuffix(AFTER))
    journeys = {
        name: journey.with_felt_waits(frozenset(waits.get(name, ()))) for name, journey in handbook.journeys.items()
    }
    return dataclasses.replace(handbook, journeys=journeys, evidence={piece.id: piece for piece in pieces})


def analyse_seen(
    journey: Journey,
    *evidence: Evidence,
    shares: dict[str, str | None] | None = None,
    on: dt.date = ON,
    records: Mapping[str, Any] | None = None,
    **settings: Any,
) -> JourneyInsight:
    """The figures of one journey with evidence; `records` are tables of the handbook, such as `channels`."""
    handbook = dataclasses.replace(make_handbook(journey, shares=shares, **settings), **(records or {}))
    return analyse(add_evidence(handbook, evidence), on=on, drafts=True).journeys[journey.id]


def felt_at_t(found: JourneyInsight, persona: str = "everyone") -> Felt:
    """How `persona` feels at the touchpoint `t`."""
    return at(found).felt[persona]


def at(found: JourneyInsight, moment: str = "t") -> MomentInsight:
    """One moment."""
    return next(m for m in found.moments if m.id == moment)


def make_channels(**standards: list[str]) -> dict[str, Any]:
    """Channels with their standards."""
    return {"channels": {name: Channel(id=name, standards=tuple(asked)) for name, asked in standards.items()}}


def make_measures(**fields: dict[str, Any]) -> dict[str, Any]:
    """Measures; `_` in a name stands for `-`."""
    names = {name.replace("_", "-"): found for name, found in fields.items()}
    return {"measures": {name: Measure.model_validate({"id": name, **found}) for name, found in names.items()}}
