"""The handbook from the side of each system: which touchpoints break when it is down, and for how many.

Used by `see_sides`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.sides.findings import SystemSide
from journeybook.analysis.sides.survey import list_journeys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from journeybook.analysis.insight import JourneyMoment
    from journeybook.analysis.sides.survey import Survey
    from journeybook.model import Touchpoint


def see_systems(survey: Survey, systems: Sequence[str]) -> Mapping[str, SystemSide]:
    """Turn the handbook to each of the `systems`."""
    moments: dict[str, list[JourneyMoment]] = {system: [] for system in systems}
    for place in survey.places:
        if place.moment.moment.kind == "touchpoint":
            for system in dict.fromkeys(a.system for a in place.moment.moment.touchpoint.actions):
                if system:
                    moments[system].append(place)
    return {system: _see_system(system, found) for system, found in moments.items()}


def _see_system(system: str, moments: Sequence[JourneyMoment]) -> SystemSide:
    customers, without_volume = count_customers(moments)
    return SystemSide(
        id=system,
        moments=tuple(moments),
        journeys=list_journeys(moments),
        customers=customers,
        without_volume=without_volume,
        moments_of_truth=tuple(p for p in moments if p.moment.moment.touchpoint.moment_of_truth is not None),
        teams=tuple(sorted({team for p in moments for team in _list_teams(p.moment.moment.touchpoint, system)})),
    )


def count_customers(moments: Iterable[JourneyMoment]) -> tuple[float | None, tuple[str, ...]]:
    """Count the customers a month who come to any of these moments, and name the journeys that have no volume.

    By journey the highest reach × the volume, summed; a customer of two journeys counts in both. None where no journey
    has a volume.
    """
    reach: dict[str, float] = {}
    volumes: dict[str, float | None] = {}
    for place in moments:
        journey = place.journey.journey.id
        reach[journey] = max(reach.get(journey, 0.0), place.moment.reach)
        volumes[journey] = place.journey.volume_per_month
    known = [volume * reach[journey] for journey, volume in volumes.items() if volume is not None]
    return sum(known) if known else None, tuple(journey for journey, volume in volumes.items() if volume is None)


def _list_teams(touchpoint: Touchpoint, system: str) -> Iterable[str]:
    """List the teams that own a touchpoint or use the system there."""
    if touchpoint.ours and touchpoint.owner:
        yield touchpoint.owner
    for action in touchpoint.actions:
        if action.system == system and action.team:
            yield action.team
