"""The handbook from the side of each team: what it owns, what hurts there, its neighbours, its work.

Used by `see_sides`. Nothing here ranks teams or averages what is theirs (DESIGN §8).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journeybook.analysis.sides.failures import find_causes
from journeybook.analysis.sides.findings import TeamSide
from journeybook.analysis.sides.survey import rank_lowest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from journeybook.analysis.insight import ImprovementInsight, Insight, JourneyInsight, JourneyMoment
    from journeybook.analysis.sides.findings import FailureDemand, HandoffFlow
    from journeybook.analysis.sides.survey import Survey


@dataclass(slots=True)
class _Gathered:
    """What is found of one team, in the handbook's order."""

    journeys: list[JourneyInsight] = field(default_factory=list)
    moments: list[JourneyMoment] = field(default_factory=list)
    acts_at: list[JourneyMoment] = field(default_factory=list)
    causes: list[FailureDemand] = field(default_factory=list)
    gets_from: list[HandoffFlow] = field(default_factory=list)
    gives_to: list[HandoffFlow] = field(default_factory=list)
    backlog: list[ImprovementInsight] = field(default_factory=list)
    closed: list[ImprovementInsight] = field(default_factory=list)
    systems: list[str] = field(default_factory=list)


def see_teams(
    survey: Survey, teams: Sequence[str], handoffs: Iterable[HandoffFlow], failures: Iterable[FailureDemand]
) -> Mapping[str, TeamSide]:
    """Turn the handbook to each of the `teams`."""
    gathered = {team: _Gathered() for team in teams}
    _gather_moments(survey, gathered)
    _gather_work(survey.insight, gathered)
    for flow in handoffs:
        gathered[flow.to_team].gets_from.append(flow)
        gathered[flow.from_team].gives_to.append(flow)
    for failure in failures:
        owner = failure.cause.moment.moment.owner if failure.cause else None
        if owner:
            gathered[owner].causes.append(failure)
    return {team: _see_team(survey, team, found) for team, found in gathered.items()}


def _gather_moments(survey: Survey, gathered: Mapping[str, _Gathered]) -> None:
    for place in survey.places:
        moment = place.moment.moment
        owner = moment.owner
        if owner:
            gathered[owner].moments.append(place)
        if moment.kind == "touchpoint":
            acting = dict.fromkeys(action.team for action in moment.touchpoint.actions)
            for team in acting:
                if team and team != owner:
                    gathered[team].acts_at.append(place)


def _gather_work(insight: Insight, gathered: Mapping[str, _Gathered]) -> None:
    for journey in insight.journeys.values():
        if journey.journey.owner:
            gathered[journey.journey.owner].journeys.append(journey)
    for item in (*insight.backlog, *insight.volume_unknown):
        if item.improvement.owner:
            gathered[item.improvement.owner].backlog.append(item)
    for item in insight.closed:
        if item.improvement.owner:
            gathered[item.improvement.owner].closed.append(item)
    for system in insight.handbook.systems.values():
        if system.owner:
            gathered[system.owner].systems.append(system.id)


def _see_team(survey: Survey, team: str, found: _Gathered) -> TeamSide:
    red = rank_lowest(place for place in found.moments if place.moment.is_red)
    elsewhere = [_is_caused_elsewhere(survey, place, team) for place in red]
    return TeamSide(
        id=team,
        journeys=tuple(found.journeys),
        moments=tuple(found.moments),
        acts_at=tuple(found.acts_at),
        red=tuple(place for place, is_elsewhere in zip(red, elsewhere, strict=True) if not is_elsewhere),
        red_caused_elsewhere=tuple(place for place, is_elsewhere in zip(red, elsewhere, strict=True) if is_elsewhere),
        causes=tuple(found.causes),
        gets_from=_rank_flows(found.gets_from, lambda flow: flow.from_team),
        gives_to=_rank_flows(found.gives_to, lambda flow: flow.to_team),
        backlog=tuple(found.backlog),
        closed=tuple(found.closed),
        to_review=tuple(j for j in found.journeys if j.stale is not False and not j.is_future),
        unseen=tuple(place for place in found.moments if not place.moment.seen),
        systems=tuple(found.systems),
    )


def _is_caused_elsewhere(survey: Survey, place: JourneyMoment, team: str) -> bool:
    """Whether other teams' touchpoints cause the contact and none of the team's own. A wait is caused where it is."""
    if place.moment.moment.kind == "wait":
        return False
    owners = {cause.moment.moment.owner for cause in find_causes(survey, place)} - {None}
    return bool(owners) and team not in owners


def _rank_flows(flows: Iterable[HandoffFlow], neighbour: Callable[[HandoffFlow], str]) -> tuple[HandoffFlow, ...]:
    return tuple(sorted(flows, key=lambda flow: (-len(flow.handoffs), neighbour(flow))))
