"""One number of the book in the text of another page: how it is called, how it is said, where it is explained.

Used by `embeds`. The names are those of the open data, and so are the numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from journeybook.pages.formats import plural, say_count, say_duration, say_share, say_signed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from journeybook.analysis import Insight, JourneyInsight, TimeSum
    from journeybook.analysis.moments import Answer


@dataclass(frozen=True, slots=True)
class Said:
    """A number in words: the number, what it is, what else belongs to it (or nothing), and its formula's anchor."""

    number: str
    label: str
    note: str
    formula: str


def say_of_journey(name: str, insight: JourneyInsight) -> Said:
    """A figure of a journey by its name in the data; KeyError where there is none."""
    return _OF_JOURNEY[name](insight)


def say_of_book(name: str, insight: Insight) -> Said:
    """A figure of the whole book, over its journeys as they are; KeyError where there is none."""
    return _OF_BOOK[name](insight)


def _red(journeys: tuple[JourneyInsight, ...], *, suspected: bool) -> int:
    return sum(point.suspected == suspected for journey in journeys for point in journey.red_points)


def _say_red(journeys: tuple[JourneyInsight, ...]) -> Said:
    suspected = _red(journeys, suspected=True)
    number = _red(journeys, suspected=False)
    return Said(say_count(number), _one_or_many(number, "red point"), _add_suspected(suspected), "red-point")


def _add_suspected(count: int) -> str:
    return f"and {say_count(count)} suspected" if count else ""


def _say_suspected(journeys: tuple[JourneyInsight, ...]) -> Said:
    number = _red(journeys, suspected=True)
    return Said(say_count(number), "suspected " + _one_or_many(number, "red point"), "", "red-point")


def _one_or_many(number: int, one: str, many: str | None = None) -> str:
    return plural(number, one, many).partition(" ")[2]


_ANSWERS: Final[Mapping[str, tuple[Answer, str]]] = {
    "unanswered": ("unanswered", "that nobody has taken"),
    "answered": ("answered", "answered"),
    "to_check": ("to-check", "to check after what was done"),
    "still_red": ("still-red", "still red after what was done"),
}


def _say_answers(name: str, journeys: tuple[JourneyInsight, ...]) -> Said:
    answer, words = _ANSWERS[name]
    number = sum(len(journey.with_answer(answer)) for journey in journeys)
    return Said(say_count(number), f"{_one_or_many(number, 'red point')} {words}", "", "answered")


def _say_time(total: TimeSum, label: str) -> Said:
    note = "at least; not all is timed" if total.at_least else ""
    return Said(say_duration(total.seconds), label, note, "doing-waiting")


def _say_failure_demand(insight: Insight) -> Said:
    note = "at least; a part is unknown" if insight.sides.contacts_at_least else ""
    label = "contacts a month that exist only because something failed"
    return Said(say_count(insight.sides.contacts_by_failure), label, note, "failure-demand")


def _say_touchpoints(journeys: tuple[JourneyInsight, ...]) -> Said:
    number = sum(len(journey.journey.touchpoints) for journey in journeys)
    return Said(say_count(number), _one_or_many(number, "touchpoint"), "", "open-data")


def _say_improvements(insight: Insight) -> Said:
    number = len(insight.backlog) + len(insight.volume_unknown)
    return Said(say_count(number), "open " + _one_or_many(number, "improvement"), "", "priority")


def _say_journeys(insight: Insight) -> Said:
    number = len(insight.present)
    return Said(say_count(number), _one_or_many(number, "journey"), "", "to-be")


_SCALE: Final = "on a scale from −2 to +2"

_OF_JOURNEY: Final[Mapping[str, Callable[[JourneyInsight], Said]]] = {
    "score": lambda j: Said(say_signed(j.score), "score", _SCALE, "score"),
    "expected_score": lambda j: Said(
        say_signed(j.expected_score), "score, if what is planned works", _SCALE, "expected"
    ),
    "remembered": lambda j: Said(say_signed(j.remembered), "remembered", _SCALE, "remembered"),
    "touchpoints": lambda j: _say_touchpoints((j,)),
    "red_points": lambda j: _say_red((j,)),
    "suspected": lambda j: _say_suspected((j,)),
    "unanswered": lambda j: _say_answers("unanswered", (j,)),
    "answered": lambda j: _say_answers("answered", (j,)),
    "to_check": lambda j: _say_answers("to_check", (j,)),
    "still_red": lambda j: _say_answers("still_red", (j,)),
    "finish": lambda j: Said(say_share(j.finish), "of those who start are still with us in the end", "", "finish"),
    "handoffs": lambda j: Said(
        say_count(len(j.handoffs)), _one_or_many(len(j.handoffs), "handoff"), "from one team to another", "handoffs"
    ),
    "channel_switches": lambda j: Said(
        say_count(j.channel_switches),
        _one_or_many(j.channel_switches, "channel switch", "channel switches"),
        "",
        "handoffs",
    ),
    "says_again": lambda j: Said(
        say_count(j.says_again), _one_or_many(j.says_again, "time") + " the customer says it again", "", "handoffs"
    ),
    "doing_s": lambda j: _say_time(j.doing, "of the customer's own time"),
    "waiting_s": lambda j: _say_time(j.waiting, "of waiting"),
    "seen": lambda j: Said(say_share(j.seen), "of its moments seen", "", "seen"),
    "consistency": lambda j: Said(say_share(j.consistency), "consistency of visits", "", "consistency"),
    "volume_per_month": lambda j: Said(say_count(j.volume_per_month), "customers a month", "", "volume"),
}

_OF_BOOK: Final[Mapping[str, Callable[[Insight], Said]]] = {
    "journeys": _say_journeys,
    "touchpoints": lambda i: _say_touchpoints(i.present),
    "red_points": lambda i: _say_red(i.present),
    "suspected": lambda i: _say_suspected(i.present),
    "unanswered": lambda i: _say_answers("unanswered", i.present),
    "answered": lambda i: _say_answers("answered", i.present),
    "to_check": lambda i: _say_answers("to_check", i.present),
    "still_red": lambda i: _say_answers("still_red", i.present),
    "improvements": _say_improvements,
    "failure_demand": _say_failure_demand,
}
