"""How feelings are spread over the five levels.

Used by the sides of channels, personas and phases, and by heat maps.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from journeybook.analysis.rounding import level_of
from journeybook.analysis.sides.findings import Spread

if TYPE_CHECKING:
    from collections.abc import Iterable


def spread_feelings(values: Iterable[float | None]) -> Spread:
    """Sort feelings by their nearest level, as shown with one decimal; None is a gap. Their mean is the plain one."""
    every = tuple(values)
    known = [value for value in every if value is not None]
    levels = Counter(level_of(value) for value in known)
    return Spread(
        upset=levels[-2],
        annoyed=levels[-1],
        even=levels[0],
        pleased=levels[1],
        delighted=levels[2],
        gaps=len(every) - len(known),
        mean=sum(known) / len(known) if known else None,
    )
