"""The moments of all customers, kept so that a million take little memory and no customer's id is kept at all.

Filled by `reader`, emptied by `counting`.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TOUCHPOINTS: Final = 1 << 10
"""A journey has fewer; an event is its moment in milliseconds times this, plus the number of its touchpoint."""

_PARTS: Final = 1 << 7
"""Customers are parted into so many, so that what is being gathered fits into a processor's cache."""
LAST_PART: Final = _PARTS - 1
"""The part of a customer is its hash & LAST_PART."""


class Moments:
    """Events by the hash of their customer's id.

    Of Python's hashes of 64 bits, two of a million customers are the same once in thirty million logs.
    """

    def __init__(self) -> None:
        """Without any event."""
        self.hashes: list[array[int]] = [array("q") for _ in range(_PARTS)]
        self.events: list[array[int]] = [array("q") for _ in range(_PARTS)]

    def add(self, customer: str, event: int) -> None:
        """Add an event of a customer. Where every row counts, `reader` does the same without the call."""
        known = hash(customer)
        self.hashes[known & LAST_PART].append(known)
        self.events[known & LAST_PART].append(event)

    @property
    def number(self) -> int:
        """How many events there are."""
        return sum(map(len, self.events))

    def has(self, customer: str) -> bool:
        """Whether a customer of this id has an event."""
        known = hash(customer)
        return known in self.hashes[known & LAST_PART]

    def gather(self) -> Iterator[Sequence[list[int]]]:
        """The events of each customer in the order in which they were added, a part of the customers at a time."""
        for hashes, events in zip(self.hashes, self.events, strict=True):
            gathered: defaultdict[int, list[int]] = defaultdict(list)
            for customer, event in zip(hashes, events, strict=True):
                gathered[customer].append(event)
            yield list(gathered.values())
