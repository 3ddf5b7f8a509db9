"""How a priority comes about, in words and numbers: `120 × 80% ÷ 2`. Used by the backlog and journey pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from journeybook.analysis import TOLERANCE, explain_priority
from journeybook.model import OPEN_STATUSES, plain_text
from journeybook.pages.formats import UNKNOWN, say_count, say_share, say_signed

if TYPE_CHECKING:
    from journeybook.analysis import Factor, ImprovementInsight, Priority
    from journeybook.model import PriorityModel
    from journeybook.pages.view import View

HEADS: Final = {
    "lift": "Lift",
    "gain": "Gain",
    "reach": "Reach",
    "customers": "Customers",
    "impact": "Impact",
    "value": "Value",
    "confidence": "Sure",
    "effort": "Effort",
}
"""The factors of a priority as the heads of columns."""
FORMULAS: Final = {"lift": "lift", "gain": "gain", "customers": "volume"}
"""Where factors are explained that have a place of their own; the others are explained with the priority."""
MODELS: Final = {
    "lift": "lift × how sure ÷ effort",
    "rice": "reach × impact × how sure ÷ effort",
    "value-effort": "value ÷ effort",
}
"""How the improvements of a journey are ranked."""
ALSO_NAMED: Final = 2
"""Other journeys that a row of a journey names, where its improvement is one of the organization."""
_LARGE: Final = 10
_MISSING: Final = {
    "lift": ("lifts_to", "removes"),
    "gain": ("lifts_to", "removes"),
    "reach": ("fixes", "removes"),
    "customers": ("fixes", "removes"),
    "impact": ("impact",),
    "value": ("value",),
}
"""What an author writes so that a factor is known."""


def say_gain(gain: float | None) -> str:
    """A gain: whole from ten on, else with one decimal and its sign."""
    return say_count(gain) if gain is None or abs(gain) >= _LARGE else say_signed(gain)


def say_factor(factor: Factor) -> str:
    """The number of a factor, as short as in a formula; a dash where it is unknown."""
    number = factor.number
    if number is None:
        return UNKNOWN
    if factor.name == "gain":
        return say_gain(number)
    if factor.name == "lift":
        return say_signed(number, 2)
    if factor.name == "customers":
        return say_count(number)
    return say_share(number) if factor.unit == "share" else f"{number:g}"


def factor_cell(factor: Factor) -> Markup:
    """A factor in its column; a number that stands in for one that nobody gave says so."""
    said = say_factor(factor)
    if factor.number is None or not factor.left_out:
        return escape(said)
    return Markup('<span class="muted">{} <small>not said</small></span>').format(said)


def say_formula(priority: Priority) -> str:
    """The factors as they are multiplied and divided: `120 × 80% ÷ 2`; empty where there is no figure."""
    if priority.figure is None:
        return ""
    first, *others = priority.factors
    return say_factor(first) + "".join(f" {'÷' if f.divides else '×'} {say_factor(f)}" for f in others)


def how_ranked(priority: Priority, item: ImprovementInsight) -> Markup:
    """How the figure of a row comes about; where there is none, what to write."""
    if not priority.missing:
        return escape(say_formula(priority))
    return Markup("not ranked: {}").format(Markup(" and ").join(_say_missing(f, item) for f in priority.missing))


def how_ranked_here(item: ImprovementInsight, model: PriorityModel) -> Markup:
    """The same for a row on a journey's page; nothing where what it is ranked by stands beside it."""
    if model == "lift" or item.improvement.status not in OPEN_STATUSES:
        return Markup()
    return Markup("<small class=how>{}</small>").format(how_ranked(explain_priority(item, model, across=False), item))


def also_in(item: ImprovementInsight, here: View) -> Markup:
    """That an improvement of a journey is one of the organization, and the other journeys it is for; else nothing."""
    if not item.is_shared:
        return Markup()
    improvement = item.improvement
    journeys = here.insight.handbook.improvements[improvement.id].journeys
    others = [here.insight.journeys[i].journey for i in journeys if i != item.journey and i in here.insight.journeys]
    links = [
        Markup('<a href="{}">{}</a>').format(here.journey(o.id, f"improvement-{improvement.id}"), plain_text(o.title))
        for o in others[:ALSO_NAMED]
    ]
    more = f" and {len(others) - ALSO_NAMED} more" if len(others) > ALSO_NAMED else ""
    also = Markup(", also for {}{}").format(Markup(", ").join(links), more) if links else ""
    return Markup('<a href="{}">One of the organization</a>{}. ').format(here.formula("shared-improvements"), also)


def lifts_nothing(item: ImprovementInsight, here: View) -> Markup:
    """Why an open improvement lifts nothing though it says to what: it feels as good there already; else nothing."""
    to = item.improvement.lifts_to
    if to is None or item.improvement.removes or item.improvement.status not in OPEN_STATUSES:
        return Markup()
    for part in item.parts or (item,):
        fixed, journey = frozenset(part.improvement.fixes), here.insight.journeys.get(part.journey)
        moments = [m for m in journey.moments if m.id in fixed] if journey else []
        values = [felt.value for m in moments for felt in m.felt.values()]
        if not values or any(value is None or to > value + TOLERANCE for value in values):
            return Markup()
    return Markup("<small class=how>lifts nothing: it feels as good already</small>")


def _say_missing(factor: Factor, item: ImprovementInsight) -> Markup:
    written = item.improvement
    if factor.name in {"lift", "gain"} and (written.lifts_to is not None or written.removes):
        return escape("nobody knows yet how it feels there")
    keys = Markup(" or ").join(Markup("<code>{}</code>").format(key) for key in _MISSING[factor.name])
    return Markup("write {}").format(keys)
