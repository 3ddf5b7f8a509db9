"""Choices that stay: kept while moving through the book, given way to an address, helpful when nothing matches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import pytest
from book_visit import Visit
from playwright.sync_api import expect
from small_site import SmallSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from conftest import Serve

JOURNEY = "journeys/buying/new-phone/"
TAGS = ("early morning", "a & b", "c++", "Frühling", "50%")


def shown(page: Page, name: str) -> Locator:
    return page.locator(f"[data-jb-list={name}] [data-jb-row]").filter(visible=True)


def carrying(page: Page, name: str, **values: str) -> int:
    """How many rows of a list carry all these values."""
    words = "".join(f"[data-{kind}~='{value}']" for kind, value in values.items())
    return page.locator(f"[data-jb-list={name}] [data-jb-row]{words}").count()


def test_a_choice_is_kept_from_page_to_page_until_it_is_cleared(visit: Visit) -> None:
    page = visit.open_published("journeys/")
    page.select_option("select[name=team]", "retail")
    page.locator(".md-tabs__link", has_text="Backlog").click()
    expect(page).to_have_url(re.compile(r"/backlog/\?team=retail$"))
    expect(page.locator(".jb-kept")).to_have_text("Kept from before: Retail")
    expect(page.locator("select[name=team]")).to_have_value("retail")
    page.click(".jb-filters button[type=reset]")
    expect(page).to_have_url(visit.url + "backlog/")
    expect(page.locator(".jb-kept")).to_be_hidden()
    page.locator(".md-tabs__link", has_text="Journeys").click()
    expect(page.locator("form[data-jb-filters=journeys][data-jb-ready]")).to_be_visible()
    expect(page.locator("select[name=team]")).to_have_value("")
    expect(page).to_have_url(visit.url + "journeys/")
    assert visit.stayed()


def test_what_a_list_does_not_offer_is_kept_for_the_next(visit: Visit) -> None:
    page = visit.open("journeys/")
    page.select_option("select[name=lifecycle]", "buy")
    page.select_option("select[name=persona]", "first-timer")
    page = visit.open(JOURNEY)  # whose touchpoints know no phase
    expect(page.locator(".jb-kept").first).to_have_text("Kept from before: First-time buyer")
    page.select_option("select[name=persona] >> nth=0", "")
    page = visit.open("journeys/")
    expect(page.locator("select[name=lifecycle]")).to_have_value("buy")
    expect(page.locator("select[name=persona]")).to_have_value("")


def test_an_address_opens_as_it_was_shared_whatever_is_kept(visit: Visit, browser: Browser) -> None:
    address = "journeys/?team=retail&red=1"
    other = Visit(browser, visit.url)
    wanted = shown(other.open(address), "journeys").locator("h3").all_text_contents()
    other.close()
    page = visit.open("journeys/")
    page.select_option("select[name=persona]", "caretaker")
    page.select_option("select[name=channel]", "phone")
    page = visit.open(address)
    expect(shown(page, "journeys").locator("h3")).to_have_text(wanted)
    expect(page.locator(".jb-kept")).to_be_hidden()
    expect(page).to_have_url(visit.url + address)
    assert len(wanted) == carrying(page, "journeys", team="retail", red="1") > 0


def test_every_choice_says_what_it_would_leave_beside_the_others(visit: Visit) -> None:
    page = visit.open("journeys/?team=people")
    options = page.locator("select[name=channel] option:not([value=''])")
    said = dict(zip(options.evaluate_all("all => all.map(o => o.value)"), options.all_inner_texts(), strict=True))
    assert any(text.endswith("(0)") for text in said.values()), "some channel is not theirs"
    for channel, text in said.items():
        assert text.endswith(f"({carrying(page, 'journeys', team='people', channel=channel)})"), channel
    teams = page.locator("select[name=team] option:not([value=''])").evaluate_all(
        "all => all.map(o => [o.value, o.text])"
    )
    for team, text in teams:
        assert text.endswith(f"({carrying(page, 'journeys', team=team)})"), "as if no team were chosen"
    red = carrying(page, "journeys", team="people", red="1")
    expect(page.get_by_label("with red points", exact=False).first.locator("xpath=..")).to_contain_text(f"({red})")


def test_when_nothing_matches_it_says_which_choice_to_drop(visit: Visit) -> None:
    page = visit.open("journeys/?team=people&lifecycle=buy")
    nothing = page.locator("[data-jb-nothing]")
    expect(nothing).to_be_visible()
    expect(page.locator("output")).to_contain_text("0 of ")
    left = carrying(page, "journeys", lifecycle="buy")
    drop = nothing.get_by_role("button", name=re.compile(r"^Without Team: "))
    expect(drop).to_have_text(re.compile(rf", {left} would match$"))
    drop.click()
    expect(shown(page, "journeys")).to_have_count(left)
    expect(page).to_have_url(visit.url + "journeys/?lifecycle=buy")
    expect(page.locator("select[name=team]")).to_be_focused()


def test_a_link_to_a_row_that_what_is_kept_would_hide_shows_the_row(visit: Visit) -> None:
    page = visit.open("journeys/")
    page.select_option("select[name=team]", "marketing")
    page = visit.open(JOURNEY + "#touchpoint-shows-id")
    row = page.locator(".tp", has=page.locator("#touchpoint-shows-id"))
    expect(row).to_be_in_viewport()
    expect(page.locator("#touchpoint-shows-id")).to_be_focused()
    expect(page.locator(".jb-kept").first).to_be_hidden()
    page = visit.open("journeys/")
    expect(page.locator(".jb-kept")).to_have_text("Kept from before: Marketing")


def test_a_link_within_the_page_to_a_hidden_row_shows_it(visit: Visit) -> None:
    page = visit.open(JOURNEY + "?team=marketing")
    row = page.locator(".tp", has=page.locator("#touchpoint-shows-id"))
    expect(row).to_be_hidden()
    page.evaluate("location.hash = 'touchpoint-shows-id'")
    expect(row).to_be_in_viewport()
    expect(row.locator("details")).to_have_attribute("open", "")


def test_a_link_to_the_same_page_with_other_choices_and_the_way_back(visit: Visit) -> None:
    page = visit.open_published("journeys/?team=retail")
    page.locator(".jb-lead").evaluate("p => { p.innerHTML = '<a href=\"?team=care&red=1\">Care</a>'; }")
    page.click(".jb-lead a")
    expect(page).to_have_url(visit.url + "journeys/?team=care&red=1")
    expect(shown(page, "journeys")).to_have_count(carrying(page, "journeys", team="care", red="1"))
    page.go_back()
    expect(page).to_have_url(visit.url + "journeys/?team=retail")
    expect(page.locator("select[name=team]")).to_have_value("retail")
    expect(shown(page, "journeys")).to_have_count(carrying(page, "journeys", team="retail"))
    page.go_forward()
    expect(shown(page, "journeys")).to_have_count(carrying(page, "journeys", team="care", red="1"))
    assert visit.stayed()


def test_back_and_forward_between_lists(visit: Visit) -> None:
    page = visit.open_published("journeys/?team=retail&red=1")
    page.locator(".md-tabs__link", has_text="Backlog").click()
    expect(page.locator("form[data-jb-filters=backlog][data-jb-ready]")).to_be_visible()
    page.go_back()
    expect(page.locator("form[data-jb-filters=journeys][data-jb-ready]")).to_be_visible()
    expect(page).to_have_url(visit.url + "journeys/?team=retail&red=1")
    expect(shown(page, "journeys")).to_have_count(carrying(page, "journeys", team="retail", red="1"))


def test_where_storage_is_forbidden_a_choice_holds_for_the_page(browser: Browser, site_url: str) -> None:
    visit = Visit(browser, site_url, forbidden=True)
    page = visit.open("journeys/")
    page.select_option("select[name=team]", "retail")
    expect(page).to_have_url(site_url + "journeys/?team=retail")
    expect(shown(page, "journeys")).to_have_count(carrying(page, "journeys", team="retail"))
    visit.close()


def test_a_record_is_not_filtered_by_its_own_kind(visit: Visit) -> None:
    page = visit.open("journeys/")
    page.select_option("select[name=team]", "marketing")
    page = visit.open("teams/retail/")
    expect(page.locator("select[name=team]")).to_have_count(0)
    expect(page.locator(".jb-kept:visible")).to_have_count(0)


@pytest.fixture(scope="module")
def odd_site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """Tags and ids that make addresses difficult."""
    site = SmallSite(tmp_path_factory.mktemp("odd"))
    site.write("mkdocs.yml", "site_name: Odd\ntheme: {name: material, font: false}\nplugins: [search, journeybook]\n")
    site.write(
        "docs/organization/teams.yml", "shop: {name: The shop, formerly: [store, counter]}\ntill: {name: Till}\n"
    )
    for number, tag in enumerate(TAGS):
        team = "shop" if number else "till"
        touchpoint = f"{{id: step, name: Step, feels: -1, owner: {team}, channel: web}}"
        site.write(
            f"docs/journeys/j-{number}.yml",
            f"title: Journey {number}\nowner: {team}\ntags: ['{tag}', shared]\n"
            f"stages:\n  - name: One\n    touchpoints:\n      - {touchpoint}\n",
        )
    return serve(site.built())


def test_every_tag_goes_through_the_address(odd_site: str, browser: Browser) -> None:
    visit = Visit(browser, odd_site)
    for number, tag in enumerate(TAGS):
        page = visit.open("journeys/")
        page.select_option("select[name=tag]", tag)
        address = page.url.removeprefix(odd_site)
        assert address == f"journeys/?tag={quote_plus(tag)}"
        other = Visit(browser, odd_site)
        expect(shown(other.open(address), "journeys").locator("h3")).to_have_text([f"Journey {number}"])
        expect(other.page.locator("select[name=tag]")).to_have_value(tag)
        other.close()
    page = visit.open("journeys/j-2/")
    page.click(".jb-chips a:has-text('#c++')")
    expect(shown(page, "journeys").locator("h3")).to_have_text(["Journey 2"])
    visit.close()


def test_an_earlier_id_still_finds_the_team(odd_site: str, browser: Browser) -> None:
    visit = Visit(browser, odd_site)
    page = visit.open("journeys/?team=counter")
    expect(page.locator("select[name=team]")).to_have_value("shop")
    expect(shown(page, "journeys")).to_have_count(len(TAGS) - 1)
    expect(page.locator(".jb-unknown")).to_be_hidden()
    visit.close()


def test_what_an_address_asks_for_and_nobody_knows_is_said(odd_site: str, browser: Browser) -> None:
    visit = Visit(browser, odd_site)
    page = visit.open("journeys/?channel=fax&team=till")
    expect(page.locator(".jb-unknown")).to_have_text("“fax” is not among the channels here.")
    expect(shown(page, "journeys")).to_have_count(1)
    page.select_option("select[name=team]", "")
    expect(page.locator(".jb-unknown")).to_be_hidden()
    expect(page).to_have_url(odd_site + "journeys/")
    page = visit.open("journeys/?checked=often")
    expect(page.locator(".jb-unknown")).to_have_text("“often” is not among the choices of Checked here.")
    page = visit.open("journeys/j-1/?lifecycle=buy")
    expect(page.locator(".jb-unknown").first).to_have_text("This page cannot be narrowed by phase.")
    visit.close()


def test_a_page_that_opens_with_choices_says_so_above_its_list(visit: Visit) -> None:
    page = visit.open("backlog/?team=retail&red=1")
    line = page.locator(".jb-chosen")
    expect(page.locator("a[data-jb-more]")).to_have_count(0)  # all rows are there
    left = shown(page, "backlog").count()
    expect(line).to_have_text(re.compile(rf"^Chosen: Retail, about red points only. Below: {left} of \d+ rows$"))
    assert line.bounding_box()["y"] < 400, "in the first screen"  # type: ignore[index]  # it is in sight
    line.get_by_role("link").click()
    expect(page.locator("form[data-jb-filters=backlog]")).to_be_in_viewport()
    expect(page).to_have_url(re.compile(r"\?team=retail&red=1#choices-backlog$"))
    page.click(".jb-filters button[type=reset]")
    expect(line).to_be_hidden()
    page.select_option("select[name=team]", "retail")
    page = visit.open(JOURNEY)
    expect(page.locator(".jb-chosen")).to_contain_text("Kept from before: Retail. Below: ")
    visit.open("journeys/?team=retail")
    expect(page.locator("form[data-jb-filters=journeys]")).to_be_in_viewport()
    expect(page.locator(".jb-chosen")).to_have_count(0)


def test_beside_a_chosen_team_stands_the_way_to_its_red_points(visit: Visit) -> None:
    page = visit.open("backlog/")
    way = page.locator("[data-jb-of=team]")
    expect(way).to_be_hidden()
    page.select_option("select[name=team]", "retail")
    expect(way).to_have_text("Red points of Retail")
    way.click()
    expect(page).to_have_url(re.compile(r"/teams/retail/(\?team=retail)?#red-points$"))
