"""My team: chosen once, in the header of every page, two clicks from what a colleague on shift needs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from book_visit import Visit
from playwright.sync_api import expect
from small_site import JOURNEY, SmallSite

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from conftest import Serve

PARTS = {
    "What to do when it fails": "touchpoints",
    "What hurts": "red-points",
    "Our backlog": "backlog",
    "Whom to call next door": "neighbours",
    "What is new for us": "new",
}
PHONE = {"width": 390, "height": 844}


def choose(page: Page, name: str) -> None:
    page.click(".jb-team")
    page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()


def test_every_part_of_my_team_is_two_clicks_from_any_page(visit: Visit) -> None:
    page = visit.open("")
    choose(page, "Retail")
    page.keyboard.press("Escape")
    starts = ("", "journeys/", "journeys/buying/new-phone/", "backlog/", "404.html")
    for start, (words, part) in zip(starts, PARTS.items(), strict=True):
        page = visit.open(start)
        expect(page.locator(".jb-team")).to_have_text("My team: Retail")
        page.click(".jb-team")
        page.get_by_role("dialog").get_by_role("link", name=words).click()
        expect(page).to_have_url(f"{visit.url}teams/retail/#{part}")
        expect(page.locator(f"#{part}")).to_be_in_viewport()
    visit.open("teams/retail/")
    expect(page.locator(".jb-this-team")).to_have_text("This is your team")


def test_the_menu_works_by_keyboard_alone(visit: Visit) -> None:
    page = visit.open("words/")
    page.focus(".jb-team")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Which team is yours?")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Billing")).to_be_focused()
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("dialog", name="Billing").get_by_role("link", name="What to do when it fails")
    ).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator(".jb-team")).to_be_focused()


def test_with_instant_navigation_the_menu_stays_and_leads_on(visit: Visit) -> None:
    page = visit.open_published("journeys/")
    choose(page, "Network")
    page.get_by_role("dialog").get_by_role("link", name="What hurts").click()
    expect(page).to_have_url(visit.url + "teams/network/#red-points")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator(".jb-this-team")).to_have_text("This is your team")
    page.locator(".md-tabs__link", has_text="Backlog").click()
    expect(page).to_have_url(re.compile("/backlog/$"))
    expect(page.locator(".jb-team")).to_have_count(1)
    expect(page.locator(".jb-team")).to_have_text("My team: Network")
    assert visit.stayed()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, PHONE], ids=["wide", "phone"])
def test_the_menu_is_accessible_and_fits(browser: Browser, site_url: str, size: dict[str, int], scheme: str) -> None:
    visit = Visit(browser, site_url, viewport=size, color_scheme=scheme)
    page = visit.open("teams/retail/")
    for step in ("choice", "parts"):
        if step == "choice":
            page.click(".jb-team")
            expect(page.locator("dialog li").first).to_be_visible()
        else:
            page.click("dialog li button >> nth=0")
            expect(page.locator("dialog li a").first).to_be_visible()
        assert Axe().run(page).response["violations"] == []
        box = page.locator("dialog").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]
    visit.close()


def test_nothing_in_the_header_moves_for_it(browser: Browser, site_url: str) -> None:
    places = []
    for ours in (False, True):
        visit = Visit(browser, site_url)
        if not ours:
            visit.page.route("**/assets/journeybook/*.js", lambda route: route.abort())
        visit.page.goto(site_url + "journeys/")
        expect(visit.page.locator(".jb-team")).to_have_count(1 if ours else 0)
        parts = visit.page.locator(".md-header .md-logo, .md-header__option, .md-tabs__item")
        places.append(parts.evaluate_all("all => all.map(e => JSON.stringify(e.getBoundingClientRect()))"))
        visit.context.close()
    assert places[0] == places[1]


def test_a_team_page_can_be_made_ones_own_and_given_up(visit: Visit) -> None:
    page = visit.open("teams/care/")
    page.get_by_role("button", name="This is my team").click()
    expect(page.locator(".jb-this-team")).to_have_text("This is your team")
    expect(page.locator(".jb-team")).to_have_text("My team: Customer care")
    page.click(".jb-team")
    page.get_by_role("button", name="Change team").click()
    page.get_by_role("button", name="No team").click()
    expect(page.locator(".jb-team")).to_have_text("My team")
    expect(page.get_by_role("button", name="This is my team")).to_be_visible()


def keep(page: Page, team: dict[str, str]) -> None:
    page.evaluate("([name, team]) => localStorage.setItem(journeybook.nameOf(name), team)", ["team", json.dumps(team)])


def test_a_team_that_is_gone_is_said_and_the_choice_offered(visit: Visit) -> None:
    page = visit.open("")
    keep(page, {"id": "telex", "name": "Telex"})
    page = visit.open("")
    expect(page.locator(".jb-team")).to_have_text("My team: Telex")
    page.click(".jb-team")
    dialog = page.locator("dialog")
    expect(dialog).to_contain_text("Telex is no longer in this book.")
    dialog.get_by_role("button", name="Digital", exact=True).click()
    expect(page.locator(".jb-team")).to_have_text("My team: Digital")


def test_a_team_that_was_renamed_is_still_mine(visit: Visit) -> None:
    page = visit.open("")
    renamed = '{"teams": [{"id": "shops", "name": "Shops", "url": "teams/shops/", "formerly": ["retail"]}]}'
    page.route("**/data/names.json", lambda route: route.fulfill(body=renamed, content_type="application/json"))
    keep(page, {"id": "retail", "name": "Retail"})
    page.reload()
    page.click(".jb-team")
    expect(page.locator("dialog").get_by_role("link", name="Our backlog")).to_have_attribute(
        "href", re.compile(r"teams/shops/#backlog$")
    )
    expect(page.locator(".jb-team")).to_have_text("My team: Shops")


def test_what_is_kept_and_not_ours_is_no_team(visit: Visit) -> None:
    page = visit.open("")
    page.evaluate("localStorage.setItem(journeybook.nameOf('team'), '{\"id\": 7')")
    expect(visit.open("").locator(".jb-team")).to_have_text("My team")


def test_where_storage_is_forbidden_it_lasts_for_the_visit(browser: Browser, site_url: str) -> None:
    visit = Visit(browser, site_url, forbidden=True)
    page = visit.open("journeys/")
    choose(page, "Retail")
    expect(page.locator(".jb-team")).to_have_text("My team: Retail")
    page.keyboard.press("Escape")
    page.click(".jb-team")
    expect(page.get_by_role("dialog").get_by_role("link", name="Our backlog")).to_have_attribute(
        "href", f"{site_url}teams/retail/#backlog"
    )
    visit.close()


def test_below_an_edition_it_leads_within_the_edition(
    built_site: Path, tmp_path: Path, serve: Serve, browser: Browser
) -> None:
    for edition in ("2026.3", "2026.4"):
        (tmp_path / edition).symlink_to(built_site)
    url = serve(tmp_path)
    visit = Visit(browser, url)
    page = visit.open("2026.4/journeys/buying/new-phone/")
    choose(page, "Retail")
    page.get_by_role("dialog").get_by_role("link", name="What is new for us").click()
    expect(page).to_have_url(f"{url}2026.4/teams/retail/#new")
    page = visit.open("2026.3/")
    expect(page.locator(".jb-team")).to_have_text("My team")  # another book, as nothing says that it is an edition
    visit.close()


def test_editions_of_one_book_share_the_team(tmp_path: Path, serve: Serve, browser: Browser) -> None:
    site = SmallSite(tmp_path)
    site.write(
        "mkdocs.yml",
        "site_name: Small\ntheme: {name: material, font: false}\nplugins: [search, journeybook]\n"
        "extra: {version: {provider: mike}}\n",
    )
    site.write("docs/journeys/buying/gift-card.yml", JOURNEY)
    built = site.built()
    for edition in ("1", "2"):
        (tmp_path / "all" / edition).parent.mkdir(exist_ok=True)
        (tmp_path / "all" / edition).symlink_to(built)
    (tmp_path / "all" / "versions.json").write_text('[{"version": "1", "title": "1", "aliases": []}]')
    url = serve(tmp_path / "all")
    visit = Visit(browser, url)
    choose(visit.open("1/"), "Shop")
    expect(visit.open("2/").locator(".jb-team")).to_have_text("My team: Shop")
    visit.close()


MANY = "".join(f"team-{n:02}: {{name: Team {n:02}}}\n" for n in range(14))


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_without_folders_for_pages_and_in_another_theme(
    tmp_path: Path, serve: Serve, browser: Browser, theme: str
) -> None:
    site = SmallSite(tmp_path)
    font = ", font: false" if theme == "material" else ""
    site.write(
        "mkdocs.yml",
        f"site_name: Small\ntheme: {{name: {theme}{font}}}\nuse_directory_urls: false\n"
        "plugins: [search, journeybook]\n",
    )
    site.write("docs/organization/teams.yml", MANY)
    site.write("docs/journeys/buying/gift-card.yml", JOURNEY.replace("owner: shop", "owner: team-03"))
    visit = Visit(browser, serve(site.built()))
    page = visit.page
    page.goto(visit.url + "journeys/buying/gift-card.html")
    if theme == "material":
        page.click(".jb-team")
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("searchbox")).to_be_focused()
        page.keyboard.type("m 03")
        expect(dialog.get_by_role("listitem")).to_have_count(1)
        dialog.get_by_role("button", name="Team 03").click()
        dialog.get_by_role("link", name="What hurts").click()
        expect(page).to_have_url(visit.url + "teams/team-03.html#red-points")
        expect(page.locator(".jb-this-team")).to_have_text("This is your team")
    else:
        expect(page.locator(".jb")).to_be_visible()
        expect(page.locator(".jb-team")).to_have_count(0)
        visit.expected = ("Failed to load", "hljs")  # the theme asks other sites for its own scripts
    visit.close()
