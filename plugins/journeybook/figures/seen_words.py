"""Who saw it, how and when, and what we had thought: the evidence behind a value. Used by figures and pages.

Months and never days, whatever the method: nobody is to find the shift (DESIGN §8).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from journeybook.analysis import TOLERANCE
from journeybook.figures.style import format_feeling, round_feeling
from journeybook.model.evidence import COUNTING, OWN_WORD, STAND_INS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from journeybook.analysis import Consistency, Felt
    from journeybook.model import Evidence
    from journeybook.model.evidence import Method

OVERTURNED: Final = 1.0
"""From how far on a value overturns what the author thought: a whole level."""

_ORDER: Final[tuple[Method, ...]] = (*OWN_WORD, *STAND_INS, "gemba", *COUNTING, "review")
_WORDS: Final[dict[Method, str]] = {"mystery-shop": "mystery shop", "gemba": "gemba visit"}
"""What a method is called where that is not its id."""
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say_month(day: dt.date) -> str:
    """`Oct 2026`, in English whatever the machine's locale."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def say_who_saw(felt: Felt) -> str:
    """What a value rests on: `Seen by 3 people: interview, 2 walks, newest Oct 2026`; empty for a gap."""
    if felt.basis is None:
        return ""
    if felt.sub_journey is not None:
        return f"Feels like the journey that it is made of, {felt.basis}"
    if felt.basis == "assumed":
        return "Assumed by the author"
    verb = "Measured with" if felt.basis == "measured" else "Seen by"
    people = f"{felt.n:,} {'person' if felt.n == 1 else 'people'}"
    said = [f"{verb} {people}{': ' if felt.rests_on else ''}{say_methods(felt.rests_on)}"]
    if felt.rests_on:
        newest = say_month(max(evidence.date for evidence in felt.rests_on))
        said.append(newest if len(felt.rests_on) == 1 else f"newest {newest}")
    if felt.before_change:
        said.append("before the change")
    return ", ".join(said)


def say_methods(evidence: Iterable[Evidence]) -> str:
    """How it was found out, customers' own word first: `survey, 2 walks`."""
    methods = [each.method for each in evidence]
    return ", ".join(_count(_WORDS.get(method, method), found) for method in _ORDER if (found := methods.count(method)))


def _count(word: str, count: int) -> str:
    return (
        word if count == 1 else f"{count} \N{MULTIPLICATION SIGN} {word}" if word.endswith("s") else f"{count} {word}s"
    )


def say_thought(felt: Felt) -> str:
    """What the author thought beside what was seen: `We thought +1, we saw −1`; empty where that is the same."""
    if felt.value is None or felt.authored is None or felt.basis in {None, "assumed"}:
        return ""
    thought, saw = _short(felt.authored), _short(felt.value)
    return "" if thought == saw else f"We thought {thought}, we saw {saw}"


def _short(value: float) -> str:
    """A feeling as in speech: `+1`, `−0.5`, `0`."""
    return format_feeling(value).removesuffix(".0")


def is_overturned(felt: Felt) -> bool:
    """Whether what was seen differs from what the author thought by a whole level or more, as both are shown."""
    if felt.value is None or felt.authored is None or felt.basis in {None, "assumed"}:
        return False
    return abs(round_feeling(felt.value) - round_feeling(felt.authored)) >= OVERTURNED - TOLERANCE


def say_difference(consistency: Consistency) -> str:
    """How far repeated visits are apart: `3 visits differ by 1.3`."""
    return f"{consistency.visits} visits differ by {abs(round_feeling(consistency.difference)):.1f}"
