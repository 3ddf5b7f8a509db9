"""The three models of priority, worked out by hand, and how each figure is explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from analysis_samples import ON, analyse_one, ids_of, improvements_of, make_handbook, make_journey, round_figures

from journeybook.analysis import ImprovementInsight, analyse, explain_priority, round_figure

if TYPE_CHECKING:
    from journeybook.model import PriorityModel

FULL = {"fixes": ["b"], "lifts_to": "1", "effort": "2", "confidence": "80%", "impact": "2", "value": "4"}


def journey(*improvements: dict[str, Any], **fields: Any) -> Any:
    """Of 1,000 customers a month 10% leave at `a`; the score is (0 − 1) ÷ 2 = −0.5."""
    listed = [{"id": f"i{n}", "title": "I", **improvement} for n, improvement in enumerate(improvements)]
    return make_journey(
        {"id": "a", "feels": "0", "lost": "10%"},
        {"id": "b", "feels": "-1"},
        improvements=listed,
        **{"volume": {"customers": "1000"}, **fields},
    )


def assess(improvement: dict[str, Any], model: str, **fields: Any) -> ImprovementInsight:
    return improvements_of(analyse_one(journey(improvement, **fields), priority=model))["i0"]


@pytest.mark.parametrize(
    ("model", "within", "across"),
    [
        ("lift", 0.4, 720.0),  # (0.5 − −0.5) × 80% ÷ 2; 2 × 90% × 1,000 × 80% ÷ 2
        ("rice", 0.72, 720.0),  # 90% × 2 × 80% ÷ 2; 900 × 2 × 80% ÷ 2
        ("value-effort", 2.0, 2.0),  # 4 ÷ 2
    ],
)
def test_each_model(model: str, within: float, across: float) -> None:
    found = assess(FULL, model)
    assert (round_figure(found.priority or 0), round_figure(found.priority_across or 0)) == (within, across)
    assert round_figures([found.lift, found.gain]) == [1, 1800], "these never depend on the model"
    assert round_figures([found.reach, found.customers]) == [0.9, 900]


@pytest.mark.parametrize(
    ("model", "within", "across"),
    [("lift", 0.1667, 300.0), ("rice", 0.3, 300.0), ("value-effort", 1.3333, 1.3333)],
)
def test_what_is_left_out_counts_as_effort_3_and_confidence_50_percent(
    model: str, within: float, across: float
) -> None:
    found = assess({**FULL, "effort": None, "confidence": None}, model)
    assert (round_figure(found.priority or 0), round_figure(found.priority_across or 0)) == (within, across)


@pytest.mark.parametrize(("model", "field"), [("rice", "impact"), ("value-effort", "value"), ("lift", "lifts_to")])
def test_what_a_model_asks_for_and_nobody_wrote_has_no_priority(model: PriorityModel, field: str) -> None:
    found = assess({**FULL, field: None}, model)
    assert (found.priority, found.priority_across) == (None, None)
    missing = explain_priority(found, model, across=False).missing
    assert [factor.name for factor in missing] == ["lift" if field == "lifts_to" else field]


def test_without_a_lift_the_other_models_rank_all_the_same() -> None:
    bare = {key: value for key, value in FULL.items() if key != "lifts_to"}
    assert assess(bare, "rice").priority == pytest.approx(0.72)
    assert assess({"value": "3"}, "value-effort").priority == pytest.approx(1)


def test_reach_is_the_highest_of_the_moments_and_missing_where_none_is_named() -> None:
    assert assess({**FULL, "fixes": ["b"], "removes": ["a"]}, "rice").reach == 1
    nowhere = assess({**FULL, "fixes": []}, "rice")
    assert (nowhere.reach, nowhere.customers, nowhere.priority) == (None, None, None)


@pytest.mark.parametrize("status", ["done", "dropped"])
@pytest.mark.parametrize("model", ["lift", "rice", "value-effort"])
def test_only_what_is_open_has_a_priority(model: PriorityModel, status: str) -> None:
    found = assess({**FULL, "status": status}, model)
    assert (found.priority, found.priority_across, found.reach, found.customers) == (None,) * 4
    assert explain_priority(found, model, across=False).figure is None


def test_a_journey_ranks_by_its_own_model_and_the_organization_by_its_own() -> None:
    worthy, lifting = {**FULL, "value": "5", "lifts_to": "-0.9"}, {**FULL, "value": "1"}
    own = journey(worthy, lifting, id="a/own", priority="value-effort")
    plain = journey(worthy, lifting, id="a/plain")
    found = analyse(make_handbook(own, plain), on=ON)
    assert (found.priority, found.journeys["a/own"].priority, found.journeys["a/plain"].priority) == (
        "lift",
        "value-effort",
        "lift",
    )
    assert [i.improvement.id for i in found.journeys["a/own"].improvements] == ["i0", "i1"]
    assert [i.improvement.id for i in found.journeys["a/plain"].improvements] == ["i1", "i0"]
    assert ids_of(found.backlog) == ["a/own#i1", "a/plain#i1", "a/own#i0", "a/plain#i0"]


@pytest.mark.parametrize(("model", "unknown"), [("lift", ["a/none#i0"]), ("rice", ["a/none#i0"]), ("value-effort", [])])
def test_only_models_that_count_customers_need_a_volume(model: str, unknown: list[str]) -> None:
    none = journey({**FULL, "value": "5"}, id="a/none", volume=None)
    found = analyse(make_handbook(journey(FULL, id="a/some"), none, priority=model), on=ON)
    assert ids_of(found.volume_unknown) == unknown
    assert ids_of(found.backlog) == (["a/some#i0"] if unknown else ["a/none#i0", "a/some#i0"])


def test_what_has_no_volume_is_ranked_by_the_organizations_model_whatever_its_journeys_rank_by() -> None:
    worthy = journey({**FULL, "value": "5", "lifts_to": "0"}, id="a/worthy", volume=None, priority="value-effort")
    lifting = journey(FULL, id="b/lifting", volume=None)
    found = analyse(make_handbook(worthy, lifting), on=ON)
    assert ids_of(found.volume_unknown) == ["b/lifting#i0", "a/worthy#i0"]
    assert [round_figure(explain_priority(i, "lift", across=False).figure or 0) for i in found.volume_unknown] == [
        0.4,
        0.2,
    ]


def test_a_priority_tells_what_it_is_made_of() -> None:
    found = assess({**FULL, "confidence": None}, "rice")
    told = explain_priority(found, "rice", across=True)
    assert [(f.name, f.number, f.left_out, f.unit, f.divides) for f in told.factors] == [
        ("customers", 900, False, "customers a month", False),
        ("impact", 2, False, "grade", False),
        ("confidence", 0.5, True, "share", False),
        ("effort", 2, False, "grade", True),
    ]
    assert (told.model, told.figure, told.part, told.missing) == ("rice", found.priority_across, None, ())
    names = {m: [f.name for f in explain_priority(found, m, across=True).factors] for m in ("lift", "value-effort")}
    assert names == {"lift": ["gain", "confidence", "effort"], "value-effort": ["value", "effort"]}
