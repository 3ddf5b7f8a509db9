"""The emotion chart as Plotly gets it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest
from figure_samples import (
    HANDBOOK,
    buying_a_phone,
    insight_of,
    phone_as_seen,
    touchpoint,
    with_basis,
    with_consistency,
    with_felt,
)

from journeybook.analysis import Consistency
from journeybook.figures.chart_frame import STEP
from journeybook.figures.emotion_chart import STAR_LIFT, emotion_chart
from journeybook.figures.hover import PART


def chart_of(*stages: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    return emotion_chart(insight_of(*stages, **fields), HANDBOOK)


@pytest.fixture(name="chart")
def make_chart() -> dict[str, Any]:
    return emotion_chart(buying_a_phone(), HANDBOOK)


def lines(chart: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {t["meta"]["persona"]: t for t in chart["data"] if t["mode"] == "lines+markers"}


def at(trace: dict[str, Any], moment: str) -> dict[str, Any]:
    number = trace["customdata"].index(moment)
    marker = trace["marker"]
    return {
        "x": trace["x"][number], "y": trace["y"][number], "text": trace["hovertext"][number],
        "shape": marker["symbol"][number], "fill": marker["color"][number], "edge": marker["line"]["color"][number],
        "size": marker["size"][number],
    }  # fmt: skip


def told(trace: dict[str, Any], moment: str) -> list[str]:
    """The lines of a hover text, one by one."""
    text: str = at(trace, moment)["text"]
    return text.replace(PART, "<br>").split("<br>")


def test_plotly_takes_every_part_of_it(chart: dict[str, Any]) -> None:
    go.Figure(data=chart["data"], layout=chart["layout"])
    assert json.loads(json.dumps(chart)) == chart


@pytest.mark.parametrize(
    "stages",
    [
        [[touchpoint("only", "1")]],
        [[touchpoint("only")]],
        [[touchpoint(f"step-{n}", str(n % 5 - 2)) for n in range(60)]],
        [[touchpoint("a", "0", instead_of="b"), touchpoint("b", "1", instead_of="a")]],
    ],
    ids=["one", "gap", "many", "circle"],
)
def test_plotly_takes_the_edges(stages: list[list[dict[str, Any]]]) -> None:
    chart = chart_of(*stages)
    go.Figure(data=chart["data"], layout=chart["layout"])


def test_one_line_a_persona_with_moments_in_order_and_waits_halfway(chart: dict[str, Any]) -> None:
    anna, bob = lines(chart).values()
    assert anna["x"] == bob["x"] == [0.0, 1.0, 2.0, 3.0, 3.5, 4.0, 5.0]
    assert anna["y"] == [-0.9, 0.4, 0.5, 1.2, -1.5, None, 1.9]
    assert anna["connectgaps"] is False
    assert (anna["name"], bob["name"]) == ("Buys for the first time", "Upgrades")
    assert anna["line"]["dash"] != bob["line"]["dash"]


def test_an_alternative_stands_at_the_same_x_as_what_it_replaces(chart: dict[str, Any]) -> None:
    beside = [t for t in chart["data"] if t["mode"] == "markers" and "persona" in t["meta"] and "customdata" in t]
    assert [(t["customdata"], t["x"], t["y"]) for t in beside] == [(["rings-shop"], [2.0], [-1.0])] * 2


def test_who_goes_only_the_alternative_way_is_led_through_it() -> None:
    steps = [
        touchpoint("asks", "0"),
        touchpoint("walks", {"anna": "1"}),
        touchpoint("calls", {"bob": "-1"}, instead_of="walks", after={"feels": "-2"}),
        touchpoint("ends", "0"),
    ]
    found = lines(chart_of(steps, personas=["anna", "bob"]))
    assert (found["anna"]["x"], found["anna"]["y"]) == ([0.0, 1.0, 2.0], [0.0, 1.0, 0.0])
    assert (found["bob"]["x"], found["bob"]["y"]) == ([0.0, 1.0, 1.5, 2.0], [0.0, -1.0, -2.0, 0.0])


def test_filling_tells_the_evidence() -> None:
    anna, bob = lines(emotion_chart(phone_as_seen(), HANDBOOK)).values()
    surface, annoyed = "#ffffff", "#cf740c"
    assert (at(anna, "battery-dies")["edge"], at(anna, "battery-dies")["fill"]) == (surface, annoyed)
    assert (at(bob, "pays/after")["edge"], at(bob, "pays/after")["fill"]) == (annoyed, surface)


def test_a_red_point_is_filled_once_a_reason_rests_on_evidence(chart: dict[str, Any]) -> None:
    bob = lines(chart)["bob"]
    assert (at(bob, "finds-us")["shape"], at(bob, "finds-us")["fill"]) == ("triangle-down", "#ffffff")
    seen = with_felt(buying_a_phone(), "pays/after", "anna", basis="seen", n=2)
    anna = lines(emotion_chart(seen, HANDBOOK))["anna"]
    assert (at(anna, "pays/after")["shape"], at(anna, "pays/after")["fill"]) == ("triangle-down", "#a33e08")


def test_a_red_point_whose_evidence_is_not_the_values_has_a_sign_of_its_own(chart: dict[str, Any]) -> None:
    """Anna's feeling was seen, and the loss is the author's word; then it is counted, and Bob's feeling is assumed."""
    red, surface = "#a33e08", "#ffffff"
    anna = at(lines(chart)["anna"], "finds-us")
    assert (anna["shape"], anna["edge"]) == ("circle", surface)
    (sign,) = (t for t in chart["data"] if t["meta"].get("sign"))
    assert (sign["meta"]["persona"], sign["x"], sign["marker"]["color"]) == ("anna", [1.0], [surface])
    assert sign["y"][0] < 0.4
    insight = buying_a_phone()
    known = [replace(m, red=tuple(replace(r, suspected=False) for r in m.red)) for m in insight.moments]
    counted = emotion_chart(replace(insight, moments=tuple(known)), HANDBOOK)
    assert at(lines(counted)["anna"], "finds-us")["shape"] == "triangle-down"
    assert (at(lines(counted)["bob"], "finds-us")["shape"], at(lines(counted)["bob"], "finds-us")["fill"]) == (
        "circle", surface,
    )  # fmt: skip
    signs = {t["meta"]["persona"]: t for t in counted["data"] if t["meta"].get("sign")}
    assert signs["bob"]["x"][0] == 1.0
    assert set(signs["bob"]["marker"]["color"]) == {red}
    go.Figure(data=counted["data"], layout=counted["layout"])


def test_a_value_from_before_a_change_is_hollow_with_a_core() -> None:
    chart = emotion_chart(phone_as_seen(), HANDBOOK)
    bob = lines(chart)["bob"]
    assert (at(bob, "first-call")["fill"], at(bob, "first-call")["edge"]) == ("#ffffff", "#4788cc")
    (core,) = (t for t in chart["data"] if t["meta"].get("core") and t["meta"]["persona"] == "bob")
    assert (core["x"], core["y"], core["marker"]["color"]) == ([5.0], [0.5], ["#4788cc"])
    assert core["marker"]["size"][0] < at(bob, "first-call")["size"]
    assert core["hoverinfo"] == "skip"


def test_visits_that_differ_have_their_span() -> None:
    chart = emotion_chart(phone_as_seen(), HANDBOOK)
    spans = {t["meta"]["persona"]: t for t in chart["data"] if t["meta"].get("span")}
    assert list(spans) == ["anna", "bob"]
    assert (spans["anna"]["x"], spans["anna"]["y"]) == ([3.0, 3.0, None], [-1.5, 1.0, None])
    agreed = with_felt(phone_as_seen(), "pays", "anna", low=-0.4, high=-0.4)
    assert [t["meta"]["persona"] for t in emotion_chart(agreed, HANDBOOK)["data"] if t["meta"].get("span")] == ["bob"]


@pytest.mark.parametrize(("value", "guesses"), [(0.24, [1.2]), (0.25, []), (2.0, []), (-2.0, [1.2])])
def test_an_overturned_guess_stays_in_sight(value: float, guesses: list[float]) -> None:
    """By a whole level or more, as shown: from 1.2 to 0.2."""
    insight = with_felt(buying_a_phone(), "pays", "anna", value=value, basis="seen", n=1)
    traces = [t for t in emotion_chart(insight, HANDBOOK)["data"] if t["meta"].get("guess")]
    assert [t["y"][0] for t in traces] == guesses


def test_evidence_goes_through_plotly() -> None:
    chart = emotion_chart(phone_as_seen(), HANDBOOK)
    go.Figure(data=chart["data"], layout=chart["layout"])
    assert json.loads(json.dumps(chart)) == chart


def test_shape_tells_the_kind(chart: dict[str, Any]) -> None:
    anna, bob = lines(chart).values()
    assert at(anna, "battery-dies")["shape"] == "circle"
    assert at(bob, "finds-us")["shape"] == "triangle-down"  # what is lost concerns every persona
    assert at(anna, "pays/after")["shape"] == "triangle-down"
    assert at(bob, "pays/after")["shape"] == "diamond"  # red for the other persona alone
    assert at(bob, "pays/after")["size"] < at(bob, "pays")["size"]


def test_a_star_stands_above_what_we_thought_and_what_visits_felt() -> None:
    steps = [touchpoint("a", "1.5", moment_of_truth="true"), touchpoint("b", "0", moment_of_truth="true")]
    insight = insight_of(steps, personas=["anna"])
    insight = with_felt(insight, "a", "anna", value=0.2, basis="seen", n=1)
    insight = with_felt(insight, "b", "anna", value=0.4, basis="seen", n=2, low=-0.2, high=1.0)
    stars = {t["customdata"][0]: t for t in emotion_chart(insight, HANDBOOK)["data"] if t["meta"].get("stars")}
    assert stars["a"]["y"] == [pytest.approx(1.5 + STAR_LIFT / STEP, abs=1e-4)]
    assert stars["a"]["meta"]["lift"] == pytest.approx(1.3 + STAR_LIFT / STEP)
    assert stars["b"]["y"] == [pytest.approx(1.0 + STAR_LIFT / STEP, abs=1e-4)]


def test_signs_lie_on_top_and_have_the_colour_of_the_marks_that_are_red_points() -> None:
    steps = [touchpoint("a", {"anna": "-0.8", "bob": "1"}, lost="20%"), touchpoint("b", {"anna": "-1.2", "bob": "1"})]
    insight = insight_of(steps, personas=["anna", "bob"])
    insight = with_felt(insight, "a", "anna", value=-0.8, basis="seen", n=1)
    data = emotion_chart(insight, HANDBOOK)["data"]
    signs = [number for number, trace in enumerate(data) if trace["meta"].get("sign")]
    assert signs
    assert signs == list(range(len(data) - len(signs), len(data)))
    (edge,) = {edge for number in signs for edge in data[number]["marker"]["line"]["color"]}
    assert at(lines({"data": data})["anna"], "b")["edge"] == edge


def test_a_star_stands_above_the_highest_point_of_a_moment_of_truth(chart: dict[str, Any]) -> None:
    (stars,) = (t for t in chart["data"] if t["meta"].get("stars"))
    assert stars["customdata"] == ["pays"]
    assert stars["x"] == [3.0]
    assert stars["y"][0] == pytest.approx(1.2 + stars["meta"]["lift"], abs=1e-4)
    assert stars["hovertext"] == ["<b>Moment of truth</b><br>Here they decide."]


def test_the_expected_curve_is_one_dashed_line_off_at_first(chart: dict[str, Any]) -> None:
    (expected,) = (t for t in chart["data"] if t["meta"].get("expected"))
    assert expected["visible"] is False
    assert expected["x"] == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]  # the wait goes
    assert expected["y"] == [-0.65, -0.1, 1.5, 0.9, None, 1.6]
    assert "px" in expected["line"]["dash"]


def test_without_plans_there_is_no_expected_curve() -> None:
    chart = chart_of([touchpoint("a", "1")])
    assert [t["meta"] for t in chart["data"]] == [{"persona": "everyone"}]


def test_stages_are_bands_with_their_names(chart: dict[str, Any]) -> None:
    layout = chart["layout"]
    assert [(s["name"], s["x0"], s["x1"]) for s in layout["shapes"]] == [
        ("Stage 1", -0.5, 1.5), ("Stage 2", 1.5, 3.5), ("Stage 3", 3.5, 5.5),
    ]  # fmt: skip
    assert [(a["text"], a["x"]) for a in layout["annotations"]] == [
        ("<b>Stage 1</b>", 0.5), ("<b>Stage 2</b>", 2.5), ("<b>Stage 3</b>", 4.5),
    ]  # fmt: skip


def test_a_wait_at_the_very_end_has_room() -> None:
    chart = chart_of([touchpoint("a", "1", after={"feels": "0"})])
    assert lines(chart)["everyone"]["x"][-1] < chart["layout"]["xaxis"]["range"][1]


def test_levels_are_words(chart: dict[str, Any]) -> None:
    axis = chart["layout"]["yaxis"]
    assert dict(zip(axis["tickvals"], axis["ticktext"], strict=True)) == {
        -2: "upset", -1: "annoyed", 0: "even", 1: "pleased", 2: "delighted",
    }  # fmt: skip


def test_every_place_is_named_below_until_there_are_too_many() -> None:
    def named(count: int) -> list[float]:
        return chart_of([touchpoint(f"step-{n}", "0") for n in range(count)])["layout"]["xaxis"]["tickvals"]  # type: ignore[no-any-return]

    assert named(28) == list(range(28))
    assert named(60) == list(range(0, 60, 3))


def test_hover_tells_what_the_customer_does_thinks_and_says_and_who_saw_it(chart: dict[str, Any]) -> None:
    anna, bob = lines(chart).values()
    assert told(anna, "finds-us") == [
        "<b>Finds us</b>", "Opens three tabs.", "Buys for the first time: +0.4, even", "Seen by 4 people",
        "Suspected red point: 12% leave for good",
    ]  # fmt: skip
    assert told(bob, "pays") == [
        "<b>Pays</b>", "Upgrades: +0.6, pleased", "Thinks: “There we are.”", "Says: “Two receipts.”",
        "Assumed by the author",
    ]  # fmt: skip
    assert "Two receipts" not in at(anna, "pays")["text"]  # the quote is the other persona's
    assert told(anna, "pays/after")[1:4] == ["Waits 2 days", "No news.", "Buys for the first time: −1.5, upset"]


def test_hover_tells_how_it_was_seen_and_what_we_thought() -> None:
    anna, bob = lines(emotion_chart(phone_as_seen(), HANDBOOK)).values()
    assert told(anna, "battery-dies")[2:4] == [
        "Measured with 212 people: survey, Sep 2026", "We thought −0.9, we saw −1.2",
    ]  # fmt: skip
    assert told(anna, "pays")[-3:] == [
        "Seen by 3 people: 3 mystery shops, newest Oct 2026", "We thought +1.2, we saw −0.4", "3 visits differ by 1.7",
    ]  # fmt: skip
    assert "Seen by 5 people: interview, Jun 2026, before the<br>change" in at(anna, "pays/after")["text"]
    assert "Red point: feels upset" in at(anna, "pays/after")["text"]
    assert "Jun 2026" in at(bob, "first-call")["text"]
    assert not any(day in "".join([*anna["hovertext"], *bob["hovertext"]]) for day in ("3 Oct", "2026-"))


def test_visits_of_one_persona_say_nothing_of_another() -> None:
    insight = with_consistency(buying_a_phone(), "pays", Consistency(0.6, 1.3, "anna", 3, inconsistent=True))
    anna, bob = lines(emotion_chart(insight, HANDBOOK)).values()
    assert told(anna, "pays")[-1] == "3 visits differ by 1.3"
    assert told(bob, "pays")[-1] == "Assumed by the author"


def test_the_observed_wait_is_told() -> None:
    insight = buying_a_phone()
    moments = [replace(m, took=4 * 86400) if m.id == "pays/after" else m for m in insight.moments]
    anna = lines(emotion_chart(replace(insight, moments=tuple(moments)), HANDBOOK))["anna"]
    assert told(anna, "pays/after")[1] == "Waits 4 days"


def test_hover_says_how_many_a_measure_rests_on() -> None:
    insight = with_basis(insight_of([touchpoint("a", "1")]), "a", "everyone", "measured", 312)
    (line,) = lines(emotion_chart(insight, HANDBOOK)).values()
    assert "The customer: +1.0, pleased" in line["hovertext"][0]
    assert "Measured with 312 people" in line["hovertext"][0]


def test_red_reasons_are_told() -> None:
    (line,) = lines(chart_of([touchpoint("a", "-1", failure_demand="true"), touchpoint("b", "0", lost="2%")])).values()
    assert (
        "Suspected red point: feels annoyed, contacts that<br>exist only because something failed"
        in line["hovertext"][0]
    )
    assert "2% leave for good" in line["hovertext"][1]
    assert "red point" not in line["hovertext"][1]


def test_nothing_that_an_author_writes_becomes_markup() -> None:
    nasty = '<b>& <a href="x">%{y}</a> $x$'
    insight = insight_of(
        [touchpoint("a", "1", name=nasty, does=nasty, thinks=nasty, moment_of_truth=nasty, quotes=nasty)],
        stages=[{"name": nasty, "touchpoints": [touchpoint("a", "1", name=nasty, does=nasty, moment_of_truth=nasty)]}],
    )
    chart = emotion_chart(insight, HANDBOOK)
    go.Figure(data=chart["data"], layout=chart["layout"])
    texts = [*(t for trace in chart["data"] for t in trace["hovertext"]), *chart["layout"]["xaxis"]["ticktext"],
             *(a["text"] for a in chart["layout"]["annotations"])]  # fmt: skip
    for text in texts:
        own = text.replace(PART, "").replace("<br>", "").replace("<b>", "").replace("</b>", "")
        assert "<" not in own
        assert "&lt;" in own
    assert not any("hovertemplate" in trace for trace in chart["data"])  # it would fill in %{y}
    assert chart["config"]["typesetMath"] is False


def test_every_colour_is_a_role_of_the_palette(chart: dict[str, Any]) -> None:
    def colours(part: Any) -> set[str]:
        if isinstance(part, dict):
            return set().union(*map(colours, part.values()))
        if isinstance(part, list):
            return set().union(*map(colours, part))
        return {part} if isinstance(part, str) and part.startswith("#") else set()

    assert colours({"data": chart["data"], "layout": chart["layout"]}) <= chart["colours"].keys()
    assert chart["colours"]["#a33e08"] == "--jb-feel-minus-2"


def test_nothing_leaves_the_site(chart: dict[str, Any]) -> None:
    assert chart["config"]["showSendToCloud"] is False
    assert chart["config"]["displaylogo"] is False
    assert chart["config"]["displayModeBar"] is False


def test_moments_are_listed_in_order(chart: dict[str, Any]) -> None:
    assert chart["moments"] == [
        "battery-dies", "finds-us", "checks-stock", "rings-shop", "pays", "pays/after", "waits-at-home", "first-call",
    ]  # fmt: skip
