"""Northline's frame: tabs, search, foot, links to the sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def test_the_tab_of_the_section_is_marked_and_readable(browser: Browser, site_url: str) -> None:
    context = browser.new_context(base_url=site_url, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto("journeys/buying/new-phone/")
    expect(page.locator(".md-tabs__item--active")).to_have_text("Journeys")
    page.locator(".md-tabs__link", has_text="Backlog").click()
    expect(page).to_have_url(re.compile("/backlog/$"))
    expect(page.locator(".md-tabs__item--active")).to_have_text("Backlog")
    context.close()


def test_the_foot_says_which_edition_this_is(built_site: Path) -> None:
    html = (
        (built_site / "backlog/index.html").read_text(encoding="utf-8").replace('"', "")
    )  # generated pages do without
    assert "Working copy," in html
    assert "<time datetime=2026-11-21>21 November 2026</time>" in html
    for name in ("data/journeys.json", "data/touchpoints.csv", "data/backlog.csv"):
        assert re.search(rf"href=\.\./{re.escape(name)}[ >]", html)
        assert (built_site / name).is_file()


def test_edit_this_page_opens_the_source(built_site: Path) -> None:
    folder = "https://code.northline.example/handbook/edit/main/content/"
    pages = {"journeys/buying/new-phone": "journeys/buying/new-phone.yml", "your-first-day": "your-first-day.md"}
    for page, source in pages.items():
        html = (built_site / page / "index.html").read_text(encoding="utf-8")
        assert re.search(rf'href="?{re.escape(folder + source)}"?[ >]', html)
