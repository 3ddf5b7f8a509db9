"""A journey with four touchpoints, and what a log tells of it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from journeybook.model import Journey
from journeybook.problems import Report, format_problems
from journeybook.source.event_log import CountedLog, Desk, Map, RefusedLogError, count_events, read_map

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

JOURNEY = """\
title: Buying a gift card
owner: shop
stages:
  - name: Before
    touchpoints:
      - {name: Finds us, formerly: [found]}
      - {name: Asks}
  - name: After
    touchpoints:
      - {name: Pays}
      - {name: Collects}
"""


def journey() -> Journey:
    def touchpoint(name: str, *formerly: str) -> dict[str, object]:
        return {"id": name.lower().replace(" ", "-"), "name": name, "formerly": list(formerly)}

    touchpoints = [touchpoint("Finds us", "found"), touchpoint("Asks"), touchpoint("Pays"), touchpoint("Collects")]
    made = Journey.model_validate({"title": "Gift card", "stages": [{"name": "All", "touchpoints": touchpoints}]})
    return made.model_copy(update={"id": "buying/gift-card"})


def make_map(text: str, folder: Path) -> Map:
    file = folder / "map.yml"
    file.write_text(text, encoding="utf-8")
    report = Report()
    made = read_map(file, "map.yml", journey(), report)
    assert made is not None, format_problems(report.problems())
    return made


def count(log: str | bytes, log_map: Map | None = None) -> CountedLog:
    """What the log tells; it must be sound."""
    report = Report()
    raw = log.encode() if isinstance(log, str) else log
    try:
        return count_events(io.BytesIO(raw), journey(), log_map or Map(), Desk("log.csv", report))
    except RefusedLogError:
        raise AssertionError(format_problems(report.problems())) from None


def refusal(log: str | bytes, log_map: Map | None = None) -> str:
    """Why the log is refused."""
    report = Report()
    raw = log.encode() if isinstance(log, str) else log
    try:
        count_events(io.BytesIO(raw), journey(), log_map or Map(), Desk("log.csv", report))
    except RefusedLogError:
        return format_problems(report.problems())
    message = "the log was taken"
    raise AssertionError(message)


def write_log(paths: Iterable[tuple[str, str]], header: str = "customer,touchpoint,at") -> str:
    """Customers by their id, each with `finds-us 10:00 pays 10:20`: touchpoints with their times on one day."""
    rows = []
    for customer, path in paths:
        words = path.split()
        rows += [f"{customer},{words[n]},2026-10-01T{words[n + 1]}" for n in range(0, len(words), 2)]
    return "\n".join([header, *rows]) + "\n"
