"""The whole book as one workbook, read back from the bytes as any spreadsheet would."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from pages_samples import ON, SEEN, SMALL, count, write_content

from journeybook.pages import Site, render
from journeybook.pages.data import render_data
from journeybook.pages.workbook import CHARACTERS, render_workbook, write_workbook
from journeybook.pages.workbook_sheets import Column, Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from journeybook.analysis import Insight

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEETS = [
    "About", "Journeys", "Touchpoints", "Improvements", "Red points", "Handoffs", "Failure demand", "Teams",
    "Channels", "Systems", "Personas", "Measures", "Evidence", "Words",
]  # fmt: skip
ORGANIZATION = {
    "teams": "counter: {contact: counter@bread.example, says: We listen.}\ntill: {}\nquality: {}\n",
    "channels": "shop: {standards: [Is somebody greeted?, Is it warm?]}\n",
    "systems": "oven: {name: The oven, owner: counter}\n",
    "measures": "queue-time: {name: Time in the queue, unit: min, better: lower, target: 4}\n",
    "words": "crumb: What is *left*.\n",
}

WALK = """\
journey: buying/bread
method: walk
date: 2026-10-0{day}
by: quality
observations:
  queues: {{feels: 0, took: {took} s}}
"""

Rows = list[dict[str, Any]]


def read_sheets(content: bytes) -> dict[str, Rows]:
    """Every sheet by its name, each row by the heads; a cell that was written as text is text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [sheet.get("name") or "" for sheet in parse(archive, "xl/workbook.xml").iter(f"{SPACE}sheet")]
        return {name: read_rows(parse(archive, f"xl/worksheets/sheet{n}.xml")) for n, name in enumerate(names, 1)}


def parse(archive: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(archive.read(name))  # noqa: S314 - written by ourselves


def read_rows(sheet: ET.Element) -> Rows:
    rows = [
        {re.sub(r"\d", "", cell.get("r") or ""): read_cell(cell) for cell in row.iter(f"{SPACE}c")}
        for row in sheet.iter(f"{SPACE}row")
    ]
    return [{head: row[place] for place, head in rows[0].items() if place in row} for row in rows[1:]]


def read_cell(cell: ET.Element) -> Any:
    assert cell.find(f"{SPACE}f") is None, "no cell is a formula"
    if cell.get("t") == "inlineStr":
        return "".join(cell.itertext())
    value = cell.findtext(f"{SPACE}v") or ""
    return value == "1" if cell.get("t") == "b" else float(value)


def count_book(folder: Path, journey: str = SMALL, **organization: str) -> Insight:
    return count(write_content(folder, {"buying/bread": journey}, ORGANIZATION | organization, SEEN), drafts=True)


@pytest.fixture(scope="module")
def insight(tmp_path_factory: pytest.TempPathFactory) -> Insight:
    return count_book(tmp_path_factory.mktemp("workbook"))


@pytest.fixture(scope="module")
def content(insight: Insight) -> bytes:
    found = render_workbook(Site(edition="2026.4"), insight).content
    assert isinstance(found, bytes)
    return found


@pytest.fixture(scope="module")
def sheets(content: bytes) -> dict[str, Rows]:
    return read_sheets(content)


def test_a_sheet_a_kind(sheets: dict[str, Rows]) -> None:
    assert list(sheets) == SHEETS
    about = {row["what"]: row["says"] for row in sheets["About"]}
    assert (about["Edition"], about["Date"]) == ("2026.4", "2026-11-21")
    assert {f"Sheet “{name}”" for name in SHEETS[1:]} <= set(about)


def test_the_same_bytes_twice(insight: Insight, content: bytes) -> None:
    assert render_workbook(Site(edition="2026.4"), insight).content == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core) == ["2026-11-21T00:00:00Z"] * 2
        assert {item.date_time[:3] for item in archive.infolist()} <= {(1980, 1, 1), (1980, 1, 31)}


def test_times_are_those_of_the_data(tmp_path: Path) -> None:
    walks = ((1, 20), (2, 20), (3, 21))
    seen = {f"buying/bread/2026-10-0{day}-walk": WALK.format(day=day, took=took) for day, took in walks}
    journey = SMALL.replace("name: Pays", "name: Pays\n        took: {stranger: 1 min, regular: 3 min}")
    insight = count(write_content(tmp_path, {"buying/bread": journey}, ORGANIZATION, seen))
    files = {file.path: file.content for file in render_data(Site(), insight)}
    moments = [m for s in json.loads(files["data/journeys/buying/bread.json"])["stages"] for m in s["moments"]]
    told = {m["id"]: m["took_s"] for m in moments}
    assert (told["queues"], told["pays"]) == (20.3333, 120), "means, to four decimals; of visits, of personas"
    workbook = render_workbook(Site(), insight).content
    assert isinstance(workbook, bytes)
    rows = read_sheets(workbook)["Touchpoints"]
    assert {r["id"]: r.get("took_s", r.get("wait_s")) for r in rows} == told
    table = list(csv.DictReader(io.StringIO(str(files["data/touchpoints.csv"]))))
    assert {r["id"]: r["took_s"] or r["wait_s"] for r in table} == {i: str(s or "") for i, s in told.items()}


def test_the_numbers_are_those_of_the_data(insight: Insight, sheets: dict[str, Rows]) -> None:
    files = {file.path: file.content for file in render_data(Site(), insight)}
    journey = json.loads(files["data/journeys.json"])["journeys"][0]
    row = sheets["Journeys"][0]
    for key in ("touchpoints", "score", "remembered", "finish", "handoffs", "waiting_s", "seen", "volume_per_month"):
        assert row[key] == journey[key], key
    moments = [m for s in json.loads(files["data/journeys/buying/bread.json"])["stages"] for m in s["moments"]]
    assert [(r["id"], r.get("value"), r.get("lost"), r["n"]) for r in sheets["Touchpoints"]] == [
        (m["id"], m["value"], m["lost"], m["n"]) for m in moments
    ]
    improvement = json.loads(files["data/backlog.json"])["improvements"][0]
    assert [r["lift"] for r in sheets["Improvements"]] == [improvement["lift"]]


def test_one_row_for_each_thing_with_figures(sheets: dict[str, Rows]) -> None:
    assert [(r["id"], r["red"]) for r in sheets["Red points"]] == [("queues", "lost")]
    assert [(r["from_team"], r["to_team"], r["customers_per_month"]) for r in sheets["Handoffs"]] == [
        ("counter", "till", 900)
    ]
    assert [(r["id"], r["question"], r["met"], r["asked"]) for r in sheets["Channels"]] == [
        ("shop", "Is somebody greeted?", 1, 2),
        ("shop", "Is it warm?", 0, 0),
    ]
    assert [(r["id"], r["journey"]) for r in sheets["Personas"]] == [
        ("regular", "buying/bread"),
        ("stranger", "buying/bread"),
    ]
    assert [(r["measured"], r["target"]) for r in sheets["Measures"]] == [(6, 4), (5, 4)]
    assert [(r["id"], r["name"]) for r in sheets["Systems"]] == [("oven", "The oven")]
    assert ("crumb", "What is left.") in [(r["word"], r["meaning"]) for r in sheets["Words"]]


def test_what_is_unknown_or_empty_is_an_empty_cell(sheets: dict[str, Rows]) -> None:
    row = next(row for row in sheets["Touchpoints"] if row["id"] == "smells")
    assert {"owner", "channel", "lost", "red", "answered_by", "when_it_fails"}.isdisjoint(row)
    assert (row["ours"], row["n"]) == (False, 0)


def test_days_are_days_and_those_of_mystery_shops_are_months(sheets: dict[str, Rows]) -> None:
    dates = {row["method"]: row["date"] for row in sheets["Evidence"]}
    assert dates["mystery-shop"] == "2026-10"
    assert dt.date(1899, 12, 30) + dt.timedelta(days=dates["complaints"]) == dt.date(2026, 9, 15)
    assert {"id", "observations"}.isdisjoint(key for row in sheets["Evidence"] for key in row)


def test_nobody_ranks_teams_in_a_spreadsheet(sheets: dict[str, Rows]) -> None:
    assert [row["id"] for row in sheets["Teams"]] == ["counter", "till", "quality"]
    assert sheets["Teams"][0]["gives_to"] == "till (1, 0 hurt)"
    assert {"red", "mean", "score", "value"}.isdisjoint(key for row in sheets["Teams"] for key in row)


def test_heads_stay_in_sight_and_filter(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for number, name in enumerate(SHEETS, 1):
            sheet = parse(archive, f"xl/worksheets/sheet{number}.xml")
            pane = sheet.find(f".//{SPACE}pane")
            assert pane is not None, name
            assert (pane.get("state"), pane.get("ySplit")) == ("frozen", "1"), name
            assert sheet.find(f"{SPACE}autoFilter") is not None, name
        assert b"<hyperlink" not in archive.read("xl/worksheets/sheet2.xml")
        assert 'formatCode="0%"' in archive.read("xl/styles.xml").decode() or b'numFmtId="9"' in archive.read(
            "xl/styles.xml"
        )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "{=", "https://"])
def test_what_a_spreadsheet_would_run_is_text(tmp_path: Path, start: str) -> None:
    journey = SMALL.replace("name: Pays", f'name: "{start}SUM(A1)"')
    content = render_workbook(Site(), count_book(tmp_path, journey)).content
    assert isinstance(content, bytes)
    rows = read_sheets(content)["Touchpoints"]
    assert [r["name"] for r in rows if r["id"] == "pays"] == [f"{start}SUM(A1)"]


def make_sheet(*values: Any) -> Sheet:
    return Sheet("Long", "", (Column("cell", 10, "day"),), ({"cell": value} for value in values))


def test_more_rows_than_a_sheet_holds_go_on_in_the_next() -> None:
    found = read_sheets(write_workbook([make_sheet(*range(7))], ON, rows_of_a_sheet=4))
    assert {name: [row["cell"] for row in rows] for name, rows in found.items()} == {
        "Long": [0, 1, 2],
        "Long 2": [3, 4, 5],
        "Long 3": [6],
    }
    assert list(read_sheets(write_workbook([make_sheet(*range(3))], ON, rows_of_a_sheet=4))) == ["Long"]
    assert read_sheets(write_workbook([make_sheet()], ON)) == {"Long": []}


def test_text_that_is_too_long_or_strange_keeps_the_file_whole() -> None:
    strange = "a\x07b\n<&>  "
    values = ("x" * 40_000, strange, dt.date(1850, 1, 1), "😀" * 20_000, "_x0041_")
    (rows,) = read_sheets(write_workbook([make_sheet(*values)], ON)).values()
    assert len(rows[0]["cell"]) == CHARACTERS
    assert rows[0]["cell"].endswith("x…")
    assert rows[1]["cell"] == "a_x0007_b\n<&>  "  # as the format writes what XML cannot hold
    assert rows[2]["cell"] == "1850-01-01"
    assert rows[3]["cell"] == "😀" * (CHARACTERS // 2) + "…", "an emoji is two of Excel's characters"
    assert rows[4]["cell"] == "_x005F_x0041_", "what looks like such a character is none"


def test_drafts_are_in_no_sheet_and_the_workbook_can_be_left_out(tmp_path: Path) -> None:
    draft = SMALL.replace("title: Buying bread", "title: Half written\nstatus: draft")
    insight = count_book(tmp_path, draft)
    files = {file.path: file.content for file in render(insight, Site(drafts=True)).files}
    workbook = files["data/handbook.xlsx"]
    assert isinstance(workbook, bytes)
    assert read_sheets(workbook)["Journeys"] == []
    assert read_sheets(workbook)["Touchpoints"] == []
    left_out = render(insight, Site(drafts=True, workbook=False)).files
    assert "data/handbook.xlsx" not in {file.path for file in left_out}
