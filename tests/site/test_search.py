"""What the site's search is given to read, and what a reader finds by it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from book_visit import Visit
from playwright.sync_api import expect
from small_site import JOURNEY

from journeybook.mkdocs_plugin.search import find_searchable

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from small_site import SmallSite


def test_headings_keep_their_ids_and_the_rest_becomes_paragraphs() -> None:
    html = '<div><div><h2 id="a">A <i class="red"></i>title</h2></div><p>Some <b>text</b> &lt;here&gt;</p></div>'
    assert find_searchable(html).split() == [
        "<h2", 'id="a">A', "title</h2>", "<p>Some", "text", "&lt;here&gt;</p>",
    ]  # fmt: skip


def test_what_is_no_text_is_left_out() -> None:
    nothing = "<svg><title>drawn</title><text>drawn</text></svg><form>Filter</form><script>run()</script>"
    assert find_searchable(f"<p>before</p>{nothing}<dd>after</dd>").split() == ["<p>before</p>", "<p>after</p>"]


def test_what_is_excluded_is_left_out_whole() -> None:
    excluded = '<div class="x" data-search-exclude><div>b<div>c</div></div>d</div>'
    html = f"<p>a</p>{excluded}<p>e</p><table data-search-exclude><tr></table>f"
    assert find_searchable(html) == "<p>a</p><p>e</p>f"


def test_an_excluded_element_that_is_never_closed_ends_the_page() -> None:
    assert find_searchable("<p>a</p><div data-search-exclude><div>b</div>c").split() == ["<p>a</p>"]


def test_what_has_no_end_takes_nothing_with_it() -> None:
    html = '<p>a<img aria-hidden="true" src="x">b</p><hr data-search-exclude><p>c</p>'
    assert find_searchable(html) == "<p>ab</p><p>c</p>"


def test_what_unfolds_is_called_by_its_author_where_a_page_is_written_by_hand() -> None:
    html = (
        "<details><summary>Once more</summary><p>a</p></details><table><thead><tr><th>Aisle</th></tr></thead></table>"
    )
    assert find_searchable(html, by_hand=True).split() == ["Once", "more", "<p>a</p>", "Aisle"]
    assert find_searchable(html).split() == ["<p>a</p>"]


def test_a_sign_stays_with_the_word_before_it() -> None:
    html = "<p>Fixes <a>Waits</a>, <a>Pays</a>; by <b>noon</b>: .5 of <i>all</i>.</p>"
    assert find_searchable(html) == "<p>Fixes Waits, Pays; by noon: .5 of all.</p>"


def test_a_heading_says_more_where_it_is_told_to() -> None:
    html = '<h2 id="a">A <b>title</b></h2><h4 class="x" id="b">Pays</h4>'
    assert find_searchable(html, {"b": "Till & door · annoyed (−1)"}) == (
        '<h2 id="a">A title </h2><h4 class="x" id="b">Pays · Till &amp; door · annoyed (−1)</h4>'
    )
    assert find_searchable(html, {"b": "Till"}, "Bread").endswith('id="b">Pays · Till · Bread</h4>')


def titles(built: Path) -> dict[str, str]:
    index = json.loads((built / "search/search_index.json").read_text(encoding="utf-8"))
    return {entry["location"]: entry["title"] for entry in index["docs"]}


@pytest.mark.parametrize(
    ("theme", "title"),
    [
        ("material", "Looks for a present · Before · pleased (+1)"),
        ("mkdocs", "Looks for a present · Before · pleased (+1) · Buying a gift card"),
    ],
)
def test_a_result_names_stage_and_feeling_and_the_journey_once(small_site: SmallSite, theme: str, title: str) -> None:
    small_site.write("mkdocs.yml", f"site_name: Small\ntheme: {theme}\nplugins: [search, journeybook]\n")
    unfelt = JOURNEY + "      - {name: Waits & sees, ours: false}\n"
    small_site.write("docs/journeys/buying/gift-card.yml", unfelt)
    found = titles(small_site.built())
    page = "journeys/buying/gift-card/"
    assert found[f"{page}#touchpoint-looks-for-a-present"] == title
    assert found[f"{page}#touchpoint-waits-sees"].startswith("Waits &amp; sees · Before · feeling not known")


def test_a_result_shows_its_row_whatever_was_chosen_before(browser: Browser, site_url: str) -> None:
    visit = Visit(browser, site_url)
    page = visit.open("journeys/")
    page.select_option("select[name=team]", "billing")
    page = visit.open("journeys/starting/moving-a-number/?h=voicemail#touchpoint-voicemail-back")
    expect(page.locator(".tp", has=page.locator("#touchpoint-voicemail-back"))).to_be_in_viewport()
    visit.close()
