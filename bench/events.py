"""Counts a log of a million events with `journeybook events`, and lets `csv.reader` alone read it; prints the ratio.

Used by run.py.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import tempfile
import time
from pathlib import Path

from measure import measure

TIMES = 3
"""Each is run so often, in turn, and its fastest run counts: the others were disturbed. Time is the processor's."""

TOUCHPOINTS = (
    "finds-us", "compares-plans", "picks-phone", "proves-identity", "pays", "confirmation", "waits-for-parcel",
    "asks-where", "opens-box", "first-call",
)  # fmt: skip
JOURNEY = "title: Bench\nowner: shop\nstages:\n  - name: All\n    touchpoints:\n" + "".join(
    f"      - {{id: {touchpoint}, name: {touchpoint}}}\n" for touchpoint in TOUCHPOINTS
)
COMMAND = "from journeybook.cli import main; main()"


def compare_events(events: int) -> None:
    """Write a log of so many `events`, count it and read it, print."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        journey = folder / "content/journeys/buying/bench.yml"
        journey.parent.mkdir(parents=True)
        journey.write_text(JOURNEY, encoding="utf-8")
        log = folder / "log.csv"
        customers = write_log(log, events)
        counting = ["-c", COMMAND, "events", "log.csv", "--journey", "buying/bench", "--force"]
        runs = [(time_reader(log), measure(counting, folder)) for _ in range(TIMES)]
    alone = min(seconds for seconds, _ in runs)
    whole = min((cost for _, cost in runs), key=lambda cost: cost.processor)
    print(f"an event log of {events} rows and {customers} customers")
    print(f"{'':20}{'seconds':>9}{'peak MB':>9}")
    print(f"{'csv.reader alone':20}{alone:9.2f}")
    print(f"{'journeybook events':20}{whole.processor:9.2f}{whole.peak_mb:9.0f}")
    print(f"events to csv.reader: {whole.processor / alone:.2f}")


def time_reader(log: Path) -> float:
    """Seconds that Python's reader of CSV takes over the log, doing nothing with it."""
    start = time.process_time()
    with log.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass
    return time.process_time() - start


def write_log(log: Path, events: int) -> int:
    """Write a log in the order of time as a shop does, and say how many customers are in it.

    A customer is a code of 16 digits, as a visitor is in the exports of web analytics. One in five skips a touchpoint,
    one in ten comes to it again, one in twenty-five is lost there.
    """
    dice = random.Random(1)
    first = dt.datetime(2026, 9, 1, tzinfo=dt.UTC).timestamp()
    rows: list[tuple[int, int, str]] = []
    while len(rows) < events:
        customer = dice.getrandbits(64)
        now = first + dice.random() * 60 * 86400
        for touchpoint in TOUCHPOINTS:
            if dice.random() < 0.2:  # noqa: PLR2004 - as said above
                continue
            for _ in range(2 if dice.random() < 0.1 else 1):  # noqa: PLR2004 - as said above
                rows.append((int(now), customer, touchpoint))
                now += dice.lognormvariate(8, 1)
            if dice.random() < 0.04:  # noqa: PLR2004 - as said above
                break
    del rows[events:]
    rows.sort()
    with log.open("w", encoding="utf-8", newline="\n") as file:
        file.write("customer,touchpoint,at\n")
        for at, who, touchpoint in rows:
            file.write(f"{who:016x},{touchpoint},{dt.datetime.fromtimestamp(at, dt.UTC).isoformat()}\n")
    return len({who for _, who, _ in rows})
