"""The file that the script of a journey's page tries improvements out with, `journeys/<id>/what-if.json`.

Used by `render`. Nothing in it is rounded, so that the browser comes to the figures of the build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeybook.figures.chart_frame import LEFT, LOWEST, RIGHT, STEP, ChartFrame
from journeybook.figures.emotion_curve import lay_out_curve
from journeybook.pages.site import write_figure

if TYPE_CHECKING:
    from journeybook.analysis import JourneyInsight, WhatIf
    from journeybook.model import Improvement, Moment
    from journeybook.pages.site import DataFile


def render_what_if(journey: JourneyInsight) -> tuple[DataFile, ...]:
    """The file of one journey; none where no improvement is open."""
    if journey.what_if is None:
        return ()
    return (write_figure(f"journeys/{journey.journey.id}/what-if.json", describe_what_if(journey, journey.what_if)),)


def describe_what_if(journey: JourneyInsight, given: WhatIf) -> dict[str, Any]:
    """What the script reads: the journey's values, weights' ingredients, reach and losses, and its open improvements.

    `places` and `plot` say where the expected line runs: in Plotly's chart by `x`, in the drawing by shares of the
    width and pixels above its floor.
    """
    curve = lay_out_curve(journey)
    x = curve.x_by_moment
    return {
        "score": given.score,
        "finish": given.finish,
        "shares": dict(given.shares),
        "moments": [_describe_moment(moment, x.get(moment.id)) for moment in given.moments],
        "values": {persona: dict(values) for persona, values in given.values.items()},
        "steps": given.steps,
        "reach": dict(given.said_reach),
        "lost": {touchpoint: dict(lost) for touchpoint, lost in given.losses.items()},
        "improvements": [_describe_change(improvement) for improvement in given.improvements],
        "places": [[moment.id for moment in place] for place in curve.places],
        "plot": {"left": LEFT, "right": RIGHT, "span": ChartFrame(curve).span, "lowest": LOWEST, "step": STEP},
    }


def _describe_moment(moment: Moment, x: float | None) -> dict[str, Any]:
    """A moment; `of` is the touchpoint that a wait comes after, `truth` says that it is a moment of truth."""
    found: dict[str, Any] = {"id": moment.id, "x": x}
    if moment.kind == "wait":
        found["of"] = moment.touchpoint.id
    elif moment.touchpoint.moment_of_truth:
        found["truth"] = True
    return found


def _describe_change(improvement: Improvement) -> dict[str, Any]:
    return {
        "id": improvement.id,
        "status": improvement.status,
        "fixes": improvement.fixes,
        "removes": improvement.removes,
        "lifts_to": improvement.lifts_to,
        "loses_to": improvement.loses_to,
    }
