"""Every moment of the journeys as they are, with its journey and its phase: what all sides are made from.

Used by the modules of the sides; made once a handbook.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.analysis.insight import JourneyMoment
from journeybook.analysis.rounding import rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeybook.analysis.insight import Insight, JourneyInsight


@dataclass(frozen=True, slots=True)
class Survey:
    """The moments of all journeys as they are; what is to be counts nowhere."""

    insight: Insight
    journeys: tuple[JourneyInsight, ...]
    """In the handbook's order."""
    places: tuple[JourneyMoment, ...]
    """In the handbook's order, then as the journeys go."""
    by_reference: Mapping[tuple[str, str], JourneyMoment]
    """The same by journey and moment."""
    phases: tuple[str | None, ...]
    """The phases of the lifecycle in order; last None, where anything stands beside it."""
    lies_in: tuple[str | None, ...]
    """The phase of each of `places`: its journey's; that of the sub-journey that a touchpoint is made of. None beside
    the lifecycle."""


def survey_moments(insight: Insight) -> Survey:
    """List the moments of the journeys as they are."""
    journeys = insight.present
    places = tuple(JourneyMoment(journey, moment) for journey in journeys for moment in journey.moments)
    by_reference = {(place.journey.journey.id, place.moment.moment.id): place for place in places}
    of_journeys = {name: find_phase(insight, journey) for name, journey in insight.journeys.items()}
    lies_in = tuple(of_journeys[_find_home(insight, place)] for place in places)
    phases: tuple[str | None, ...] = tuple(insight.handbook.phases)
    if None in lies_in or any(of_journeys[journey.journey.id] is None for journey in journeys):
        phases = (*phases, None)
    return Survey(insight, journeys, places, by_reference, phases, lies_in)


def find_phase(insight: Insight, journey: JourneyInsight) -> str | None:
    """Find the phase that a journey hangs on; None where it names none, or one that the lifecycle does not have."""
    phase = journey.journey.lifecycle
    return phase if phase in insight.handbook.phases else None


def _find_home(insight: Insight, place: JourneyMoment) -> str:
    """Find the journey in whose phase a moment lies: the sub-journey that a touchpoint is made of, else its own."""
    moment = place.moment.moment
    sub_journey = moment.touchpoint.journey
    is_made_of = sub_journey is not None and moment.kind == "touchpoint" and sub_journey in insight.journeys
    return sub_journey if sub_journey and is_made_of else place.journey.journey.id


def rank_lowest(places: Iterable[JourneyMoment]) -> tuple[JourneyMoment, ...]:
    """Order moments by value, the lowest first and None last, then by journey and moment."""
    return rank(places, lambda place: place.moment.value, tie=name_place, descending=False)


def name_place(place: JourneyMoment) -> tuple[str, str]:
    """The ids of journey and moment, for the order of ties."""
    return place.journey.journey.id, place.moment.moment.id


def list_journeys(places: Iterable[JourneyMoment]) -> tuple[JourneyInsight, ...]:
    """List the journeys of these moments, each once, in their order."""
    return tuple({place.journey.journey.id: place.journey for place in places}.values())
