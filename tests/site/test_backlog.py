"""The backlog of Northline in a real browser: filters, and bubbles that lead to rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab in which errors fail the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert complaints == []


def open_backlog(page: Page, site_url: str, query: str = "") -> Page:
    page.goto(f"{site_url}backlog/{query}")
    page.wait_for_selector("form[data-jb-filters=backlog][data-jb-ready]")
    page.wait_for_selector("figure.jb-chart--ready")
    return page


def rows(page: Page, kept: str = "") -> Locator:
    return page.locator(f"[data-jb-list=backlog] [data-jb-row]{kept}")


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?channel=phone", "[data-channel~=phone]"),
        ("?red=1&status=planned", "[data-red='1'][data-status=planned]"),
        ("?team=digital&lifecycle=buy", "[data-team=digital][data-lifecycle~=buy]"),
    ],
)
def test_an_address_opens_as_it_was_shared(page: Page, site_url: str, query: str, kept: str) -> None:
    open_backlog(page, site_url, query)
    matching = rows(page, kept)
    expect(rows(page).filter(visible=True)).to_have_count(matching.count())
    assert 0 < matching.count() < rows(page).count()
    expect(page.locator("output").first).to_have_text(re.compile(rf"^{matching.count()} of "))


def test_a_bubble_leads_to_its_row_though_a_filter_hides_it(page: Page, site_url: str) -> None:
    open_backlog(page, site_url, "?overdue=1")
    row = rows(page, "[data-status]:not([data-overdue])").first
    expect(row).to_be_hidden()
    anchor = row.get_attribute("id")
    page.locator(f'.jb-efforts a[*|href="#{anchor}"]').dispatch_event("click")
    expect(row).to_be_in_viewport()
    expect(page).to_have_url(re.compile(f"#{anchor}$"))


def test_a_point_of_plotly_leads_to_its_row(page: Page, site_url: str) -> None:
    open_backlog(page, site_url)
    first = rows(page, "[data-status]").first
    bubble = page.locator(f'.jb-efforts a[*|href="#{first.get_attribute("id")}"] circle')
    bubble.scroll_into_view_if_needed()
    box = bubble.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector(".jb-chart--live .js-plotly-plot")
    expect(page.locator(".jb-chart__live .hovertext")).to_contain_text("number 1 in the backlog")
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(first).to_be_focused()
    expect(first).to_be_in_viewport()


def test_a_bubble_leads_to_its_journey_where_the_row_is_not_loaded(page: Page, site_url: str) -> None:
    open_backlog(page, site_url)
    away = page.locator('.jb-efforts a[*|href^="../journeys/"]').first
    anchor = (away.get_attribute("xlink:href") or "").partition("#")[2]
    away.dispatch_event("click")
    expect(page).to_have_url(re.compile(rf"/journeys/.+#{anchor}$"))
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_a_choice_finds_what_stands_on_bare_pages(page: Page, site_url: str) -> None:
    open_backlog(page, site_url)
    loaded = rows(page).count()
    whole = int(page.locator("output").first.get_attribute("data-total") or "0")
    assert loaded < whole
    page.select_option("select[name=team]", "digital")
    expect(rows(page)).to_have_count(whole)
    expect(page.locator("a[data-jb-more]")).to_have_count(0)
    for anchor in ("ranked", "unanswered", "closed"):
        part = page.locator(f"[data-jb-part={anchor}] tbody [data-jb-row]")
        assert part.filter(visible=True).count() == page.locator(f"[data-jb-part={anchor}] [data-team=digital]").count()
