"""The pages of the lifecycle and of failure demand, and the handoffs between teams: what they tell, and how heavy."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pages_samples import count, page, write_content

from journeybook.pages import Rendered, Site, render
from journeybook.pages.environment import make_environment
from journeybook.pages.failure_page import render_failure_demand
from journeybook.pages.lifecycle_page import render_lifecycle
from journeybook.pages.record_lists import render_list
from journeybook.pages.view import Build

if TYPE_CHECKING:
    from pathlib import Path

PHASES = "- {id: buy, name: Buy, summary: Until it is theirs}\n- {id: use, name: Use}\n- {id: leave, name: Leave}\n"
TEAMS = (
    "shop: {name: The <shop>, contact: shop@bakery.example}\n"
    "post: {name: Post, contact: post@bakery.example}\ncare: {name: Care}\n"
)
CHANNELS = "web: {name: Web}\nphone: {name: Phone}\n"
BUYING = """\
title: Buying <bread>
lifecycle: buy
personas: [regular]
volume: {customers: 1000, per: month}
stages:
  - name: One
    touchpoints:
      - {id: orders, name: Orders, channel: web, owner: shop, feels: 1}
      - {id: delivered, name: Is delivered, owner: post, feels: -1.5, after: {wait: 1 day, feels: -2}}
      - id: asks
        name: Asks where it is
        channel: phone
        owner: care
        feels: -1
        failure_demand: 40%
        caused_by: delivered
improvements:
  - {id: say-when, title: Say when, fixes: [delivered], lifts_to: 1, status: planned}
  - {id: drop-it, title: Never mind, fixes: [delivered], lifts_to: 0, status: dropped}
"""
USING = """\
title: Eating it
lifecycle: use
stages:
  - name: One
    touchpoints:
      - {id: eats, name: Eats, owner: shop, feels: 2}
      - {id: rings, name: Rings, channel: phone, owner: care, failure_demand: true, caused_by: buying/bread#orders}
      - {id: rings-again, name: Rings again, channel: phone, owner: care, failure_demand: 10%}
"""
TO_BE = """\
title: Buying it one day
lifecycle: leave
future_of: buying/bread
stages: [{name: One, touchpoints: [{name: Goes, feels: -2}]}]
"""
DRAFT = {"a/b": "title: Not yet\nstatus: draft\nstages: [{name: One, touchpoints: [{name: Goes}]}]\n"}
BAKERY = {"buying/bread": BUYING, "using/bread": USING, "future/bread": TO_BE}


def render_bakery(folder: Path, site: Site | None = None, **organization: str) -> Rendered:
    records = {"lifecycle": PHASES, "teams": TEAMS, "channels": CHANNELS, **organization}
    return render(count(write_content(folder, BAKERY, records)), site or Site())


def data_of(rendered: Rendered, path: str) -> Any:
    return json.loads(next(file.content for file in rendered.files if file.path == path))


def test_the_lifecycle_tells_each_phase_with_its_journeys_and_names_blind_spots(tmp_path: Path) -> None:
    html = page(render_bakery(tmp_path), "lifecycle")
    assert "2 journeys as they are; 1 journey that is to be is not among them" in html
    parts = re.split(r'<h3 id="', html)[1:]
    assert [part.partition('"')[0] for part in parts] == ["phase-buy", "phase-use", "phase-leave"]
    buy, use, leave = parts
    assert "Until it is theirs" in buy
    assert '<a href="../journeys/buying/bread/">Buying &lt;bread&gt;</a>' in buy
    assert 'href="../journeys/buying/bread/#touchpoint-delivered-after"' in buy
    assert '<a href="../journeys/using/bread/">Eating it</a>' in use
    assert "a blind spot" in leave.partition("</section>")[0]
    assert "one day" not in html


def test_the_table_of_phases_says_what_the_data_says(tmp_path: Path) -> None:
    rendered = render_bakery(tmp_path)
    html = page(rendered, "lifecycle")
    rows = re.findall(r'<tr><th scope="row"><a class="title" href="#phase-(\w+)">.*?</tr>', html)
    assert rows == ["buy", "use", "leave"]
    for phase in data_of(rendered, "data/lifecycle.json")["phases"][:2]:
        row = re.search(rf'href="#phase-{phase["id"]}">.*?</tr>', html)
        assert row is not None
        figures = re.findall(r'<td class="num">(\d+)</td>', row[0])
        moments = sum(phase["spread"][level] for level in ("upset", "annoyed", "even", "pleased", "delighted", "gaps"))
        assert figures == [str(len(phase["journeys"])), str(moments), str(phase["red"])]


def test_a_cell_of_a_heat_map_leads_to_what_it_counts(tmp_path: Path) -> None:
    rendered = render_bakery(tmp_path)
    html = page(rendered, "lifecycle")
    channels = html.partition('id="channels-by-phase"')[2]
    assert 'href="../journeys/?channel=phone&amp;lifecycle=buy">−1.0 <small>· 1</small>' in channels
    journeys = html.partition('id="journeys-by-phase"')[2].partition('id="channels-by-phase"')[0]
    assert 'class="z"><a href="../journeys/buying/bread/">' not in journeys
    assert '<a href="../journeys/buying/bread/">−0.9 <small>· 4</small>' in journeys
    assert "2 upset, 1 annoyed, 1 pleased" in journeys
    figures = data_of(rendered, "lifecycle/heat.json")
    assert list(figures) == ["journeys", "channels", "personas"]
    assert "../journeys/?channel=phone&lifecycle=buy" in str(figures["channels"])


def test_points_of_the_curve_lead_to_rows_as_seen_from_the_page(tmp_path: Path) -> None:
    for site, expected in (
        (Site(), "../journeys/buying/bread/#touchpoint-orders"),
        (Site(directory_urls=False), "journeys/buying/bread.html#touchpoint-orders"),
    ):
        rendered = render_bakery(tmp_path, site)
        lines = [trace for trace in data_of(rendered, "lifecycle/chart.json")["data"] if "customdata" in trace]
        assert expected in lines[0]["customdata"]
        address = "chart.json" if site.directory_urls else "lifecycle/chart.json"
        assert f'data-jb-figure="{address}"' in page(rendered, "lifecycle")


def test_without_a_lifecycle_there_is_a_curve_and_no_heat_map(tmp_path: Path) -> None:
    rendered = render(
        count(write_content(tmp_path, {"a/b": USING.replace(", caused_by: buying/bread#orders", "")})), Site()
    )
    html = page(rendered, "lifecycle")
    assert 'id="chart"' in html
    assert "by-phase" not in html
    assert not any(file.path == "lifecycle/heat.json" for file in rendered.files)


def test_without_a_journey_the_page_says_how_there_will_be_one(tmp_path: Path) -> None:
    rendered = render(count(write_content(tmp_path, DRAFT, {"lifecycle": PHASES})), Site())
    assert "No journey is published yet" in page(rendered, "lifecycle")
    assert "No touchpoint says yet" in page(rendered, "failure-demand")
    assert not any(file.path.startswith("lifecycle/") for file in rendered.files)


def test_a_failure_is_counted_where_it_is_caused_with_who_can_end_it(tmp_path: Path) -> None:
    rendered = render_bakery(tmp_path)
    html = page(rendered, "failure-demand")
    causes, _, unknown = html.partition('id="unknown"')
    rows = re.findall(r"<tr data-jb-row.*?</tr>", causes)
    assert len(rows) == 2
    known, unsaid = rows
    assert 'data-team="post"' in known
    assert "<b>400</b>" in known
    assert "post@bakery.example" in known
    assert 'href="../journeys/buying/bread/#touchpoint-asks"' in known
    assert "40% of the contacts there" in known
    assert 'href="../journeys/buying/bread/#improvement-say-when"' in known
    assert "Never mind" not in known
    assert "unknown" in unsaid
    assert "nobody yet" in unsaid
    assert 'href="../journeys/using/bread/#touchpoint-rings-again"' in unknown
    assert "Rings</a>" not in unknown
    data = data_of(rendered, "data/failure-demand.json")
    assert [cause["contacts_per_month"] for cause in data["causes"]] == [400, None, None]
    assert (data["contacts_per_month"], data["at_least"]) == (400, True)
    assert "at least 400 contacts a month" in causes


def test_handoffs_stand_on_the_page_of_teams_with_where_they_hurt(tmp_path: Path) -> None:
    html = page(render_bakery(tmp_path), "teams").partition('id="handoffs"')[2]
    row = re.search(r'<tr id="handoff-post--care".*?</tr>', html)
    assert row is not None
    assert 'data-team="post care"' in row[0]
    assert "post@bakery.example" in row[0]
    assert ">−2.0<" in row[0], "the wait, which is worse than what comes after it"
    assert 'href="../journeys/buying/bread/#touchpoint-delivered-after"' in row[0]
    assert 'xlink:href="#handoff-post--care"' in html
    assert "The &lt;shop&gt;" in html
    assert html.count("<script") == 0


def test_without_a_handoff_the_page_of_teams_has_no_picture(tmp_path: Path) -> None:
    rendered = render(count(write_content(tmp_path, DRAFT, {"teams": TEAMS})), Site())
    assert 'id="handoffs"' not in page(rendered, "teams")


def many(journeys: int) -> dict[str, str]:
    """So many journeys of twelve touchpoints each, over 80 teams and 60 channels; each touchpoint fails the next."""
    made = {}
    for number in range(journeys):
        lines = [
            f"title: Journey number {number}",
            f"lifecycle: {('buy', 'use', 'leave')[number % 3]}",
            "volume: {customers: 100}",
            "stages:",
            "  - name: One",
            "    touchpoints:",
        ]
        for n in range(12):
            lines += [
                f"      - id: s-{n}",
                f"        name: Step number {n} of it",
                f"        channel: channel-{(number + n) % 60}",
                f"        owner: team-{(number * 7 + n) % 80}",
                f"        feels: {(number + n * 3) % 5 - 2}",
                "        failure_demand: 20%",
                f"        caused_by: s-{max(0, n - 1)}",
            ]
        made[f"j/number-{number:03}"] = "\n".join(lines) + "\n"
    return made


def test_the_pages_stay_light_with_many_journeys_teams_and_channels(tmp_path: Path) -> None:
    insight = count(write_content(tmp_path, many(70), {"lifecycle": PHASES}))
    build = Build(make_environment(None), Site(), insight)
    (lifecycle,), first = render_lifecycle(build)
    (failures,), second = render_failure_demand(build)
    (teams,), third = render_list(build, "team", insight.sides.teams)
    for rendered in (lifecycle, failures, teams):
        assert len(rendered.html.encode()) < 130_000, rendered.address  # the theme's frame comes on top
    bare = {f.path: str(f.content) for f in (*first, *second, *third) if f.path.endswith(".html")}
    assert all(len(content) < 150_000 for content in bare.values())
    for html, list_name, total in ((failures.html, "causes", 70 * 11), (teams.html, "handoffs", 80)):
        rows = html.partition(f'data-jb-list="{list_name}"')[2].partition("</table>")[0].count("<tr data-jb-row")
        rows += html.partition(f'data-jb-list="{list_name}"')[2].partition("</table>")[0].count('<tr id="handoff')
        further = [content for path, content in bare.items() if f"/{list_name}_" in path]
        assert further
        assert rows + sum(c.count("<tr data-jb-row") + c.count('<tr id="handoff') for c in further) == total
