"""One journey, worked out by hand to the fourth decimal; the sums stand beside the figures."""

from __future__ import annotations

import pytest
from analysis_samples import analyse_order, improvements_of, moments_of

from journeybook.analysis import TimeSum, round_figure


def rounded(figure: float | None) -> float | None:
    return None if figure is None else round_figure(figure)


def test_weights_count_truth_twice_and_alternatives_as_one_by_reach() -> None:
    weights = {moment.id: rounded(moment.weight) for moment in analyse_order().moments}
    assert weights == {
        "find": 1,
        "plan": 2,
        "plan/after": 1,
        "pay": 0.75,  # 60 ÷ (60 + 20)
        "pay-online": 0.25,
        "friend": 1,
        "call": 1,
    }


def test_value_of_a_moment_is_the_mean_by_share_of_those_who_have_one() -> None:
    values = {moment.id: rounded(moment.value) for moment in analyse_order().moments}
    assert values == {
        "find": 0.25,  # 0.25 × 1 + 0.75 × 0
        "plan": -1,
        "plan/after": -0.5,
        "pay": 2,  # Bob has a gap
        "pay-online": 0.75,
        "friend": None,
        "call": 0.5,
    }


def test_scores() -> None:
    order = analyse_order()
    # (1 − 2 − 0.5 + 0.75 × 2 + 0.25 × 0 + 0.5) ÷ (1 + 2 + 1 + 0.75 + 0.25 + 1)
    assert rounded(order.personas["anna"].score) == 0.0833
    # (0 − 2 − 0.5 + 0.25 × 1 + 0.5) ÷ (1 + 2 + 1 + 0.25 + 1)
    assert rounded(order.personas["bob"].score) == -0.3333
    # 0.25 × 0.08333 − 0.75 × 0.33333
    assert rounded(order.score) == -0.2292
    assert order.lowest is order.personas["bob"]


def test_remembered_is_peak_and_end() -> None:
    order = analyse_order()
    anna, bob = order.personas["anna"], order.personas["bob"]
    assert (anna.best, anna.worst, anna.last) == tuple(moments_of(order)[m] for m in ("pay", "plan", "call"))
    assert anna.remembered == 1.25  # (2 + 0.5) ÷ 2
    assert bob.best is moments_of(order)["pay-online"]
    assert bob.remembered == -0.25  # +1 and −1 are as far from 0, the negative counts: (−1 + 0.5) ÷ 2
    assert order.remembered == 0.125  # 0.25 × 1.25 − 0.75 × 0.25


def test_reach_lost_and_finish() -> None:
    order = analyse_order()
    assert {m.id: rounded(m.reach) for m in order.moments} == {
        "find": 1,
        "plan": 1,
        "plan/after": 0.9,  # those who stayed
        "pay": 0.6,
        "pay-online": 0.2,
        "friend": 0.858,  # 1 − 1 × 0.1 − 0.6 × 0.07
        "call": 0.858,
    }
    assert {m.id: rounded(m.lost) for m in order.moments if m.lost is not None} == {"plan": 0.1, "pay": 0.07}
    assert rounded(order.finish) == 0.858


@pytest.mark.parametrize(
    ("improvement", "figures"),
    [
        # Anna (4.5 ÷ 6), Bob (2.25 ÷ 5.25): 0.50893 + 0.22917; (1.5 × 1 + 1 × 0.9) × 1000; × 0.8 ÷ 2
        ("one-price", {"lift": 0.7381, "finish": 0.06, "gain": 2400, "priority": 0.2952, "across": 960}),
        # Anna (1 ÷ 5), Bob (−1.25 ÷ 4.25): −0.17059 + 0.22917; 0.5 × 0.9 × 1000; × 0.5 ÷ 3
        ("no-wait", {"lift": 0.0586, "finish": 0, "gain": 450, "priority": 0.0098, "across": 75}),
        # paying online weighs 1 now: both (−1 ÷ 6); what was removed felt good, so nothing is gained
        ("no-shop", {"lift": 0.0625, "finish": 0.042, "gain": 0, "priority": 0.0104, "across": 0}),
        ("older", {"lift": None, "finish": None, "gain": None, "priority": None, "across": None}),
    ],
)
def test_an_improvement_alone(improvement: str, figures: dict[str, float | None]) -> None:
    found = improvements_of(analyse_order())[improvement]
    assert figures == {
        "lift": rounded(found.lift),
        "finish": rounded(found.finish_change),
        "gain": rounded(found.gain),
        "priority": rounded(found.priority),
        "across": rounded(found.priority_across),
    }


def test_expected_applies_all_planned_and_doing_and_no_ideas() -> None:
    order = analyse_order()
    assert rounded(order.expected_score) == 0.5  # both: (… + 2 × 0.5 + 0.5 + 1 × pay-online + 0.5) ÷ 6 = 3 ÷ 6
    assert rounded(order.expected_finish) == 0.96  # 1 − 1 × 0.04
    assert {m.id: rounded(m.expected) for m in order.moments} == {
        "find": 0.25,
        "plan": 0.5,
        "plan/after": 0.5,
        "pay": None,
        "pay-online": 0.75,
        "friend": None,
        "call": 0.5,
    }
    assert [m.id for m in order.moments if m.removed] == ["pay"]


def test_improvements_stand_in_backlog_order_and_answer_in_it() -> None:
    order = analyse_order()
    assert [i.improvement.id for i in order.improvements] == ["one-price", "no-shop", "no-wait", "older"]
    assert moments_of(order)["plan"].answered_by == ("one-price", "older")
    assert order.one_thing is improvements_of(order)["one-price"]
    assert [i.improvement.id for i in order.improvements if i.overdue] == ["one-price"]


def test_red_points_with_all_their_reasons() -> None:
    order = analyse_order()
    assert [m.id for m in order.red_points] == ["plan", "pay"]
    plan, pay = order.red_points
    assert [(r.kind, r.persona, rounded(r.amount)) for r in plan.red] == [
        ("feels", "anna", -1),
        ("feels", "bob", -1),
        ("lost", None, 0.1),
    ]
    assert [(r.kind, rounded(r.amount)) for r in pay.red] == [("lost", 0.07)]
    assert (plan.answer, pay.answer) == ("answered", "answered")
    assert plan.suspected


def test_flow() -> None:
    order = analyse_order()
    assert [(h.from_touchpoint, h.to_touchpoint, h.from_team, h.to_team) for h in order.handoffs] == [
        ("find", "plan", "marketing", "retail"),
        ("pay", "pay-online", "retail", "digital"),
        ("pay-online", "call", "digital", "care"),
    ]
    assert order.channel_switches == 3  # web → shop → web → phone
    assert order.says_again == 1
    assert order.doing == TimeSum(10 * 60 + 35 * 60 + 5 * 60, at_least=True)  # 20 × 0.25 + 40 × 0.75 = 35 min
    assert order.waiting == TimeSum(2 * 86400, at_least=False)


def test_without_evidence_all_is_assumed_and_nothing_seen() -> None:
    order = analyse_order()
    assert {felt.basis for m in order.moments for felt in m.felt.values()} == {"assumed", None}
    assert (order.seen, order.consistency, order.stale) == (0, None, None)
