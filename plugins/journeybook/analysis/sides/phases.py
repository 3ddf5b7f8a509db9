"""The handbook from the side of each phase of the lifecycle. Used by `see_sides`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.sides.findings import PhaseSide
from journeybook.analysis.sides.spreads import spread_feelings
from journeybook.analysis.sides.survey import find_phase

if TYPE_CHECKING:
    from journeybook.analysis.insight import JourneyInsight, JourneyMoment
    from journeybook.analysis.sides.survey import Survey


def see_phases(survey: Survey) -> tuple[PhaseSide, ...]:
    """Turn the handbook to each phase in order, empty ones included; last what stands beside the lifecycle, if any.

    A touchpoint that is made of a sub-journey counts in that journey's phase.
    """
    journeys: dict[str | None, list[JourneyInsight]] = {phase: [] for phase in survey.phases}
    moments: dict[str | None, list[JourneyMoment]] = {phase: [] for phase in survey.phases}
    for journey in survey.journeys:
        journeys[find_phase(survey.insight, journey)].append(journey)
    for place, phase in zip(survey.places, survey.lies_in, strict=True):
        moments[phase].append(place)
    return tuple(
        PhaseSide(
            id=phase,
            journeys=tuple(journeys[phase]),
            spread=spread_feelings(place.moment.value for place in moments[phase]),
            red=sum(place.moment.is_red for place in moments[phase]),
        )
        for phase in survey.phases
    )
