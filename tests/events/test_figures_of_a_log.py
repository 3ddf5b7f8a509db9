"""A small log worked out by hand, and the rules for what is told of it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from event_samples import JOURNEY, count, make_map, write_log

from journeybook.source import load
from journeybook.source.event_log.writing import write_duration, write_share

if TYPE_CHECKING:
    from pathlib import Path

# Seven go straight, with a minute more each from finding to paying; two are sent back; one only asks.
STRAIGHT = [(f"a{n}", f"finds-us 10:00 pays 10:0{n} collects 11:0{n}") for n in range(1, 8)]
SENT_BACK = [(f"b{n}", "finds-us 12:00 pays 12:10 finds-us 12:20 pays 12:30") for n in range(2)]
ASKS = [("c1", "asks 09:00")]

WORKED_OUT = """\
# Made by `journeybook events`. The log itself stays outside.
journey: buying/gift-card
method: analytics
date: 2026-10-01
by: digital
sample: 10

observations:
  finds-us: {count: 11, reach: 90%, lost: 0%}
  pays: {count: 11, reach: 90%, lost: 22.22%}
  collects: {count: 7, reach: 70%}

taken:
  customers: 10
  since: 2026-10-01
  until: 2026-10-01
  order: [finds-us, pays, collects]
  steps:
    - {from: finds-us, to: pays, customers: 9, median: 6 min, p90: 10 min}
    - {from: pays, to: collects, customers: 7, median: 1 h, p90: 1 h}
  paths:
    - customers: 7
      touchpoints: [finds-us, pays, collects]
"""


def test_a_log_worked_out_by_hand() -> None:
    """Finding to paying took 1, 2 … 7 minutes, and four times 10: the sixth of eleven is 6, the tenth is 10."""
    assert count(write_log([*STRAIGHT, *SENT_BACK, *ASKS])).write(by="digital") == WORKED_OUT


def test_the_order_of_rows_changes_nothing_but_what_is_said() -> None:
    header, *rows = write_log([*STRAIGHT, *SENT_BACK, *ASKS]).splitlines()
    random.Random(3).shuffle(rows)  # noqa: S311 - the same disorder each time
    counted = count("\n".join([header, *rows]))
    assert counted.write(by="digital") == WORKED_OUT
    assert any("customers were not in the order of time, and were sorted" in line for line in counted.tell())


def test_events_at_the_same_moment_stay_in_the_order_of_the_log() -> None:
    paths = count(write_log([(f"a{n}", "pays 10:00 finds-us 10:00 asks 09:00") for n in range(5)])).count.paths
    assert paths == [((1, 2, 0), 5)]


@pytest.mark.parametrize(("customers", "written"), [(4, False), (5, True)])
def test_steps_paths_and_losses_need_five(customers: int, *, written: bool) -> None:
    few = [(f"b{n}", "finds-us 10:00 collects 10:30 finds-us 10:40") for n in range(customers)]
    evidence = count(write_log([*STRAIGHT, *few])).write()
    assert ("touchpoints: [finds-us, collects, finds-us]" in evidence) == written
    assert (f"{{from: finds-us, to: collects, customers: {customers}, " in evidence) == written
    assert f"collects: {{count: {7 + customers}, " in evidence


def test_a_step_that_few_took_often_is_not_written() -> None:
    often = [(f"b{n}", "asks 10:00 pays 10:10 asks 10:20 pays 10:30") for n in range(4)]
    assert "from: asks" not in count(write_log([*STRAIGHT, *often])).write()


@pytest.mark.parametrize(("customers", "written"), [(4, False), (5, True)])
def test_of_what_few_reached_nothing_is_written(customers: int, *, written: bool) -> None:
    counted = count(write_log([*STRAIGHT, *((f"b{n}", "asks 10:00") for n in range(customers))]))
    assert ("asks" in counted.write()) == written
    assert ("fewer than 5 came, so nothing is written of: asks" in counted.tell()) != written


def test_a_large_loss_asks_whether_the_journey_may_end_there(tmp_path: Path) -> None:
    log = write_log([*STRAIGHT, *((f"b{n}", "finds-us 10:00 pays 10:10") for n in range(3))])
    asked = "30% of those who came to pays were seen nowhere later, and count as lost there;"
    assert asked in count(log).tell()
    assert asked not in count(log, make_map("ends_at: pays", tmp_path)).tell()
    assert not any("nowhere later" in line for line in count(write_log([*STRAIGHT, ("c", "finds-us 09:00")])).tell())


def test_nobody_is_lost_where_the_journey_may_end(tmp_path: Path) -> None:
    log = write_log([*STRAIGHT, *((f"b{n}", "finds-us 10:00 pays 10:10") for n in range(7))])
    assert "pays: {count: 14, reach: 100%, lost: 50%}" in count(log).write()
    assert "pays: {count: 14, reach: 100%}" in count(log, make_map("ends_at: pays", tmp_path)).write()


def test_the_order_is_that_of_most_who_came_to_both() -> None:
    """Asking comes fifth for some and first for others, and still before paying; the journey would collect last."""
    longer = [(f"b{n}", "finds-us 10:00 finds-us 10:01 finds-us 10:02 collects 10:03 asks 10:04") for n in range(6)]
    short = [(f"c{n}", "asks 10:00 pays 10:01") for n in range(5)]
    assert "order: [finds-us, collects, asks, pays]" in count(write_log([*longer, *short])).write()


def test_at_most_twelve_paths_are_told_commonest_first() -> None:
    ways = [" ".join(f"asks 10:0{m}" for m in range(n + 1)) for n in range(9)]
    ways += [" ".join(f"pays 10:0{m}" for m in range(n + 1)) for n in range(9)]
    paths = count(write_log((f"{n}-{m}", way) for n, way in enumerate(ways) for m in range(5 + n))).count.paths
    assert [customers for _, customers in paths] == list(range(22, 10, -1))


def test_the_evidence_passes_the_check(tmp_path: Path) -> None:
    for name, text in (
        ("journeys/buying/gift-card.yml", JOURNEY),
        ("evidence/any.yml", count(write_log([*STRAIGHT, *SENT_BACK, *ASKS, ("d1", "unknown 10:00")])).write()),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    handbook, problems = load(tmp_path)
    assert problems == ()
    evidence = handbook.evidence["any"]
    assert evidence.taken is not None
    assert (evidence.sample, evidence.observations["pays"].lost) == (10, pytest.approx(0.2222))
    assert [(step.median, step.p90) for step in evidence.taken.steps] == [(360, 600), (3600, 3600)]
    assert evidence.notes == "Of 31 rows 1 named no touchpoint of the journey."


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0, "0 s"), (0.44, "0.4 s"), (9.96, "10 s"), (59.4, "59 s"), (59.5, "1 min"), (90, "1 min 30 s"),
        (3599.5, "1 h"), (7500, "2 h 5 min"), (86_399, "1 day"), (90_000, "1 day 1 h"), (200_000, "2 days 8 h"),
    ],
)  # fmt: skip
def test_times_are_written_in_two_units(seconds: float, written: str) -> None:
    assert write_duration(seconds) == written


def test_shares_are_written_to_the_hundredth_of_a_percent() -> None:
    assert [write_share(*of) for of in ((1, 1), (0, 7), (1, 3), (1, 8), (1, 16), (1, 32))] == [
        "100%", "0%", "33.33%", "12.5%", "6.25%", "3.13%",
    ]  # fmt: skip
