"""What failures cost in contacts, counted where they are caused (DESIGN §1, Seddon's failure demand).

Used by `see_sides`, and by the side of teams.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.rounding import rank
from journeybook.analysis.sides.findings import FailureContact, FailureDemand
from journeybook.analysis.sides.survey import name_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeybook.analysis.insight import JourneyMoment
    from journeybook.analysis.sides.survey import Survey
    from journeybook.model import Touchpoint

    _Cause = tuple[str, str] | None
    """Journey and touchpoint; None for the unknown cause."""


def find_failure_demand(survey: Survey) -> tuple[FailureDemand, ...]:
    """Count failure demand where it is caused: contacts a month = customers a month × reach × share of the contacts.

    Several causes share equally. Most contacts first (None last), then by journey and moment of the cause; what nobody
    knows the cause of, or is caused in no listed journey, comes last.
    """
    found: dict[_Cause, list[FailureContact]] = {}
    for place in survey.places:
        demand = place.moment.moment.touchpoint.failure_demand
        if place.moment.moment.kind == "wait" or demand is None or (demand is not True and demand <= 0):
            continue
        for cause, part in _divide(survey, place).items():
            share = None if demand is True else demand * part
            found.setdefault(cause, []).append(FailureContact(place, share, _count_contacts(place, share)))
    known = [_sum_up(survey.by_reference[cause], contacts) for cause, contacts in found.items() if cause is not None]
    ranked = rank(known, lambda failure: failure.per_month, tie=_name)
    unknown = found.get(None)
    return (*ranked, _sum_up(None, unknown)) if unknown else ranked


def find_causes(survey: Survey, place: JourneyMoment) -> tuple[JourneyMoment, ...]:
    """Find the touchpoints that cause the contact at `place`, as far as they stand in a listed journey."""
    causes = _list_causes(place.journey.journey.id, place.moment.moment.touchpoint)
    return tuple(survey.by_reference[cause] for cause in causes if cause in survey.by_reference)


def _divide(survey: Survey, place: JourneyMoment) -> dict[_Cause, float]:
    """Divide the contacts at `place` among their causes, equally; the parts add up to 1."""
    causes = tuple(_list_causes(place.journey.journey.id, place.moment.moment.touchpoint))
    if not causes:
        return {None: 1.0}
    counts: dict[_Cause, int] = {}
    for cause in causes:
        known = cause if cause in survey.by_reference else None
        counts[known] = counts.get(known, 0) + 1
    return {cause: count / len(causes) for cause, count in counts.items()}


def _list_causes(journey: str, touchpoint: Touchpoint) -> Iterator[tuple[str, str]]:
    """List the causes as journey and touchpoint, each once."""
    seen = set()
    for reference in touchpoint.caused_by:
        other, _, name = reference.rpartition("#")
        cause = (other or journey, name)
        if cause not in seen:
            seen.add(cause)
            yield cause


def _count_contacts(place: JourneyMoment, share: float | None) -> float | None:
    volume = place.journey.volume_per_month
    return None if share is None or volume is None else volume * place.moment.reach * share


def _sum_up(cause: JourneyMoment | None, contacts: list[FailureContact]) -> FailureDemand:
    known = [contact.contacts for contact in contacts if contact.contacts is not None]
    return FailureDemand(
        cause=cause,
        contacts=rank(contacts, lambda contact: contact.contacts, tie=lambda contact: name_place(contact.place)),
        per_month=sum(known) if known else None,
        at_least=len(known) < len(contacts),
    )


def _name(failure: FailureDemand) -> tuple[str, ...]:
    return name_place(failure.cause) if failure.cause else ()
