"""The Northline handbook in a real browser, as its readers use it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route

PUBLISHED = "https://handbook.northline.example/"
JOURNEY = "journeys/buying/new-phone/"
KINDS = (
    "",
    "journeys/",
    JOURNEY,
    JOURNEY + "what_was_seen/",
    JOURNEY + "review/",
    "lifecycle/",
    "backlog/",
    "failure-demand/",
    "teams/",
    "teams/retail/",
    "teams/quality/",
    "channels/shop/",
    "systems/crm/",
    "personas/upgrader/",
    "measures/",
    "measures/bill-questions/",
    "words/",
    "how-we-count/",
    "your-first-day/",
    "fewer-calls/",
    "404.html",
)
# Material's palette, the filters and the chart have all taken hold.
READY = """() => !document.querySelector(`form[data-jb-filters]:not([data-jb-ready]), [data-md-color-switching],
  figure.jb-chart[data-jb-figure]:not(.jb-chart--ready)`)
  && (document.body.dataset.mdColorScheme === "slate") === matchMedia("(prefers-color-scheme: dark)").matches"""
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
        """The page, once its scripts have taken hold of what is theirs."""
        self.page.goto(self.url + address)
        self.page.wait_for_function(READY)
        return self.page

    def open_published(self, address: str) -> Page:
        """The page as if published here, as its sitemap will say: then Material navigates without loading anew."""

        def move(route: Route) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, body=answer.text().replace(PUBLISHED, self.url))

        self.page.route("**/sitemap.xml", move)
        self.open(address)
        self.page.wait_for_load_state("networkidle")  # the sitemap has been read
        self.page.evaluate("window.jbStays = true")
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


def rows_of(page: Page, name: str) -> Locator:
    """All rows of a list, shown or not."""
    return page.locator(f"[data-jb-list={name}] [data-jb-row]")


def shown(rows: Locator) -> Locator:
    return rows.filter(visible=True)


def hover_until_live(page: Page) -> None:
    page.hover(".jb-chart--ready .jb-chart__plot")
    page.wait_for_selector(".jb-chart--live .js-plotly-plot")


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
    expect(row.locator("details")).to_have_attribute("open", "")
    expect(row).to_be_in_viewport()
    expect(row.locator("a.anchor")).to_have_attribute("href", "#touchpoint-shows-id")


def test_touchpoints_filter_and_the_address_keeps_the_choice(reader: Reader) -> None:
    page = reader.open(JOURNEY)
    rows = rows_of(page, "touchpoints")
    everything = rows.count()
    of_retail = page.locator("[data-jb-row][data-red][data-team~=retail]").count()
    assert 0 < of_retail < everything
    page.select_option("select[name=team]", "retail")
    page.check("input[name=red]")
    expect(page.locator("output")).to_have_text(f"{of_retail} of {everything} touchpoints")
    expect(shown(rows)).to_have_count(of_retail)
    expect(shown(page.locator("[data-jb-row][data-red][data-team~=retail]"))).to_have_count(of_retail)
    expect(page).to_have_url(re.compile(r"\?(red=1&team=retail|team=retail&red=1)$"))
    reader.open(page.url.removeprefix(reader.url))
    expect(page.locator("select[name=team]")).to_have_value("retail")
    expect(shown(rows)).to_have_count(of_retail)
    page.click(".jb-filters button[type=reset]")
    expect(page).to_have_url(reader.url + JOURNEY)
    expect(shown(rows)).to_have_count(everything)


def test_choosing_a_persona_leaves_what_it_feels(reader: Reader) -> None:
    page = reader.open(JOURNEY + "?persona=first-timer")
    badges = page.locator(".tp [data-p]")
    own = page.locator(".tp [data-p=first-timer]")
    assert own.count() < badges.count()
    expect(shown(own)).not_to_have_count(0)
    expect(shown(badges)).to_have_count(shown(own).count())


def test_touchpoints_sort_worst_first_and_go_back(reader: Reader) -> None:
    page = reader.open(JOURNEY)
    names = rows_of(page, "touchpoints").locator("h4")
    before = names.all_text_contents()
    felt = "[...document.querySelectorAll('[data-jb-row][data-feels]')].map((row) => Number(row.dataset.feels))"
    worst_first = sorted(page.evaluate(felt))
    assert page.evaluate(felt) != worst_first
    page.select_option("select[name=sort]", "feels")
    page.wait_for_function(f"wanted => String({felt}) === String(wanted)", arg=worst_first)
    page.select_option("select[name=sort]", "")
    expect(names).to_have_text(before)


def test_chips_lead_to_the_team_and_on_to_its_journeys(reader: Reader) -> None:
    page = reader.open_published(JOURNEY)
    page.click(".jb-chips a:has-text('Retail')")
    expect(page).to_have_url(reader.url + "teams/retail/")
    page.click("a:has-text('Journeys with a part of theirs')")
    expect(page).to_have_url(reader.url + "journeys/?team=retail")
    page.wait_for_selector("form[data-jb-filters=journeys][data-jb-ready]")
    rows = rows_of(page, "journeys")
    of_retail = page.locator("[data-jb-list=journeys] [data-team~=retail]").count()
    assert 0 < of_retail < rows.count()
    expect(shown(rows)).to_have_count(of_retail)


def test_nothing_matching_says_so_and_offers_the_way_back(reader: Reader) -> None:
    page = reader.open("journeys/?lifecycle=leave&persona=new-colleague")
    expect(page.locator("[data-jb-nothing]")).to_be_visible()
    expect(shown(rows_of(page, "journeys"))).to_have_count(0)
    page.click("[data-jb-reset]")
    expect(page.locator("[data-jb-nothing]")).to_be_hidden()
    expect(shown(rows_of(page, "journeys"))).to_have_count(rows_of(page, "journeys").count())
    expect(page).to_have_url(reader.url + "journeys/")
    expect(page.locator(".jb-filters select").first).to_be_focused()


def test_the_chart_leads_to_a_row_that_the_filters_hide(reader: Reader) -> None:
    page = reader.open(JOURNEY + "?team=marketing")
    row = page.locator(".tp", has=page.locator("#touchpoint-shows-id"))
    expect(row).to_be_hidden()
    page.locator('.jb-emotion a[*|href="#touchpoint-shows-id"]').first.dispatch_event("click")
    expect(row).to_be_in_viewport()
    expect(page.locator("#touchpoint-shows-id")).to_be_focused()
    expect(page).to_have_url(reader.url + JOURNEY + "#touchpoint-shows-id")
    expect(shown(rows_of(page, "touchpoints"))).to_have_count(rows_of(page, "touchpoints").count())


def test_the_backlog_filters_by_team_and_what_is_overdue(reader: Reader) -> None:
    page = reader.open("backlog/?overdue=1")
    rows = rows_of(page, "backlog")
    overdue = rows.filter(has_text="overdue")
    assert 0 < overdue.count() < rows.count()
    expect(shown(overdue)).to_have_count(overdue.count())
    expect(shown(rows)).to_have_count(overdue.count())


def test_instant_navigation_keeps_filters_and_charts_working(reader: Reader) -> None:
    page = reader.open_published("journeys/")
    page.click(".jb-journey-row h3 a >> nth=0")
    page.wait_for_selector("form[data-jb-filters=touchpoints][data-jb-ready]")
    hover_until_live(page)
    page.go_back()
    page.wait_for_selector("form[data-jb-filters=journeys][data-jb-ready]")
    page.mouse.move(0, 0)  # to come near anew
    page.go_forward()
    page.wait_for_selector("form[data-jb-filters=touchpoints][data-jb-ready]")
    hover_until_live(page)
    page.select_option("select[name=sort]", "name")
    expect(page.locator("[data-jb-list=touchpoints]")).to_have_class(re.compile("is-sorted"))
    assert page.evaluate("window.jbStays"), "the page was loaded anew"


def test_plotly_is_not_loaded_before_anybody_is_interested(reader: Reader) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    page = reader.open(JOURNEY)
    page.wait_for_load_state("networkidle")  # nothing further comes by itself
    assert not [url for url in asked if "plotly" in url or "chart.json" in url]
    hover_until_live(page)
    assert [url for url in asked if "plotly" in url]
    assert [url for url in asked if "chart.json" in url]


@pytest.mark.parametrize("reader", [("phone", "light")], indirect=True, ids="-".join)
def test_on_a_phone_the_journey_runs_down_the_page(reader: Reader) -> None:
    page = reader.open(JOURNEY)
    expect(page.locator(".jb-feelings")).to_be_visible()
    expect(page.locator(".jb-chart__plot")).to_be_hidden()
    tops = page.eval_on_selector_all(
        ".jb-feelings tr:not(.stage)",
        "rows => rows.map(row => row.getBoundingClientRect()).filter(box => box.height > 0).map(box => box.top)",
    )
    assert len(tops) > 8
    assert tops == sorted(tops)
    left = page.evaluate(
        "[...document.querySelectorAll('.jb-feelings td[style]')].map(td => [Number(td.style.getPropertyValue('--v')),"
        " parseFloat(getComputedStyle(td, '::after').left)])"
    )
    assert len(left) > 8
    assert [v for v, _ in sorted(left, key=lambda pair: pair[1])] == sorted(v for v, _ in left)


@pytest.mark.parametrize("reader", [("wide", "no script")], indirect=True, ids="-".join)
def test_without_a_script_everything_is_there(reader: Reader) -> None:
    page = reader.page
    page.goto(reader.url + JOURNEY)
    expect(page.locator(".jb-chart__plot svg").first).to_be_visible()
    expect(page.locator(".jb-feelings table")).to_be_visible()
    expect(page.locator(".jb-filters")).to_have_count(1)
    expect(page.locator(".jb-filters")).to_be_hidden()
    for address in (JOURNEY, "lifecycle/", "fewer-calls/"):
        page.goto(reader.url + address)
        expect(page.locator(".jb-chart__controls").first).to_be_hidden()
        expect(page.locator("article button").filter(visible=True)).to_have_count(0)


def test_print_shows_the_drawing_and_the_details(reader: Reader) -> None:
    page = reader.open(JOURNEY)
    hover_until_live(page)
    expect(page.locator(".jb-filters")).to_be_visible()
    expect(page.locator(".tp details dl").first).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".jb-chart__plot svg.jb-emotion")).to_be_visible()
    expect(page.locator(".jb-filters")).to_be_hidden()
    expect(page.locator(".tp details dl").first).to_be_visible()


def test_no_page_is_too_large(built_site: Path) -> None:
    sizes = {file: file.stat().st_size for file in built_site.rglob("*.html")}
    journeys = {f: size for f, size in sizes.items() if re.search(r"journeys/[^/]+/[^/]+/index.html$", str(f))}
    assert len(journeys) >= 14
    assert {f.parent.name: s for f, s in sizes.items() if s > 150_000} == {}
    assert {f.parent.name: s for f, s in journeys.items() if s > 60_000} == {}
