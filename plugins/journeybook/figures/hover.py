"""What a point of the emotion chart tells when it is pointed at. Used by the Plotly chart.

Plotly reads a few HTML tags in its labels, so all of the author's text is escaped here and only our own tags remain.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from journeybook.figures.emotion_curve import persona_label, reasons_for
from journeybook.figures.plotly_parts import label_text
from journeybook.figures.reasons import say_lost, say_reasons
from journeybook.figures.seen_words import say_difference, say_thought, say_who_saw
from journeybook.figures.style import feeling_level, format_feeling
from journeybook.figures.text_fit import wrap_text
from journeybook.model import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeybook.analysis import MomentInsight
    from journeybook.model import Handbook, Touchpoint

PART: Final = "<br><i></i>"
"""Begins a new part of a hover text; nothing that is seen, and nothing that an author can write."""

_CHARACTERS: Final = 50
_UNITS: Final = ((604800, "week"), (86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))


def describe_point(moment: MomentInsight, persona: str, handbook: Handbook) -> str:
    """The hover text of a persona's point: what the customer does, thinks and says, who saw it, why it is red.

    Three parts with `PART` between them: the moment's, whose point it is, what is true for that persona. The page's
    script puts those of points together that lie on each other.
    """
    name = _wrap(plain_text(moment.moment.name)).replace("<br>", "</b><br><b>")
    felt = moment.felt[persona]
    value = felt.value or 0.0
    who = f"{persona_label(persona, handbook)}: {format_feeling(value)}, {feeling_level(value)}"
    parts = (
        (f"<b>{name}</b>", *map(_wrap, _tell_moment(moment))),
        (_wrap(who),),
        map(_wrap, _tell_felt(moment, persona, handbook)),
    )
    return PART.join("<br>".join(filter(None, part)) for part in parts)


@lru_cache(maxsize=1024)
def _wrap(text: str) -> str:
    """Plain text in short lines; most of a moment is told for each persona, and broken into lines once."""
    return label_text("\n".join(wrap_text(text, _CHARACTERS))).replace("\n", "<br>")


def describe_star(moment: MomentInsight) -> str:
    """The hover text of a moment of truth: the author's reason, if there is one."""
    reason = moment.moment.touchpoint.moment_of_truth
    told = _wrap(plain_text(reason)) if isinstance(reason, str) else ""
    return "<br>".join(filter(None, ("<b>Moment of truth</b>", told)))


def _tell_moment(moment: MomentInsight) -> Iterator[str]:
    touchpoint = moment.moment.touchpoint
    if moment.moment.kind == "wait":
        yield from _tell_wait(touchpoint, moment.took)
    elif touchpoint.does:
        yield plain_text(touchpoint.does)
    if moment.lost and not any(r.kind == "lost" for r in moment.red):
        yield say_lost(moment.lost)


def _tell_felt(moment: MomentInsight, persona: str, handbook: Handbook) -> Iterator[str]:
    touchpoint = moment.moment.touchpoint
    if moment.moment.kind == "touchpoint":
        thought = touchpoint.thinks.for_persona(persona) if touchpoint.thinks else None
        if thought:
            yield f"Thinks: “{plain_text(thought)}”"
        quote = next((q for q in touchpoint.quotes if q.persona in {None, persona}), None)
        if quote:
            yield f"Says: “{plain_text(quote.text)}”"
    felt = moment.felt[persona]
    below = handbook.journeys.get(felt.sub_journey or "")
    yield f"Feels like “{plain_text(below.title)}”, which it is made of, {felt.basis}" if below else say_who_saw(felt)
    yield say_thought(felt)
    repeated = moment.consistency
    if repeated is not None and repeated.inconsistent and repeated.persona in {None, persona}:
        yield say_difference(repeated)
    reasons = reasons_for(moment, persona)
    if reasons:
        suspected = all(r.suspected for r in reasons)
        yield f"{'Suspected red point' if suspected else 'Red point'}: {', '.join(say_reasons(reasons))}"


def _tell_wait(touchpoint: Touchpoint, observed: float | None) -> Iterator[str]:
    after = touchpoint.after
    wait = observed if observed is not None else after.wait if after is not None else None
    if wait is not None:
        yield f"Waits {_say_wait(wait)}"
    if after is not None and after.note:
        yield plain_text(after.note)


def _say_wait(seconds: float) -> str:
    """In the largest unit that it fills, with one decimal at most: `2 days`, `1.5 hours`."""
    size, unit = next(((s, u) for s, u in _UNITS if seconds >= s), _UNITS[-1])
    count = f"{seconds / size:.1f}".removesuffix(".0")
    return f"{count} {unit}{'' if count == '1' else 's'}"
