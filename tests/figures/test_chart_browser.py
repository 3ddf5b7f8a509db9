"""The emotion chart in a real browser, on a page with nothing else."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

import pytest
from chart_visit import LIVE, come_near
from playwright.sync_api import expect

from journeybook.figures.chart_frame import STEP

if TYPE_CHECKING:
    from collections.abc import Callable

    from chart_visit import Visit
    from playwright.sync_api import Page

PATIENCE = 30.0


def eventually(page: Page, read: Callable[[], object], wanted: object) -> None:
    """Wait until what is read is what is wanted; if that never comes, say what there is."""
    end = time.monotonic() + PATIENCE
    while (found := read()) != wanted and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert found == wanted


def traces(page: Page) -> dict[str, Any]:
    """The lines that Plotly shows, by what they are."""
    found: dict[str, Any] = page.evaluate(
        """() => Object.fromEntries(document.querySelector(".jb-chart__live").data
        .filter((t) => t.visible !== false && t.mode !== "markers" && !t.meta.branch)
        .map((t) => [t.meta.persona || "expected", t.line.color]))"""
    )
    return found


def click_mark(page: Page, moment: str) -> None:
    """Click where the drawing has a mark; Plotly lies above it."""
    box = page.locator(f'a[*|href="#touchpoint-{moment}"] use').first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    page.wait_for_selector(".hoverlayer .hovertext")
    page.mouse.click(x, y)


def test_plotly_is_asked_for_on_interest_and_never_before(visit: Visit) -> None:
    page = visit.open()
    page.wait_for_load_state("networkidle")  # nothing further comes by itself
    assert visit.asked == ["index.html", "chart.css", "chart.js"]
    come_near(page)
    assert sorted(visit.asked[3:]) == ["chart.json", "plotly.js"]


def test_the_keyboard_is_interest_too(visit: Visit) -> None:
    page = visit.open()
    page.focus("[data-jb-persona=anna]")
    page.wait_for_selector(LIVE)
    assert visit.asked.count("plotly.js") == 1


def test_nothing_moves_when_plotly_takes_over(visit: Visit) -> None:
    page = visit.open()
    places = """() => ['.jb-chart__plot', 'figcaption', 'article']
        .map((selector) => document.querySelector(selector).getBoundingClientRect().toJSON())"""
    before = page.evaluate(places)
    come_near(page)
    assert page.evaluate(places) == before
    drawn, live = page.evaluate(
        """() => {
          const centres = (selector) => [...document.querySelectorAll(selector)].map((mark) => {
            const box = mark.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
          }).sort((a, b) => (Math.abs(a[0] - b[0]) > 2 ? a[0] - b[0] : a[1] - b[1]));
          return [centres(".jb-marks use"), centres(".scatterlayer .point")];
        }"""
    )
    assert len(drawn) == len(live)
    for mark, point in zip(drawn, live, strict=True):
        assert mark == pytest.approx(point, abs=1.5)


def test_it_follows_the_width_of_the_page(visit: Visit) -> None:
    page = visit.open_live()
    widths = """[".jb-chart__live .main-svg", ".jb-chart__plot"]
        .map((selector) => Math.round(document.querySelector(selector).getBoundingClientRect().width))"""
    live, room = page.evaluate(widths)
    assert live == room
    page.set_viewport_size({"width": 700, "height": 800})
    page.wait_for_function(f"before => {widths}.every((width, _, all) => width < before && width === all[0])", arg=room)


def test_a_click_on_a_point_leads_to_its_row(visit: Visit) -> None:
    page = visit.open_live()
    click_mark(page, "pays-after")
    expect(page).to_have_url(re.compile("#touchpoint-pays-after$"))
    expect(page.locator("#touchpoint-pays-after")).to_be_focused()
    expect(page.locator("#touchpoint-pays-after + details")).to_have_attribute("open", "")
    expect(page.locator(".jb-shown h4")).to_have_id("touchpoint-pays-after")


def test_a_click_on_the_drawing_leads_there_too(visit: Visit) -> None:
    page = visit.open()
    page.route("**/plotly.js", lambda route: route.abort())
    with page.expect_console_message(lambda message: "ERR_FAILED" in message.text):  # the network's own
        page.locator('a[*|href="#touchpoint-pays"] use').first.click()
    expect(page.locator("#touchpoint-pays")).to_be_focused()
    visit.complaints[:] = [c for c in visit.complaints if "ERR_FAILED" not in c]


def test_a_row_leads_back_to_its_point(visit: Visit) -> None:
    page = visit.open()
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    link = page.locator("[data-jb-show-in-chart='pays/after']")
    link.scroll_into_view_if_needed()
    expect(page.locator(".jb-chart__plot")).not_to_be_in_viewport()
    link.click()
    page.wait_for_selector(LIVE)
    expect(page.locator(".hoverlayer")).to_contain_text("No news.")
    expect(page.locator(".jb-emotion .pointer")).to_have_count(1)
    expect(page.locator(".jb-chart__plot")).to_be_in_viewport(ratio=1)


def test_the_dark_switch_changes_the_colours(visit: Visit) -> None:
    page = visit.open_live()
    assert traces(page)["anna"] == "#2f3d4c"
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    eventually(page, lambda: traces(page)["anna"], "#d5dbe3")
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'default')")
    eventually(page, lambda: traces(page)["anna"], "#2f3d4c")


def test_lines_are_switched_but_never_all_off(visit: Visit) -> None:
    page = visit.open_live()
    anna, bob = page.locator("[data-jb-persona=anna]"), page.locator("[data-jb-persona=bob]")
    anna.click()
    expect(anna).to_have_attribute("aria-pressed", "false")
    eventually(page, lambda: list(traces(page)), ["bob"])
    bob.click()  # one line always stays
    assert list(traces(page)) == ["bob"]
    anna.click()
    expect(anna).to_have_attribute("aria-pressed", "true")
    expect(bob).to_have_attribute("aria-pressed", "true")
    eventually(page, lambda: list(traces(page)), ["anna", "bob"])


def test_the_expected_curve_comes_when_asked_for(visit: Visit) -> None:
    page = visit.open_live()
    assert list(traces(page)) == ["anna", "bob"]
    page.click("[data-jb-expected]")
    eventually(page, lambda: list(traces(page)), ["expected", "anna", "bob"])
    expect(page.locator("[data-jb-expected]")).to_have_attribute("aria-pressed", "true")


def test_the_controls_work_on_the_drawing_and_carry_over(visit: Visit) -> None:
    page = visit.open()
    page.evaluate("document.querySelector('[data-jb-persona=bob]').click()")  # without coming near
    page.evaluate("document.querySelector('[data-jb-expected]').click()")
    expect(page.locator("path.line[data-p='1']")).to_be_visible()
    expect(page.locator("path.line[data-p='2']")).to_be_hidden()
    expect(page.locator("path.expected")).to_be_visible()
    assert "plotly.js" not in visit.settled()
    come_near(page)
    eventually(page, lambda: list(traces(page)), ["expected", "anna"])


def test_a_star_comes_down_to_the_line_that_is_left(visit: Visit) -> None:
    page = visit.open_live()
    star = "() => document.querySelector('.jb-chart__live').data.find((t) => t.meta.stars).y[0]"
    above_anna, drawn = page.evaluate(star), float(page.locator("use.star").get_attribute("y") or 0)
    page.click("[data-jb-persona=anna]")
    eventually(page, lambda: page.evaluate(star), pytest.approx(above_anna - 0.6))
    assert float(page.locator("use.star").get_attribute("y") or 0) == pytest.approx(drawn + 0.6 * STEP, abs=1.1)
    page.click("[data-jb-persona=anna]")
    eventually(page, lambda: page.evaluate(star), pytest.approx(above_anna))


def test_the_table_is_shown_and_hidden(visit: Visit) -> None:
    page = visit.open()
    table, button = page.locator("#chart-table"), page.locator("[data-jb-table]")
    expect(table).to_be_hidden()
    button.click()
    expect(table).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    button.click()
    expect(table).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_print_has_the_drawing(visit: Visit) -> None:
    page = visit.open_live()
    expect(page.locator(".jb-marks")).to_have_css("visibility", "hidden")
    expect(page.locator(".jb-chart__live")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".jb-marks")).to_have_css("visibility", "visible")
    expect(page.locator(".jb-chart__live")).to_be_hidden()


def test_on_a_phone_the_table_takes_over_and_nothing_is_loaded(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 800})
    visit.open()
    page.hover("figcaption")
    expect(page.locator(".jb-chart__plot")).to_be_hidden()
    assert "plotly.js" not in visit.settled()
    page.mouse.move(0, 0)
    page.set_viewport_size({"width": 1000, "height": 800})
    come_near(page)  # which shows that coming near is what it takes


@pytest.mark.parametrize("missing", ["plotly.js", "chart.json"])
def test_what_cannot_be_loaded_leaves_the_drawing(visit: Visit, missing: str) -> None:
    page = visit.open()
    page.route(f"**/{missing}", lambda route: route.abort())
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url.removeprefix(visit.address)))

    def wait_until_given_up(times: int) -> None:
        eventually(page, lambda: failed, [missing] * times)
        page.wait_for_function("window.Plotly || !document.querySelector('script[src$=\"plotly.js\"]')")

    page.hover("figcaption")
    wait_until_given_up(1)
    expect(page.locator(f"{LIVE}, .jb-chart__live")).to_have_count(0)
    expect(page.locator(".jb-emotion")).to_be_visible()
    page.click("[data-jb-expected]")  # a sign of interest, too
    expect(page.locator("path.expected")).to_be_visible()
    wait_until_given_up(2)
    page.unroute(f"**/{missing}")
    page.mouse.move(0, 0)
    come_near(page)
    assert all("Failed to load resource" in complaint for complaint in visit.complaints)  # the network's own
    visit.complaints.clear()


def test_instant_navigation_leaves_and_comes_back(visit: Visit) -> None:
    page = visit.open_live("instant.html")
    page.evaluate(
        "window.kept = document.querySelector('main').outerHTML; document.head.querySelector('style').remove()"
    )
    page.mouse.move(0, 0)  # to come near anew, not to be near already
    page.evaluate("document.querySelector('main').outerHTML = '<main>Elsewhere</main>'; window.document$.next()")
    page.evaluate(
        """async () => {
          const reply = await fetch("instant.html");
          const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
          document.querySelector("main").replaceWith(fresh.querySelector("main"));
          window.document$.next();
          window.document$.next();
        }"""
    )
    expect(page.locator(LIVE)).to_have_count(0)
    come_near(page)
    page.click("[data-jb-persona=anna]")
    expect(page.locator("[data-jb-persona=anna]")).to_have_attribute("aria-pressed", "false")
    assert visit.settled().count("plotly.js") == 1
    expect(page.locator(".jb-chart__live")).to_have_count(1)
    expect(page.locator("body > style[id='plotly.js-style-global']")).to_have_count(1)
