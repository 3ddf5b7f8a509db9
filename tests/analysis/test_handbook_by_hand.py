"""A small handbook with all methods of evidence, worked out by hand to the fourth decimal; the sums stand beside.

The handbook is in `worked_handbook.py`. Shares: first 20%, upgrader 30%, business 50%.
"""

from __future__ import annotations

import datetime as dt

import pytest
from analysis_samples import improvements_of, moments_of
from worked_handbook import ORDER_EVIDENCE, bill, order, rounded, told

from journeybook.analysis import Consistency, Side, TimeSum


def test_value_of_a_moment_for_a_persona() -> None:
    found = {m.id: [told(felt) for felt in m.felt.values()] for m in order().moments}
    # After `price` of 1 July: survey (30 × −0.4 + 10 × 0.4) ÷ 40 = −0.2, interview −1: (−0.2 − 1) ÷ 2; what named the
    # first-timer is older and gone.
    plan = (-0.6, "measured", 44)
    assert found == {
        # first: walk of 6 May, the first day of the period; the feeling is written by persona, business has none
        "find": [(-1, "seen", 1), (0, "assumed", 0), (None, None, 0)],
        "plan": [plan, plan, plan],
        "plan/after": [(-0.5, "assumed", 0), (-1, "seen", 1), (-0.5, "assumed", 0)],
        "pay": [(0.8, "measured", 30)] * 3,  # customers' own word before three mystery shops
        "pay-online": [(0, "assumed", 0), (1, "assumed", 0), (1, "assumed", 0)],
        "friend": [(None, None, 0), (1, "seen", 1), (None, None, 0)],
        "unpack": [(0.5, "assumed", 0)] * 3,  # the walk of 2 November is later than the edition
        "unpack/after": [(None, None, 0), (-1.5, "seen", 1), (None, None, 0)],  # a wait that only evidence felt
        # upgrader: three walks that name it, (0 + 0.5 + 1) ÷ 3; the survey without people behind it is nowhere
        "call": [(-1.2, "measured", 30), (0.5, "seen", 3), (-1.2, "measured", 30)],
    }
    upgrader = moments_of(order())["call"].felt["upgrader"]
    assert (upgrader.low, upgrader.high, upgrader.authored, upgrader.before_change) == (0, 1, 0.5, False)


def test_value_of_a_moment() -> None:
    assert {m.id: rounded(m.value) for m in order().moments} == {
        "find": -0.4,  # (0.2 × −1 + 0.3 × 0) ÷ 0.5
        "plan": -0.6,
        "plan/after": -0.65,  # 0.2 × −0.5 + 0.3 × −1 + 0.5 × −0.5
        "pay": 0.8,
        "pay-online": 0.8,  # 0.3 × 1 + 0.5 × 1
        "friend": 1,
        "unpack": 0.5,
        "unpack/after": -1.5,
        "call": -0.69,  # 0.2 × −1.2 + 0.3 × 0.5 + 0.5 × −1.2
    }


def test_people_behind_a_moment_count_once_whatever_personas_they_stand_for() -> None:
    assert {m.id: m.n for m in order().moments} == {
        "find": 1,
        "plan": 44,
        "plan/after": 1,
        "pay": 30,
        "pay-online": 0,
        "friend": 1,
        "unpack": 0,
        "unpack/after": 1,
        "call": 33,  # 30 + 3 × 1
    }


def test_lost_reach_and_finish() -> None:
    found = order()
    assert {m.id: rounded(m.lost) for m in found.moments if m.lost is not None} == {
        "plan": 0.17,  # 0.2 × 25% (names the first-timer) + 0.8 × 15%
        "pay": 0.072,  # 0.2 × 4% + 0.8 × 8%: written by persona, and the log names none
        "pay-online": 0.05,
    }
    assert [m.id for m in found.moments if m.lost_observed] == ["plan", "pay-online"]
    assert {m.id: rounded(m.reach) for m in found.moments} == {
        "find": 1,
        "plan": 0.8,
        "plan/after": 0.664,  # 0.8 × (1 − 0.17)
        "pay": 0.3,
        "pay-online": 0.5,
        "friend": 0.8174,  # 1 − 0.8 × 0.17 − 0.3 × 0.072 − 0.5 × 0.05 = 1 − 0.136 − 0.0216 − 0.025
        "unpack": 0.8174,
        "unpack/after": 0.8174,
        "call": 0.8174,
    }
    assert rounded(found.finish) == 0.8174


def test_weights_follow_the_counted_reach() -> None:
    assert {m.id: rounded(m.weight) for m in order().moments} == {
        "find": 1,
        "plan": 2,
        "plan/after": 1,
        "pay": 0.375,  # 30 ÷ (30 + 50)
        "pay-online": 0.625,
        "friend": 1,
        "unpack": 1,
        "unpack/after": 1,
        "call": 1,
    }


def test_scores_and_what_is_remembered() -> None:
    found = order()
    assert {name: (rounded(p.score), rounded(p.remembered)) for name, p in found.personas.items()} == {
        # (−1 − 1.2 − 0.5 + 0.3 + 0 + 0.5 − 1.2) ÷ (1 + 2 + 1 + 0.375 + 0.625 + 1 + 1) = −3.1 ÷ 7; −1.2 is peak and end
        "first": (-0.4429, -1.2),
        # (0 − 1.2 − 1 + 0.3 + 0.625 + 1 + 0.5 − 1.5 + 0.5) ÷ 9 = −0.775 ÷ 9; (−1.5 + 0.5) ÷ 2
        "upgrader": (-0.0861, -0.5),
        # (−1.2 − 0.5 + 0.3 + 0.625 + 0.5 − 1.2) ÷ 6 = −1.475 ÷ 6
        "business": (-0.2458, -1.2),
    }
    assert rounded(found.score) == -0.2373  # 0.2 × −0.442857 + 0.3 × −0.086111 + 0.5 × −0.245833
    assert found.lowest is found.personas["first"]
    assert rounded(found.remembered) == -0.99  # −0.24 − 0.15 − 0.6
    first, upgrader = found.personas["first"], found.personas["upgrader"]
    extremes = [first.best, first.worst, first.last, upgrader.best, upgrader.worst, upgrader.last]
    assert [m.id if m else None for m in extremes] == ["pay", "call", "call", "pay-online", "unpack/after", "call"]


def test_red_points_what_they_rest_on_and_what_became_of_them() -> None:
    found = order()
    reasons = {
        m.id: [(r.kind, r.persona, rounded(r.amount), r.suspected, r.still) for r in m.red] for m in found.red_points
    }
    assert reasons == {
        "find": [("feels", "first", -1, False, False)],
        "plan": [("lost", None, 0.17, False, True)],  # the logs of October are later than `price` of 1 July
        "plan/after": [("feels", "upgrader", -1, False, False)],
        "pay": [("lost", None, 0.072, True, False)],
        "pay-online": [("lost", None, 0.05, False, False)],
        "unpack/after": [("feels", "upgrader", -1.5, False, False)],
        "call": [
            ("feels", "first", -1.2, False, True),  # the survey is later than `letter` of 1 September
            ("feels", "business", -1.2, False, True),
            ("failure-demand", None, 0.4, False, True),  # 120 contacts were counted in October
        ],
    }
    assert {m.id: m.answer for m in found.red_points} == {
        "find": "unanswered",
        "plan": "answered",  # one-price is planned, whatever is still red
        "plan/after": "answered",
        "pay": "to-check",
        "pay-online": "unanswered",
        "unpack/after": "unanswered",
        "call": "still-red",
    }
    assert [m.id for m in found.red_points if m.suspected] == ["pay"]


def test_flow_and_times() -> None:
    found = order()
    assert [(h.from_touchpoint, h.to_touchpoint) for h in found.handoffs] == [
        ("find", "plan"), ("pay", "pay-online"), ("pay-online", "call"),
    ]  # fmt: skip
    assert (found.channel_switches, found.says_again) == (3, 1)  # web → shop → web → phone
    assert {m.id: (m.took, m.took_observed) for m in found.moments if m.took is not None} == {
        "find": (12 * 60, True),
        "plan": (pytest.approx(36 * 60), False),  # 0.2 × 20 min + 0.8 × 40 min
        "plan/after": (4 * 86400, True),
        "pay": (21 * 60, True),  # shops since 1 August and the gemba visit: (10 + 20 + 30 + 24) ÷ 4
        "pay-online": (5 * 60, False),
        "unpack/after": (3 * 86400, True),
    }
    assert found.doing == TimeSum(pytest.approx((12 + 36 + 21 + 5) * 60), at_least=True)
    assert found.waiting == TimeSum(7 * 86400, at_least=False)


def test_consistency() -> None:
    found = {m.id: m.consistency for m in order().moments if m.consistency}
    assert found == {
        # since 1 August: 1, −1, −2: (2 + 3 + 1) ÷ 3 = 2; 1 − 2 ÷ 4
        "pay": Consistency(0.5, 2, None, 3, inconsistent=True),
        # 0, 0.5, 1: (0.5 + 1 + 0.5) ÷ 3 = 0.6667; 1 − 0.6667 ÷ 4
        "call": Consistency(pytest.approx(1 - 1 / 6), pytest.approx(2 / 3), "upgrader", 3, inconsistent=False),
    }
    assert rounded(order().consistency) == 0.6667  # (0.5 + 0.8333) ÷ 2
    assert bill().consistency is None


def test_seen_and_stale() -> None:
    found = order()
    assert [m.id for m in found.moments if not m.seen] == ["unpack"]
    assert rounded(found.seen) == 0.8889  # 8 of 9
    assert (found.stale, found.newest, found.period_start) == (False, dt.date(2026, 10, 31), dt.date(2026, 5, 5))
    assert len(found.evidence) == len(ORDER_EVIDENCE) - 2  # one has nobody behind it, one is later than the edition
    assert [m.id for m in found.moments if m.confirmed] == ["plan", "pay"]  # what retail owns


@pytest.mark.parametrize(
    ("improvement", "lift", "finish_change", "gain", "priority", "across"),
    [
        # first (−3.1 + 2.2 + 1) ÷ 7 = 0.014286, upgrader (−0.775 + 2.2 + 1.5) ÷ 9 = 0.325, business
        # (−1.475 + 2.2 + 1) ÷ 6 = 0.2875; by share 0.244107 + 0.237321. Everyone loses 4% at `plan`: 0.8 × 0.13.
        # (1.1 × 0.8 + 1.15 × 0.664) × 2000; × 0.8 ÷ 2
        ("one-price", 0.4814, 0.104, 3287.2, 0.1926, 1314.88),
        # first −2.6 ÷ 6, upgrader 0.225 ÷ 8, business −0.975 ÷ 5; by share −0.175729 + 0.237321.
        # 0.65 × 0.664 × 2000; × 0.5 ÷ 3
        ("no-wait", 0.0616, 0, 863.2, 0.0103, 143.8667),
        ("price", None, None, None, None, None),
    ],
)
def test_an_improvement_alone(  # noqa: PLR0913, PLR0917 - a row of figures
    improvement: str,
    lift: float | None,
    finish_change: float | None,
    gain: float | None,
    priority: float | None,
    across: float | None,
) -> None:
    found = improvements_of(order())[improvement]
    figures = (found.lift, found.finish_change, found.gain, found.priority, found.priority_across)
    assert tuple(map(rounded, figures)) == (lift, finish_change, gain, priority, across)


def test_expected() -> None:
    found = order()
    assert rounded(found.expected_score) == 0.2441
    assert rounded(found.expected_finish) == 0.9214  # 1 − 0.8 × 0.04 − 0.0216 − 0.025
    expected = {m.id: rounded(m.expected) for m in found.moments}
    assert (expected["plan"], expected["plan/after"], expected["call"]) == (0.5, 0.5, -0.69)
    assert [i.improvement.id for i in found.improvements if i.overdue] == ["one-price"]
    assert found.one_thing is improvements_of(found)["one-price"]


def test_did_it_work() -> None:
    checks = {i.improvement.id: i.check for i in (*order().improvements, *bill().improvements) if i.check}
    assert {name: check.verdict for name, check in checks.items()} == {
        "price": "too-few",
        "greet": "better",
        "letter": "too-few",
        "clear": "reached",
        "less": "too-few",
    }
    price = checks["price"]
    assert price.before == Side(-1.5, 2, 3)  # walk of 6 May −1, two people on 1 June −2
    assert (rounded(price.after.mean), price.after.observations, price.after.people) == (-0.3333, 3, 44)
    greet = checks["greet"]
    assert greet.before == Side(-1, 3, 3)  # (−1 − 1.5 − 0.5) ÷ 3: 1 August is before, 2 February is out
    assert (rounded(greet.after.mean), greet.after.observations, greet.after.people) == (-0.3, 4, 33)  # −1.2 ÷ 4
    assert checks["letter"].before == Side(None, 0, 0)
    assert checks["clear"].before == Side(-1.5, 3, 7)  # (−2 − 1 − 1.5) ÷ 3
    assert checks["clear"].after == Side(0.5, 3, 8)  # (1 + 0.5 + 0) ÷ 3
    assert (price.measured_before, price.measured_after, price.proven) == (3.2, 2.4, "better")  # 2 was hoped for
    assert (greet.measure, greet.proven) == (None, None)
