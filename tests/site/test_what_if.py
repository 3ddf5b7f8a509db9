"""What if, in a real browser: the script comes to the figures of the build, and the page shows them."""

from __future__ import annotations

import datetime as dt
import json
import re
from itertools import combinations
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from random_improvements import PERSONAS, make_random_journey

import journeybook
from journeybook.analysis import analyse
from journeybook.analysis.expected import combine_improvements, expect_finish, expect_moment, expect_score
from journeybook.analysis.ground import lay_ground
from journeybook.model import OPEN_STATUSES, Handbook, Journey, Persona
from journeybook.pages.what_if import render_what_if

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route

ASSETS = Path(journeybook.__file__).parent / "assets"
ON = dt.date(2026, 11, 1)
JOURNEYS = 250
JOURNEY = "journeys/buying/new-phone/"


def list_subsets(improvements: list[str]) -> list[tuple[str, ...]]:
    return [subset for size in range(len(improvements) + 1) for subset in combinations(improvements, size)]


def make_case(random: Random) -> tuple[Any, dict[tuple[str, ...], dict[str, Any]]]:
    """The file that the script reads of a random journey, and what the build expects of every choice."""
    written = make_random_journey(random)
    shares = {p: random.choice([{}, {"share": "0%"}, {"share": f"{random.randint(1, 90)}%"}]) for p in PERSONAS}
    personas = {p: Persona.model_validate({"id": p, **share}) for p, share in shares.items()}
    journey = Journey.model_validate(written)
    handbook = Handbook(journeys={journey.id: journey}, personas=personas)
    files = render_what_if(analyse(handbook, on=ON).journeys[journey.id])
    open_ones = {i.id: i for i in journey.improvements if i.status in OPEN_STATUSES}
    if not open_ones:
        assert files == ()
        return None, {}
    ground = lay_ground(journey, handbook, ON, {})
    expected = {}
    for chosen in list_subsets(list(open_ones)):
        change = combine_improvements(open_ones[i] for i in chosen)
        expected[chosen] = {
            "score": expect_score(ground, change),
            "finish": expect_finish(ground, change),
            "moments": {moment.id: expect_moment(ground, change, moment.id) for moment in journey.moments},
        }
    return json.loads(str(files[0].content)), expected


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """A page with nothing but the script."""
    page = browser.new_page()
    page.set_content("<!doctype html><title>Nothing</title>")
    page.add_script_tag(path=ASSETS / "what_if_sums.js")
    yield page
    page.close()


def test_the_script_comes_to_the_figures_of_the_build(blank: Page) -> None:
    random = Random(4)  # noqa: S311 - the same journeys each time
    cases = [case for case in (make_case(random) for _ in range(JOURNEYS)) if case[0] is not None]
    assert sum(len(expected) for _, expected in cases) > 1000
    found = blank.evaluate(
        "(cases) => cases.map(([journey, choices]) => choices.map((chosen) => jbWhatIf.expect(journey, chosen)))",
        [[journey, [list(chosen) for chosen in expected]] for journey, expected in cases],
    )
    changed = 0
    for (journey, expected), answers in zip(cases, found, strict=True):
        for (chosen, figures), answer in zip(expected.items(), answers, strict=True):
            where = f"{chosen} of {json.dumps(journey)}"
            assert answer["score"] == pytest.approx(figures["score"], abs=1e-9), where
            assert answer["finish"] == pytest.approx(figures["finish"], abs=1e-9), where
            assert answer["moments"] == pytest.approx(figures["moments"], abs=1e-9), where
            changed += figures["score"] not in {None, journey["score"]} and figures["finish"] is not None
    assert changed > 100, "choices that change both figures"


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A reader's browser, 1440 px wide unless the test asks for a phone, in which errors fail the test."""
    phone = getattr(request, "param", "wide") == "phone"
    found = browser.new_context(
        viewport={"width": 390, "height": 844} if phone else {"width": 1440, "height": 900}, reduced_motion="reduce"
    )
    complaints: list[str] = []
    found.on("weberror", lambda error: complaints.append(str(error.error)))
    found.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield found
    found.close()
    assert complaints == []


def open_journey(context: BrowserContext, site_url: str, query: str = "") -> Page:
    page = context.new_page()
    page.goto(site_url + JOURNEY + query)
    page.wait_for_selector("figure.jb-chart--ready")
    page.wait_for_selector(".jb-what-if")
    return page


def read_data(site_url: str, page: Page) -> Any:
    return page.request.get(f"{site_url}data/{JOURNEY.removesuffix('/')}.json").json()


def numbers_of(path: Locator) -> list[float]:
    return [float(number) for number in re.findall(r"[\d.]+", path.get_attribute("d") or "")]


def say(number: float) -> str:
    return f"{number:+.2f}".replace("-", "−")


def tick(page: Page, improvement: str) -> None:
    page.locator(f"#improvement-{improvement} input[type=checkbox]").check()


def test_all_that_is_planned_gives_the_expected_curve(context: BrowserContext, site_url: str) -> None:
    page = open_journey(context, site_url)
    data = read_data(site_url, page)
    line = page.locator("path.expected")
    planned = numbers_of(line)
    assert len(planned) > 10
    page.get_by_role("button", name="All planned and doing").click()
    result = page.locator(".jb-what-if__result")
    expect(result).to_contain_text(f"{say(data['score'])} → {say(data['expected_score'])}")
    expect(line).to_be_visible()
    assert numbers_of(line) == pytest.approx(planned, abs=1), "the script draws the line as the build does"
    page.get_by_role("button", name="Reset").first.click()
    expect(line).to_be_hidden()
    expect(result).to_be_empty()
    expect(page).to_have_url(site_url + JOURNEY)


def test_a_choice_changes_figures_line_and_address_and_can_be_sent(context: BrowserContext, site_url: str) -> None:
    page = open_journey(context, site_url)
    data = read_data(site_url, page)
    open_ones = [i for i in data["improvements"] if i["status"] in OPEN_STATUSES and (i["lift"] or 0) > 0.01]
    first, second = open_ones[:2]
    tick(page, first["id"])
    told = page.locator(".jb-what-if__told")
    expect(told).to_contain_text(f"{say(data['score'])} → {say(data['score'] + first['lift'])}")
    alone = page.locator("path.expected").get_attribute("d")
    tick(page, second["id"])
    expect(told).to_contain_text("What if 2 improvements work")
    expect(page.locator(".jb-what-if__result")).to_contain_text("To share this choice, send the address")
    expect(page.locator("path.expected")).not_to_have_attribute("d", alone or "")
    expect(page).to_have_url(f"{site_url}{JOURNEY}?if={first['id']},{second['id']}")
    words = told.inner_text()

    page = open_journey(context, site_url, f"?if={second['id']},{first['id']},no-such-thing&team=retail")
    expect(page.locator(".jb-what-if__told")).to_have_text(words)
    expect(page.locator(".jb-what-if__tick input:checked")).to_have_count(2)
    expect(page.locator("path.expected")).to_be_visible()
    page.get_by_role("button", name="if what is planned works").click()
    expect(page.locator(".jb-what-if__tick input:checked"), "the plan takes the place of the choice").to_have_count(0)
    expect(page.locator("svg.jb-emotion")).to_have_class(re.compile("with-expected"))
    expect(page).not_to_have_url(re.compile(r"[?&]if="))
    tick(page, first["id"])
    expect(page.get_by_role("button", name="if what is planned works")).to_have_attribute("aria-pressed", "false")
    expect(page).to_have_url(re.compile(r"team=retail&if="))


def test_plotly_draws_the_choice(context: BrowserContext, site_url: str) -> None:
    page = open_journey(context, site_url)
    page.get_by_role("button", name="All planned and doing").click()
    expect(page.locator(".jb-what-if__told")).to_be_visible()
    page.hover(".jb-chart--ready .jb-chart__plot")
    page.wait_for_selector("#chart.jb-chart--live")
    lines = """() => document.querySelector("#chart .jb-chart__live").data
      .filter((trace) => trace.visible !== false && (trace.meta?.chosen || trace.meta?.expected))
      .map((trace) => [trace.x, trace.y])"""
    [[x, y]] = page.evaluate(lines)
    figure = page.request.get(site_url + JOURNEY + "chart.json").json()
    planned = next(trace for trace in figure["data"] if trace.get("meta", {}).get("expected"))
    assert x == planned["x"]
    assert y == pytest.approx(planned["y"], abs=1e-4)
    page.locator(".jb-what-if__told").get_by_role("button", name="Reset").click()
    page.wait_for_function(f"({lines})().length === 0")


def test_nothing_is_fetched_before_somebody_ticks(context: BrowserContext, site_url: str) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = open_journey(context, site_url)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "what-if" in url.rpartition("/")[2]]


@pytest.mark.parametrize("context", ["phone"], indirect=True)
def test_on_a_phone_the_result_stays_in_sight(context: BrowserContext, site_url: str) -> None:
    page = open_journey(context, site_url)
    ticks = page.locator(".jb-what-if__tick input")
    ticks.last.check()
    expect(page.locator(".jb-what-if__result")).to_be_in_viewport()
    found = Axe().run(page)
    assert [v["id"] for v in found.response["violations"]] == []
    across = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert across <= 0


def test_a_file_that_does_not_come_is_told(context: BrowserContext, site_url: str) -> None:
    page = open_journey(context, site_url)
    page.route("**/what-if.json", lambda route: route.fulfill(status=200, body="<html>"))
    page.locator(".jb-what-if__tick input").first.check()
    expect(page.locator(".jb-what-if__result")).to_contain_text("could not be loaded")
    page.unroute("**/what-if.json")
    page.get_by_role("button", name="Reset").first.click()
    page.locator(".jb-what-if__tick input").first.check()
    expect(page.locator(".jb-what-if__told")).to_be_visible()


def test_instant_navigation_keeps_what_if_working(context: BrowserContext, site_url: str) -> None:
    page = context.new_page()

    def move(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("https://handbook.northline.example/", site_url))

    page.route("**/sitemap.xml", move)
    page.goto(site_url + "backlog/")
    page.wait_for_load_state("networkidle")  # the sitemap has been read
    page.evaluate("window.jbStays = true")
    page.locator('a[href*="buying/new-phone/#improvement-one-price"]').first.click()
    tick(page, "one-price")
    expect(page.locator(".jb-what-if__told")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?if=one-price#improvement-one-price$"))
    page.go_back()
    expect(page.locator("#ranked")).to_be_visible()
    page.go_forward()
    expect(page.locator("#improvement-one-price input:checked")).to_have_count(1)
    expect(page.locator(".jb-what-if")).to_have_count(1)
    assert page.evaluate("window.jbStays"), "the page was loaded anew"
