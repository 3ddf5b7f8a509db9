"""Small pieces of HTML for the pages beside the journeys': links, how feelings are spread, how a handoff feels.

Used as filters, and by the modules that write rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from journeybook.figures.heat_map import say_spread
from journeybook.figures.style import LEVELS
from journeybook.model import plain_text
from journeybook.pages.formats import plural, say_count, say_signed
from journeybook.pages.pieces import badge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeybook.analysis import CrossedHandoff, JourneyMoment, Spread
    from journeybook.pages.view import View

_LINK = Markup('<a href="{}">{}</a>')
_MORE = Markup("<details><summary>{} more</summary>{}</details>")
_CLASSES = ("f-m2", "f-m1", "f-z", "f-p1", "f-p2")


def link_moment(here: View, place: JourneyMoment) -> Markup:
    """A moment's name as a link to its row."""
    href = here.moment(place.journey.journey.id, place.moment.id)
    return _LINK.format(href, plain_text(place.moment.moment.name))


def link_team(here: View, team: str) -> Markup:
    """A team's name as a link to its page."""
    return _LINK.format(here.record("team", team), here.label("team", team))


def unfold(lines: Sequence[Markup], shown: int, last: Markup | None = None, total: int | None = None) -> Markup:
    """The first lines of a cell, and the others folded away; `last` ends these where `total` counts more than lines."""
    folded = lines[shown:]
    if not folded:
        return Markup("").join(lines)
    count = len(lines) if total is None else total
    rest = Markup("").join((*folded, last or Markup("")))
    return Markup("").join(lines[:shown]) + _MORE.format(count - shown, rest)


def crossing_badge(handoff: CrossedHandoff) -> Markup:
    """How a handoff feels: the badge of the wait or of the touchpoint after it, whichever is lower."""
    return Markup('<span class="gap">not known</span>') if handoff.value is None else badge(handoff.felt_at)


def spread_bar(spread: Spread) -> Markup:
    """How feelings are spread as a bar of five levels, told in words to who cannot see it."""
    if not spread.known:
        return Markup('<span class="gap">not known</span>')
    return _draw_bar(spread, f'role="img" aria-label="{say_spread(spread)}"')


def silent_spread_bar(spread: Spread) -> Markup:
    """The same where the words stand beside it."""
    return _draw_bar(spread, 'aria-hidden="true"')


def _draw_bar(spread: Spread, attributes: str) -> Markup:
    parts = "".join(
        f'<i class="{style}" style="flex:{count}"></i>'
        for style, count in zip(_CLASSES, spread.counts, strict=True)
        if count
    )
    return Markup(f'<span class="jb-spread" {attributes}>{parts}</span>')  # noqa: S704 - our own words


def spread_figure(spread: Spread, word: str) -> Markup:
    """The bar with its numbers beneath; `word` is what is counted."""
    if not spread.known:
        return Markup("<p>Nobody knows yet how it feels.</p>")
    parts = "".join(
        f'<li><i class="{style}"></i><b>{say_count(count)}</b> {level}</li>'
        for style, level, count in zip(_CLASSES, LEVELS.values(), spread.counts, strict=True)
    )
    gaps = f"<li><b>{say_count(spread.gaps)}</b> not known</li>" if spread.gaps else ""
    mean = f"<li>mean <b>{say_signed(spread.mean)}</b> of {plural(spread.known, word)}</li>"
    return spread_bar(spread) + Markup(f'<ul class="jb-spread__words">{parts}{gaps}{mean}</ul>')  # noqa: S704 - our own words
