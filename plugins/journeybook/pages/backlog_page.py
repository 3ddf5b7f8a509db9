"""The backlog of the organization: what first and why, effort and lift, red points that wait. Used by `render`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from journeybook.figures.effort_lift import effort_lift_chart
from journeybook.figures.effort_lift_frame import EffortLiftFrame, Ranked
from journeybook.figures.effort_lift_svg import effort_lift_svg
from journeybook.pages.backlog_rows import ImprovementRow, PointRow, RowMaker, offer_choices
from journeybook.pages.environment import render_template, safe, tidy
from journeybook.pages.paging import RowListing, split_rows
from journeybook.pages.site import DataFile, Heading, Page, Part, write_figure
from journeybook.pages.view import View

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from markupsafe import Markup

    from journeybook.analysis import ImprovementInsight
    from journeybook.model import PriorityModel
    from journeybook.pages.choices import Choices
    from journeybook.pages.paging import LongTable
    from journeybook.pages.view import Build

    Rows = Sequence[ImprovementRow] | Sequence[PointRow]

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
"""The lists of the backlog: anchor, heading, the words for one row and many, and how many rows the page itself holds.
A row takes about 1.3 kB."""
OF_POINTS: Final = ("still-red", "unanswered")
"""The lists whose rows are red points; the others' are improvements."""
ALWAYS: Final = ("ranked", "unanswered")
"""The lists that stand on the page though they are empty."""


@dataclass(frozen=True, slots=True)
class BacklogList:
    """One list of the backlog."""

    anchor: str
    title: str
    table: LongTable


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
    lists: tuple[BacklogList, ...] = field(
        metadata={"help": "the lists that are not empty, and the two that always stand"}
    )
    choices: Choices = field(metadata={"help": "the filters"})
    total: int = field(metadata={"help": "rows of all lists in all"})
    counts: Mapping[str, int] = field(metadata={"help": "list → rows in all"})
    overdue: int = field(metadata={"help": "overdue improvements in all"})
    model: PriorityModel = field(metadata={"help": "the model by which the organization ranks"})
    one: ImprovementInsight | None = field(metadata={"help": "the one improvement that brings customers most"})
    chart: EffortLift | None = field(metadata={"help": "effort and lift; None where no effort is known with a lift"})


def render_backlog(build: Build) -> Part:
    """The backlog, the bare pages of its long lists, and the data of its chart."""
    rows = _make_rows(build)
    facts = [row.facts for found in rows.values() for row in found]
    here = View(build, "backlog")
    lists: list[BacklogList] = []
    further: list[DataFile] = []
    for anchor, title, words, shown in LISTS:
        heads, written = _write_rows(here, anchor, rows[anchor])
        listing = RowListing(anchor, f"Backlog: {title}", anchor, words, heads, shown, part_of="backlog")
        table, files = split_rows(here, listing, written)
        further += files
        if written or anchor in ALWAYS:
            lists.append(BacklogList(anchor, title, table))
    shown_rows = {
        row.anchor for part in lists for row in rows[part.anchor][: part.table.shown] if isinstance(row, ImprovementRow)
    }
    chart, chart_files = _draw_chart(here, rows, shown_rows)
    context = BacklogPage(
        here=here,
        lists=tuple(lists),
        choices=offer_choices(here, facts),
        total=len(facts),
        counts={anchor: len(found) for anchor, found in rows.items()},
        overdue=sum(each.overdue for each in facts),
        model=build.insight.priority,
        one=build.insight.one_thing,
        chart=chart,
    )
    page = Page(
        address="backlog",
        title="Backlog",
        description="Improvements ranked by what they do for customers, and red points that nobody has taken.",
        html=render_template(build.environment, "backlog.html.j2", context),
        toc=tuple(Heading(part.anchor, part.title) for part in lists),
        anchors=frozenset(shown_rows | {"effort-lift"} | {part.anchor for part in lists}),
        name="backlog",
        listed=True,
    )
    return Part((page,), (*chart_files, *further))


def _write_rows(here: View, anchor: str, rows: Rows) -> tuple[Markup, list[str]]:
    """The column heads and the rows of a list as HTML."""
    macros = here.build.macros("backlog-rows.html.j2")
    if anchor in OF_POINTS:
        return macros.point_heads(), [tidy(macros.point_row(here, row, anchor)) for row in rows]
    how = next((row.how for row in rows if isinstance(row, ImprovementRow)), None)
    return macros.improvement_heads(here, how), [tidy(macros.improvement_row(here, row)) for row in rows]


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
    here: View, rows: Mapping[str, Rows], shown: Collection[str]
) -> tuple[EffortLift | None, tuple[DataFile, ...]]:
    """The chart of what is open and its data; nothing where no effort is known with a lift.

    A bubble leads to its row where that is `shown` on the page, else to the improvement in its journey.
    """
    ranked = [
        Ranked(row.item, row.rank if anchor == "ranked" else None, _find_row(here, row, shown))
        for anchor in ("ranked", "volume-unknown")
        for row in rows[anchor]
        if isinstance(row, ImprovementRow)
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


def _find_row(here: View, row: ImprovementRow, shown: Collection[str]) -> str:
    """The address of an improvement, as seen from the backlog."""
    if row.anchor in shown:
        return f"#{row.anchor}"
    return here.journey(row.item.journey, f"improvement-{row.item.improvement.id}")
