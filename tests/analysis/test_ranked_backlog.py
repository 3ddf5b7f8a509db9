"""Orders across journeys, ties, and how figures are rounded for output."""

from __future__ import annotations

from typing import Any

import pytest
from analysis_samples import analyse_all, ids_of, make_journey

from journeybook.analysis import round_figure
from journeybook.analysis.rounding import rank


def journey(journey_id: str, improvements: list[dict[str, Any]], feels: str = "-1", **fields: Any) -> Any:
    listed = [{"title": "I", "fixes": ["t"], "lifts_to": "1", **improvement} for improvement in improvements]
    return make_journey({"id": "t", "feels": feels}, id=journey_id, improvements=listed, **fields)


BIG = {"volume": {"customers": "1000"}}
SMALL = {"volume": {"customers": "10"}}


def test_backlog_ranks_by_gain_with_the_unknown_volume_apart() -> None:
    found = analyse_all(
        journey("a/small", [{"id": "x"}, {"id": "b", "lifts_to": None}], **SMALL),
        journey("b/big", [{"id": "cheap", "effort": "1"}, {"id": "y"}, {"id": "x"}], **BIG),
        journey("c/unknown", [{"id": "low", "confidence": "10%"}, {"id": "high"}]),
    )
    assert ids_of(found.backlog) == ["b/big#cheap", "b/big#x", "b/big#y", "a/small#x", "a/small#b"]
    assert ids_of(found.volume_unknown) == ["c/unknown#high", "c/unknown#low"]


def test_closed_lists_done_newest_first_then_dropped() -> None:
    found = analyse_all(
        journey(
            "a/one",
            [
                {"id": "undated", "status": "done"},
                {"id": "gone", "status": "dropped"},
                {"id": "old", "status": "done", "done_on": "2025-01-01"},
                {"id": "new-b", "status": "done", "done_on": "2026-01-01"},
                {"id": "new-a", "status": "done", "done_on": "2026-01-01"},
            ],
        )
    )
    assert ids_of(found.closed) == [f"a/one#{i}" for i in ("new-a", "new-b", "old", "undated", "gone")]
    assert [i.improvement.id for i in found.journeys["a/one"].improvements] == [
        "new-a",
        "new-b",
        "old",
        "undated",
        "gone",
    ]
    assert found.backlog == found.volume_unknown == ()


def test_unanswered_red_points_lowest_first_and_those_without_a_value_last() -> None:
    found = analyse_all(
        make_journey({"id": "leaky", "lost": "9%"}, {"id": "bad", "feels": "-1"}, id="b/two"),
        make_journey(
            {"id": "z", "feels": "-1"}, {"id": "a", "feels": "-1"}, {"id": "worst", "feels": "-2"}, id="a/one"
        ),
        journey("c/taken", [{"id": "i", "status": "planned"}], feels="-2"),
    )
    assert [(p.journey.journey.id, p.moment.id) for p in found.unanswered] == [
        ("a/one", "worst"),
        ("a/one", "a"),
        ("a/one", "z"),
        ("b/two", "bad"),
        ("b/two", "leaky"),
    ]


def test_retired_journeys_never_count_and_drafts_when_asked() -> None:
    journeys = [journey(f"a/{s}", [{"id": "i"}], status=s) for s in ("published", "draft", "retired")]
    assert list(analyse_all(*journeys).journeys) == ["a/published"]
    assert list(analyse_all(*journeys, drafts=True).journeys) == ["a/draft", "a/published"]
    assert ids_of(analyse_all(*journeys).volume_unknown) == ["a/published#i"]


def test_rank_sees_no_difference_below_the_tolerance() -> None:
    figures = {"b": 0.1 + 0.2, "a": 0.3, "c": 0.3 + 1e-6, "none": None, "minus": -1.0}
    assert rank(figures, figures.__getitem__, tie=lambda name: (name,)) == ("c", "a", "b", "minus", "none")
    upwards = rank(figures, figures.__getitem__, tie=lambda name: (name,), descending=False)
    assert upwards == ("minus", "a", "b", "c", "none")


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (0.00005, 0.0001),
        (-0.00005, -0.0001),
        (1.00005, 1.0001),  # a little below in binary fractions
        (-1.00015, -1.0002),
        (0.00015 - 1e-12, 0.0002),
        (0.00004, 0.0),
        (2 / 3, 0.6667),
        (123456.78905, 123456.7891),
    ],
)
def test_figures_are_rounded_half_away_from_zero(figure: float, shown: float) -> None:
    assert round_figure(figure) == shown


def test_minus_nothing_is_shown_as_nothing() -> None:
    assert str(round_figure(-0.00001)) == "0.0"
