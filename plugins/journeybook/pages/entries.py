"""The evidence of a journey as pages and data list it: each piece with its anchor, and what was unexpected in it.

Worked out once a journey. Anchors hold month and method only, so that nobody finds the shift (DESIGN §8).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from journeybook.model import AFTER, MONTH_ONLY
from journeybook.pages.evidence_words import say_method, say_when

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeybook.analysis import JourneyInsight, MomentInsight
    from journeybook.model import Evidence, Observation, Quote, Touchpoint

SEEN_PAGE = "what_was_seen"
"""The last part of the address of a journey's evidence page; with an underscore, so that no journey has that id."""

_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_NUMBERS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Look:
    """What one piece of evidence says of one touchpoint, or of the wait after it."""

    touchpoint: Touchpoint
    is_wait: bool
    observation: Observation
    insight: MomentInsight | None
    """None for a wait that nobody felt."""
    before_change: bool

    @property
    def moment(self) -> str:
        """The id of the moment."""
        return self.touchpoint.id + (AFTER if self.is_wait else "")


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece of evidence with what it saw, in the order of the journey."""

    evidence: Evidence
    anchor: str
    in_period: bool
    looks: tuple[Look, ...]
    which: str
    """`, second of three` where others are of the same method and time, as these are told; else empty."""

    @property
    def surprises(self) -> tuple[Look, ...]:
        """What was not as expected."""
        return tuple(look for look in self.looks if look.observation.expected is False)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The first thing that a customer said, on the journey as a whole or at a touchpoint; empty without any."""
        said = (*self.evidence.quotes, *(quote for look in self.looks for quote in look.observation.quotes))
        return said[:1]

    @property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """The touchpoints that it is about, each once; none where it is about the journey as a whole."""
        return tuple({look.touchpoint.id: look.touchpoint for look in self.looks}.values())


def order_fairly(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Newest month first; in it what shows its day, then what shows the month alone, so that no place tells the day."""
    return tuple(
        sorted(
            evidence,
            key=lambda e: (-e.date.year, -e.date.month, e.method in MONTH_ONLY, -e.date.toordinal(), e.id),
        )
    )


def list_entries(journey: JourneyInsight) -> tuple[Entry, ...]:
    """All evidence of a journey up to the edition, newest first."""
    if not journey.evidence:
        return ()
    anchors = _name_anchors(journey)
    which = _tell_apart(journey)
    insights = {m.id: m for m in journey.moments}
    touchpoints = {t.id: t for t in journey.journey.touchpoints}
    order = {name: place for place, name in enumerate(touchpoints)}
    changed = {(m.id, s.evidence.id) for m in journey.moments for s in m.sightings if s.before_change}
    start = journey.period_start

    def look(evidence: Evidence, moment: str, observation: Observation) -> Look:
        name, is_wait = moment.removesuffix(AFTER), moment.endswith(AFTER)
        return Look(touchpoints[name], is_wait, observation, insights.get(moment), (moment, evidence.id) in changed)

    return tuple(
        Entry(
            evidence=piece,
            anchor=anchors[piece.id],
            in_period=start is None or piece.date > start,
            which=which.get(piece.id, ""),
            looks=tuple(
                look(piece, moment, observation)
                for moment, observation in sorted(
                    piece.observations.items(),
                    key=lambda item: (order[item[0].removesuffix(AFTER)], item[0].endswith(AFTER)),
                )
            ),
        )
        for piece in order_fairly(journey.evidence)
    )


def find_surprises(entries: Iterable[Entry]) -> Mapping[str, tuple[tuple[Entry, Look], ...]]:
    """The newest thing in the review period that was not as expected: touchpoint → that one, with who saw it.

    A tuple of one, and only where a note says what it was. What was seen of the wait counts as the touchpoint's.
    """
    found: dict[str, tuple[tuple[Entry, Look], ...]] = {}
    for entry in entries:
        if entry.in_period and entry.evidence.counts:
            for look in entry.surprises:
                if look.observation.note:
                    found.setdefault(look.touchpoint.id, ((entry, look),))
    return found


def _tell_apart(journey: JourneyInsight) -> Mapping[str, str]:
    """Number what is told with the same method and the same time, oldest first; the number does not tell the day."""
    alike: dict[tuple[str, str], list[str]] = {}
    for piece in sorted(journey.evidence, key=lambda e: (e.date, e.id)):
        alike.setdefault((say_method(piece), say_when(piece)), []).append(piece.id)
    return {
        name: f", {_say_ordinal(number)} of {_say_number(len(names))}"
        for names in alike.values()
        if len(names) > 1
        for number, name in enumerate(names, start=1)
    }


def _say_ordinal(number: int) -> str:
    return _ORDINALS[number - 1] if number <= len(_ORDINALS) else f"number {number}"


def _say_number(number: int) -> str:
    return _NUMBERS[number - 1] if number <= len(_NUMBERS) else str(number)


def _name_anchors(journey: JourneyInsight) -> Mapping[str, str]:
    """`evidence-2026-10-mystery-shop`, and `-2`, `-3` … for further ones of that month, oldest first."""
    anchors: dict[str, str] = {}
    counts: dict[str, int] = {}
    for piece in sorted(journey.evidence, key=lambda e: (e.date, e.id)):
        name = f"evidence-{piece.date:%Y-%m}-{piece.method}"
        counts[name] = counts.get(name, 0) + 1
        anchors[piece.id] = name if counts[name] == 1 else f"{name}-{counts[name]}"
    return anchors
