"""Two journeys, one to be and an organization, small enough to be turned to every side by hand."""

from __future__ import annotations

from typing import Any

from analysis_samples import ON

from journeybook.analysis import Insight, JourneyMoment, analyse
from journeybook.model import Channel, Evidence, Handbook, Journey, Measure, Persona, Phase, System, Team

ORDER: dict[str, Any] = {
    "id": "buying/order",
    "title": "Ordering",
    "lifecycle": "buy",
    "owner": "shop",
    "personas": ["anna", "bob"],
    "volume": {"customers": "1000"},
    "stages": [{"name": "All", "touchpoints": [
        {
            "id": "find", "name": "Finds us", "owner": "web", "channel": "site", "feels": {"anna": "1", "bob": "-1"},
            "frontstage": [{"team": "shop", "does": "Answers", "system": "catalogue"}],
            "measures": {"speed": "3 s"},
        },
        {
            "id": "pay", "name": "Pays", "owner": "shop", "channel": {"anna": "site", "bob": "counter"}, "feels": "0.5",
            "lost": "10%", "moment_of_truth": "true", "support": [{"system": "till"}, {"system": "till"}],
            "after": {"feels": "-1.5"},
        },
        {"id": "tell", "name": "Tells a friend", "ours": "false", "owner": "web", "channel": "phone", "feels": "2"},
        {
            "id": "ask", "name": "Asks where it is", "owner": "care", "channel": "phone", "feels": "-0.4",
            "reach": "40%", "failure_demand": "60%", "caused_by": ["pay", "billing/bill#read", "pay"],
        },
    ]}],
    "improvements": [
        {"id": "sooner", "title": "Say it sooner", "fixes": ["pay/after"], "lifts_to": "1", "owner": "care",
         "status": "planned", "proves_it": {"measure": "calls"}},
    ],
}  # fmt: skip
BILL: dict[str, Any] = {
    "id": "billing/bill",
    "title": "The first bill",
    "personas": ["bob"],
    "stages": [{"name": "All", "touchpoints": [
        {"id": "read", "name": "Reads it", "owner": "money", "channel": "letter",
         "backstage": [{"team": "money", "system": "till"}]},
        {"id": "call", "name": "Calls", "owner": "care", "channel": "phone", "feels": "-2", "failure_demand": "true",
         "caused_by": ["read"]},
        {"id": "again", "name": "Calls again", "owner": "care", "channel": "phone", "feels": "-1",
         "failure_demand": "20%", "caused_by": ["call"]},
        {"id": "visit", "name": "Comes to the shop", "owner": "shop", "channel": "counter", "feels": "0",
         "failure_demand": "30%"},
    ]}],
    "improvements": [{"id": "clear", "title": "A clear bill", "owner": "money", "fixes": ["call"], "lifts_to": "1"}],
}  # fmt: skip
TO_BE: dict[str, Any] = {
    "id": "buying/order-to-be",
    "title": "Ordering, as it is to be",
    "future_of": "buying/order",
    "lifecycle": "buy",
    "owner": "shop",
    "stages": [{"name": "All", "touchpoints": [
        {"id": "find", "name": "Finds us", "owner": "robot", "channel": "watch", "feels": "-2",
         "failure_demand": "50%", "measures": {"joy": "3"}},
        {"id": "pay", "name": "Pays", "owner": "shop", "feels": "1"},
    ]}],
    "improvements": [{"id": "robot", "title": "A robot", "owner": "robot", "fixes": ["find"], "lifts_to": "1"}],
}  # fmt: skip
EVIDENCE: dict[str, Any] = {
    "id": "2026/walk",
    "journey": "buying/order",
    "method": "walk",
    "date": "2026-10-01",
    "by": "quality",
    "observations": {"find": {"answers": {"Is it open?": "yes"}}, "pay": {"answers": {"Is it open?": "no"}}},
}


def make_organization(**changes: Any) -> Handbook:
    """The handbook of the three journeys."""
    fields: dict[str, Any] = {
        "journeys": {made["id"]: Journey.model_validate(made) for made in (ORDER, BILL, TO_BE)},
        "personas": {"anna": Persona(id="anna", share="25%"), "bob": Persona(id="bob", share="75%")},
        "channels": {
            "site": Channel(id="site", standards=("Is it open?", "Is it cheap?")),
            "phone": Channel(id="phone"),
            "fax": Channel(id="fax", standards=("Who has one?",)),
        },
        "teams": {team: Team(id=team) for team in ("shop", "web", "care", "idle")},
        "systems": {"till": System(id="till", owner="shop"), "vault": System(id="vault", owner="guards")},
        "measures": {"calls": Measure(id="calls")},
        "phases": {"buy": Phase(id="buy"), "use": Phase(id="use")},
        "evidence": {EVIDENCE["id"]: Evidence.model_validate(EVIDENCE)},
    } | changes
    return Handbook(**fields)


def analyse_organization(**changes: Any) -> Insight:
    """Its figures."""
    return analyse(make_organization(**changes), on=ON)


def refs(places: tuple[JourneyMoment, ...]) -> list[str]:
    """Moments as `journey#moment`, the journey by the end of its id."""
    return [f"{place.journey.journey.id.rpartition('/')[2]}#{place.moment.id}" for place in places]
