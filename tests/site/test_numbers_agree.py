"""The numbers on the pages of the Northline handbook are those of its data."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LEVELS = ("upset", "annoyed", "even", "pleased", "delighted")


class Book:
    """A built site: its data, and its pages as text between tags."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def data(self, name: str) -> Any:
        return json.loads((self.folder / "data" / f"{name}.json").read_text(encoding="utf-8"))

    def items(self, name: str) -> dict[str, Any]:
        return {item["id"]: item for item in self.data(name)[name]}

    def page(self, address: str) -> str:
        return (self.folder / address / "index.html").read_text(encoding="utf-8")

    def figures(self, address: str) -> dict[str, list[str]]:
        """The figures at the top of a page: what they are called → what they say."""
        block = re.search(r"<dl class=\"?jb-figures.*?</dl>", self.page(address), re.DOTALL)
        assert block is not None, address
        found = (
            re.findall(r"<d[td][^>]*>.*?(?=<d[td]|</div>|</dl>)", part, re.DOTALL)
            for part in block[0].split("<div")[1:]
        )
        return {words(lines[0]): [words(line) for line in lines[1:]] for lines in found}

    def table(self, address: str, name: str) -> dict[str, list[str]]:
        """A list of the page: the first address of each row → its cells."""
        html = self.page(address)
        block = re.search(rf'data-jb-list="?{name}"?[ >].*?</tbody>', html, re.DOTALL)
        assert block is not None, (address, name)
        rows = {}
        for row in re.findall(r"<tr[^>]* data-jb-row.*?(?=<tr|</tbody>)", block[0], re.DOTALL):
            href = re.search(r"href=\"?([^\" >]+)", row)
            assert href is not None
            cells = re.findall(r"<t[hd][ >].*?(?=<t[hd][ >]|</tr>|$)", row, re.DOTALL)
            rows[href[1].replace("../", "")] = [words(cell) for cell in cells]
        return rows


def words(html: str) -> str:
    """The text of a piece of HTML, without what only a hover tells."""
    return " ".join(unescape(re.sub(r"<svg.*?</svg>|<[^>]*>", " ", html, flags=re.DOTALL)).split())


def first_number(said: str) -> float:
    found = re.search(r"[−-]?[\d,]*\.?\d+", said)
    assert found is not None, said
    return float(found[0].replace("−", "-").replace(",", ""))


def assert_said(said: str, number: float | None, step: float) -> None:
    """A figure is said to the nearest `step`; one that cannot be known as such."""
    if number is None:
        assert re.search("–|unknown|not known", said), said
    else:
        assert abs(first_number(said) - number) <= step / 2 + 1e-4, (said, number)


@pytest.fixture(scope="module")
def book(built_site: Path) -> Book:
    return Book(built_site)


def test_the_overview_counts_what_the_data_hold(book: Book) -> None:
    present = [j for j in book.items("journeys").values() if j["future_of"] is None]
    lead = re.search(r"<p class=\"?jb-lead.*?</p>", book.page(""), re.DOTALL)
    assert lead is not None
    said = [int(number) for number in re.findall(r"(\d+) (?:journeys|touchpoints|teams)", words(lead[0]))]
    assert said == [len(present), sum(j["touchpoints"] for j in present), len(book.items("teams"))]
    for team in book.items("teams").values():
        assert f"{team['url']}" in book.page(""), "whoever is new finds their team here"


def test_every_team_counts_what_is_its_own(book: Book) -> None:
    listed = book.table("teams", "teams")
    for team in book.items("teams").values():
        touchpoints = [m for m in team["moments"] if not m.endswith("/after")]
        counts = [len(touchpoints), len(team["journeys"]), len(team["backlog"])]
        assert [int(cell) for cell in listed[team["url"]][2:]] == counts, team["id"]
        if team["moments"]:
            figures = book.figures(team["url"])
            reds = len(team["red"]) + len(team["caused_elsewhere"])
            said = {name: int(lines[0]) for name, lines in figures.items()}
            assert list(said.values()) == [*counts[:2], reds, counts[2], len(team["unseen"])], team["id"]


def test_every_channel_and_system_counts_what_meets_it(book: Book) -> None:
    channels = book.table("channels", "channels")
    for channel in book.items("channels").values():
        told = channels[channel["url"]]
        assert [int(told[1]), int(told[3])] == [len(channel["touchpoints"]), len(channel["red"])]
        assert [int(n) for n, _ in re.findall(r"(\d+) (\w+)", spread_of(book.page(channel["url"])))][:5] == [
            channel["spread"][level] for level in LEVELS
        ]
    systems = book.table("systems", "systems")
    for system in book.items("systems").values():
        told = systems[system["url"]]
        assert [int(told[2]), int(told[3])] == [len(system["touchpoints"]), len(system["moments_of_truth"])]
        assert_customers(told[4], system["customers_per_month"])
        assert told[4].startswith("at least") == bool(system["without_volume"] and system["customers_per_month"])


def spread_of(html: str) -> str:
    found = re.search(r"<h2 id=\"?feelings.*?</section>", html, re.DOTALL)
    assert found is not None
    return words(found[0])


def assert_customers(said: str, number: float | None) -> None:
    """Above ten thousand three digits are told."""
    step = 10 ** max(0, len(str(round(number))) - 3) if number is not None and number >= 10_000 else 1
    assert_said(said, number, step)


def test_every_persona_has_the_scores_of_the_data(book: Book) -> None:
    listed = book.table("personas", "personas")
    for persona in book.items("personas").values():
        told = listed[persona["url"]]
        assert_said(told[1], None if persona["share"] is None else persona["share"] * 100, 1)
        assert [int(told[2]), int(told[4])] == [len(persona["journeys"]), len(persona["red"])]
        rows = book.table(persona["url"], "journeys")
        assert list(rows) == [book.items("journeys")[j["journey"]]["url"] for j in persona["journeys"]]
        for cells, journey in zip(rows.values(), persona["journeys"], strict=True):
            assert_said(cells[1], journey["score"], 0.1)


def test_every_measure_says_its_newest_value(book: Book) -> None:
    listed = book.table("measures", "measures")
    for measure in book.items("measures").values():
        judged = [series["meets_target"] for series in measure["series"] if series["meets_target"] is not None]
        told = listed[measure["url"]]
        assert first_number(told[3]) == len({series["journey"] for series in measure["series"]})
        assert told[4] == (f"{sum(judged)} of {len(judged)}" if judged else "–")
        assert first_number(told[5]) == len(measure["proves"])


def test_failure_demand_and_handoffs_add_up(book: Book) -> None:
    failures = book.data("failure-demand")
    causes = [cause for cause in failures["causes"] if cause["touchpoint"]]
    cells = list(book.table("failure-demand", "causes").values())
    assert len(cells) == len(causes)
    for told, cause in zip(cells, causes, strict=True):
        assert_customers(told[1], cause["contacts_per_month"])
        assert told[1].startswith("at least") == (cause["at_least"] and cause["contacts_per_month"] is not None)
    said = re.search(r"([\d,]+) contacts a month", words(book.page("failure-demand")))
    assert said is not None
    assert_customers(said[1], failures["contacts_per_month"])
    flows = book.data("handoffs")["handoffs"]
    crossings = [handoff for flow in flows for handoff in flow["handoffs"]]
    sentence = re.search(r"(\d+) handoffs in (\d+) journeys, (\d+) of them where it hurts", words(book.page("teams")))
    assert sentence is not None
    hurting = sum(handoff["hurts"] for handoff in crossings)
    assert list(map(int, sentence.groups())) == [len(crossings), len({h["journey"] for h in crossings}), hurting]
    journeys = book.items("journeys").values()
    assert len(crossings) == sum(j["handoffs"] for j in journeys if j["future_of"] is None)


def test_the_phases_and_every_cell_of_the_heat_maps_are_the_datas(book: Book) -> None:
    lifecycle = book.data("lifecycle")
    html = book.page("lifecycle")
    phases = re.search(r"<table class=\"jb-table jb-phases.*?</table>", html, re.DOTALL)
    assert phases is not None
    rows = re.findall(r"<tr>(<th scope=\"?row.*?)(?=<tr|</tbody>)", phases[0], re.DOTALL)
    for row, phase in zip(rows, lifecycle["phases"], strict=True):
        cells = [words(cell) for cell in re.findall(r"<t[hd][ >].*?(?=<t[hd][ >]|$)", row, re.DOTALL)]
        spread = phase["spread"]
        moments = sum(spread[level] for level in (*LEVELS, "gaps"))
        assert [int(cells[1]), int(cells[2]), int(cells[5])] == [len(phase["journeys"]), moments, phase["red"]]
        assert_said(cells[3], spread["mean"], 0.1)
    for side in ("journeys", "channels", "personas"):
        heat = re.search(rf"data-jb-part=\"?{side}.*?</table>", html, re.DOTALL)
        assert heat is not None
        told = [words(cell) for cell in re.findall(r"<td.*?(?=<t[hdr]|</t|$)", heat[0], re.DOTALL)]
        ids = re.findall(rf"<th scope=\"?row\"?><a href=\"?\.\./{side}/([^\" >]+)/", heat[0])
        by_id = {row["id"]: row["cells"] for row in lifecycle[f"{side}_by_phase"]}
        assert sorted(ids) == sorted(by_id), "every row is drawn"
        for said, cell in zip(told, [cell for i in ids for cell in by_id[i]], strict=True):
            if cell and any(cell[level] for level in LEVELS):
                assert_said(said, cell["mean"], 0.1)
                assert int(said.rpartition(" ")[2]) == sum(cell[level] for level in LEVELS)
            else:
                assert said == ""
