"""Parts of the book in other pages: they say what the book says, and their addresses and ids are their own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pages_samples import count, write_content

from journeybook.figures.style import LEVELS
from journeybook.model import BacklogFilters, Embed, FigureName, RedPointFilters
from journeybook.model.embeds import BOOK_FIGURES, JOURNEY_FIGURES
from journeybook.pages import Site
from journeybook.pages.descriptions import describe_journey
from journeybook.pages.embed_figures import say_of_book, say_of_journey
from journeybook.pages.embeds import Embedder
from journeybook.pages.formats import say_count, say_duration, say_share, say_signed

if TYPE_CHECKING:
    from journeybook.analysis import Insight

NORTHLINE = Path(__file__).parent.parent.parent / "content"
CALLING = "help/calling-support"


@pytest.fixture(scope="module")
def insight() -> Insight:
    return count(NORTHLINE)


@pytest.fixture(scope="module")
def embedder(insight: Insight) -> Embedder:
    return Embedder(insight, Site(plotly="assets/plotly.js"))


def say(name: str, found: Any) -> str:
    """A figure of the data as pages say it."""
    if isinstance(found, list):
        return say_count(len(found))
    if name.endswith("_s"):
        return say_duration(found)
    if name in {"finish", "seen", "consistency"}:
        return say_share(found)
    return say_signed(found) if name in {"score", "remembered", "expected_score"} else say_count(found)


def test_figures_of_journeys_are_those_of_the_data(insight: Insight) -> None:
    for journey in insight.journeys.values():
        data = describe_journey(Site(), journey) | {"expected_score": journey.expected_score}
        for name in JOURNEY_FIGURES:
            assert say_of_journey(name, journey).number == say(name, data[name]), (journey.journey.id, name)


def test_figures_of_the_book_are_sums_of_the_data_over_journeys_as_they_are(insight: Insight) -> None:
    data = [describe_journey(Site(), journey) for journey in insight.present]
    assert len(data) < len(insight.journeys), "Northline has a journey that is to be"
    for name in BOOK_FIGURES:
        number = say_of_book(name, insight).number
        if name == "journeys":
            assert number == say_count(len(data))
        elif name == "improvements":
            assert number == say_count(len(insight.backlog) + len(insight.volume_unknown))
        elif name == "failure_demand":
            known = [f.per_month for f in insight.sides.failure_demand if f.per_month is not None]
            assert number == say_count(sum(known))
        else:
            counts = (len(one[name]) if isinstance(one[name], list) else one[name] for one in data)
            assert number == say_count(sum(counts)), name


def test_every_formula_has_a_place_on_the_page_that_explains(insight: Insight) -> None:
    template = (NORTHLINE.parent / "plugins/journeybook/pages/templates/how-we-count.html.j2").read_text("utf-8")
    explained = set(re.findall(r'call figure\("([a-z-]+)"', template))
    journey = insight.journeys[CALLING]
    named = {say_of_journey(name, journey).formula for name in JOURNEY_FIGURES}
    assert named | {say_of_book(name, insight).formula for name in BOOK_FIGURES} <= explained


def titles(html: str) -> list[str]:
    return re.findall(r'<a class="title" href="[^"]+">([^<]+)', html)


def test_the_backlog_keeps_its_order_and_passes_what_fits_every_filter(insight: Insight, embedder: Embedder) -> None:
    html = embedder.render(
        Embed(backlog=BacklogFilters(team=("care", "billing"), status=("doing",), limit="2")), "a", 1
    )
    open_ones = (*insight.backlog, *insight.volume_unknown)
    wanted = [
        i.improvement.title
        for i in open_ones
        if i.improvement.owner in {"care", "billing"} and i.improvement.status == "doing"
    ]
    assert len(wanted) > 2
    assert [title.replace("&#39;", "'").replace("&#34;", '"') for title in titles(html)] == wanted[:2]
    assert f"The first 2 of {len(wanted)} improvements." in html
    assert 'href="../backlog/?status=doing"' in html, "two teams are more than the address of the backlog can say"
    assert "See the whole backlog" in html
    assert '<td class="rank">1</td>' in html


def test_filters_go_into_the_address(embedder: Embedder) -> None:
    html = embedder.render(Embed(backlog=BacklogFilters(team=("retail",), tag=("checkout",))), "plans/2027/calls", 1)
    assert 'href="../../../backlog/?team=retail&amp;tag=checkout">See them in the backlog' in html


def test_done_improvements_show_when_they_are_asked_for(insight: Insight, embedder: Embedder) -> None:
    html = embedder.render(Embed(backlog=BacklogFilters(status=("done",), limit="100")), "a", 1)
    assert len(titles(html)) == sum(item.improvement.status == "done" for item in insight.closed) > 0


def test_red_points_are_those_of_the_journeys_lowest_first(insight: Insight, embedder: Embedder) -> None:
    filters = RedPointFilters(journey=(CALLING,), status=("unanswered", "still-red"), limit="100")
    html = embedder.render(Embed.model_validate({"red-points": filters}), "a", 1)
    journey = insight.journeys[CALLING]
    left = [*journey.with_answer("unanswered"), *journey.with_answer("still-red")]
    assert len(titles(html)) == len(left) > 0
    every = embedder.render(Embed.model_validate({"red-points": RedPointFilters(limit="1")}), "a", 1)
    lowest = min(m.value for j in insight.present for m in j.red_points if m.value is not None)
    assert say_signed(lowest) in every
    assert f"of {sum(len(j.red_points) for j in insight.present)} red points" in every


def test_nothing_that_fits_is_said(embedder: Embedder) -> None:
    html = embedder.render(Embed(backlog=BacklogFilters(team=("nobody-of-this-name",))), "a", 1)
    assert "No improvement is like that." in html
    assert "<table" not in html


def test_the_same_chart_twice_has_ids_of_its_own(embedder: Embedder) -> None:
    charts = [embedder.render(Embed(chart=CALLING), "plans/calls", number) for number in (1, 2)]
    ids = [found for chart in charts for found in re.findall(r' id="([^"]+)"', chart)]
    assert len(ids) == len(set(ids)) > 8
    for chart in charts:
        own = set(re.findall(r' id="([^"]+)"', chart))
        assert set(re.findall(r'href="#([^"]+)"', chart)) <= own
        assert set(re.findall(r'aria-controls="([^"]+)"', chart)) <= own


@pytest.mark.parametrize(("directory_urls", "root", "end"), [(True, "../../", "/"), (False, "../", ".html")])
def test_points_lead_to_rows_of_the_journeys_page(
    insight: Insight,
    directory_urls: bool,  # noqa: FBT001 - a parameter of the test
    root: str,
    end: str,
) -> None:
    chart = Embedder(insight, Site(directory_urls=directory_urls)).render(Embed(chart=CALLING), "plans/calls", 1)
    page = f"{root}journeys/{CALLING}{end}"
    assert f'xlink:href="{page}#touchpoint-menu"' in chart
    assert f'data-jb-rows="{page}"' in chart
    assert f'data-jb-figure="{root}journeys/{CALLING}/chart.json"' in chart
    assert '"#touchpoint-' not in chart


def test_personas_that_are_not_asked_for_are_switched_off(insight: Insight, embedder: Embedder) -> None:
    first, second = insight.journeys[CALLING].personas
    chart = embedder.render(Embed(chart=CALLING, personas=(second,), expected="yes"), "a", 1)
    for tag in re.findall(r'<[^<>]* data-p="[^<>]*>', chart):
        assert ('"off' in tag) == ('data-p="1"' in tag), tag
    assert f'data-jb-persona="{first}" aria-pressed="false"' in chart
    assert f'data-jb-persona="{second}" aria-pressed="true"' in chart
    assert 'data-jb-expected aria-pressed="true"' in chart
    assert 'class="jb-emotion with-expected"' in chart


HIDDEN = """\
title: Buying bread
personas: [regular, stranger]
stages:
  - name: In the shop
    touchpoints:
      - {id: enters, name: Enters, feels: {regular: 1, stranger: 2}, moment_of_truth: true}
      - {id: pays, name: Pays, feels: {regular: 1, stranger: -2}}
      - {id: leaves, name: Leaves, feels: {stranger: 1}, moment_of_truth: true}
improvements: [{id: till, title: A till, fixes: [pays], lifts_to: 2, status: planned}]
"""


def test_nothing_of_hidden_personas_shows(tmp_path: Path) -> None:
    embedder = Embedder(count(write_content(tmp_path, {"bread": HIDDEN})), Site())
    whole, part = (
        embedder.render(Embed(chart="bread", personas=personas, expected="yes"), "a", 1)
        for personas in ((), ("regular",))
    )
    assert "Regular: it is pleased from beginning to end." in part
    assert "tranger" not in re.findall(r"<figcaption>(.*?)</figcaption>", part)[0]
    stars = [re.findall(r'<use [^>]*-star"[^>]*y="(-?[\d.]+)" class="([^"]+)"', html) for html in (whole, part)]
    assert [look for _, look in stars[0]] == ["star", "star"]
    assert [look for _, look in stars[1]] == ["star", "off star"]
    assert float(stars[1][0][0]) > float(stars[0][0][0]), "it stands above the mark that is shown, which is lower"
    keys = [re.findall(r'<span class="k-([a-z]+)">', html) for html in (whole, part)]
    assert keys == [["seen", "assumed", "truth", "suspected", "expected"], ["seen", "assumed", "truth", "expected"]]
    assert "is-suspected" in whole
    assert "is-suspected" not in part
    assert part.count("if what is planned works, mean of all") == 2
    assert "mean of all" not in whole


def test_a_card_says_what_to_do_who_saw_it_and_what_became_of_it(insight: Insight, embedder: Embedder) -> None:
    card = embedder.render(Embed(touchpoint=f"{CALLING}#menu"), "a", 1)
    moment = next(m for m in insight.journeys[CALLING].moments if m.id == "menu")
    assert f'href="../journeys/{CALLING}/#touchpoint-menu"' in card
    assert "You have a person now" in card
    assert f'<a href="../journeys/{CALLING}/what_was_seen/#seen-menu">Seen by ' in card
    assert all(f"#improvement-{answer}" in card for answer in moment.answered_by)
    assert "<i class=red></i>" in card or "<i class=suspected></i>" in card


def test_a_wait_has_a_card_too(insight: Insight, embedder: Embedder) -> None:
    journey, wait = next((j, m) for j in insight.present for m in j.moments if m.moment.kind == "wait")
    card = embedder.render(Embed(touchpoint=f"{journey.journey.id}#{wait.id}", title="A & B"), "a", 1)
    assert f"#{wait.moment.anchor}" in card
    assert "A &amp; B" in card
    assert "When it fails" not in card


def test_a_title_takes_the_place_of_the_name_and_is_escaped(embedder: Embedder) -> None:
    for embed in (Embed(chart=CALLING, title="<b>x"), Embed(figure=FigureName(name="journeys"), title="<b>x")):
        html = embedder.render(embed, "", 1)
        assert "&lt;b&gt;x" in html
        assert "<b>x" not in html


def test_the_words_of_the_levels_stand_for_the_drawing(embedder: Embedder) -> None:
    chart = embedder.render(Embed(chart=CALLING), "a", 1)
    table = chart[chart.index("<table") :]
    assert any(f" {word}</td>" in table for word in LEVELS.values())


def test_what_has_errors_is_named_in_its_place(embedder: Embedder) -> None:
    html = embedder.render(Embed(curve=("help/lost-phone", "help/<broken>")), "a", 1)
    assert "Not shown until its errors are mended: help/&lt;broken&gt;" in html
