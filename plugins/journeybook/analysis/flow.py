"""How a journey passes from team to team and channel to channel, and the time it takes.

Used by `journeys.py`. Everything is counted as written, from one touchpoint to the next; another way to do a step
counts like any touchpoint.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from journeybook.analysis.insight import Handoff, TimeSum
from journeybook.analysis.rounding import is_at_least
from journeybook.model import AFTER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.analysis.counted import Time
    from journeybook.analysis.ground import Ground
    from journeybook.analysis.personas import Shares
    from journeybook.model import Touchpoint


def find_handoffs(ground: Ground) -> tuple[Handoff, ...]:
    """Find the changes of owner from one touchpoint of ours that has an owner to the next (DESIGN §4)."""
    owned = [(t.id, t.owner) for t in ground.touchpoints if t.ours and t.owner is not None]
    return tuple(
        Handoff(here, there, giver, taker) for (here, giver), (there, taker) in pairwise(owned) if giver != taker
    )


def count_channel_switches(ground: Ground) -> int:
    """Count the changes of channel from one touchpoint of ours that has a channel to the next (DESIGN §4).

    Where the channel differs by persona, the one that most customers use counts.
    """
    channels = [_find_channel(t, ground.shares) for t in ground.touchpoints if t.ours]
    used = [channel for channel in channels if channel is not None]
    return sum(here != there for here, there in pairwise(used))


def count_repeats(ground: Ground) -> int:
    """Count the touchpoints, alternatives included, where the customer has to tell it again."""
    return sum(touchpoint.says_again for touchpoint in ground.touchpoints)


def sum_doing(ground: Ground) -> TimeSum:
    """Sum what the customer's steps take, in seconds, observed or as written (DESIGN §4).

    At least that, where a touchpoint of ours does not say; a step without us counts when it says.
    """
    return _sum_times([(ground.times.get(t.id), t.ours) for t in ground.touchpoints])


def sum_waiting(ground: Ground) -> TimeSum:
    """Sum the waits after touchpoints, in seconds, observed or as written (DESIGN §4).

    At least that, where something comes after a touchpoint, or somebody felt a wait there, and nobody says how long.
    """
    waits = [(t.id + AFTER, t.after is not None) for t in ground.touchpoints]
    return _sum_times([(ground.times.get(wait), written or wait in ground.felt) for wait, written in waits])


def _sum_times(times: Iterable[tuple[Time | None, bool]]) -> TimeSum:
    """Sum the times that are known; at least that, where one is not that counts as missed (the second of each pair)."""
    known: list[float] = []
    at_least = False
    for time, is_missed in times:
        if time is not None:
            known.append(time.seconds)
        elif is_missed:
            at_least = True
    return TimeSum(sum(known) if known else None, at_least)


def _find_channel(touchpoint: Touchpoint, shares: Shares) -> str | None:
    """Find the channel of the most customers; on a tie that of the earlier persona. None where no persona has one."""
    if touchpoint.channel is None:
        return None
    users: dict[str, float] = {}
    for persona, share in shares.items():
        channel = touchpoint.channel.for_persona(persona)
        if channel is not None:
            users[channel] = users.get(channel, 0.0) + share
    most = max(users.values(), default=0.0)
    return next((channel for channel, share in users.items() if is_at_least(share, most)), None)
