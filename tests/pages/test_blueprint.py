"""The blueprint of a journey, corrections, sub-journeys: what its page says of who does what, and where it leads."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from pages_samples import SMALL, count, page, write_content

from journeybook.pages import Site, render

if TYPE_CHECKING:
    from pathlib import Path

LANES = SMALL.replace(
    "        owner: till\n        feels: 0.5\n",
    """\
        owner: till
        feels: 0.5
        sees: [the *till*, a receipt]
        does: Holds out a note.
        frontstage:
          - {team: till, does: Takes the money <fast>}
        backstage:
          - {team: office, does: Counts it, system: safe}
        support:
          - {system: bank}
""",
)


def draw(folder: Path, journey: str = LANES) -> str:
    html = page(render(count(write_content(folder, {"buying/bread": journey})), Site()), "journeys/buying/bread")
    return html[html.index('<table class="jb-blueprint') : html.index("</table>", html.index("jb-blueprint"))]


def rows(blueprint: str) -> list[list[str]]:
    """The cells of each row as words."""
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr.*?</tr>", blueprint, re.DOTALL)
    ]


def test_lanes_stages_and_who_does_what(tmp_path: Path) -> None:
    head, *others = rows(draw(tmp_path))
    assert head == [
        "Customer", "Sees or holds", "line of interaction Frontstage", "line of visibility Backstage",
        "line of internal interaction Support",
    ]  # fmt: skip
    assert others == [
        ["On the way"],
        ["Smells the oven", "", "without us"],
        ["In the shop"],
        ["Queues then 5 min", "", "Counter", "", ""],
        ["Pays", "the till , a receipt", "Takes the money &lt;fast&gt; Till", "Counts it Office · Safe", "Bank"],
    ]


def test_every_row_has_a_cell_a_lane_and_a_stage_knows_how_many_it_has(tmp_path: Path) -> None:
    blueprint = draw(tmp_path)
    assert re.findall(r'<tbody style="--n:(\d+)">', blueprint) == ["1", "2"]
    assert '<tr class="w"><th>Queues' in blueprint
    assert '<td colspan="3">without us' in blueprint


def test_a_lane_that_nobody_filled_is_left_out(tmp_path: Path) -> None:
    plain = draw(tmp_path, SMALL)
    assert "Sees or holds" not in plain
    assert 'class="jb-blueprint"' in plain
    assert 'class="jb-blueprint sees"' in draw(tmp_path / "b")


def test_what_happens_without_us_can_still_have_work_behind_it(tmp_path: Path) -> None:
    behind = SMALL.replace("ours: false, feels: 2}", "ours: false, feels: 2, support: [{team: weather}]}")
    assert ["Smells the oven", "", "", "Weather"] in rows(draw(tmp_path, behind))


CORRECTIONS = {
    "https://tracker.example/new?title={journey}": (
        "https://tracker.example/new?title=50%25%20off%20%26%20%C3%BCber%20%23%201%3F",
        "https://tracker.example/new?title={journey}",
    ),
    "https://tracker.example/new?a={journey}&b={touchpoint}&c={edition}&d={url}": (
        "https://tracker.example/new?a=50%25%20off%20%26%20%C3%BCber%20%23%201%3F&b=&c=edition%202026.4&d=",
        "https://tracker.example/new?a={journey}&b={touchpoint}&c={edition}&d={url}",
    ),
    "book@northline.example": (
        "mailto:book@northline.example?subject=50%25%20off%20%26%20%C3%BCber%20%23%201%3F",
        "mailto:book@northline.example?subject={journey}%3A%20{touchpoint}&body={edition}%0A{url}%0A%0A",
    ),
    "mailto:book@northline.example?cc=a@b.example": (
        "mailto:book@northline.example?cc=a@b.example&subject=50%25%20off%20%26%20%C3%BCber%20%23%201%3F",
        "mailto:book@northline.example?cc=a@b.example&subject={journey}%3A%20{touchpoint}&body={edition}%0A{url}%0A%0A",
    ),
    "https://tracker.example/new": ("https://tracker.example/new", "https://tracker.example/new"),
}


@pytest.mark.parametrize("pattern", CORRECTIONS)
def test_where_a_mistake_is_reported(tmp_path: Path, pattern: str) -> None:
    journey = SMALL.replace("title: Buying bread", 'title: "50% off & über # 1?"')
    content = write_content(tmp_path, {"a": journey}, {"settings": f'corrections: "{pattern}"\n'})
    html = page(render(count(content), Site(edition="2026.4")), "journeys/a")
    link = re.search(r'<a href="([^"]*)">Something is wrong here</a>', html)
    carried = re.search(r'data-edition="([^"]*)" data-correct="([^"]*)"', html)
    assert link
    assert carried
    assert (unescape(link[1]), unescape(carried[2])) == CORRECTIONS[pattern]
    assert carried[1] == "edition 2026.4"


def test_without_a_place_for_corrections_nothing_is_offered(tmp_path: Path) -> None:
    html = page(render(count(write_content(tmp_path, {"a": SMALL})), Site()), "journeys/a")
    assert "Something is wrong" not in html
    assert 'data-edition="working copy of 21 November 2026"' in html


PARENT = """\
title: Breakfast
personas: [regular, stranger]
stages:
  - name: Before
    touchpoints:
      - {id: bread, name: Gets bread, journey: buying/bread}
      - {id: eats, name: Eats, feels: {regular: 1}, journey: buying/bread}
      - {id: secret, name: Thinks, journey: buying/cake}
"""
CAKE = "title: Cake\nstatus: draft\nstages: [{name: A, touchpoints: [{name: B, feels: 1}]}]\n"


def test_a_touchpoint_leads_to_the_journey_it_is_made_of_and_back(tmp_path: Path) -> None:
    journeys = {"buying/bread": SMALL, "breakfast": PARENT, "buying/cake": CAKE}
    rendered = render(count(write_content(tmp_path, journeys)), Site())
    parent, part = page(rendered, "journeys/breakfast"), page(rendered, "journeys/buying/bread")
    made = re.findall(r"<p class=saw>Made of (.*?)</p>", parent)
    assert len(made) == 2, "drafts that are not shown are not named"
    assert '<a href="../buying/bread/">Buying bread</a>' in made[0]
    assert ", feels like it: " in made[0]
    assert made[0].endswith("</i> Stranger")
    assert ", feels like it: " in made[1]
    assert "Gets bread” and “Eats” feel like the journeys that they are made of" in unescape(parent)
    assert "annoyed, as its journey" in parent or "even, as its journey" in parent
    above = part[part.index("A step of") :].partition("</dd>")[0]
    assert '<a href="../../breakfast/#touchpoint-bread">Gets bread (Breakfast)</a>' in above
    assert "#touchpoint-eats" in above
