"""Small pieces of HTML that stand many times on a page. Used by the templates, as filters.

A macro or a method called by a template costs a multiple of a filter, and a thousand of them were most of a page.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from journeybook.figures.style import feeling_level, level_of
from journeybook.model import plain_text
from journeybook.pages.formats import say_share, say_signed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.analysis import ImprovementInsight, MomentInsight, RedReason
    from journeybook.model import Action, Improvement, Kind
    from journeybook.pages.view import View

ANSWERS = {
    "answered": "answered",
    "still-red": "still red",
    "to-check": "to check",
    "unanswered": "nobody yet",
}
"""How the book says what became of a red point."""


def text_html(text: str | None, here: View) -> Markup:
    """Inline Markdown as HTML."""
    return here.text(text)


def plain(text: str | None) -> str:
    """The words alone; the template escapes them."""
    return plain_text(text) if text else ""


def label(record_id: str | None, here: View, kind: Kind) -> str:
    """The name of a record as plain text; empty for None."""
    return here.label(kind, record_id)


def feeling_class(value: float | None) -> str:
    """The style class of a feeling's level: `m2`, `m1`, `z`, `p1`, `p2`; `z` for None."""
    level = 0 if value is None else level_of(value)
    return f"{'p' if level > 0 else 'm'}{abs(level)}" if level else "z"


@lru_cache(maxsize=4096)
def feeling(value: float | None) -> Markup:
    """A feeling as a badge."""
    return _safe(f'<b class="feel {feeling_class(value)}">{say_signed(value)}</b>')


def felt(moment: MomentInsight, here: View) -> Markup:
    """One badge where all personas feel the same, else one a persona."""
    badges = {
        persona: '<span class="gap">not known</span>' if known.value is None else feeling(known.value)
        for persona, known in moment.felt.items()
    }
    if len({known.value for known in moment.felt.values()}) <= 1:
        return _safe(next(iter(badges.values()), '<span class="gap">not known</span>'))
    lines = (f'<p data-p="{p}">{badge} <small>{escape(here.persona(p))}</small></p>\n' for p, badge in badges.items())
    return _safe("".join(lines))


def red_mark(moment: MomentInsight) -> Markup:
    """The sign of a red point; nothing for other moments."""
    if not moment.red:
        return Markup()
    suspected = moment.suspected
    words = "suspected red point" if suspected else "red point"
    return _safe(f'<i class="red{" suspected" if suspected else ""}" role="img" aria-label="{words}"></i>')


def red_reasons(moment: MomentInsight, here: View) -> str:
    """Why a moment is a red point, in words; the template escapes them."""
    return " · ".join(_say_reason(reason, here, alone=len(moment.felt) == 1) for reason in moment.red)


def _say_reason(reason: RedReason, here: View, *, alone: bool) -> str:
    if reason.kind == "feels":
        who = "" if alone else f"{here.persona(reason.persona or '')}: "
        return who + feeling_level(reason.amount or 0.0)
    if reason.kind == "lost":
        return f"{say_share(reason.amount)} leave for good"
    if reason.amount is None:
        return "contacts that a failure causes"
    return f"{say_share(reason.amount)} of the contacts exist because something failed"


def status(improvement: Improvement) -> Markup:
    """The status of an improvement as a badge."""
    return _safe(f'<span class="status s-{improvement.status}">{improvement.status}</span>')


def answered(moment: MomentInsight, answers: Iterable[ImprovementInsight]) -> Markup:
    """What became of a red point: links to the improvements below on the page, and what is still missing."""
    links = [
        f'<a href="#improvement-{item.improvement.id}">{escape(plain_text(item.improvement.title))}</a>'
        f" {status(item.improvement)}"
        for item in answers
    ]
    said = "<br>".join(links)
    if moment.answer == "unanswered":
        word = "only an idea so far" if links else "nobody yet"
        said += f'{"<br>" if links else ""}<strong class="nobody">{word}</strong>\n'
    elif moment.answer in {"to-check", "still-red"}:
        said += f'<br><strong class="nobody">{ANSWERS[moment.answer]}</strong>'
    return _safe(said)


def acts(actions: Iterable[Action], here: View) -> Markup:
    """What is done on one lane of the blueprint, and by whom."""
    return _safe("".join(_tell_action(action, here) for action in actions))


def _tell_action(action: Action, here: View) -> str:
    names = filter(None, (here.label("team", action.team), here.label("system", action.system)))
    by = f" <small>{escape(' · '.join(names))}</small>" if action.team or action.system else ""
    return f"<p>{here.text(action.does)}{by}</p>"


def _safe(html: str) -> Markup:
    """HTML whose text is escaped already."""
    return Markup(html)  # noqa: S704 - see the docstring
