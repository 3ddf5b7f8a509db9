"""What holds for every journey: bounds, ideas change nothing, applied is as if written, mappings have no order."""

from __future__ import annotations

from typing import Any

import pytest
from analysis_samples import ON, analyse_one, improvements_of, make_handbook, make_journey
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.analysis import analyse

PERSONAS = ["a", "b", "c"]
NAMES = [f"t{n}" for n in range(6)]

examples = settings(max_examples=60)

feelings = st.integers(-20, 20).map(lambda tenths: str(tenths / 10))
percents = st.integers(0, 100).map(lambda percent: f"{percent}%")


def by_persona(values: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.one_of(values, st.dictionaries(st.sampled_from(PERSONAS), values, min_size=1))


@st.composite
def touchpoints(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for name in NAMES[: draw(st.integers(1, len(NAMES)))]:
        touchpoint: dict[str, Any] = {"id": name}
        for key, values in (
            ("feels", by_persona(feelings)),
            ("lost", by_persona(percents)),
            ("reach", percents),
            ("moment_of_truth", st.just("true")),
            ("took", by_persona(st.just("5 min"))),
            ("after", st.fixed_dictionaries({"feels": by_persona(feelings)})),
        ):
            if draw(st.booleans()):
                touchpoint[key] = draw(values)
        # Ways to do the same step stand for one before them, which has none itself.
        roots = [t["id"] for t in found if "instead_of" not in t]
        if roots and draw(st.integers(0, 3)) == 0:
            touchpoint["instead_of"] = draw(st.sampled_from(roots))
        found.append(touchpoint)
    return found


shares = st.fixed_dictionaries({persona: st.one_of(st.none(), percents) for persona in PERSONAS})
moments = st.sampled_from(NAMES + [f"{name}/after" for name in NAMES])
improvements = st.fixed_dictionaries(
    {"fixes": st.lists(moments, max_size=4)},
    optional={"lifts_to": feelings, "loses_to": percents, "removes": st.lists(st.sampled_from(NAMES), max_size=2)},
)


def numbered(listed: list[dict[str, Any]], **fields: str) -> list[dict[str, Any]]:
    return [{"id": f"i{n}", "title": "I", **fields, **improvement} for n, improvement in enumerate(listed)]


@examples
@given(touchpoints(), shares)
def test_figures_stay_in_their_bounds(listed: list[dict[str, Any]], given_shares: dict[str, str | None]) -> None:
    found = analyse_one(make_journey(*listed, personas=PERSONAS), given_shares)
    values = [felt.value for m in found.moments for felt in m.felt.values() if felt.value is not None]
    for figure in (found.score, found.remembered, *(m.value for m in found.moments)):
        assert figure is None or min(values) - 1e-9 <= figure <= max(values) + 1e-9
    assert found.finish is None or found.finish <= 1
    assert all(0 <= m.reach <= 1 for m in found.moments)
    assert sum(p.share for p in found.personas.values()) == pytest.approx(1)
    steps = {t.get("instead_of", t["id"]) for t in listed}
    assert len(steps) - 1e-9 <= sum(m.weight for m in found.moments if m.moment.kind == "touchpoint") <= 2 * len(steps)


@examples
@given(touchpoints(), shares, improvements)
def test_lifting_alone_never_lowers(
    listed: list[dict[str, Any]], given_shares: dict[str, str | None], improvement: dict[str, Any]
) -> None:
    lifting = {key: value for key, value in improvement.items() if key != "removes"}
    journey = make_journey(*listed, personas=PERSONAS, improvements=numbered([lifting]), volume={"customers": "90"})
    (found,) = analyse_one(journey, given_shares).improvements
    assert found.lift is None or found.lift >= 0
    assert found.gain is None or found.gain >= 0


@examples
@given(touchpoints(), shares, st.lists(improvements, max_size=3))
def test_what_is_not_taken_on_changes_nothing(
    listed: list[dict[str, Any]], given_shares: dict[str, str | None], ideas: list[dict[str, Any]]
) -> None:
    bare = analyse_one(make_journey(*listed, personas=PERSONAS), given_shares)
    found = analyse_one(
        make_journey(*listed, personas=PERSONAS, improvements=numbered(ideas, status="idea")), given_shares
    )
    assert (found.score, found.finish, found.remembered) == (bare.score, bare.finish, bare.remembered)
    assert [m.expected for m in found.moments] == [m.value for m in bare.moments]
    assert (found.expected_score, found.expected_finish) == (None, None)


@examples
@given(touchpoints(), shares, improvements)
def test_an_improvement_is_worth_what_the_journey_is_when_written_with_it(
    listed: list[dict[str, Any]], given_shares: dict[str, str | None], improvement: dict[str, Any]
) -> None:
    planned = numbered([improvement], status="planned")
    now = analyse_one(make_journey(*listed, personas=PERSONAS, improvements=planned), given_shares)
    then = analyse_one(make_journey(*map(write_with(improvement), listed), personas=PERSONAS), given_shares)
    found = improvements_of(now)["i0"]
    if found.lift is not None and not improvement.get("removes"):
        assert now.score is not None
        assert now.expected_score == pytest.approx(then.score)
        assert found.lift == pytest.approx(now.expected_score - now.score)
    if found.finish_change is not None:
        assert now.expected_finish == pytest.approx(then.finish)


def write_with(improvement: dict[str, Any]) -> Any:
    """Write a touchpoint as the improvement makes it; for a removed one only that nobody leaves there."""

    def write(touchpoint: dict[str, Any]) -> dict[str, Any]:
        written = dict(touchpoint)
        name = touchpoint["id"]
        removed = name in improvement.get("removes", [])
        if "lifts_to" in improvement and name in improvement["fixes"] and "feels" in written:
            written["feels"] = replace(written["feels"], lambda v: max(v, improvement["lifts_to"], key=float))
        if "lifts_to" in improvement and f"{name}/after" in improvement["fixes"] and "after" in written:
            feels = replace(written["after"]["feels"], lambda v: max(v, improvement["lifts_to"], key=float))
            written["after"] = {"feels": feels}
        if removed and "lost" in written:
            written["lost"] = replace(written["lost"], lambda _: "0%")
        elif "loses_to" in improvement and name in improvement["fixes"] and "lost" in written:
            written["lost"] = replace(
                written["lost"], lambda v: min(v, improvement["loses_to"], key=lambda p: int(p[:-1]))
            )
        return written

    return write


def replace(value: Any, change: Any) -> Any:
    return {k: change(v) for k, v in value.items()} if isinstance(value, dict) else change(value)


@examples
@given(touchpoints(), shares)
def test_a_step_that_goes_leaves_the_journey_without_it(
    listed: list[dict[str, Any]], given_shares: dict[str, str | None]
) -> None:
    gone = listed[-1]["id"]  # nothing stands instead of the last one
    removing = {"removes": [gone, f"{gone}/after"]}
    planned = numbered([removing], status="doing")
    now = analyse_one(make_journey(*listed, personas=PERSONAS, improvements=planned), given_shares)
    if len(listed) == 1:
        assert now.expected_score is None
    else:
        without = analyse_one(make_journey(*listed[:-1], personas=PERSONAS), given_shares)
        assert now.expected_score == (None if without.score is None else pytest.approx(without.score))


def turn_round(value: Any) -> Any:
    """The same mappings with their keys in the opposite order; lists keep theirs."""
    if isinstance(value, dict):
        return {key: turn_round(inner) for key, inner in reversed(value.items())}
    return [turn_round(inner) for inner in value] if isinstance(value, list) else value


@examples
@given(touchpoints(), shares, st.lists(improvements, max_size=3))
def test_the_order_of_mappings_means_nothing(
    listed: list[dict[str, Any]], given_shares: dict[str, str | None], some: list[dict[str, Any]]
) -> None:
    def build(order: Any) -> Any:
        journeys = [
            make_journey(*order(listed), id=f"a/j{n}", personas=PERSONAS, improvements=order(numbered(some)))
            for n in order({1: 1, 2: 2})
        ]
        return analyse(make_handbook(*journeys, shares=order(given_shares)), on=ON)

    straight, turned = build(lambda value: value), build(turn_round)
    assert list(straight.journeys.values()) == list(turned.journeys.values())
    for key in ("backlog", "volume_unknown", "closed", "unanswered"):
        assert getattr(straight, key) == getattr(turned, key)
