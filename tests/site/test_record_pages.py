"""The pages of teams, channels and systems in a real browser: two clicks, shared addresses, long lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from small_site import SmallSite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from conftest import Serve

MANY = 260
TOUCHPOINT = """\
      - {{id: t{n}, name: Step {n}, channel: web, owner: {owner}, feels: {feels:.2f}, when_it_fails: Call back.}}
"""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=["folders", "files"])
def long_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """A site of its own, plain Material, with many touchpoints on one channel; pages are folders or files."""
    site = SmallSite(tmp_path_factory.mktemp(f"records-{request.param}"))
    site.write(
        "mkdocs.yml",
        "site_name: Long\ntheme: {name: material, font: false}\nplugins: [search, journeybook]\n"
        f"use_directory_urls: {'true' if request.param == 'folders' else 'false'}\n",
    )
    steps = "".join(
        TOUCHPOINT.format(n=n, owner="late" if n >= MANY - 3 else "early", feels=-2 + n * 4 / MANY) for n in range(MANY)
    )
    site.write("docs/journeys/long.yml", f"title: Long\nstages:\n  - name: One\n    touchpoints:\n{steps}")
    site.write("docs/teams.md", "---\njourneybook: teams\n---\n# Who is who\n\nWritten by hand.\n")
    return serve(site.built()) + ("{}/" if request.param == "folders" else "{}.html")


def rows_shown(page: Page) -> list[str]:
    return page.locator("[data-jb-row]:visible th a").all_text_contents()


def test_a_choice_finds_rows_of_the_bare_pages(tab: Page, long_site: str) -> None:
    tab.goto(long_site.format("channels/web"))
    expect(tab.locator("output")).to_have_text(f"{MANY} moments")
    tab.select_option("select[name=team]", "late")
    expect(tab.locator("output")).to_have_text(f"3 of {MANY} moments")
    assert rows_shown(tab) == [f"Step {n}" for n in range(MANY - 3, MANY)]
    tab.locator("[data-jb-row]:visible th a").last.click()
    expect(tab.locator(f"#touchpoint-t{MANY - 1}")).to_be_in_viewport()


def test_more_rows_come_by_click_and_in_order(tab: Page, long_site: str) -> None:
    tab.goto(long_site.format("channels/web"))
    rows = tab.locator("[data-jb-row]")
    expect(rows).to_have_count(40)
    tab.click("a[data-jb-more]")
    expect(rows).to_have_count(160)
    assert rows_shown(tab) == [f"Step {n}" for n in range(160)]
    tab.select_option("select[name=sort]", "name")
    expect(rows).to_have_count(MANY)
    expect(tab.locator("table.jb-moments tbody > [data-jb-row]")).to_have_count(MANY)


def test_without_a_script_the_rest_is_one_link_away(browser: Browser, long_site: str) -> None:
    context: BrowserContext = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(long_site.format("channels/web"))
    page.click("text=Show more")
    expect(page.locator("h1")).to_have_text("Web: moments, page 2 of 3")
    expect(page.locator("tbody tr")).to_have_count(120)
    page.click("text=More rows")
    page.locator("tbody th a").last.click()
    expect(page.locator("h1")).to_have_text("Long")
    page.go_back()
    page.click("text=Filter all of them")
    expect(page.locator("h1")).to_have_text("Web")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_bare_page_fits_on_a_phone(browser: Browser, site_url: str, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page = context.new_page()
    for address in ("teams/handoffs_2.html", "personas/upgrader/red_2.html"):
        page.goto(site_url + address)
        across = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert across <= 0, address
        assert Axe().run(page).response["violations"] == [], address
    expect(page.locator("h1")).to_have_text("Upgrader: red points, page 2 of 2")
    context.close()


def test_hand_written_text_stands_on_top_of_a_list(tab: Page, long_site: str) -> None:
    tab.goto(long_site.format("teams"))
    expect(tab.locator("h1")).to_have_text("Who is who")
    expect(tab.locator("article")).to_contain_text("Written by hand.")
    tab.click("table a:text-is('Late')")
    expect(tab.locator("h1")).to_have_text("Late")


def test_from_any_page_a_team_finds_in_two_clicks_what_hurts_and_whom_to_call(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "journeys/help/lost-phone/")
    tab.click("nav.md-tabs >> text=Teams")
    tab.click("table a:text-is('Retail')")
    expect(tab.locator("h1")).to_have_text("Retail")
    expect(tab.locator("#when-it-fails")).to_be_visible()
    first = tab.locator("#touchpoints [data-jb-row]").first
    expect(first).to_be_visible()
    expect(tab.locator("#red-points")).to_have_count(1)
    neighbour = tab.locator("section:has(#neighbours) tbody tr").first
    expect(neighbour.locator("a[href^='mailto:']")).to_be_visible()


def test_a_team_that_looks_and_owns_nothing_is_told_so_where_its_links_lead(tab: Page, site_url: str) -> None:
    for part in ("touchpoints", "red-points", "neighbours", "backlog", "new"):
        tab.goto(site_url + f"teams/quality/#{part}")
        expect(tab.locator(f"#{part}")).to_be_in_viewport()
    expect(tab.locator("#touchpoints")).to_have_text("Service quality owns no touchpoint.")


def test_a_shared_address_shows_the_red_points_of_a_channel(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "channels/shop/?red=1&team=retail")
    rows = tab.locator("#touchpoints ~ div [data-jb-row]:visible")
    expected = tab.locator("#touchpoints ~ div [data-jb-row][data-red][data-team=retail]")
    expect(tab.locator("input[name=red]")).to_be_checked()
    assert expected.count() > 0
    expect(rows).to_have_count(expected.count())
    expect(tab.locator("output")).to_have_text(re.compile(rf"^{expected.count()} of \d+ moments$"))


def test_what_is_empty_reads_as_sentences(tab: Page, site_url: str) -> None:
    tab.goto(site_url + "teams/quality/")
    gaps = tab.locator(".jb-empty p").evaluate_all(
        """all => all.slice(1).map((p, i) => {
          const ends = (e, to) => {
            const range = document.createRange();
            range.selectNodeContents(e);
            return [...range.getClientRects()].at(to);
          };
          const [a, b] = [ends(all[i], -1), ends(p, 0)];
          return Math.abs(a.bottom - b.bottom) > 4 ? null : b.left - a.right;
        }).filter((gap) => gap !== null)"""
    )
    assert len(gaps) > 3
    assert min(gaps) > 1, "sentences run together"


def test_all_places_offer_the_same_teams(tab: Page, site_url: str) -> None:
    tab.goto(site_url)
    said = tab.locator(".jb-lead").first.inner_text()
    tab.get_by_role("button", name="My team").click()
    expect(tab.locator(".jb-team-menu__all li")).not_to_have_count(0)
    offered = tab.locator(".jb-team-menu__all li").count()
    assert f"{offered} teams" in said
    tab.goto(site_url + "teams/")
    expect(tab.locator("[data-jb-list=teams] [data-jb-row]")).to_have_count(offered)
