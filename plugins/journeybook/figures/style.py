"""The palette by role, and how feelings are said. Used by every figure, and by pages for the words of the levels.

A role has a light colour here, for the figures' data, and a CSS property in `assets/chart.css`, which also has the dark
one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from journeybook.analysis import Level, level_of, round_feeling

__all__ = [
    "COLOURS", "EXPECTED_LINE", "LEVELS", "PERSONA_LINES", "Level", "LineStyle", "css_property", "feeling_level",
    "feeling_role", "format_feeling", "level_of", "persona_line", "round_feeling",
]  # fmt: skip

LEVELS: Final[dict[Level, str]] = {-2: "upset", -1: "annoyed", 0: "even", 1: "pleased", 2: "delighted"}
"""The five levels of feeling and their words."""

COLOURS: Final[dict[str, str]] = {
    "ink": "#1c2733",
    "muted": "#56626f",
    "rule": "#d9dee4",
    "band": "#f4f6f8",
    "surface": "#ffffff",
    "feel-minus-2": "#a33e08",
    "feel-minus-1": "#cf740c",
    "feel-0": "#7a8491",
    "feel-plus-1": "#4788cc",
    "feel-plus-2": "#154f9a",
    "persona-1": "#2f3d4c",
    "persona-2": "#84489f",
    "persona-3": "#0b7268",
    "persona-4": "#a83569",
    "persona-5": "#696a14",
    "expected": "#1b6fb8",
}
"""Role → colour on light ground. No two roles share one, so that a colour in a figure tells its role."""


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a line is drawn: told apart by dashes and weight, too. Lengths are pixels; no dashes is a solid line."""

    role: str
    width: float
    dashes: str


PERSONA_LINES: Final = (
    LineStyle("persona-1", 2.5, ""),
    LineStyle("persona-2", 2.2, "9,3"),
    LineStyle("persona-3", 2.6, "2,3"),
    LineStyle("persona-4", 2.0, "11,3,2,3"),
    LineStyle("persona-5", 1.6, "18,5"),
)
EXPECTED_LINE: Final = LineStyle("expected", 2.0, "5,5")

_MINUS: Final = "\N{MINUS SIGN}"


def css_property(role: str) -> str:
    """The CSS custom property of a role: `ink` → `--jb-ink`."""
    return f"--jb-{role}"


def persona_line(position: int) -> LineStyle:
    """The line of the journey's persona at `position`, counted from 0; from the sixth on they begin again."""
    return PERSONA_LINES[position % len(PERSONA_LINES)]


def format_feeling(value: float) -> str:
    """`+1.2`, `−0.5` with the true minus sign, `0.0`."""
    shown = round_feeling(value)
    sign = "+" if shown > 0 else _MINUS if shown < 0 else ""
    return f"{sign}{abs(shown):.1f}"


def feeling_level(value: float) -> str:
    """The word of the nearest level: upset, annoyed, even, pleased or delighted."""
    return LEVELS[level_of(value)]


def feeling_role(value: float) -> str:
    """The role of the colour that means this feeling: `feel-minus-2` … `feel-plus-2`."""
    level = level_of(value)
    return f"feel-{'plus' if level > 0 else 'minus'}-{abs(level)}" if level else "feel-0"
