"""Lists that go over several pages, in a real browser: choices and orders are true over all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from small_site import SmallSite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from conftest import Serve

COUNT = 90


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """A site with 90 journeys, whose feelings fall from page to page."""
    site = SmallSite(tmp_path_factory.mktemp("long"))
    site.write("mkdocs.yml", "site_name: Long\ntheme: {name: material, font: false}\nplugins: [search, journeybook]\n")
    for number in range(COUNT):
        feels = 2 - number * 4 / COUNT
        owner = "late" if number >= COUNT - 5 else "early"
        site.write(
            f"docs/journeys/many/j-{number:03}.yml",
            f"title: Journey {number:03}\nowner: {owner}\nstages:\n  - name: One\n    touchpoints:\n"
            f"      - {{id: step, name: Step, feels: {feels:.2f}, owner: {owner}, channel: web}}\n",
        )
    for number, day in ((85, "2026-08-01"), (86, "2025-08-01")):
        journey = f"many/j-{number:03}"
        text = f"journey: {journey}\nmethod: walk\ndate: {day}\nobservations:\n  step: {{feels: -1}}\n"
        site.write(f"docs/evidence/{journey}/walk.yml", text)
    return serve(site.built())


@pytest.fixture
def journeys(long_site: str, browser: Browser) -> Iterator[Page]:
    """Their list, as somebody sees it who has just come."""
    page = browser.new_page()
    page.goto(long_site + "journeys/")
    yield page
    page.close()


def test_a_choice_finds_what_stands_on_later_pages(journeys: Page) -> None:
    journeys.select_option("select[name=team]", "late")
    expect(journeys.locator("output")).to_have_text("5 of 90 journeys")
    shown = journeys.locator("[data-jb-row]").filter(visible=True)
    expect(shown.locator("h3")).to_have_text([f"Journey {n:03}" for n in range(85, 90)])
    shown.first.locator("h3 a").click()
    journeys.wait_for_url("**/journeys/many/j-085/?team=late")  # the choice goes along
    journeys.go_back()


def test_what_was_not_checked_for_long_is_found_on_later_pages(journeys: Page) -> None:
    journeys.select_option("select[name=checked]", "stale")
    expect(journeys.locator("output")).to_have_text("1 of 90 journeys")
    shown = journeys.locator("[data-jb-row]:visible")
    expect(shown.locator("h3")).to_have_text("Journey 086")
    expect(shown).to_contain_text("not checked for long")
    journeys.select_option("select[name=checked]", "checked")
    expect(shown.locator("h3")).to_have_text("Journey 085")
    expect(shown).to_contain_text("100% seen")


def test_an_order_is_true_over_all_pages(journeys: Page) -> None:
    journeys.select_option("select[name=sort]", "reds")
    expect(journeys.locator("[data-jb-row]")).to_have_count(COUNT)
    first = journeys.locator("[data-jb-row] h3").first
    expect(first, "the first that feels −1 or lower").to_have_text("Journey 068")


def test_the_way_to_more_rows_works_by_click(journeys: Page) -> None:
    rows = journeys.locator("[data-jb-row]")
    before = rows.count()
    journeys.click("a[data-jb-more]")
    journeys.wait_for_function(f"document.querySelectorAll('[data-jb-row]').length > {before}")
    expect(rows.first).to_contain_text("Journey 000")
    expect(rows.last).to_be_visible()
