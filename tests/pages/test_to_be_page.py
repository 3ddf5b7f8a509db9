"""A journey as it is and as it is to be: which moments stand together, and the page that compares them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go
from hypothesis import given
from hypothesis import strategies as st
from pages_samples import ON, SMALL, count, page, write_content

from journeybook.analysis import analyse_journey
from journeybook.figures.chart_frame import ChartFrame
from journeybook.figures.to_be_chart import to_be_chart, to_be_svg
from journeybook.figures.to_be_curve import compare_curves
from journeybook.model import Handbook, Journey
from journeybook.pages import Site, render
from journeybook.pages.pieces import badge

if TYPE_CHECKING:
    from journeybook.pages import Rendered

TO_BE = """\
title: Buying bread at once
future_of: buying/bread
personas: [tourist]
stages:
  - name: On the way
    touchpoints:
      - {id: orders, name: Orders by phone, channel: app, feels: 1}
  - name: In the shop
    touchpoints:
      - {id: takes, name: Takes it, formerly: pays, channel: shop, feels: 1.5}
"""


def compared(folder: Path, to_be: str = TO_BE, as_is: str = SMALL) -> Rendered:
    content = write_content(folder, {"buying/bread": as_is, "buying/bread-to-be": to_be})
    return render(count(content), Site())


ADDRESS = "journeys/buying/bread-to-be/as_is_and_to_be"


def test_what_stays_goes_and_comes(tmp_path: Path) -> None:
    rendered = compared(tmp_path)
    html = page(rendered, ADDRESS)
    cells = [
        [" ".join(re.sub(r"<[^>]+>", " ", c).split()) for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r'<tr id="touchpoint.*?</tr>', html)
    ]
    assert cells == [
        ["Smells the oven", "+2.0", "", "goes"],
        ["Queues", "−1.3", "", "goes"],
        ["After: Queues", "−0.5", "", "goes"],
        ["Orders by phone", "", "+1.0", "new"],
        ["Takes it as it is: Pays", "+0.5", "+1.5", "+1.0"],
    ]
    assert "The score goes from +0.2 to +1.3. 3 moments go, 1 moment is new." in html
    assert "Of those that stay, “Takes it” changes most: +1.0." in html
    assert 'href="../../../buying/bread/#touchpoint-queues"' in html, "what goes is explained where it is"
    assert 'href="../../../buying/bread-to-be/#touchpoint-takes"' in html


def test_every_point_leads_to_a_row(tmp_path: Path) -> None:
    rendered = compared(tmp_path)
    html = page(rendered, ADDRESS)
    anchors = next(p.anchors for p in rendered.pages if p.address == ADDRESS)
    ids = set(re.findall(r'id="([^"]+)"', html))
    figure: dict[str, Any] = json.loads(
        next(str(f.content) for f in rendered.files if f.path == f"{ADDRESS}/chart.json")
    )
    go.Figure(data=figure["data"], layout=figure["layout"])
    points = {point for trace in figure["data"] for point in trace["customdata"]}
    assert {f"touchpoint-{point}" for point in points} <= ids & anchors
    assert {link.removeprefix("#") for link in re.findall(r'xlink:href="(#touchpoint[^"]*)"', html)} <= ids
    as_is, to_be = figure["data"]
    shared = dict(zip(as_is["customdata"], as_is["x"], strict=True))
    assert shared["takes"] == dict(zip(to_be["customdata"], to_be["x"], strict=True))["takes"]


def test_every_red_point_is_red_in_the_chart_and_filled_as_its_badge() -> None:
    insight = count(Path(__file__).parents[2] / "content")
    calling, to_be = (insight.journeys[f"help/calling-support{end}"] for end in ("", "-to-be"))
    pairs = [(calling, to_be), *((journey, journey) for journey in insight.present)]
    signs = set()
    for before, after in pairs:
        curve = compare_curves(before, after)
        marks = [point for line in curve.lines for point in line.marks]
        red = [m for journey in (before, after) for m in journey.red_points if m.value is not None]
        for point in marks:
            shown = point.sign or (point.shape == "triangle-down" and ("suspected", "red")[point.filling == "filled"])
            assert (shown or None) == (("red", "suspected")[point.moment.suspected] if point.moment.is_red else None)
            assert (point.filling == "filled") == badge(point.moment).startswith("<b ")
            signs.add(point.sign)
        frame = ChartFrame(curve)
        assert len(re.findall(r'<use xlink:href="#jb-[ts]"', to_be_svg(curve, frame))) == len(red)
        drawn = [mark for trace in to_be_chart(curve, frame)["data"] for mark in _list_symbols(trace)]
        assert drawn.count("triangle-down") == len(red)
    assert len(signs) > 1, "Northline has a red point whose evidence is not the feeling's"


def _list_symbols(trace: dict[str, Any]) -> list[str]:
    symbols = trace["marker"]["symbol"]
    shown = [y for y in trace["y"] if y is not None] if isinstance(symbols, str) else trace["y"]
    every = [symbols] * len(shown) if isinstance(symbols, str) else symbols
    return [symbol for symbol, y in zip(every, shown, strict=True) if y is not None]


def test_the_chart_has_its_legend(tmp_path: Path) -> None:
    html = page(compared(tmp_path), ADDRESS)
    assert re.findall(r'class="k-([a-z]+)"', html) == ["seen", "assumed", "suspected", "wait"]


def test_nobody_is_asked_to_have_seen_what_is_to_be(tmp_path: Path) -> None:
    rendered = compared(tmp_path)
    as_is, to_be = (page(rendered, f"journeys/buying/bread{end}") for end in ("", "-to-be"))
    for said in ("never checked", "Nobody has gone and seen this journey yet", "Checked again after", "Walk sheet"):
        assert said in as_is
        assert said not in to_be
    assert to_be.count("It is to be: nobody can have seen it.") == 1
    for figure in ("Seen", "Consistency"):
        assert re.search(rf">{figure}</a></dt><dd>–</dd><dd>to be</dd>", to_be)
    assert re.search(r">Seen</a></th><td[^>]*>0%</td><td[^>]*>–</td>", page(rendered, ADDRESS))
    review = page(rendered, "journeys/buying/bread-to-be/review")
    assert "Walk sheet" not in review
    assert "never" not in re.findall(r"<dd[^>]*>([^<]*)</dd>", review)


def test_the_three_pages_lead_to_each_other(tmp_path: Path) -> None:
    rendered = compared(tmp_path)
    as_is, to_be = page(rendered, "journeys/buying/bread"), page(rendered, "journeys/buying/bread-to-be")
    assert '<a href="../bread-to-be/">Buying bread at once</a>' in as_is.replace("../../buying/", "../")
    assert 'bread-to-be/as_is_and_to_be/">compared</a>' in as_is
    assert "Nobody goes through this journey yet." in to_be
    assert "Nobody goes through this journey yet." not in as_is
    assert "as_is_and_to_be/" in to_be


def test_a_future_of_what_nobody_can_see_stands_alone(tmp_path: Path) -> None:
    rendered = compared(tmp_path, as_is=SMALL + "status: draft\n")
    assert ADDRESS not in {p.address for p in rendered.pages}
    to_be = page(rendered, "journeys/buying/bread-to-be")
    assert "Nobody goes through this journey yet." in to_be
    assert "as_is_and_to_be" not in to_be


def test_what_is_retired_has_no_future_to_compare(tmp_path: Path) -> None:
    rendered = compared(tmp_path, as_is=SMALL + "status: retired\n")
    assert ADDRESS not in {p.address for p in rendered.pages}
    assert "as_is_and_to_be" not in page(rendered, "journeys/buying/bread")


def test_a_book_of_what_is_to_be_alone_says_so(tmp_path: Path) -> None:
    rendered = compared(tmp_path, as_is=SMALL + "status: draft\n")
    for address in ("", "lifecycle"):
        assert "all of them are to be</a>" in page(rendered, address)
        assert "No journey is published yet" not in page(rendered, address)


def test_moments_that_nobody_knows(tmp_path: Path) -> None:
    bare = "title: Bare\nfuture_of: buying/bread\nstages: [{name: A, touchpoints: [{id: pays, name: Pays}]}]\n"
    html = page(compared(tmp_path, bare), ADDRESS)
    assert "Of those that stay" not in html
    assert re.search(r'id="touchpoint-pays">.*?<td class="num">–</td>', html)


def journey_of(name: str, ids: list[str]) -> Any:
    touchpoints = [{"id": i, "name": i, "feels": "1"} for i in ids]
    written = {"id": name, "title": name, "stages": [{"name": "s", "touchpoints": touchpoints}]}
    return analyse_journey(Journey.model_validate(written), Handbook(), ON)


IDS = st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1, max_size=8)


@given(IDS, IDS)
def test_each_moment_stands_once_and_both_keep_their_order(before: list[str], after: list[str]) -> None:
    curve = compare_curves(journey_of("x", before), journey_of("y", after))
    assert [p.as_is.id for p in curve.pairs if p.as_is] == before
    assert [p.to_be.id for p in curve.pairs if p.to_be] == after
    assert all(p.as_is is None or p.to_be is None or p.as_is.id == p.to_be.id for p in curve.pairs)
    assert len({p.anchor for p in curve.pairs}) == len(curve.pairs)
    assert [p.x for p in curve.pairs] == sorted(p.x for p in curve.pairs)
    if before == after:
        assert all(p.as_is and p.to_be for p in curve.pairs)
