"""What a journey's page can do with a script: compare, report, be taken along; and its blueprint as it is laid out."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from small_site import SmallSite

    from conftest import Serve

JOURNEY = "journeys/buying/new-phone/"
READY = "() => document.querySelector('.jb-journey[data-jb-tools]')"


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
    yield page
    page.close()
    assert complaints == []


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_function(READY)
    return page


class TestBlueprint:
    def test_lanes_lie_across_and_touchpoints_stand_in_columns(self, tab: Page, site_url: str) -> None:
        page = opened(tab, site_url + JOURNEY)
        table = page.locator(".jb-blueprint")
        heads = table.locator("tbody tr:not(.stage) > th")
        expect(heads.first.locator("a")).to_have_attribute("href", "#touchpoint-battery-dies")
        expect(heads.first.locator("p")).to_contain_text("Borrows a cable")
        lefts = [box["x"] for box in (head.bounding_box() for head in heads.all()) if box]
        assert lefts == sorted(set(lefts))
        for lane, name in ((2, "Frontstage"), (3, "Backstage"), (4, "Support")):
            cells = table.locator(f"tr:not(.stage):not(:has([colspan])) > :is(th, td):nth-child({lane})")
            tops = {round(box["y"]) for box in (cell.bounding_box() for cell in cells.all()) if box}
            assert len(tops) == 1, f"{name} is no lane: {tops}"
            expect(table.locator(f"thead th:nth-child({lane})")).to_contain_text(name)

    def test_lane_names_stay_in_sight_and_the_keyboard_can_scroll(self, tab: Page, site_url: str) -> None:
        page = opened(tab, site_url + JOURNEY)
        region = page.get_by_role("region", name="Who does what, step by step")
        region.scroll_into_view_if_needed()
        region.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("e => e.scrollLeft > 10", arg=region.element_handle())
        region.evaluate("e => { e.scrollLeft = 1e6; }")
        name, last = region.locator("thead th").nth(1), region.locator("tbody tr > th").last
        expect(last).to_be_in_viewport()
        expect(name).to_be_in_viewport()

    def test_a_phone_has_a_card_a_touchpoint_with_the_lanes_named(self, browser: Browser, site_url: str) -> None:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        opened(page, site_url + JOURNEY)
        row = page.locator(".jb-blueprint tr", has_text="Chooses phone and plan")
        shown = row.evaluate("r => [...r.cells].map((c) => getComputedStyle(c, '::before').content)")
        assert shown[1:] == ['"Frontstage"', '"Backstage"', '"Support"']
        empty = page.locator(".jb-blueprint tr", has_text="Waits for an adviser").locator("td").nth(1)
        expect(empty).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.close()

    def test_screen_readers_hear_a_table_with_the_lanes_as_columns(self, tab: Page, site_url: str) -> None:
        page = opened(tab, site_url + JOURNEY)
        told = page.locator(".jb-blueprint").aria_snapshot()
        assert "table" in told
        assert re.search(r'columnheader "line of visibility Backstage"', told)
        assert 'cell "without us"' in told


class TestCompare:
    def test_an_address_opens_two_personas_and_what_is_planned(self, tab: Page, site_url: str) -> None:
        page = opened(tab, f"{site_url}{JOURNEY}?compare=first-timer,upgrader&expected=1")
        expect(page.locator(".jb-apart")).to_contain_text("They part most at “Chooses phone and plan”")
        expect(page.locator(".jb-gap")).to_have_count(1)
        expect(page.locator("[data-jb-expected]")).to_have_attribute("aria-pressed", "true")
        assert "M" in (page.locator(".jb-gap").get_attribute("d") or "")

    def test_the_choice_stands_in_the_address_and_goes_with_it(self, tab: Page, site_url: str) -> None:
        page = opened(tab, f"{site_url}{JOURNEY}?red=1")
        page.get_by_label("Compare two personas").select_option("first-timer,upgrader")
        expect(page).to_have_url(re.compile(r"red=1&compare=first-timer,upgrader$"))
        page.locator("[data-jb-expected]").click()
        expect(page).to_have_url(re.compile(r"compare=first-timer,upgrader&expected=1$"))
        page.locator("[data-jb-persona=upgrader]").click()  # something else is looked at now
        expect(page.locator(".jb-gap")).to_have_count(0)
        expect(page.locator(".jb-apart")).to_be_hidden()
        expect(page).to_have_url(re.compile(r"\?red=1&expected=1$"))

    def test_what_the_address_does_not_know_is_left_alone(self, tab: Page, site_url: str) -> None:
        page = opened(tab, f"{site_url}{JOURNEY}?compare=nobody,upgrader")
        expect(page.locator(".jb-gap")).to_have_count(0)
        expect(page.locator("[data-jb-persona=first-timer]")).to_have_attribute("aria-pressed", "true")

    def test_the_gap_stays_when_plotly_draws(self, tab: Page, site_url: str) -> None:
        page = opened(tab, f"{site_url}{JOURNEY}?compare=first-timer,upgrader")
        page.locator("figure.jb-chart").hover()
        page.wait_for_selector(".jb-chart--live")
        assert page.locator(".jb-gap").evaluate("e => getComputedStyle(e).visibility") == "visible"

    def test_a_journey_beside_its_future(self, tab: Page, site_url: str) -> None:
        tab.goto(site_url + "journeys/help/calling-support-to-be/as_is_and_to_be/")
        page = tab
        page.locator("figure.jb-chart").hover()
        page.wait_for_selector(".jb-chart--live")
        page.get_by_role("button", name="as it is").click()
        expect(page.locator(".jb-emotion path.line.p1")).to_have_class(re.compile("off"))


class TestTakenAlong:
    @pytest.mark.parametrize("kind", ["SVG", "PNG"])
    def test_the_chart_as_a_picture(self, browser: Browser, site_url: str, kind: str, tmp_path: Path) -> None:
        page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="dark")
        opened(page, site_url + JOURNEY)
        with page.expect_download() as waiting:
            page.get_by_role("button", name=f"Chart ({kind})").click()
        saved = tmp_path / "chart"
        waiting.value.save_as(saved)
        page.close()
        assert waiting.value.suggested_filename == f"buying-new-phone.{kind.lower()}"
        content = saved.read_bytes()
        if kind == "PNG":
            assert content.startswith(b"\x89PNG")
            assert struct.unpack(">I", content[16:20]) == (2200,)
            return
        drawing = ET.fromstring(content)  # noqa: S314 - our own
        texts = ["".join(t.itertext()) for t in drawing.iter("{http://www.w3.org/2000/svg}text")]
        assert texts[0] == "Buying a new phone"
        assert any(text.startswith("Northline handbook, ") and JOURNEY in text for text in texts)
        assert "Upgrader" in texts
        text = content.decode()
        assert "rgb(28, 39, 51)" in text, "the light ink, though the page is dark"
        assert "class=" in text
        assert not list(drawing.iter("{http://www.w3.org/2000/svg}a"))
        assert "url(" not in text

    def test_every_journey_fits_one_sheet(self, browser: Browser, built_site: Path, site_url: str) -> None:
        pages = (f for f in (built_site / "journeys").glob("*/*/index.html") if "jb-journey" in f.read_text("utf-8"))
        journeys = sorted(pages, key=lambda file: -file.stat().st_size)
        assert len(journeys) > 15
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        sizes = {}
        for file in journeys:
            address = file.parent.relative_to(built_site).as_posix()
            opened(page, f"{site_url}{address}/?sheet=1")
            expect(page.locator(".jb-sheet__all")).to_be_visible()
            page.emulate_media(media="print")
            over = page.locator(".jb-sheet__all").evaluate(
                "e => { const paper = e.parentElement.getBoundingClientRect(), all = e.getBoundingClientRect();"
                " return [all.bottom - paper.bottom, all.right - paper.right]; }"
            )
            assert max(over) <= 0, (address, over)
            if file in journeys[:2] or "calling-support" in address:
                pdf = page.pdf(prefer_css_page_size=True)
                sizes[address] = re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)
            page.emulate_media(media="screen")
        page.close()
        for address, boxes in sizes.items():
            (box,) = boxes
            _, _, width, height = (float(part) for part in box.split())
            assert abs(width - 1190.6) < 2, address  # points: 420 × 297 mm
            assert abs(height - 841.9) < 2, address

    def test_the_sheet_holds_what_a_wall_needs_and_goes_again(self, tab: Page, site_url: str) -> None:
        page = opened(tab, f"{site_url}{JOURNEY}?sheet=1")
        sheet = page.locator(".jb-a3")
        told = ("Buying a new phone", "Owned by Retail, retail@", "Score", "Frontstage", "Show one price")
        for words in (*told, "21 November 2026", JOURNEY):
            expect(sheet).to_contain_text(words)
        expect(sheet).not_to_contain_text("Greet at the door")  # is done
        expect(page.locator(".md-header")).to_be_hidden()
        page.emulate_media(media="print")
        for kept in (".s-doing", ".effort"):
            style = sheet.locator(kept).first.evaluate("e => getComputedStyle(e).printColorAdjust")
            assert style == "exact", f"{kept} would print pale"
        page.emulate_media(media="screen")
        page.get_by_role("button", name="Back to the page").click()
        expect(sheet).to_have_count(0)
        expect(page.locator(".md-header")).to_be_visible()

    def test_an_ordinary_print_has_no_sheet(self, tab: Page, site_url: str) -> None:
        page = opened(tab, site_url + JOURNEY)
        page.emulate_media(media="print")
        assert page.locator(".jb-blueprint").evaluate("e => getComputedStyle(e).display") == "table"
        boxes = re.findall(rb"/MediaBox\s*\[([^\]]+)\]", page.pdf(prefer_css_page_size=True, format="A4"))
        assert len(boxes) > 2
        assert {round(float(box.split()[2])) for box in boxes} <= {595, 596, 612}

    def test_the_data_of_the_journey_alone(self, built_site: Path) -> None:
        whole = (built_site / "data/touchpoints.csv").read_text(encoding="utf-8").splitlines()
        own = (built_site / "data/journeys/buying/new-phone.csv").read_text(encoding="utf-8").splitlines()
        assert own[0] == whole[0]
        assert own[1:] == [line for line in whole if line.startswith("buying/new-phone,")]


HARD = """\
title: '50% off & "über" <b> {url} # 1?'
stages:
  - name: A
    touchpoints:
      - {id: pays, name: "Pays & leaves: {edition} 100% #x?", feels: 1}
"""


class TestCorrections:
    def addresses(self, page: Page) -> list[str]:
        return [str(link.get_attribute("href")) for link in page.locator(".tp .jb-wrong").all()]

    def test_each_touchpoint_says_where(self, tab: Page, site_url: str) -> None:
        page = opened(tab, site_url + JOURNEY)
        found = self.addresses(page)
        assert len(found) == page.locator(".tp").count()
        said = parse_qs(urlsplit(found[1]).query)["title"]
        place = f"{site_url}{JOURNEY}#touchpoint-finds-us"
        assert said == [f"Buying a new phone: Finds us on the web (working copy of 21 November 2026, {place})"]

    @pytest.mark.parametrize(
        ("pattern", "beginning"),
        [
            ("https://t.example/n?a={journey}&b={touchpoint}&c={edition}&d={url}#x", "https://t.example/n?"),
            ("book@northline.example", "mailto:book@northline.example?"),
            ("https://t.example/n?title={journey}", "https://t.example/n?"),
        ],
    )
    def test_hard_words_arrive_as_they_are(
        self, tab: Page, small_site: SmallSite, serve: Serve, pattern: str, beginning: str
    ) -> None:
        small_site.write(
            "mkdocs.yml", "site_name: Small\ntheme: {name: material, font: false}\nplugins: [search, journeybook]\n"
        )
        small_site.write("docs/journeys/buying/gift-card.yml", HARD)
        small_site.write("docs/organization/settings.yml", f'corrections: "{pattern}"\n')
        page = opened(tab, serve(small_site.built()) + "journeys/buying/gift-card/")
        (href,) = self.addresses(page)
        assert href.startswith(beginning)
        said = unquote(href)
        url = page.url + "#touchpoint-pays"
        journey, touchpoint = '50% off & "über" <b> {url} # 1?', "Pays & leaves: {edition} 100% #x?"
        for part in (journey, touchpoint, "working copy of 11 August 2026", url):
            assert part in said, part
        assert not re.search(r"[\s\"<>]", href)
        if "&d=" in pattern:
            query = parse_qs(urlsplit(href).query)
            assert (query["a"], query["b"], query["d"]) == ([journey], [touchpoint], [url])
            assert urlsplit(href).fragment == "x"
