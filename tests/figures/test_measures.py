"""A measure over time: its small line, its chart, what it says."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest
from figure_samples import getting_faster, time_to_price

from journeybook.figures.measure_chart import measure_chart
from journeybook.figures.measure_frame import MeasureFrame, list_values
from journeybook.figures.measure_line import measure_line
from journeybook.figures.measure_svg import measure_svg
from journeybook.figures.measure_words import describe_measure
from journeybook.model import Measure


def read(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own


def chart_of(*values: tuple[int, float], **fields: Any) -> dict[str, Any]:
    chart = measure_chart(time_to_price(*values, **fields))
    assert chart is not None
    go.Figure(data=chart["data"], layout=chart["layout"])
    assert json.loads(json.dumps(chart)) == chart
    return chart


def test_the_chart_has_values_target_and_what_was_done_about_it() -> None:
    series, insight = getting_faster()
    chart = measure_chart(series, insight.improvements)
    assert chart is not None
    go.Figure(data=chart["data"], layout=chart["layout"])
    target, values, changes = chart["data"]
    assert (target["y"], target["line"]["dash"]) == ([2.0, 2.0], "5px,4px")
    assert values["x"] == ["2026-02-03", "2026-03-03", "2026-05-03", "2026-07-03", "2026-10-03"]
    assert values["y"] == [3.4, 3.5, 3.3, 2.6, 2.2]
    assert values["marker"]["size"][-1] > values["marker"]["size"][0]
    assert values["hovertext"][-1] == "<b>2.2 s</b><br>Oct 2026"
    assert changes["x"] == ["2026-05-11"]  # neither the one that another measure proves nor the idea
    assert changes["hovertext"] == ["<b>Say one price</b><br>done in May 2026"]
    assert [shape["x0"] for shape in chart["layout"]["shapes"]] == ["2026-05-11"]
    assert chart["layout"]["xaxis"]["range"] == ["2026-01-24", "2026-10-13"]
    assert chart["layout"]["yaxis"]["ticktext"] == ["2 s", "2.5 s", "3 s", "3.5 s"]
    assert chart["colours"]["#1b6fb8"] == "--jb-expected"


@pytest.mark.parametrize(
    ("values", "target", "levels"),
    [
        ([3.0], None, ["2 s", "3 s", "4 s"]),
        ([0.0], None, ["−1 s", "0 s", "1 s"]),
        ([3.0, 3.0], 3.0, ["2 s", "3 s", "4 s"]),
        ([-12.0, 40.0], None, ["−20 s", "0 s", "20 s", "40 s"]),
        ([1200.0, 4000.0], 900.0, ["0 s", "1000 s", "2000 s", "3000 s", "4000 s"]),
    ],
)
def test_levels_are_round_and_hold_all_that_is_shown(
    values: list[float], target: float | None, levels: list[str]
) -> None:
    chart = chart_of(*((number + 1, value) for number, value in enumerate(values)), target=target)
    low, high = chart["layout"]["yaxis"]["range"]
    assert all(low <= each <= high for each in (*values, *([] if target is None else [target])))
    assert low < high
    assert chart["layout"]["yaxis"]["ticktext"][:1] + chart["layout"]["yaxis"]["ticktext"][-1:] == [
        levels[0],
        levels[-1],
    ]


def test_months_are_named_five_at_most() -> None:
    assert chart_of((1, 1.0), (12, 2.0))["layout"]["xaxis"]["ticktext"] == [
        "Jan 2026",
        "Apr 2026",
        "Jul 2026",
        "Oct 2026",
    ]
    assert chart_of((4, 1.0))["layout"]["xaxis"]["ticktext"] == ["Apr 2026"]
    assert chart_of((4, 1.0))["layout"]["xaxis"]["tickvals"] == ["2026-04-03"]


def test_a_chart_of_nothing_is_none() -> None:
    assert measure_chart(time_to_price()) is None
    assert measure_svg(time_to_price()) == ""


def test_the_day_of_a_mystery_shop_is_nowhere() -> None:
    series = time_to_price((4, 3.0), (6, 2.0), method="mystery-shop")
    assert [value.day for value in list_values(series)] == [dt.date(2026, 4, 15), dt.date(2026, 6, 15)]
    chart = measure_chart(series)
    assert "-03" not in "".join(chart["data"][1]["x"] if chart else ["-03"])


def test_the_drawing_stands_where_plotly_will() -> None:
    series, insight = getting_faster()
    drawing, chart = read(measure_svg(series, insight.improvements)), measure_chart(series, insight.improvements)
    assert chart is not None
    layout = chart["layout"]
    assert float(drawing.get("height") or 0) == layout["height"]
    low, high = layout["yaxis"]["range"]
    top, plot = layout["margin"]["t"], layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    circles = [float(c.get("cy") or 0) for c in drawing.iter("circle")]
    assert circles == pytest.approx([top + plot * (high - y) / (high - low) for y in chart["data"][1]["y"]], abs=0.051)
    assert [t.text for t in drawing.iter("text") if t.get("class") == "last"] == ["2.2 s"]
    assert [t.text for t in drawing.iter("text") if (t.get("class") or "").startswith("target")] == ["target 2 s"]
    assert drawing.get("aria-hidden") == "true"


def test_the_small_line_marks_the_newest_value_and_the_target() -> None:
    drawing = read(measure_line(getting_faster()[0]))
    target, line = (path.get("d") for path in drawing.iter("path"))
    assert target == "M0 39H160"
    assert (line or "").startswith("M5 7.3 22.4 5 ")
    (dot,) = drawing.iter("circle")
    assert (dot.get("cx"), dot.get("cy"), dot.get("class")) == ("155", "34.5", None)
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == describe_measure(getting_faster()[0])
    assert len(measure_line(getting_faster()[0]).encode()) <= 650


def test_one_value_and_none_are_points() -> None:
    one = read(measure_line(time_to_price((3, 2.5), target=None)))
    assert [path.get("d") for path in one.iter("path")] == []
    assert [(dot.get("cy"), dot.get("class")) for dot in one.iter("circle")] == [("22", None)]
    authored = read(measure_line(time_to_price(authored=3.1)))
    assert [(dot.get("cy"), dot.get("class")) for dot in authored.iter("circle")] == [("5", "assumed")]
    nothing = read(measure_line(time_to_price(target=None)))
    assert list(nothing) == []


@pytest.mark.parametrize(
    ("values", "fields", "said"),
    [
        (
            [(2, 3.4), (10, 2.2)],
            {"trend": "better"},
            "Time to first price: 3.4 s in Feb 2026, 2.2 s in Oct 2026, better. Target 2 s, not met; lower is better.",
        ),
        (
            [(2, 1.5), (3, 1.5)],
            {"trend": "same", "meets_target": True},
            "Time to first price: 1.5 s in Feb 2026, 1.5 s in Mar 2026, as before. Target 2 s, met; lower is better.",
        ),
        ([(2, 1.5)], {"target": None}, "Time to first price: 1.5 s in Feb 2026. Lower is better."),
        (
            [],
            {"authored": 3.1},
            "Time to first price: 3.1 s, not measured yet. Target 2 s, not met; lower is better.",
        ),
        ([], {"target": None}, "Time to first price: not measured yet. Lower is better."),
    ],
)
def test_it_says_where_it_was_and_is(values: list[tuple[int, float]], fields: dict[str, Any], said: str) -> None:
    assert describe_measure(time_to_price(*values, **fields)) == said


def test_the_name_is_left_out_where_it_stands_beside() -> None:
    series = time_to_price((2, 1.5), target=None)
    assert describe_measure(series, named=False) == "1.5 s in Feb 2026. Lower is better."
    assert describe_measure(time_to_price(target=None), named=False) == "Not measured yet. Lower is better."


def test_values_of_one_day_and_years_apart_are_drawn() -> None:
    same = time_to_price((3, 2.0), (3, 1.0))
    assert MeasureFrame(same).start < MeasureFrame(same).end
    assert "NaN" not in measure_svg(same) + measure_line(same)


def test_authors_text_is_escaped() -> None:
    series = time_to_price((1, 1.0), (2, 2.0))
    nasty = Measure.model_validate({"id": "x", "name": '<script>"&', "unit": "<b>"})
    series = type(series)(nasty, None, series.points, None, 1.0, None, None)
    read(measure_line(series))
    read(measure_svg(series))
    assert "<script" not in measure_line(series) + measure_svg(series)
    chart = measure_chart(series)
    assert chart is not None
    assert "<b><b>" not in "".join(chart["data"][1]["hovertext"])
