from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from pages_samples import SMALL, count, render_small, write_content

from journeybook.pages import Rendered, Site, render

GOLDENS = Path(__file__).parent / "data"


@pytest.fixture
def rendered(tmp_path: Path) -> Rendered:
    return render_small(tmp_path, Site(edition="2026.4"))


def content(rendered: Rendered, path: str) -> str:
    return next(f.content for f in rendered.files if f.path == path)


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


def test_drafts_are_in_no_data(tmp_path: Path) -> None:
    draft = SMALL.replace("title: Buying bread", "title: Half written\nstatus: draft")
    insight = count(write_content(tmp_path, {"buying/bread": SMALL, "buying/cake": draft}), drafts=True)
    rendered = render(insight, Site(drafts=True))
    assert any("Half written" in p.html for p in rendered.pages)
    data = [f for f in rendered.files if f.path.startswith("data/")]
    assert not [f.path for f in data if "Half written" in f.content or "cake" in f.path]
