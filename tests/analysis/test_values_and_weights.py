"""Shares of personas, gaps, weights of alternatives, scores, what is remembered."""

from __future__ import annotations

import pytest
from analysis_samples import analyse_one, make_journey, moments_of

T = {"id": "t", "feels": "1"}


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ({"a": "30%", "b": "10%", "c": "60%"}, [0.3, 0.1, 0.6]),
        ({"a": "30%", "b": "10%"}, [0.5, 1 / 6, 1 / 3]),  # c takes the mean, 20%; then scaled to 1
        ({"a": "30%", "b": "10%", "c": None}, [0.5, 1 / 6, 1 / 3]),
        ({"a": "80%", "b": "80%", "c": "40%"}, [0.4, 0.4, 0.2]),
        ({"a": None, "b": None, "c": None}, [1 / 3] * 3),
        ({}, [1 / 3] * 3),
        ({"a": "0%", "b": "0%", "c": "0%"}, [1 / 3] * 3),
        ({"a": "0%", "b": "50%", "c": "50%"}, [0, 0.5, 0.5]),
    ],
)
def test_shares_of_the_journeys_personas_add_up_to_one(shares: dict[str, str | None], expected: list[float]) -> None:
    found = analyse_one(make_journey(T, personas=["a", "b", "c"]), shares)
    assert [persona.share for persona in found.personas.values()] == pytest.approx(expected)


def test_a_journey_without_personas_has_everyone() -> None:
    found = analyse_one(make_journey(T))
    assert list(found.personas) == ["everyone"]
    assert found.score == 1
    assert found.lowest is None


def test_gaps_are_left_out_and_never_zero() -> None:
    found = analyse_one(make_journey({"id": "t", "feels": {"a": "2"}}, {"id": "gap"}, personas=["a", "b"]))
    assert found.score == 2
    assert found.personas["b"].score is None
    assert found.personas["b"].best is None
    assert found.personas["b"].remembered is None
    assert moments_of(found)["t"].felt["b"].value is None
    assert found.lowest is None  # one score alone is not the lowest


def test_a_journey_of_gaps_has_no_figures() -> None:
    found = analyse_one(make_journey({"id": "t"}, improvements=[{"id": "i", "title": "I", "removes": ["t"]}]))
    assert (found.score, found.remembered, found.expected_score, found.finish) == (None, None, None, None)
    assert found.improvements[0].lift is None


def test_a_persona_with_no_customers_counts_nothing() -> None:
    journey = make_journey({"id": "t", "feels": {"a": "2", "b": "-2"}}, personas=["a", "b"])
    assert analyse_one(journey, {"a": "0%", "b": "10%"}).score == -2
    alone = make_journey({"id": "t", "feels": {"a": "2"}}, personas=["a", "b"])
    assert analyse_one(alone, {"a": "0%", "b": "10%"}).score is None


@pytest.mark.parametrize(
    ("reaches", "weights"),
    [
        (("60%", "20%", "20%"), [0.6, 0.2, 0.2]),
        (("60%", None, "20%"), [1 / 3] * 3),  # not all given
        ((None, None, None), [1 / 3] * 3),
        (("0%", "0%", "0%"), [1 / 3] * 3),
        (("0%", "10%", "10%"), [0, 0.5, 0.5]),
    ],
)
def test_alternatives_share_the_weight_of_one(reaches: tuple[str | None, ...], weights: list[float]) -> None:
    ways = [
        {"id": f"w{n}", "feels": "1", **({"reach": reach} if reach else {}), **({"instead_of": "w0"} if n else {})}
        for n, reach in enumerate(reaches)
    ]
    found = analyse_one(make_journey(*ways, {"id": "t"}))
    assert [m.weight for m in found.moments] == pytest.approx([*weights, 1])


def test_a_step_is_decisive_when_one_way_to_do_it_is() -> None:
    found = analyse_one(
        make_journey(
            {"id": "shop"},
            {"id": "web", "instead_of": "shop", "moment_of_truth": "true", "after": {"feels": "1"}},
            {"id": "no-truth", "moment_of_truth": "no"},
        )
    )
    assert {m.id: m.weight for m in found.moments} == {"shop": 1, "web": 1, "web/after": 0.5, "no-truth": 1}


@pytest.mark.parametrize(
    "instead_of",
    [("b", "c", None), (None, "a", "b"), ("b", "c", "a"), ("b", "a", "a"), (None, "a", "a")],
)
def test_chains_and_circles_of_alternatives_are_one_step(instead_of: tuple[str | None, ...]) -> None:
    ways = [{"id": i, "feels": "1", **({"instead_of": o} if o else {})} for i, o in zip("abc", instead_of, strict=True)]
    assert [m.weight for m in analyse_one(make_journey(*ways)).moments] == pytest.approx([1 / 3] * 3)


def test_instead_of_itself_or_of_nothing_is_a_step_of_its_own() -> None:
    found = analyse_one(make_journey({"id": "a", "instead_of": "a"}, {"id": "b", "instead_of": "nothing"}))
    assert [m.weight for m in found.moments] == [1, 1]


def test_best_and_worst_are_the_earlier_ones_on_a_tie() -> None:
    feels = ["0.3", "1", "1", "-2", "-2", "0.3"]
    found = analyse_one(make_journey(*({"id": f"t{n}", "feels": f} for n, f in enumerate(feels))))
    everyone = found.personas["everyone"]
    assert everyone.best is not None
    assert everyone.worst is not None
    assert everyone.last is not None
    assert (everyone.best.id, everyone.worst.id, everyone.last.id) == ("t1", "t3", "t5")
    assert everyone.remembered == pytest.approx((-2 + 0.3) / 2)


def test_the_earlier_persona_is_lowest_on_a_tie() -> None:
    found = analyse_one(make_journey({"id": "t", "feels": "0.1"}, personas=["a", "b"]))
    assert found.lowest is found.personas["a"]
