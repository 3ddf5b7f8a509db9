"""Whose word a value rests on: the review period, what was changed meanwhile, personas, methods, people."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from analysis_samples import ON, make_journey
from evidence_samples import analyse_seen, at, felt, felt_at_t, make_evidence, saw

T = {"id": "t", "feels": "1"}


def make_done(*days: str | None, **fields: Any) -> list[dict[str, Any]]:
    """Done improvements of `t`, by the day on which they were done."""
    return [
        {"id": f"i{n}", "title": "I", "fixes": ["t"], "status": "done"} | ({"done_on": day} if day else {}) | fields
        for n, day in enumerate(days)
    ]


def test_what_was_seen_goes_before_what_was_written_and_both_stay() -> None:
    found = felt_at_t(analyse_seen(make_journey(T), felt("walk", "2026-10-03", "-1")))
    assert (found.value, found.authored, found.basis, found.n) == (-1, 1, "seen", 1)
    assert [piece.method for piece in found.rests_on] == ["walk"]


@pytest.mark.parametrize(
    ("date", "value"),
    [
        ("2026-05-05", 1),  # 180 days before the edition: no longer in the period
        ("2026-05-06", -1),  # its first day
        ("2026-11-01", -1),  # the edition's own day
        ("2026-11-02", 1),  # later counts nowhere
    ],
)
def test_first_and_last_day_of_the_review_period(date: str, value: float) -> None:
    found = analyse_seen(make_journey(T), felt("walk", date, "-1"))
    assert felt_at_t(found).value == value
    assert at(found).seen is (value == -1)
    assert [s.in_period for s in at(found).sightings] == {"2026-05-05": [False], "2026-11-02": []}.get(date, [True])
    assert len(found.evidence) == (date != "2026-11-02")


@pytest.mark.parametrize(
    ("own", "settings", "first_day"),
    [
        ({}, {"review_after": "10 days"}, dt.date(2026, 10, 23)),
        ({"review_after": "20 days"}, {"review_after": "10 days"}, dt.date(2026, 10, 13)),
        ({"review_after": "36 h"}, {}, dt.date(2026, 10, 31)),
        ({"review_after": "1000000 weeks"}, {}, dt.date(1, 1, 2)),
    ],
)
def test_the_journeys_own_review_period_goes_before_the_handbooks(
    own: dict[str, str], settings: dict[str, str], first_day: dt.date
) -> None:
    journey = make_journey(T, **own)
    assert felt_at_t(analyse_seen(journey, felt("walk", first_day.isoformat(), "-1"), **settings)).basis == "seen"
    before = (first_day - dt.timedelta(days=1)).isoformat()
    assert felt_at_t(analyse_seen(journey, felt("walk", before, "-1"), **settings)).basis == "assumed"


def test_no_period_at_all_holds_nothing() -> None:
    found = analyse_seen(make_journey(T, review_after="0 s"), felt("walk", ON.isoformat(), "-1"))
    assert (felt_at_t(found).basis, found.stale) == ("assumed", True)


def test_nobody_behind_it_counts_nowhere() -> None:
    found = analyse_seen(make_journey(T), felt("survey", "2026-10-03", "-1", sample="0"))
    assert (felt_at_t(found).basis, at(found).sightings, found.evidence, found.stale) == ("assumed", (), (), None)


@pytest.mark.parametrize("method", ["gemba", "complaints", "contacts", "analytics", "review"])
def test_only_methods_that_tell_a_feeling_give_a_value(method: str) -> None:
    assert felt_at_t(analyse_seen(make_journey(T), felt(method, "2026-10-03", "-1"))).basis == "assumed"


def test_two_surveys_and_an_interview() -> None:
    found = felt_at_t(
        analyse_seen(
            make_journey(T),
            felt("survey", "2026-09-01", "-1", sample="90"),
            felt("survey", "2026-10-01", "1", sample="10"),
            felt("interview", "2026-10-02", "0.4", sample="5"),
            felt("walk", "2026-10-03", "-2"),
            felt("mystery-shop", "2026-10-04", "2"),
        )
    )
    # (90 × −1 + 10 × 1) ÷ 100 = −0.8; (−0.8 + 0.4) ÷ 2
    assert found.value == pytest.approx(-0.2)
    assert (found.basis, found.n, found.low, found.high) == ("measured", 105, None, None)
    assert [piece.date.day for piece in found.rests_on] == [2, 1, 1], "newest first, and no stand-ins"


def test_methods_of_stand_ins_weigh_the_same_however_often_they_went() -> None:
    visits = [felt("mystery-shop", f"2026-10-0{day}", feels) for day, feels in ((1, "-1"), (2, "0"), (3, "1.5"))]
    found = felt_at_t(analyse_seen(make_journey(T), felt("walk", "2026-10-04", "-2"), *visits))
    assert found.value == pytest.approx((-2 + 0.5 / 3) / 2)
    assert (found.basis, found.n, found.low, found.high) == ("seen", 4, -2, 1.5)


def test_one_visit_has_no_span() -> None:
    found = felt_at_t(analyse_seen(make_journey(T), felt("walk", "2026-10-04", "-2", sample="3")))
    assert (found.n, found.low, found.high) == (3, None, None)


class TestPersonas:
    evidence = (felt("survey", "2026-10-01", "-1", sample="50"), felt("walk", "2026-10-02", "0.5", persona="a"))

    def test_what_names_the_persona_goes_before_what_names_none(self) -> None:
        found = analyse_seen(make_journey(T, personas=["a", "b"]), *self.evidence)
        assert (felt_at_t(found, "a").value, felt_at_t(found, "a").basis) == (0.5, "seen")
        assert (felt_at_t(found, "b").value, felt_at_t(found, "b").basis) == (-1, "measured")
        assert at(found).n == 51

    def test_what_names_none_says_nothing_where_the_author_wrote_by_persona(self) -> None:
        by_persona = {"id": "t", "feels": {"b": "2"}}
        found = analyse_seen(make_journey(by_persona, personas=["a", "b", "c"]), *self.evidence)
        assert [felt_at_t(found, persona).value for persona in "abc"] == [0.5, 2, None]
        assert at(found).n == 1
        assert at(found).seen

    def test_another_persona_says_nothing(self) -> None:
        found = analyse_seen(make_journey(T, personas=["a", "b"]), felt("walk", "2026-10-02", "0.5", persona="a"))
        assert felt_at_t(found, "b").basis == "assumed"

    def test_a_gap_of_everyone_is_filled_by_evidence(self) -> None:
        found = analyse_seen(make_journey({"id": "t"}, personas=["a", "b"]), felt("walk", "2026-10-02", "0.5"))
        assert [felt_at_t(found, persona).value for persona in "ab"] == [0.5, 0.5]
        assert (felt_at_t(found, "a").authored, at(found).n) == (None, 1)

    def test_a_persona_without_customers_has_a_value_that_counts_nothing(self) -> None:
        found = analyse_seen(
            make_journey(T, personas=["a", "b"]), felt("walk", "2026-10-02", "-2", persona="a"),
            shares={"a": "0%", "b": "50%"},
        )  # fmt: skip
        assert felt_at_t(found, "a").value == -2
        assert (at(found).value, found.score, at(found).n) == (1, 1, 1)
        assert [r.persona for r in at(found).red] == ["a"]

    def test_a_journey_without_personas_has_everyone_whom_evidence_may_name(self) -> None:
        found = analyse_seen(make_journey(T), felt("walk", "2026-10-02", "0", persona="everyone"))
        assert felt_at_t(found).value == 0


class TestChange:
    old = felt("walk", "2026-08-01", "-2")
    new = felt("walk", "2026-08-02", "0.5")

    def test_once_something_is_later_only_what_is_later_counts(self) -> None:
        found = analyse_seen(make_journey(T, improvements=make_done("2026-08-01")), self.old, self.new)
        assert (felt_at_t(found).value, felt_at_t(found).before_change) == (0.5, False)
        assert [(s.evidence.date.day, s.before_change) for s in at(found).sightings] == [(2, False), (1, True)]

    def test_until_then_the_value_is_from_before_the_change(self) -> None:
        found = analyse_seen(make_journey(T, improvements=make_done("2026-08-02")), self.old, self.new)
        assert (felt_at_t(found).value, felt_at_t(found).before_change) == (-0.75, True)
        assert [s.before_change for s in at(found).sightings] == [True, True]

    def test_the_newest_change_counts(self) -> None:
        found = analyse_seen(make_journey(T, improvements=make_done("2026-08-02", "2026-07-01")), self.old, self.new)
        assert felt_at_t(found).before_change

    @pytest.mark.parametrize(
        "improvements",
        [
            make_done(None),  # nobody knows since when
            make_done("2026-11-02"),  # done after the edition
            make_done("2026-08-01", status="doing"),
            make_done("2026-08-01", status="dropped"),
            make_done("2026-08-01", fixes=["u"]),
            make_done("2026-08-01", fixes=["t/after"]),
            make_done("2026-08-01", fixes=[], removes=["t"]),
        ],
    )
    def test_what_does_not_cut(self, improvements: list[dict[str, Any]]) -> None:
        found = analyse_seen(make_journey(T, {"id": "u"}, improvements=improvements), self.old, self.new)
        assert (felt_at_t(found).value, felt_at_t(found).before_change) == (-0.75, False)
        assert [s.before_change for s in at(found).sightings] == [False, False]

    def test_done_on_the_day_of_the_edition_cuts(self) -> None:
        found = analyse_seen(make_journey(T, improvements=make_done(ON.isoformat())), self.old)
        assert felt_at_t(found).before_change

    def test_a_stand_in_after_the_change_ends_what_customers_said_before(self) -> None:
        found = analyse_seen(
            make_journey(T, improvements=make_done("2026-08-01")), felt("survey", "2026-07-01", "-2", sample="90"),
            self.new,
        )  # fmt: skip
        assert (felt_at_t(found).value, felt_at_t(found).basis) == (0.5, "seen")

    def test_one_after_the_change_that_names_none_ends_what_named_the_persona_before(self) -> None:
        named = felt("walk", "2026-08-01", "-2", persona="a")
        journey = make_journey(T, personas=["a", "b"], improvements=make_done("2026-08-01"))
        assert felt_at_t(analyse_seen(journey, named), "a").before_change
        found = analyse_seen(journey, named, self.new)
        assert (felt_at_t(found, "a").value, felt_at_t(found, "a").before_change) == (0.5, False)

    def test_what_says_nothing_of_the_feeling_ends_nothing(self) -> None:
        gemba = saw("gemba", "2026-09-01", note="A queue")
        found = analyse_seen(make_journey(T, improvements=make_done("2026-08-01")), self.old, gemba)
        assert (felt_at_t(found).value, felt_at_t(found).before_change) == (-2, True)

    def test_what_is_assumed_is_never_before_the_change(self) -> None:
        found = felt_at_t(analyse_seen(make_journey(T, improvements=make_done("2026-08-02"))))
        assert (found.basis, found.before_change) == ("assumed", False)


class TestWaits:
    journey = make_journey({"id": "t", "after": {"wait": "2 days"}}, {"id": "u", "feels": "0"})

    def test_a_wait_that_only_evidence_felt_is_a_moment(self) -> None:
        found = analyse_seen(self.journey, saw("walk", "2026-10-02", "t/after", feels="-1", took="4 days"))
        wait = at(found, "t/after")
        assert (wait.felt["everyone"].value, wait.felt["everyone"].authored, wait.took) == (-1, None, 4 * 86400)
        assert [m.id for m in found.red_points] == ["t/after"]
        assert found.score == -0.5

    def test_one_that_was_felt_after_the_edition_is_a_gap(self) -> None:
        found = analyse_seen(self.journey, saw("walk", "2026-11-02", "t/after", feels="-1"))
        assert at(found, "t/after").felt["everyone"].value is None

    def test_without_a_feeling_the_wait_is_no_moment_and_its_length_counts(self) -> None:
        found = analyse_seen(self.journey, saw("walk", "2026-10-02", "t/after", took="4 days"))
        assert [m.id for m in found.moments] == ["t", "u"]
        assert (found.waiting.seconds, found.seen) == (4 * 86400, 0)

    def test_a_change_of_the_touchpoint_is_none_of_the_wait(self) -> None:
        done = make_done("2026-10-10")
        journey = self.journey.model_copy(update={"improvements": make_journey(T, improvements=done).improvements})
        found = analyse_seen(journey, saw("walk", "2026-10-02", "t/after", feels="-1"))
        assert not at(found, "t/after").felt["everyone"].before_change


def test_evidence_of_another_journey_says_nothing() -> None:
    found = analyse_seen(make_journey(T), make_evidence("walk", "2026-10-02", journey="b/other"))
    assert (found.evidence, found.stale) == ((), None)


def test_sightings_are_newest_first_then_by_id() -> None:
    pieces = [felt("walk", "2026-10-01", f"{n}", id=name) for n, name in enumerate(["c", "a"])]
    found = analyse_seen(make_journey(T), *pieces, felt("walk", "2026-10-02", "0", id="z"))
    assert [s.evidence.id for s in at(found).sightings] == [e.id for e in found.evidence] == ["z", "a", "c"]
