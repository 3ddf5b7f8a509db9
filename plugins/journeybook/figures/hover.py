"""What a point of the emotion chart tells when it is pointed at. Used by the Plotly chart.

Plotly reads a few HTML tags in its labels, so all of the author's text is escaped here and only our own tags remain.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final

from journeybook.figures.emotion_curve import persona_label
from journeybook.figures.style import feeling_level, format_feeling
from journeybook.figures.text_fit import wrap_text
from journeybook.model import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeybook.analysis import Felt, MomentInsight, RedReason
    from journeybook.model import Handbook, Touchpoint

_CHARACTERS: Final = 46
_UNITS: Final = ((604800, "week"), (86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))


def describe_point(moment: MomentInsight, persona: str, handbook: Handbook) -> str:
    """The hover text of a persona's point: what the customer does, thinks and says, who saw it, why it is red."""
    name = _wrap(plain_text(moment.moment.name)).replace("<br>", "</b><br><b>")
    told = filter(None, map(_wrap, _tell(moment, persona, handbook)))
    return "<br>".join((f"<b>{name}</b>", *told))


@lru_cache(maxsize=1024)
def _wrap(text: str) -> str:
    """Plain text in short lines; most of a moment is told for each persona, and broken into lines once."""
    return _safe("\n".join(wrap_text(text, _CHARACTERS))).replace("\n", "<br>")


def describe_star(moment: MomentInsight) -> str:
    """The hover text of a moment of truth: the author's reason, if there is one."""
    reason = moment.moment.touchpoint.moment_of_truth
    told = _wrap(plain_text(reason)) if isinstance(reason, str) else ""
    return "<br>".join(filter(None, ("<b>Moment of truth</b>", told)))


def label_text(text: str) -> str:
    """Plain text for a label of Plotly's."""
    return _safe(text)


def _safe(text: str) -> str:
    return escape(text, quote=False)


def _tell(moment: MomentInsight, persona: str, handbook: Handbook) -> Iterator[str]:
    felt = moment.felt[persona]
    if felt.value is not None:
        who = persona_label(persona, handbook)
        yield f"{who}: {format_feeling(felt.value)}, {feeling_level(felt.value)}"
    if moment.moment.kind == "wait":
        yield from _tell_wait(moment.moment.touchpoint)
    else:
        yield from _tell_touchpoint(moment.moment.touchpoint, persona)
    yield _say_basis(felt)
    reasons = [r for r in moment.red if r.persona in {None, persona}]
    if reasons:
        suspected = all(r.suspected for r in reasons)
        yield f"{'Suspected red point' if suspected else 'Red point'}: {', '.join(map(_say_reason, reasons))}"
    if moment.lost and not any(r.kind == "lost" for r in reasons):
        yield _say_lost(moment.lost)


def _tell_touchpoint(touchpoint: Touchpoint, persona: str) -> Iterator[str]:
    if touchpoint.does:
        yield plain_text(touchpoint.does)
    thought = touchpoint.thinks.for_persona(persona) if touchpoint.thinks else None
    if thought:
        yield f"Thinks: “{plain_text(thought)}”"
    quote = next((q for q in touchpoint.quotes if q.persona in {None, persona}), None)
    if quote:
        yield f"Says: “{plain_text(quote.text)}”"


def _tell_wait(touchpoint: Touchpoint) -> Iterator[str]:
    after = touchpoint.after
    if after is not None and after.wait is not None:
        yield f"Waits {_say_wait(after.wait)}"
    if after is not None and after.note:
        yield plain_text(after.note)


def _say_wait(seconds: float) -> str:
    """In the largest unit that it fills, with one decimal at most: `2 days`, `1.5 hours`."""
    size, unit = next(((s, u) for s, u in _UNITS if seconds >= s), _UNITS[-1])
    count = f"{seconds / size:.1f}".removesuffix(".0")
    return f"{count} {unit}{'' if count == '1' else 's'}"


def _say_basis(felt: Felt) -> str:
    if felt.basis is not None and felt.basis != "assumed":
        return f"{felt.basis.capitalize()}, {felt.n} {'person' if felt.n == 1 else 'people'}"
    return "Assumed by the author"


def _say_lost(share: float) -> str:
    return f"{_percent(share)} leave for good"


def _say_reason(reason: RedReason) -> str:
    if reason.kind == "lost":
        return _say_lost(reason.amount or 0.0)
    if reason.kind == "feels":
        return f"feels {feeling_level(reason.amount or 0.0)}"
    if reason.amount is None:
        return "a contact that exists only because something failed"
    return f"{_percent(reason.amount)} of the contacts exist only because something failed"


def _percent(share: float) -> str:
    """Whole per cent; `<1%` for a little that is not nothing."""
    whole = int(share * 100 + 0.5 + 1e-9)
    return f"{whole}%" if whole or not share else "<1%"
