"""What a log tells → the text of an evidence file. Used by the command."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from journeybook.model.evidence import FEWEST_PEOPLE
from journeybook.source.event_log.times import EPOCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeybook.source.event_log.counting import LogCount

_UNITS: Final = (("day", 86400), ("h", 3600), ("min", 60), ("s", 1))


@dataclass(frozen=True, slots=True)
class Heading:
    """What an evidence file says beside the figures."""

    journey: str
    touchpoints: Sequence[str]
    """The ids of the journey's touchpoints, in order."""
    ends: frozenset[str]
    """Touchpoints beside the last where nobody is lost."""
    date: dt.date
    zone: dt.tzinfo
    """That of its days."""
    by: str | None = None
    notes: str | None = None


def write_evidence(heading: Heading, count: LogCount) -> str:
    """The YAML of an event log's evidence, without the touchpoints that fewer than five came to.

    Shares are rounded to the hundredth of a percent, times to their two largest units, half up.
    """
    touchpoints, zone = heading.touchpoints, heading.zone
    lines = [
        "# Made by `journeybook events`. The log itself stays outside.",
        f"journey: {heading.journey}",
        "method: analytics",
    ]
    lines += [f"date: {heading.date}"]
    lines += [f"by: {heading.by}"] if heading.by else []
    lines += [f"sample: {count.customers}"]
    lines += [f"notes: {heading.notes}"] if heading.notes else []
    endings = {touchpoints[-1], *heading.ends}
    lines += ["", "observations:"]
    lines += [
        _observe(name, number, count, ends=name in endings)
        for number, name in enumerate(touchpoints)
        if count.reached[number] >= FEWEST_PEOPLE
    ]
    lines += ["", "taken:", f"  customers: {count.customers}"]
    lines += [f"  since: {day_of(count.since, zone)}", f"  until: {day_of(count.until, zone)}"]
    lines += [f"  order: [{', '.join(touchpoints[n] for n in count.order if count.reached[n] >= FEWEST_PEOPLE)}]"]
    if count.steps:
        lines += ["  steps:"]
    for step in count.steps:
        start, end = touchpoints[step.start], touchpoints[step.end]
        times = f"median: {write_duration(step.median)}, p90: {write_duration(step.p90)}"
        lines += [f"    - {{from: {start}, to: {end}, customers: {step.customers}, {times}}}"]
    if count.paths:
        lines += ["  paths:"]
    for path, customers in count.paths:
        lines += [f"    - customers: {customers}", f"      touchpoints: [{', '.join(touchpoints[n] for n in path)}]"]
    return "\n".join(lines) + "\n"


def day_of(milliseconds: int, zone: dt.tzinfo) -> dt.date:
    """The day of a moment in a time zone."""
    return (EPOCH + dt.timedelta(milliseconds=milliseconds)).astimezone(zone).date()


def write_share(part: int, whole: int) -> str:
    """`12.4%` of two whole numbers, to the hundredth of a percent."""
    hundredths = (20_000 * part + whole) // (2 * whole)
    return f"{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".") + "%"


def write_duration(seconds: float) -> str:
    """A time in its two largest units, `2 h 5 min`; below a minute in seconds, to a tenth below ten."""
    if seconds < 10:  # noqa: PLR2004 - where a second more is much
        tenths = int(seconds * 10 + 0.5)
        return f"{tenths // 10}.{tenths % 10}".removesuffix(".0") + " s"
    for number, (_, size) in enumerate(_UNITS):
        smaller = _UNITS[min(number + 1, len(_UNITS) - 1)][1]
        rounded = int(seconds / smaller + 0.5) * smaller
        if rounded >= size:
            parts = ((rounded // size, number), (rounded % size // smaller, number + 1))
            return " ".join(f"{amount} {_name(unit, amount)}" for amount, unit in parts if amount)
    return "10 s"  # pragma: no cover - the smallest unit has taken it


def _name(unit: int, amount: int) -> str:
    name = _UNITS[unit][0]
    return "days" if name == "day" and amount > 1 else name


def _observe(name: str, number: int, count: LogCount, *, ends: bool) -> str:
    reached = count.reached[number]
    parts = [f"count: {count.visits[number]}", f"reach: {write_share(reached, count.customers)}"]
    if not ends:
        parts += [f"lost: {write_share(count.last[number], reached)}"]
    return f"  {name}: {{{', '.join(parts)}}}"
