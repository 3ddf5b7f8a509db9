"""Small handbooks for the tests of the figures, written as an author would: every scalar is text."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from journeybook.analysis import analyse, round_figure
from journeybook.model import Handbook, Journey, Persona, Settings, SharedImprovement

if TYPE_CHECKING:
    from journeybook.analysis import ImprovementInsight, Insight, JourneyInsight, MomentInsight

ON = dt.date(2026, 11, 1)

ORDER: dict[str, Any] = {
    "id": "buying/order",
    "title": "Ordering",
    "personas": ["anna", "bob"],
    "volume": {"customers": "1000"},
    "stages": [
        {
            "name": "Decide",
            "touchpoints": [
                {
                    "id": "find",
                    "name": "Finds us",
                    "feels": {"anna": "1", "bob": "0"},
                    "channel": "web",
                    "owner": "marketing",
                    "took": "10 min",
                },
                {
                    "id": "plan",
                    "name": "Picks a plan",
                    "feels": "-1",
                    "moment_of_truth": "Here they trust the price or not",
                    "lost": "10%",
                    "channel": "web",
                    "owner": "retail",
                    "took": {"anna": "20 min", "bob": "40 min"},
                    "after": {"wait": "2 days", "feels": "-0.5"},
                },
            ],
        },
        {
            "name": "Get it",
            "touchpoints": [
                {
                    "id": "pay",
                    "name": "Pays in the shop",
                    "feels": {"anna": "2"},
                    "reach": "60%",
                    "lost": {"anna": "4%", "bob": "8%"},
                    "channel": "shop",
                    "owner": "retail",
                },
                {
                    "id": "pay-online",
                    "name": "Pays on the website",
                    "instead_of": "pay",
                    "feels": {"anna": "0", "bob": "1"},
                    "reach": "20%",
                    "channel": "web",
                    "owner": "digital",
                    "took": "5 min",
                },
                {"id": "friend", "name": "Shows it to a friend", "ours": "false"},
                {
                    "id": "call",
                    "name": "Makes the first call",
                    "feels": "0.5",
                    "channel": "phone",
                    "owner": "care",
                    "says_again": "true",
                },
            ],
        },
    ],
    "improvements": [
        {
            "id": "no-shop",
            "title": "Take payment online only",
            "removes": ["pay"],
            "status": "doing",
        },
        {
            "id": "one-price",
            "title": "Show one price",
            "fixes": ["plan", "plan/after"],
            "lifts_to": "0.5",
            "loses_to": "4%",
            "status": "planned",
            "effort": "2",
            "confidence": "80%",
            "due": "2026-10-31",
        },
        {"id": "no-wait", "title": "Ship at once", "removes": ["plan/after"]},
        {
            "id": "older",
            "title": "Shorter list of plans",
            "fixes": ["plan"],
            "lifts_to": "2",
            "status": "done",
            "done_on": "2026-06-01",
        },
    ],
}
"""A journey whose figures the tests work out by hand. Anna is a quarter of the customers, Bob three quarters."""

QUARTERS = {"anna": "25%", "bob": "75%"}


def make_journey(*touchpoints: dict[str, Any], **fields: Any) -> Journey:
    """A journey of one stage."""
    stages = [{"name": "All", "touchpoints": [{"name": t["id"], **t} for t in touchpoints]}]
    return Journey.model_validate({"id": "a/journey", "title": "A journey", "stages": stages, **fields})


def make_handbook(*journeys: Journey, shares: dict[str, str | None] | None = None, **settings: Any) -> Handbook:
    """A handbook of these journeys; a persona whose share is None has none."""
    personas = {
        persona: Persona.model_validate({"id": persona} | ({"share": share} if share is not None else {}))
        for persona, share in (shares or {}).items()
    }
    by_id = {journey.id: journey for journey in journeys}
    return Handbook(journeys=by_id, personas=personas, settings=Settings.model_validate(settings))


def analyse_one(journey: Journey, shares: dict[str, str | None] | None = None, **settings: Any) -> JourneyInsight:
    """The figures of one journey, alone in its handbook."""
    return analyse(make_handbook(journey, shares=shares, **settings), on=ON, drafts=True).journeys[journey.id]


def analyse_order() -> JourneyInsight:
    """The figures of the journey that is worked out by hand."""
    return analyse_one(Journey.model_validate(ORDER), dict(QUARTERS))


def moments_of(insight: JourneyInsight) -> dict[str, MomentInsight]:
    """The moments by id."""
    return {moment.id: moment for moment in insight.moments}


def improvements_of(insight: JourneyInsight) -> dict[str, ImprovementInsight]:
    """The improvements by id."""
    return {improvement.improvement.id: improvement for improvement in insight.improvements}


def ids_of(improvements: tuple[ImprovementInsight, ...]) -> list[str]:
    """The references of improvements, in their order."""
    return [improvement.reference for improvement in improvements]


def analyse_all(*journeys: Journey, drafts: bool = False) -> Insight:
    """The figures of several journeys."""
    return analyse(make_handbook(*journeys), on=ON, drafts=drafts)


def share_improvements(handbook: Handbook, *improvements: dict[str, Any]) -> Handbook:
    """The handbook with these improvements of the organization, and what they do among those of each journey."""
    shared = [SharedImprovement.model_validate({"title": "I", **improvement}) for improvement in improvements]
    journeys = {
        journey.id: journey.model_copy(
            update={
                "improvements": (
                    *journey.improvements,
                    *(improvement.parts()[journey.id] for improvement in shared if journey.id in improvement.journeys),
                )
            }
        )
        for journey in handbook.journeys.values()
    }
    return replace(handbook, journeys=journeys, improvements={improvement.id: improvement for improvement in shared})


def round_figures(figures: Any) -> Any:
    """Figures as the data has them, in a list or a mapping."""
    if isinstance(figures, dict):
        return {key: round_figures(figure) for key, figure in figures.items()}
    if isinstance(figures, list):
        return [round_figures(figure) for figure in figures]
    return None if figures is None else round_figure(figures)
