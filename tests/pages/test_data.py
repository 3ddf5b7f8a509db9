from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pages_samples import SMALL, count, render_small, write_content

from journeybook.pages import Rendered, Site, render

if TYPE_CHECKING:
    from journeybook.analysis import Insight

GOLDENS = Path(__file__).parent / "data"


@pytest.fixture
def rendered(tmp_path: Path) -> Rendered:
    return render_small(tmp_path, Site(edition="2026.4"))


def content(rendered: Rendered, path: str) -> str:
    return next(str(f.content) for f in rendered.files if f.path == path)


@pytest.mark.parametrize(
    "path",
    ["journeys.json", "journeys/buying/bread.json", "touchpoints.csv", "backlog.csv", "backlog.json"],
)
def test_data_is_as_it_was(rendered: Rendered, path: str, request: pytest.FixtureRequest) -> None:
    found = content(rendered, f"data/{path}")
    golden = GOLDENS / path.replace("/", "-")
    if request.config.getoption("--update-goldens"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_pages_and_data_say_the_same(rendered: Rendered) -> None:
    journey = json.loads(content(rendered, "data/journeys.json"))["journeys"][0]
    html = next(p.html for p in rendered.pages if p.address == "journeys/buying/bread")
    assert f"{journey['finish']:.0%}" in html
    assert f"<dd>{len(journey['red_points']) + len(journey['suspected'])}</dd>" in html


def test_a_cell_that_a_spreadsheet_would_run_is_set_in_a_quote(tmp_path: Path) -> None:
    for start in "=+-@":
        journey = SMALL.replace("name: Pays", f'name: "{start}SUM(A1)"')
        rendered = render(count(write_content(tmp_path / str(ord(start)), {"buying/bread": journey})), Site())
        rows = list(csv.DictReader(io.StringIO(content(rendered, "data/touchpoints.csv"))))
        assert [r["name"] for r in rows if r["id"] == "pays"] == [f"'{start}SUM(A1)"]
        assert [r["value"] for r in rows if r["id"] == "queues/after"] == ["-0.5"], "numbers stay numbers"


@pytest.mark.parametrize("start", ["\\t", " =", "\\r=", "\\r\\n@", "\\uFF1D"])
def test_nothing_before_it_hides_a_formula(tmp_path: Path, start: str) -> None:
    journey = SMALL.replace("name: Pays", f'name: "{start}SUM(A1)"')
    rendered = render(count(write_content(tmp_path, {"buying/bread": journey})), Site())
    rows = list(csv.DictReader(io.StringIO(content(rendered, "data/touchpoints.csv"))))
    assert len({len(row) for row in rows}) == 1, "and none ends a row"
    assert [r["name"][0] for r in rows if r["id"] == "pays"] == ["'"]


def test_drafts_are_in_no_data(tmp_path: Path) -> None:
    draft = SMALL.replace("title: Buying bread", "title: Half written\nstatus: draft")
    insight = count(write_content(tmp_path, {"buying/bread": SMALL, "buying/cake": draft}), drafts=True)
    rendered = render(insight, Site(drafts=True))
    assert any("Half written" in p.html for p in rendered.pages)
    data = [f for f in rendered.files if f.path.startswith("data/") and isinstance(f.content, str)]
    assert not [f.path for f in data if "Half written" in f.content or "cake" in f.path]


ORDER = """\
title: Ordering
personas: [regular, stranger]
stages:
  - name: All
    touchpoints:
      - {id: asks, name: Asks, feels: -1}
      - {id: buys, name: Buys bread, journey: buying/bread, feels: {stranger: -1}}
"""
TO_BE = """\
title: Ordering one day
future_of: buying/order
priority: value-effort
stages: [{name: All, touchpoints: [{name: Thinks, feels: 1}]}]
"""
SHARED = """\
greet:
  title: "=Greet(everyone)"
  fixes: [buying/bread#pays, buying/order#asks]
  removes: ["buying/order#asks/after"]
  lifts_to: 1
  impact: 0.25
  value: 5
"""


def make_data(insight: Insight) -> Rendered:
    return render(insight, Site())


def read_all(tmp_path: Path) -> Rendered:
    order = ORDER.replace("name: Asks, feels: -1}", "name: Asks, feels: -1, after: {feels: 0}}")
    journeys = {"buying/bread": SMALL, "buying/order": order, "buying/to-be": TO_BE}
    return make_data(count(write_content(tmp_path, journeys, {"improvements": SHARED})))


def test_an_improvement_of_the_organization_is_told_once(tmp_path: Path) -> None:
    rendered = read_all(tmp_path)
    found = json.loads(content(rendered, "data/backlog.json"))
    (item,) = (i for i in found["improvements"] if i["id"] == "greet")
    assert (item["journey"], item["journeys"], item["shared"]) == (None, ["buying/bread", "buying/order"], True)
    assert item["fixes"] == ["buying/bread#pays", "buying/order#asks"]
    assert item["removes"] == ["buying/order#asks/after"]
    # 0.5 × 90% × 1,000; the share that gets to the till
    assert (item["gain"], item["customers"], item["without_volume"]) == (450, 900, ["buying/order"])
    assert (item["impact"], item["value"], item["reach"], item["priority_across"]) == (0.25, 5, None, 75)
    assert item["url"] == "journeys/buying/bread/#improvement-greet"
    (part,) = json.loads(content(rendered, "data/journeys/buying/order.json"))["improvements"]
    assert (part["fixes"], part["removes"], part["shared"]) == (["asks"], ["asks/after"], True)
    (row,) = (r for r in csv.DictReader(io.StringIO(content(rendered, "data/backlog.csv"))) if r["id"] == "greet")
    assert (row["journey"], row["journeys"]) == ("", "buying/bread buying/order")
    assert (row["title"], row["shared"]) == ("'=Greet(everyone)", "true")


def test_what_is_not_published_is_in_no_sum(tmp_path: Path) -> None:
    bread = SMALL.replace("title: Buying bread", "title: Buying bread\nstatus: draft")
    content_folder = write_content(
        tmp_path, {"buying/bread": bread, "buying/order": ORDER}, {"improvements": SHARED.replace("/after", "")}
    )
    insight = count(content_folder, drafts=True)
    assert insight.backlog[0].customers is not None
    found = json.loads(content(make_data(insight), "data/backlog.json"))
    (item,) = found["improvements"]
    assert (item["journeys"], item["gain"], item["customers"]) == (["buying/order"], None, None)
    assert (item["fixes"], item["url"]) == (["buying/order#asks"], "journeys/buying/order/#improvement-greet")


def test_sub_journeys_futures_and_models(tmp_path: Path) -> None:
    rendered = read_all(tmp_path)
    journeys = {j["id"]: j for j in json.loads(content(rendered, "data/journeys.json"))["journeys"]}
    assert journeys["buying/bread"]["part_of"] == ["buying/order#buys"]
    assert (journeys["buying/to-be"]["future_of"], journeys["buying/to-be"]["priority_model"]) == (
        "buying/order",
        "value-effort",
    )
    moments = json.loads(content(rendered, "data/journeys/buying/order.json"))["stages"][0]["moments"]
    buys = next(m for m in moments if m["id"] == "buys")
    assert (buys["sub_journey"], buys["from_sub_journey"]) == ("buying/bread", ["regular"])
    assert buys["values"] == {"regular": journeys["buying/bread"]["scores"]["regular"], "stranger": -1}
    rows = {r["id"]: r for r in csv.DictReader(io.StringIO(content(rendered, "data/touchpoints.csv")))}
    assert (rows["buys"]["journey"], rows["buys"]["sub_journey"]) == ("buying/order", "buying/bread")
    assert rows["buys"]["from_sub_journey"] == "regular"
    assert json.loads(content(rendered, "data/backlog.json"))["priority_model"] == "lift"
