"""What evidence adds to the charts, and the measures, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from chart_visit import LIVE, point_at
from playwright.sync_api import expect

if TYPE_CHECKING:
    from chart_visit import Visit

FILLS = """(moment) => [...document.querySelectorAll(`a[*|href="#touchpoint-${moment}"] use:not(.star)`)]
    .map((mark) => [getComputedStyle(mark).fill, getComputedStyle(mark).stroke])"""


@pytest.mark.parametrize("look", ["default", "slate", "print"])
def test_seen_is_filled_and_assumed_hollow_in_every_look(visit: Visit, look: str) -> None:
    page = visit.open("seen.html")
    if look == "print":
        page.emulate_media(media="print")
    else:
        page.evaluate("(look) => document.body.setAttribute('data-md-color-scheme', look)", look)
    surface = page.evaluate("getComputedStyle(document.body).backgroundColor")
    (seen, _), (seen_edge, _) = page.evaluate(FILLS, "battery-dies")[0], page.evaluate(FILLS, "battery-dies")[1]
    assert surface not in {seen, seen_edge}
    for fill, edge in page.evaluate(FILLS, "checks-stock"):
        assert fill == surface
        assert edge != surface
    core = page.locator("#jb-c-before .jb-core")
    assert core.count() == 1
    assert page.evaluate("getComputedStyle(document.querySelector('#jb-c-before .jb-core')).stroke") == "none"


def test_marks_of_evidence_stand_still_too(visit: Visit) -> None:
    page = visit.open_live("seen.html")
    drawn, live = page.evaluate(
        """() => {
          const middles = (marks) => [...marks].map((mark) => {
            const box = mark.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
          }).sort((a, b) => (Math.abs(a[0] - b[0]) > 2 ? a[0] - b[0] : a[1] - b[1]));
          const chart = document.querySelector("#chart");
          const traces = [...chart.querySelectorAll(".scatterlayer .trace")];
          const of = (kind) => traces.filter((trace) => trace.__data__[0].trace.meta[kind])
            .flatMap((trace) => [...trace.querySelectorAll(".point")]);
          const guesses = of("guess").filter((point) => point.getBoundingClientRect().width > 4);
          const cores = new Set([...of("core"), ...of("guess")]);
          const others = traces.flatMap((trace) => [...trace.querySelectorAll(".point")]).filter((p) => !cores.has(p));
          return [
            [middles(chart.querySelectorAll(".jb-marks use")), middles(chart.querySelectorAll(".guess circle"))],
            [middles(others), middles(guesses)],
          ];
        }"""
    )
    for marks, points in zip(drawn, live, strict=True):
        assert len(marks) == len(points) > 0
        for mark, point in zip(marks, points, strict=True):
            assert mark == pytest.approx(point, abs=1.5)


def test_who_comes_with_the_pointer_need_not_move_it_again(visit: Visit) -> None:
    page = visit.open("seen.html")
    point_at(page, "battery-dies")
    page.wait_for_selector(LIVE)
    told = page.locator("#chart .hoverlayer .hovertext")
    expect(told).to_contain_text("Measured with 212 people")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    expect(told).to_contain_text("Measured with 212 people")


def test_points_that_lie_on_each_other_are_told_together(visit: Visit) -> None:
    page = visit.open_live("seen.html")
    point_at(page, "pays")
    told = page.locator("#chart .hoverlayer .hovertext")
    expect(told).to_contain_text("Buys for the first time: −0.4")
    expect(told).to_contain_text("Upgrades: −0.4")
    expect(told).to_contain_text("Where is the plan?")
    expect(told).to_contain_text("There we are.")
    page.mouse.move(0, 0)
    page.click("[data-jb-persona=bob]")
    point_at(page, "pays")
    expect(told).to_contain_text("Buys for the first time: −0.4")
    expect(told).not_to_contain_text("Upgrades")


def test_points_apart_speak_for_themselves(visit: Visit) -> None:
    page = visit.open_live("seen.html")
    point_at(page, "battery-dies")
    told = page.locator("#chart .hoverlayer .hovertext")
    expect(told).to_contain_text("Buys for the first time")
    expect(told).not_to_contain_text("Upgrades")


def test_what_is_the_same_for_several_is_told_once(visit: Visit) -> None:
    page = visit.open_live("seen.html")
    point_at(page, "rings-shop")
    told = page.locator("#chart .hoverlayer .hovertext")
    expect(told).to_contain_text("Upgrades: −1.0")
    assert (told.text_content() or "").count("Assumed by the author") == 1


def test_evidence_is_switched_off_with_its_line(visit: Visit) -> None:
    page = visit.open("seen.html")
    page.evaluate("document.querySelector('[data-jb-persona=bob]').click()")
    display = "(part) => getComputedStyle(document.querySelector(part)).display"
    for part in ("path.span", "path.guess", "g.guess"):
        assert (page.evaluate(display, f"{part}.p1"), page.evaluate(display, f"{part}.p2")) == ("inline", "none")


def test_several_figures_share_a_page_and_a_file(visit: Visit) -> None:
    page = visit.open("seen.html")
    for number, part in enumerate(("first", "second")):
        page.hover(f"[data-jb-part={part}] figcaption")
        page.wait_for_selector(f"[data-jb-part={part}]{LIVE}")
        assert page.locator(LIVE).count() == number + 1
    assert visit.asked.count("plotly.js") == 1
    assert "seen.json" not in visit.asked
    y = page.evaluate("[...document.querySelectorAll('.jb-measure .jb-chart__live')].map((l) => l.data.at(-1).y)")
    assert y[1] == [4, 3]
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    pens = "[...document.querySelectorAll('.jb-measure .jb-chart__live')].map((l) => l.data[1].line.color)"
    assert page.evaluate(pens) == ["#d5dbe3", "#d5dbe3"]


def test_a_measure_stands_where_it_was_drawn(visit: Visit) -> None:
    page = visit.open("seen.html")
    page.hover("[data-jb-part=first] figcaption")
    page.wait_for_selector(f".jb-measure{LIVE}")
    drawn, live = page.evaluate(
        """() => ["svg.jb-series circle, svg.jb-series .foot", ".scatterlayer .point"].map((selector) =>
          [...document.querySelectorAll(`[data-jb-part=first] :is(${selector})`)].map((mark) => {
            const box = mark.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
          }).sort((a, b) => a[0] - b[0]))"""
    )
    assert len(drawn) == len(live) == 6
    for mark, point in zip(drawn, live, strict=True):
        assert mark == pytest.approx(point, abs=1.5)


def test_a_measure_tells_its_values_and_what_was_done(visit: Visit) -> None:
    page = visit.open("seen.html")
    box = page.locator("[data-jb-part=first] svg.jb-series circle").last.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector(f"[data-jb-part=first]{LIVE}")
    expect(page.locator("[data-jb-part=first] .hovertext")).to_contain_text("2.2 s")
    foot = page.locator("[data-jb-part=first] svg.jb-series .foot").bounding_box()
    assert foot is not None
    page.mouse.move(foot["x"] + foot["width"] / 2, foot["y"] + foot["height"] / 2)
    expect(page.locator("[data-jb-part=first] .hovertext")).to_contain_text("Say one price")


def test_on_a_phone_a_measure_stays_a_drawing_and_the_table_shows_the_evidence(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 800})
    visit.open("seen.html")
    page.hover("[data-jb-part=first] figcaption")
    page.wait_for_timeout(300)
    assert page.locator("[data-jb-part=first] svg.jb-series").is_visible()
    assert "plotly.js" not in visit.asked
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    layers = page.evaluate(
        """() => ["--lo", "--b"].map((name) => {
          const cell = document.querySelector(`td[style*="${name}"]`);
          return [getComputedStyle(cell).backgroundImage, getComputedStyle(cell, "::after").backgroundImage];
        })"""
    )
    assert layers[0][0].count("gradient") == 4
    assert "radial-gradient" in layers[1][1]
