"""The keys below the emotion chart: those of the marks that occur in it, and no others. Used by a journey's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from journeybook.figures.emotion_curve import EmotionCurve, Point, Route, Sign


@dataclass(frozen=True, slots=True)
class Key:
    """A key: `name` is the end of its class, `k-seen`."""

    name: str
    words: str


def list_keys(curve: EmotionCurve, personas: Collection[str] | None = None) -> tuple[Key, ...]:
    """What the marks of an emotion chart mean; `personas` are those whose marks are shown, None for all."""
    shown = [persona for persona in curve.persona_routes if personas is None or persona in personas]
    has_stars = any(star.find_value(shown) is not None for star in curve.stars)
    return list_keys_of([curve.persona_routes[persona] for persona in shown], has_stars=has_stars)


def list_keys_of(routes: Iterable[Route], *, has_stars: bool = False) -> tuple[Key, ...]:
    """What the marks of lines mean. That marks are filled or hollow is said always: it is what to look at first."""
    marks = [
        point
        for route in routes
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
            ("truth", "moment of truth", has_stars),
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
