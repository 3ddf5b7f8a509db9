"""Why a moment is a red point, in words. Used by the emotion chart's hover and by the pages: both say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis import round_half_away
from journeybook.figures.style import feeling_level

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeybook.analysis import RedReason


def say_reasons(reasons: Sequence[RedReason], name_of: Callable[[str], str] | None = None) -> list[str]:
    """Every reason as plain text; what is only suspected says so where another reason rests on evidence.

    `name_of` gives a persona's name; None where it is clear whose feeling is meant.
    """
    mixed = len({reason.suspected for reason in reasons}) > 1
    return [say_reason(reason, name_of) + (" (suspected)" if mixed and reason.suspected else "") for reason in reasons]


def say_reason(reason: RedReason, name_of: Callable[[str], str] | None = None) -> str:
    """One reason as plain text: `feels upset`, or `Upgrades: upset` with a name."""
    if reason.kind == "feels":
        word = feeling_level(reason.amount or 0.0)
        return f"feels {word}" if name_of is None or reason.persona is None else f"{name_of(reason.persona)}: {word}"
    if reason.kind == "lost":
        return say_lost(reason.amount or 0.0)
    if reason.amount is None:
        return "contacts that exist only because something failed"
    return f"{say_percent(reason.amount)} of the contacts exist only because something failed"


def say_lost(share: float) -> str:
    """How many leave a touchpoint for good."""
    return f"{say_percent(share)} leave for good"


def say_percent(share: float) -> str:
    """Whole per cent; `<1%` for a little that is not nothing."""
    whole = int(round_half_away(share * 100, 0))
    return f"{whole}%" if whole or not share else "<1%"
