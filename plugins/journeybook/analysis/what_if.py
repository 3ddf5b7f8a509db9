"""What a reader needs to try improvements out: the ingredients of the expected score and finish, unrounded.

Gathered by `journeys.py`; written by `pages/what_if.py` for the script of the journey's page, which does the sums of
`expected.py` in the browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.model import OPEN_STATUSES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeybook.analysis.ground import Ground
    from journeybook.analysis.personas import Shares
    from journeybook.analysis.values import Values
    from journeybook.model import Improvement, Moment


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What expected figures of one journey are worked out from. Mappings go by id; what is unknown is not in them."""

    improvements: tuple[Improvement, ...]
    """The open ones, as written: at least one."""
    moments: tuple[Moment, ...]
    shares: Shares
    values: Values
    """Persona → moment → value; gaps left out."""
    steps: tuple[tuple[str, ...], ...]
    """The touchpoints by step: alternatives share one."""
    said_reach: Mapping[str, float]
    """Touchpoint → share of those who start that gets there, where that is counted or written."""
    losses: Mapping[str, Mapping[str, float]]
    """Touchpoint → persona → share of those who get there that leaves for good."""
    score: float | None
    finish: float | None


def gather_what_if(ground: Ground) -> WhatIf | None:
    """Gather what the script needs of a journey; None where no improvement is open."""
    improvements = tuple(i for i in ground.journey.improvements if i.status in OPEN_STATUSES)
    if not improvements:
        return None
    return WhatIf(
        improvements=improvements,
        moments=ground.moments,
        shares=ground.shares,
        values=ground.values,
        steps=tuple(tuple(touchpoint.id for touchpoint in members) for members in ground.groups.values()),
        said_reach=ground.said_reach,
        losses={touchpoint: loss.by_persona for touchpoint, loss in ground.losses.items()},
        score=ground.score,
        finish=ground.finish,
    )
