"""The handbook from the side of each persona: its journeys, and where it feels otherwise than the others.

Used by `see_sides`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from journeybook.analysis.rounding import is_at_least, rank
from journeybook.analysis.sides.findings import Difference, PersonaSide
from journeybook.analysis.sides.spreads import spread_feelings
from journeybook.analysis.sides.survey import name_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from journeybook.analysis.insight import JourneyInsight, JourneyMoment
    from journeybook.analysis.sides.survey import Survey

APART: Final = 0.5
"""From this on, on the feeling scale, a persona feels otherwise than the others."""


def see_personas(survey: Survey, personas: Sequence[str]) -> Mapping[str, PersonaSide]:
    """Turn the handbook to each of the `personas`."""
    journeys: dict[str, list[JourneyInsight]] = {persona: [] for persona in personas}
    moments: dict[str, list[JourneyMoment]] = {persona: [] for persona in personas}
    for journey in survey.journeys:
        for persona in journey.personas:
            if persona in journeys:
                journeys[persona].append(journey)
    for place in survey.places:
        for persona in place.moment.felt:
            if persona in moments:
                moments[persona].append(place)
    return {persona: _see_persona(persona, journeys[persona], moments[persona]) for persona in personas}


def _see_persona(persona: str, journeys: Sequence[JourneyInsight], moments: Sequence[JourneyMoment]) -> PersonaSide:
    differences = (difference for place in moments for difference in _compare(persona, place))
    red = (place for place in moments if any(reason.persona == persona for reason in place.moment.red))
    return PersonaSide(
        id=persona,
        journeys=tuple((journey, journey.personas[persona]) for journey in journeys),
        differences=rank(differences, lambda d: abs(d.apart), tie=lambda d: name_place(d.place)),
        red=rank(red, lambda place: place.moment.felt[persona].value, tie=name_place, descending=False),
        spread=spread_feelings(place.moment.felt[persona].value for place in moments),
    )


def _compare(persona: str, place: JourneyMoment) -> Iterator[Difference]:
    """Compare a persona at a moment with the others; nothing where it feels as they do, or one of the two is a gap."""
    own = place.moment.felt[persona].value
    if own is None or len(place.moment.felt) == 1:
        return
    total = weight = 0.0
    for name, felt in place.moment.felt.items():
        if name != persona and felt.value is not None:
            share = place.journey.personas[name].share
            total += share * felt.value
            weight += share
    if weight and is_at_least(abs(own - total / weight), APART):
        yield Difference(place, own, total / weight)
