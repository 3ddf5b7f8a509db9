"""How feelings are said, and the palette they are drawn in."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

import journeybook
from journeybook.figures.style import (
    COLOURS,
    EXPECTED_LINE,
    PERSONA_LINES,
    css_property,
    feeling_level,
    feeling_role,
    format_feeling,
    level_of,
    persona_line,
)

CSS = (Path(journeybook.__file__).parent / "assets" / "chart.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "text", "word"),
    [
        (-2, "−2.0", "upset"),
        (-1.5, "−1.5", "upset"),
        (-1.46, "−1.5", "upset"),
        (-1.4, "−1.4", "annoyed"),
        (-0.5, "−0.5", "annoyed"),
        (-0.44, "−0.4", "even"),
        (-0.04, "0.0", "even"),
        (0, "0.0", "even"),
        (0.05, "+0.1", "even"),
        (0.1 + 0.2 + 0.15, "+0.5", "pleased"),
        (1.25, "+1.3", "pleased"),
        (1.5, "+1.5", "delighted"),
        (2, "+2.0", "delighted"),
    ],
)
def test_a_feeling_is_said_with_one_decimal_and_the_word_of_its_level(value: float, text: str, word: str) -> None:
    assert (format_feeling(value), feeling_level(value)) == (text, word)


def test_levels_mirror_around_even() -> None:
    assert all(level_of(-tenth / 10) == -level_of(tenth / 10) for tenth in range(21))


def test_each_level_has_its_own_colour() -> None:
    assert [feeling_role(v) for v in (-2, -1, 0, 1, 2)] == [
        "feel-minus-2", "feel-minus-1", "feel-0", "feel-plus-1", "feel-plus-2",
    ]  # fmt: skip


def test_no_two_roles_share_a_colour_so_that_a_figure_can_be_recoloured() -> None:
    assert len(set(COLOURS.values())) == len(COLOURS)


def test_lines_differ_without_colour() -> None:
    styles = (*PERSONA_LINES, EXPECTED_LINE)
    assert all(a.dashes != b.dashes for a, b in combinations(styles, 2))
    assert persona_line(5) == persona_line(0)


def read_palette(css: str) -> dict[str, str]:
    return dict(re.findall(r"(--jb-[a-z0-9-]+): (#[0-9a-f]{6});", css))


LIGHT = read_palette(CSS[CSS.index(":root {") : CSS.index("@media screen {")])
DARK = read_palette(CSS[CSS.index("@media screen {") : CSS.index("/* The emotion chart")])


def test_the_style_sheet_has_the_same_light_colours_and_a_dark_one_for_each() -> None:
    roles = {css_property(role): colour for role, colour in COLOURS.items()}
    assert roles.items() <= LIGHT.items()
    assert DARK.keys() == LIGHT.keys()


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_marks_stand_out_enough(palette: dict[str, str]) -> None:
    for ground in ("--jb-surface", "--jb-band"):
        for word in ("--jb-ink", "--jb-muted"):
            assert contrast(palette[word], palette[ground]) >= 4.5
        for role, colour in palette.items():
            if role.startswith(("--jb-feel", "--jb-persona", "--jb-expected")):
                assert contrast(colour, palette[ground]) >= 3, role
    for role, colour in palette.items():
        if role.startswith("--jb-on-"):
            assert contrast(colour, palette[role.replace("--jb-on-", "--jb-")]) >= 4.5, role
