"""Teams, channels, systems, personas, measures, phases and what lies between them, as the open data describes them.

Used by `sides_data`. Figures are rounded to four decimals; moments are named `journey#moment`, improvements
`journey#improvement`; customers and contacts are a month's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeybook.model import plain_text
from journeybook.pages.descriptions import describe_series, describe_standard, rounded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.analysis import (
        ChannelSide,
        CrossedHandoff,
        FailureDemand,
        HandoffFlow,
        HeatMap,
        ImprovementInsight,
        Insight,
        JourneyInsight,
        JourneyMoment,
        MeasureSide,
        MomentInsight,
        PersonaSide,
        PhaseSide,
        Sides,
        Spread,
        SystemSide,
        TeamSide,
    )

Described = dict[str, Any]
"""An item of the data by its keys."""


def refer(journey: JourneyInsight, moment: MomentInsight) -> str:
    """A moment as `journey#moment`."""
    return f"{journey.journey.id}#{moment.moment.id}"


def _refs(places: Iterable[JourneyMoment]) -> list[str]:
    return [refer(place.journey, place.moment) for place in places]


def _ids(journeys: Iterable[JourneyInsight]) -> list[str]:
    return [journey.journey.id for journey in journeys]


def _improvements(items: Iterable[ImprovementInsight]) -> list[str]:
    return [item.reference for item in items]


def describe_spread(spread: Spread) -> Described:
    """How many moments feel like what, and their plain mean."""
    return {
        "upset": spread.upset,
        "annoyed": spread.annoyed,
        "even": spread.even,
        "pleased": spread.pleased,
        "delighted": spread.delighted,
        "gaps": spread.gaps,
        "mean": rounded(spread.mean),
    }


def describe_team(insight: Insight, side: TeamSide) -> Described:
    """A team: references to what is its own, counts of what goes between it and its neighbours. No mean."""
    team = insight.handbook.teams.get(side.id)
    return {
        "contact": plain_text(team.contact) if team and team.contact else None,
        "journeys": _ids(side.journeys),
        "moments": _refs(side.moments),
        "acts_at": _refs(side.acts_at),
        "red": _refs(side.red),
        "caused_elsewhere": _refs(side.red_caused_elsewhere),
        "causes": [
            {
                "touchpoint": refer(failure.cause.journey, failure.cause.moment),
                "contacts_per_month": rounded(failure.per_month),
                "at_least": failure.at_least,
            }
            for failure in side.causes
            if failure.cause
        ],
        "gets_from": [_describe_neighbour(flow, flow.from_team) for flow in side.gets_from],
        "gives_to": [_describe_neighbour(flow, flow.to_team) for flow in side.gives_to],
        "backlog": _improvements(side.backlog),
        "closed": _improvements(side.closed),
        "to_review": _ids(side.to_review),
        "unseen": _refs(side.unseen),
        "systems": list(side.systems),
    }


def _describe_neighbour(flow: HandoffFlow, team: str) -> Described:
    return {"team": team, "handoffs": len(flow.handoffs), "hurting": len(flow.hurting)}


def describe_channel(side: ChannelSide) -> Described:
    """A channel: its touchpoints, how they feel, how its standards are met."""
    return {
        "touchpoints": _refs(side.moments),
        "journeys": _ids(side.journeys),
        "spread": describe_spread(side.spread),
        "red": _refs(side.red),
        "standards": [describe_standard(standard) for standard in side.standards],
    }


def describe_system(insight: Insight, side: SystemSide) -> Described:
    """A system: what breaks when it is down, and for how many customers."""
    system = insight.handbook.systems.get(side.id)
    return {
        "owner": system.owner if system else None,
        "touchpoints": _refs(side.moments),
        "journeys": _ids(side.journeys),
        "customers_per_month": rounded(side.customers),
        "without_volume": list(side.without_volume),
        "moments_of_truth": _refs(side.moments_of_truth),
        "teams": list(side.teams),
    }


def describe_persona(insight: Insight, side: PersonaSide) -> Described:
    """A persona: its scores, and where it feels otherwise than the others."""
    persona = insight.handbook.personas.get(side.id)
    return {
        "share": rounded(persona.share) if persona else None,
        "based_on": plain_text(persona.based_on) if persona and persona.based_on else None,
        "journeys": [
            {
                "journey": journey.journey.id,
                "share": rounded(found.share),
                "score": rounded(found.score),
                "remembered": rounded(found.remembered),
            }
            for journey, found in side.journeys
        ],
        "differences": [
            {
                "moment": refer(found.place.journey, found.place.moment),
                "own": rounded(found.own),
                "others": rounded(found.others),
                "apart": rounded(found.apart),
            }
            for found in side.differences
        ],
        "red": _refs(side.red),
        "spread": describe_spread(side.spread),
    }


def describe_measure(insight: Insight, side: MeasureSide) -> Described:
    """A measure with every series of it."""
    measure = insight.handbook.measures.get(side.id)
    return {
        "unit": measure.unit if measure else None,
        "better": measure.better if measure else None,
        "target": rounded(measure.target.number) if measure and measure.target else None,
        "series": [{"journey": journey.journey.id, **describe_series(found)} for journey, found in side.series],
        "proves": _improvements(side.proves),
    }


def describe_phase(insight: Insight, side: PhaseSide) -> Described:
    """A phase of the lifecycle; null for what stands beside it."""
    return {
        "id": side.id,
        "name": plain_text(insight.handbook.label("phase", side.id)) if side.id else None,
        "journeys": _ids(side.journeys),
        "spread": describe_spread(side.spread),
        "red": side.red,
    }


def describe_heat(heat: HeatMap) -> list[Described]:
    """The rows of a heat map. `cells` go by the order of `phases`; null where there is no moment in the phase."""
    return [
        {"id": row.id, "cells": [describe_spread(cell) if cell else None for cell in row.cells]} for row in heat.rows
    ]


def describe_flow(flow: HandoffFlow) -> Described:
    """All handoffs from one team to another."""
    return {
        "from_team": flow.from_team,
        "to_team": flow.to_team,
        "count": len(flow.handoffs),
        "hurting": len(flow.hurting),
        "handoffs": [_describe_handoff(handoff) for handoff in flow.handoffs],
    }


def _describe_handoff(handoff: CrossedHandoff) -> Described:
    return {
        "journey": handoff.journey.journey.id,
        "from": handoff.giving.id,
        "wait": handoff.wait.id if handoff.wait else None,
        "to": handoff.taking.id,
        "value": rounded(handoff.value),
        "hurts": handoff.hurts,
        "customers_per_month": rounded(handoff.customers),
    }


def describe_failures(sides: Sides) -> Described:
    """All failure demand, counted where it is caused; the unknown cause is null and comes last."""
    return {
        "contacts_per_month": rounded(sides.contacts_by_failure),
        "at_least": sides.contacts_at_least,
        "causes": [_describe_failure(failure) for failure in sides.failure_demand],
    }


def _describe_failure(failure: FailureDemand) -> Described:
    cause = failure.cause
    return {
        "touchpoint": refer(cause.journey, cause.moment) if cause else None,
        "owner": cause.moment.moment.owner if cause else None,
        "contacts_per_month": rounded(failure.per_month),
        "at_least": failure.at_least,
        "arrives": [
            {
                "touchpoint": refer(contact.place.journey, contact.place.moment),
                "owner": contact.place.moment.moment.owner,
                "share": rounded(contact.share),
                "contacts_per_month": rounded(contact.contacts),
            }
            for contact in failure.contacts
        ],
    }
