"""The pages of lists: the journeys, and the backlog of the organization. Used by `render`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from journeybook.model import plain_text
from journeybook.pages.choices import Choice, channels_of, count_choices, teams_of
from journeybook.pages.environment import render_template
from journeybook.pages.paging import Leaf, Listing, split_pages
from journeybook.pages.pieces import CHECKED, state_of
from journeybook.pages.site import Heading, Page
from journeybook.pages.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeybook.analysis import ImprovementInsight, JourneyInsight, JourneyMoment
    from journeybook.pages.paging import Turns
    from journeybook.pages.view import Build

Choices = tuple[tuple[str, str, tuple[Choice, ...]], ...]
"""Filters: kind, label, choices."""


@dataclass(frozen=True, slots=True)
class JourneyRow:
    """A journey in the list, with what it can be filtered by."""

    insight: JourneyInsight
    teams: tuple[str, ...]
    channels: tuple[str, ...]

    @property
    def state(self) -> str:
        """Whether it was checked."""
        return state_of(self.insight)


@dataclass(frozen=True, slots=True)
class JourneysPage:
    """What `journeys.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    groups: tuple[tuple[str | None, tuple[JourneyRow, ...]], ...] = field(
        metadata={"help": "phase id and its journeys"}
    )
    turns: Turns = field(metadata={"help": "where this page stands among the pages of the list"})
    choices: Choices = field(metadata={"help": "the filters"})
    total: int = field(metadata={"help": "journeys in all"})


def render_journeys(build: Build) -> tuple[Page, ...]:
    """The list of journeys, over as many pages as it needs."""
    rows = tuple(JourneyRow(j, teams_of(j), channels_of(j)) for j in build.insight.journeys.values())
    here = View(build, "journeys")
    phases = ((r.insight.journey.lifecycle or "",) for r in rows)
    choices: Choices = (
        ("lifecycle", "Phase", count_choices(phases, lambda i: here.label("phase", i))),
        ("persona", "Persona", count_choices((r.insight.journey.personas for r in rows), here.persona)),
        ("team", "Team", count_choices((r.teams for r in rows), lambda i: here.label("team", i))),
        ("channel", "Channel", count_choices((r.channels for r in rows), lambda i: here.label("channel", i))),
        ("tag", "Tag", count_choices((r.insight.journey.tags for r in rows), plain_text)),
        ("checked", "Checked", count_choices(((state_of(r.insight),) for r in rows), CHECKED.__getitem__)),
    )
    listing = Listing("journeys", "journeys", "Pages of journeys", ("journey", "journeys"), "page")
    leaves = split_pages(rows, listing)
    return tuple(_journeys_leaf(build, leaf, choices) for leaf in leaves)


def _journeys_leaf(build: Build, leaf: Leaf[JourneyRow], choices: Choices) -> Page:
    groups: dict[str | None, list[JourneyRow]] = {}
    for row in leaf.rows:
        phase = row.insight.journey.lifecycle
        groups.setdefault(phase if phase in build.insight.handbook.phases else None, []).append(row)
    context = JourneysPage(
        here=View(build, leaf.address),
        groups=tuple((phase, tuple(found)) for phase, found in groups.items()),
        turns=leaf.turns,
        choices=choices,
        total=leaf.turns.total,
    )
    first = leaf.turns.number == 1
    return Page(
        address=leaf.address,
        title="Journeys" if first else f"Journeys, page {leaf.turns.number}",
        description="Every journey of our customers, by phase of the lifecycle.",
        html=render_template(build.environment, "journeys.html.j2", fields_of(context)),
        toc=tuple(
            Heading(
                f"phase-{phase}" if phase else "phase", context.here.label("phase", phase) or "Beside the lifecycle"
            )
            for phase, _ in context.groups
        ),
        anchors=frozenset(f"phase-{p}" if p else "phase" for p, _ in context.groups),
        name="journeys" if first else None,
        listed=first,
    )


BACKLOG_SIZE: Final = 25
"""Rows a page in each list of the backlog, whose first page holds the head of each."""

LISTS: Final = (
    ("ranked", "What to do next", ("improvement", "improvements")),
    ("still-red", "Still red after what was done", ("red point", "red points")),
    ("unanswered", "Nobody has taken these yet", ("red point", "red points")),
    ("volume-unknown", "Volume unknown", ("improvement", "improvements")),
    ("closed", "Done and dropped", ("improvement", "improvements")),
)
"""The lists of the backlog: anchor, heading, and the words for one row and many."""


@dataclass(frozen=True, slots=True)
class BacklogList:
    """One list on a page of the backlog; rows are improvements, or red points in `still-red` and `unanswered`."""

    anchor: str
    title: str
    leaf: Leaf[ImprovementInsight] | Leaf[JourneyMoment]


@dataclass(frozen=True, slots=True)
class BacklogPage:
    """What `backlog.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    lists: tuple[BacklogList, ...] = field(metadata={"help": "the lists on this page"})
    first: bool = field(metadata={"help": "whether this is the first page, which holds the head of every list"})
    choices: Choices = field(metadata={"help": "the filters"})
    total: int = field(metadata={"help": "rows of all lists in all"})
    counts: Mapping[str, int] = field(metadata={"help": "list → rows in all"})
    overdue: int = field(metadata={"help": "overdue improvements in all"})


def render_backlog(build: Build) -> tuple[Page, ...]:
    """The backlog: its first page holds the head of every list, further pages one list each."""
    insight = build.insight
    rows: dict[str, Sequence[ImprovementInsight] | Sequence[JourneyMoment]] = {
        "ranked": insight.backlog,
        "still-red": insight.still_red,
        "unanswered": insight.unanswered,
        "volume-unknown": insight.volume_unknown,
        "closed": insight.closed,
    }
    split: dict[str, tuple[Leaf[Any], ...]] = {
        anchor: split_pages(
            rows[anchor], Listing("backlog", anchor, f"Pages of {title.lower()}", words, anchor, BACKLOG_SIZE)
        )
        for anchor, title, words in LISTS
    }
    titles = {anchor: title for anchor, title, _ in LISTS}
    choices = _backlog_choices(build)
    counts = {anchor: len(found) for anchor, found in rows.items()}
    everything = (*insight.backlog, *insight.volume_unknown)
    overdue = sum(item.overdue for item in everything)

    def page(address: str, lists: tuple[BacklogList, ...], title: str, *, first: bool) -> Page:
        context = BacklogPage(
            here=View(build, address), lists=lists, first=first, choices=choices,
            total=sum(counts.values()), counts=counts, overdue=overdue,
        )  # fmt: skip
        return Page(
            address=address,
            title=title,
            description="Improvements ranked by what they do for customers, and red points that nobody has taken.",
            html=render_template(build.environment, "backlog.html.j2", fields_of(context)),
            toc=tuple(Heading(part.anchor, part.title) for part in lists) if first else (),
            anchors=frozenset(part.anchor for part in lists) if first else frozenset(),
            name="backlog" if first else None,
            listed=first,
        )

    heads = tuple(BacklogList(a, t, split[a][0]) for a, t, _ in LISTS if a in {"ranked", "unanswered"} or counts[a])
    pages = [page("backlog", heads, "Backlog", first=True)]
    for anchor, leaves in split.items():
        for leaf in leaves[1:]:
            title = f"{titles[anchor]}, page {leaf.turns.number}"
            pages.append(page(leaf.address, (BacklogList(anchor, titles[anchor], leaf),), title, first=False))
    return tuple(pages)


def _backlog_choices(build: Build) -> Choices:
    insight = build.insight
    here = View(build, "backlog")
    improvements = (*insight.backlog, *insight.volume_unknown, *insight.closed)
    journeys = [insight.journeys[i.journey].journey for i in improvements]
    points = (*insight.still_red, *insight.unanswered)
    journeys += [point.journey.journey for point in points]
    teams = [(i.improvement.owner or "",) for i in improvements]
    teams += [(point.moment.moment.touchpoint.owner or "",) for point in points]
    return (
        ("team", "Team", count_choices(teams, lambda i: here.label("team", i))),
        ("status", "Status", count_choices(((i.improvement.status,) for i in improvements), str)),
        (
            "lifecycle",
            "Phase",
            count_choices(((j.lifecycle or "",) for j in journeys), lambda i: here.label("phase", i)),
        ),
        ("persona", "Persona", count_choices((j.personas for j in journeys), here.persona)),
    )


def fields_of(context: object) -> dict[str, object]:
    """The fields of a context class as a template receives them, one level deep."""
    return {name: getattr(context, name) for name in context.__dataclass_fields__}  # type: ignore[attr-defined]
