"""What was seen, in the finished Northline handbook: the journey's page, the evidence page, the lists."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

JOURNEY = "journeys/buying/new-phone/"
EVIDENCE = JOURNEY + "what_was_seen/"
SIZES = {"wide": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
LIMIT = 60_000
"""Bytes of HTML that a journey's page stays below."""


@pytest.fixture
def page(browser: Browser, site_url: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab, 1440 px wide with light colours and a script, unless the test asks for others."""
    asked = getattr(request, "param", ())
    context = browser.new_context(
        base_url=site_url,
        viewport=SIZES["phone" if "phone" in asked else "wide"],
        color_scheme="dark" if "dark" in asked else "light",
        java_script_enabled="no script" not in asked,
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


class Links(HTMLParser):
    """The ids of a page, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.ids.add(known.get("id") or "")
        if tag == "a":
            self.links.add(known.get("href") or "")


def read(file: Path) -> Links:
    found = Links()
    found.feed(file.read_text(encoding="utf-8"))
    return found


def list_journeys(site: Path) -> list[Path]:
    return [chart.parent for chart in sorted((site / "journeys").rglob("chart.json"))]


def test_a_journeys_page_stays_light(built_site: Path) -> None:
    sizes = {folder.name: (folder / "index.html").stat().st_size for folder in list_journeys(built_site)}
    assert len(sizes) >= 18
    assert {name: size for name, size in sizes.items() if size >= LIMIT} == {}


def test_every_link_to_the_evidence_leads_to_its_place(built_site: Path) -> None:
    seen = [folder for folder in list_journeys(built_site) if (folder / "what_was_seen").is_dir()]
    assert len(seen) >= 10
    for folder in seen:
        there = read(folder / "what_was_seen/index.html")
        here = read(folder / "index.html")
        linked = {href for href in here.links if href.startswith("what_was_seen/#")}
        assert len(linked) > 5, folder
        assert {href.partition("#")[2] for href in linked} <= there.ids
        back = {href.partition("#")[2] for href in there.links if href.startswith("../#")}
        assert back <= here.ids, folder


def test_no_page_or_data_tells_the_day_of_a_mystery_shop_or_a_visit(built_site: Path) -> None:
    sources = built_site.joinpath("data/journeys").rglob("*.json")
    told = "".join(file.read_text(encoding="utf-8") for file in sources)
    months = re.findall(r'"method": "(?:mystery-shop|gemba)", "date": "([^"]+)"', told)
    assert len(months) >= 5
    assert all(re.fullmatch(r"\d{4}-\d{2}", month) for month in months)
    page = (built_site / EVIDENCE / "index.html").read_text(encoding="utf-8")
    assert "Mystery shop, Oct 2026" in page
    assert not re.search(r"Mystery shop, \d", page)


@pytest.mark.parametrize("page", [(s, c) for s in SIZES for c in ("light", "dark")], indirect=True, ids="-".join)
def test_the_evidence_page_is_accessible_and_fits(page: Page) -> None:
    page.goto(EVIDENCE)
    wrong = [f"{v['id']}: {[n['html'][:120] for n in v['nodes'][:3]]}" for v in Axe().run(page).response["violations"]]
    assert wrong == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("page", [("no script",)], indirect=True, ids="-".join)
def test_the_way_from_a_row_to_its_evidence_and_back_needs_no_script(page: Page) -> None:
    page.goto(JOURNEY)
    row = page.locator(".tp", has=page.locator("#touchpoint-waits-adviser"))
    expect(row).to_contain_text("We thought −0.7, we saw")
    row.get_by_role("link", name="Seen by").click()
    page.wait_for_url("**/what_was_seen/#seen-waits-adviser")
    place = page.locator(".jb-place", has=page.locator("#seen-waits-adviser"))
    expect(place).to_be_in_viewport()
    expect(place.get_by_role("link", name="Mystery shop, Oct 2026").first).to_be_visible()
    place.get_by_role("link", name="Waits for an adviser").click()
    page.wait_for_url("**/new-phone/#touchpoint-waits-adviser")


def test_a_measure_unfolds_in_the_journey_and_is_drawn_anew_by_plotly_on_interest(page: Page) -> None:
    page.goto("journeys/help/calling-support/")
    link = page.locator(".jb-trends").get_by_role("link", name="Settled at the first contact")
    chart = page.locator(".jb-trends li", has_text="Settled at the first contact").locator("figure")
    link.click()
    expect(chart.locator("svg.jb-series")).to_be_visible()
    expect(link).to_have_attribute("aria-expanded", "true")
    expect(chart).not_to_have_class(re.compile("live"))
    chart.hover()
    expect(chart).to_have_class(re.compile("jb-chart--live"))
    link.click()
    expect(chart).to_be_hidden()
    link.click()
    expect(chart).to_be_visible()
    expect(chart).to_have_count(1)
    assert page.url.endswith("journeys/help/calling-support/")


@pytest.mark.parametrize("page", [("no script",)], indirect=True, ids="-".join)
def test_without_a_script_a_measure_leads_to_its_chart(page: Page) -> None:
    page.goto("journeys/help/calling-support/")
    page.locator(".jb-trends").get_by_role("link", name="Settled at the first contact").click()
    page.wait_for_url("**/what_was_seen/#measure-first-contact-resolution-gets-answer")
    measure = page.locator(".jb-measure", has=page.locator("#measure-first-contact-resolution-gets-answer"))
    expect(measure.locator("svg.jb-series")).to_be_visible()


def test_a_measures_chart_on_its_own_page_is_drawn_anew_as_well(page: Page) -> None:
    page.goto("journeys/help/calling-support/what_was_seen/")
    measure = page.locator(".jb-measure", has=page.locator("#measure-first-contact-resolution-gets-answer"))
    expect(measure).to_contain_text("Target 80%, not met")
    expect(measure.locator("figure")).not_to_have_class(re.compile("live"))
    measure.locator("figure").hover()
    expect(measure.locator("figure")).to_have_class(re.compile("jb-chart--live"), timeout=20_000)


def test_seen_is_filled_and_assumed_is_hollow_in_every_light(page: Page) -> None:
    page.goto(JOURNEY)
    background = "element => getComputedStyle(element).backgroundColor"
    style = "element => getComputedStyle(element).borderTopStyle"
    hollow = page.locator(".tp i:is(.m2, .m1, .z, .p1, .p2)").first
    for scheme, media in (("light", "screen"), ("dark", "screen"), ("light", "print")):
        page.emulate_media(color_scheme=scheme, media=media)
        assert hollow.evaluate(background) == "rgba(0, 0, 0, 0)", (scheme, media)
        assert hollow.evaluate(style) == "dashed"
        for filled in page.locator(".tp b:is(.m2, .m1, .z, .p1, .p2)").all():
            assert filled.evaluate(background) != "rgba(0, 0, 0, 0)", (scheme, media)
            assert filled.evaluate(style) == "solid"
    hidden = "element => getComputedStyle(element, '::after').content"
    assert hollow.evaluate(hidden) == '" assumed"', "what the look says is read out, too"


def test_the_list_of_journeys_can_be_asked_what_nobody_has_checked(page: Page) -> None:
    page.goto("journeys/?checked=never")
    shown = page.locator("[data-jb-row]:visible")
    expect(page.locator(".jb-filters__count")).to_contain_text(re.compile(r"^\d+ of \d+ journeys"))
    assert shown.count() >= 1
    for row in shown.all():
        expect(row).to_contain_text("never checked")


@pytest.mark.parametrize("page", [("phone",)], indirect=True)
def test_on_a_phone_a_suspected_red_point_is_hollow(page: Page) -> None:
    page.goto(JOURNEY)
    signs = """(kind) => [...document.querySelectorAll(`.jb-feelings .${kind} a`)]
        .map((link) => getComputedStyle(link, "::after").content.replace("★ ", ""))"""
    assert set(page.evaluate(signs, "is-suspected")) == {'" ▽"'}
    assert set(page.evaluate(signs, "is-red")) == {'" ▼"'}


def test_on_paper_a_journey_begins_with_its_chart(page: Page) -> None:
    """The chart stands on the first page, below the figures: 269 mm are left of A4."""
    page.set_viewport_size({"width": 688, "height": 1016})
    page.emulate_media(media="print")
    page.goto(JOURNEY)
    box = page.locator(".jb-chart__plot").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 1016
