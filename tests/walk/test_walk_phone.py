"""A journey walked with a phone: in a shop, without a network, with one thumb, to evidence that the check takes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from open_sheet import SHEET, Sheet
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, BrowserContext, Page, Route

    from journeybook.model import Evidence

NASTY = (
    'He said "no": #1 \\ tab\there\nsecond line\u2028third\r\nfourth 🙂👨‍👩‍👧 <script>alert(1)</script> {{ 7*7 }} '
    "& *bold* `code` - [x] 'single' %YAML: !tag &anchor \u0007\u0085\ufeffend\n\n"
)
KEPT = (
    'He said "no": #1 \\ tab\there\nsecond line\nthird\nfourth 🙂👨‍👩‍👧 <script>alert(1)</script> {{ 7*7 }} '
    "& *bold* `code` - [x] 'single' %YAML: !tag &anchor \nend"
)


def test_filled_in_without_a_network_it_survives_a_reload_and_passes_the_check(
    phone: BrowserContext, sheet: Sheet, take_in: Callable[[Sheet], tuple[Evidence, str]]
) -> None:
    sheet.wait_until_kept()
    phone.set_offline(True)
    sheet.choose("Mystery shop")
    sheet.choose("First-time buyer")
    sheet.page.locator('[data-k="by"]').select_option("quality")
    step = sheet.step("finds-us")
    sheet.choose("−1", step.locator(".scale"))
    sheet.choose("no", step.locator(".yn"))
    sheet.type("took", "1h 20", step)
    sheet.type("note", "The plan's price was missing", step)
    sheet.type("quotes", "From where?\nI closed the tab.", step)
    price = step.locator(".asked fieldset", has_text="Is the price complete")
    sheet.choose("no", price)
    price.locator("input:not([type=radio])").fill("only the handset's")
    step.locator(".asked fieldset", has_text="one hand").locator("input:not([type=radio])").fill("hardly")
    between = sheet.step("pays/after")
    sheet.choose("+2", between)
    sheet.type("took", "2 days", between)
    sheet.type("summary", "Nobody can compare us.")
    before = sheet.yaml

    sheet.page.reload()
    expect(sheet.page.locator("form.live")).to_be_attached()
    expect(sheet.page.locator(".kept")).to_contain_text("saved here")
    assert sheet.yaml == before
    assert sheet.value("note", sheet.step("finds-us")) == "The plan's price was missing"
    expect(sheet.page.locator('.step[data-id="finds-us"] .mark')).to_have_text("−1 annoyed")
    expect(sheet.page.locator(".count")).to_have_text("2 of 11 steps")

    evidence, said = take_in(sheet)
    assert "error" not in said
    assert evidence.id == "buying/new-phone/2026-11-20-mystery-shop"
    assert (evidence.method, evidence.by, evidence.persona) == ("mystery-shop", "quality", "first-timer")
    assert evidence.summary == "Nobody can compare us."
    assert list(evidence.observations) == ["finds-us", "pays/after"], "where nothing was noted, nothing is said"
    seen = evidence.observations["finds-us"]
    assert (seen.feels, seen.expected, seen.took) == (-1, False, 4800)
    assert seen.note == "The plan's price was missing\nIs the price complete on the first page? only the handset's"
    assert [quote.text for quote in seen.quotes] == ["From where?", "I closed the tab."]
    assert seen.answers == {
        "Is the price complete on the first page?": "no",
        "Can it be done with one hand, on a phone, on a train?": "hardly",
    }
    assert (evidence.observations["pays/after"].feels, evidence.observations["pays/after"].took) == (2, 172800)


def test_whatever_is_typed_passes_the_check(sheet: Sheet, take_in: Callable[[Sheet], tuple[Evidence, str]]) -> None:
    step = sheet.step("pays")
    # Pasted as it is: `fill` and keys would change the line ends.
    fields = {"note": NASTY, "quotes": NASTY, "took": NASTY}
    paste = "(field, words) => { field.value = words; field.dispatchEvent(new Event('input', { bubbles: true })); }"
    for key, words in fields.items():
        step.locator(f'[data-k="{key}"]').evaluate(paste, words)
    asked = step.locator(".asked fieldset").first
    asked.locator("input:not([type=radio])").fill(NASTY)
    sheet.type("summary", NASTY)
    sheet.type("notes", NASTY)
    sheet.type("sample", "a few")
    evidence, _ = take_in(sheet)
    seen = evidence.observations["pays"]
    assert seen.note is not None
    assert seen.note.startswith(KEPT + "\nTime as typed: He said")
    assert [quote.text for quote in seen.quotes] == [line for line in map(str.strip, KEPT.split("\n")) if line]
    (answer,) = seen.answers.values()
    assert answer.startswith('He said "no": #1')
    assert evidence.summary == KEPT
    assert evidence.notes == KEPT + "\n\nHow many people as typed: a few"
    assert evidence.sample is None


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("35", "35 min"), ("35min", "35 min"), ("35 Min.", "35 min"), ("1h 20", "1 h 20 min"), ("1h20", "1 h 20 min"),
        ("1 hour and 20 minutes", "1 h 20 min"), ("1,5 h", "1.5 h"), ("about 20 s", "20 s"), ("~ 3 d", "3 days"),
        ("2 days, 3 h", "2 days 3 h"), ("1 week", "1 week"), ("3wks", "3 weeks"), ("an hour", "1 h"),
        ("half an hour", "30 min"), ("0", "0 min"), ("  ", None), ("2 Tage", None), ("1:20", None), ("20-30 min", None),
        ("1,500 min", None), ("-5 min", None), ("3 4", None), ("constructor", None), ("5 constructor", None),
        ("9999999 weeks", None), ("20 min or so", None), ("1 h 20 30", None), ("１２ min", None),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_type_it(reading_page: Page, typed: str, written: str | None) -> None:
    assert reading_page.evaluate("(typed) => jbEvidence.readDuration(typed)", typed) == written


@pytest.fixture(scope="module")
def reading_page(browser: Browser, site_url: str) -> Page:
    """One page for all that only reads."""
    page = browser.new_page()
    page.goto(site_url + SHEET)
    return page


def test_a_time_that_is_not_understood_is_said_beside_the_field_and_kept_in_the_note(sheet: Sheet) -> None:
    step = sheet.step("pays")
    sheet.type("took", "2 Tage", step)
    expect(step.locator(".time")).to_contain_text("not understood, so it goes into the note")
    assert 'note: "Time as typed: 2 Tage"' in sheet.yaml
    assert "took:" not in sheet.yaml
    sheet.type("took", "2 d", step)
    expect(step.locator(".time")).to_contain_text("= 2 days")
    assert "took: 2 days\n" in sheet.yaml


def test_gemba_asks_for_no_feeling(sheet: Sheet, take_in: Callable[[Sheet], tuple[Evidence, str]]) -> None:
    said = sheet.page.locator(".left-out")
    step = sheet.step("pays")
    sheet.type("note", "Two receipts", step)
    sheet.choose("Gemba")
    expect(said).to_be_empty()
    sheet.choose("Walk")
    sheet.choose("−2", step)
    expect(said).to_be_empty()
    sheet.choose("Gemba")
    expect(said).to_contain_text("the one that you noted is left out of the file")
    expect(step.locator(".scale")).to_be_hidden()
    expect(sheet.page.locator(".scale input:enabled")).to_have_count(0)
    assert "feels" not in sheet.yaml
    evidence, _ = take_in(sheet)
    assert (evidence.method, evidence.observations["pays"].note) == ("gemba", "Two receipts")
    sheet.page.reload()
    expect(said).to_contain_text("no part of a gemba visit")
    sheet.choose("Walk")
    expect(said).to_be_empty()
    assert "feels: -2" in sheet.yaml, "what was felt is not lost by looking around"


def test_a_choice_that_is_tapped_again_is_taken_back(sheet: Sheet) -> None:
    step = sheet.step("pays")
    sheet.choose("−2", step)
    assert "feels: -2" in sheet.yaml
    sheet.choose("−2", step)
    assert "observations" not in sheet.yaml
    step.locator(".scale input").first.focus()
    sheet.page.keyboard.press("ArrowRight")
    sheet.page.keyboard.press("ArrowRight")
    assert "feels: 0" in sheet.yaml, "keys choose as ever"
    sheet.page.keyboard.press("Space")
    assert "observations" not in sheet.yaml


def test_each_persona_is_shown_its_own_part(sheet: Sheet) -> None:
    shown = sheet.page.locator(".part")
    expect(shown.filter(visible=True)).to_have_count(0)
    sheet.choose("Upgrader")
    expect(shown.filter(visible=True)).to_have_count(1)
    expect(shown.filter(visible=True)).to_contain_text("Wants The new phone in the week it comes out")
    assert "persona: upgrader\n" in sheet.yaml
    sheet.choose("all of them")
    assert "persona" not in sheet.yaml


def test_the_file_is_downloaded_under_its_name(sheet: Sheet) -> None:
    sheet.type("note", "A queue", sheet.step("pays"))
    with sheet.page.expect_download() as download:
        sheet.page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "2026-11-20-walk.yml"
    assert Path(download.value.path()).read_text(encoding="utf-8") == sheet.yaml
    assert sheet.file == "content/evidence/buying/new-phone/2026-11-20-walk.yml"
    assert sheet.yaml.startswith(f"# {sheet.file}\n")


def test_it_is_copied_and_where_that_is_not_allowed_in_the_old_way(phone: BrowserContext, sheet: Sheet) -> None:
    phone.grant_permissions(["clipboard-read", "clipboard-write"])
    said = sheet.page.locator(".said")
    copy = sheet.page.get_by_role("button", name="Copy")
    copy.click()
    expect(said).to_have_text("Copied.")
    assert sheet.page.evaluate("navigator.clipboard.readText()") == sheet.yaml
    sheet.type("note", "A queue", sheet.step("pays"))
    sheet.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }")
    copy.click()
    expect(said).to_have_text("Copied.")
    assert sheet.page.evaluate("navigator.clipboard.readText()") == sheet.yaml
    sheet.page.evaluate("() => { document.execCommand = () => false; }")
    copy.click()
    expect(said).to_have_text("It is marked now: copy it from the menu.")
    assert sheet.page.evaluate("getSelection().toString()") == sheet.yaml


def test_it_is_handed_in_with_the_evidence_in_the_link_as_long_as_that_can_carry_it(sheet: Sheet) -> None:
    step = sheet.step("pays")
    sheet.type("note", "A queue & a wait", step)
    link = sheet.page.get_by_role("link", name="Hand it in")
    carried = "location => new URL(document.querySelector('[data-act=send]').href).searchParams"
    assert sheet.page.evaluate(f"({carried})().get('body')") == f"```yaml\n{sheet.yaml}```\n"
    assert sheet.page.evaluate(f"({carried})().get('title')") == "Buying a new phone"
    sheet.type("note", "Long. " * 1500, step)
    assert sheet.page.evaluate(f"({carried})().get('body')") is None
    expect(link).to_have_attribute("title", "Too long for a link: it is copied, so paste it there")


def test_a_mail_carries_it_too(browser: Browser, site_url: str) -> None:
    page = browser.new_page(service_workers="block")  # whose requests no route sees
    address = site_url + SHEET
    change = 'data-send="mailto:walks@northline.example?subject=Buying" data-was="'
    page.route(address, lambda route: route.fulfill(body=route.fetch().text().replace('data-send="', change)))
    sheet = Sheet(page).open(address)
    sheet.type("note", "A queue", sheet.step("pays"))
    href = page.locator("[data-act=send]").get_attribute("href") or ""
    assert href.startswith("mailto:walks@northline.example?subject=Buying&body=%23%20content%2Fevidence%2Fbuying")
    assert "%0D%0Ajourney%3A%20buying" in href
    page.close()


def test_starting_over_is_asked_for_first(sheet: Sheet) -> None:
    sheet.type("note", "A queue", sheet.step("pays"))
    over = sheet.page.get_by_role("button", name="Start over")
    over.click()
    expect(sheet.page.get_by_role("button", name="Keep it")).to_be_focused()
    sheet.page.keyboard.press("Enter")
    expect(over).to_be_focused()
    assert "A queue" in sheet.yaml
    over.click()
    sheet.page.get_by_role("button", name="Throw away").click()
    expect(sheet.page.locator(".count")).to_have_text("0 of 11 steps")
    assert "observations" not in sheet.yaml
    sheet.page.reload()
    expect(sheet.page.locator("form.live")).to_be_attached()
    assert "observations" not in sheet.yaml


def test_what_finds_a_person_is_hinted_at_and_stays_the_walkers_choice(sheet: Sheet) -> None:
    hints = sheet.page.locator(".hints")
    expect(hints).to_have_text("Nothing is noted yet: what is empty is left out.")
    step = sheet.step("pays")
    for words, what in (("Ask ann@shop.example", "a mail address"), ("on 0170 123 45 67", "a phone number")):
        sheet.type("note", words, step)
        expect(hints).to_contain_text(f"Pays at the till: this looks like {what}")
        assert words in sheet.yaml
    sheet.type("note", "Mrs Miller was kind", step)
    expect(hints).to_contain_text("this looks like a name")
    sheet.type("note", "On 2026-11-20 it cost £ 1,234.50", step)
    expect(hints).to_be_empty()


def test_one_thumb_goes_from_step_to_step(sheet: Sheet) -> None:
    steps = sheet.page.locator(".step")
    expect(sheet.page.locator(".step[open]")).to_have_count(1)
    for number in range(11):
        step = steps.nth(number)
        expect(step).to_have_attribute("open", "")
        expect(step.locator("summary").first).to_be_in_viewport()
        step.locator(".next").click()
    expect(sheet.page.locator(".step[open]")).to_have_count(0)
    expect(sheet.page.get_by_role("heading", name="In the end")).to_be_in_viewport()
    for size in sheet.page.evaluate(
        "[...document.querySelectorAll('.jb-walk :is(label:has([type=radio]), button, summary, .bar a)')]"
        ".map((e) => e.getBoundingClientRect()).filter((r) => r.width).map((r) => [r.width, r.height])"
    ):
        assert min(size) >= 40, size


def test_the_next_edition_and_a_renamed_step_find_what_was_typed(site_url: str, browser: Browser) -> None:
    page = browser.new_page(service_workers="block")

    # Two editions of one handbook: the same site below two names.
    def serve_edition(route: Route) -> None:
        answer = route.fetch(url=re.sub(r"/2026\.\d", "", route.request.url))
        route.fulfill(response=answer, body=answer.body().replace(b"data-root=", b"data-edition data-root="))

    page.route(f"{site_url}2026.*/**", serve_edition)
    old = Sheet(page).open(f"{site_url}2026.1/{SHEET}")
    old.type("note", "A queue", old.step("finds-us"))
    (key,) = page.evaluate("Object.keys(localStorage).filter((k) => k.startsWith('journeybook-walk'))")
    assert key == "journeybook-walk:/buying/new-phone"
    kept = json.loads(page.evaluate("(key) => localStorage.getItem(key)", key))
    kept["values"] |= {"pays-at-till\0note": "Two receipts", "gone\0note": "Nobody there"}
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, json.dumps(kept)])
    new = Sheet(page).open(f"{site_url}2026.2/{SHEET}")
    assert new.value("note", new.step("finds-us")) == "A queue"
    assert new.value("note", new.step("pays")) == "Two receipts", "the step is called otherwise today"
    homeless = "Noted at steps that are no longer on this sheet:\ngone, note: Nobody there"
    expect(page.locator('[data-k="notes"]')).to_have_value(homeless)
    page.close()


def test_a_browser_that_keeps_nothing_says_so(phone: BrowserContext) -> None:
    page = phone.new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    sheet = Sheet(page).open()
    sheet.type("note", "A queue", sheet.step("pays"))
    expect(page.locator(".kept")).to_have_text("this browser keeps nothing: do not close the page")
    assert "A queue" in sheet.yaml
