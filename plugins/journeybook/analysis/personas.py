"""How the customers of a journey divide among its personas, and means over them.

Used by every figure that speaks for all customers at once: scores, values of moments, customers lost, times, channels.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeybook.model import Handbook, Journey

Shares = Mapping[str, float]
"""Persona id → share of this journey's customers, in the journey's order; they add up to 1."""


def share_personas(journey: Journey, handbook: Handbook) -> Shares:
    """Divide the journey's customers among its personas: the shares in the organization, scaled to add up to 1.

    A persona without a share takes the mean of those of this journey that have one; where none has one, or all are 0,
    the shares are equal (DESIGN §3: equal shares when left out).
    """
    authored = {persona: _authored_share(persona, handbook) for persona in journey.persona_ids}
    known = [share for share in authored.values() if share is not None]
    total = sum(known)
    if total <= 0:
        return dict.fromkeys(authored, 1 / len(authored))
    mean = total / len(known)
    filled = {persona: mean if share is None else share for persona, share in authored.items()}
    whole = sum(filled.values())
    return {persona: share / whole for persona, share in filled.items()}


def mean_by_share(figures: Mapping[str, float], shares: Shares) -> float | None:
    """Average `figures` by share over the personas that have one: Σ share × figure ÷ Σ share (DESIGN §4).

    None where no persona with a share above 0 has one. Figures of personas that are not in `shares` count nothing.
    """
    total = weight = 0.0
    for persona, share in shares.items():
        figure = figures.get(persona)
        if figure is not None:
            total += share * figure
            weight += share
    return total / weight if weight else None


def _authored_share(persona: str, handbook: Handbook) -> float | None:
    record = handbook.personas.get(persona)
    return record.share if record else None
