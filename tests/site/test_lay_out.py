"""Rows beyond the screen wait with their layout: nobody who comes back to a place in a page may notice it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from book_visit import Visit
    from playwright.sync_api import Page

LAID_OUT = """![...document.querySelectorAll(".jb *")].some((e) => getComputedStyle(e).contentVisibility === "auto")"""
IN_SIGHT = """() => [...document.querySelectorAll(".tp h4")].findLast((h) => h.getBoundingClientRect().top < 600).id"""
PLACE = f"[scrollY, ({IN_SIGHT})()]"
JOURNEY = "journeys/buying/new-phone/"


def scroll(page: Page) -> list[float | str]:
    """Scroll down a page that is laid out; gives where one stands and the touchpoint in sight."""
    page.wait_for_function(LAID_OUT)
    page.evaluate("scrollTo(0, 4000)")
    page.wait_for_timeout(300)  # Material notes the place a tenth of a second later
    return list(page.evaluate(PLACE))


def test_rows_wait_at_first_and_are_laid_out_in_the_end(visit: Visit) -> None:
    page = visit.page
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.goto(visit.url + JOURNEY)
    far = page.locator(".tp").last
    expect(far).to_have_css("content-visibility", "auto")
    page.clock.run_for(20_000)
    page.wait_for_function(LAID_OUT)
    expect(far).to_have_css("content-visibility", "visible")


def test_an_address_that_names_a_place_is_right_at_once(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.url + JOURNEY)
    last = page.locator(".tp h4").last.get_attribute("id")
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.goto(f"{visit.url}words/")
    page.goto(f"{visit.url}{JOURNEY}#{last}")
    expect(page.locator(".tp").last).to_have_css("content-visibility", "visible")
    expect(page.locator(f"#{last}")).to_be_in_viewport()


def test_a_page_that_is_loaded_again_or_come_back_to_shows_the_same_place(visit: Visit) -> None:
    page = visit.open(JOURNEY)
    place = scroll(page)
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(PLACE) == place
    visit.open("words/")
    page.go_back()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(PLACE) == place


def test_instant_navigation_comes_back_to_the_same_place(visit: Visit) -> None:
    page = visit.open_published(JOURNEY)
    place = scroll(page)
    page.locator(".md-tabs").get_by_role("link", name="Words", exact=True).evaluate("(link) => link.click()")
    expect(page).to_have_url(f"{visit.url}words/")
    page.go_back()
    page.wait_for_selector(".tp")
    page.wait_for_function("scrollY > 0")
    assert page.evaluate(PLACE) == place
    assert visit.stayed()
