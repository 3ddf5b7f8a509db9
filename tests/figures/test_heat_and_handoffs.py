"""Heat maps and the picture of handoffs show what the analysis counted, and say what they leave out."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
from figure_samples import touchpoint
from lifecycle_samples import book_of, journey, parse, small_book

from journeybook.analysis.sides.findings import HeatRow, Spread
from journeybook.figures.handoff_flows import (
    MOST_FLOWS,
    MOST_TEAMS,
    choose_flows,
    draw_handoffs,
    lay_out_handoffs,
)
from journeybook.figures.heat_map import heat_map, say_spread
from journeybook.model import Team


def map_of(rows: tuple[HeatRow, ...]) -> dict[str, Any]:
    return heat_map(rows, lambda r, c: f"{rows[r].id} <{c}>", lambda r, c: f"to/{rows[r].id}/{c}")


def test_every_cell_with_a_mean_stands_once_in_the_map_of_its_level() -> None:
    found = small_book().sides.journeys_by_phase
    figure = map_of(found.rows)
    go.Figure(data=figure["data"], layout=figure["layout"])
    cells = {}
    for trace in figure["data"]:
        for r, row in enumerate(trace["z"]):
            for c, mean in enumerate(row):
                if mean is not None:
                    assert (r, c) not in cells
                    cells[r, c] = (trace["name"], trace["text"][r][c], trace["customdata"][r][c])
                else:
                    assert trace["customdata"][r][c] == ""
    assert cells == {
        (0, 0): ("even", "+0.4 · 4", "to/buying/0"),
        (1, 1): ("upset", "−2.0 · 1", "to/using/1"),
        (2, 3): ("even", "+0.4 · 1", "to/working/3"),
    }


def test_a_cell_tells_its_mean_its_count_and_its_spread_with_names_escaped() -> None:
    spread = Spread(upset=2, annoyed=1, pleased=1, gaps=3, mean=-1.0)
    figure = map_of((HeatRow("web", (None, spread)),))
    told = figure["data"][1]["hovertext"][0][1]
    assert told == (
        "<b>web &lt;1&gt;</b><br>−1.0, annoyed: the mean of 4 moments<br>2 upset, 1 annoyed, 1 pleased, 3 not known"
    )
    assert say_spread(Spread(gaps=1)) == "1 not known"
    assert say_spread(Spread()) == ""


def test_what_is_written_on_a_cell_has_its_own_colour_in_light_and_dark() -> None:
    figure = map_of((HeatRow("web", (Spread(upset=1, mean=-2.0), Spread(delighted=1, mean=2.0))),))
    roles = figure["colours"]
    for trace, level in zip(figure["data"], ("minus-2", "minus-1", "0", "plus-1", "plus-2"), strict=True):
        assert roles[trace["colorscale"][0][1]] == f"--jb-badge-{level}"
        assert roles[trace["textfont"]["color"]] == f"--jb-badge-{level}-ink"
    assert figure["layout"]["height"] == 34


def team_book(teams: list[str], hops: list[tuple[str, str]], feels: str = "0") -> Any:
    """A journey for each handoff."""
    journeys = [
        journey(f"j-{n:04}", touchpoint("a", "0", owner=a), touchpoint("b", feels, owner=b))
        for n, (a, b) in enumerate(hops)
    ]
    return book_of(*journeys, teams={name: Team(id=name, name=name) for name in teams})


def test_a_flow_is_as_wide_as_it_has_handoffs_and_teams_keep_their_order_on_both_sides() -> None:
    insight = team_book(
        ["shop", "care", "post"], [("post", "care"), ("shop", "care"), ("shop", "care"), ("care", "shop")]
    )
    picture = lay_out_handoffs(insight.sides.handoffs, tuple(insight.sides.teams))
    assert picture is not None
    assert [bar.team for bar in picture.givers] == ["shop", "care", "post"]
    assert [bar.team for bar in picture.takers] == ["shop", "care"]
    heights = {(b.flow.from_team, b.flow.to_team): b.height for b in picture.bands}
    one = heights["care", "shop"]
    assert heights == {("shop", "care"): 2 * one, ("care", "shop"): one, ("post", "care"): one}
    for side, name in ((picture.givers, "from_team"), (picture.takers, "to_team")):
        for bar in side:
            assert bar.height == sum(b.height for b in picture.bands if getattr(b.flow, name) == bar.team)


def test_the_part_that_hurts_is_told_and_drawn_apart_and_leads_to_its_row() -> None:
    insight = team_book(["a", "b"], [("a", "b")], feels="-2")
    picture = lay_out_handoffs(insight.sides.handoffs, tuple(insight.sides.teams))
    assert picture is not None
    svg = parse(draw_handoffs(picture, lambda t: f"<{t}>", lambda f: f"#{f.to_team}"))
    (link,) = svg.iter("a")
    assert link.get("href") == "#b"
    assert [path.get("class") for path in link.iter("path")] == ["hurts"]
    assert link.findtext("title") == "<a> to <b>: 1 handoff, 1 of them where it hurts"
    assert [t.text for t in svg.iter("text")] == ["<a>", "<b>"]


def test_of_many_teams_the_ways_with_most_handoffs_are_drawn() -> None:
    teams = [f"t-{n:02}" for n in range(40)]
    hops = [(a, b) for n, a in enumerate(teams) for b in teams[n + 1 : n + 4]] + [("t-38", "t-39")] * 3
    insight = team_book(teams, hops)
    flows = insight.sides.handoffs
    drawn = choose_flows(flows)
    assert len(drawn) <= MOST_FLOWS < len(flows)
    assert len({f.from_team for f in drawn}) <= MOST_TEAMS
    assert len({f.to_team for f in drawn}) <= MOST_TEAMS
    assert ("t-38", "t-39") in {(f.from_team, f.to_team) for f in drawn}
    picture = lay_out_handoffs(drawn, tuple(insight.sides.teams))
    assert picture is not None
    assert picture.height < 700
    assert choose_flows(flows[:5]) == flows[:5]


def test_without_a_handoff_there_is_no_picture() -> None:
    assert lay_out_handoffs((), ()) is None
