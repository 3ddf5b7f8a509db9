"""Journeys for the tests of the figures, written as an author would, and what the analysis makes of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from journeybook.analysis import Consistency, MeasurePoint, MeasureSeries, Sighting, analyse
from journeybook.model import Evidence, Handbook, Journey, Measure, Observation, Persona

if TYPE_CHECKING:
    from journeybook.analysis import Felt, JourneyInsight, MomentInsight, RedReason

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


def evidence(method: Any, month: int, people: int = 1, **fields: Any) -> Evidence:
    """Evidence of the third of a month of 2026."""
    written = {"journey": "a/journey", "method": method, "date": f"2026-{month:02}-03", "sample": str(people), **fields}
    return Evidence.model_validate(written)


def with_felt(insight: JourneyInsight, moment_id: str, persona: str, **felt: Any) -> JourneyInsight:
    """The same with other figures of what a persona feels at a moment; its red points rest on the same evidence."""

    def change(moment: MomentInsight) -> MomentInsight:
        if moment.id != moment_id:
            return moment
        changed = replace(moment.felt[persona], **felt)
        red = tuple(_judge(reason, persona, changed) for reason in moment.red)
        sightings = tuple(
            Sighting(e, Observation(), in_period=True, before_change=changed.before_change) for e in changed.rests_on
        )
        return replace(
            moment, felt={**moment.felt, persona: changed}, red=red, sightings=(*moment.sightings, *sightings)
        )

    return replace(insight, moments=tuple(map(change, insight.moments)))


def _judge(reason: RedReason, persona: str, felt: Felt) -> RedReason:
    if reason.kind != "feels" or reason.persona != persona:
        return reason
    return replace(reason, amount=felt.value, suspected=felt.basis in {None, "assumed"})


def with_consistency(insight: JourneyInsight, moment_id: str, consistency: Consistency) -> JourneyInsight:
    """The same, as if a touchpoint had been visited several times."""
    moments = (replace(m, consistency=consistency) if m.id == moment_id else m for m in insight.moments)
    return replace(insight, moments=tuple(moments))


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


def phone_as_seen() -> JourneyInsight:
    """The same after some went and looked: visits that differ, guesses overturned, values from before a change."""
    survey = {"basis": "measured", "n": 212, "rests_on": (evidence("survey", 9, 212),)}
    visits = tuple(evidence("mystery-shop", month) for month in (10, 9, 7))
    insight = buying_a_phone()
    seen: dict[tuple[str, str], dict[str, Any]] = {
        ("battery-dies", "anna"): {"value": -1.2, **survey},
        ("battery-dies", "bob"): {"value": -0.4, **survey},
        ("pays", "anna"): {"value": -0.4, "basis": "seen", "n": 3, "rests_on": visits, "low": -1.5, "high": 1.0},
        ("pays", "bob"): {"value": -0.4, "basis": "seen", "n": 3, "rests_on": visits, "low": -1.5, "high": 1.0},
        ("pays/after", "anna"): {
            "value": -1.5, "basis": "seen", "n": 5, "before_change": True,
            "rests_on": (evidence("interview", 6, 5),),
        },
        ("first-call", "bob"): {
            "value": 0.5, "basis": "seen", "n": 2, "before_change": True,
            "rests_on": (evidence("walk", 5), evidence("walk", 6)),
        },
    }  # fmt: skip
    for (moment, persona), felt in seen.items():
        insight = with_felt(insight, moment, persona, **felt)
    return with_consistency(insight, "pays", Consistency(0.58, 1.6667, None, 3, inconsistent=True))


def phone_with_log() -> JourneyInsight:
    """The same journey with an event log of 1,000 customers: some turn back, some leave steps out."""
    insight = buying_a_phone()
    log = {
        "journey": "a/journey", "method": "analytics", "date": "2026-10-20", "sample": "1000",
        "observations": {
            "finds-us": {"reach": "100%", "count": "1000", "lost": "22%"},
            "checks-stock": {"reach": "61%", "count": "610", "lost": "9%"},
            "rings-shop": {"reach": "12%", "count": "120", "lost": "31%"},
            "pays": {"reach": "58%", "count": "580", "lost": "0%"},
            "first-call": {"reach": "40%", "count": "400"},
        },
        "taken": {
            "customers": "1000", "since": "2026-08-01", "until": "2026-10-20",
            "order": ["finds-us", "pays", "checks-stock", "first-call"],
            "steps": [
                {"from": "finds-us", "to": "checks-stock", "customers": "300", "median": "12 min", "p90": "2 days"},
                {"from": "finds-us", "to": "pays", "customers": "420", "median": "4 min", "p90": "30 min"},
                {"from": "pays", "to": "checks-stock", "customers": "250", "median": "1 h"},
                {"from": "checks-stock", "to": "pays", "customers": "150", "median": "5 min", "p90": "20 min"},
                {"from": "pays", "to": "first-call", "customers": "400", "median": "2 days", "p90": "6 days"},
            ],
            "paths": [
                {"touchpoints": ["finds-us", "pays", "first-call"], "customers": "320"},
                {"touchpoints": ["finds-us", "checks-stock", "pays", "first-call"], "customers": "70"},
                {"touchpoints": ["finds-us", "pays", "checks-stock"], "customers": "40"},
                {"touchpoints": ["finds-us", "checks-stock", "finds-us", "pays"], "customers": "10"},
            ],
        },
    }  # fmt: skip
    found = Evidence.model_validate(log)
    handbook = replace(HANDBOOK, journeys={insight.journey.id: insight.journey}, evidence={"log": found})
    return analyse(handbook, on=ON).journeys[insight.journey.id]


def time_to_price(*values: tuple[int, float], method: Any = "analytics", **fields: Any) -> MeasureSeries:
    """A measure in seconds, lower is better, with values on the third of months of 2026."""
    measure = Measure.model_validate(
        {"id": "page-speed", "name": "Time to *first* price", "unit": "s", "better": "lower", "target": "2"}
    )
    points = tuple(MeasurePoint(dt.date(2026, month, 3), n, evidence(method, month)) for month, n in values)
    given: dict[str, Any] = {"moment": None, "authored": None, "target": 2.0, "meets_target": False, "trend": None}
    return MeasureSeries(measure=measure, points=points, **{**given, **fields})


def getting_faster() -> tuple[MeasureSeries, JourneyInsight]:
    """Five values of that measure, and a journey with an improvement that it proves, and others that it does not."""
    done = {"status": "done", "done_on": "2026-05-11"}
    insight = insight_of(
        [touchpoint("finds-us", "1")],
        improvements=[
            {"id": "one", "title": "Say *one* price", **done, "proves_it": {"measure": "page-speed"}},
            {"id": "other", "title": "Other", **done, "proves_it": {"measure": "goal-reached"}},
            {"id": "idea", "title": "An idea", "proves_it": {"measure": "page-speed"}},
        ],
    )
    series = time_to_price((2, 3.4), (3, 3.5), (5, 3.3), (7, 2.6), (10, 2.2), trend="better")
    return series, insight
