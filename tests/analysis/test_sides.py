"""The handbook from every side, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from analysis_samples import ON, make_handbook, make_journey
from sides_samples import BILL, ORDER, analyse_organization, make_organization, refs

from journeybook.analysis import FailureDemand, HandoffFlow, HeatMap, Insight, Spread, analyse
from journeybook.model import Handbook, Journey


@pytest.fixture(scope="module")
def insight() -> Insight:
    return analyse_organization()


def flow(found: HandoffFlow) -> tuple[str, str, list[str]]:
    return found.from_team, found.to_team, [f"{h.giving.id}>{h.taking.id}" for h in found.handoffs]


def failure(found: FailureDemand) -> tuple[list[str], list[tuple[str, float | None, float | None]], float | None, bool]:
    contacts = [(refs((c.place,))[0], c.share, c.contacts) for c in found.contacts]
    return refs((found.cause,) if found.cause else ()), contacts, found.per_month, found.at_least


def test_records_come_first_and_what_is_only_named_follows_by_id(insight: Insight) -> None:
    sides = insight.sides
    # money owns, quality walked, guards run the vault, the robot is named by the journey that is to be
    assert list(sides.teams) == ["shop", "web", "care", "idle", "guards", "money", "quality", "robot"]
    assert list(sides.channels) == ["site", "phone", "fax", "counter", "letter", "watch"]
    assert list(sides.systems) == ["till", "vault", "catalogue"]
    assert list(sides.personas) == ["anna", "bob"]  # `everyone` of the journey to be is none
    assert list(sides.measures) == ["calls", "joy", "speed"]


def test_a_team_and_what_hurts_there(insight: Insight) -> None:
    care = insight.sides.teams["care"]
    assert refs(care.moments) == ["order#ask", "bill#call", "bill#again"]
    # the second call is caused by care's own first one
    assert refs(care.red) == ["bill#again"]
    assert refs(care.red_caused_elsewhere) == ["bill#call", "order#ask"]
    assert [flow(f) for f in care.gets_from] == [
        ("money", "care", ["read>call"]),
        ("shop", "care", ["pay>ask"]),
    ]
    assert [flow(f) for f in care.gives_to] == [("care", "shop", ["again>visit"])]
    assert [i.reference for i in care.backlog] == ["buying/order#sooner"]
    assert [failure(f)[0] for f in care.causes] == [["bill#call"]]
    assert refs(care.unseen) == ["order#ask", "bill#call", "bill#again"]


def test_a_team_with_journeys_systems_and_a_part_elsewhere(insight: Insight) -> None:
    shop = insight.sides.teams["shop"]
    assert [j.journey.id for j in shop.journeys] == ["buying/order", "buying/order-to-be"]
    assert shop.to_review == ()  # one was walked, the other is to be
    assert refs(shop.moments) == ["order#pay", "order#pay/after", "bill#visit"]
    assert refs(shop.acts_at) == ["order#find"]
    assert refs(shop.red) == ["order#pay/after", "bill#visit", "order#pay"]  # −1.5, 0, 0.5
    assert shop.systems == ("till",)
    # a step without us is nobody's, whatever is written there
    assert refs(insight.sides.teams["web"].moments) == ["order#find"]


def test_teams_that_own_nothing_or_only_what_is_to_be(insight: Insight) -> None:
    idle, robot = insight.sides.teams["idle"], insight.sides.teams["robot"]
    assert (idle.moments, idle.journeys, idle.backlog, idle.gets_from) == ((), (), (), ())
    assert (robot.moments, robot.red) == ((), ())
    assert [i.reference for i in robot.backlog] == ["buying/order-to-be#robot"]


def test_a_channel_with_its_standards(insight: Insight) -> None:
    channels = insight.sides.channels
    assert refs(channels["site"].moments) == ["order#find", "order#pay"]
    assert refs(channels["counter"].moments) == ["order#pay", "bill#visit"]
    assert refs(channels["phone"].moments) == ["order#ask", "bill#call", "bill#again"]  # nothing without us
    assert refs(channels["phone"].red) == ["bill#call", "bill#again", "order#ask"]
    assert [(s.question, s.met, s.asked) for s in channels["site"].standards] == [
        ("Is it open?", 1, 2),
        ("Is it cheap?", 0, 0),
    ]
    assert [(s.question, s.met, s.asked) for s in channels["fax"].standards] == [("Who has one?", 0, 0)]
    # finding: 0.25 × 1 − 0.75 × 1 = −0.5, which is annoyed: halves go away from 0; paying 0.5 is pleased
    assert channels["site"].spread == Spread(annoyed=1, pleased=1, mean=0)
    assert channels["letter"].spread == Spread(gaps=1)
    assert channels["watch"].moments == ()


def test_a_system_that_is_down(insight: Insight) -> None:
    till, vault = insight.sides.systems["till"], insight.sides.systems["vault"]
    assert refs(till.moments) == ["order#pay", "bill#read"]
    assert (till.customers, till.without_volume) == (1000, ("billing/bill",))
    assert refs(till.moments_of_truth) == ["order#pay"]
    assert till.teams == ("money", "shop")
    assert insight.sides.systems["catalogue"].teams == ("shop", "web")
    assert (vault.customers, vault.moments) == (None, ())


def test_a_persona_and_where_it_differs(insight: Insight) -> None:
    anna, bob = insight.sides.personas["anna"], insight.sides.personas["bob"]
    assert [(j.journey.id, p.id) for j, p in bob.journeys] == [("buying/order", "bob"), ("billing/bill", "bob")]
    assert [(refs((d.place,))[0], d.own, d.others, d.apart) for d in anna.differences] == [("order#find", 1, -1, 2)]
    assert [d.apart for d in bob.differences] == [-2]
    assert refs(anna.red) == ["order#pay/after"]
    assert refs(bob.red) == ["bill#call", "order#pay/after", "bill#again", "order#find"]  # −2, −1.5, −1, −1
    assert anna.spread == Spread(upset=1, even=1, pleased=2, delighted=1, mean=pytest.approx(0.32))


def test_the_mean_of_the_others_goes_by_their_share() -> None:
    feels = {"anna": "1", "bob": "0", "carl": "2"}
    journey = make_journey({"id": "one", "feels": feels}, personas=["anna", "bob", "carl"])
    shares: dict[str, str | None] = {"anna": "20%", "bob": "60%", "carl": "20%"}
    sides = analyse(make_handbook(journey, shares=shares), on=ON).sides
    # the others of anna: (0.6 × 0 + 0.2 × 2) ÷ 0.8
    assert [d.others for d in sides.personas["anna"].differences] == [pytest.approx(0.5)]
    assert [d.others for d in sides.personas["bob"].differences] == [pytest.approx(1.5)]


def test_others_without_a_share_are_nobody_to_differ_from() -> None:
    journey = make_journey({"id": "one", "feels": {"anna": "1", "bob": "-1"}}, personas=["anna", "bob"])
    sides = analyse(make_handbook(journey, shares={"anna": "100%", "bob": "0%"}), on=ON).sides
    assert sides.personas["anna"].differences == ()
    assert [d.apart for d in sides.personas["bob"].differences] == [-2]


def test_a_measure_and_what_it_proves(insight: Insight) -> None:
    measures = insight.sides.measures
    assert [(j.journey.id, s.moment, s.authored) for j, s in measures["speed"].series] == [("buying/order", "find", 3)]
    assert [i.reference for i in measures["calls"].proves] == ["buying/order#sooner"]
    assert (measures["joy"].series, measures["joy"].proves) == ((), ())


def test_phases_and_blind_spots(insight: Insight) -> None:
    assert [(p.id, [j.journey.id for j in p.journeys], p.red) for p in insight.sides.phases] == [
        ("buy", ["buying/order"], 4),
        ("use", [], 0),
        (None, ["billing/bill"], 3),
    ]
    # −0.5, 0.5, −1.5, 2, −0.4
    assert insight.sides.phases[0].spread == Spread(
        upset=1, annoyed=1, even=1, pleased=1, delighted=1, mean=pytest.approx(0.02)
    )


def test_handoffs_with_how_they_feel(insight: Insight) -> None:
    assert [flow(f) for f in insight.sides.handoffs] == [
        ("shop", "care", ["pay>ask"]),
        ("web", "shop", ["find>pay"]),
        ("care", "shop", ["again>visit"]),
        ("money", "care", ["read>call"]),
    ]
    (late,) = insight.sides.handoffs[0].handoffs
    assert late.wait is not None
    assert (late.wait.id, late.value, late.hurts, late.customers) == ("pay/after", -1.5, True, 400)
    (unknown,) = insight.sides.handoffs[3].handoffs
    assert (late.felt_at.id, late.hurts_at and late.hurts_at.id) == ("pay/after", "pay/after")
    assert (unknown.wait, unknown.value, unknown.customers) == (None, -2, None)


def test_failure_demand_where_it_is_caused(insight: Insight) -> None:
    # asking: 1000 × 40% × 60% = 240, of two causes (one is written twice)
    assert [failure(f) for f in insight.sides.failure_demand] == [
        (["bill#read"], [("order#ask", 0.3, 120), ("bill#call", None, None)], 120, True),
        (["order#pay"], [("order#ask", 0.3, 120)], 120, False),
        (["bill#call"], [("bill#again", 0.2, None)], None, True),
        ([], [("bill#visit", 0.3, None)], None, True),
    ]


def test_a_cause_that_readers_cannot_see_is_unknown() -> None:
    hidden = {"journeys": {"buying/order": Journey.model_validate(ORDER),
                           "billing/bill": Journey.model_validate(BILL | {"status": "draft"})}}  # fmt: skip
    sides = analyse_organization(**hidden).sides
    assert [failure(f) for f in sides.failure_demand] == [
        (["order#pay"], [("order#ask", 0.3, 120)], 120, False),
        ([], [("order#ask", 0.3, 120)], 120, False),
    ]


def test_what_several_unknown_causes_bring_is_one_sum() -> None:
    causes = {"failure_demand": "50%", "caused_by": ["x/one#a", "x/two#b", "find", "x/three#c"]}
    journey = make_journey({"id": "find"}, {"id": "ask", **causes}, volume={"customers": "80"})
    found = analyse(make_handbook(journey), on=ON).sides.failure_demand
    assert [failure(f) for f in found] == [
        (["journey#find"], [("journey#ask", 0.125, 10)], 10, False),
        ([], [("journey#ask", 0.375, 30)], 30, False),
    ]


def rows(heat: HeatMap) -> dict[str, list[float | None]]:
    return {row.id: [cell.mean if cell else None for cell in row.cells] for row in heat.rows}


def test_heat_maps(insight: Insight) -> None:
    sides = insight.sides
    assert sides.journeys_by_phase.phases == ("buy", "use", None)
    assert rows(sides.journeys_by_phase) == {
        "buying/order": [pytest.approx(0.02), None, None],
        "billing/bill": [None, None, -1],
    }
    assert rows(sides.channels_by_phase) == {
        "site": [0, None, None],
        "phone": [-0.4, None, -1.5],
        "counter": [0.5, None, 0],
    }  # nobody knows how the letter feels
    assert rows(sides.personas_by_phase) == {
        "anna": [pytest.approx(0.32), None, None],
        "bob": [pytest.approx(-0.08), None, -1],
    }


def test_a_touchpoint_made_of_a_journey_lies_in_that_journeys_phase() -> None:
    part = make_journey({"id": "dial", "feels": "-1"}).model_copy(update={"id": "b/call", "lifecycle": "use"})
    whole = make_journey(
        {"id": "find", "feels": "1"}, {"id": "call", "journey": "b/call", "after": {"feels": "0"}}, lifecycle="buy"
    )
    handbook = make_organization(journeys={whole.id: whole, part.id: part}, evidence={})
    sides = analyse(handbook, on=ON).sides
    assert sides.journeys_by_phase.phases == ("buy", "use")
    assert rows(sides.journeys_by_phase) == {"a/journey": [0.5, -1], "b/call": [None, -1]}
    assert [(p.spread.known, [j.journey.id for j in p.journeys]) for p in sides.phases] == [
        (2, ["a/journey"]),
        (2, ["b/call"]),
    ]


def test_nothing_at_all() -> None:
    sides = analyse(Handbook(), on=ON).sides
    assert (sides.teams, sides.phases, sides.handoffs, sides.failure_demand) == ({}, (), (), ())
    assert sides.journeys_by_phase == HeatMap((), ())


def test_a_journey_that_says_nothing() -> None:
    sides = analyse(make_handbook(make_journey({"id": "one"})), on=ON).sides
    assert (sides.teams, sides.channels, sides.systems, sides.personas, sides.measures) == ({}, {}, {}, {}, {})
    assert [(p.id, p.spread, p.red) for p in sides.phases] == [(None, Spread(gaps=1), 0)]
    assert sides.journeys_by_phase.rows == ()


def many_teams(count: int) -> list[dict[str, Any]]:
    return [{"id": f"t{n}", "owner": f"team-{n}", "feels": "-1"} for n in range(count)]


def test_three_hundred_teams() -> None:
    sides = analyse(make_handbook(make_journey(*many_teams(300))), on=ON).sides
    assert len(sides.teams) == 300
    assert len(sides.handoffs) == 299
    assert all(len(team.moments) == 1 for team in sides.teams.values())
