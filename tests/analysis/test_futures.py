"""A journey as it is to be: it has figures of its own, improvements in the backlog, and counts nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis_samples import analyse_all, ids_of, make_journey

if TYPE_CHECKING:
    from journeybook.analysis import Insight

PLAN = {"id": "plan", "title": "I", "fixes": ["other"], "lifts_to": "1", "status": "planned"}


def look() -> Insight:
    bad = ({"id": "t", "feels": "-2"}, {"id": "other", "feels": "-1"})
    return analyse_all(
        make_journey(*bad, id="a/now", volume={"customers": "10"}),
        make_journey(*bad, id="a/later", future_of="a/now", improvements=[PLAN], volume={"customers": "10"}),
        make_journey(*bad, id="b/else", future_of="a/now"),
    )


def test_it_is_listed_and_told_apart() -> None:
    found = look()
    assert [journey.journey.id for journey in found.present] == ["a/now"]
    assert list(found.journeys) == ["a/later", "a/now", "b/else"]
    assert found.futures == {"a/now": ("a/later", "b/else")}
    assert [journey.is_future for journey in found.journeys.values()] == [True, False, True]


def test_its_red_points_are_nobodys_to_answer_yet() -> None:
    found = look()
    assert [(p.journey.journey.id, p.moment.id) for p in found.unanswered] == [("a/now", "t"), ("a/now", "other")]
    assert found.journeys["a/later"].red_points


def test_its_improvements_are_in_the_backlog() -> None:
    assert ids_of(look().backlog) == ["a/later#plan"]


def test_nobody_can_have_looked_at_it() -> None:
    found = look().journeys
    assert [found[name].never_checked for name in ("a/now", "a/later")] == [True, False]
