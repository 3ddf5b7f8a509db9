"""The backlog of the organization: what first and why, effort and lift, red points that wait. Used by `render`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from journeybook.figures.effort_lift import effort_lift_chart
from journeybook.figures.effort_lift_frame import EffortLiftFrame, Ranked
from journeybook.figures.effort_lift_svg import effort_lift_svg
from journeybook.pages.backlog_rows import ImprovementRow, PointRow, RowMaker, offer_choices
from journeybook.pages.environment import render_template, safe
from journeybook.pages.paging import Leaf, Listing, split_pages
from journeybook.pages.site import DataFile, Heading, Page, Part, write_figure
from journeybook.pages.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from journeybook.analysis import ImprovementInsight
    from journeybook.model import PriorityModel
    from journeybook.pages.choices import Choices
    from journeybook.pages.view import Build

    Rows = Sequence[ImprovementRow] | Sequence[PointRow]

BACKLOG_SIZE: Final = 40
"""Rows a page of a list, but for the first page, which holds the head of each. A row takes about 1.3 kB."""
LEFT_OUT: Final = 12
"""Improvements named beneath the chart for want of a lift or an effort; the others are counted."""
CHART: Final = "backlog/effort-lift.json"

LISTS: Final = (
    ("ranked", "What to do next", ("improvement", "improvements"), 20),
    ("still-red", "Still red after what was done", ("red point", "red points"), 8),
    ("unanswered", "Nobody has taken these yet", ("red point", "red points"), 15),
    ("volume-unknown", "Volume unknown", ("improvement", "improvements"), 8),
    ("closed", "Done and dropped", ("improvement", "improvements"), 8),
)
"""The lists of the backlog: anchor, heading, the words for one row and many, and how many rows the first page holds."""


@dataclass(frozen=True, slots=True)
class BacklogList:
    """One list on a page of the backlog; rows are improvements, or red points in `still-red` and `unanswered`."""

    anchor: str
    title: str
    leaf: Leaf[ImprovementRow] | Leaf[PointRow]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Improvements that cannot be drawn: why, the first of them, and how many more there are."""

    why: str
    named: tuple[Ranked, ...]
    more: int


@dataclass(frozen=True, slots=True)
class EffortLift:
    """The effort–lift chart on the page: its drawing, its data's address, and what is not in it."""

    drawing: Markup
    data: str
    drawn: int
    complete: int
    """Improvements that could be drawn; more than `drawn` where they would lie on each other."""
    left_out: tuple[LeftOut, ...]


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
    model: PriorityModel = field(metadata={"help": "the model by which the organization ranks"})
    one: ImprovementInsight | None = field(metadata={"help": "the one improvement that brings customers most"})
    chart: EffortLift | None = field(metadata={"help": "effort and lift; only on the first page, where any is known"})


def render_backlog(build: Build) -> Part:
    """The pages of the backlog and the data of its chart. The first page holds the head of every list."""
    rows = _make_rows(build)
    facts = [row.facts for found in rows.values() for row in found]
    split: dict[str, tuple[Leaf[Any], ...]] = {
        anchor: split_pages(
            rows[anchor], Listing("backlog", anchor, f"Pages of {title.lower()}", words, anchor, BACKLOG_SIZE, head)
        )
        for anchor, title, words, head in LISTS
    }
    titles = {anchor: title for anchor, title, *_ in LISTS}
    here = View(build, "backlog")
    choices = offer_choices(here, facts)
    counts = {anchor: len(found) for anchor, found in rows.items()}
    chart, files = _draw_chart(here, split)

    def page(address: str, lists: tuple[BacklogList, ...], title: str, *, first: bool) -> Page:
        context = BacklogPage(
            here=View(build, address), lists=lists, first=first, choices=choices,
            total=len(facts), counts=counts, overdue=sum(f.overdue for f in facts), model=build.insight.priority,
            one=build.insight.one_thing if first else None, chart=chart if first else None,
        )  # fmt: skip
        return Page(
            address=address,
            title=title,
            description="Improvements ranked by what they do for customers, and red points that nobody has taken.",
            html=render_template(build.environment, "backlog.html.j2", context),
            toc=tuple(Heading(part.anchor, part.title) for part in lists) if first else (),
            anchors=_list_anchors(lists, first=first),
            name="backlog" if first else None,
            listed=first,
            is_further=not first,
        )

    heads = tuple(BacklogList(a, t, split[a][0]) for a, t, *_ in LISTS if a in {"ranked", "unanswered"} or counts[a])
    pages = [page("backlog", heads, "Backlog", first=True)]
    for anchor, leaves in split.items():
        for leaf in leaves[1:]:
            title = f"{titles[anchor]}, page {leaf.turns.number}"
            pages.append(page(leaf.address, (BacklogList(anchor, titles[anchor], leaf),), title, first=False))
    return Part(tuple(pages), files)


def _make_rows(build: Build) -> dict[str, Rows]:
    """The rows of every list, by its anchor."""
    insight = build.insight
    make = RowMaker(insight)
    return {
        "ranked": make.make_improvements(insight.backlog),
        "still-red": make.make_points(insight.still_red),
        "unanswered": make.make_points(insight.unanswered),
        "volume-unknown": make.make_improvements(insight.volume_unknown, across=False),
        "closed": make.make_improvements(insight.closed),
    }


def _draw_chart(
    here: View, split: Mapping[str, tuple[Leaf[Any], ...]]
) -> tuple[EffortLift | None, tuple[DataFile, ...]]:
    """The chart of what is open and its data; nothing where no effort is known with a lift."""
    ranked = [
        Ranked(row.item, row.rank if anchor == "ranked" else None, here.to(leaf.address, row.anchor))
        for anchor in ("ranked", "volume-unknown")
        for leaf in split[anchor]
        for row in leaf.rows
    ]
    frame = EffortLiftFrame(ranked)
    if not frame.bubbles:
        return None, ()
    reasons = (("without an effort", frame.without_effort), ("without a lift", frame.without_lift))
    chart = EffortLift(
        drawing=safe(effort_lift_svg(frame)),
        data=here.file_below(CHART.rpartition("/")[2]),
        drawn=len(frame.bubbles),
        complete=len(frame.complete),
        left_out=tuple(
            LeftOut(why, found[:LEFT_OUT], max(0, len(found) - LEFT_OUT)) for why, found in reasons if found
        ),
    )
    return chart, (write_figure(CHART, effort_lift_chart(frame)),)


def _list_anchors(lists: Sequence[BacklogList], *, first: bool) -> frozenset[str]:
    """Every id of a page that a link may name."""
    found = {row.anchor for part in lists for row in part.leaf.rows if isinstance(row, ImprovementRow)}
    return frozenset(found | {"effort-lift"} | {part.anchor for part in lists} if first else found)
