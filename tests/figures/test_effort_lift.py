"""The effort–lift chart: places and sizes of the bubbles, what keeps them apart, both drawings alike."""

from __future__ import annotations

import json
import math
from typing import Any
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest

from journeybook.analysis import ImprovementInsight
from journeybook.figures.effort_lift import describe_bubble, effort_lift_chart
from journeybook.figures.effort_lift_frame import LEFT, MOST, NARROWEST, RIGHT, Bubble, EffortLiftFrame, Ranked
from journeybook.figures.effort_lift_svg import effort_lift_svg
from journeybook.model import Improvement

SVG = "{http://www.w3.org/2000/svg}"


def make_item(name: str, lift: float | None, effort: int | None, customers: float | None = 100, **more: Any) -> Any:
    written = {"id": name, "title": f"Do <{name}>", "status": more.pop("status", "idea")}
    if effort is not None:
        written["effort"] = str(effort)
    return ImprovementInsight(
        improvement=Improvement.model_validate(written), journey="a/b", lift=lift, finish_change=None, gain=None,
        priority=None, priority_across=None, overdue=False, customers=customers, **more,
    )  # fmt: skip


def frame_of(*items: Any) -> EffortLiftFrame:
    return EffortLiftFrame([Ranked(item, n, f"#{item.improvement.id}") for n, item in enumerate(items, start=1)])


def middles(frame: EffortLiftFrame, width: float = NARROWEST) -> list[tuple[float, float]]:
    return [(frame.across(b.effort + b.aside) * width, frame.down(b.lift)) for b in frame.bubbles]


def gaps(frame: EffortLiftFrame) -> list[float]:
    """Pixels between the edges of every two bubbles where the page is narrowest."""
    places = list(zip(frame.bubbles, middles(frame), strict=True))
    return [
        math.dist(at, other_at) - bubble.radius - other.radius
        for n, (bubble, at) in enumerate(places)
        for other, other_at in places[:n]
    ]


def bubble_of(frame: EffortLiftFrame, name: str) -> Bubble:
    return next(b for b in frame.bubbles if b.ranked.item.improvement.id == name)


def test_the_area_is_in_proportion_to_customers() -> None:
    frame = frame_of(
        make_item("many", 1, 1, 4000), make_item("some", 0.5, 2, 1000), make_item("who-knows", 0.2, 3, None)
    )
    assert bubble_of(frame, "many").radius == pytest.approx(2 * bubble_of(frame, "some").radius)
    assert bubble_of(frame, "who-knows").radius < bubble_of(frame, "some").radius
    root = ET.fromstring(effort_lift_svg(frame).replace("xlink:href", "href"))  # noqa: S314 - our own
    links = {link.get("href"): link for link in root.iter("a")}
    assert "unknown" in (links["#who-knows"].get("class") or "")
    assert links["#many"].get("class") is None


def test_bubbles_in_one_place_stand_side_by_side_and_always_the_same_way() -> None:
    items = [make_item(f"i{n}", 0.3, 2, 30) for n in range(5)] + [make_item(f"j{n}", 0.32, 2, 30) for n in range(3)]
    items.append(make_item("huge", 0.3, 5, 900))
    frame = frame_of(*items)
    assert min(gaps(frame)) >= 0
    assert frame.bubbles[0].aside == 0, "what ranks first keeps its place"
    assert [b.aside for b in frame.bubbles] == [b.aside for b in frame_of(*items).bubbles]
    column = NARROWEST * (RIGHT - LEFT) / 5
    assert all(abs(b.aside) * column + b.radius <= column / 2 + 1e-9 for b in frame.bubbles)


def test_a_crowd_stays_in_its_column() -> None:
    frame = frame_of(*(make_item(f"i{n}", 0.1, 3, 1000) for n in range(MOST + 20)))
    assert len(frame.bubbles) == MOST
    assert len(frame.complete) == MOST + 20
    assert all(abs(b.aside) < 0.5 for b in frame.bubbles)


def test_numbers_stand_clear_of_bubbles_and_of_each_other() -> None:
    items = [make_item("large", 1, 1, 10_000)] + [make_item(f"i{n}", 0.5 + n / 200, 2, 40) for n in range(9)]
    frame = frame_of(*items)
    assert bubble_of(frame, "large").number == "inside"
    places = [b.number for b in frame.bubbles[1:]]
    assert "beside" in places
    assert "nowhere" in places, "there is no room for all"
    unranked = EffortLiftFrame([Ranked(make_item("x", 1, 1), None, "#x")])
    assert unranked.bubbles[0].number == "nowhere"


def test_zero_is_always_on_the_scale_and_falls_are_below_it() -> None:
    assert frame_of(make_item("up", 0.5, 1)).levels[0] == 0
    frame = frame_of(make_item("up", 0.5, 1), make_item("down", -0.3, 2))
    assert frame.levels[0] <= -0.3
    assert frame.down(-0.3) > frame.down(0) > frame.down(0.5)
    assert frame_of(make_item("flat", 0.0, 1)).levels == (-1, 0, 1)


def test_what_is_unknown_is_left_out_and_listed() -> None:
    frame = frame_of(
        make_item("a", None, 1), make_item("b", 0.1, None), make_item("c", None, None), make_item("d", 0, 4)
    )
    names = {
        "lift": [r.item.improvement.id for r in frame.without_lift],
        "effort": [r.item.improvement.id for r in frame.without_effort],
        "drawn": [b.ranked.item.improvement.id for b in frame.bubbles],
    }
    assert names == {"lift": ["a", "c"], "effort": ["b"], "drawn": ["d"]}
    assert effort_lift_svg(frame_of(make_item("a", None, 1))) == ""


def test_one_of_the_organization_has_the_highest_lift_of_its_parts() -> None:
    parts = (make_item("x", 0.2, 2), make_item("x", None, 2), make_item("x", 0.6, 2))
    item = make_item("x", None, 2, 500, parts=parts, without_volume=("c",))
    [bubble] = frame_of(item).bubbles
    assert bubble.lift == 0.6
    told = describe_bubble(bubble)
    assert "lift +0.6 at most, in one of its journeys" in told
    assert "at least 500 customers a month" in told


def test_plotly_takes_the_drawing_and_puts_points_in_the_same_places() -> None:
    items = [make_item("a", 0.4, 1, 2000, status="doing"), make_item("b", 0.1, 5, 3), make_item("c", 0.1, 5, None)]
    frame = frame_of(*items)
    chart = effort_lift_chart(frame)
    go.Figure(data=chart["data"], layout=chart["layout"])
    assert json.loads(json.dumps(chart)) == chart
    points = {a: (x, y) for t in chart["data"] for a, x, y in zip(t["customdata"], t["x"], t["y"], strict=True)}
    assert set(points) == {"#a", "#b", "#c"}
    axis = chart["layout"]["xaxis"]
    low, high = axis["range"]
    for bubble in frame.bubbles:
        x, y = points[bubble.ranked.href]
        left, right = axis["domain"]
        assert left + (right - left) * (x - low) / (high - low) == pytest.approx(
            frame.across(bubble.effort + bubble.aside), abs=1e-4
        )
        assert y == pytest.approx(bubble.lift)
    assert any("<b>Do &lt;a&gt;</b>" in text for t in chart["data"] for text in t["hovertext"])
