"""What was seen at a moment, in one short line of its row. Used by the templates, as filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from journeybook.figures.seen_words import is_overturned, say_difference, say_month, say_thought
from journeybook.pages.evidence_words import count_people, say_methods, say_newest
from journeybook.pages.formats import say_about, say_count, say_duration, say_share, say_signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeybook.analysis import Felt, MeasureSeries, MomentInsight
    from journeybook.model import Amount, Touchpoint
    from journeybook.pages.view import View


def saw(moment: MomentInsight, here: View, page: str) -> Markup:
    """How many saw it, how and when; whether visits differ; who confirmed it. `page` is where the evidence stands."""
    said = [*_say_sightings(moment, page), *_say_consistency(moment)]
    if moment.confirmed is not None:
        team = escape(here.label("team", moment.confirmed.by))
        said.append(f"confirmed by {team}, {say_month(moment.confirmed.date)}")
    return Markup(f"<p class=saw>{' · '.join(said)}</p>" if said else "")  # noqa: S704 - names are escaped


def _say_sightings(moment: MomentInsight, page: str) -> Iterator[str]:
    if not moment.sightings:
        return
    fresh = [sighting for sighting in moment.sightings if sighting.in_period]
    told = fresh or moment.sightings
    anchor = f"{page}#seen-{moment.moment.touchpoint.id}"
    people = count_people(sighting.evidence for sighting in told)
    word = f"{'Seen' if fresh else 'Last seen'} by {say_count(people)}" if people else "Counted"
    yield f'<a href="{anchor}">{word}</a>'
    yield say_methods(told)
    yield say_month(told[0].evidence.date) + ("" if fresh else ", too long ago to count")


def _say_consistency(moment: MomentInsight) -> Iterator[str]:
    if moment.consistency is not None and moment.consistency.inconsistent:
        yield f"<b>{say_difference(moment.consistency)}</b>"


def thought(felt: Felt) -> Markup:
    """What the author thought beside what was seen, loud where that is overturned; nothing for what is assumed."""
    if felt.value is None or felt.basis == "assumed":
        return Markup()
    said = say_thought(felt)
    if is_overturned(felt):
        said = f"<b>{said}</b>"
    elif felt.authored is not None:
        said = f"we thought {say_signed(felt.authored)}" if said else "as we thought"
    parts = ", ".join(filter(None, (said, "before the change" if felt.before_change else "")))
    return Markup(f"<small>{parts}</small>" if parts else "")  # noqa: S704 - all of it is ours


def say_took(moment: MomentInsight) -> str:
    """How long it takes: the observed time with what we thought, else what the author wrote; empty where unknown."""
    touchpoint = moment.moment.touchpoint
    written = touchpoint.took.everyone if touchpoint.took else None
    return _beside(moment, written, "took ")


def say_wait(touchpoint: Touchpoint, wait: MomentInsight | None) -> str:
    """How long the wait lasts, in the same way; empty where unknown."""
    written = touchpoint.after.wait if touchpoint.after else None
    if wait is None:
        return say_duration(written) if written is not None else ""
    return _beside(wait, written, "")


def _beside(moment: MomentInsight, written: float | None, verb: str) -> str:
    if not moment.took_observed:
        return say_duration(written) if written is not None else ""
    observed, guess = say_about(moment.took), say_duration(written)
    return f"{verb}{observed}" + (f", we thought {guess}" if written is not None and guess != observed else "")


def say_lost(moment: MomentInsight) -> str:
    """What was lost of those who got here as observed, with what we thought; empty where nobody observed it."""
    if not moment.lost_observed:
        return ""
    lost = moment.moment.touchpoint.lost
    return _compare(moment.lost, lost.everyone if lost else None, "of those who get here")


def say_reach(moment: MomentInsight) -> str:
    """How many were observed to get here, with what we thought; empty where nobody observed it."""
    if not any(s.in_period and s.observation.reach is not None for s in moment.sightings):
        return ""
    return _compare(moment.reach, moment.moment.touchpoint.reach, "of those who start")


def say_measured(series: MeasureSeries, written: Amount) -> str:
    """A measure that the author wrote: `59%, Oct 2026, we thought 61%`; what was written where nobody measured it."""
    guess = series.measure.say(written)
    if not series.points:
        return guess
    said = say_newest(series)
    return f"{said}, {say_month(series.points[-1].date)}" + ("" if said == guess else f", we thought {guess}")


def _compare(observed: float | None, written: float | None, whom: str) -> str:
    said, guess = say_share(observed), say_share(written)
    return f"{said} {whom}" + ("" if written is None or said == guess else f", we thought {guess}")
