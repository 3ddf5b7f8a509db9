"""Handoffs from team to team over all journeys, with what the customer feels there. Used by `see_sides`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.sides.findings import CrossedHandoff, HandoffFlow
from journeybook.model import AFTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeybook.analysis.insight import Handoff, JourneyInsight
    from journeybook.analysis.sides.survey import Survey


def find_flows(survey: Survey, teams: Sequence[str]) -> tuple[HandoffFlow, ...]:
    """Find who passes customers to whom, by giving and taking team in the order of `teams`."""
    found: dict[tuple[str, str], list[CrossedHandoff]] = {}
    for journey in survey.journeys:
        for handoff in journey.handoffs:
            crossed = _cross(survey, journey, handoff)
            found.setdefault((handoff.from_team, handoff.to_team), []).append(crossed)
    order = {team: place for place, team in enumerate(teams)}
    return tuple(
        HandoffFlow(giver, taker, tuple(found[giver, taker]))
        for giver, taker in sorted(found, key=lambda pair: (order[pair[0]], order[pair[1]]))
    )


def _cross(survey: Survey, journey: JourneyInsight, handoff: Handoff) -> CrossedHandoff:
    """Find the moments of a handoff. Its wait is the one after the touchpoint that the customer comes from."""
    here = journey.journey.id
    wait = survey.by_reference.get((here, handoff.from_touchpoint + AFTER))
    taking = survey.by_reference[here, handoff.to_touchpoint].moment
    volume = journey.volume_per_month
    return CrossedHandoff(
        journey=journey,
        giving=survey.by_reference[here, handoff.from_touchpoint].moment,
        wait=wait.moment if wait else None,
        taking=taking,
        customers=None if volume is None else volume * taking.reach,
    )
