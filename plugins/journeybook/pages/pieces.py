"""Small pieces of HTML that stand many times on a page. Used by the templates, as filters.

A macro or a method called by a template costs a multiple of a filter, and a thousand of them were most of a page.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from journeybook.figures.reasons import say_reasons
from journeybook.figures.style import level_of
from journeybook.model import plain_text
from journeybook.pages.formats import say_count, say_share, say_signed
from journeybook.pages.seen_pieces import thought

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.analysis import Basis, Felt, ImprovementInsight, JourneyInsight, MomentInsight
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
def feeling(value: float | None, basis: Basis | None = "seen") -> Markup:
    """A feeling as a badge: filled, and hollow where it is assumed (an `i`, to which the stylesheet adds the word)."""
    tag = "i" if basis == "assumed" else "b"
    return _safe(f"<{tag} class={feeling_class(value)}>{say_signed(value)}</{tag}>")


def badge(moment: MomentInsight) -> Markup:
    """The value of a moment as a badge: filled as soon as one persona's rests on evidence."""
    return feeling(moment.value, "seen" if moment.rests_on_evidence else "assumed")


def score(journey: JourneyInsight) -> Markup:
    """The score of a journey as a badge: hollow while nobody has seen any of it."""
    return feeling(journey.score, "seen" if journey.seen else "assumed")


CHECKED = {"never": "never checked", "stale": "not checked for long", "checked": "checked", "to-be": "to be"}
"""Whether a journey was looked at within its review period: state → words."""


def state_of(journey: JourneyInsight) -> str:
    """Which of `CHECKED` a journey is."""
    if journey.stale is None:
        return "never" if journey.never_checked else "to-be"
    return "stale" if journey.stale else "checked"


def checked(journey: JourneyInsight) -> Markup:
    """Whether and how far a journey was seen, with a quiet sign before it."""
    state = state_of(journey)
    words = f"{say_share(journey.seen)} seen" if state == "checked" and journey.seen else CHECKED[state]
    return _safe(f"<span class=c-{state}>{words}</span>")


def felt(moment: MomentInsight, here: View) -> Markup:
    """One badge where all personas feel the same for the same reason, else one a persona; with what we had thought."""
    said = {persona: (_say_felt(known), thought(known)) for persona, known in moment.felt.items()}
    if len(set(said.values())) == 1:
        return _safe("".join(next(iter(said.values()))))
    lines = (
        f'<p data-p="{persona}">{value} {escape(here.persona(persona))}{guess}</p>\n'
        for persona, (value, guess) in said.items()
    )
    return _safe("".join(lines))


def _say_felt(known: Felt) -> str:
    return "<span class=gap>not known</span>" if known.value is None else feeling(known.value, known.basis)


def red_mark(moment: MomentInsight) -> Markup:
    """The sign of a red point, to which the stylesheet adds the words; nothing for other moments."""
    if not moment.red:
        return Markup()
    return _safe("<i class=suspected></i>" if moment.suspected else "<i class=red></i>")


def red_basis(moment: MomentInsight) -> str:
    """How a red point is known, in words that go with its badge, which is hollow where the feeling is assumed."""
    if not moment.rests_on_evidence:
        return "suspected" if moment.suspected else "counted, the feeling is assumed"
    seen = f"seen by {say_count(moment.n)}" if moment.n else "seen"
    return f"{seen}, suspected to be red" if moment.suspected else seen


def red_reasons(moment: MomentInsight, here: View) -> str:
    """Why a moment is a red point, in words; the template escapes them."""
    return " · ".join(say_reasons(moment.red, None if len(moment.felt) == 1 else here.persona))


def status(improvement: Improvement) -> Markup:
    """The status of an improvement as a badge."""
    return _safe(f"<span class=s-{improvement.status}>{improvement.status}</span>")


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
    by = f"<small>{escape(' · '.join(names))}</small>" if action.team or action.system else ""
    return f"<p>{here.text(action.does)}{' ' if by else ''}{by}</p>" if action.does else by


def _safe(html: str) -> Markup:
    """HTML whose text is escaped already."""
    return Markup(html)  # noqa: S704 - see the docstring
