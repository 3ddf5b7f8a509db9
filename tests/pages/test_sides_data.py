"""The open data of every side: teams, channels, systems, personas, measures, lifecycle, handoffs, failure demand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from pages_samples import SEEN, SMALL, count, write_content

from journeybook.pages import Rendered, Site, render

if TYPE_CHECKING:
    from pathlib import Path

COMPLAIN = """\
title: Complaining about bread
personas: [stranger]
stages:
  - name: All
    touchpoints:
      - id: returns
        name: Comes back with it
        channel: shop
        owner: office
        feels: -1
        failure_demand: 80%
        caused_by: [buying/bread#pays]
        backstage: [{team: counter, system: till-roll}]
        measures: {queue-time: 9 min}
"""
ORGANIZATION = {
    "teams": "counter: {name: At the *counter*, contact: counter@bread.example}\ntill: {}\noffice: {}\nquality: {}\n",
    "channels": "shop: {name: Shop, standards: [Is somebody greeted?, Is it warm?]}\n",
    "systems": "till-roll: {name: Till, owner: till}\n",
    "personas": "regular: {share: 75%, based_on: 12 talks}\nstranger: {share: 25%}\n",
    "measures": "queue-time: {name: Time in the queue, unit: min, better: lower, target: 4}\n",
    "lifecycle": "[{id: buy, name: Buy}, {id: eat}]\n",
}
FILES = ("teams", "channels", "systems", "personas", "measures", "lifecycle", "handoffs", "failure-demand")


def render_sides(folder: Path, journeys: dict[str, str] | None = None, **organization: str) -> Rendered:
    found = {"buying/bread": SMALL, "office/complaint": COMPLAIN} | (journeys or {})
    return render(count(write_content(folder, found, ORGANIZATION | organization, SEEN), drafts=True), Site())


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    rendered = render_sides(tmp_path_factory.mktemp("sides"))
    return {name: read(rendered, name) for name in FILES}


def read(rendered: Rendered, name: str) -> Any:
    return json.loads(next(f.content for f in rendered.files if f.path == f"data/{name}.json"))


def item(data: dict[str, Any], kind: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in data[kind][kind] if item["id"] == name)
    return found


def test_every_file_says_which_edition_it_is_of(data: dict[str, Any]) -> None:
    assert {(d["format"], d["edition"], d["date"]) for d in data.values()} == {(1, None, "2026-11-21")}


def test_a_team_in_the_data(data: dict[str, Any]) -> None:
    counter = item(data, "teams", "counter")
    assert (counter["name"], counter["url"]) == ("At the counter", "teams/counter/")
    assert counter["contact"] == "counter@bread.example"
    assert counter["journeys"] == ["buying/bread"]
    assert counter["moments"] == ["buying/bread#queues", "buying/bread#queues/after"]
    assert counter["acts_at"] == ["office/complaint#returns"]
    assert counter["gives_to"] == [{"team": "till", "handoffs": 1, "hurting": 0}]
    office = item(data, "teams", "office")
    assert (office["red"], office["caused_elsewhere"]) == ([], ["office/complaint#returns"])
    assert office["unseen"] == ["office/complaint#returns"]
    assert item(data, "teams", "till")["causes"] == [
        {"touchpoint": "buying/bread#pays", "contacts_per_month": None, "at_least": True}
    ]


def test_no_team_has_a_mean(data: dict[str, Any]) -> None:
    assert not [key for team in data["teams"]["teams"] for key in team if key in {"mean", "score", "value", "spread"}]


def test_a_channel_in_the_data(data: dict[str, Any]) -> None:
    shop = item(data, "channels", "shop")
    assert shop["touchpoints"] == ["buying/bread#queues", "buying/bread#pays", "office/complaint#returns"]
    assert sum(n for level, n in shop["spread"].items() if level != "mean") == 3
    assert [(s["question"], s["met"], s["asked"]) for s in shop["standards"]] == [
        ("Is somebody greeted?", 1, 2),
        ("Is it warm?", 0, 0),
    ]


def test_a_system_a_persona_and_a_measure_in_the_data(data: dict[str, Any]) -> None:
    till = item(data, "systems", "till-roll")
    assert (till["owner"], till["customers_per_month"], till["teams"]) == ("till", None, ["counter", "office"])
    assert till["without_volume"] == ["office/complaint"]
    stranger = item(data, "personas", "stranger")
    assert (stranger["share"], stranger["based_on"]) == (0.25, None)
    assert [(j["journey"], j["share"]) for j in stranger["journeys"]] == [
        ("buying/bread", 0.25),
        ("office/complaint", 1),
    ]
    queue = item(data, "measures", "queue-time")
    assert (queue["unit"], queue["target"], [s["journey"] for s in queue["series"]]) == (
        "min", 4, ["buying/bread", "office/complaint"],
    )  # fmt: skip
    assert queue["series"][0]["points"] == [["2026-08-31", 6], ["2026-09-30", 5]]


def test_the_lifecycle_in_the_data(data: dict[str, Any]) -> None:
    phases = data["lifecycle"]["phases"]
    assert [(p["id"], p["name"], p["journeys"]) for p in phases] == [
        ("buy", "Buy", ["buying/bread"]),
        ("eat", "eat", []),
        (None, None, ["office/complaint"]),
    ]
    rows = data["lifecycle"]["journeys_by_phase"]
    assert [row["id"] for row in rows] == ["buying/bread", "office/complaint"]
    assert rows[1]["cells"][:2] == [None, None]
    assert rows[1]["cells"][2]["mean"] == -1


def test_what_lies_between_teams_in_the_data(data: dict[str, Any]) -> None:
    assert data["handoffs"]["handoffs"] == [{
        "from_team": "counter", "to_team": "till", "count": 1, "hurting": 0,
        "handoffs": [{
            "journey": "buying/bread", "from": "queues", "wait": "queues/after", "to": "pays", "value": -0.5,
            "hurts": False, "customers_per_month": 900,
        }],
    }]  # fmt: skip
    assert data["failure-demand"]["causes"] == [{
        "touchpoint": "buying/bread#pays", "owner": "till", "contacts_per_month": None, "at_least": True,
        "arrives": [
            {"touchpoint": "office/complaint#returns", "owner": "office", "share": 0.8, "contacts_per_month": None}
        ],
    }]  # fmt: skip


def test_drafts_are_in_no_side(tmp_path: Path) -> None:
    draft = COMPLAIN.replace("title:", "status: draft\ntitle:").replace("owner: office", "owner: nobody-yet")
    rendered = render_sides(tmp_path, {"office/complaint": draft}, teams="nobody-yet: {}\n" + ORGANIZATION["teams"])
    assert item({"teams": read(rendered, "teams")}, "teams", "nobody-yet")["moments"] == []
    for name in FILES:
        assert "office/complaint" not in json.dumps(read(rendered, name)), name


def test_a_team_named_like_a_page_is_an_item_like_any(tmp_path: Path) -> None:
    rendered = render_sides(tmp_path, teams=ORGANIZATION["teams"] + "backlog: {}\nteams: {}\n")
    teams = {"teams": read(rendered, "teams")}
    assert item(teams, "teams", "backlog")["url"] == "teams/backlog/"


def test_names_are_a_small_file_that_knows_former_ids(tmp_path: Path) -> None:
    teams = "counter: {name: At the *counter*, formerly: [front, desk]}\ntill: {}\noffice: {}\nquality: {}\n"
    names = read(render_sides(tmp_path, teams=teams), "names")
    counter = {"id": "counter", "name": "At the counter", "url": "teams/counter/", "formerly": ["front", "desk"]}
    assert names["teams"][0] == counter
    assert [team["id"] for team in names["teams"]] == ["counter", "till", "office", "quality"]
    assert {"channels", "systems", "personas", "measures"} < names.keys()
