"""Northline's frame in a real browser: accessible, without errors, without a request to elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PAGES = ("", "your-first-day/", "words/", "404.html")


@pytest.fixture(params=[(390, "light"), (390, "dark"), (1440, "light"), (1440, "dark")], ids=str)
def page(browser: Browser, site_url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that notes what goes wrong, and insists at the end that nothing did."""
    width, scheme = request.param
    context = browser.new_context(base_url=site_url, viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("request", lambda r: None if r.url.startswith((site_url, "data:")) else wrong.append(r.url))
    tab.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    yield tab
    context.close()
    assert wrong == []


@pytest.mark.parametrize("address", PAGES)
def test_there_is_nothing_that_axe_finds(page: Page, address: str) -> None:
    page.goto(address)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_wider_than_the_screen(page: Page, address: str) -> None:
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_tab_of_the_section_is_marked_and_readable(browser: Browser, site_url: str) -> None:
    context = browser.new_context(base_url=site_url, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto("journeys/buying/new-phone/")
    assert page.locator(".md-tabs__item--active").inner_text() == "Journeys"
    page.locator(".md-tabs__link", has_text="Backlog").click()
    page.wait_for_url("**/backlog/")
    assert page.locator(".md-tabs__item--active").inner_text() == "Backlog"
    context.close()


def test_the_search_has_a_name_and_finds_a_touchpoint(browser: Browser, site_url: str) -> None:
    context = browser.new_context(base_url=site_url, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto("")
    assert page.get_by_role("dialog", name="Search").count() == 1
    page.keyboard.press("/")
    page.keyboard.type("voice mail prison")
    page.locator(".md-search-result__link").first.wait_for()
    assert "journeys/help/calling-support/" in (
        page.locator(".md-search-result__link").first.get_attribute("href") or ""
    )
    context.close()


def test_the_foot_says_which_edition_this_is(built_site: Path) -> None:
    html = (built_site / "backlog/index.html").read_text(encoding="utf-8")
    assert "Working copy," in html
    assert '<time datetime="2026-11-21">21 November 2026</time>' in html
    for name in ("data/journeys.json", "data/touchpoints.csv", "data/backlog.csv"):
        assert f'href="../{name}"' in html
        assert (built_site / name).is_file()


def test_edit_this_page_opens_the_source(built_site: Path) -> None:
    start = 'href="https://code.northline.example/handbook/edit/main/content/'
    assert start + 'journeys/buying/new-phone.yml"' in (built_site / "journeys/buying/new-phone/index.html").read_text()
    assert start + 'your-first-day.md"' in (built_site / "your-first-day/index.html").read_text()
