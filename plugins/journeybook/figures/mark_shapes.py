"""The marks of the emotion chart as SVG, in the shapes that Plotly gives them. Used by its drawing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from journeybook.figures.emotion_chart import MARK_SIZES, SMALL_TRIANGLE, STAR_SIZE
from journeybook.figures.evidence_marks import EDGES, core_size
from journeybook.figures.svg import element, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from journeybook.figures.emotion_curve import PersonaLine, Point

SMALL: Final = "s"
"""The small triangle: a wait, or a sign of its own."""


def define_marks(lines: Sequence[PersonaLine]) -> Markup:
    """The marks, in the shapes that Plotly gives them; those from before a change where there are any."""
    changed = {name_shape(p): p for line in lines for p in line.marks if p.filling == "before"}
    before = [
        _define(
            f"{name}-before",
            _draw_shape(name[0], _size(point), {"stroke-width": EDGES["before"]}),
            _draw_shape(name[0], core_size(point), {"class": "jb-core"}),
        )
        for name, point in sorted(changed.items())
    ]
    return element("defs", {}, *_define_plain_marks(), *before)


@cache
def _define_plain_marks() -> tuple[Markup, ...]:
    sizes = {
        "c": MARK_SIZES["circle"],
        "d": MARK_SIZES["diamond"],
        "t": MARK_SIZES["triangle-down"],
        "s": SMALL_TRIANGLE,
    }
    marks = (_define(name, _draw_shape(name, size, {})) for name, size in sizes.items())
    return (*marks, _define("star", element("path", {"d": _star(STAR_SIZE / 2)})))


def _define(name: str, *shapes: Markup) -> Markup:
    return element("g", {"id": f"jb-{name}"}, *shapes)


def name_shape(point: Point) -> str:
    """The letter of a mark: a circle, a diamond, a triangle or a small one."""
    return SMALL if point.small and point.shape == "triangle-down" else point.shape[0]


def _size(point: Point) -> float:
    return SMALL_TRIANGLE if name_shape(point) == SMALL else MARK_SIZES[point.shape]


def _draw_shape(letter: str, size: float, attributes: dict[str, str | float | None]) -> Markup:
    if letter == "c":
        return element("circle", {"r": size / 2, **attributes})
    return element("path", {"d": _diamond(size / 2) if letter == "d" else _triangle(size / 2), **attributes})


def _diamond(size: float) -> str:
    reach = number(size * 1.3)
    return f"M{reach} 0 0 {reach}-{reach} 0 0-{reach}Z"


def _triangle(size: float) -> str:
    reach = number(size * 2 / 3**0.5)
    return f"M-{reach}-{number(size / 2)}H{reach}L0 {number(size)}Z"


_STAR_POINTS: Final = (
    (0, -1), (0.225, -0.309), (0.951, -0.309), (0.363, 0.118), (0.588, 0.809),
    (0, 0.382), (-0.588, 0.809), (-0.363, 0.118), (-0.951, -0.309), (-0.225, -0.309),
)  # fmt: skip


def _star(size: float) -> str:
    return "M" + " ".join(f"{number(x * size * 1.4)} {number(y * size * 1.4)}" for x, y in _STAR_POINTS) + "Z"
