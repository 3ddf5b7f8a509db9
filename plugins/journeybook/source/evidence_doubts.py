"""Doubts about evidence, one small function a rule. Used by `doubts`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from journeybook.problems import Note
from journeybook.source.facts import Doubt, Facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeybook.model import Evidence, Observation


def _find_late_evidence(facts: Facts) -> Iterator[Doubt]:
    """Evidence after the edition's date, and single values by day in evidence that is not."""
    if facts.on is None:
        return
    way_out = f"the edition is of {facts.on}: correct the date, or leave it for an edition of that day"
    for evidence in facts.handbook.evidence.values():
        if evidence.date > facts.on:
            message = "this evidence is dated after the edition, and counts nowhere"
            yield Doubt(message, evidence.place.at("date"), way_out)
            continue
        records: tuple[Evidence | Observation, ...] = (evidence, *evidence.observations.values())
        for record in records:
            for measure, series in record.measures.items():
                for day in series:
                    if day is not None and day > facts.on:
                        message = "this value is dated after the edition, and counts nowhere"
                        yield Doubt(message, record.place.key("measures", measure, day.isoformat()), way_out)


def _find_empty_evidence(facts: Facts) -> Iterator[Doubt]:
    """A review without observations confirms all that its team owns, if it owns anything."""
    for evidence in facts.handbook.evidence.values():
        if _tells_anything(evidence):
            continue
        if evidence.method == "review":
            journey = facts.handbook.journeys[evidence.journey]
            if all(touchpoint.owner != evidence.by for touchpoint in journey.touchpoints):
                yield Doubt(
                    "this team owns no touchpoint of the journey, so its word confirms nothing",
                    evidence.place.at("by"),
                    "name the touchpoints that it confirms below `observations`: `finds-us:`",
                )
        else:
            yield Doubt(
                "nobody can tell from this what was observed",
                evidence.place.key("observations"),
                "write what was seen below `observations`: `finds-us: {note: The price was missing}`",
            )


def _tells_anything(evidence: Evidence) -> bool:
    return bool(evidence.observations or evidence.measures or evidence.taken or evidence.quotes)


def _find_evidence_of_nobody(facts: Facts) -> Iterator[Doubt]:
    """What was filled in, and nobody said how many people stand behind it: an empty survey begins with 0."""
    for evidence in facts.handbook.evidence.values():
        if evidence.people == 0 and _tells_anything(evidence):
            message = "nobody stands behind this evidence, so it counts nowhere"
            yield Doubt(message, evidence.place.at("sample"), "write how many people it rests on: `sample: 12`")


def _find_equal_evidence(facts: Facts) -> Iterator[Doubt]:
    """Equal words in two files are a copy; equal feelings alone may well be two walks."""
    groups: dict[tuple[Any, ...], list[Evidence]] = {}
    for evidence in facts.handbook.evidence.values():
        key = (evidence.journey, evidence.method, evidence.date, evidence.by, evidence.persona, evidence.sample)
        groups.setdefault(key, []).append(evidence)
    for group in groups.values():
        for number, evidence in enumerate(group):
            earlier = next((other for other in group[:number] if _say_the_same(evidence, other)), None)
            if earlier is not None:
                yield Doubt(
                    "the same words stand in another file of the same day, so that they count twice",
                    evidence.place.at("journey"),
                    "take one of the two out, unless both happened",
                    (Note("the other file", earlier.place.at("journey")),),
                )


def _say_the_same(evidence: Evidence, other: Evidence) -> bool:
    words = evidence.summary or any(seen.note or seen.quotes for seen in evidence.observations.values())
    return bool(words) and evidence.model_copy(update={"id": other.id}) == other


EVIDENCE_RULES: Final[dict[str, Callable[[Facts], Iterator[Doubt]]]] = {
    "evidence-after-edition": _find_late_evidence,
    "nobody-behind": _find_evidence_of_nobody,
    "nothing-observed": _find_empty_evidence,
    "twice-observed": _find_equal_evidence,
}
"""The rules on evidence by the code of their warnings."""
