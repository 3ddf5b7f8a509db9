"""Long lists, a page at a time: no page grows with the number of journeys. Used by lists of all kinds.

Two ways: `split_pages` makes pages like any other, for the list that people read through; `split_rows` leaves the head
of a table on its page and puts the rest on bare pages, which cost next to nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from markupsafe import Markup, escape

from journeybook.pages.site import DataFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeybook.pages.view import View

T = TypeVar("T")

PAGE_SIZE: Final = 35
"""Rows a page. A journey's row with its curve is about 2 kB, so that a page stays well below 150 kB."""


@dataclass(frozen=True, slots=True)
class Turns:
    """Where a page stands among the pages of its list. `previous` and `next` are addresses, None at the ends."""

    list: str
    label: str
    number: int
    count: int
    total: int
    one: str
    many: str
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """One page of a list: its address and its rows."""

    address: str
    rows: Sequence[T]
    turns: Turns


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that goes over pages: the first at `address`, the others below it at `page_2` …, which is no id.

    `words` name one row and many.
    """

    address: str
    label: str
    words: tuple[str, str]

    def at(self, number: int, count: int) -> str | None:
        """The address of page `number` of `count`; None beyond the ends."""
        if not 1 <= number <= count:
            return None
        return self.address if number == 1 else f"{self.address}/page_{number}"


def split_pages(rows: Sequence[T], listing: Listing) -> tuple[Leaf[T], ...]:
    """Split `rows` over pages. An empty list is one page without rows."""
    starts = (0, *range(PAGE_SIZE, len(rows), PAGE_SIZE))
    count = len(starts)
    return tuple(
        Leaf(
            address=listing.at(number, count) or listing.address,
            rows=rows[start : start + PAGE_SIZE],
            turns=Turns(
                list=listing.address,
                label=listing.label,
                number=number,
                count=count,
                total=len(rows),
                one=listing.words[0],
                many=listing.words[1],
                previous=listing.at(number - 1, count),
                next=listing.at(number + 1, count),
            ),
        )
        for number, start in enumerate(starts, start=1)
    )


HEAD_ROWS: Final = 40
HEAD_SIZE: Final = 40_000
"""How many rows of a long list its own page holds, and how many characters they may have together."""
BARE_ROWS: Final = 120
BARE_SIZE: Final = 100_000
"""The same for a bare page."""


@dataclass(frozen=True, slots=True)
class RowListing:
    """A table whose head stands on a page and whose other rows go to bare pages beside it: `<name>_2.html` and so on.

    `title` says plainly whose rows they are, `anchor` is where the list begins, `words` name one row and many, `heads`
    are the column heads as HTML of `<th>` cells.
    """

    name: str
    title: str
    anchor: str
    words: tuple[str, str]
    heads: Markup
    rows: int = HEAD_ROWS
    """Rows on the page itself."""
    part_of: str = ""
    """The list in the page (`data-jb-list`) that the table is one of several of; empty where it is called like it."""


@dataclass(frozen=True, slots=True)
class LongTable:
    """A long table as its page shows it: `rows` is the HTML of its first rows, `shown` of `total`.

    `more` is the address of the next rows as seen from the page; None where all are shown.
    """

    listing: RowListing
    rows: Markup
    shown: int
    total: int
    more: str | None


_STYLE: Final = (
    "body{max-width:72rem;margin:1rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;"
    "background:Canvas;color:CanvasText}main{overflow-x:auto}td p,th p{margin:0}td a,th a{overflow-wrap:anywhere}"
    "th,td{padding:.4rem .6rem .4rem 0;text-align:left;vertical-align:top}th p{font-weight:400}"
    "small,.when{display:block}svg{display:none}"
)
"""What a bare page needs to be read on a phone; nothing more, and no curves, which need the book's colours."""


def split_rows(here: View, listing: RowListing, rows: Sequence[str]) -> tuple[LongTable, tuple[DataFile, ...]]:
    """The head of a table for the page `here`, and a bare page for every further part of it.

    A bare page is a small document that leads back, found by no search engine, without the theme; the list script takes
    its rows (`data-jb-list`) and the way to the next ones (`data-jb-more`). It lies as deep as the page itself, so that
    links in the rows, which must be relative to the page, lead to the same places from both.
    """
    parts = _part(rows, listing.rows)
    names = [f"{listing.name}_{number}.html" for number in range(2, len(parts) + 1)]
    folder, own = (f"{here.address}/", "") if here.site.directory_urls else _beside(here.address)
    follow = [own + name for name in names]
    files = []
    for number, name in enumerate(names, start=2):
        further = follow[number - 1] if number < len(parts) else None
        place = (number, len(parts), len(rows))
        files.append(DataFile(folder + own + name, _bare_page(here, listing, parts[number - 1], place, further)))
    head = Markup("\n".join(parts[0]))  # noqa: S704 - rows are HTML
    return LongTable(listing, head, len(parts[0]), len(rows), follow[0] if follow else None), tuple(files)


def _beside(address: str) -> tuple[str, str]:
    """The folder of a page that is a file, and what the names of its bare pages begin with: `teams/`, `retail_`."""
    folder, slash, name = address.rpartition("/")
    return folder + slash, f"{name}_"


def _part(rows: Iterable[str], first: int) -> list[list[str]]:
    """Rows by page: as many as fit by number and by size, at least one a page."""
    parts: list[list[str]] = [[]]
    most, room = first, HEAD_SIZE
    for row in rows:
        if parts[-1] and (len(parts[-1]) >= most or len(row) > room):
            parts.append([])
            most, room = BARE_ROWS, BARE_SIZE
        parts[-1].append(row)
        room -= len(row)
    return parts


def _bare_page(
    here: View, listing: RowListing, rows: Sequence[str], place: tuple[int, int, int], follow: str | None
) -> str:
    """The document of one part: `place` is its number, how many there are, and the rows in all."""
    number, count, total = place
    title = f"{listing.title}, page {number} of {count}"
    back = f"{here.to(here.address)}#{listing.anchor}"
    many = listing.words[0] if total == 1 else listing.words[1]
    further = f'<a href="{escape(follow)}" rel="next" data-jb-more="{listing.name}">More rows</a>' if follow else ""
    return "\n".join((
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">',
        f'<title>{escape(title)}</title><link rel="icon" href="data:,"><style>{_STYLE}</style></head><body><main>',
        f"<h1>{escape(title)}</h1>",
        f'<p>{total:,} {many}. <a href="{escape(back)}">Filter all of them</a></p>',
        f'<table data-jb-list="{listing.part_of or listing.name}"><thead><tr>{listing.heads}</tr></thead><tbody>',
        *rows,
        "</tbody></table>",
        f"<p>{further}</p></main></body></html>\n",
    ))  # fmt: skip
