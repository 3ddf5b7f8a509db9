"""Long lists, a page at a time: no page of the handbook grows with the number of journeys. Used by the pages of lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

PAGE_SIZE: Final = 50
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


def split_pages(
    rows: Sequence[T], *, address: str, name: str, label: str, words: tuple[str, str], plain: bool = False
) -> tuple[Leaf[T], ...]:
    """Split `rows` over pages. The first stands at `address`, the others below it at `<name>_2` … (no id has an underscore).

    An empty list is one page without rows. `words` names one row and many; `plain` pages are called `page_2`.
    """
    count = max(1, -(-len(rows) // PAGE_SIZE))
    prefix = "page" if plain else name

    def at(number: int) -> str | None:
        if not 1 <= number <= count:
            return None
        return address if number == 1 else f"{address}/{prefix}_{number}"

    return tuple(
        Leaf(
            address=at(number) or address,
            rows=rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
            first=(number - 1) * PAGE_SIZE + 1,
            turns=Turns(name, label, number, count, len(rows), *words, at(number - 1), at(number + 1)),
        )
        for number in range(1, count + 1)
    )
