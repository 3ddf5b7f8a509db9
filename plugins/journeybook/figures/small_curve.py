"""The small curve that stands wherever a journey is named: its mean by moment, red points as dots. Used by pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from journeybook.figures.emotion_curve import lay_out_curve, split_at_gaps
from journeybook.figures.svg import element, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from journeybook.analysis import JourneyInsight
    from journeybook.figures.emotion_curve import EmotionCurve, Point

_WIDTH: Final = 160.0
_HEIGHT: Final = 44.0
_EDGE: Final = 4.0
_STEP: Final = (_HEIGHT / 2 - _EDGE) / 2


def small_curve(insight: JourneyInsight, curve: EmotionCurve | None = None) -> str:
    """A journey as a small SVG: −2 … +2 from bottom to top, gaps broken; red points are dots, suspected ones rings.

    `curve` is the journey's, where it is laid out already.
    """
    curve = curve or lay_out_curve(insight)
    route = curve.mean_route
    points = (*route.points, *(p for branch in route.branches for p in branch[1:]))
    reds = [p for p in points if p.moment.is_red and p.value is not None]
    middle = number(_HEIGHT / 2)
    drawing = element(
        "svg",
        {"class": "jb-curve", "viewBox": f"0 0 {number(_WIDTH)} {number(_HEIGHT)}", "aria-hidden": "true"},
        element("path", {"class": "jb-curve__even", "d": f"M0 {middle}H{number(_WIDTH)}"}),
        element("path", {"d": "".join(_trace(curve, stretch) for stretch in split_at_gaps(route.points))}),
        *_draw_dots(curve, [p for p in reds if not p.moment.suspected]),
        *(_draw_ring(curve, p) for p in reds if p.moment.suspected),
    )
    return str(drawing)


def _place(curve: EmotionCurve, point: Point) -> tuple[str, str]:
    last = max(curve.end - 0.5, 1.0)
    x = _EDGE + (_WIDTH - 2 * _EDGE) * point.x / last
    return number(x), number(_HEIGHT / 2 - (point.value or 0.0) * _STEP)


def _trace(curve: EmotionCurve, stretch: Sequence[Point]) -> str:
    """A stretch of the line; a point alone is a short dash."""
    places = [_place(curve, point) for point in stretch]
    end = "h2" if len(places) == 1 else ""
    return "M" + " ".join(f"{x} {y}" for x, y in places) + end


def _draw_dots(curve: EmotionCurve, points: Sequence[Point]) -> tuple[Markup, ...]:
    """Filled dots: the round ends of lines without a length, all as one path."""
    dots = "".join(f"M{x} {y}h0" for x, y in (_place(curve, point) for point in points))
    return (element("path", {"class": "red", "d": dots}),) if dots else ()


def _draw_ring(curve: EmotionCurve, point: Point) -> Markup:
    x, y = _place(curve, point)
    return element("circle", {"cx": x, "cy": y, "r": 3})
