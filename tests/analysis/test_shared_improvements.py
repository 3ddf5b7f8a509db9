"""Improvements of the organization: a part in each journey, and once across journeys, by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from analysis_samples import ON, ids_of, improvements_of, make_handbook, make_journey, moments_of, share_improvements
from evidence_samples import add_evidence, felt, make_evidence, make_measures

from journeybook.analysis import analyse, explain_priority, keep_published, round_figure

if TYPE_CHECKING:
    from journeybook.analysis import ImprovementInsight, Insight

GREET = {
    "id": "greet",
    "title": "Greet everyone",
    "fixes": ["a/one#t", "b/two#t", "c/three#t"],
    "lifts_to": "1",
    "effort": "4",
    "confidence": "80%",
    "status": "planned",
}


def one(**fields: Any) -> Any:
    return make_journey({"id": "t", "feels": "-1"}, id="a/one", volume={"customers": "1000"}, **fields)


def two(**fields: Any) -> Any:
    return make_journey({"id": "t", "feels": "0"}, id="b/two", **fields)


def three(**fields: Any) -> Any:
    volume = {"customers": "500"}
    return make_journey({"id": "t", "feels": "0", "reach": "50%"}, id="c/three", volume=volume, **fields)


def look(*journeys: Any, evidence: tuple[Any, ...] = (), drafts: bool = False, **settings: Any) -> Insight:
    improvements = settings.pop("improvements", (GREET,))
    handbook = share_improvements(make_handbook(*(journeys or (one(), two(), three())), **settings), *improvements)
    return analyse(add_evidence(handbook, evidence), on=ON, drafts=drafts)


def the_one(found: Insight) -> ImprovementInsight:
    (item,) = (*found.backlog, *found.volume_unknown, *found.closed)
    return item


def test_across_journeys_it_stands_once_with_the_sums_of_its_parts() -> None:
    found = look()
    (item,) = found.backlog
    assert (item.reference, item.journey, item.is_shared) == ("#greet", "a/one", True)
    assert [(part.journey, part.lift, part.gain, part.customers) for part in item.parts] == [
        ("a/one", 2, 2000, 1000),
        ("b/two", 1, None, None),
        ("c/three", 1, 250, 250),
    ]
    assert (item.gain, item.customers, item.without_volume) == (2250, 1250, ("b/two",))
    assert (item.lift, item.finish_change, item.reach) == (None, None, None)
    assert round_figure(item.priority_across or 0) == 450  # 2,250 × 80% ÷ 4
    assert found.volume_unknown == ()
    assert found.one_thing == item


def test_a_part_counts_in_its_journey_like_an_improvement_of_its_own() -> None:
    found = look()
    part = improvements_of(found.journeys["a/one"])["greet"]
    assert (part.reference, part.is_shared, part.parts) == ("a/one#greet", True, ())
    assert part.priority == pytest.approx(0.4)  # 2 × 80% ÷ 4
    moment = moments_of(found.journeys["a/one"])["t"]
    assert (moment.expected, moment.answer, moment.answered_by) == (1, "answered", ("greet",))
    assert found.unanswered == ()


def test_rice_across_counts_the_customers_of_all_journeys() -> None:
    (item,) = look(priority="rice", improvements=({**GREET, "impact": "0.5"},)).backlog
    assert item.priority_across == pytest.approx(125)  # 1,250 × 0.5 × 80% ÷ 4
    (item,) = look(priority="value-effort", improvements=({**GREET, "value": "5"},)).backlog
    assert (item.priority, item.priority_across) == (1.25, 1.25)


def test_where_no_journey_has_a_volume_it_ranks_by_the_highest_of_its_parts() -> None:
    own = {"id": "own", "title": "I", "fixes": ["t"], "lifts_to": "1", "confidence": "100%"}
    found = look(
        make_journey({"id": "t", "feels": "-1"}, id="a/one", improvements=[{**own, "effort": "3"}]),
        two(improvements=[{**own, "effort": "4", "id": "low"}]),
        improvements=({**GREET, "fixes": ["a/one#t", "b/two#t"]},),
    )
    assert found.backlog == ()
    assert ids_of(found.volume_unknown) == ["a/one#own", "#greet", "b/two#low"]  # 2 ÷ 3, 2 × 80% ÷ 4, 1 ÷ 4
    item = found.volume_unknown[1]
    assert (item.gain, item.priority_across, item.without_volume) == (None, None, ("a/one", "b/two"))
    told = explain_priority(item, "lift", across=False)
    assert told.part == "a/one"
    assert told.figure == item.priority == pytest.approx(0.4)


def test_only_listed_journeys_are_parts_and_the_data_has_those_published() -> None:
    found = look(one(status="draft"), two(), three(status="retired"), drafts=True)
    assert [part.journey for part in the_one(found).parts] == ["a/one", "b/two"]
    published = keep_published(found)
    assert [part.journey for part in the_one(published).parts] == ["b/two"]
    assert (published.backlog, [i.gain for i in published.volume_unknown]) == ((), [None])
    assert keep_published(published) == published
    assert look(one(status="retired"), two(status="draft"), three(status="draft")).backlog == ()


def test_overdue_and_done_are_told_once() -> None:
    assert the_one(look(improvements=({**GREET, "due": "2026-10-31"},))).overdue
    found = look(improvements=({**GREET, "status": "done", "done_on": "2026-06-01"},))
    assert (found.backlog, found.volume_unknown, ids_of(found.closed)) == ((), (), ["#greet"])
    assert (found.closed[0].gain, found.closed[0].customers, found.closed[0].priority_across) == (None, None, None)


DONE = {**GREET, "status": "done", "done_on": "2026-08-01", "proves_it": {"measure": "smile", "to": "5"}}


def visits(journey: str, *feelings: tuple[str, str]) -> list[Any]:
    return [felt("walk", date, feels, journey=journey, sample="2") for date, feels in feelings]


class TestDidItWork:
    before = (("2026-07-01", "-2"), ("2026-07-02", "-1"))
    after = (("2026-09-01", "1"), ("2026-09-02", "2"))

    def test_what_was_seen_in_all_journeys_is_pooled(self) -> None:
        evidence = [
            *visits("a/one", *self.before, *self.after),
            *visits("b/two", ("2026-07-03", "0"), ("2026-09-03", "0")),
        ]
        found = look(evidence=tuple(evidence), improvements=(DONE,))
        verdicts = [part.check.verdict for part in the_one(found).parts if part.check]
        assert verdicts == ["too-few"] * 3
        check = the_one(found).check
        assert check is not None
        assert (check.before.mean, check.before.observations, check.before.people) == (-1, 3, 6)
        assert (check.after.mean, check.after.observations, check.after.people) == (1, 3, 6)
        assert check.verdict == "reached"

    def test_of_the_measure_stands_what_proves_it_least(self) -> None:
        evidence = [
            make_evidence("analytics", "2026-09-01", journey=journey, measures={"smile": number})
            for journey, number in (("a/one", "6"), ("b/two", "4"))
        ]
        before = [
            make_evidence("analytics", "2026-07-01", journey=journey, measures={"smile": "3"})
            for journey in ("a/one", "b/two")
        ]
        handbook = share_improvements(make_handbook(one(), two(), three()), DONE)
        handbook = add_evidence(handbook, [*evidence, *before])
        found = analyse(replace(handbook, **make_measures(smile={"target": "5"})), on=ON)
        assert [part.check.proven for part in the_one(found).parts if part.check] == ["reached", "better", "too-few"]
        check = the_one(found).check
        assert check is not None
        assert (check.proven, check.measured_before, check.measured_after) == ("better", 3, 4)

    def test_nothing_is_checked_before_it_is_done(self) -> None:
        assert the_one(look()).check is None
        assert the_one(look(improvements=({**DONE, "done_on": "2026-11-02"},))).check is None

    def test_a_red_point_is_still_red_where_it_was_seen_since(self) -> None:
        found = look(evidence=tuple(visits("a/one", ("2026-09-01", "-2"))), improvements=(DONE,))
        (point,) = found.still_red
        assert (point.journey.journey.id, [i.improvement.id for i in point.answers]) == ("a/one", ["greet"])
