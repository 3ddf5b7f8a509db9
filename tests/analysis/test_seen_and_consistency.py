"""How much was seen, how long ago, who confirmed it, and how alike repeated visits were."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from analysis_samples import make_journey
from evidence_samples import analyse_seen, at, felt, make_evidence, saw

from journeybook.analysis.consistency import mean_difference


def visits(*feels: str, method: str = "mystery-shop", month: str = "09", **fields: Any) -> list[Any]:
    return [felt(method, f"2026-{month}-{day:02}", found, **fields) for day, found in enumerate(feels, start=1)]


class TestSeen:
    journey = make_journey({"id": "t", "after": {"feels": "0"}}, {"id": "u"})

    @pytest.mark.parametrize("method", ["walk", "gemba", "interview", "survey", "complaints", "contacts", "analytics"])
    def test_any_observation_in_the_period_has_seen_a_moment(self, method: str) -> None:
        found = analyse_seen(self.journey, saw(method, "2026-10-01", note="A queue", of={"sample": "3"}))
        assert found.seen == pytest.approx(1 / 3)
        assert [m.id for m in found.moments if m.seen] == ["t"]

    def test_a_review_confirms_and_sees_nothing(self) -> None:
        found = analyse_seen(self.journey, saw("review", "2026-10-01", note="True"))
        assert (found.seen, at(found).sightings, found.stale) == (0, (), False)
        assert at(found).confirmed is found.evidence[0]

    def test_what_is_older_is_kept_and_has_not_seen_it(self) -> None:
        found = analyse_seen(self.journey, felt("walk", "2026-05-05", "-1"))
        assert (found.seen, len(at(found).sightings)) == (0, 1)


class TestStale:
    journey = make_journey({"id": "t"})

    @pytest.mark.parametrize(("date", "stale"), [("2026-05-05", True), ("2026-05-06", False), ("2026-11-02", None)])
    @pytest.mark.parametrize("method", ["walk", "review"])
    def test_by_the_newest_evidence_or_review(self, date: str, method: str, stale: bool | None) -> None:  # noqa: FBT001 - the expectation
        found = analyse_seen(self.journey, make_evidence(method, date), make_evidence(method, "2026-11-03"))
        assert found.stale is stale
        assert found.newest == (None if stale is None else dt.date.fromisoformat(date))

    def test_with_neither_it_was_never_checked(self) -> None:
        found = analyse_seen(self.journey, make_evidence("survey", "2026-10-01", sample="0"))
        assert (found.stale, found.newest) == (None, None)

    def test_an_older_one_does_not_make_it_stale(self) -> None:
        found = analyse_seen(self.journey, make_evidence("walk", "2025-10-01"), make_evidence("walk", "2026-10-01"))
        assert found.stale is False


class TestConfirmed:
    journey = make_journey(
        {"id": "a", "owner": "care", "after": {"feels": "0"}}, {"id": "b", "owner": "care"}, {"id": "c", "owner": "it"},
        {"id": "d"},
    )  # fmt: skip

    def confirmed(self, *reviews: Any) -> dict[str, str]:
        found = analyse_seen(self.journey, *reviews)
        return {m.id: m.confirmed.date.isoformat() for m in found.moments if m.confirmed}

    def test_without_names_all_that_the_team_owns(self) -> None:
        assert self.confirmed(make_evidence("review", "2026-10-01", by="care")) == dict.fromkeys("ab", "2026-10-01")

    def test_what_it_names_alone(self) -> None:
        review = make_evidence("review", "2026-10-01", by="care", observations={"b": {}, "a/after": {}})
        assert self.confirmed(review) == dict.fromkeys(("a/after", "b"), "2026-10-01")

    def test_the_newest_in_the_period_counts(self) -> None:
        older, newer, late, gone = (
            make_evidence("review", date, by="care")
            for date in ("2026-10-01", "2026-10-02", "2026-11-02", "2026-05-05")
        )
        assert self.confirmed(older, newer, late) == dict.fromkeys("ab", "2026-10-02")
        assert self.confirmed(gone) == {}

    def test_a_walk_confirms_nothing(self) -> None:
        assert self.confirmed(make_evidence("walk", "2026-10-01", by="care", observations={"a": {}})) == {}


class TestConsistency:
    def judge(self, *evidence: Any, **fields: Any) -> Any:
        return at(analyse_seen(make_journey({"id": "t"}, personas=["a", "b"], **fields), *evidence)).consistency

    @pytest.mark.parametrize(
        ("feels", "difference", "inconsistent"),
        [
            (["1", "1", "1"], 0, False),
            (["2", "-2", "2"], 8 / 3, True),
            (["0", "0.5", "1.5"], 1, True),  # exactly 1
            (["0", "0.5", "1.4"], 2.8 / 3, False),
            (["-1", "0", "1", "2"], 10 / 6, True),
            (["0.1"] * 7, 0, False),
        ],
    )
    def test_the_mean_difference_of_all_pairs(self, feels: list[str], difference: float, inconsistent: bool) -> None:  # noqa: FBT001 - the expectation
        found = self.judge(*visits(*feels))
        assert found.difference == pytest.approx(difference)
        assert found.figure == pytest.approx(1 - difference / 4)
        assert 0 <= found.figure <= 1
        assert (found.inconsistent, found.visits, found.persona) == (inconsistent, len(feels), None)

    def test_pairs_need_not_be_looked_at_one_by_one(self) -> None:
        feels = [1.5, -2, 0.25, 0.25, 2, -1, 1]
        pairs = [abs(a - b) for number, a in enumerate(feels) for b in feels[number + 1 :]]
        assert mean_difference(feels) == pytest.approx(sum(pairs) / len(pairs))

    def test_two_visits_are_too_few(self) -> None:
        assert self.judge(*visits("2", "-2")) is None
        assert self.judge(*visits("2", "-2"), *visits("2", persona="a")) is None, "those that name none are apart"

    def test_walks_and_mystery_shops_count_together_and_others_do_not(self) -> None:
        assert self.judge(*visits("2", "-2"), *visits("0", method="walk")).visits == 3
        assert self.judge(*visits("2", "-2"), *visits("0", method="interview")) is None

    def test_the_worst_persona_counts_the_earlier_one_on_a_tie(self) -> None:
        calm, wild = visits("0", "0", "0", persona="a"), visits("2", "-2", "0", persona="b")
        assert self.judge(*calm, *wild).persona == "b"
        assert self.judge(*visits("1", "1", "1", persona="b"), *calm, *visits("0", "0", "0")).persona == "a"
        assert self.judge(*calm, *visits("0", "0", "1")).persona is None

    def test_only_visits_since_the_last_change_in_the_period(self) -> None:
        done = [{"id": "i", "title": "I", "fixes": ["t"], "status": "done", "done_on": "2026-09-01"}]
        assert self.judge(*visits("2", "-2", "0"), improvements=done) is None
        assert self.judge(*visits("2", "-2", "0", "1"), improvements=done).visits == 3
        assert self.judge(*visits("2", "-2", "0", month="05")) is None

    def test_waits_have_none(self) -> None:
        found = analyse_seen(
            make_journey({"id": "t"}), *(saw("walk", f"2026-10-0{n}", "t/after", feels=f"{n}") for n in (0, 1, 2) if n),
            *(saw("walk", f"2026-10-1{n}", "t/after", feels=f"{n}") for n in (0, 1, 2)),
        )  # fmt: skip
        assert at(found, "t/after").consistency is None
        assert found.consistency is None

    def test_the_journey_takes_the_mean_of_its_touchpoints_that_have_one(self) -> None:
        other = [saw("walk", f"2026-10-0{n}", "u", feels=feels) for n, feels in ((1, "0"), (2, "0"), (3, "0"))]
        journey = make_journey({"id": "t"}, {"id": "u"}, {"id": "v"})
        found = analyse_seen(journey, *visits("2", "-2", "2"), *other)
        assert found.consistency == pytest.approx((1 - 8 / 12 + 1) / 2)
