"""What evidence adds to the emotion chart. Used by the Plotly chart; the drawing takes the sizes.

Quiet marks: a bar from the lowest to the highest of repeated visits, a small hollow circle where the author's guess was
overturned, a core within the mark of a value from before a change, and a sign below a mark where the value is assumed
and the red point is not, or the other way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from journeybook.figures.chart_frame import STEP
from journeybook.figures.emotion_curve import SIGN_VALUE
from journeybook.figures.plotly_parts import pen, plain_line, rounded
from journeybook.figures.style import COLOURS, feeling_role, persona_line

if TYPE_CHECKING:
    from journeybook.figures.emotion_curve import PersonaLine, Point

SPAN_WIDTH: Final = 7
GUESS_SIZE: Final = 7
EDGES: Final = {"hollow": 2.0, "before": 1.5, "filled": 1.0}
"""The edge of a mark by what it rests on."""
CORE_SIZES: Final = {"circle": 5, "diamond": 3.5, "triangle-down": 6}
"""Sizes within the marks, as Plotly counts them."""
SMALL_CORE: Final = 4
SIGN_SIZE: Final = 10
SIGN_DROP: Final = 14.0
"""Pixels from a mark down to the sign of its red point."""


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
        "color": [COLOURS[feeling_role(p.shade or 0.0)] for p in points],
        "line": {"width": 0},
    }
    trace = plain_line([p.x for p in points], [rounded(p.value) for p in points], {})
    return [trace | {"mode": "markers", "meta": {"persona": line.persona, "core": True}, "marker": marker}]


def draw_signs(line: PersonaLine) -> list[dict[str, Any]]:
    """Triangles below the marks of red points whose evidence is not the value's."""
    points = [p for p in line.marks if p.sign is not None]
    if not points:
        return []
    red, surface = COLOURS[feeling_role(SIGN_VALUE)], COLOURS["surface"]
    marker = {
        "symbol": "triangle-down",
        "size": SIGN_SIZE,
        "opacity": 1,
        "color": [red if p.sign == "red" else surface for p in points],
        "line": {
            "color": [surface if p.sign == "red" else red for p in points],
            "width": [EDGES["filled" if p.sign == "red" else "hollow"] for p in points],
        },
    }
    trace = plain_line([p.x for p in points], [rounded((p.value or 0.0) - SIGN_DROP / STEP) for p in points], {})
    return [trace | {"mode": "markers", "meta": {"persona": line.persona, "sign": True}, "marker": marker}]


def _pen(line: PersonaLine) -> dict[str, Any]:
    """The colour of a persona's line, without its dashes."""
    return pen(persona_line(line.position)) | {"dash": "solid"}
