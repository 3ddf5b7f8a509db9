"""Still red or to check, suspected or not, and what a done improvement changed."""

from __future__ import annotations

from typing import Any

import pytest
from analysis_samples import analyse_all, improvements_of, make_handbook, make_journey
from evidence_samples import add_evidence, analyse_seen, at, felt, make_evidence, saw

from journeybook.analysis import Check, Side, analyse

BAD = {"id": "t", "feels": "-2"}


def done(day: str | None = "2026-08-01", **fields: Any) -> dict[str, Any]:
    when = {"done_on": day} if day else {}
    return {"id": "i", "title": "I", "fixes": ["t"], "status": "done", **when, **fields}


def answer(*improvements: dict[str, Any], evidence: tuple[Any, ...] = (), **touchpoint: Any) -> str | None:
    numbered = [{**improvement, "id": f"i{n}"} for n, improvement in enumerate(improvements)]
    return at(analyse_seen(make_journey({**BAD, **touchpoint}, improvements=numbered), *evidence)).answer


class TestStillRed:
    since, before = felt("walk", "2026-08-02", "-1"), felt("walk", "2026-08-01", "-1")

    def test_evidence_since_says_so(self) -> None:
        assert answer(done(), evidence=(self.since,)) == "still-red"
        assert answer(done(), evidence=(self.before,)) == "to-check"
        assert answer(done()) == "to-check"

    def test_evidence_since_says_it_is_better(self) -> None:
        assert answer(done(), evidence=(felt("walk", "2026-08-02", "1"),)) is None

    def test_what_is_planned_answers_it_whatever_is_still_red(self) -> None:
        assert answer(done(), done(None, status="planned"), evidence=(self.since,)) == "answered"

    def test_it_must_be_known_since_when(self) -> None:
        assert answer(done(None), evidence=(self.since,)) == "to-check"
        assert answer(done("2026-11-02"), evidence=(self.since,)) == "to-check"
        assert answer(done(None), done(), evidence=(self.since,)) == "still-red"

    def test_the_newest_change_counts(self) -> None:
        assert answer(done("2026-07-01"), done("2026-09-01"), evidence=(self.since,)) == "to-check"

    def test_a_moment_that_was_to_go_is_still_there(self) -> None:
        assert answer(done(fixes=[], removes=["t"]), evidence=(self.before, self.since)) == "still-red"
        assert answer(done(fixes=[], removes=["t"]), evidence=(self.before,)) == "to-check"

    def test_losses_that_were_counted_since(self) -> None:
        counted = saw("analytics", "2026-09-01", lost="9%")
        assert answer(done(), evidence=(counted,), feels="1") == "still-red"
        assert answer(done(), feels="1", lost="9%") == "to-check"

    @pytest.mark.parametrize(
        ("evidence", "found"),
        [
            (saw("contacts", "2026-09-01", count="3"), "still-red"),
            (saw("complaints", "2026-09-01", count="1"), "still-red"),
            (saw("contacts", "2026-07-01", count="3"), "to-check"),
            (saw("contacts", "2026-09-01", count="0"), "to-check"),
            (saw("analytics", "2026-09-01", count="3"), "to-check"),
            (saw("contacts", "2026-09-01", count="3", of={"sample": "0"}), "to-check"),
        ],
    )
    def test_failure_that_was_counted_since(self, evidence: Any, found: str) -> None:
        assert answer(done(), evidence=(evidence,), feels="1", failure_demand="40%") == found


class TestSuspected:
    def reasons(self, *evidence: Any, **touchpoint: Any) -> list[tuple[str, str | None, bool]]:
        moment = at(analyse_seen(make_journey({"id": "t", **touchpoint}, personas=["a", "b"]), *evidence))
        assert moment.suspected is (moment.is_red and all(r.suspected for r in moment.red))
        return [(r.kind, r.persona, r.suspected) for r in moment.red]

    def test_a_feeling_rests_on_evidence_persona_by_persona(self) -> None:
        found = self.reasons(felt("walk", "2026-10-01", "-1", persona="b"), feels="-1")
        assert found == [("feels", "a", True), ("feels", "b", False)]

    def test_a_loss_that_was_counted_for_one_persona(self) -> None:
        counted = saw("analytics", "2026-10-01", lost="8%", of={"persona": "a"})
        assert self.reasons(counted, lost="8%") == [("lost", None, False)]
        assert self.reasons(lost="8%") == [("lost", None, True)]

    def test_failure_demand_rests_on_complaints_and_contacts_in_the_period(self) -> None:
        assert self.reasons(saw("contacts", "2026-10-01", count="1"), failure_demand="true")[0][2] is False
        assert self.reasons(saw("contacts", "2026-05-05", count="1"), failure_demand="true")[0][2] is True
        assert self.reasons(saw("contacts", "2026-10-01", count="1"), failure_demand="0%") == []

    def test_evidence_takes_away_what_was_only_suspected(self) -> None:
        assert self.reasons(felt("survey", "2026-10-01", "0", sample="9"), feels="-2") == []
        assert self.reasons(saw("analytics", "2026-10-01", lost="1%"), lost="8%") == []


def test_still_red_points_across_journeys_stand_lowest_first() -> None:
    journeys = [make_journey(BAD, improvements=[done()], id=name) for name in ("a/one", "b/two", "c/three")]
    evidence = [felt("walk", "2026-09-01", feels, journey=j) for j, feels in (("a/one", "-1"), ("b/two", "-2"))]
    found = analyse(add_evidence(make_handbook(*journeys), evidence), on=analyse_all().on)
    assert [p.journey.journey.id for p in found.still_red] == ["b/two", "a/one"]
    assert found.unanswered == ()


def test_retired_journeys_keep_their_evidence_and_leave_the_lists() -> None:
    retired = make_journey(BAD, improvements=[done()], id="a/one", status="retired")
    evidence = [felt("walk", "2026-09-01", "-1", journey="a/one")]
    assert analyse_seen_alone(retired, *evidence).still_red == ()
    shown = analyse_seen(retired.model_copy(update={"status": "published"}), *evidence)
    assert at(shown).answer == "still-red"


def analyse_seen_alone(journey: Any, *evidence: Any) -> Any:
    return analyse(add_evidence(make_handbook(journey), evidence), on=analyse_all().on)


class TestCheck:
    before = tuple(felt("walk", f"2026-07-0{day}", "-1", sample=f"{day}") for day in (1, 2, 3))
    after = tuple(felt("walk", f"2026-09-0{day}", "0.5") for day in (1, 2, 3))

    def check(self, *evidence: Any, **improvement: Any) -> Check | None:
        journey = make_journey({"id": "t"}, {"id": "u"}, improvements=[done(**improvement)])
        return analyse_seen(journey, *evidence).improvements[0].check

    def verdict(self, *evidence: Any, **improvement: Any) -> str | None:
        found = self.check(*evidence, **improvement)
        return found.verdict if found else None

    @pytest.mark.parametrize("improvement", [{"day": None}, {"day": "2026-11-02"}, {"status": "doing"}])
    def test_only_what_is_done_by_the_edition_and_says_when(self, improvement: dict[str, Any]) -> None:
        assert self.check(*self.before, *self.after, **improvement) is None

    @pytest.mark.parametrize(
        ("improvement", "verdict"),
        [
            ({}, "better"),
            ({"lifts_to": "0.5"}, "reached"),
            ({"lifts_to": "0.6"}, "better"),
            ({"lifts_to": "-1"}, "reached"),
        ],
    )
    def test_after_beside_before_and_what_was_hoped_for(self, improvement: dict[str, str], verdict: str) -> None:
        assert self.verdict(*self.before, *self.after, **improvement) == verdict

    def test_no_better_is_as_before_or_worse(self) -> None:
        same = [felt("walk", f"2026-09-0{day}", "-1") for day in (1, 2, 3)]
        assert self.verdict(*self.before, *same) == "no-better"
        assert self.verdict(*self.before, *same, lifts_to="1") == "no-better"

    def test_every_observation_counts_the_same_and_people_are_told_once(self) -> None:
        found = self.check(*self.before, felt("survey", "2026-07-04", "1", sample="900"), *self.after)
        assert found is not None
        assert found.before == Side(-0.5, 4, 906)

    def test_fewer_than_three_on_a_side_are_too_few(self) -> None:
        assert self.verdict(*self.before[:2], *self.after) == "too-few"
        assert self.verdict(*self.before, *self.after[:2]) == "too-few"
        found = self.check()
        assert found is not None
        assert (found.before, found.after, found.verdict) == (Side(None, 0, 0), Side(None, 0, 0), "too-few")

    def test_one_visit_to_two_moments_is_two_observations_of_one_person(self) -> None:
        both = make_evidence("walk", "2026-09-01", observations={"t": {"feels": "1"}, "u": {"feels": "0"}})
        found = self.check(both, fixes=["t", "u", "t"])
        assert found is not None
        assert found.after == Side(0.5, 2, 1)

    def test_the_day_it_was_done_is_before_and_the_period_ends_there(self) -> None:
        days = ("2026-02-02", "2026-02-03", "2026-08-01", "2026-08-02", "2026-11-01", "2026-11-02")
        found = self.check(*(felt("walk", day, "1") for day in days))
        assert found is not None
        assert (found.before.observations, found.after.observations) == (2, 2)

    def test_only_feelings_at_what_it_fixes(self) -> None:
        found = self.check(
            saw("walk", "2026-09-01", "u", feels="1"), saw("gemba", "2026-09-01", took="1 min"),
            felt("walk", "2026-09-02", "1", sample="0"),
        )  # fmt: skip
        assert found is not None
        assert found.after.observations == 0


def test_checks_stand_with_their_improvements() -> None:
    two = [done(), {**done("2026-09-15"), "id": "j", "fixes": ["u"]}]
    journey = make_journey({"id": "t"}, {"id": "u"}, improvements=two)
    evidence = [saw("walk", f"2026-10-0{day}", "u", feels="1") for day in (1, 2, 3)]
    checks = {name: i.check for name, i in improvements_of(analyse_seen(journey, *evidence)).items()}
    assert {name: check.after.observations for name, check in checks.items() if check} == {"i": 0, "j": 3}
