"""What a curve says, in a sentence or a few: stands under the emotion chart, and tells it to those who cannot see it.

Used by a journey's page. The text is plain and not escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from journeybook.figures.emotion_curve import persona_label
from journeybook.figures.seen_words import is_overturned, say_thought
from journeybook.figures.style import feeling_level, level_of, round_feeling
from journeybook.model import EVERYONE, plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from journeybook.analysis import Felt, JourneyInsight, MomentInsight
    from journeybook.model import Handbook

_NUMBERS: Final = (
    "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
)  # fmt: skip
_CLEARLY_APART: Final = 1.0
"""Personas that are less than this apart at every moment feel much the same."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A moment with the value, as shown, that one persona has there."""

    id: str
    name: str
    value: float

    @property
    def word(self) -> str:
        return feeling_level(self.value)


def describe_curve(insight: JourneyInsight, handbook: Handbook, personas: Collection[str] | None = None) -> str:
    """How the first persona's feeling runs, where the personas are furthest apart, and how much is known and seen.

    `personas` are those of the journey that it is told of; None for all of them.
    """
    shown = [persona for persona in insight.personas if personas is None or persona in personas]
    known = [p for p in shown if any(m.felt[p].value is not None for m in insight.moments)]
    if not known:
        nobody = "Nobody has written down yet how this journey feels"
        whom = "" if len(shown) == len(insight.personas) else f" for {_enumerate(_name_all(shown, handbook))}"
        return " ".join((f"{nobody}{whom}.", *_tell_seen(insight)))
    sentences = [_tell_persona(insight, persona_label(known[0], handbook), known[0])]
    sentences += _compare(insight, handbook, known)
    sentences += _tell_gaps(insight, handbook, shown, [p for p in shown if p not in known])
    sentences += _tell_parts(insight, shown)
    sentences += _tell_seen(insight)
    sentences += _tell_surprise(insight, handbook, shown)
    return " ".join(sentences)


def _name_all(personas: Iterable[str], handbook: Handbook) -> list[str]:
    return [persona_label(persona, handbook) for persona in personas]


def _list_steps(insight: JourneyInsight, persona: str) -> list[_Step]:
    """All that a persona feels, in order: also at alternatives, as best and worst may be there."""
    return [
        _Step(m.id, f"“{plain_text(m.moment.name)}”", round_feeling(value))
        for m in insight.moments
        if (value := m.felt[persona].value) is not None
    ]


def _tell_persona(insight: JourneyInsight, label: str, persona: str) -> str:
    steps = _list_steps(insight, persona)
    subject = label if persona == EVERYONE else f"{label}: it"
    if len(steps) == 1:
        verb = "feels" if persona == EVERYONE else "is"
        return f"{subject} {verb} {steps[0].word} at {steps[0].name}, the only moment that is known."
    found = insight.personas[persona]
    by_id = {step.id: step for step in steps}
    best, worst = (by_id[moment.id] if moment else steps[0] for moment in (found.best, found.worst))
    verb = "feels" if persona == EVERYONE else "is"
    if level_of(best.value) == level_of(worst.value):
        return f"{subject} {verb} {best.word} from beginning to end."
    *course, end = _tell_course(steps, best, worst)
    return f"{subject} {', '.join(course)}, and {end}."


def _tell_course(steps: Sequence[_Step], best: _Step, worst: _Step) -> list[str]:
    """The start, the turning points in their order, and the end; none of them twice."""
    first, last = steps[0], steps[-1]
    course = [f"starts {_at_the(first, best, worst)}{first.word}"]
    said = first.word
    for step in steps[1:-1]:
        if step is best or step is worst:
            turn = "rises to its best" if step is best else "falls to its lowest"
            course.append(f"{turn} at {step.name}" if step.word == said else f"{turn}, {step.word}, at {step.name}")
            said = step.word
    return [*course, f"ends {_at_the(last, best, worst)}{last.word}"]


def _at_the(step: _Step, best: _Step, worst: _Step) -> str:
    return "at its best, " if step is best else "at its lowest, " if step is worst else ""


def _compare(insight: JourneyInsight, handbook: Handbook, personas: Sequence[str]) -> list[str]:
    """Where two personas are furthest apart; the earlier moment on a tie."""
    if len(personas) < 2:  # noqa: PLR2004 - one has nothing to compare with
        return []
    apart = {m.id: _spread(m, personas) for m in insight.moments}
    moment = max(insight.moments, key=lambda m: apart[m.id] or 0.0)
    if (apart[moment.id] or 0.0) < _CLEARLY_APART:
        others = _name_all(personas[1:], handbook)
        return [f"{_enumerate(others)} {'feels' if len(others) == 1 else 'feel'} much the same."]
    felt = {p: f.value for p, f in moment.felt.items() if p in personas and f.value is not None}
    low = min(felt, key=lambda p: felt[p])
    high = max(felt, key=lambda p: felt[p])
    said = [f"{persona_label(p, handbook)} {feeling_level(felt[p])}" for p in (low, high)]
    return [f"They differ most at “{plain_text(moment.moment.name)}”: {', '.join(said)}."]


def _spread(moment: MomentInsight, personas: Iterable[str]) -> float | None:
    """How far the personas are apart, in feelings as shown; None where fewer than two are known."""
    values = [round_feeling(v) for p in personas if (v := moment.felt[p].value) is not None]
    return round(max(values) - min(values), 1) if len(values) > 1 else None


def _tell_gaps(insight: JourneyInsight, handbook: Handbook, shown: Sequence[str], unknown: Sequence[str]) -> list[str]:
    told = []
    if unknown:
        told.append(f"How it feels for {_enumerate(_name_all(unknown, handbook))} is not known yet.")
    gaps = sum(all(m.felt[p].value is None for p in shown) for m in insight.moments)
    if gaps:
        moments = len(insight.moments)
        told.append(f"{gaps} of the {moments} moments {'has' if gaps == 1 else 'have'} no feeling yet.")
    return told


def _tell_parts(insight: JourneyInsight, shown: Sequence[str]) -> list[str]:
    """The touchpoints that feel like the journeys that they are made of."""
    names = [f"“{plain_text(m.moment.name)}”" for m in insight.moments if any(m.felt[p].sub_journey for p in shown)]
    if not names:
        return []
    if len(names) == 1:
        return [f"{names[0]} feels like the journey that it is made of."]
    return [f"{_enumerate(names)} feel like the journeys that they are made of."]


def _tell_seen(insight: JourneyInsight) -> list[str]:
    """How many moments have evidence in the review period; nothing is said of a journey that nobody has seen yet."""
    seen, moments = sum(m.seen for m in insight.moments), len(insight.moments)
    if not seen:
        return []
    if seen == moments:
        return ["The only moment was seen." if moments == 1 else f"All {moments} moments were seen."]
    assumed = any(f.value is not None for m in insight.moments if not m.seen for f in m.felt.values())
    rest = "; the rest is assumed" if assumed else ""
    return [f"{_count(seen)} of {moments} moments {'was' if seen == 1 else 'were'} seen{rest}."]


def _count(count: int) -> str:
    """A number at the beginning of a sentence."""
    return _NUMBERS[count - 1] if count <= len(_NUMBERS) else f"{count:,}"


def _tell_surprise(insight: JourneyInsight, handbook: Handbook, shown: Sequence[str]) -> list[str]:
    """The guess of the author that was farthest from what is seen today; the earlier moment on a tie."""
    overturned = [
        (m, persona, felt)
        for m in insight.moments
        for persona, felt in m.felt.items()
        if persona in shown and is_overturned(felt) and not felt.before_change
    ]
    if not overturned:
        return []
    moment, persona, felt = max(overturned, key=lambda found: _distance(found[2]))
    alike = len({(f.authored, f.value) for f in moment.felt.values() if f.value is not None}) == 1
    who = "" if alike else f" for {persona_label(persona, handbook)}"
    said = say_thought(felt)
    return [f"The greatest surprise{who} is “{plain_text(moment.moment.name)}”: {said[:1].lower()}{said[1:]}."]


def _distance(felt: Felt) -> float:
    return round(abs(round_feeling(felt.value or 0.0) - round_feeling(felt.authored or 0.0)), 1)


def _enumerate(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
