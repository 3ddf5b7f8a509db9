"""Words of the glossary are explained where they are read, and nothing else of a page changes for it."""

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

FIRST_DAY = "your-first-day/"
WORDS = """\
SIM: The card.
SIM card: The little card in a phone.
C++: A tongue of machines.
Ärger: What we spare people.
Arger: The same without dots.
顧客: A customer.
support: What stands behind it.
"""
PAGE = """\
# Home of the SIM card

A sim card is no sim. Two SIM cards, simple SIMs, a non-SIM phone, C++ and ärger. 我们的顧客很好。

Here is a [link to a touchpoint](journeys.md) and `a touchpoint` in code.

| a | touchpoint |
| - | - |
| in a table | touchpoint |

> A touchpoint in a quotation, seen with support.

## Again

A SIM card, and a touchpoint; the second touchpoint is not.
"""


@pytest.fixture(scope="module")
def word_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with words that are hard to find."""
    site = SmallSite(tmp_path_factory.mktemp("words"))
    site.write(
        "mkdocs.yml",
        "site_name: Small\n"
        "theme: {name: material, font: false, features: [search.highlight]}\nplugins: [search, journeybook]\n",
    )
    site.write("docs/journeys/buying/gift-card.yml", JOURNEY)
    site.write("docs/organization/words.yml", WORDS)
    site.write("docs/index.md", PAGE)
    return site.built()


def explained(page: Page) -> None:
    """Wait until the whole page was gone through."""
    page.wait_for_selector("[data-jb-explained]", timeout=10_000)


def test_a_word_tells_its_meaning_when_pointed_at(visit: Visit) -> None:
    page = visit.open(FIRST_DAY)
    word = page.locator(".jb-word", has_text="failure demand").first
    word.hover()
    bubble = page.get_by_role("tooltip")
    expect(bubble).to_contain_text("A contact that would not exist if we had done something")
    expect(word).to_have_attribute("aria-describedby", "jb-meaning")
    page.mouse.move(2, 2)
    expect(bubble).to_have_count(0)


def test_the_keyboard_comes_to_a_word_its_link_and_away(visit: Visit) -> None:
    page = visit.open(FIRST_DAY)
    explained(page)
    word = page.locator(".jb-word", has_text="touchpoint").first
    word.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_have_count(0)
    expect(word).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="All words")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(visit.url + "words/#word-touchpoint")
    expect(page.locator("#word-touchpoint")).to_be_in_viewport()


def test_a_tap_tells_it_on_a_phone(browser: Browser, site_url: str) -> None:
    visit = Visit(browser, site_url, viewport={"width": 390, "height": 844}, has_touch=True)
    page = visit.open(FIRST_DAY)
    explained(page)
    page.locator(".jb-word", has_text="red point").first.tap()
    bubble = page.locator(".jb-meaning")
    expect(bubble).to_be_visible()
    box = bubble.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 390
    page.locator(".md-content h1").tap()
    expect(bubble).to_have_count(0)
    visit.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [FIRST_DAY, "journeys/buying/new-phone/", "how-we-count/"])
def test_explained_pages_are_accessible(browser: Browser, site_url: str, address: str, scheme: str) -> None:
    visit = Visit(browser, site_url, color_scheme=scheme)
    page = visit.open(address)
    explained(page)
    page.locator(".jb-word:visible").first.focus()
    expect(page.locator(".jb-meaning")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    visit.close()


def test_only_running_text_is_explained_and_no_word_of_it_changes(visit: Visit) -> None:
    for address in ("journeys/buying/new-phone/", "journeys/", FIRST_DAY, "backlog/"):
        visit.page.route("**/data/words.json", lambda route: route.fulfill(json={"words": []}))
        page = visit.open(address)
        # Texts without those that our other scripts write.
        texts = "all => all.filter(e => !e.closest('form, .tp details')).map(e => e.textContent)"
        parts = ".md-content :is(p, li, dd, td, h1, h2, h3, h4)"
        before = page.locator(parts).evaluate_all(texts)
        visit.page.unroute("**/data/words.json")
        page = visit.open(address)
        explained(page)
        assert page.locator(parts).evaluate_all(texts) == before
        silent = page.locator(":is(a, button, summary, h1, h2, h3, h4, code, svg, form, nav, .jb-figures) .jb-word")
        expect(silent).to_have_count(0)


def test_the_first_of_each_section_longest_first_whatever_the_script(
    word_site: Path, serve: Serve, browser: Browser
) -> None:
    visit = Visit(browser, serve(word_site))
    page = visit.open("")
    explained(page)
    assert page.locator(".jb-word").all_text_contents() == [
        "sim card", "sim", "C++", "ärger", "顧客", "touchpoint",
        "SIM card", "touchpoint",
    ]  # fmt: skip
    expect(page.locator("h1 .jb-word, table .jb-word, a .jb-word, code .jb-word")).to_have_count(0)
    expect(page.locator("blockquote .jb-word")).to_have_text(["touchpoint"])
    visit.close()


def test_words_have_anchors_of_their_own_and_are_data(word_site: Path) -> None:
    data = json.loads((word_site / "data/words.json").read_text(encoding="utf-8"))["words"]
    addresses = {word["word"]: word["url"] for word in data}
    assert addresses["Arger"] == "words/#word-arger"
    assert addresses["Ärger"] == "words/#word-arger-2"
    assert addresses["顧客"] == "words/#word-顧客"
    assert len(set(addresses.values())) == len(data)
    html = (word_site / "words/index.html").read_text(encoding="utf-8")
    ids = re.findall(r'id="?(word-[^\s">]+)', html)
    assert sorted(ids) == sorted(url.partition("#")[2] for url in addresses.values())
    assert {word["word"] for word in data if word["everyday"]} >= {"support", "seen"}


def test_the_page_of_words_explains_nothing_twice(visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    page = visit.open("words/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith("words.json")]
    expect(page.locator(".jb-word")).to_have_count(0)


def test_without_the_file_the_page_is_as_it_was(visit: Visit) -> None:
    visit.expected = ("404",)
    visit.page.route("**/data/words.json", lambda route: route.fulfill(status=404))
    with visit.page.expect_response("**/data/words.json"):
        page = visit.open(FIRST_DAY)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".jb-word")).to_have_count(0)


def test_what_the_sites_search_marks_stays_marked(browser: Browser, word_site: Path, serve: Serve) -> None:
    visit = Visit(browser, serve(word_site))
    page = visit.open("?h=touchpoint")
    explained(page)
    marked = page.locator(".md-content mark[data-md-highlight]").first
    expect(marked).to_have_text(re.compile("touchpoint", re.IGNORECASE))
    visit.close()


def test_paper_shows_no_dots_and_a_copy_no_meaning(visit: Visit) -> None:
    page = visit.open(FIRST_DAY)
    explained(page)
    word = page.locator(".jb-word").first
    word.focus()
    sentence = word.locator("xpath=ancestor::p")
    said = sentence.evaluate("p => { getSelection().selectAllChildren(p); return String(getSelection()); }")
    assert "All words" not in said
    assert word.inner_text() in said
    page.emulate_media(media="print")
    expect(word).to_have_css("text-decoration-line", "none")
    expect(page.locator(".jb-meaning")).to_be_hidden()
