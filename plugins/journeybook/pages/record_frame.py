"""What the pages of all kinds of records share: their names, how a page is made of its template. Used by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from journeybook.model import plain_text
from journeybook.pages.environment import render_template
from journeybook.pages.paging import RowListing
from journeybook.pages.site import Heading, Page
from journeybook.pages.touchpoint_rows import HEADS, TEAM_HEADS
from journeybook.pages.view import record_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.model import Named
    from journeybook.pages.view import Build, RecordKind

TITLES: Final[dict[RecordKind, str]] = {
    "team": "Teams",
    "channel": "Channels",
    "system": "Systems",
    "persona": "Customers",
    "measure": "Measures",
}
"""What the list of each kind is called; readers look for customers and find personas."""


def make_record_page(
    build: Build, kind: RecordKind, record: Named | None, context: Any, headings: Iterable[tuple[str, str, bool]]
) -> Page:
    """The page of a record, from the template of its kind. `context` has the fields `here`, `id` and `name`.

    `headings` are the parts of the page: anchor, heading, and whether it is shown; where not, a line bears the anchor.
    """
    parts = tuple(headings)
    summary = plain_text(record.summary) if record and record.summary else ""
    return Page(
        address=record_address(kind, context.id),
        title=context.name,
        description=summary or f"{context.name}: what our customers go through, seen from here.",
        html=render_template(build.environment, f"{kind}.html.j2", context),
        toc=tuple(Heading(anchor, title) for anchor, title, shown in parts if shown),
        anchors=frozenset(anchor for anchor, _, _ in parts),
        file=record.place.span.file if record else None,
    )


def list_moments(name: str, title: str, *, team: bool) -> RowListing:
    """The table of a record's moments; with their teams where `team`."""
    return RowListing(
        name=name,
        title=f"{title}: moments",
        anchor="touchpoints",
        words=("moment", "moments"),
        heads=TEAM_HEADS if team else HEADS,
    )
