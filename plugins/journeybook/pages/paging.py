"""Long lists, a page at a time: no page grows with the number of journeys. Used by the pages of lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """One page of a list: its address, its rows, and the number of its first row, from 1."""

    address: str
    rows: Sequence[T]
    first: int
    turns: Turns


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that goes over pages: the first at `address`, the others below it at `<prefix>_2` …, which is no id.

    `words` name one row and many.
    """

    address: str
    name: str
    label: str
    words: tuple[str, str]
    prefix: str
    size: int = PAGE_SIZE
    """Rows a page."""

    def at(self, number: int, count: int) -> str | None:
        """The address of page `number` of `count`; None beyond the ends."""
        if not 1 <= number <= count:
            return None
        return self.address if number == 1 else f"{self.address}/{self.prefix}_{number}"


def split_pages(rows: Sequence[T], listing: Listing) -> tuple[Leaf[T], ...]:
    """Split `rows` over pages. An empty list is one page without rows."""
    count = max(1, -(-len(rows) // listing.size))
    return tuple(
        Leaf(
            address=listing.at(number, count) or listing.address,
            rows=rows[(number - 1) * listing.size : number * listing.size],
            first=(number - 1) * listing.size + 1,
            turns=Turns(
                list=listing.name,
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
        for number in range(1, count + 1)
    )
