"""Heat maps of feelings by phase as plain dicts for Plotly, and how a spread is said. Used by `/lifecycle/`.

The map's ground is a table in the page with the same colours: Plotly covers its cells and nothing else, so rows and
columns have no names here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from journeybook.figures.plotly_parts import CLEAR, CONFIG, base_layout, label_text, rounded
from journeybook.figures.style import LEVELS, feeling_level, format_feeling, level_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeybook.analysis.sides.findings import HeatRow, Spread
    from journeybook.figures.style import Level

    NameOf = Callable[[int, int], str]
    """The name of a cell by its row and column, or its address."""

ROW_HEIGHT: Final = 34
"""Pixels of a row; `assets/lifecycle.css` gives it to the table's rows, too."""
_GAP: Final = 2

_GROUNDS: Final[dict[Level, tuple[str, str]]] = {
    -2: ("#a33e08", "#ffffff"),
    -1: ("#fae0bf", "#5c3000"),
    0: ("#e6e9ed", "#1c2733"),
    1: ("#d6e6f7", "#123c6e"),
    2: ("#154f9a", "#fffffe"),
}
"""Level → colour of a cell on light ground, and of what is written on it: those of the badges. Each tells its role."""
_ROLES: Final[dict[Level, str]] = {-2: "minus-2", -1: "minus-1", 0: "0", 1: "plus-1", 2: "plus-2"}


def heat_map(rows: Sequence[HeatRow], name_of: NameOf, address_of: NameOf) -> dict[str, Any]:
    """Feelings by row and phase, as the other charts are given: a cell tells its mean, how many, and how spread.

    `name_of` and `address_of` give a cell's name as plain text and where it leads to, as seen from the page.
    """
    columns = len(rows[0].cells) if rows else 0
    return {
        "data": [_draw_level(rows, level, name_of, address_of) for level in LEVELS],
        "layout": _lay_out(len(rows), columns),
        "config": dict(CONFIG),
        "colours": {
            colour: f"--jb-badge-{_ROLES[level]}{ending}"
            for level, pair in _GROUNDS.items()
            for colour, ending in zip(pair, ("", "-ink"), strict=True)
        },
    }


def _draw_level(rows: Sequence[HeatRow], level: Level, name_of: NameOf, address_of: NameOf) -> dict[str, Any]:
    """The cells of one level as a map of its own, so that what is written on them can be read on each colour."""
    ground, ink = _GROUNDS[level]

    def pick(tell: Callable[[int, int, Spread], Any], nothing: Any) -> list[list[Any]]:
        return [
            [tell(r, c, s) if s and s.mean is not None and level_of(s.mean) == level else nothing for c, s in cells]
            for r, cells in ((number, enumerate(row.cells)) for number, row in enumerate(rows))
        ]

    return {
        "type": "heatmap",
        "name": LEVELS[level],
        "z": pick(lambda _r, _c, spread: rounded(spread.mean), None),
        "text": pick(lambda _r, _c, spread: say_cell(spread), ""),
        "texttemplate": "%{text}",
        "textfont": {"color": ink, "size": 13},
        "hovertext": pick(lambda r, c, spread: _tell(name_of(r, c), spread), ""),
        "customdata": pick(lambda r, c, _spread: address_of(r, c), ""),
        "hoverinfo": "text",
        "hoverongaps": False,
        "colorscale": [[0, ground], [1, ground]],
        "showscale": False,
        "xgap": _GAP,
        "ygap": _GAP,
        "zmin": -2,
        "zmax": 2,
    }


def say_cell(spread: Spread) -> str:
    """What is written on a cell: the mean, and at how many moments: `−0.4 · 12`."""
    return "" if spread.mean is None else f"{format_feeling(spread.mean)} · {spread.known}"


def say_spread(spread: Spread) -> str:
    """How many moments feel how, from bad to good: `2 upset, 5 annoyed, 1 not known`."""
    said = [f"{count:,} {word}" for count, word in zip(spread.counts, LEVELS.values(), strict=True) if count]
    return ", ".join([*said, *([f"{spread.gaps:,} not known"] if spread.gaps else [])])


def _tell(name: str, spread: Spread) -> str:
    mean = spread.mean or 0.0
    moments = "1 moment" if spread.known == 1 else f"{spread.known} moments"
    said = (f"{format_feeling(mean)}, {feeling_level(mean)}: the mean of {moments}", say_spread(spread))
    return "<br>".join((f"<b>{label_text(name)}</b>", *map(label_text, said)))


def _lay_out(rows: int, columns: int) -> dict[str, Any]:
    still = {"fixedrange": True, "showgrid": False, "zeroline": False, "showticklabels": False}
    return base_layout(rows * ROW_HEIGHT, 0, 0, 13) | {
        "xaxis": {**still, "range": [-0.5, columns - 0.5]},
        "yaxis": {**still, "range": [rows - 0.5, -0.5]},
        "plot_bgcolor": CLEAR,
    }
