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
LARGE_LOSS: Final = 0.2
"""From this share on it may well be that a journey ends there, and nobody is lost."""


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
    unknown = log.values.unknown_rows
    if not log.events or 2 * unknown > log.rows:
        what = "no event is at a touchpoint of the journey"
        if log.events:
            what = f"{_say(unknown)} of {_rows(log.rows)}, more than half, are at no touchpoint of the journey"
        notes = [(1, f"it names {_say_value(*found)}") for found in _find_unknown(log)]
        way_out = "say in a file given with --map what it calls them, `touchpoints: {pays: [payment_ok]}`"
        way_out += ", and what does not belong to the journey, `ignore: [page_view]`" if log.events else ""
        desk.refuse("unknown-touchpoints", what, help=way_out, notes=notes)


def tell_log(log: Log, count: LogCount, ends_at: Sequence[str] = ()) -> Iterator[str]:
    """What the log held beside what was counted, line by line; no customer's id is in it.

    Nobody is lost at the touchpoints `ends_at`, nor at the last one.
    """
    yield from _tell_losses(log, count, {*ends_at, log.values.ids[-1]})
    yield from _tell_unreadable(log)
    yield from _tell_unknown(log)
    if count.unsorted:
        whose = "1 customer" if count.unsorted == 1 else f"{_say(count.unsorted)} customers"
        yield f"the rows of {whose} were not in the order of time, and were sorted"
    if log.without_zone:
        yield "its times have no zone, and are taken as UTC; `time_zone` in a map says another"
    few = [name for name, reached in zip(log.values.ids, count.reached, strict=True) if 0 < reached < FEWEST_PEOPLE]
    if few:
        yield f"fewer than {FEWEST_PEOPLE} came, so nothing is written of: {', '.join(few)}"
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


def _tell_losses(log: Log, count: LogCount, ends: set[str]) -> Iterator[str]:
    """The touchpoints that many customers were last seen at: where they may have reached what they came for."""
    for name, last, reached in zip(log.values.ids, count.last, count.reached, strict=True):
        if name not in ends and reached >= FEWEST_PEOPLE and last >= LARGE_LOSS * reached:
            share = f"{100 * last / reached:.0f}%"
            yield f"{share} of those who came to {name} were seen nowhere later, and count as lost there;"
            yield f"  if the journey may well end there, say so in a map: `ends_at: [{name}]`"


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
