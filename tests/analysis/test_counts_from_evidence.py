"""Losses, reach and times: what was counted and timed stands in for what was written, everywhere."""

from __future__ import annotations

from typing import Any

import pytest
from analysis_samples import make_journey
from evidence_samples import analyse_seen, at, make_evidence, saw

from journeybook.analysis import TimeSum

LOSSY = {"id": "t", "lost": "10%"}


def log(date: str, /, of: dict[str, Any] | None = None, **seen: Any) -> Any:
    return saw("analytics", date, of=of, **seen)


def done(day: str, **fields: Any) -> dict[str, Any]:
    return {"id": "i", "title": "I", "fixes": ["t"], "status": "done", "done_on": day, **fields}


def test_what_was_counted_stands_in_for_what_was_written() -> None:
    found = analyse_seen(make_journey(LOSSY), log("2026-10-01", {"sample": "900"}, lost="30%"))
    assert (at(found).lost, at(found).lost_observed, found.finish) == (0.3, True, 0.7)


def test_losses_are_weighted_by_people_whatever_counted_them() -> None:
    found = analyse_seen(
        make_journey({"id": "t"}),
        log("2026-10-01", {"sample": "900"}, lost="30%"),
        saw("contacts", "2026-10-02", of={"sample": "100"}, lost="10%"),
        saw("complaints", "2026-10-03", lost="99%", of={"sample": "0"}),
    )
    assert at(found).lost == pytest.approx(0.28)
    assert found.finish == pytest.approx(0.72)


@pytest.mark.parametrize("method", ["walk", "gemba", "survey", "interview", "review"])
def test_nobody_who_only_looked_tells_what_is_lost_or_who_gets_there(method: str) -> None:
    found = analyse_seen(make_journey(LOSSY), saw(method, "2026-10-01", lost="30%", reach="50%", of={"sample": "9"}))
    assert (at(found).lost, at(found).lost_observed, at(found).reach) == (0.1, False, 1)


def test_what_names_none_says_nothing_where_losses_are_written_by_persona() -> None:
    by_persona = {"id": "t", "lost": {"a": "10%"}}
    journey = make_journey(by_persona, personas=["a", "b"])
    unnamed = analyse_seen(journey, log("2026-10-01", lost="30%"))
    assert (at(unnamed).lost, at(unnamed).lost_observed) == (pytest.approx(0.1), False)
    named = analyse_seen(journey, log("2026-10-01", lost="30%"), log("2026-10-02", {"persona": "b"}, lost="20%"))
    assert (at(named).lost, at(named).lost_observed) == (pytest.approx(0.15), True)


def test_a_persona_without_customers_leaves_nobody_behind_the_loss() -> None:
    found = analyse_seen(
        make_journey(LOSSY, personas=["a", "b"]), log("2026-10-01", {"persona": "a"}, lost="90%"),
        shares={"a": "0%", "b": "10%"},
    )  # fmt: skip
    assert (at(found).lost, at(found).lost_observed) == (pytest.approx(0.1), False)


def test_losses_are_cut_at_the_change() -> None:
    old, new = log("2026-08-01", lost="30%"), log("2026-08-02", lost="2%")
    assert at(analyse_seen(make_journey(LOSSY, improvements=[done("2026-08-01")]), old, new)).lost == 0.02
    assert at(analyse_seen(make_journey(LOSSY, improvements=[done("2026-08-01")]), old)).lost == 0.3
    assert at(analyse_seen(make_journey(LOSSY), log("2026-05-05", lost="30%"))).lost == 0.1


def test_what_is_hoped_to_be_lost_caps_what_was_counted() -> None:
    improvement = {"id": "i", "title": "I", "fixes": ["t"], "loses_to": "4%", "status": "planned"}
    found = analyse_seen(
        make_journey({"id": "t"}, personas=["a", "b"], improvements=[improvement]),
        log("2026-10-01", lost="30%"),
        log("2026-10-01", {"persona": "a"}, lost="2%"),
    )
    assert found.finish == pytest.approx(0.84)  # 1 − (0.02 + 0.3) ÷ 2
    assert found.expected_finish == pytest.approx(0.97)  # 1 − (0.02 + 0.04) ÷ 2
    assert found.improvements[0].finish_change == pytest.approx(0.13)


def test_a_removed_touchpoint_loses_nobody_whatever_was_counted() -> None:
    improvement = {"id": "i", "title": "I", "removes": ["t"], "status": "planned"}
    found = analyse_seen(make_journey({"id": "t"}, improvements=[improvement]), log("2026-10-01", lost="30%"))
    assert (found.finish, found.expected_finish) == (0.7, 1)


def test_reach_is_the_mean_by_people_of_all_personas_since_the_change() -> None:
    journey = make_journey({"id": "t", "reach": "90%"}, {"id": "u"}, personas=["a", "b"])
    pieces = (
        log("2026-10-01", {"sample": "3", "persona": "a"}, reach="50%"),
        log("2026-10-02", {"sample": "1"}, reach="70%"),
    )
    assert at(analyse_seen(journey, *pieces)).reach == pytest.approx(0.55)
    cut = make_journey({"id": "t", "reach": "90%"}, improvements=[done("2026-10-01")], personas=["a", "b"])
    assert at(analyse_seen(cut, *pieces)).reach == pytest.approx(0.7)


def test_alternatives_share_the_step_by_the_counted_reach() -> None:
    ways = [{"id": "t", "feels": "2"}, {"id": "web", "feels": "-2", "instead_of": "t", "reach": "25%"}]
    found = analyse_seen(make_journey(*ways), log("2026-10-01", reach="75%"))
    assert [m.weight for m in found.moments] == [0.75, 0.25]
    assert found.score == 1
    assert [m.weight for m in analyse_seen(make_journey(*ways)).moments] == [0.5, 0.5]


def test_a_reach_that_was_counted_moves_the_finish_and_the_gain() -> None:
    improvement = {"id": "i", "title": "I", "fixes": ["t"], "lifts_to": "1"}
    journey = make_journey(
        {"id": "t", "lost": "50%", "feels": "0"}, improvements=[improvement], volume={"customers": "100"}
    )
    found = analyse_seen(journey, log("2026-10-01", reach="40%"))
    assert found.finish == 0.8
    assert found.improvements[0].gain == pytest.approx(40)


def test_times_come_from_any_method_for_any_persona() -> None:
    journey = make_journey({"id": "t", "took": {"a": "1 min", "b": "3 min"}}, personas=["a", "b"])
    assert at(analyse_seen(journey)).took == 120
    found = analyse_seen(
        journey,
        saw("gemba", "2026-10-01", took="10 min"),
        saw("analytics", "2026-10-01", took="4 min", of={"sample": "2", "persona": "a"}),
        saw("walk", "2026-05-05", took="9 h"),
    )
    assert (at(found).took, at(found).took_observed) == (360, True)  # (10 + 2 × 4) ÷ 3
    assert found.doing == TimeSum(360, at_least=False)


def test_times_are_cut_at_the_change() -> None:
    slow, fast = saw("walk", "2026-08-01", took="30 min"), saw("walk", "2026-08-02", took="10 min")
    journey = make_journey({"id": "t"}, improvements=[done("2026-08-01")])
    assert at(analyse_seen(journey, slow, fast)).took == 600
    assert at(analyse_seen(journey, slow)).took == 1800


def test_a_step_of_ours_that_was_timed_is_no_longer_missing() -> None:
    journey = make_journey({"id": "t"}, {"id": "u", "took": "1 min"})
    assert analyse_seen(journey).doing == TimeSum(60, at_least=True)
    assert analyse_seen(journey, saw("walk", "2026-10-01", took="2 min")).doing == TimeSum(180, at_least=False)


class TestWaiting:
    wait = make_journey({"id": "t", "after": {"wait": "2 days"}}, {"id": "u"})

    def test_an_observed_wait_stands_in_for_the_written_one(self) -> None:
        found = analyse_seen(self.wait, saw("walk", "2026-10-01", "t/after", took="5 days"))
        assert found.waiting == TimeSum(5 * 86400, at_least=False)

    def test_a_wait_that_nobody_wrote_counts_when_it_was_timed(self) -> None:
        found = analyse_seen(self.wait, saw("walk", "2026-10-01", "u/after", took="1 h"))
        assert found.waiting == TimeSum(2 * 86400 + 3600, at_least=False)

    def test_a_felt_wait_whose_length_nobody_says_makes_it_at_least(self) -> None:
        found = analyse_seen(self.wait, saw("walk", "2026-10-01", "u/after", feels="-1"))
        assert found.waiting == TimeSum(2 * 86400, at_least=True)

    def test_it_is_cut_by_what_fixes_the_wait(self) -> None:
        pieces = [saw("walk", f"2026-08-0{day}", "t/after", took=f"{day} days") for day in (1, 3)]
        fixed = [done("2026-08-01", fixes=["t/after"])]
        journey = make_journey({"id": "t", "after": {"wait": "2 days"}}, improvements=fixed)
        assert analyse_seen(journey, *pieces).waiting.seconds == 3 * 86400


def test_counts_at_a_touchpoint_do_not_reach_its_wait() -> None:
    journey = make_journey({"id": "t", "after": {"feels": "0"}})
    found = analyse_seen(journey, log("2026-10-01", lost="30%", reach="50%", took="1 h"))
    wait = at(found, "t/after")
    assert (wait.lost, wait.lost_observed, wait.took, wait.took_observed) == (None, False, None, False)
    assert wait.reach == pytest.approx(0.35)


def test_a_journey_measure_alone_counts_no_customers() -> None:
    found = analyse_seen(make_journey(LOSSY), make_evidence("analytics", "2026-10-01", measures={"speed": "3"}))
    assert (at(found).lost_observed, found.seen) == (False, 0)
