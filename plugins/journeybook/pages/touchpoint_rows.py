"""A row of a moment: what to do when it fails, how it feels, why it is red. Used by the pages of records.

The same moment stands on the pages of its team, its channel and its systems. They are all two folders deep, so that the
row's links are the same on each; its parts are put together once a build.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final, Literal

from markupsafe import Markup

from journeybook.figures.reasons import say_reasons
from journeybook.model import plain_text
from journeybook.pages.choices import LABELS, name_choice, sort_choices
from journeybook.pages.pieces import badge, feeling, red_mark, red_reasons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from journeybook.analysis import JourneyMoment, MomentInsight
    from journeybook.pages.choices import Choices, FilterKind
    from journeybook.pages.view import View

    Checked = Literal["checked"]

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
    """What a moment's rows are made of: what it can be filtered by, and as HTML the row's attributes and its cells."""

    held: Mapping[str, tuple[str, ...]]
    attributes: str
    what: str
    fails: str
    feels: str
    team: str
    why: str


def rows_of(here: View, places: Iterable[JourneyMoment], *, team: bool) -> list[str]:
    """The rows of moments; with the team that owns each where `team`."""
    found = (_parts_of(here, place) for place in places)
    if team:
        return [f"<tr{p.attributes}>{p.what}{p.fails}{p.feels}{p.team}{p.why}</tr>" for p in found]
    return [f"<tr{p.attributes}>{p.what}{p.fails}{p.feels}{p.why}</tr>" for p in found]


def rows_for_persona(here: View, places: Iterable[JourneyMoment], persona: str) -> list[str]:
    """The rows of moments as one persona feels them: its own feeling, the reasons that are its own or everyone's."""
    rows = []
    for place in places:
        p = _parts_of(here, place)
        felt = place.moment.felt[persona]
        own = [reason for reason in place.moment.red if reason.persona in {persona, None}]
        why = f"<td>{escape(' · '.join(say_reasons(own)), quote=False)}</td>"
        rows.append(f"<tr{p.attributes}>{p.what}{p.fails}<td>{feeling(felt.value, felt.basis)}</td>{p.team}{why}</tr>")
    return rows


def sort_worst_first(places: Iterable[JourneyMoment]) -> tuple[JourneyMoment, ...]:
    """Lowest value first, gaps last; then by journey and in its order."""
    return tuple(sorted(places, key=lambda p: (p.moment.value is None, p.moment.value or 0.0, p.journey.journey.id)))


def offer_filters(here: View, places: Sequence[JourneyMoment], kinds: Iterable[FilterKind | Checked]) -> Choices:
    """What a list of moments can be filtered by; not by what all of its rows have in common."""
    rows = [_parts_of(here, place).held for place in places]
    offered = []
    for kind in kinds:
        counts: dict[str, int] = {}
        for ids, count in Counter(row[kind] for row in rows).items():
            for one in ids:
                counts[one] = counts.get(one, 0) + count
        label = "Seen" if kind == "checked" else LABELS[kind]
        choices = sort_choices(counts, _name_choices(here, kind))
        if len(choices) > 1 or (choices and choices[0][2] < len(places)):
            offered.append((kind, label, choices))
    return tuple(offered)


def _name_choices(here: View, kind: FilterKind | Checked) -> Callable[[str], str]:
    return lambda one: SEEN[one] if kind == "checked" else name_choice(here, kind, one)


def _parts_of(here: View, place: JourneyMoment) -> _Parts:
    kept: dict[tuple[str, str, str], _Parts] = here.build.kept.setdefault("touchpoint rows", {})
    key = (here.root, place.journey.journey.id, place.moment.id)
    parts = kept.get(key)
    if parts is None:
        parts = kept[key] = _make_parts(here, place)
    return parts


def _make_parts(here: View, place: JourneyMoment) -> _Parts:
    insight = place.moment
    moment, touchpoint = insight.moment, insight.moment.touchpoint
    journey = place.journey.journey
    is_touchpoint = moment.kind == "touchpoint"
    stage = plain_text(journey.stages[moment.stage].name)
    where = escape(f"{plain_text(journey.title)} · {stage}", quote=False)
    draft = ' <span class="status">draft</span>' if journey.status == "draft" else ""
    truth = '<p class="truth">Moment of truth</p>' if is_touchpoint and touchpoint.moment_of_truth is not None else ""
    fails = here.text(touchpoint.when_it_fails) if is_touchpoint else ""
    missing = "not written down yet" if is_touchpoint and touchpoint.ours else ""
    why = escape(red_reasons(insight, here), quote=False) + (" (suspected)" if insight.suspected else "")
    held = _find_held(place)
    name = escape(plain_text(moment.name), quote=False)
    return _Parts(
        held=held,
        attributes=_write_attributes(insight, held),
        what=f'<th scope="row">{red_mark(insight)}<a href="{here.journey(journey.id)}#{moment.anchor}">{name}</a>'
        f'<p class="who">{where}{draft}</p>{truth}</th>',
        fails=f"<td>{fails}</td>" if fails else f'<td class="muted">{missing}</td>',
        feels=f"<td>{badge(insight)}</td>",
        team=f"<td>{link_team(here, held['team'])}</td>",
        why=f"<td>{why}</td>",
    )


def _find_held(place: JourneyMoment) -> Mapping[str, tuple[str, ...]]:
    """What a row can be filtered by: kind → ids. Personas that feel something; all where nobody's feeling is known."""
    insight, journey = place.moment, place.journey.journey
    owner, channel = insight.moment.owner, insight.moment.touchpoint.channel
    return {
        "persona": tuple(p for p, known in insight.felt.items() if known.value is not None) or tuple(insight.felt),
        "team": (owner,) if owner else (),
        "channel": tuple(dict.fromkeys(channel.all_values())) if channel else (),
        "lifecycle": (journey.lifecycle,) if journey.lifecycle else (),
        "tag": journey.tags,
        "checked": ("seen",) if insight.seen else ("unseen",),
    }


def _write_attributes(insight: MomentInsight, held: Mapping[str, tuple[str, ...]]) -> str:
    """What the row can be filtered and sorted by; tags may hold spaces, so they stand on lines of their own."""
    said = [" data-jb-row"]
    for kind, ids in held.items():
        if kind == "tag":
            said.append(f' data-tag="{escape(chr(10).join(ids))}"' if ids else "")
        elif ids:
            said.append(f' data-{kind}="{" ".join(ids)}"' if len(ids) > 1 else f" data-{kind}={ids[0]}")
    if insight.red:
        said.append(" data-red=1")
    if insight.value is not None:
        said.append(f" data-feels={insight.value:.2f}")
    return "".join(said)


def link_team(here: View, teams: tuple[str, ...]) -> str:
    """A link to the page of the team that owns something; a word where nobody does. Worked out once a team."""
    kept: dict[tuple[str, tuple[str, ...]], str] = here.build.kept.setdefault("team links", {})
    key = (here.root, teams)
    if key not in kept:
        links = [f'<a href="{here.record("team", t)}">{escape(here.label("team", t), quote=False)}</a>' for t in teams]
        kept[key] = ", ".join(links) or '<span class="muted">nobody</span>'
    return kept[key]
