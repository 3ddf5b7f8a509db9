"""What a log calls its touchpoints → their numbers in the journey; all else is counted. Used by `reader`."""

from __future__ import annotations

import difflib
from collections import Counter
from typing import TYPE_CHECKING, Final

from journeybook.source.event_log.personal import MAIL_ADDRESS
from journeybook.source.index import TouchpointIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeybook.model import Journey
    from journeybook.source.event_log.log_map import Map
    from journeybook.source.event_log.moments import Moments

UNKNOWN: Final = -1
IGNORED: Final = -2

_COUNTED_APART: Final = 1000
"""So many unknown values are counted one by one; in a log of whole addresses nearly every one is another."""

_NEAR: Final = 0.6  # as difflib counts likeness


class Values(dict[str, int]):
    """The number of the touchpoint that a value means, from 0; UNKNOWN or IGNORED where it means none."""

    def __init__(self, journey: Journey, log_map: Map) -> None:
        """The ids of the touchpoints of `journey`, present and earlier, and what `log_map` says beside them."""
        super().__init__()
        touchpoints = TouchpointIndex.of(journey)
        self.ids: Final = tuple(touchpoints.touchpoints)
        number = {touchpoint: number for number, touchpoint in enumerate(self.ids)}
        self.update(number)
        self.update({old: number[present] for old, present in touchpoints.renamed.items() if old not in number})
        for touchpoint, values in log_map.touchpoints.items():
            self.update({value.strip(): number[touchpoint] for value in values})
        self.update({value.strip(): IGNORED for value in log_map.ignore})
        self._known: Final = tuple(value for value, number in self.items() if number >= 0)
        self.unknown: Counter[str] = Counter()
        """How many rows hold each unknown value, of the first thousand values."""
        self.unknown_rows = 0

    def __missing__(self, value: str) -> int:
        """An unknown value; it is not kept, for there may be as many as rows."""
        return UNKNOWN

    def count_unknown(self, value: str) -> None:
        """Count a row with the unknown `value`."""
        self.unknown_rows += 1
        if value in self.unknown or len(self.unknown) < _COUNTED_APART:
            self.unknown[value] += 1

    def show_unknown(self, moments: Moments, most: int) -> Sequence[tuple[str, int, str | None]]:
        """The commonest unknown values with their rows, and the known one that is nearest.

        A value with digits that is near no touchpoint may be a customer's number in the wrong column, so it is not
        shown, nor is the id of a customer or a mail address.
        """
        shown: list[tuple[str, int, str | None]] = []
        for value, rows in sorted(self.unknown.items(), key=lambda item: (-item[1], item[0])):
            near = next(iter(difflib.get_close_matches(value.lower(), self._known, n=1, cutoff=_NEAR)), None)
            may_be_a_number = near is None and any(c.isdigit() for c in value)
            if not may_be_a_number and not moments.has(value) and not MAIL_ADDRESS.search(value):
                shown.append((value, rows, near))
            if len(shown) == most:
                break
        return shown
