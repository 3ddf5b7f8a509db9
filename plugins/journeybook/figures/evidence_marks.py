"""What evidence adds to the emotion chart. Used by the Plotly chart; the drawing takes the sizes.

Three quiet marks: a bar from the lowest to the highest of repeated visits, a small hollow circle where the author's
guess was overturned, and a core within the mark of a value from before a change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from journeybook.figures.plotly_parts import pen, plain_line, rounded
from journeybook.figures.style import COLOURS, feeling_role, persona_line

if TYPE_CHECKING:
    from journeybook.figures.emotion_curve import PersonaLine, Point

SPAN_WIDTH: Final = 7
GUESS_SIZE: Final = 7
BEFORE_EDGE: Final = 1.5
CORE_SIZES: Final = {"circle": 5, "diamond": 3.5, "triangle-down": 6}
"""Sizes within the marks, as Plotly counts them."""
SMALL_CORE: Final = 4


def core_size(point: Point) -> float:
    """The size of what fills the middle of a mark from before a change."""
    return SMALL_CORE if point.small and point.shape == "triangle-down" else CORE_SIZES[point.shape]


def draw_spans(line: PersonaLine) -> list[dict[str, Any]]:
    """Bars from the lowest to the highest of repeated visits."""
    x: list[float | None] = []
    y: list[float | None] = []
    for point, low, high in line.spans:
        x += [point.x, point.x, None]
        y += [rounded(low), rounded(high), None]
    bars = _pen(line) | {"width": SPAN_WIDTH}
    return [plain_line(x, y, bars) | {"meta": {"persona": line.persona, "span": True}, "opacity": 0.25}] if x else []


def draw_guesses(line: PersonaLine) -> list[dict[str, Any]]:
    """What the author thought, with a thin line to what was seen."""
    x: list[float | None] = []
    y: list[float | None] = []
    for point, guess in line.guesses:
        x += [point.x, point.x, None]
        y += [rounded(guess), rounded(point.value), None]
    if not x:
        return []
    trace = plain_line(x, y, _pen(line) | {"width": 1})
    marker = {
        "symbol": "circle",
        "size": [GUESS_SIZE, 0, 0] * len(line.guesses),
        "opacity": 1,
        "color": COLOURS["surface"],
        "line": {"color": trace["line"]["color"], "width": 1},
    }
    return [trace | {"mode": "lines+markers", "meta": {"persona": line.persona, "guess": True}, "marker": marker}]


def draw_cores(line: PersonaLine) -> list[dict[str, Any]]:
    """The middle of every mark from before a change."""
    points = [p for p in line.marks if p.filling == "before"]
    if not points:
        return []
    marker = {
        "symbol": [p.shape for p in points],
        "size": [core_size(p) for p in points],
        "opacity": 1,
        "color": [COLOURS[feeling_role(p.value or 0.0)] for p in points],
        "line": {"width": 0},
    }
    trace = plain_line([p.x for p in points], [rounded(p.value) for p in points], {})
    return [trace | {"mode": "markers", "meta": {"persona": line.persona, "core": True}, "marker": marker}]


def _pen(line: PersonaLine) -> dict[str, Any]:
    """The colour of a persona's line, without its dashes."""
    return pen(persona_line(line.position)) | {"dash": "solid"}
