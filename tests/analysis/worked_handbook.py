"""The handbook whose figures `test_handbook_by_hand.py` works out: two journeys, three personas, every method.

The edition is of 2026-11-01. The review period of 180 days begins after 2026-05-05, that of the second journey, of
60 days, after 2026-09-02.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import TYPE_CHECKING, Any

from analysis_samples import ON, make_handbook
from evidence_samples import add_evidence, make_channels, make_evidence, make_measures

from journeybook.analysis import analyse, round_figure
from journeybook.model import Journey

if TYPE_CHECKING:
    from journeybook.analysis import Felt, Insight, JourneyInsight
    from journeybook.model import Evidence

PRICE = "Is the price complete?"
PHONE = "Can it be read on a phone?"
GREETED = "Did somebody greet within a minute?"

ORDER: dict[str, Any] = {
    "id": "buying/order",
    "title": "Ordering",
    "personas": ["first", "upgrader", "business"],
    "volume": {"customers": "2000"},
    "measures": {"goal-reached": "71%"},
    "stages": [
        {
            "name": "Decide",
            "touchpoints": [
                {
                    "id": "find", "name": "Finds us", "channel": "web", "owner": "marketing", "took": "10 min",
                    "feels": {"first": "1", "upgrader": "0"}, "measures": {"page-speed": "3 s"},
                },
                {
                    "id": "plan", "name": "Picks a plan", "channel": "web", "owner": "retail", "feels": "0",
                    "took": {"first": "20 min", "upgrader": "40 min", "business": "40 min"}, "lost": "10%",
                    "moment_of_truth": "Here they trust the price", "after": {"wait": "2 days", "feels": "-0.5"},
                },
            ],
        },
        {
            "name": "Get it",
            "touchpoints": [
                {
                    "id": "pay", "name": "Pays in the shop", "channel": "shop", "owner": "retail", "feels": "1",
                    "reach": "60%", "lost": {"first": "4%", "upgrader": "8%", "business": "8%"},
                },
                {
                    "id": "pay-online", "name": "Pays online", "channel": "web", "owner": "digital", "took": "5 min",
                    "feels": {"first": "0", "upgrader": "1", "business": "1"}, "reach": "20%", "instead_of": "pay",
                    "back_to": "plan",
                },
                {"id": "friend", "name": "Shows it to a friend", "ours": "false"},
                {"id": "unpack", "name": "Unpacks it", "feels": "0.5"},
                {
                    "id": "call", "name": "Calls us", "channel": "phone", "owner": "care", "feels": "0.5",
                    "failure_demand": "40%", "says_again": "true",
                },
            ],
        },
    ],
    "improvements": [
        {
            "id": "one-price", "title": "One price", "fixes": ["plan", "plan/after"], "lifts_to": "0.5",
            "loses_to": "4%", "status": "planned", "effort": "2", "confidence": "80%", "due": "2026-10-31",
        },
        {"id": "no-wait", "title": "Ship at once", "removes": ["plan/after"]},
        {
            "id": "price", "title": "A shorter list", "fixes": ["plan"], "lifts_to": "1", "status": "done",
            "done_on": "2026-07-01", "proves_it": {"measure": "page-speed", "from": "3.1", "to": "2"},
        },
        {
            "id": "greet", "title": "Greet", "fixes": ["pay"], "lifts_to": "1.5", "status": "done",
            "done_on": "2026-08-01",
        },
        {"id": "letter", "title": "A letter", "fixes": ["call"], "status": "done", "done_on": "2026-09-01"},
    ],
}  # fmt: skip

BILL: dict[str, Any] = {
    "id": "using/bill",
    "title": "The first bill",
    "personas": ["upgrader", "business"],
    "review_after": "60 days",
    "stages": [
        {
            "name": "Read it",
            "touchpoints": [
                {"id": "bill", "name": "Reads the bill", "owner": "billing", "feels": "-1.5"},
                {"id": "ask", "name": "Asks about it", "owner": "care", "feels": "0", "failure_demand": "true"},
            ],
        }
    ],
    "improvements": [
        {
            "id": "clear", "title": "Clear words", "fixes": ["bill"], "lifts_to": "0.5", "status": "done",
            "done_on": "2026-10-01",
        },
        {"id": "less", "title": "Fewer lines", "fixes": ["ask"], "status": "done", "done_on": "2026-10-25"},
        {"id": "undated", "title": "Some day", "fixes": ["ask"], "status": "done"},
        {"id": "ahead", "title": "Ahead", "fixes": ["bill"], "status": "done", "done_on": "2026-11-05"},
    ],
}  # fmt: skip


def on_order(method: str, date: str, observations: dict[str, Any], **fields: Any) -> Evidence:
    return make_evidence(method, date, journey="buying/order", observations=observations, **fields)


def shop(date: str, feels: str, took: str, answer: str) -> Evidence:
    return on_order("mystery-shop", date, {"pay": {"feels": feels, "took": took, "answers": {GREETED: answer}}})


def call(date: str, feels: str) -> Evidence:
    return on_order("walk", date, {"call": {"feels": feels}}, persona="upgrader")


def on_bill(method: str, date: str, moment: str, feels: str, **fields: Any) -> Evidence:
    return make_evidence(method, date, journey="using/bill", observations={moment: {"feels": feels}}, **fields)


TAKEN = {
    "customers": "5000",
    "order": ["find", "plan", "pay-online", "call"],
    "steps": [
        {"from": "find", "to": "plan", "customers": "4000", "median": "5 min", "p90": "20 min"},
        {"from": "plan", "to": "pay-online", "customers": "2400", "median": "10 min"},
        {"from": "find", "to": "pay-online", "customers": "300", "median": "2 min"},
        {"from": "pay-online", "to": "plan", "customers": "50", "median": "1 min"},
        {"from": "pay-online", "to": "call", "customers": "900", "median": "3 days"},
    ],
    "paths": [
        {"touchpoints": ["find", "plan", "pay-online"], "customers": "2100"},
        {"touchpoints": ["find", "plan"], "customers": "700"},
        {"touchpoints": ["find", "pay-online", "call"], "customers": "250"},
        {"touchpoints": ["find", "plan", "pay-online", "plan", "pay-online"], "customers": "40"},
    ],
}

ORDER_EVIDENCE = (
    shop("2026-02-02", "2", "5 min", "yes"),  # 180 days before `greet` was done, and so not in that period
    on_order("walk", "2026-05-05", {"find": {"feels": "2", "took": "1 h", "answers": {PRICE: "yes"}}}, persona="first"),
    on_order(
        "walk", "2026-05-06",
        {"find": {"feels": "-1", "took": "12 min", "answers": {PRICE: "no"}}, "plan": {"feels": "-1"}},
        persona="first",
    ),
    on_order("interview", "2026-06-01", {"plan": {"feels": "-2"}}, persona="first", sample="2"),
    shop("2026-06-01", "-1", "60 min", "yes"),
    on_order("complaints", "2026-06-10", {"pay": {"count": "3"}}),
    shop("2026-06-15", "-1.5", "60 min", "hardly"),
    shop("2026-08-01", "-0.5", "60 min", "hardly"),  # the day on which `greet` was done
    shop("2026-09-01", "1", "10 min", "Yes"),
    shop("2026-09-02", "-1", "20 min", "no"),
    shop("2026-09-03", "-2", "30 min", "mostly"),
    call("2026-09-05", "0"),
    call("2026-09-06", "0.5"),
    call("2026-09-07", "1"),
    on_order(
        "survey", "2026-09-10",
        {"plan": {"feels": "-0.4"}, "pay": {"feels": "0.8"}, "call": {"feels": "-1.2"}}, sample="30",
    ),
    on_order("interview", "2026-10-01", {"plan": {"feels": "-1"}}, sample="4"),
    on_order("review", "2026-10-02", {}, by="retail"),
    on_order("gemba", "2026-10-05", {"pay": {"took": "24 min", "note": "A queue"}}),
    on_order("survey", "2026-10-10", {"plan": {"feels": "0.4"}}, sample="10", measures={"goal-reached": "68%"}),
    on_order(
        "walk", "2026-10-12",
        {
            "plan/after": {"feels": "-1", "took": "4 days"},
            "friend": {"feels": "1"},
            "unpack/after": {"feels": "-1.5", "took": "3 days"},
        },
        persona="upgrader",
    ),
    on_order("analytics", "2026-10-15", {"plan": {"lost": "25%"}}, persona="first", sample="1000"),
    on_order("contacts", "2026-10-20", {"call": {"count": "120"}}, sample="400", measures={"calls": "120"}),
    on_order(
        "analytics", "2026-10-31",
        {
            "find": {"measures": {"page-speed": {
                "2026-06-30": "3.4 s", "2026-07-01": "3.2", "2026-08-31": "2.6 s", "2026-10-31": "2.4 s",
                "2026-11-30": "1 s",
            }}},
            "plan": {"reach": "80%", "lost": "15%"},
            "pay": {"reach": "30%", "lost": "20%"},
            "pay-online": {"reach": "50%", "lost": "5%"},
        },
        sample="5000", taken=TAKEN,
    ),
    on_order("survey", "2026-10-31", {"call": {"feels": "2"}}, sample="0"),
    on_order("walk", "2026-11-02", {"unpack": {"feels": "2"}, "call": {"feels": "2"}}),
)  # fmt: skip

BILL_EVIDENCE = (
    on_bill("walk", "2026-08-02", "bill", "2"),  # 60 days before `clear` was done, and so not in that period
    on_bill("walk", "2026-08-03", "bill", "-2"),
    on_bill("interview", "2026-09-01", "bill", "-1", sample="5"),
    on_bill("walk", "2026-10-01", "bill", "-1.5"),
    on_bill("walk", "2026-10-02", "bill", "1", persona="upgrader"),
    on_bill("walk", "2026-10-15", "bill", "0.5"),
    on_bill("interview", "2026-10-20", "bill", "0", sample="6"),
    on_bill("walk", "2026-10-21", "ask", "-1"),
    make_evidence("contacts", "2026-10-22", journey="using/bill", observations={"ask": {"count": "0"}}),
)


@cache
def analyse_worked() -> Insight:
    """The figures of the whole handbook."""
    journeys = [Journey.model_validate(written) for written in (ORDER, BILL)]
    handbook = make_handbook(*journeys, shares={"first": "20%", "upgrader": "30%", "business": "50%"})
    records = make_channels(web=[PRICE, PHONE], shop=[GREETED]) | make_measures(
        goal_reached={"unit": "%", "target": "70"}, page_speed={"unit": "s", "better": "lower", "target": "2 s"}
    )
    evidence = (*ORDER_EVIDENCE, *BILL_EVIDENCE)
    return analyse(add_evidence(dataclasses.replace(handbook, **records), evidence), on=ON)


def order() -> JourneyInsight:
    """The figures of the first journey."""
    return analyse_worked().journeys["buying/order"]


def bill() -> JourneyInsight:
    """The figures of the second journey."""
    return analyse_worked().journeys["using/bill"]


def rounded(figure: float | None) -> float | None:
    """As the data has it: four decimals."""
    return None if figure is None else round_figure(figure)


def told(felt: Felt) -> tuple[float | None, str | None, int]:
    """A value, what it rests on, and how many people are behind it."""
    return rounded(felt.value), felt.basis, felt.n
