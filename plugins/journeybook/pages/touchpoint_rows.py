"""A row of a moment: what to do when it fails, how it feels, why it is red. Used by the pages of records.

The same moment stands on the pages of its team, its channel and its systems. They are all two folders deep, so that the
row's links are the same on each; its parts are put together once a build.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from journeybook.analysis.sides.teams import find_owner
from journeybook.figures.reasons import say_reasons
from journeybook.model import plain_text
from journeybook.pages.choices import count_choices
from journeybook.pages.pieces import badge, feeling, red_mark, red_reasons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from journeybook.analysis import JourneyMoment
    from journeybook.pages.choices import Choice
    from journeybook.pages.view import View

HEADS: Final = Markup(
    '<th scope="col">Moment</th><th scope="col">When it fails</th><th scope="col">Feels</th>'
    '<th scope="col">Why it is red</th>'
)
TEAM_HEADS: Final = Markup(
    '<th scope="col">Moment</th><th scope="col">When it fails</th><th scope="col">Feels</th>'
    '<th scope="col">Team</th><th scope="col">Why it is red</th>'
)
"""The same where the rows are of several teams."""

SEEN: Final = {"seen": "seen lately", "unseen": "not seen lately"}
"""Whether there is evidence of a moment in the review period: value of the filter → words."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a moment's rows are made of, as HTML: the row's attributes and its cells."""

    attributes: str
    what: str
    fails: str
    feels: str
    team: str
    why: str


def rows_of(here: View, places: Iterable[JourneyMoment], *, team: bool) -> list[str]:
    """The rows of moments; with the team that owns each where `team`."""
    rows = []
    for place in places:
        p = _parts_of(here, place)
        rows.append(f"<tr{p.attributes}>{p.what}{p.fails}{p.feels}{p.team if team else ''}{p.why}</tr>")
    return rows


def rows_for_persona(here: View, places: Iterable[JourneyMoment], persona: str) -> list[str]:
    """The rows of moments as one persona feels them: its own feeling, the reasons that are its own or everyone's."""
    rows = []
    for place in places:
        p = _parts_of(here, place)
        felt = place.moment.felt[persona]
        own = [reason for reason in place.moment.red if reason.persona in {persona, None}]
        why = f"<td>{escape(' · '.join(say_reasons(own)))}</td>"
        rows.append(f"<tr{p.attributes}>{p.what}{p.fails}<td>{feeling(felt.value, felt.basis)}</td>{p.team}{why}</tr>")
    return rows


def sort_worst_first(places: Iterable[JourneyMoment]) -> tuple[JourneyMoment, ...]:
    """Lowest value first, gaps last; then by journey and in its order."""
    return tuple(sorted(places, key=lambda p: (p.moment.value is None, p.moment.value or 0.0, p.journey.journey.id)))


def offer_filters(
    here: View, places: Sequence[JourneyMoment], kinds: Iterable[str]
) -> tuple[tuple[str, str, tuple[Choice, ...]], ...]:
    """What a list of moments can be filtered by: kind, label, choices. Not by what all of its rows have in common."""
    offered = []
    for kind in kinds:
        label, ids_of, name_of = _filter(here, kind)
        choices = count_choices(map(ids_of, places), name_of)
        if len(choices) > 1 or (choices and choices[0][2] < len(places)):
            offered.append((kind, label, choices))
    return tuple(offered)


def _filter(here: View, kind: str) -> tuple[str, Callable[[JourneyMoment], Iterable[str]], Callable[[str], str]]:
    """The label of a filter, what a row carries of its kind, and how that is called."""
    return {
        "team": ("Team", _teams, lambda i: here.label("team", i)),
        "channel": ("Channel", _channels, lambda i: here.label("channel", i)),
        "persona": ("Persona", _personas, here.persona),
        "lifecycle": ("Phase", lambda p: (p.journey.journey.lifecycle or "",), lambda i: here.label("phase", i)),
        "tag": ("Tag", lambda p: p.journey.journey.tags, plain_text),
        "checked": ("Seen", lambda p: ("seen" if p.moment.seen else "unseen",), SEEN.__getitem__),
    }[kind]  # type: ignore[return-value]


def _teams(place: JourneyMoment) -> tuple[str, ...]:
    return (find_owner(place.moment.moment) or "",)


def _channels(place: JourneyMoment) -> tuple[str, ...]:
    channel = place.moment.moment.touchpoint.channel
    return tuple(dict.fromkeys(channel.all_values())) if channel else ()


def _personas(place: JourneyMoment) -> tuple[str, ...]:
    """The personas that feel something there; all of the journey's where nobody's feeling is known."""
    felt = place.moment.felt
    return tuple(p for p, known in felt.items() if known.value is not None) or tuple(felt)


def _parts_of(here: View, place: JourneyMoment) -> _Parts:
    kept: dict[tuple[str, str, str], _Parts] = here.build.kept.setdefault("touchpoint rows", {})
    key = (here.root, place.journey.journey.id, place.moment.id)
    if key not in kept:
        kept[key] = _make_parts(here, place)
    return kept[key]


def _make_parts(here: View, place: JourneyMoment) -> _Parts:
    insight = place.moment
    moment, touchpoint = insight.moment, insight.moment.touchpoint
    journey = place.journey.journey
    is_touchpoint = moment.kind == "touchpoint"
    name, stage = plain_text(moment.name), plain_text(journey.stages[moment.stage].name)
    where = escape(f"{plain_text(journey.title)} · {stage}")
    draft = ' <span class="status">draft</span>' if journey.status == "draft" else ""
    truth = '<p class="truth">Moment of truth</p>' if is_touchpoint and touchpoint.moment_of_truth is not None else ""
    fails = here.text(touchpoint.when_it_fails) if is_touchpoint else ""
    missing = "not written down yet" if is_touchpoint and touchpoint.ours else ""
    why = escape(red_reasons(insight, here)) + (" (suspected)" if insight.suspected else "")
    return _Parts(
        attributes=_attributes(place),
        what=f'<th scope="row">{red_mark(insight)}<a href="{here.moment(journey.id, insight.id)}">{escape(name)}</a>'
        f'<p class="who">{where}{draft}</p>{truth}</th>',
        fails=f"<td>{fails}</td>" if fails else f'<td class="muted">{missing}</td>',
        feels=f"<td>{badge(insight)}</td>",
        team=f"<td>{link_team(here, find_owner(moment))}</td>",
        why=f"<td>{why}</td>",
    )


def _attributes(place: JourneyMoment) -> str:
    """What the row can be filtered and sorted by; tags may hold spaces, so they stand on lines of their own."""
    moment, journey = place.moment, place.journey.journey
    held = {
        "persona": " ".join(_personas(place)),
        "team": find_owner(moment.moment),
        "channel": " ".join(_channels(place)),
        "lifecycle": journey.lifecycle,
        "tag": "\n".join(journey.tags),
        "checked": "seen" if moment.seen else "unseen",
        "red": "1" if moment.is_red else None,
        "feels": None if moment.value is None else f"{moment.value:.2f}",
    }
    return " data-jb-row" + "".join(f' data-{kind}="{escape(value)}"' for kind, value in held.items() if value)


def link_team(here: View, team: str | None) -> Markup:
    """A link to a team's page; a word where nobody owns it."""
    if not team:
        return Markup('<span class="muted">nobody</span>')
    return Markup('<a href="{}">{}</a>').format(here.record("team", team), here.label("team", team))
