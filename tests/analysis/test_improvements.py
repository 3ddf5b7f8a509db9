"""Lift, change of finish, gain and priority of single improvements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from analysis_samples import analyse_one, improvements_of, make_journey, moments_of

if TYPE_CHECKING:
    from journeybook.analysis import ImprovementInsight, JourneyInsight

SAD = {"id": "sad", "feels": {"a": "-2", "b": "1"}, "lost": {"a": "10%", "b": "2%"}}
FLAT = {"id": "flat", "feels": "0"}


def analyse_with(*improvements: dict[str, Any], **fields: Any) -> JourneyInsight:
    listed = [{"id": f"i{n}", "title": "I", **improvement} for n, improvement in enumerate(improvements)]
    return analyse_one(make_journey(SAD, FLAT, personas=["a", "b"], improvements=listed, **fields))


def assess(improvement: dict[str, Any], **fields: Any) -> ImprovementInsight:
    return analyse_with(improvement, **fields).improvements[0]


def test_each_persona_is_lifted_from_where_it_stands_and_never_lowered() -> None:
    # a: −2 → 0, b stays at 1; the score rises by 0.5 × (2 ÷ 2)
    assert assess({"fixes": ["sad"], "lifts_to": "0"}).lift == pytest.approx(0.5)
    assert assess({"fixes": ["flat"], "lifts_to": "-1"}).lift == 0


def test_the_highest_of_several_lifts_counts() -> None:
    low = {"fixes": ["flat"], "lifts_to": "0.5", "status": "planned"}
    high = {"fixes": ["flat"], "lifts_to": "1.5", "status": "doing"}
    for both in ((low, high), (high, low)):
        assert moments_of(analyse_with(*both))["flat"].expected == 1.5


@pytest.mark.parametrize(
    ("improvement", "lift", "finish_change"),
    [
        ({"fixes": ["sad"]}, None, None),
        ({"fixes": ["sad"], "loses_to": "4%"}, None, 0.03),  # a 10% → 4%, b stays at 2%: 6% → 3%
        ({"fixes": ["sad"], "loses_to": "40%"}, None, 0),
        ({"fixes": ["flat"], "loses_to": "0%"}, None, 0),  # nothing is known of what is lost there
        ({"removes": ["sad"]}, 0.25, 0.06),
        ({"removes": ["sad"], "fixes": ["sad"], "loses_to": "4%"}, 0.25, 0.06),
        ({"lifts_to": "2"}, 0, None),  # lifts nothing
        ({"fixes": ["sad"], "lifts_to": "2", "loses_to": "0%", "status": "done"}, None, None),
        ({"removes": ["sad"], "status": "dropped"}, None, None),
        ({"removes": ["sad", "flat"]}, None, 0.06),  # nothing is left to score
        ({"fixes": ["nowhere", "nowhere/after"], "lifts_to": "2", "removes": ["gone"], "loses_to": "0%"}, 0, 0),
    ],
)
def test_what_cannot_be_computed_is_null(
    improvement: dict[str, Any], lift: float | None, finish_change: float | None
) -> None:
    found = assess(improvement, volume={"customers": "100"})
    assert found.lift == (None if lift is None else pytest.approx(lift))
    assert found.finish_change == (None if finish_change is None else pytest.approx(finish_change))
    assert (found.gain is None) is (lift is None)


def test_a_removed_moment_is_gone_whatever_lifts_it() -> None:
    found = analyse_with(
        {"removes": ["sad"], "status": "planned"}, {"fixes": ["sad"], "lifts_to": "2", "status": "planned"}
    )
    assert moments_of(found)["sad"].expected is None
    assert found.expected_score == 0


def test_only_touched_figures_are_expected() -> None:
    assert analyse_with({"fixes": ["sad"], "loses_to": "0%", "status": "doing"}).expected_score is None
    assert analyse_with({"fixes": ["sad"], "lifts_to": "0", "status": "doing"}).expected_finish is None
    idle = analyse_with({"fixes": ["sad"], "lifts_to": "0"})
    assert (idle.expected_score, idle.expected_finish) == (None, None)
    assert moments_of(idle)["sad"].expected == moments_of(idle)["sad"].value


def test_finish_stays_null_where_nobody_says_what_is_lost() -> None:
    improvement = {"id": "i", "title": "I", "fixes": ["t"], "loses_to": "0%", "removes": ["u"]}
    found = analyse_one(make_journey({"id": "t", "feels": "1"}, {"id": "u", "feels": "0"}, improvements=[improvement]))
    assert found.improvements[0].finish_change is None


def test_when_one_way_goes_the_others_share_the_step() -> None:
    ways = [
        {"id": "shop", "feels": "-2", "moment_of_truth": "true", "reach": "50%", "after": {"feels": "0"}},
        {"id": "web", "feels": "1", "instead_of": "shop", "reach": "50%", "after": {"feels": "2"}},
        {"id": "end", "feels": "0"},
    ]
    found = analyse_one(make_journey(*ways, improvements=[{"id": "i", "title": "I", "removes": ["shop"]}]))
    # now: (1 × −2 + 0.5 × 0 + 1 × 1 + 0.5 × 2 + 1 × 0) ÷ 4 = 0
    # then web alone is the step and no moment of truth: (0.5 × 0 + 1 × 1 + 1 × 2 + 0) ÷ 3.5
    assert found.score == 0
    assert found.improvements[0].lift == pytest.approx(3 / 3.5)


@pytest.mark.parametrize(
    ("volume", "per_month"),
    [
        ({"customers": "100"}, 100),
        ({"customers": "12", "per": "year"}, 1),
        ({"customers": "12", "per": "quarter"}, 4),
        ({"customers": "12", "per": "day"}, 365),
        ({"customers": "0"}, 0),
    ],
)
def test_gain_is_rise_times_reach_times_customers_a_month(volume: dict[str, str], per_month: float) -> None:
    found = analyse_with(
        {"fixes": ["sad"], "lifts_to": "0"}, {"fixes": ["flat", "flat"], "lifts_to": "1"}, {"removes": ["sad"]},
        volume=volume,
    )  # fmt: skip
    gains = {name: i.gain for name, i in improvements_of(found).items()}
    assert gains["i0"] == pytest.approx(1 * 1 * per_month)  # −0.5 → 0.5
    assert gains["i1"] == pytest.approx(1 * 0.94 * per_month)  # 6% are lost before; named twice, counted once
    assert gains["i2"] == pytest.approx(0.5 * 1 * per_month)  # a removed moment rises to 0


def test_gain_is_null_without_a_volume_and_priority_is_not() -> None:
    found = assess({"fixes": ["sad"], "lifts_to": "0", "effort": "1", "confidence": "100%"})
    assert (found.gain, found.priority_across) == (None, None)
    assert found.priority == pytest.approx(0.5)


def test_confidence_is_a_half_and_effort_three_when_left_out_and_zero_stays_zero() -> None:
    assert assess({"fixes": ["sad"], "lifts_to": "0"}).priority == pytest.approx(0.5 * 0.5 / 3)
    assert assess({"fixes": ["sad"], "lifts_to": "0", "confidence": "0%"}).priority == 0


@pytest.mark.parametrize(
    ("due", "status", "overdue"),
    [
        ("2026-10-31", "planned", True),
        ("2026-10-31", "idea", True),
        ("2026-11-01", "doing", False),
        ("2026-10-31", "done", False),
        ("2026-10-31", "dropped", False),
    ],
)
def test_overdue_is_open_and_due_before_the_edition(due: str, status: str, overdue: bool) -> None:  # noqa: FBT001 - the expectation
    assert assess({"due": due, "status": status}).overdue is overdue
