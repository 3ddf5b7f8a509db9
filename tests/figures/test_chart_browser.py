"""The emotion chart in a real browser, on a page with nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from chart_visit import LIVE

from journeybook.figures.chart_frame import STEP

if TYPE_CHECKING:
    from chart_visit import Visit
    from playwright.sync_api import Page


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
    page.wait_for_timeout(300)
    assert visit.asked == ["index.html", "chart.css", "chart.js"]
    page.hover("figcaption")
    page.wait_for_selector(LIVE)
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
    page.hover("figcaption")
    page.wait_for_selector(LIVE)
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
    page.set_viewport_size({"width": 700, "height": 800})
    page.wait_for_function(
        """() => Math.abs(document.querySelector(".jb-chart__live .main-svg").getBoundingClientRect().width
        - document.querySelector(".jb-chart__plot").getBoundingClientRect().width) < 1"""
    )


def test_a_click_on_a_point_leads_to_its_row(visit: Visit) -> None:
    page = visit.open_live()
    click_mark(page, "pays-after")
    assert page.evaluate("location.hash") == "#touchpoint-pays-after"
    assert page.evaluate("document.activeElement.id") == "touchpoint-pays-after"
    assert page.locator("#touchpoint-pays-after + details").get_attribute("open") is not None
    assert page.locator(".jb-shown h4").get_attribute("id") == "touchpoint-pays-after"


def test_a_click_on_the_drawing_leads_there_too(visit: Visit) -> None:
    page = visit.open()
    page.route("**/plotly.js", lambda route: route.abort())
    page.locator('a[*|href="#touchpoint-pays"] use').first.click()
    assert page.evaluate("document.activeElement.id") == "touchpoint-pays"
    visit.complaints[:] = [c for c in visit.complaints if "ERR_FAILED" not in c]  # the network's own


def test_a_row_leads_back_to_its_point(visit: Visit) -> None:
    page = visit.open()
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    page.click("[data-jb-show-in-chart='pays/after']")
    page.wait_for_selector(".hoverlayer .hovertext")
    assert "No news." in (page.locator(".hoverlayer").text_content() or "")
    assert page.locator(".jb-emotion .pointer").count() == 1
    box = page.locator(".jb-chart__plot").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 800


def test_the_dark_switch_changes_the_colours(visit: Visit) -> None:
    page = visit.open_live()
    assert traces(page)["anna"] == "#2f3d4c"
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    assert traces(page)["anna"] == "#d5dbe3"
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'default')")
    assert traces(page)["anna"] == "#2f3d4c"


def test_lines_are_switched_but_never_all_off(visit: Visit) -> None:
    page = visit.open_live()
    anna, bob = page.locator("[data-jb-persona=anna]"), page.locator("[data-jb-persona=bob]")
    anna.click()
    assert (anna.get_attribute("aria-pressed"), list(traces(page))) == ("false", ["bob"])
    bob.click()
    assert (bob.get_attribute("aria-pressed"), list(traces(page))) == ("true", ["bob"])
    anna.click()
    assert list(traces(page)) == ["anna", "bob"]


def test_the_expected_curve_comes_when_asked_for(visit: Visit) -> None:
    page = visit.open_live()
    assert list(traces(page)) == ["anna", "bob"]
    page.click("[data-jb-expected]")
    assert list(traces(page)) == ["expected", "anna", "bob"]
    assert page.locator("[data-jb-expected]").get_attribute("aria-pressed") == "true"


def test_the_controls_work_on_the_drawing_and_carry_over(visit: Visit) -> None:
    page = visit.open()
    page.evaluate("document.querySelector('[data-jb-persona=bob]').click()")  # without coming near
    page.evaluate("document.querySelector('[data-jb-expected]').click()")
    assert page.locator(LIVE).count() == 0
    assert not page.locator("path.line[data-p='2']").is_visible()
    assert page.locator("path.expected").is_visible()
    page.hover("figcaption")
    page.wait_for_selector(LIVE)
    assert list(traces(page)) == ["expected", "anna"]


def test_a_star_comes_down_to_the_line_that_is_left(visit: Visit) -> None:
    page = visit.open_live()
    star = "() => document.querySelector('.jb-chart__live').data.find((t) => t.meta.stars).y[0]"
    above_anna, drawn = page.evaluate(star), float(page.locator("use.star").get_attribute("y") or 0)
    page.click("[data-jb-persona=anna]")
    assert page.evaluate(star) == pytest.approx(above_anna - 0.6)
    assert float(page.locator("use.star").get_attribute("y") or 0) == pytest.approx(drawn + 0.6 * STEP, abs=0.2)
    page.click("[data-jb-persona=anna]")
    assert page.evaluate(star) == pytest.approx(above_anna)


def test_the_table_is_shown_and_hidden(visit: Visit) -> None:
    page = visit.open()
    table, button = page.locator("#chart-table"), page.locator("[data-jb-table]")
    assert not table.is_visible()
    button.click()
    assert (table.is_visible(), button.get_attribute("aria-expanded")) == (True, "true")
    button.click()
    assert (table.is_visible(), button.get_attribute("aria-expanded")) == (False, "false")


def test_print_has_the_drawing(visit: Visit) -> None:
    page = visit.open_live()
    assert page.evaluate("getComputedStyle(document.querySelector('.jb-marks')).visibility") == "hidden"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.jb-marks')).visibility") == "visible"
    assert not page.locator(".jb-chart__live").is_visible()


def test_on_a_phone_the_table_takes_over_and_nothing_is_loaded(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 800})
    visit.open()
    page.hover("figcaption")
    page.wait_for_timeout(300)
    assert not page.locator(".jb-chart__plot").is_visible()
    assert "plotly.js" not in visit.asked


@pytest.mark.parametrize("missing", ["plotly.js", "chart.json"])
def test_what_cannot_be_loaded_leaves_the_drawing(visit: Visit, missing: str) -> None:
    page = visit.open()
    page.route(f"**/{missing}", lambda route: route.abort())
    page.hover("figcaption")
    page.wait_for_timeout(800)
    assert page.locator(f"{LIVE}, .jb-chart__live").count() == 0
    assert page.locator(".jb-emotion").is_visible()
    page.click("[data-jb-expected]")
    assert page.locator("path.expected").is_visible()
    page.unroute(f"**/{missing}")
    page.mouse.move(0, 0)
    page.hover("figcaption")
    page.wait_for_selector(LIVE)
    assert all("Failed to load resource" in complaint for complaint in visit.complaints)  # the network's own
    visit.complaints.clear()


def test_instant_navigation_leaves_and_comes_back(visit: Visit) -> None:
    page = visit.open_live("instant.html")
    page.evaluate(
        "window.kept = document.querySelector('main').outerHTML; document.head.querySelector('style').remove()"
    )
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
    assert page.locator(LIVE).count() == 0
    page.hover("h1")
    page.hover("figcaption")
    page.wait_for_selector(LIVE)
    page.click("[data-jb-persona=anna]")
    assert page.locator("[data-jb-persona=anna]").get_attribute("aria-pressed") == "false"
    assert visit.asked.count("plotly.js") == 1
    assert page.locator(".jb-chart__live").count() == 1
    assert page.locator("body > style[id='plotly.js-style-global']").count() == 1
