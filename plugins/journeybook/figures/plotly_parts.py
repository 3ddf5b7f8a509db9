"""Parts that the Plotly charts are put together from, as plain dicts. Used by the emotion and the measure chart."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from journeybook.figures.style import COLOURS, css_property

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeybook.figures.style import LineStyle

CONFIG: Final[dict[str, Any]] = {
    "displayModeBar": False,
    "displaylogo": False,
    "doubleClick": False,
    "responsive": False,  # the page's script watches the size of the plot
    "scrollZoom": False,
    "showSendToCloud": False,
    "showTips": False,
    "typesetMath": False,
}
"""How Plotly behaves: still, and without a request that leaves the site."""

CLEAR: Final = "rgba(0,0,0,0)"


def name_colours() -> dict[str, str]:
    """For each colour the CSS property that has it in light and dark."""
    return {colour: css_property(role) for role, colour in COLOURS.items()}


def label_text(text: str) -> str:
    """Plain text for a label of Plotly's, which reads a few HTML tags."""
    return escape(text, quote=False)


def rounded(value: float | None) -> float | None:
    """Output is rounded to 4 decimals; a gap stays one."""
    return None if value is None else round(value, 4) + 0.0


def pen(style: LineStyle) -> dict[str, Any]:
    """A line's colour, width and dashes."""
    dash = ",".join(f"{length}px" for length in style.dashes.split(",")) if style.dashes else "solid"
    return {"color": COLOURS[style.role], "width": style.width, "dash": dash, "shape": "linear"}


def plain_line(x: Sequence[float | str | None], y: Sequence[float | None], line: dict[str, Any]) -> dict[str, Any]:
    """A line that nothing is told about."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(x),
        "y": list(y),
        "connectgaps": False,
        "cliponaxis": False,
        "hoverinfo": "skip",
        "line": line,
    }


def base_layout(height: float, top: float, bottom: float, size: float) -> dict[str, Any]:
    """What all charts have in common: pixels of the whole, above and below the plot, and of the text."""
    ink, muted, rule, surface = (COLOURS[role] for role in ("ink", "muted", "rule", "surface"))
    return {
        "autosize": True,
        "height": round(height, 1),
        "margin": {"l": 0, "r": 0, "t": top, "b": round(bottom, 1), "autoexpand": False},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": "inherit", "size": size, "color": muted},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverdistance": 24,
        "hoverlabel": {"align": "left", "bgcolor": surface, "bordercolor": rule, "font": {"color": ink, "size": 12.5}},
    }
