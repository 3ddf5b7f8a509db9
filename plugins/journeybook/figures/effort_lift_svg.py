"""The effort–lift chart as a drawing, which stands in the page before Plotly does, and in print. Used by the backlog.

Hidden from screen readers and the tab key: the table beneath holds the same improvements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from journeybook.figures.effort_lift_frame import BESIDE, EFFORTS, HEAD, LEFT, RIGHT, TEXT_SIZE, EffortLiftFrame
from journeybook.figures.svg import LINK, element, number, stretched

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from journeybook.figures.effort_lift_frame import Bubble

_WIDTH: Final = 1000
_MINUS: Final = "\N{MINUS SIGN}"


def effort_lift_svg(frame: EffortLiftFrame) -> str:
    """The chart as SVG, as wide as its place in the page; empty where nothing can be drawn.

    Each bubble is a link to its row. `g.jb-frame` is the ground, and stays when Plotly draws `g.jb-marks` anew.
    """
    if not frame.bubbles:
        return ""
    # Large ones first, so that small ones lie on top.
    by_size = sorted(frame.bubbles, key=lambda bubble: -bubble.radius)
    drawing = element(
        "svg",
        {
            "class": "jb-efforts",
            "width": "100%",
            "height": frame.height,
            "font-size": TEXT_SIZE,
            "overflow": "visible",
            "aria-hidden": "true",
            "focusable": "false",
        },
        element("g", {"class": "jb-frame"}, _draw_ground(frame), *_write_ground(frame)),
        element("g", {"class": "jb-marks"}, *(_draw_bubble(frame, bubble) for bubble in by_size)),
    )
    return str(drawing)


def say_level(level: float) -> str:
    """A lift at the side of the plot: `+0.5`, `0`, `−0.25`."""
    return f"{'+' if level > 0 else _MINUS if level < 0 else ''}{abs(level):.10g}"


def _percent(share: float) -> str:
    return f"{number(share * 100)}%"


def _draw_ground(frame: EffortLiftFrame) -> Markup:
    left, right = number(LEFT * _WIDTH), number(RIGHT * _WIDTH)
    rules = "".join(f"M{left} {number(frame.down(level))}H{right}" for level in frame.levels if level)
    bands = "".join(
        f"M{number(frame.across(n - 0.5) * _WIDTH)} {number(HEAD)}H{number(frame.across(n + 0.5) * _WIDTH)}"
        f"V{number(frame.floor)}H{number(frame.across(n - 0.5) * _WIDTH)}Z"
        for n in range(1, len(EFFORTS) + 1, 2)
    )
    return stretched(
        _WIDTH,
        frame.height,
        element("path", {"class": "band", "d": bands}),
        element("path", {"class": "rule", "d": rules}),
        element("path", {"class": "even-line", "d": f"M{left} {number(frame.down(0))}H{right}"}),
    )


def _write_ground(frame: EffortLiftFrame) -> Iterable[Markup]:
    side = _percent(LEFT - 0.01)
    for level in frame.levels:
        yield element("text", {"class": "level", "x": side, "y": frame.down(level) + TEXT_SIZE / 3}, say_level(level))
    for n, words in enumerate(EFFORTS, start=1):
        yield element("text", {"x": _percent(frame.across(n)), "y": frame.floor + TEXT_SIZE + 5}, words)
    yield element("text", {"class": "axis", "x": "0", "y": HEAD - 12}, "lift of the score")
    yield element("text", {"class": "axis end", "x": _percent(RIGHT), "y": frame.height - 4}, "effort")


def _draw_bubble(frame: EffortLiftFrame, bubble: Bubble) -> Markup:
    x, y = _percent(frame.across(bubble.effort + bubble.aside)), frame.down(bubble.lift)
    look = "taken" if bubble.taken_on else ""
    if not bubble.customers_known:
        look += " unknown"
    beside = bubble.radius + BESIDE if bubble.number == "beside" else None
    rank: dict[str, str | float | None] = {
        "x": x,
        "y": y + TEXT_SIZE / 3,
        "dx": beside,
        "class": "beside" if beside else None,
    }
    return element(
        "a",
        {LINK: bubble.ranked.href, "tabindex": "-1", "class": look.strip() or None},
        element("title", {}, bubble.title),
        element("circle", {"cx": x, "cy": y, "r": bubble.radius}),
        *(() if bubble.number == "nowhere" else (element("text", rank, str(bubble.ranked.rank)),)),
    )
