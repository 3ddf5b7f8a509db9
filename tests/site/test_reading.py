"""The Northline handbook in a real browser, as its readers use it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

JOURNEY = "journeys/buying/new-phone/"
KINDS = ("", "journeys/", JOURNEY, "backlog/", "words/", "how-we-count/", "your-first-day/", "404.html")
SIZES = {"wide": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


class Reader:
    """A browser tab that notes what went wrong in it."""

    def __init__(self, context: BrowserContext, site_url: str) -> None:
        self.url = site_url
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("request", lambda r: self._watch(r.url))
        self.page.on("response", lambda r: self.complaints.append(f"{r.status}: {r.url}") if r.status >= 400 else None)

    def _listen(self, message: object) -> None:
        if getattr(message, "type", "") in {"error", "warning"}:
            self.complaints.append(f"console: {getattr(message, 'text', '')}")

    def _watch(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:")):
            self.complaints.append(f"request to elsewhere: {url}")

    def open(self, address: str) -> Page:
        self.page.goto(self.url + address)
        self.page.wait_for_load_state("networkidle")
        return self.page


@pytest.fixture
def reader(browser: Browser, site_url: str, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """A tab, 1440 px wide unless the test asks for "phone", with light colours unless it asks for "dark"."""
    asked = getattr(request, "param", ())
    context = browser.new_context(
        viewport=SIZES["phone" if "phone" in asked else "wide"],
        color_scheme="dark" if "dark" in asked else "light",
        java_script_enabled="no script" not in asked,
        reduced_motion="reduce",
    )
    tab = Reader(context, site_url)
    yield tab
    context.close()
    assert tab.complaints == []


BOTH = [("wide", "light"), ("wide", "dark"), ("phone", "light"), ("phone", "dark")]


@pytest.mark.parametrize("reader", BOTH, indirect=True, ids="-".join)
def test_every_kind_of_page_is_accessible_and_fits(reader: Reader) -> None:
    for address in KINDS:
        page = reader.open(address)
        found = Axe().run(page)
        wrong = [f"{v['id']}: {[n['html'][:120] for n in v['nodes'][:3]]}" for v in found.response["violations"]]
        assert wrong == [], address
        across = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert across <= 0, f"{address} is {across} px too wide"


def test_an_address_of_a_touchpoint_opens_its_row(reader: Reader) -> None:
    page = reader.open(JOURNEY + "#touchpoint-shows-id")
    row = page.locator(".tp", has=page.locator("#touchpoint-shows-id"))
    assert row.locator("details").get_attribute("open") is not None
    assert row.is_visible()
    link = row.locator("a.anchor")
    assert link.get_attribute("href") == "#touchpoint-shows-id"


def test_touchpoints_filter_and_the_address_keeps_the_choice(reader: Reader) -> None:
    page = reader.open(JOURNEY)
    rows = page.locator("[data-jb-list=touchpoints] [data-jb-row]")
    everything = rows.count()
    page.select_option("select[name=team]", "retail")
    page.check("input[name=red]")
    shown = rows.locator("visible=true")
    assert 0 < shown.count() < everything
    assert all("retail" in (r.get_attribute("data-team") or "") for r in shown.all())
    assert page.url.endswith("?red=1&team=retail") or page.url.endswith("?team=retail&red=1")
    assert page.locator("output").inner_text() == f"{shown.count()} of {everything} touchpoints"
    again = reader.open(page.url.removeprefix(reader.url))
    assert again.locator("[data-jb-list=touchpoints] [data-jb-row]").locator("visible=true").count() == shown.count()
    again.click(".jb-filters button[type=reset]")
    again.wait_for_function("!location.search")
    assert rows.locator("visible=true").count() == everything


def test_choosing_a_persona_leaves_what_it_feels(reader: Reader) -> None:
    page = reader.open(JOURNEY + "?persona=first-timer")
    badges = page.locator(".tp [data-p]")
    assert badges.locator("visible=true").count() > 0
    assert {b.get_attribute("data-p") for b in badges.locator("visible=true").all()} == {"first-timer"}


def test_touchpoints_sort_worst_first_and_go_back(reader: Reader) -> None:
    page = reader.open(JOURNEY)
    names = page.locator("[data-jb-list=touchpoints] h4")
    before = names.all_inner_texts()
    page.select_option("select[name=sort]", "feels")
    felt = page.eval_on_selector_all("[data-jb-row][data-feels]", "rows => rows.map(row => Number(row.dataset.feels))")
    assert felt == sorted(felt)
    page.select_option("select[name=sort]", "")
    assert names.all_inner_texts() == before


def test_chips_lead_to_the_filtered_journeys(reader: Reader) -> None:
    page = reader.open(JOURNEY)
    page.click(".jb-chips a:has-text('Retail')")
    page.wait_for_url("**/journeys/?team=retail")
    page.wait_for_selector("form[data-jb-ready]")
    shown = page.locator("[data-jb-list=journeys] [data-jb-row]").locator("visible=true")
    assert 0 < shown.count() < page.locator("[data-jb-list=journeys] [data-jb-row]").count()


def test_nothing_matching_says_so_and_offers_the_way_back(reader: Reader) -> None:
    page = reader.open("journeys/?lifecycle=leave&persona=new-colleague")
    assert page.locator("[data-jb-nothing]").is_visible()
    page.click("[data-jb-reset]")
    assert not page.locator("[data-jb-nothing]").is_visible()


def test_the_backlog_filters_by_team_and_what_is_overdue(reader: Reader) -> None:
    page = reader.open("backlog/?overdue=1")
    shown = page.locator("[data-jb-list=backlog] [data-jb-row]").locator("visible=true")
    assert shown.count() > 0
    assert all("overdue" in row.inner_text() for row in shown.all())


def test_the_search_finds_a_touchpoint_by_its_words(reader: Reader) -> None:
    page = reader.open("")
    page.click(".md-search__input")
    page.keyboard.type("insurance is offered once")
    page.wait_for_selector(".md-search-result__item a")
    links = page.eval_on_selector_all(".md-search-result__link", "links => links.map(link => link.href)")
    assert any("buying/new-phone/" in link and "#touchpoint-chooses-plan" in link for link in links), links


def test_instant_navigation_keeps_filters_and_charts_working(reader: Reader) -> None:
    page = reader.open("journeys/")
    page.click(".jb-journey-row h3 a >> nth=0")
    page.wait_for_selector(".jb-chart__plot svg")
    page.wait_for_selector("form[data-jb-ready]")
    page.hover(".jb-chart__plot")
    page.wait_for_selector(".jb-chart .js-plotly-plot, .jb-chart .plotly")
    page.go_back()
    page.wait_for_selector("form[data-jb-filters=journeys][data-jb-ready]")
    page.go_forward()
    page.wait_for_selector(".jb-chart__plot svg")
    page.hover(".jb-chart__plot")
    page.wait_for_selector(".jb-chart .js-plotly-plot, .jb-chart .plotly")


def test_plotly_is_not_loaded_before_anybody_is_interested(reader: Reader) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    page = reader.open(JOURNEY)
    page.wait_for_timeout(500)
    assert not [url for url in asked if "plotly" in url or "chart.json" in url]
    page.hover(".jb-chart__plot")
    page.wait_for_selector(".jb-chart .js-plotly-plot, .jb-chart .plotly")
    assert [url for url in asked if "plotly" in url]


@pytest.mark.parametrize("reader", [("phone", "light")], indirect=True, ids="-".join)
def test_on_a_phone_the_journey_runs_down_the_page(reader: Reader) -> None:
    page = reader.open(JOURNEY)
    assert not page.locator(".jb-chart__plot").is_visible()
    rows = page.locator(".jb-feelings tr:not(.stage):visible")
    tops = [row.bounding_box()["y"] for row in rows.all()]  # type: ignore[index]
    assert len(tops) > 8
    assert tops == sorted(tops)
    left = page.evaluate(
        "[...document.querySelectorAll('.jb-feelings td[style]')].map(td => [Number(td.style.getPropertyValue('--v')),"
        " parseFloat(getComputedStyle(td, '::after').left)])"
    )
    assert [v for v, _ in sorted(left, key=lambda pair: pair[1])] == sorted(v for v, _ in left)


@pytest.mark.parametrize("reader", [("wide", "no script")], indirect=True, ids="-".join)
def test_without_a_script_everything_is_there(reader: Reader) -> None:
    page = reader.open(JOURNEY)
    assert page.locator(".jb-chart__plot svg").first.is_visible()
    assert page.locator(".jb-feelings table").is_visible()
    assert not page.locator(".jb-filters").is_visible()


def test_print_shows_the_drawing_and_the_details(reader: Reader) -> None:
    page = reader.open(JOURNEY)
    page.hover(".jb-chart__plot")
    page.wait_for_selector(".jb-chart .js-plotly-plot, .jb-chart .plotly")
    page.emulate_media(media="print")
    assert page.locator(".jb-chart__plot svg.jb-emotion").is_visible()
    assert not page.locator(".jb-filters").is_visible()
    assert page.locator(".tp details dl").first.is_visible()


def test_no_page_is_too_large(built_site: Path) -> None:
    sizes = {file: file.stat().st_size for file in built_site.rglob("*.html")}
    journeys = {f: size for f, size in sizes.items() if re.search(r"journeys/[^/]+/[^/]+/index.html$", str(f))}
    assert len(journeys) >= 14
    assert {f.parent.name: s for f, s in sizes.items() if s > 150_000} == {}
    assert {f.parent.name: s for f, s in journeys.items() if s > 60_000} == {}
