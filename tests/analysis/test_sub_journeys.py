"""A touchpoint that is a journey of its own feels like that journey, persona by persona, unless it feels itself."""

from __future__ import annotations

from typing import Any

import pytest
from analysis_samples import ON, analyse_all, improvements_of, make_handbook, make_journey, moments_of, round_figures
from evidence_samples import add_evidence, at, make_evidence

from journeybook.analysis import Felt, Insight, analyse, analyse_journey

BOTH = ["anna", "bob"]


def call(**fields: Any) -> Any:
    """A call: for Anna (2 × −1 + 0.5) ÷ 3 = −0.5, for Bob (2 × 0 + 0.5) ÷ 3 = 0.1667."""
    return make_journey(
        {"id": "rings", "feels": {"anna": "-1", "bob": "0"}, "moment_of_truth": "true"},
        {"id": "ends", "feels": "0.5"},
        **{"id": "help/call", "personas": BOTH, **fields},
    )


def parent(*more: dict[str, Any], **fields: Any) -> Any:
    """Buys, then calls."""
    own = fields.pop("own", {})
    return make_journey(
        {"id": "buys", "feels": "1"},
        {"id": "calls", "journey": "help/call", **own},
        *more,
        **{"id": "buy/phone", "personas": BOTH, **fields},
    )


def felt_at(found: Insight, moment: str = "calls", journey: str = "buy/phone") -> dict[str, Felt]:
    return dict(at(found.journeys[journey], moment).felt)


def test_each_persona_takes_its_score_there() -> None:
    found = analyse_all(parent(), call())
    felt = felt_at(found)
    assert round_figures({persona: feeling.value for persona, feeling in felt.items()}) == {"anna": -0.5, "bob": 0.1667}
    for feeling in felt.values():
        assert feeling == Felt(feeling.value, "assumed", sub_journey="help/call")
    scores = {name: persona.score for name, persona in found.journeys["buy/phone"].personas.items()}
    assert round_figures(scores) == {"anna": 0.25, "bob": 0.5833}
    assert round_figures([found.journeys["buy/phone"].score, at(found.journeys["buy/phone"], "calls").value]) == [
        0.4167,
        -0.1667,
    ]


def test_a_feeling_of_its_own_goes_first_persona_by_persona() -> None:
    found = felt_at(analyse_all(parent(own={"feels": {"bob": "2"}}), call()))
    assert found["bob"] == Felt(2, "assumed", 0, 2)
    assert found["anna"].value == pytest.approx(-0.5)
    assert found["anna"].sub_journey == "help/call"


def test_what_was_seen_there_goes_first_too() -> None:
    walk = make_evidence(
        "walk", "2026-10-01", journey="buy/phone", persona="anna", observations={"calls": {"feels": "1"}}
    )
    insight = analyse(add_evidence(make_handbook(parent(), call()), [walk]), on=ON)
    found = felt_at(insight)
    assert (found["anna"].value, found["anna"].basis, found["anna"].sub_journey) == (1, "seen", None)
    assert found["bob"].sub_journey == "help/call"


def test_personas_that_one_of_both_does_not_name() -> None:
    unnamed = make_journey({"id": "t", "feels": "0.5"}, id="help/call")
    assert [f.value for f in felt_at(analyse_all(parent(), unnamed)).values()] == [0.5, 0.5]
    everyone = felt_at(analyse(make_handbook(parent(personas=[]), call(), shares={"anna": "25%"}), on=ON))
    assert everyone["everyone"].value == pytest.approx((-0.5 + 1 / 6) / 2)
    only_anna = call(personas=["anna"])
    assert [f.value for f in felt_at(analyse_all(parent(), only_anna)).values()] == [pytest.approx(-0.5), None]


def test_shares_weigh_the_personas_where_the_parent_names_none() -> None:
    handbook = make_handbook(parent(personas=[]), call(), shares={"anna": "25%", "bob": "75%"})
    assert felt_at(analyse(handbook, on=ON))["everyone"].value == pytest.approx((-0.5 + 3 / 6) / 4)


def see_call(method: str, *moments: str, persona: str | None = None) -> Any:
    seen = {moment: {"feels": "0"} for moment in moments}
    return make_evidence(method, "2026-10-01", journey="help/call", persona=persona, sample="30", observations=seen)


@pytest.mark.parametrize(
    ("evidence", "basis"),
    [
        ([see_call("walk", "ends")], "assumed"),
        ([see_call("walk", "ends", "rings", persona="anna")], "seen"),
        ([see_call("survey", "ends", "rings", persona="anna")], "measured"),
        ([see_call("survey", "ends", persona="anna"), see_call("walk", "rings", persona="anna")], "seen"),
    ],
)
def test_it_rests_on_the_weakest_and_counts_nobody_again(evidence: list[Any], basis: str) -> None:
    found = analyse(add_evidence(make_handbook(parent(), call()), evidence), on=ON)
    anna = felt_at(found)["anna"]
    assert (anna.basis, anna.n, anna.rests_on) == (basis, 0, ())
    moment = at(found.journeys["buy/phone"], "calls")
    assert (moment.n, moment.seen, felt_at(found)["bob"].basis) == (0, False, "assumed")


def test_what_weighs_nothing_is_no_basis() -> None:
    below = make_journey(
        {"id": "t", "feels": "0", "reach": "100%"},
        {"id": "other", "feels": "1", "reach": "0%", "instead_of": "t"},
        id="help/call",
        personas=["anna"],
    )
    insight = analyse(add_evidence(make_handbook(parent(), below), [see_call("walk", "t")]), on=ON)
    assert felt_at(insight)["anna"].basis == "seen"


def test_a_red_point_is_suspected_as_long_as_the_sub_journey_is_assumed() -> None:
    bad = make_journey({"id": "t", "feels": "-2"}, id="help/call")
    assert at(analyse_all(parent(), bad).journeys["buy/phone"], "calls").suspected
    walk = make_evidence("walk", "2026-10-01", journey="help/call", observations={"t": {"feels": "-2"}})
    found = analyse(add_evidence(make_handbook(parent(), bad), [walk]), on=ON)
    moment = at(found.journeys["buy/phone"], "calls")
    assert (moment.is_red, moment.suspected, moment.answer) == (True, False, "unanswered")


def test_improvements_lift_what_it_feels_like() -> None:
    improvement = {"id": "i", "title": "I", "fixes": ["calls"], "lifts_to": "0", "status": "planned"}
    found = analyse_all(parent(improvements=[improvement]), call()).journeys["buy/phone"]
    assert improvements_of(found)["i"].lift == pytest.approx((0.5 / 2 + 0) / 2)  # Anna's −0.5 rises to 0, Bob's stays
    assert moments_of(found)["calls"].expected == pytest.approx(1 / 12)


def test_a_sub_journey_in_a_sub_journey_whatever_the_order_of_files() -> None:
    menu = make_journey({"id": "t", "feels": {"anna": "-2", "bob": "1"}}, id="z/menu", personas=BOTH)
    middle = make_journey({"id": "m", "journey": "z/menu"}, {"id": "n", "feels": "0"}, id="help/call", personas=BOTH)
    found = analyse_all(parent(), middle, menu)
    assert [f.value for f in felt_at(found, "m", "help/call").values()] == [-2, 1]
    assert [f.value for f in felt_at(found).values()] == [-1, 0.5]
    turned = analyse_all(menu, middle, parent())
    assert list(turned.journeys.values()) == list(found.journeys.values())
    assert turned.part_of == found.part_of
    assert [[(p.journey.journey.id, p.moment.id) for p in places] for places in found.part_of.values()] == [
        [("buy/phone", "calls")],
        [("help/call", "m")],
    ]


def test_the_wait_after_it_is_no_part_of_it() -> None:
    found = analyse_all(parent(own={"after": {"feels": {"anna": "-1"}}}), call())
    assert felt_at(found, "calls/after")["bob"].value is None


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_what_is_not_listed_is_a_gap(status: str) -> None:
    assert {f.value for f in felt_at(analyse_all(parent(), call(status=status))).values()} == {None}
    assert {f.value for f in felt_at(analyse_all(parent())).values()} == {None}


def test_drafts_count_where_they_are_shown() -> None:
    shown = analyse_all(parent(), call(status="draft"), drafts=True)
    assert felt_at(shown)["anna"].value == pytest.approx(-0.5)


def test_a_sub_journey_without_a_score_is_a_gap() -> None:
    assert felt_at(analyse_all(parent(), make_journey({"id": "t"}, id="help/call")))["anna"] == Felt(None)


def test_a_retired_journey_is_analysed_with_the_sub_journeys_that_are_listed() -> None:
    handbook = make_handbook(parent(status="retired"), call())
    insight = analyse(handbook, on=ON)
    retired = analyse_journey(handbook.journeys["buy/phone"], handbook, ON, insight.journeys)
    assert at(retired, "calls").felt["anna"].value == pytest.approx(-0.5)


def test_circles_end() -> None:
    one = make_journey({"id": "t", "journey": "a/two"}, {"id": "u", "feels": "1"}, id="a/one")
    two = make_journey({"id": "t", "journey": "a/one"}, {"id": "u", "feels": "-1"}, id="a/two")
    itself = make_journey({"id": "t", "journey": "a/self"}, {"id": "u", "feels": "2"}, id="a/self")
    found, turned = analyse_all(one, two, itself), analyse_all(itself, two, one)
    assert [journey.score for journey in found.journeys.values()] == [0, 2, -1]
    assert list(found.journeys.values()) == list(turned.journeys.values())


def test_a_chain_of_thousands_does_not_run_too_deep() -> None:
    last = 3000
    chain = [make_journey({"id": "t", "journey": f"a/j{n + 1}"}, id=f"a/j{n}") for n in range(last)]
    found = analyse_all(*chain, make_journey({"id": "t", "feels": "-1"}, id=f"a/j{last}"))
    assert found.journeys["a/j0"].score == -1
