"""The backlog: what ranks first and why, the chart's file, filters, and ten thousand improvements."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from pages_samples import ON, count, page, write_content

from journeybook.analysis import analyse
from journeybook.model import Handbook, Journey
from journeybook.pages import Rendered, Site, render
from journeybook.pages.backlog_page import CHART, render_backlog
from journeybook.pages.environment import make_environment
from journeybook.pages.view import Build

if TYPE_CHECKING:
    from pathlib import Path

BREAD = """\
title: Buying bread
lifecycle: buy
personas: [regular]
tags: [early morning]
volume: {customers: 1000, per: month}
stages:
  - name: In the shop
    touchpoints:
      - {id: queues, name: Queues, channel: shop, owner: counter, feels: -1.5, lost: 10%}
      - {id: pays, name: Pays, channel: till, owner: till, feels: 0.5}
improvements:
  - {id: second-till, title: Open a second till, because: Two are faster, fixes: [queues], lifts_to: 0.5,
     owner: counter, status: planned, due: 2026-10-01, effort: 2, confidence: 80%, impact: 2, value: 3}
  - {id: smile, title: Smile, fixes: [pays], lifts_to: 1, value: 5}
  - {id: sign, title: Put up a sign, fixes: [queues]}
"""
CAKE = """\
title: Ordering a cake
stages:
  - name: On the phone
    touchpoints:
      - {id: rings, name: Rings, channel: phone, owner: counter, feels: -1}
improvements:
  - {id: list, title: Keep a list, fixes: [rings], lifts_to: 1, effort: 1, confidence: 50%, value: 1}
"""
SHARED = """\
greet:
  title: Greet everybody
  fixes: [bread#queues, cake#rings]
  lifts_to: 0
  effort: 1
  confidence: 100%
  status: doing
"""


def render_two(folder: Path, settings: str = "", shared: str = "", **replaced: str) -> Rendered:
    organization = {"settings": settings} if settings else {}
    if shared:
        organization["improvements"] = shared
    files = {"bread": BREAD, "cake": CAKE} | replaced
    return render(count(write_content(folder, files, organization)), Site())


def text_of(html: str) -> str:
    """The words of a page on one line; tags are gone."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def row_of(html: str, anchor: str) -> str:
    found = re.search(rf'<tr id="{anchor}".*?</tr>', html, re.DOTALL)
    assert found is not None, anchor
    return found[0]


def file_of(rendered: Rendered, path: str) -> Any:
    return json.loads(next(str(f.content) for f in rendered.files if f.path == path))


def test_every_row_tells_how_its_priority_comes_about(tmp_path: Path) -> None:
    html = page(render_two(tmp_path), "backlog")
    # 2 feelings up for all of 1,000 customers; 80% sure; weeks of work.
    assert "800 2,000 × 80% ÷ 2" in text_of(row_of(html, "bread--second-till"))
    # Half a feeling for the 900 who stay; nobody said how sure, or how much work.
    smile = text_of(row_of(html, "bread--smile"))
    assert "75 450 × 50% ÷ 3" in smile
    assert "50% not said" in smile
    assert "3 not said" in smile
    sign = row_of(html, "bread--sign")
    assert "not ranked: write lifts_to or removes" in text_of(sign)
    assert '<td class="rank"></td>' in sign, "what nothing ranks has no place"
    assert '<td class="rank">2</td>' in row_of(html, "bread--smile")
    assert "Ranked by lift:" in html
    assert 'how-we-count/#priority"' in html


def test_what_has_no_volume_stands_apart_by_lift(tmp_path: Path) -> None:
    html = page(render_two(tmp_path), "backlog")
    apart = html.partition('id="volume-unknown"')[2]
    assert "1.0 +2.00 × 50% ÷ 1" in text_of(row_of(apart, "cake--list"))
    assert "cake--list" not in html.partition('id="volume-unknown"')[0].partition('id="ranked"')[2]


@pytest.mark.parametrize(
    ("model", "told", "first", "missing"),
    [
        ("rice", "Ranked by RICE:", "800 1,000 × 2 × 80% ÷ 2", "not ranked: write impact"),
        ("value-effort", "Ranked by value and effort:", "1.5 3 ÷ 2", "not ranked: write value"),
    ],
)
def test_other_models_explain_themselves(tmp_path: Path, model: str, told: str, first: str, missing: str) -> None:
    rendered = render_two(tmp_path, f"priority: {model}\n")
    html = page(rendered, "backlog")
    assert told in html
    assert first in text_of(row_of(html, "bread--second-till"))
    assert missing in text_of(row_of(html, "bread--sign"))
    assert ('id="volume-unknown"' in html) == (model == "rice")
    journey = page(rendered, "journeys/bread")
    assert "Ranked by" in journey
    assert {"rice": "100% × 2 × 80% ÷ 2", "value-effort": "3 ÷ 2"}[model] in journey


def test_a_journey_ranked_by_lift_says_nothing_about_models(tmp_path: Path) -> None:
    assert "Ranked by" not in page(render_two(tmp_path), "journeys/bread")


def test_a_lift_that_nobody_can_know_yet_is_said(tmp_path: Path) -> None:
    unfelt = BREAD.replace("feels: 0.5", "").replace("feels: -1.5, ", "")
    html = page(render_two(tmp_path, bread=unfelt), "backlog")
    assert "not ranked: nobody knows yet how it feels there" in text_of(row_of(html, "bread--smile"))


def test_the_one_improvement_of_the_organization_stands_on_top(tmp_path: Path) -> None:
    rendered = render_two(tmp_path)
    top = page(rendered, "backlog").partition('id="ranked"')[0]
    assert 'href="../journeys/bread/#improvement-second-till">Open a second till</a>' in top
    for told in ("Two are faster", "Counter", "planned", "overdue since 1 Oct 2026", "2,000 gain"):
        assert told in text_of(top), told


def test_without_a_gain_there_is_no_one_improvement(tmp_path: Path) -> None:
    html = page(render_two(tmp_path, bread=CAKE), "backlog")
    assert "If the organization does one thing" not in html
    assert 'cannot be ranked beside others: <a href="#volume-unknown">' in html
    nothing = CAKE.partition("improvements:")[0]
    assert "No improvement is open." in page(render_two(tmp_path / "none", bread=nothing, cake=nothing), "backlog")


def test_an_improvement_of_the_organization_is_one_row_with_its_journeys(tmp_path: Path) -> None:
    rendered = render_two(tmp_path, shared=SHARED)
    html = page(rendered, "backlog")
    row = row_of(html, "organization---greet")
    assert html.count("Greet everybody</a>") == row.count("Greet everybody</a>") == 1
    assert 'href="../journeys/bread/#improvement-greet">Buying bread</a>' in row
    assert 'href="../journeys/cake/#improvement-greet">Ordering a cake</a>' in row
    assert "at least: 1 journey without a volume" in text_of(row)
    assert 'data-channel="shop phone"' in row
    cake = page(rendered, "journeys/cake")
    assert "One of the organization</a>, also for" in cake
    assert 'href="../bread/#improvement-greet">Buying bread</a>' in cake


def test_rows_of_journeys_with_names_alike_have_anchors_of_their_own(tmp_path: Path) -> None:
    greeting = CAKE.replace("id: list", "id: greet")
    rendered = render_two(tmp_path, shared=SHARED, **{"a/b": CAKE, "a-b": CAKE, "organization": greeting})
    anchors = re.findall(r'<tr id="([^"]+)"', page(rendered, "backlog"))
    assert len(anchors) == len(set(anchors)) == 8


def test_an_improvement_of_many_journeys_names_a_few(tmp_path: Path) -> None:
    many = {f"cake-{n}": CAKE for n in range(8)}
    fixes = ", ".join(f"{journey}#rings" for journey in many)
    rendered = render_two(tmp_path, shared=SHARED.replace("bread#queues, cake#rings", fixes), **many)
    assert "and 5 more journeys" in text_of(row_of(page(rendered, "backlog"), "organization---greet"))
    assert "and 5 more." in text_of(page(rendered, "journeys/cake-3"))


def test_rows_carry_what_they_can_be_filtered_by(tmp_path: Path) -> None:
    html = page(render_two(tmp_path), "backlog")
    row = row_of(html, "bread--second-till")
    held = dict(re.findall(r' data-([a-z]+)="([^"]*)"', row.partition(">")[0]))
    assert held == {
        "team": "counter", "status": "planned", "lifecycle": "buy", "persona": "regular", "channel": "shop",
        "tag": "early morning", "red": "1", "overdue": "1",
    }  # fmt: skip
    assert "data-red" not in row_of(html, "bread--smile").partition(">")[0], "what it fixes is no red point"
    form = html[html.index("<form") : html.index("</form>")]
    assert re.findall(r'name="([a-z]+)"', form) == [
        "team", "status", "persona", "channel", "lifecycle", "tag", "overdue", "red",
    ]  # fmt: skip
    point = html.partition('id="unanswered"')[2].partition("data-jb-row")[2].partition(">")[0]
    assert 'data-channel="phone"' in point
    assert 'data-red="1"' in point


def test_a_row_keeps_its_tags_apart(tmp_path: Path) -> None:
    tagged = BREAD.replace("tags: [early morning]", "tags: [early morning, crowded]")
    html = page(render_two(tmp_path, bread=tagged), "backlog")
    for row in re.findall(r"<tr [^>]*data-lifecycle[^>]*>", html):
        assert ' data-tag="early morning&#10;crowded"' in row


def test_the_chart_leads_to_the_rows_and_names_what_it_cannot_draw(tmp_path: Path) -> None:
    rendered = render_two(tmp_path, shared=SHARED)
    html = page(rendered, "backlog")
    [trace] = [t for t in file_of(rendered, CHART)["data"] if "#bread--second-till" in t["customdata"]]
    place = trace["customdata"].index("#bread--second-till")
    assert (round(trace["x"][place]), trace["y"][place]) == (2, 1)
    assert 'xlink:href="#bread--second-till"' in html
    figure = html[html.index('id="effort-lift"') : html.index("<form")]
    without_effort, without_lift = text_of(figure).split("Not drawn, ")[1:]
    assert "without an effort: Smile" in without_effort
    assert "without a lift: Put up a sign" in without_lift
    drawn = [address for t in file_of(rendered, CHART)["data"] for address in t["customdata"]]
    assert sorted(drawn) == ["#bread--second-till", "#cake--list", "#organization---greet"]
    assert 'data-jb-figure="effort-lift.json"' in html


def test_without_any_effort_there_is_no_chart(tmp_path: Path) -> None:
    plain = re.sub(r"effort: \d,? ?", "", BREAD)
    rendered = render_two(tmp_path, bread=plain, cake=re.sub(r"effort: \d, ", "", CAKE))
    assert 'id="effort-lift"' not in page(rendered, "backlog")
    assert CHART not in {f.path for f in rendered.files}


def make_many(journeys: int, each: int) -> Handbook:
    """A handbook made in code: improvements of all kinds, in journeys with a volume and without."""
    found = {}
    for n in range(journeys):
        touchpoints = [{"id": f"t{m}", "name": f"Step {m}", "feels": str(-2 + m % 4)} for m in range(4)]
        improvements = [
            {
                "id": f"i{m}", "title": f"Improvement {m} of journey {n}, with a title as long as they are",
                "fixes": [f"t{m % 4}"], "lifts_to": str(m % 3), "effort": str(1 + m % 5), "owner": f"team-{m % 7}",
                "status": ("idea", "planned", "doing", "done")[m % 4], "link": "https://tracker.example/NB-12",
            }
            for m in range(each)
        ]  # fmt: skip
        fields: dict[str, Any] = {"volume": {"customers": str(100 + n)}} if n % 5 else {}
        name = f"area/j{n}"
        found[name] = Journey.model_validate({
            "id": name, "title": f"Journey {n}", "stages": [{"name": "One", "touchpoints": touchpoints}],
            "improvements": improvements, **fields,
        })  # fmt: skip
    return Handbook(journeys=found)


def test_ten_thousand_improvements_go_over_pages(tmp_path: Path) -> None:
    insight = analyse(make_many(100, 100), on=ON)
    (found,), (chart, *further) = render_backlog(Build(make_environment(tmp_path), Site(), insight))
    texts = [found.html, *(str(file.content) for file in further)]
    rows = [re.findall(r'<tr id="([^"]+)"', text) for text in texts]
    assert sum(map(len, rows)) == len({row for each in rows for row in each}) == 10_000
    assert {file.path for file in further} > {"backlog/ranked_2.html", "backlog/volume-unknown_2.html"}
    assert all('<table data-jb-list="backlog">' in text for text in texts[1:]), "for the page's own list"
    assert len(found.html.encode()) < 100_000, "the theme's frame comes on top"
    assert max(len(text.encode()) for text in texts[1:]) < 120_000
    assert len(texts) < 10_000 / 60 + 10
    assert "The 60 that rank first of 7,500." in found.html
    assert len(chart.content) < 60_000
    addresses = {address for trace in json.loads(str(chart.content))["data"] for address in trace["customdata"]}
    here = {f"#{row}" for row in rows[0]}
    assert len(addresses & here) == 20, "what ranks first"
    assert all(re.fullmatch(r"\.\./journeys/area/j\d+/#improvement-i\d+", address) for address in addresses - here)


def test_an_improvement_that_lifts_nothing_says_so(tmp_path: Path) -> None:
    """Queues feels like -1.5, pays like 0.5: to lift both to 0 lifts one, to lift the second to 0 lifts nothing."""
    low = BREAD.replace("fixes: [pays], lifts_to: 1,", "fixes: [pays], lifts_to: 0,")
    both = low.replace("fixes: [pays]", "fixes: [pays, queues]")
    for bread, says in ((low, True), (both, False), (BREAD, False)):
        rendered = render_two(tmp_path / f"{len(bread)}", bread=bread)
        for found in (row_of(page(rendered, "backlog"), "bread--smile"), page(rendered, "journeys/bread")):
            assert ("lifts nothing" in found) == says
    gap = low.replace("owner: till, feels: 0.5", "owner: till")
    assert "lifts nothing" not in page(render_two(tmp_path / "gap", bread=gap), "backlog"), "nobody knows"


def test_a_journey_says_what_stands_in_where_nobody_said(tmp_path: Path) -> None:
    rendered = render_two(tmp_path)
    assert "Where nobody said, 50% sure and effort 3 stand in." in page(rendered, "journeys/bread")
    assert "stand in" not in page(rendered, "journeys/cake")
    for model, said in (("rice", "50% sure and effort 3 stand in"), ("value-effort", "effort 3 stands in")):
        other = page(render_two(tmp_path / model, f"priority: {model}"), "journeys/bread")
        assert said in other
        assert re.search(r'id="improvement-sign"[^>]*>\s*<td></td>', other), "not ranked, so without a place"
