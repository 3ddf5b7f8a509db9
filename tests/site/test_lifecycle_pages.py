"""The lifecycle, heat maps and handoffs in a real browser: what is pointed at tells, what is clicked leads on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


class Visit:
    """A tab that notes what it asked for and what went wrong."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console", lambda said: self.complaints.append(said.text) if said.type in {"error", "warning"} else None
        )

    def open(self, address: str) -> Page:
        self.page.goto(self.url + address)
        self.page.wait_for_load_state("networkidle")
        return self.page


@pytest.fixture
def visit(browser: Browser, site_url: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    size = PHONE if getattr(request, "param", "") == "phone" else WIDE
    context = browser.new_context(viewport=size, reduced_motion="reduce")
    found = Visit(context.new_page(), site_url)
    yield found
    context.close()
    assert found.complaints == []
    assert [url for url in found.asked if not url.startswith((site_url, "data:", "blob:"))] == []


def go_live(figure: Locator) -> None:
    figure.scroll_into_view_if_needed()
    figure.locator(".jb-chart__plot").hover()
    expect(figure).to_have_class(re.compile("jb-chart--live"))


def test_a_point_of_the_curve_tells_its_moment_and_leads_to_its_row(visit: Visit) -> None:
    page = visit.open("lifecycle/")
    figure = page.locator("#chart")
    mark = figure.locator('[data-v="0"] .star use').first
    box = mark.bounding_box()
    assert box is not None
    go_live(figure)
    below = 13  # pixels from the star down to its moment
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + below)
    expect(figure.locator(".hoverlayer .hovertext").first).to_contain_text("Moment of truth")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url(re.compile(r"/journeys/.+/#touchpoint-"))
    row = page.locator(f"#{page.url.partition('#')[2]}")
    expect(row).to_be_in_viewport()


def test_the_names_below_the_curve_stay_links_to_the_journeys(visit: Visit) -> None:
    page = visit.open("lifecycle/")
    figure = page.locator("#chart")
    go_live(figure)
    figure.locator(".jb-endless a text", has_text="The first bill").click()
    page.wait_for_url("**/journeys/starting/first-bill/")


def test_the_curve_shows_the_persona_that_is_chosen(visit: Visit) -> None:
    page = visit.open("lifecycle/")
    figure = page.locator("#chart")
    buttons = figure.locator("button[data-jb-view]")
    expect(buttons.first).to_have_attribute("aria-pressed", "true")
    chosen = figure.get_by_role("button", name="Upgrader")
    view = chosen.get_attribute("data-jb-view")
    chosen.click()
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(figure.locator('button[aria-pressed="true"]')).to_have_count(1)
    expect(figure.locator(".jb-endless [data-v]:not(.off)")).to_have_attribute("data-v", view or "")
    expect(figure).to_have_class(re.compile("jb-chart--live"))
    shown = (
        "document.querySelector('#chart .js-plotly-plot').data.filter(t => t.visible !== false).map(t => t.meta.view)"
    )
    assert set(page.evaluate(shown)) == {int(view or -1)}


def test_a_heat_map_covers_its_table_cell_by_cell_and_leads_to_the_journeys(visit: Visit) -> None:
    page = visit.open("lifecycle/")
    figure = page.locator("[data-jb-part=channels]")
    cell = figure.locator('td a[href*="channel=letter"][href*="lifecycle=buy"]')
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 3, box["y"] + 3)
    expect(figure).to_have_class(re.compile("jb-chart--live"))
    page.mouse.move(box["x"] + 6, box["y"] + 6)
    told = figure.locator(".hoverlayer .hovertext")
    expect(told.first).to_contain_text("Letter · Buy")
    expect(told.first).to_contain_text("the mean of")
    page.mouse.move(box["x"] + box["width"] - 4, box["y"] + box["height"] - 4)
    expect(told.first, "the cell ends where the table's does").to_contain_text("Letter · Buy")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url("**/journeys/?channel=letter&lifecycle=buy")


def test_whoever_goes_on_by_keyboard_sees_the_table(visit: Visit) -> None:
    page = visit.open("lifecycle/")
    figure = page.locator("[data-jb-part=channels]")
    go_live(figure)
    live = figure.locator(".jb-chart__live")
    expect(live).to_be_visible()
    figure.locator("tbody th a").first.focus()
    page.keyboard.press("Tab")
    expect(figure.locator("td a").first).to_be_focused()
    expect(live).to_be_hidden()


def test_every_cell_is_told_in_a_table_that_loads_the_rest(visit: Visit) -> None:
    page = visit.open("lifecycle/")
    part = page.locator("section", has=page.locator("#channels-by-phase"))
    part.locator("summary").click()
    rows = part.locator("[data-jb-row]")
    before = rows.count()
    part.locator("a[data-jb-more]").click()
    expect(rows).not_to_have_count(before)
    total = part.locator("output").get_attribute("data-total") or ""
    assert int(total) >= part.locator(".jb-heat td a").count() > before
    expect(rows).to_have_count(int(total))
    expect(part.locator("a[data-jb-more]")).to_have_count(0)


def test_a_flow_between_teams_leads_to_its_row(visit: Visit) -> None:
    page = visit.open("teams/")
    flow = page.locator('.jb-flows a[*|href="#handoff-digital--care"]')
    flow.scroll_into_view_if_needed()
    flow.locator("path").first.dispatch_event("click")
    expect(page).to_have_url(re.compile("#handoff-digital--care$"))
    row = page.locator("#handoff-digital--care")
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("care@northline.example")


def test_failures_filter_by_the_team_that_owns_the_cause(visit: Visit) -> None:
    page = visit.open("failure-demand/?team=billing")
    rows = page.locator("[data-jb-list=causes] [data-jb-row]")
    owned = page.locator("[data-jb-list=causes] [data-jb-row][data-team=billing]").count()
    assert 0 < owned < rows.count()
    expect(rows.filter(visible=True)).to_have_count(owned)


@pytest.mark.parametrize("visit", ["phone"], indirect=True)
def test_on_a_phone_the_lifecycle_runs_down_the_page_and_nothing_is_loaded(visit: Visit) -> None:
    page = visit.open("lifecycle/")
    expect(page.locator("#chart .jb-chart__plot")).to_be_hidden()
    journey = page.locator(".jb-stretches li", has_text="The first bill")
    expect(journey.locator(".jb-curve")).to_be_visible()
    page.locator("[data-jb-part=channels]").scroll_into_view_if_needed()
    page.locator("[data-jb-part=channels] td a").first.hover()
    across = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert across <= 0
    assert not [url for url in visit.asked if "plotly" in url]


def test_the_overview_leads_to_a_phase_of_the_lifecycle(visit: Visit) -> None:
    page = visit.open("")
    page.locator(".jb-phase a", has_text="Get help").click()
    page.wait_for_url("**/lifecycle/#phase-help")
    expect(page.locator("#phase-help")).to_be_in_viewport()
