"""The newest event log beside the plan, and the standards of the channels that were met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from analysis_samples import make_journey
from evidence_samples import analyse_seen, make_channels, make_evidence, saw

if TYPE_CHECKING:
    from journeybook.analysis import TakenPaths

PLAN = (
    {"id": "a"},
    {"id": "friend", "ours": "false"},
    {"id": "b"},
    {"id": "b2", "instead_of": "b"},
    {"id": "c", "back_to": "a"},
    {"id": "d"},
)


def log(*paths: tuple[str, int], date: str = "2026-10-01", customers: int = 100, **fields: Any) -> Any:
    """An event log; a path is written as its touchpoints with a space between."""
    taken = {
        "customers": f"{customers}",
        "order": ["a", "b", "b2", "c", "d"],
        "paths": [{"touchpoints": path.split(), "customers": f"{often}"} for path, often in paths],
    }
    return make_evidence("analytics", date, taken={**taken, **fields}, sample=f"{customers}")


def compare(*evidence: Any) -> TakenPaths:
    found = analyse_seen(make_journey(*PLAN), *evidence).taken
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("path", "skips", "repeats"),
    [
        ("a b c d", (), ()),
        ("a b2 c d", (), ()),
        ("a b b2 c d", (), ()),  # both ways to do the step, each once
        ("a b", (), ()),  # what comes after the last one reached is not skipped
        ("a c", ("b",), ()),  # one step, whatever the ways to do it
        ("d", ("a", "b", "c"), ()),
        ("c d", ("a", "b"), ()),
        ("a b c a b c d", (), ("a", "b", "c")),
        ("a a", (), ("a",)),
        ("d a", ("b", "c"), ()),
    ],
)
def test_what_a_path_skips_and_repeats(path: str, skips: tuple[str, ...], repeats: tuple[str, ...]) -> None:
    (found,) = compare(log((path, 5))).paths
    assert (found.touchpoints, found.skips, found.repeats) == (tuple(path.split()), skips, repeats)


def test_customers_as_planned_and_hidden() -> None:
    found = compare(log(("a b", 40), ("a c", 20), ("a b a", 10), ("a c b", 9), ("a b2 b", 8)))
    assert [path.share for path in found.paths] == [0.4, 0.2, 0.1, 0.09, 0.08]
    assert [path.as_planned for path in found.paths] == [True, False, False, False, True]
    assert (found.as_planned, found.hidden) == (48, 13)


def test_what_the_log_knows_nothing_of_is_not_skipped() -> None:
    found = compare(log(("a d", 50), order=["a", "c", "d"], steps=[step("a", "c"), step("a", "d"), step("c", "d")]))
    assert [path.skips for path in found.paths] == [("c",)]
    assert [s.planned for s in found.steps] == [True, False, True]


def step(start: str, end: str) -> dict[str, str]:
    return {"from": start, "to": end, "customers": "5", "median": "1 min", "p90": "3 min"}


@pytest.mark.parametrize(
    ("start", "end", "planned"),
    [
        ("a", "b", True),
        ("a", "b2", True),
        ("b", "c", True),
        ("b2", "c", True),
        ("b", "b2", False),
        ("a", "c", False),
        ("b", "a", False),
        ("c", "a", True),  # back_to
        ("a", "a", False),
    ],
)
def test_which_steps_are_planned(start: str, end: str, planned: bool) -> None:  # noqa: FBT001 - the expectation
    (found,) = compare(log(steps=[step(start, end)])).steps
    assert (found.start, found.end, found.planned, found.median, found.p90) == (start, end, planned, 60, 180)


def test_the_newest_log_up_to_the_edition_is_told_however_old() -> None:
    old, new, late = (
        log(date=day, customers=n) for n, day in ((1, "2024-01-01"), (2, "2025-01-01"), (3, "2026-11-02"))
    )
    nobody = log(date="2026-01-01", customers=0)
    assert compare(new, old, late, nobody).taken.customers == 2
    assert analyse_seen(make_journey(*PLAN), late, nobody, make_evidence("analytics", "2026-10-01")).taken is None


class TestStandards:
    channels = make_channels(web=["Is it fast?", "Is it plain?"], shop=["Is it fast?"], phone=["Unused?"])

    def count(self, *evidence: Any, **touchpoint: Any) -> dict[tuple[str, str], tuple[int, int]]:
        journey = make_journey({"id": "t", "channel": "web", **touchpoint}, {"id": "u"}, personas=["a", "b"])
        found = analyse_seen(journey, *evidence, records=self.channels).standards
        return {(s.channel, s.question): (s.met, s.asked) for s in found}

    def fast(self, *answers: str, date: str = "2026-10-01", **of: Any) -> list[Any]:
        return [saw("walk", date, answers={"Is it fast?": answer}, of=of) for answer in answers]

    def test_every_standard_of_the_journeys_channels_is_told(self) -> None:
        assert self.count() == {("web", "Is it fast?"): (0, 0), ("web", "Is it plain?"): (0, 0)}
        assert self.count(channel="letter") == {}

    def test_yes_and_no_in_their_spellings(self) -> None:
        found = self.count(*self.fast("yes", "True", "y", " MET ", "no", "False", "mostly", "yes, but late"))
        assert found["web", "Is it fast?"] == (4, 6)

    def test_only_in_the_period_and_with_somebody_behind_it(self) -> None:
        found = self.count(
            *self.fast("yes", date="2026-05-05"), *self.fast("yes", date="2026-11-02"), *self.fast("yes", sample="0"),
            *self.fast("yes", date="2026-05-06"),
        )  # fmt: skip
        assert found["web", "Is it fast?"] == (1, 1)

    def test_other_questions_and_other_moments_are_none_of_the_channel(self) -> None:
        asked = {"Is it fast?": "yes"}
        found = self.count(
            saw("walk", "2026-10-01", "u", answers=asked),
            saw("walk", "2026-10-01", "t/after", answers=asked),
            saw("walk", "2026-10-01", answers={"Is it new?": "yes"}),
        )
        assert set(found.values()) == {(0, 0)}

    def test_the_channel_of_a_persona_takes_what_is_for_it_or_for_nobody(self) -> None:
        by_persona = {"a": "shop", "b": "web", "stranger": "phone"}
        found = self.count(
            *self.fast("yes", persona="a"), *self.fast("no"), *self.fast("no", persona="b"), channel=by_persona
        )
        assert list(found) == [("shop", "Is it fast?"), ("web", "Is it fast?"), ("web", "Is it plain?")]
        assert (found["shop", "Is it fast?"], found["web", "Is it fast?"]) == ((1, 2), (0, 2))
