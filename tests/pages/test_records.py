"""The pages of teams, channels, systems, personas and measures: they say what the data says, and none grows long."""

from __future__ import annotations

import dataclasses
import datetime as dt
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from pages_samples import MEASURES, ON, SEEN, SMALL, count, page, write_content

from journeybook.analysis import round_half_away
from journeybook.pages import Rendered, Site, render
from journeybook.pages.environment import make_environment
from journeybook.pages.formats import say_signed
from journeybook.pages.record_pages import render_records
from journeybook.pages.view import Build
from journeybook.source import LastEdition

CONTENT = Path(__file__).parents[2] / "content"
TEAM_ANCHORS = (
    "touchpoints", "when-it-fails", "red-points", "caused-elsewhere", "neighbours", "backlog", "reviews", "unseen",
    "new", "journeys",
)  # fmt: skip
LARGEST = 150_000
ROW = re.compile(r"<tr data-jb-row.*?</tr>", re.DOTALL)
MOMENT = re.compile(
    r'<th scope="row">(?:<i class=(?:red|suspected)></i>)?<a href="[./]*journeys/([^"#]+?)(?:/|\.html)#([^"]+)"'
)


@pytest.fixture(scope="module")
def northline() -> Rendered:
    return render(count(CONTENT), Site())


def read(rendered: Rendered, kind: str) -> list[dict[str, Any]]:
    found = json.loads(next(f.content for f in rendered.files if f.path == f"data/{kind}.json"))
    items: list[dict[str, Any]] = found[kind]
    return items


def section(body: str, anchor: str) -> str:
    """A page from an anchor to the next heading."""
    return re.split(r"<h2", body[body.index(f'id="{anchor}"') :])[1 if anchor == "touchpoints" else 0]


def whole_list(rendered: Rendered, address: str, name: str) -> str:
    """The rows of a long list: those of the page, then those of its bare pages in order."""
    body = page(rendered, address)
    body = body[body.index(f'data-jb-list="{name}"') :]
    bare = {f.path: str(f.content) for f in rendered.files if f.path.startswith(f"{address}/{name}_")}
    ordered = sorted(bare, key=lambda path: int(path.rpartition("_")[2].removesuffix(".html")))
    return body[: body.index("</table>")] + "".join(bare[path] for path in ordered)


def moments_in(rows: str) -> list[str]:
    """The moments that rows are about: journey and anchor."""
    return [f"{journey}#{anchor.removeprefix('touchpoint-')}" for journey, anchor in MOMENT.findall(rows)]


def anchored(moments: list[str]) -> list[str]:
    """Moments as the data names them, by journey and anchor."""
    return [re.sub("/after$", "-after", moment) for moment in moments]


def figure_of(body: str, word: str) -> str:
    """The big number under a word in the row of figures."""
    return re.search(rf">{word}</a></dt><dd[^>]*>([^<]*)</dd>", body)[1]  # type: ignore[index]


def test_a_team_page_lists_what_the_data_lists(northline: Rendered) -> None:
    for team in read(northline, "teams"):
        address = f"teams/{team['id']}"
        body = page(northline, address)
        if not team["moments"]:
            continue
        assert sorted(moments_in(whole_list(northline, address, "touchpoints"))) == sorted(anchored(team["moments"]))
        assert figure_of(body, "Red points") == str(len(team["red"]) + len(team["caused_elsewhere"]))
        assert figure_of(body, "Improvements") == str(len(team["backlog"]))
        assert figure_of(body, "Not seen") == str(len(team["unseen"]))
        assert moments_in(section(body, "red-points"))[:12] == anchored(team["red"][:12])
        assert moments_in(section(body, "caused-elsewhere"))[:12] == anchored(team["caused_elsewhere"][:12])


def test_the_neighbours_of_a_team_are_those_of_the_handoffs(northline: Rendered) -> None:
    handoffs = json.loads(next(f.content for f in northline.files if f.path == "data/handoffs.json"))["handoffs"]
    for team in read(northline, "teams"):
        around: dict[str, int] = {}
        for flow in handoffs:
            start, end = flow["from_team"], flow["to_team"]
            for one, other in ((start, end), (end, start)):
                if one == team["id"]:
                    around[other] = around.get(other, 0) + flow["count"]
        shown = section(page(northline, f"teams/{team['id']}"), "neighbours")
        rows = re.findall(r'<th scope="row"><b><a href="[^"]*teams/([^"/]+)/">(.*?)</tr>', shown, re.DOTALL)
        assert {other: sum(map(int, re.findall(r">(\d+) ×", rest))) for other, rest in rows} == around


def test_every_team_has_the_anchors_that_others_lead_to(northline: Rendered) -> None:
    for team in read(northline, "teams"):
        found = next(p for p in northline.pages if p.address == f"teams/{team['id']}")
        ids = re.findall(r'\bid="([^"]+)"', found.html)
        assert set(TEAM_ANCHORS) <= set(ids) & found.anchors, team["id"]
        assert len(ids) == len(set(ids)), team["id"]


def test_a_channel_page_says_what_the_data_says(northline: Rendered) -> None:
    for channel in read(northline, "channels"):
        address = f"channels/{channel['id']}"
        body = page(northline, address)
        assert sorted(moments_in(whole_list(northline, address, "touchpoints"))) == sorted(
            anchored(channel["touchpoints"])
        )
        assert figure_of(body, "Red points") == str(len(channel["red"]))
        for word in ("upset", "annoyed", "even", "pleased", "delighted"):
            assert f"<b>{channel['spread'][word]}</b> {word}<" in body
        assert f"mean <b>{say_signed(channel['spread']['mean'])}</b>" in body
        met = re.findall(r"<b(?: class=\"unmet\")?>(\d+) of (\d+)</b>", section(body, "standards"))
        assert [(int(m), int(n)) for m, n in met] == [
            (s["met"], s["asked"]) for s in channel["standards"] if s["asked"]
        ]
        assert section(body, "standards").count("not asked") == sum(not s["asked"] for s in channel["standards"])


def test_a_system_page_begins_with_the_moments_of_truth(northline: Rendered) -> None:
    for system in read(northline, "systems"):
        address = f"systems/{system['id']}"
        listed = moments_in(whole_list(northline, address, "touchpoints"))
        assert sorted(listed) == sorted(anchored(system["touchpoints"]))
        truths = anchored(system["moments_of_truth"])
        assert sorted(listed[: len(truths)]) == sorted(truths)
        said = figure_of(page(northline, address), "Customers")
        assert (
            abs(int(said.replace(",", "")) - system["customers_per_month"]) <= system["customers_per_month"] / 200 + 1
        )


def test_a_persona_page_has_its_own_scores_and_what_is_red_for_it(northline: Rendered) -> None:
    for persona in read(northline, "personas"):
        address = f"personas/{persona['id']}"
        rows = ROW.findall(whole_list(northline, address, "journeys"))
        scores = [re.search(r'data-l="Their score"><[bi] class=\w+>([^<]+)<', row)[1] for row in rows]  # type: ignore[index]
        assert scores == [say_signed(round_half_away(j["score"], 4)) for j in persona["journeys"]]
        assert moments_in(whole_list(northline, address, "red")) == anchored(persona["red"])
        apart = re.findall(r'data-l="Apart">([^<]+)<', page(northline, address))
        assert apart == [say_signed(d["apart"]) for d in persona["differences"][: len(apart)]]


def test_a_measure_page_has_every_series(northline: Rendered) -> None:
    for measure in read(northline, "measures"):
        rows = ROW.findall(whole_list(northline, f"measures/{measure['id']}", "series"))
        assert len(rows) == len(measure["series"])
        for row, series in zip(rows, measure["series"], strict=True):
            assert f"journeys/{series['journey']}/" in row
            assert ("not met" in row, ">met<" in row) == (
                series["meets_target"] is False,
                series["meets_target"] is True,
            )


def test_teams_stand_by_name_and_not_by_what_hurts(northline: Rendered) -> None:
    body = page(northline, "teams")
    names = [html.unescape(name) for name in re.findall(r'class="title" href="[^"]*">([^<]+)</a>', body)]
    assert names == sorted(names, key=str.casefold)
    assert "Red points" not in body.partition("</table>")[0]


def test_a_record_that_nobody_uses_says_what_to_do(tmp_path: Path) -> None:
    organization = {
        "teams": "counter: {}\ntill: {}\nidle: {name: Idle hands}\n",
        "channels": "shop: {}\nfax: {name: Fax}\n",
        "systems": "scales: {name: Scales}\n",
        "personas": "regular: {}\nstranger: {}\nghost: {name: Ghost}\n",
        "measures": "weight: {name: Weight}\n",
    }
    rendered = render(count(write_content(tmp_path, {"buying/bread": SMALL}, organization)), Site())
    for address, way_out in (
        ("teams/idle", "owner: idle"),
        ("channels/fax", "channel: fax"),
        ("systems/scales", "system: scales"),
        ("personas/ghost", "personas: [ghost]"),
        ("measures/weight", "measures: {weight: …}"),
    ):
        assert f"<code>{way_out}</code>" in page(rendered, address), address
        assert "data-jb-row" not in page(rendered, address), address


def test_an_id_without_a_record_has_a_page_named_after_it(tmp_path: Path) -> None:
    rendered = render(count(write_content(tmp_path, {"buying/bread": SMALL})), Site())
    assert "<h1>Counter</h1>" in page(rendered, "teams/counter")
    assert "organization/teams.yml" in page(rendered, "teams/counter")
    assert "organization/channels.yml" in page(rendered, "channels/shop")
    assert not next(p for p in rendered.pages if p.address == "systems").listed


def test_new_is_what_the_last_edition_did_not_have(tmp_path: Path) -> None:
    insight = count(write_content(tmp_path, {"buying/bread": SMALL}, {"measures": MEASURES}, SEEN))
    old = frozenset(e.id for e in insight.journeys["buying/bread"].evidence if e.date < dt.date(2026, 10, 10))
    since = section(page(render(insight, Site(last_edition=LastEdition("2026.3", ON, old))), "teams/counter"), "new")
    assert "since edition 2026.3" in since
    assert since.count("<li>") == 2, "the two mystery shops of the second half of October"
    ever = section(page(render(insight, Site()), "teams/counter"), "new")
    assert ever.count("<li>") == 4
    assert ever.count("Not as expected") == 1
    assert "2026-10" not in ever, "a mystery shop never shows its day"
    assert "17 Oct" not in ever


def test_text_of_authors_in_rows_is_shown_and_never_run(tmp_path: Path) -> None:
    journey = SMALL.replace("title: Buying bread", "title: \"<img src=x> 'a' & b\"").replace(
        "name: Queues", 'name: "<b onclick=x>Queues"\n        when_it_fails: "Say <i>sorry</i> *now*"'
    )
    journey = journey.replace("tags: [shop, early morning]", 'tags: ["a \\"b\\" <c>"]')
    insight = count(write_content(tmp_path, {"buying/bread": journey}))
    pages, _ = render_records(Build(make_environment(None), Site(), insight))
    body = next(p.html for p in pages if p.address == "teams/counter")
    assert "<img" not in body
    assert "<b onclick" not in body
    assert "Say &lt;i&gt;sorry&lt;/i&gt; <em>now</em>" in body
    assert 'data-tag="a &quot;b&quot; &lt;c&gt;"' in body


def test_a_persona_sees_its_own_feeling_and_its_own_reasons(tmp_path: Path) -> None:
    rendered = render(count(write_content(tmp_path, {"buying/bread": SMALL})), Site())
    (row,) = ROW.findall(whole_list(rendered, "personas/stranger", "red"))
    assert "<i class=m2>\N{MINUS SIGN}1.5</i>" in row
    assert "feels upset" in row
    assert "10% leave for good" in row


def write_many(folder: Path, journeys: int, teams: int) -> Path:
    """Journeys of 20 touchpoints on one channel, with as many teams as asked for."""
    written = {}
    for number in range(journeys):
        steps = "".join(
            f"      - {{id: t{n}, name: Step {n}, channel: web, owner: team-{(number * 20 + n) % teams}, feels: "
            f"{(n * 7 % 41) / 10 - 2:.1f}, when_it_fails: Say how long it takes and call back when you said you would.,"
            f" support: [{{system: crm}}], after: {{wait: 2 days, feels: -1}}}}\n"
            for n in range(20)
        )
        written[f"many/j-{number:03}"] = (
            f"title: Journey {number:03}\npersonas: [first, second]\nvolume: {{customers: 100}}\n"
            f"stages:\n  - name: One\n    touchpoints:\n{steps}"
        )
    names = "".join(f"team-{n}: {{name: Team {n}, contact: team-{n}@many.example}}\n" for n in range(teams))
    return write_content(folder, written, {"teams": names})


@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_long_list_goes_on_over_bare_pages(tmp_path: Path, directory_urls: bool) -> None:  # noqa: FBT001 - parametrized
    insight = count(write_many(tmp_path, 30, 2))
    pages, files = render_records(Build(make_environment(None), Site(directory_urls=directory_urls), insight))
    documents = {f.path: str(f.content) for f in files}
    here = next(p for p in pages if p.address == "channels/web")
    place = Path("/channels/web/index.html" if directory_urls else "/channels/web.html")
    found, text = moments_in(here.html), here.html
    back = set()
    while more := re.search(r'<a href="([^"]+)" rel="next" data-jb-more="touchpoints">', text):
        path = (place.parent / more[1]).resolve()
        text = documents[str(path).removeprefix("/")]
        for href in re.findall(r'<th scope="row">.*?href="([^"#]+)#', text):
            to = (path.parent / href).resolve()
            assert str(to).startswith("/journeys/many/j-"), "links lead to the same places from a bare page"
        assert '<meta name="robots" content="noindex">' in text
        back.add(str((path.parent / re.search(r'<p>600 moments. <a href="([^"#]+)', text)[1]).resolve()))  # type: ignore[index]
        found += moments_in(text)
        place = path
    assert len(found) == len(set(found)) == 600
    assert back == {"/channels/web" if directory_urls else "/channels/web.html"}
    assert max(len(text.encode()) for text in documents.values()) < LARGEST


def test_three_hundred_teams_and_long_lists_send_no_reader_a_large_page(tmp_path: Path) -> None:
    insight = count(write_many(tmp_path, 90, 300))
    pages, files = render_records(Build(make_environment(None), Site(), insight))
    sizes = {p.address: len(p.html.encode()) for p in pages} | {f.path: len(f.content) for f in files}
    assert {address: size for address, size in sizes.items() if size > LARGEST - 25_000} == {}, "the frame comes on top"
    assert sum(address.startswith("teams/team-") for address in sizes) == 300
    listed = "".join(
        [
            next(p.html for p in pages if p.address == "teams"),
            *(str(f.content) for f in files if "teams/teams_" in f.path),
        ]
    )
    assert len(set(re.findall(r'class="title" href="[^"]*teams/(team-\d+)/"', listed))) == 300


def test_a_record_that_was_renamed_leaves_its_old_address_behind(tmp_path: Path) -> None:
    content = write_content(
        tmp_path, {"buying/bread": SMALL}, {"teams": "counter: {name: Counter, formerly: [front]}\ntill: {}\n"}
    )
    moved = next(f.content for f in render(count(content), Site()).files if f.path == "teams/front/index.html")
    assert 'content="0; url=../../teams/counter/"' in str(moved)


def test_the_same_handbook_makes_the_same_pages(tmp_path: Path) -> None:
    insight = count(write_content(tmp_path, {"buying/bread": SMALL}, {"measures": MEASURES}, SEEN))
    first, second = (render_records(Build(make_environment(None), Site(), insight)) for _ in range(2))
    assert first == second
    assert all(dataclasses.is_dataclass(p) for p in first[0])
