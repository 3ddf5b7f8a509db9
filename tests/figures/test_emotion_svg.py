"""The emotion chart as a drawing."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from figure_samples import HANDBOOK, buying_a_phone, insight_of, phone_as_seen, touchpoint, with_felt

from journeybook.figures.emotion_chart import emotion_chart
from journeybook.figures.emotion_svg import emotion_svg
from journeybook.figures.feelings_table import feelings_table

XLINK = "{http://www.w3.org/1999/xlink}href"


def read(svg: str) -> ET.Element:
    """The drawing as a tree; HTML knows the prefix without being told."""
    return ET.fromstring(svg.replace("<svg ", '<svg xmlns:xlink="http://www.w3.org/1999/xlink" ', 1))  # noqa: S314 - our own


@pytest.fixture(name="drawing")
def make_drawing() -> ET.Element:
    return read(emotion_svg(buying_a_phone(), HANDBOOK))


def marks_of(drawing: ET.Element, persona: str) -> list[tuple[str | None, str | None, str | None]]:
    marks = (u for u in drawing.iter("use") if u.get("data-p") == {"anna": "1", "bob": "2"}[persona])
    return [(m.get(XLINK), m.get("x"), m.get("class")) for m in marks]


def test_each_mark_links_to_its_row(drawing: ET.Element) -> None:
    links = list(drawing.iter("a"))
    assert [link.get(XLINK) for link in links] == [
        "#touchpoint-battery-dies", "#touchpoint-finds-us", "#touchpoint-checks-stock", "#touchpoint-rings-shop",
        "#touchpoint-pays", "#touchpoint-pays-after", "#touchpoint-first-call",
    ]  # fmt: skip


def test_it_is_out_of_the_way_of_keyboard_and_screen_reader(drawing: ET.Element) -> None:
    assert drawing.get("aria-hidden") == "true"
    assert all(link.get("tabindex") == "-1" for link in drawing.iter("a"))


def test_marks_tell_kind_feeling_and_evidence(drawing: ET.Element) -> None:
    anna = marks_of(drawing, "anna")
    assert (anna[0][0], anna[0][2]) == ("#jb-c", "annoyed")
    assert (anna[1][0], anna[1][2]) == ("#jb-c", "even seen")
    assert (anna[2][0], anna[2][2]) == ("#jb-s", "upset")  # what the author says is lost makes it a suspected red point
    assert (anna[6][0], anna[6][2]) == ("#jb-s", "upset")
    assert marks_of(drawing, "bob")[5][0] == "#jb-d"
    assert [u.get(XLINK) for u in drawing.iter("use") if u.get("class") == "star"] == ["#jb-star"]


def test_evidence_has_marks_of_its_own() -> None:
    drawing = read(emotion_svg(phone_as_seen(), HANDBOOK))
    anna, bob = marks_of(drawing, "anna"), marks_of(drawing, "bob")
    assert (anna[0][0], anna[0][2]) == ("#jb-c", "annoyed seen")
    assert (anna[6][0], anna[6][2]) == ("#jb-s-before", "upset")
    assert (bob[6][0], bob[6][2]) == ("#jb-c-before", "pleased")
    marks = {g.get("id"): g for g in drawing.iter("g")}
    assert [shape.get("class") for shape in marks["jb-c-before"]] == [None, "jb-core"]
    assert "jb-d-before" not in marks  # only what is used
    spans = {p.get("data-p"): p.get("d") for p in drawing.iter("path") if (p.get("class") or "").startswith("span")}
    assert spans == dict.fromkeys(("1", "2"), "M607 259V114")
    guesses = [g for g in drawing.iter("g") if g.get("class") == "guess p1"]
    assert [(c.get("cx"), c.get("cy")) for g in guesses for c in g] == [(anna[5][1], "103")]


def test_lines_break_at_gaps_and_the_expected_curve_is_apart(drawing: ET.Element) -> None:
    paths = {p.get("data-p"): p for p in drawing.iter("path") if "line" in (p.get("class") or "").split()}
    assert list(paths) == ["1", "2"]
    assert (paths["1"].get("d") or "").count("M") == 1  # what follows the gap is one point, which needs no line
    assert [p.get("class") for p in drawing.iter("path") if p.get("data-expected") is not None] == ["expected"]


def test_it_stands_where_plotly_will(drawing: ET.Element) -> None:
    chart = emotion_chart(buying_a_phone(), HANDBOOK)
    layout = chart["layout"]
    assert float(drawing.get("height") or 0) == pytest.approx(layout["height"], abs=0.05)
    low, high = layout["yaxis"]["range"]
    start, end = layout["xaxis"]["range"]
    left, right = layout["xaxis"]["domain"]
    plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    anna = next(t for t in chart["data"] if t["mode"] == "lines+markers")
    drawn = {link.get(XLINK): link.find("use") for link in drawing.iter("a")}
    for moment, x, y in zip(anna["customdata"], anna["x"], anna["y"], strict=True):
        if y is None:
            continue
        mark = drawn[f"#touchpoint-{moment.replace('/', '-')}"]
        assert mark is not None
        across = left + (right - left) * (x - start) / (end - start)
        down = layout["margin"]["t"] + plot * (high - y) / (high - low)
        assert float((mark.get("x") or "").removesuffix("%")) == pytest.approx(across * 100, abs=0.051)
        assert float(mark.get("y") or 0) == pytest.approx(down, abs=0.65)


def test_material_can_replace_every_href_it_finds() -> None:
    """Instant navigation sets `href` anew where it is written plainly, which SVG elements refuse."""
    assert " href=" not in emotion_svg(buying_a_phone(), HANDBOOK)


def test_authors_text_is_escaped() -> None:
    nasty = '</title><script>alert("x")</script>& {{ 1 }}'
    insight = insight_of([touchpoint("a", "1", name=nasty, moment_of_truth="true")], [touchpoint("b", "0", name=nasty)])
    svg = emotion_svg(insight, HANDBOOK)
    assert "<script" not in svg
    assert "{{ 1 }}" in "".join(read(svg).itertext())


def test_long_names_are_cut_below_and_whole_in_the_table_beside() -> None:
    name = "Waits for the technician who was promised between eight and noon and comes at a quarter past one"
    insight = insight_of([touchpoint(f"t-{n}", "0", name=name) for n in range(12)])
    drawing = read(emotion_svg(insight, HANDBOOK))
    below = "".join(t.text or "" for t in drawing.iter("tspan"))
    assert "…" in below
    assert feelings_table(insight, HANDBOOK)[0].name == name


@pytest.mark.parametrize("steps", [[touchpoint("only", "1")], [touchpoint("only")]], ids=["one", "gap"])
def test_the_edges_are_drawn(steps: list[dict[str, object]]) -> None:
    drawing = read(emotion_svg(insight_of(steps), HANDBOOK))
    assert float(drawing.get("height") or 0) >= 320


def test_it_is_small_and_the_same_every_time() -> None:
    steps = [
        touchpoint(
            f"touchpoint-{n}", {"anna": str(n % 4 - 1.5), "bob": str(n % 3 - 1)}, name=f"Does something like {n}"
        )
        for n in range(16)
    ]
    insight = insight_of(steps[:5], steps[5:10], steps[10:], personas=["anna", "bob"])
    svg = emotion_svg(insight, HANDBOOK)
    assert len(svg.encode()) <= 7200
    assert svg == emotion_svg(insight, HANDBOOK)


def test_evidence_costs_little() -> None:
    """A journey of 16 touchpoints, half of which were seen, three of them several times, two of them overturned."""
    steps = [touchpoint(f"touchpoint-{n}", {"anna": "0.5", "bob": "1.5"}) for n in range(16)]
    assumed = insight_of(steps[:8], steps[8:], personas=["anna", "bob"])
    seen = assumed
    for n in range(8):
        visits = {"low": -1.0, "high": 2.0} if n < 3 else {}
        value = {"value": -0.6} if n < 2 else {}
        seen = with_felt(seen, f"touchpoint-{n}", "anna", basis="seen", n=3, **visits, **value)
        seen = with_felt(seen, f"touchpoint-{n}", "bob", basis="seen", n=3, before_change=n == 7)
    drawn = (len(emotion_svg(insight, HANDBOOK).encode()) for insight in (assumed, seen))
    before, after = drawn
    assert after - before <= 600
