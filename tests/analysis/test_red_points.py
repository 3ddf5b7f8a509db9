"""What makes a red point, whether it is suspected, and what became of it."""

from __future__ import annotations

from typing import Any

import pytest
from analysis_samples import analyse_one, make_journey, moments_of


@pytest.mark.parametrize(
    ("touchpoint", "kinds"),
    [
        ({"feels": "-1"}, ["feels"]),
        ({"feels": "-0.99"}, []),
        ({"lost": "5%"}, ["lost"]),
        ({"lost": "4.9%"}, []),
        ({"failure_demand": "true"}, ["failure-demand"]),
        ({"failure_demand": "1%"}, ["failure-demand"]),
        ({"failure_demand": "0%"}, []),
        ({"failure_demand": "false"}, []),
        ({"feels": "-2", "lost": "50%", "failure_demand": "40%"}, ["feels", "lost", "failure-demand"]),
        ({}, []),
    ],
)
def test_reasons(touchpoint: dict[str, str], kinds: list[str]) -> None:
    (moment,) = analyse_one(make_journey({"id": "t", **touchpoint})).moments
    assert [reason.kind for reason in moment.red] == kinds
    assert moment.is_red is moment.suspected is bool(kinds)
    assert moment.answer == ("unanswered" if kinds else None)


def test_limits_come_from_the_settings() -> None:
    journey = make_journey(
        {"id": "sad", "feels": "-0.5"}, {"id": "leaky", "lost": "5%"}, {"id": "leakier", "lost": "30%"}
    )
    found = analyse_one(journey, red_point={"feels": "-0.5", "lost": "30%"})
    assert [m.id for m in found.red_points] == ["sad", "leakier"]


def test_limits_are_compared_without_binary_noise() -> None:
    # 0.7 × 1% + 0.2 × 11% + 0.1 × 21% is 5%, and a little less in binary fractions.
    lost = {"a": "1%", "b": "11%", "c": "21%"}
    journey = make_journey({"id": "t", "lost": lost}, personas=["a", "b", "c"])
    shares: dict[str, str | None] = {"a": "70%", "b": "20%", "c": "10%"}
    (moment,) = analyse_one(journey, shares).moments
    assert moment.lost is not None
    assert moment.lost < 0.05
    assert [reason.kind for reason in moment.red] == ["lost"]


def test_each_persona_is_a_reason_even_where_the_mean_is_fine() -> None:
    journey = make_journey({"id": "t", "feels": {"a": "2", "b": "-1.5"}}, personas=["a", "b"])
    (moment,) = analyse_one(journey).moments
    assert moment.value == 0.25
    assert [(r.persona, r.amount, r.suspected) for r in moment.red] == [("b", -1.5, True)]


def test_a_wait_is_red_by_its_own_feeling_alone() -> None:
    touchpoint = {"id": "t", "feels": "1", "lost": "90%", "failure_demand": "true", "after": {"feels": "0"}}
    assert [m.id for m in analyse_one(make_journey(touchpoint)).red_points] == ["t"]
    wait = {"id": "t", "feels": "1", "after": {"feels": "-1", "wait": "2 days"}}
    assert [m.id for m in analyse_one(make_journey(wait)).red_points] == ["t/after"]


@pytest.mark.parametrize(
    ("statuses", "answer"),
    [
        ([], "unanswered"),
        (["idea"], "unanswered"),
        (["dropped"], "unanswered"),
        (["idea", "done"], "to-check"),
        (["done", "planned"], "answered"),
        (["doing", "dropped"], "answered"),
    ],
)
@pytest.mark.parametrize("how", ["fixes", "removes"])
def test_what_became_of_it(statuses: list[str], answer: str, how: str) -> None:
    improvements = [
        {"id": f"i{n}", "title": "I", how: ["t/after"], "lifts_to": "1", "status": status}
        for n, status in enumerate(statuses)
    ]
    elsewhere: dict[str, Any] = {"id": "other", "title": "O", "fixes": ["t"], "lifts_to": "1", "status": "doing"}
    journey = make_journey({"id": "t", "after": {"feels": "-2"}}, improvements=[*improvements, elsewhere])
    wait = moments_of(analyse_one(journey))["t/after"]
    assert wait.answer == answer
    assert set(wait.answered_by) == {f"i{n}" for n, status in enumerate(statuses) if status != "dropped"}
