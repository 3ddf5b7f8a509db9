"""Journeys for the tests of the figures, written as an author would, and what the analysis makes of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from journeybook.analysis import analyse
from journeybook.model import Handbook, Journey, Persona

if TYPE_CHECKING:
    from journeybook.analysis import JourneyInsight, MomentInsight

ON = dt.date(2026, 11, 1)

HANDBOOK = Handbook(
    personas={
        "anna": Persona(id="anna", name="Buys for the first time"),
        "bob": Persona(id="bob", name="Upgrades"),
        "cleo": Persona(id="cleo", name="Runs a firm"),
    }
)


def touchpoint(id: str, feels: Any = None, **fields: Any) -> dict[str, Any]:  # noqa: A002 - the field's name
    """A touchpoint as in a file; its name is made from its id."""
    return {
        "id": id,
        "name": id.replace("-", " ").capitalize(),
        **({} if feels is None else {"feels": feels}),
        **fields,
    }


def insight_of(*stages: list[dict[str, Any]], handbook: Handbook = HANDBOOK, **fields: Any) -> JourneyInsight:
    """A journey of these stages (each a list of touchpoints) with all its figures."""
    written = [{"name": f"Stage {number}", "touchpoints": points} for number, points in enumerate(stages, start=1)]
    journey = Journey.model_validate({"id": "a/journey", "title": "A journey", "stages": written, **fields})
    return analyse(replace(handbook, journeys={journey.id: journey}), on=ON).journeys[journey.id]


def with_basis(insight: JourneyInsight, moment_id: str, persona: str, basis: Any, people: int) -> JourneyInsight:
    """The same, as if evidence stood behind a value."""

    def change(moment: MomentInsight) -> MomentInsight:
        if moment.id != moment_id:
            return moment
        felt = {p: replace(f, basis=basis, n=people) if p == persona else f for p, f in moment.felt.items()}
        return replace(moment, felt=felt)

    return replace(insight, moments=tuple(map(change, insight.moments)))


def buying_a_phone() -> JourneyInsight:
    """Nearly everything: two personas, a wait, an alternative, a gap, red points, a moment of truth, plans."""
    insight = insight_of(
        [
            touchpoint("battery-dies", {"anna": "-0.9", "bob": "-0.4"}, ours="false"),
            touchpoint("finds-us", {"anna": "0.4", "bob": "-0.6"}, lost="12%", does="Opens *three* tabs."),
        ],
        [
            touchpoint("checks-stock", {"anna": "0.5", "bob": "1"}),
            touchpoint("rings-shop", "-1", instead_of="checks-stock", failure_demand="80%"),
            touchpoint(
                "pays",
                {"anna": "1.2", "bob": "0.6"},
                moment_of_truth="Here they decide.",
                thinks={"anna": "Where is the plan?", "bob": "There we are."},
                quotes=[{"text": "Two receipts.", "persona": "bob"}],
                after={"wait": "2 days", "feels": {"anna": "-1.5", "bob": "-0.5"}, "note": "No news."},
            ),
        ],
        [touchpoint("waits-at-home"), touchpoint("first-call", {"anna": "1.9", "bob": "1.3"})],
        personas=["anna", "bob"],
        improvements=[
            {"id": "stock", "title": "Live stock", "fixes": "checks-stock", "lifts_to": "1.5", "removes": "rings-shop",
             "status": "planned"},
            {"id": "news", "title": "Send news", "removes": "pays/after", "status": "doing"},
        ],
    )  # fmt: skip
    return with_basis(insight, "finds-us", "anna", "seen", 4)
