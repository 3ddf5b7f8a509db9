"""The walk sheet as a page: on paper, without a script, in both palettes, and beside the rest of the site."""

from __future__ import annotations

import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from open_sheet import SHEET, Sheet
from playwright.sync_api import expect

from journeybook.mkdocs_plugin.book import name_content_folder

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Route


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_sheet_can_be_used_by_all(browser: Browser, site_url: str, width: int, scheme: str) -> None:
    context = browser.new_context(
        base_url=site_url, viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    sheet = Sheet(context.new_page()).open()
    step = sheet.step("finds-us")
    for level in ("−2", "−1", "0", "+1", "+2"):
        sheet.choose(level, step)
    sheet.choose("no", step.locator(".yn"))
    sheet.type("took", "2 Tage", step)
    sheet.type("note", "ann@shop.example", step)
    sheet.step("finds-us/after")
    sheet.choose("Upgrader")
    sheet.page.locator("#behaviour summary").click()
    sheet.page.get_by_role("button", name="Start over").click()
    found = Axe().run(sheet.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    assert found.violations_count == 0, found.generate_report()
    assert sheet.page.evaluate("document.documentElement.scrollWidth") == width, "nothing goes off sideways"
    assert sheet.complaints == []
    context.close()


def test_no_request_goes_elsewhere_and_a_script_of_ours_is_asked_for_here_alone(sheet: Sheet, site_url: str) -> None:
    sheet.wait_until_kept()
    assert {address for address in sheet.asked if not address.startswith((site_url, "blob:", "data:"))} == set()
    assert sum(bool(re.search(r"walk-sheet-\w+\.(js|css)$", address)) for address in sheet.asked) >= 2
    other = Sheet(sheet.page.context.new_page())
    other.page.goto("journeys/buying/new-phone/")
    assert not [address for address in other.asked if "assets/journeybook/walk-sheet" in address]


def test_the_worker_answers_for_its_own_sheet_and_nothing_else(phone: BrowserContext, sheet: Sheet) -> None:
    sheet.wait_until_kept()
    scopes = "navigator.serviceWorker.getRegistrations().then((all) => all.map((r) => r.scope))"
    assert sheet.page.evaluate(scopes) == [sheet.page.url]
    phone.set_offline(True)
    sheet.page.reload()
    expect(sheet.page.locator("form.live")).to_be_attached()
    other = phone.new_page()
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        other.goto("journeys/buying/new-phone/")
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        other.goto("journeys/buying/ordering-online/walk-sheet/")
    assert sheet.page.evaluate("fetch('../chart.json').then(() => true, () => false)") is False


@pytest.mark.parametrize("trouble", ["ill", "stalled"])
def test_a_server_in_trouble_is_not_waited_for(browser: Browser, built_site: Path, trouble: str) -> None:
    recovered = threading.Event()
    troubled = threading.Event()

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            if troubled.is_set() and trouble == "stalled":
                recovered.wait()
            if troubled.is_set():
                self.send_error(503)
            else:
                super().do_GET()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(built_site))) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        context = browser.new_context(base_url=f"http://127.0.0.1:{server.server_port}/")
        sheet = Sheet(context.new_page()).open()
        sheet.type("note", "A queue", sheet.step("pays"))
        sheet.wait_until_kept()
        troubled.set()
        sheet.page.reload(wait_until="commit")
        expect(sheet.page.locator("form.live")).to_be_attached(timeout=10_000)
        assert sheet.value("note", sheet.step("pays")) == "A queue"
        recovered.set()
        context.close()
        server.shutdown()
        serving.join()


def test_with_instant_navigation_the_sheet_comes_alive_and_is_kept(phone: BrowserContext, site_url: str) -> None:
    page = phone.new_page()
    sheet = Sheet(page)

    def name_this_site(route: Route) -> None:
        sitemap = route.fetch()
        route.fulfill(response=sitemap, body=sitemap.text().replace("https://handbook.northline.example/", site_url))

    page.route("**/sitemap.xml", name_this_site)  # the theme takes over links to pages that stand in it
    page.goto("journeys/buying/ordering-online/walk-sheet/")
    expect(page.locator("form.live")).to_be_attached()
    page.evaluate("window.stayed = true")
    page.wait_for_load_state("networkidle")  # the theme waits for the sitemap before it takes links over
    link = '<a id="go" href="../../new-phone/walk-sheet/">go</a>'
    page.locator("#walk-sheet").evaluate("(form, link) => form.insertAdjacentHTML('afterbegin', link)", link)
    page.locator("#go").click()
    page.wait_for_url(f"**/{SHEET}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Walk sheet: Buying a new phone")
    expect(page.locator("form.live")).to_be_attached()
    assert page.evaluate("window.stayed"), "the page was not loaded anew"
    sheet.type("note", "A queue", sheet.step("pays"))
    sheet.wait_until_kept()
    phone.set_offline(True)
    page.reload()
    expect(page.locator("form.live")).to_be_attached()
    assert sheet.value("note", sheet.step("pays")) == "A queue"
    assert sheet.complaints == []


def test_on_paper_there_are_boxes_and_lines_and_no_controls(browser: Browser, site_url: str) -> None:
    context = browser.new_context(base_url=site_url, viewport={"width": 794, "height": 1123})
    sheet = Sheet(context.new_page()).open()
    page = sheet.page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for control in ("button", "select", ".bar", "#finish", ".yaml", "nav", ".jb-live"):
        expect(page.locator(f".jb-walk {control}").filter(visible=True)).to_have_count(0)
    expect(page.locator("#behaviour")).to_contain_text("never about a person")
    expect(page.locator("#behaviour li").first).to_be_visible()
    boxes = page.locator('.step[data-id="finds-us"] .at .scale input')
    assert [boxes.nth(n).is_visible() for n in range(5)] == [True] * 5
    assert {boxes.first.evaluate("(box) => getComputedStyle(box).opacity")} == {"1"}
    expect(page.locator('.step[data-id="rings-shop"] .between .scale input').first).to_be_visible()
    expect(page.locator(".part").filter(visible=True)).to_have_count(2)
    context.close()


def test_no_touchpoint_is_cut_by_the_end_of_a_page(browser: Browser, site_url: str) -> None:
    context = browser.new_context(base_url=site_url, viewport={"width": 794, "height": 1123})
    sheet = Sheet(context.new_page()).open()
    sheet.page.emulate_media(media="print")
    kept = "(parts) => parts.map((part) => getComputedStyle(part).breakInside)"
    assert set(sheet.page.locator(".at, .between").evaluate_all(kept)) == {"avoid"}
    heights = "(parts) => parts.map((part) => part.offsetHeight)"
    assert max(sheet.page.locator(".at, .between").evaluate_all(heights)) < 900
    assert len(re.findall(rb"/Type /Page\b", sheet.page.pdf(format="A4"))) <= 9
    context.close()


def test_without_a_script_it_is_a_form_on_paper(browser: Browser, site_url: str) -> None:
    context = browser.new_context(base_url=site_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(SHEET)
    expect(page.locator(".step[open]")).to_have_count(11)
    expect(page.get_by_text("Take it home")).to_be_hidden()
    page.emulate_media(media="print")
    scale = page.locator('.step[data-id="finds-us"] .at .scale')
    written = scale.evaluate("(scale) => getComputedStyle(scale, '::after').content")
    assert written == '"□ −2 upset  □ −1 annoyed  □ 0 even  □ +1 pleased  □ +2 delighted"'
    context.close()


def test_every_shown_journey_has_one_small_enough_for_a_phone(built_site: Path) -> None:
    charts = (page.parent for page in (built_site / "journeys").rglob("chart.json"))
    pages = {folder for folder in charts if "_" not in folder.name}  # with one it is no journey's: as_is_and_to_be
    sheets = {page.parent.parent: page for page in built_site.rglob("walk-sheet/index.html")}
    retired = {folder for folder in pages if "<strong>Retired.</strong>" in (folder / "index.html").read_text("utf-8")}
    assert pages - retired == sheets.keys()
    assert retired
    assert {page: size for page in sheets.values() if (size := page.stat().st_size) > 60_000} == {}


def test_it_stands_alone(built_site: Path) -> None:
    html = (built_site / SHEET / "index.html").read_text(encoding="utf-8")
    sides = re.findall(r'<div class="md-sidebar [^>]*>', html)
    assert [bool(re.search(r"\bhidden\b", side)) for side in sides] == [True, True]
    assert "<title>Walk sheet: Buying a new phone" in html


@pytest.mark.parametrize(("content", "name"), [("content", "content"), ("a/b c", "a/b c"), (".", ""), ("..", "")])
def test_the_place_of_the_file_is_named_from_the_sites_own_folder(tmp_path: Path, content: str, name: str) -> None:
    assert name_content_folder((tmp_path / content).resolve(), tmp_path.resolve()) == name


def test_where_the_folder_is_not_known_the_place_is_named_within_it(browser: Browser, site_url: str) -> None:
    page = browser.new_page(service_workers="block")  # whose requests no route sees
    address = site_url + SHEET
    page.route(address, lambda route: route.fulfill(body=route.fetch().text().replace(' data-folder="content/"', "")))
    sheet = Sheet(page).open(address)
    assert sheet.file.startswith("evidence/buying/new-phone/")
    assert sheet.yaml.startswith(f"# {sheet.file}\n")
    page.close()


def test_who_it_speaks_for_fits_every_method(built_site: Path) -> None:
    html = (built_site / SHEET / "index.html").read_text(encoding="utf-8")
    assert '<legend>Who it speaks for</legend><label><input type="radio" value="" checked><span>all of them' in html
