"""What is said of a log beside its figures: why it cannot be used, and what of it was not. Used by the command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from journeybook.model.evidence import FEWEST_PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeybook.source.event_log.counting import LogCount
    from journeybook.source.event_log.reader import Log
    from journeybook.source.event_log.refusal import Desk

UNKNOWN_SHOWN: Final = 5


def check_log(log: Log, desk: Desk) -> None:
    """Refuse a log that says nothing of the journey, or too little."""
    if not log.rows:
        desk.refuse(
            "empty-log", "the log has a first line and no events", help="export it for a time with customers in it"
        )
    if 2 * log.unreadable.rows > log.rows:
        counted = f"{_say(log.unreadable.rows)} of {_rows(log.rows)}, more than half, cannot be read"
        way_out = "say in a file given with --map how times are written (`formats`), and which columns there are"
        desk.refuse("unreadable-log", counted, help=way_out, notes=log.unreadable.first)
    if not log.events:
        notes = [(1, f"it names {_say_value(*found)}") for found in _find_unknown(log)]
        way_out = "say what it calls them in a file given with --map: `touchpoints: {pays: [payment_ok]}`"
        desk.refuse("unknown-touchpoints", "no event is at a touchpoint of the journey", help=way_out, notes=notes)


def tell_log(log: Log, count: LogCount) -> Iterator[str]:
    """What the log held beside what was counted, line by line; no customer's id is in it."""
    yield from _tell_unreadable(log)
    yield from _tell_unknown(log)
    if count.unsorted:
        whose = "1 customer" if count.unsorted == 1 else f"{_say(count.unsorted)} customers"
        yield f"the rows of {whose} were not in the order of time, and were sorted"
    if log.without_zone:
        yield "its times have no zone, and are taken as UTC; `time_zone` in a map says another"
    few = [name for name, reached in zip(log.values.ids, count.reached, strict=True) if 0 < reached < FEWEST_PEOPLE]
    if few:
        yield f"fewer than {FEWEST_PEOPLE} came, too few to say how many were lost: {', '.join(few)}"
    unseen = [name for name, visits in zip(log.values.ids, count.visits, strict=True) if not visits]
    if unseen:
        yield f"never in the log: {', '.join(unseen)}"


def note_log(log: Log) -> str | None:
    """A sentence for the evidence on the rows that were not used; None where all were."""
    left_out = [
        f"{_say(rows)} {what}"
        for rows, what in (
            (log.unreadable.rows, "could not be read"),
            (log.values.unknown_rows, "named no touchpoint of the journey"),
        )
        if rows
    ]
    return f"Of {_say(log.rows)} rows {' and '.join(left_out)}." if left_out else None


def _tell_unreadable(log: Log) -> Iterator[str]:
    unreadable = log.unreadable
    if not unreadable.rows:
        return
    yield f"{_say(unreadable.rows)} of {_rows(log.rows)} could not be read:"
    for line, why in unreadable.first:
        yield f"  line {line}: {why}"
    if unreadable.rows > len(unreadable.first):
        yield f"  … and {_say(unreadable.rows - len(unreadable.first))} more"


def _tell_unknown(log: Log) -> Iterator[str]:
    rows = log.values.unknown_rows
    if not rows:
        return
    yield f"{_say(rows)} of {_rows(log.rows)} named no touchpoint of the journey:"
    told = 0
    for value, often, near in _find_unknown(log):
        told += often
        yield f"  {_say_value(value, often, near)}"
    if told < rows:
        yield (
            f"  … and {_rows(rows - told)} more" if told else "  their values may be customers' ids, and are not shown"
        )


def _find_unknown(log: Log) -> Sequence[tuple[str, int, str | None]]:
    return log.values.show_unknown(log.moments, UNKNOWN_SHOWN)


def _say_value(value: str, often: int, near: str | None) -> str:
    return f"`{value}` in {_rows(often)}" + (f"; did you mean `{near}`?" if near else "")


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{_say(number)} rows"


def _say(number: int) -> str:
    return f"{number:,}".replace(",", " ")
