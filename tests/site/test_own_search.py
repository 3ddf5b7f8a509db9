"""The book's own search: what it reads, what a reader finds by it, and what it costs those who do not search."""

from __future__ import annotations

import gzip
import json
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from book_visit import Visit
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from playwright.sync_api import expect
from small_site import JOURNEY

from journeybook.mkdocs_plugin.own_search import begin_search

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page
    from small_site import SmallSite

    from conftest import Serve

OWN = "site_name: Small\ntheme: {name: material, font: false}\nplugins: [{journeybook: {search: true}}]\n"
HIGHLIGHTED = "[...(CSS.highlights.get('jb-found') ?? [])].map(String)"


def read_index(site: Path) -> dict[str, Any]:
    """What the index holds, by address."""
    pages = (json.loads(gzip.decompress(f.read_bytes())[12:]) for f in (site / "search/fragment").iterdir())
    return {page["url"]: page for page in pages}


def search(page: Page, words: str) -> Locator:
    """Search for `words`, and give the results."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    results = page.locator(".jb-search > ol > li")
    expect(page.locator(".jb-search [role=status]")).to_contain_text(re.compile("^(Found|Nothing)"))
    return results


# --- what it reads ---


def test_it_reads_pages_and_what_is_written_by_hand_but_no_sheet(built_site: Path) -> None:
    index = read_index(built_site)
    for found in ("/", "/your-first-day/", "/journeys/buying/new-phone/", "/teams/retail/", "/words/", "/backlog/"):
        assert found in index
    assert not [address for address in index if re.search("walk-sheet|/review", address)]
    kinds = {address: index[address]["meta"]["kind"] for address in index}
    assert kinds["/journeys/buying/new-phone/"] == "Journey"
    assert kinds["/journeys/buying/new-phone/what_was_seen/"] == ""
    assert kinds["/teams/retail/"] == "Team"
    assert kinds["/teams/"] == ""


def test_it_reads_no_further_page_of_a_list(small_site: SmallSite) -> None:
    small_site.write("mkdocs.yml", OWN)
    for number in range(40):
        text = JOURNEY.replace("Buying a gift card", f"Buying a gift card, case {number}")
        small_site.write(f"docs/journeys/many/case-{number}.yml", text)
    site = small_site.built()
    assert (site / "journeys/page_2/index.html").is_file()
    index = read_index(site)
    assert "/journeys/many/case-39/" in index
    assert "/journeys/page_2/" not in index


def test_each_thing_is_found_where_it_stands_and_not_in_the_lists_that_repeat_it(built_site: Path) -> None:
    said = "Till and printer disagree: the till is right."
    holding = [address for address, page in read_index(built_site).items() if said in page["content"]]
    assert holding == ["/journeys/buying/new-phone/"]


def test_titles_and_texts_are_as_written(small_site: SmallSite) -> None:
    title = '<img src=x onerror=alert(1)> & "quotes", title:'
    small_site.write("mkdocs.yml", OWN)
    small_site.write("docs/journeys/buying/gift-card.yml", JOURNEY.replace("Buying a gift card", f"'{title}'"))
    small_site.write("docs/über uns.md", "# We & <em>they</em>\n\nBehind the door.\n")
    small_site.write("docs/secret.md", "---\nsearch: {exclude: true}\n---\n# Secret\n")
    small_site.write("docs/odd.md", "---\nsearch: yes\n---\n# Odd\n\n| Aisle |\n|---|\n| 9 |\n")
    index = read_index(small_site.built())
    assert index["/journeys/buying/gift-card/"]["meta"]["title"] == title
    assert "<img src=x onerror=alert(1)>" in index["/journeys/buying/gift-card/"]["content"]
    assert index["/über uns/"]["meta"]["title"] == "We & they"
    assert not [address for address in index if "secret" in address]
    assert "Aisle" in index["/odd/"]["content"], "a column of somebody's own table"


def test_the_same_book_gives_the_same_files(small_site: SmallSite) -> None:
    small_site.write("mkdocs.yml", OWN)

    def built() -> dict[str, bytes]:
        folder = small_site.built() / "search"
        return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}

    first = built()
    assert built() == first
    assert not [name for name in first if "-ui." in name]


def test_addresses_without_folders_are_found_as_they_are(small_site: SmallSite) -> None:
    small_site.write("mkdocs.yml", OWN + "use_directory_urls: false\n")
    assert {"/", "/words.html", "/journeys/buying/gift-card.html"} <= read_index(small_site.built()).keys()


# --- what a site is told ---


@pytest.mark.parametrize("missing", ["package", "program"])
def test_where_pagefind_is_missing_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    if missing == "package":
        monkeypatch.setitem(sys.modules, "pagefind.service", None)
    else:
        monkeypatch.setattr("pagefind.service.get_executable", lambda: None)
    with pytest.raises(PluginError, match=r'pip install "pagefind\[bin\]"'):
        begin_search(MkDocsConfig())


def test_two_searches_are_one_too_many(small_site: SmallSite) -> None:
    small_site.write("mkdocs.yml", OWN.replace("plugins: [", "plugins: [search, "))
    done = small_site.build("--strict")
    assert done.returncode == 1
    assert "take `search` out of `plugins`" in done.stderr
    assert small_site.build().returncode == 0


# --- what a reader finds ---


def test_a_touchpoint_found_by_its_words_opens_its_row(browser: Browser, site_url: str) -> None:
    visit = Visit(browser, site_url)
    page = visit.open_published("")
    journey = search(page, "voicemail").filter(has=page.get_by_text("Bringing the old number along", exact=True))
    expect(journey.locator("a").first).to_contain_text("Journey")
    result = journey.locator('a[href*="#touchpoint-voicemail-back"]')
    expect(result.locator("b")).to_have_text("Sets the voicemail up again")
    expect(result.locator("small")).to_have_text(re.compile(r"^.+ · \w+ \([+−]?\d"))
    result.click()
    expect(page).to_have_url(re.compile(r"/moving-a-number/\?h=voicemail#touchpoint-voicemail-back$"))
    expect(page.locator(".jb-search")).to_be_hidden()
    row = page.locator(".tp", has=page.locator("#touchpoint-voicemail-back"))
    expect(row).to_be_in_viewport()
    expect(row.locator("details")).to_have_attribute("open", "")
    expect(page.locator("#touchpoint-voicemail-back")).to_be_focused()
    assert visit.stayed()
    visit.close()


def test_the_words_that_led_to_a_page_are_marked_also_where_words_are_explained(visit: Visit) -> None:
    page = visit.open("your-first-day/?h=touchpoint")
    page.wait_for_selector("[data-jb-explained]")
    found = page.evaluate(HIGHLIGHTED)
    assert found
    assert {word.lower() for word in found} == {"touchpoint"}
    page.goto(page.url.replace("touchpoint", "(.*"))
    page.wait_for_selector("[data-jb-explained]")
    assert page.evaluate(HIGHLIGHTED) == [], "what is no word is not looked for"


def test_what_was_seen_is_found(visit: Visit) -> None:
    page = visit.open("")
    results = search(page, "stapled nought")
    expect(results.first.locator("a").first).to_have_attribute("href", re.compile("/what_was_seen/"))


def test_the_arrows_lead_through_the_results_and_enter_follows_one(visit: Visit) -> None:
    page = visit.open("journeys/")
    page.locator(".jb-search-button").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("voice mail prison")
    links = page.locator(".jb-search ol a")
    expect(links.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".jb-search input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".jb-search")).to_be_hidden()
    expect(page.locator(".jb-search-button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".jb-search input")).to_have_value("voice mail prison")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/journeys/help/calling-support/\?h=voice\+mail\+prison"))


@pytest.mark.parametrize("key", ["/", "s", "f", "Control+k"])
def test_a_key_opens_it_unless_one_types(visit: Visit, key: str) -> None:
    page = visit.open("your-first-day/")
    page.keyboard.press(key)
    expect(page.locator(".jb-search")).to_be_visible()
    expect(page.locator(".jb-search input")).to_be_focused()
    if len(key) == 1:
        page.keyboard.press(key)
        expect(page.locator(".jb-search input")).to_have_value(key)


def test_more_results_come_when_they_are_asked_for(visit: Visit) -> None:
    page = visit.open("")
    results = search(page, "customer")
    first = results.count()
    more = page.get_by_role("button", name="Show more")
    more.click()
    expect(results).not_to_have_count(first)
    expect(results.nth(first).locator("a").first).to_be_focused()
    said = page.locator(".jb-search [role=status]").inner_text()
    while more.is_visible():
        more.click()
        page.wait_for_timeout(100)
    assert said == f"Found on {results.count()} pages"


def test_nothing_found_is_said_in_words(visit: Visit) -> None:
    page = visit.open("")
    expect(search(page, "zyxwvut")).to_have_count(0)
    expect(page.locator(".jb-search [role=status]")).to_contain_text("Nothing is called or says “zyxwvut”.")


def test_a_load_that_failed_is_said_and_tried_again(visit: Visit) -> None:
    visit.expected = ("ERR_FAILED", "Failed to load resource")
    page = visit.page
    page.route("**/search/pagefind.js*", lambda route: route.abort())
    visit.open("backlog/")
    page.keyboard.press("/")
    page.keyboard.type("phone")
    expect(page.locator(".jb-search [role=status]")).to_have_text("The search cannot be loaded now.")
    page.unroute("**/search/pagefind.js*")
    page.keyboard.type("s")
    expect(page.locator(".jb-search [role=status]")).to_contain_text("Found")


def test_further_results_that_failed_to_load_are_not_lost(visit: Visit) -> None:
    visit.expected = ("ERR_FAILED", "Failed to load resource")
    page = visit.open("backlog/")
    results = search(page, "customer")
    expect(results).to_have_count(8)
    whole = int(re.sub(r"\D", "", page.locator(".jb-search [role=status]").inner_text()))
    page.route("**/search/fragment/*", lambda route: route.abort())
    more = page.get_by_role("button", name="Show more")
    more.click()
    expect(page.locator(".jb-search [role=status]")).to_have_text("More cannot be loaded now.")
    page.unroute("**/search/fragment/*")
    more.click()
    expect(page.locator(".jb-search [role=status]")).to_have_text(f"Found on {whole} pages")
    for shown in range(16, whole + 8, 8):
        more.click()
        expect(results).to_have_count(min(shown, whole))
    expect(more).to_be_hidden()


@pytest.mark.parametrize("instant", [False, True])
def test_a_result_on_the_page_itself_leads_to_its_place(visit: Visit, *, instant: bool) -> None:
    address = "journeys/buying/new-phone/"
    page = visit.open_published(address) if instant else visit.open(address)
    found = search(page, "till printer").filter(has=page.get_by_text("Buying a new phone", exact=True)).first
    found.locator("a[href*='#touchpoint-']").first.click()
    expect(page.get_by_role("dialog", name="Search")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"new-phone/\?h=till\+printer#touchpoint-"))
    expect(page.locator(".tp h4:target")).to_be_in_viewport()
    page.wait_for_function(f"{HIGHLIGHTED}.length > 0")


def test_enter_waits_for_the_search_that_it_is_meant_for(visit: Visit) -> None:
    page = visit.open("backlog/")
    search(page, "voicemail")
    page.locator(".jb-search input").fill("porting")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?h=porting"))


def test_who_searches_for_a_word_of_the_book_is_told_first_what_it_means(visit: Visit) -> None:
    visit.open("backlog/")
    expect(search(visit.page, "touchpoint").first).to_contain_text("Words")


def test_the_smallest_words_of_a_question_are_not_searched(visit: Visit) -> None:
    visit.open("backlog/")
    first = search(visit.page, "how do I cancel my contract").locator("a").first
    expect(first).to_contain_text("Leaving Northline")
    expect(first).to_have_attribute("href", re.compile(r"\?h=how\+cancel\+contract$"))


def test_what_is_found_by_its_name_alone_says_it_once(visit: Visit) -> None:
    visit.open("")
    channel = search(visit.page, "parcel").filter(has=visit.page.get_by_text("Channel", exact=True)).locator("a").first
    expect(channel).to_have_text(re.compile(r"^Parcel Channel(?! ?Parcel)"))


def test_who_is_faster_than_the_page_keeps_the_search_open(visit: Visit) -> None:
    visit.page.clock.install(time=0)
    visit.page.clock.pause_at(1000)  # what the scripts put off until the page is there waits
    visit.page.goto(visit.url)
    visit.page.keyboard.press("/")
    visit.page.clock.run_for(1000)
    expect(visit.page.locator(".jb-search-button")).to_be_attached()
    expect(visit.page.get_by_role("dialog", name="Search")).to_be_visible()


def test_nothing_of_it_is_loaded_before_somebody_comes_near(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    page = visit.open("journeys/buying/new-phone/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/search/" in url]
    page.hover(".jb-search-button")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith("/search/pagefind.js")]


def test_what_authors_wrote_stays_text(browser: Browser, small_site: SmallSite, serve: Serve) -> None:
    small_site.write("mkdocs.yml", OWN)
    wrote = "Sees <img src=x onerror=document.title='ran'> & <b>bold</b>"
    small_site.write("docs/journeys/buying/gift-card.yml", JOURNEY + f'        does: "{wrote}"\n')
    visit = Visit(browser, serve(small_site.built()))
    page = visit.open("")
    excerpt = search(page, "bold").locator("span").first
    expect(excerpt).to_contain_text("<img src=x onerror=document.title='ran'> & <b>bold</b>")
    expect(excerpt.locator("mark")).to_contain_text("bold")
    assert page.title() != "ran"
    visit.close()


def test_it_works_below_an_edition_and_in_other_themes(browser: Browser, small_site: SmallSite, serve: Serve) -> None:
    small_site.write("mkdocs.yml", OWN.replace("material, font", "mkdocs, highlightjs"))
    small_site.built("--site-dir", str(small_site.folder / "all/2026.4"))
    visit = Visit(browser, serve(small_site.folder / "all"))
    visit.expected = ("reading 'backdrop'",)  # the theme's own script looks for the dialog of MkDocs' search
    page = visit.open("2026.4/journeys/")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("present")
    link = page.locator(".jb-search a", has_text="Looks for a present").first
    expect(link).to_have_attribute(
        "href", f"{visit.url}2026.4/journeys/buying/gift-card/?h=present#touchpoint-looks-for-a-present"
    )
    visit.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_dialog_is_accessible(browser: Browser, site_url: str, scheme: str, width: int) -> None:
    visit = Visit(browser, site_url, viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = visit.open("journeys/buying/new-phone/")
    search(page, "photos")
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    visit.close()
