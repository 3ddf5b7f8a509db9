"""The effort–lift chart as a plain dict for Plotly. Used by the backlog, which writes it as JSON beside the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeybook.analysis import round_half_away
from journeybook.figures.effort_lift_frame import EFFORTS, FOOT, HEAD, LEFT, RIGHT, TEXT_SIZE, EffortLiftFrame
from journeybook.figures.effort_lift_svg import say_level
from journeybook.figures.plotly_parts import CONFIG, base_layout, label_text, name_colours, rounded
from journeybook.figures.style import COLOURS
from journeybook.figures.text_fit import wrap_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeybook.figures.effort_lift_frame import Bubble

_LINE_LENGTH = 44


def effort_lift_chart(frame: EffortLiftFrame) -> dict[str, Any]:
    """The chart: `data`, `layout`, `config` and `colours` as the other charts have them.

    `customdata` of a point is the address of its row. Places are those of the drawing.
    """
    by_size = sorted(frame.bubbles, key=lambda bubble: -bubble.radius)
    inside = [bubble for bubble in by_size if bubble.number == "inside"]
    beside = [bubble for bubble in by_size if bubble.number != "inside"]
    data = [_draw(part, place) for part, place in ((inside, "middle center"), (beside, "middle right")) if part]
    return {"data": data, "layout": _lay_out(frame), "config": dict(CONFIG), "colours": name_colours()}


def describe_bubble(bubble: Bubble) -> str:
    """What a bubble tells: the improvement, its lift, its effort and how many customers a month."""
    item, rank = bubble.ranked.item, bubble.ranked.rank
    customers = item.customers
    many = "customers unknown" if customers is None else f"{round_half_away(customers, 0):,.0f} customers a month"
    where = "at most, in one of its journeys" if item.parts else "in its journey"
    lines = (
        f"<b>{'<br>'.join(map(label_text, wrap_text(bubble.title, _LINE_LENGTH)))}</b>",
        f"{'volume unknown' if rank is None else f'number {rank} in the backlog'} · {item.improvement.status}",
        f"lift {say_level(round_half_away(bubble.lift, 2))} {where}",
        f"effort: {EFFORTS[bubble.effort - 1]} · {'at least ' if item.without_volume else ''}{many}",
    )
    return "<br>".join(lines)


def _draw(bubbles: Sequence[Bubble], place: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": "improvements",
        "x": [round(bubble.effort + bubble.aside, 4) for bubble in bubbles],
        "y": [rounded(bubble.lift) for bubble in bubbles],
        "customdata": [bubble.ranked.href for bubble in bubbles],
        "text": ["" if bubble.number == "nowhere" else str(bubble.ranked.rank) for bubble in bubbles],
        "textposition": place,
        "textfont": {"size": TEXT_SIZE, "color": COLOURS["ink"]},
        "cliponaxis": False,
        "marker": {
            "symbol": "circle",
            "size": [round(2 * bubble.radius, 1) for bubble in bubbles],
            "color": [COLOURS["band"] if bubble.taken_on else COLOURS["surface"] for bubble in bubbles],
            "opacity": 1,
            "line": {
                "color": [COLOURS["expected" if bubble.customers_known else "muted"] for bubble in bubbles],
                "width": [2 if bubble.taken_on else 1 for bubble in bubbles],
            },
        },
        "hoverinfo": "text",
        "hovertext": [describe_bubble(bubble) for bubble in bubbles],
    }


def _lay_out(frame: EffortLiftFrame) -> dict[str, Any]:
    return base_layout(frame.height, HEAD, FOOT, TEXT_SIZE) | {
        "xaxis": {
            "domain": [LEFT, RIGHT],
            "range": [0.5, len(EFFORTS) + 0.5],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "tickangle": 0,
            "tickvals": list(range(1, len(EFFORTS) + 1)),
            "ticktext": list(EFFORTS),
        },
        "yaxis": {
            "range": [frame.levels[0], frame.levels[-1]],
            "fixedrange": True,
            "gridcolor": COLOURS["rule"],
            "zerolinecolor": COLOURS["muted"],
            "zerolinewidth": 1,
            "tickvals": list(frame.levels),
            "ticktext": [say_level(level) for level in frame.levels],
        },
    }
