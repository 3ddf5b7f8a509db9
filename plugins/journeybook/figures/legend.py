"""The keys below the emotion chart: those of the marks that occur in it, and no others. Used by a journey's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeybook.figures.emotion_curve import EmotionCurve, Point, Sign


@dataclass(frozen=True, slots=True)
class Key:
    """A key: `name` is the end of its class, `k-seen`."""

    name: str
    words: str


def list_keys(curve: EmotionCurve) -> tuple[Key, ...]:
    """What the marks of a chart mean. That marks are filled or hollow is said always: it is what to look at first."""
    marks = [
        point
        for route in curve.persona_routes.values()
        for point in (*route.points, *(p for branch in route.branches for p in branch[1:]))
        if point.value is not None
    ]
    return tuple(
        Key(name, words)
        for name, words, occurs in (
            ("seen", "seen or measured", True),
            ("assumed", "assumed", True),
            ("before", "seen before the change", any(p.filling == "before" for p in marks)),
            ("span", "visits differ", any(p.span is not None for p in marks)),
            ("guess", "what we thought", any(p.guess is not None for p in marks)),
            ("truth", "moment of truth", bool(curve.stars)),
            ("red", "red point, in the mark's place or below it", any(_find_sign(p) == "red" for p in marks)),
            ("suspected", "suspected red point", any(_find_sign(p) == "suspected" for p in marks)),
            ("wait", "wait in between", any(p.shape == "diamond" for p in marks)),
        )
        if occurs
    )


def _find_sign(point: Point) -> Sign | None:
    """The sign of the red point, which is the mark itself where that is a triangle."""
    if point.shape != "triangle-down":
        return point.sign
    return "suspected" if point.filling == "hollow" else "red"
