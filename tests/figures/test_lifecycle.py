"""The end-to-end curve: every journey in its phase, drawn twice from one layout, saying what it leaves out."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go
import pytest
from lifecycle_samples import PHASES, book_of, journey, many_journeys, parse, small_book

from journeybook.figures.lifecycle_chart import lifecycle_chart
from journeybook.figures.lifecycle_curve import (
    MOST_DOTS,
    MOST_LINES,
    MOST_VIEWS,
    find_quantile,
    lay_out_lifecycle,
)
from journeybook.figures.lifecycle_frame import LifecycleFrame
from journeybook.figures.lifecycle_svg import lifecycle_svg
from journeybook.figures.lifecycle_words import describe_lifecycle, explain_detail

if TYPE_CHECKING:
    from journeybook.analysis import Insight
    from journeybook.figures.lifecycle_curve import LifecycleCurve, Place


def curve_of(insight: Insight) -> LifecycleCurve:
    return lay_out_lifecycle(insight.sides.phases, insight.handbook)


def drawn(insight: Insight) -> str:
    frame = LifecycleFrame(curve_of(insight))
    return lifecycle_svg(frame, frame.curve.views(insight.handbook), lambda name: f"to/{name}/")


def figure_of(insight: Insight) -> dict[str, Any]:
    frame = LifecycleFrame(curve_of(insight))

    def lead(place: Place) -> str:
        return f"{place.journey.journey.id}#{place.moment.id if place.moment else ''}"

    return lifecycle_chart(frame, frame.curve.views(insight.handbook), lead)


def traces(figure: dict[str, Any], view: int) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace["meta"]["view"] == view]


def test_each_journey_lies_in_its_phase_in_order_and_a_phase_without_one_is_kept() -> None:
    curve = curve_of(small_book())
    assert [band.phase for band in curve.bands] == ["buy", "use", "leave", None]
    assert [[s.journey.journey.id for s in band.stretches] for band in curve.bands] == [
        ["buying"], ["using"], [], ["working"],
    ]  # fmt: skip
    assert [band.is_blind for band in curve.bands] == [False, False, True, False]
    assert [band.name for band in curve.bands] == ["Buy", "Use it", "Leave", "Beside the lifecycle"]
    edges = [edge for band in curve.bands for edge in (band.start, band.end)]
    assert edges == sorted(edges)
    assert edges[-1] == curve.end
    for band in curve.bands:
        assert all(band.start <= s.start < s.end <= band.end for s in band.stretches)


def test_a_line_has_every_moment_in_its_place_and_gaps_stay_gaps() -> None:
    insight = small_book()
    mean = curve_of(insight).views(insight.handbook)[0]
    first = mean.lines[0]
    assert [p.moment.id for p in first if p.moment] == ["finds", "pays", "pays/after", "waits", "gets"]
    assert [p.value for p in first] == [0.5, -0.5, -0.5, None, 2.0]
    assert [b.x - a.x for a, b in pairwise(first)] == [1.0, 0.5, 0.5, 1.0]
    stretch = curve_of(insight).stretches[0]
    assert stretch.start < first[0].x
    assert first[-1].x < stretch.end


def test_a_persona_is_seen_in_its_own_journeys_with_its_own_values_and_reasons() -> None:
    insight = small_book()
    mean, anna, bob = curve_of(insight).views(insight.handbook)
    assert [view.persona for view in (mean, anna, bob)] == [None, "anna", "bob"]
    assert [(len(view.lines), view.journeys) for view in (mean, anna, bob)] == [(3, 3), (2, 2), (1, 1)]
    assert [p.value for p in anna.lines[0]] == [1.0, -1.5, -0.5, None, 2.0]

    def signs(view: Any) -> list[tuple[str, str]]:
        return [(place.moment.id, sign) for place, sign in view.signs]

    assert signs(anna) == [("finds", "truth"), ("pays", "suspected"), ("rings", "suspected")]
    assert signs(bob) == [("finds", "truth")]


def test_the_drawing_and_the_plotly_chart_put_a_moment_in_the_same_place() -> None:
    insight = small_book()
    frame = LifecycleFrame(curve_of(insight))
    figure = figure_of(insight)
    line = next(t for t in traces(figure, 0) if t.get("name") == "All customers")
    svg = parse(drawn(insight))
    marks = next(g for g in svg.iter("g") if g.get("data-v") == "0")
    path = next(p for p in marks.iter("path") if p.get("class") == "line p1")
    d = path.get("d") or ""
    points = [tuple(map(float, pair)) for pair in re.findall(r"(-?[\d.]+) (-?[\d.]+)", d)]
    low, high = figure["layout"]["yaxis"]["range"]
    left, right = figure["layout"]["xaxis"]["domain"]
    known = [(x, y) for x, y in zip(line["x"], line["y"], strict=True) if y is not None]
    assert len(points) == len(known) == 6
    margin, height = figure["layout"]["margin"]["t"], figure["layout"]["height"]
    for (across, down), (x, y) in zip(points, known, strict=True):
        assert across / 2000 == pytest.approx(left + (right - left) * x / frame.curve.end, abs=0.001)
        assert down == pytest.approx(margin + (high - y) / (high - low) * (height - margin), abs=0.6)


def test_plotly_takes_the_figure_and_every_point_leads_to_its_moment() -> None:
    insight = small_book()
    figure = figure_of(insight)
    go.Figure(data=figure["data"], layout=figure["layout"])
    assert {trace["visible"] for trace in traces(figure, 0)} == {True}
    assert {trace["visible"] for view in (1, 2) for trace in traces(figure, view)} == {False}
    line = next(t for t in traces(figure, 0) if t.get("name") == "All customers")
    told = dict(zip(line["customdata"], line["hovertext"], strict=True))
    assert set(told) == {"", "buying#finds", "buying#pays", "buying#pays/after", "buying#gets", "using#rings",
                         "working#starts"}  # fmt: skip
    assert told["buying#finds"].startswith("<b>Finds</b><br>Of &lt;buying&gt; · Buy<br>+0.5, pleased")
    assert "★ Moment of truth" in told["buying#finds"]
    assert "Suspected red point: feels upset, 20% leave<br>for good" in told["using#rings"]


def test_a_click_on_a_stretch_leads_to_its_journey_and_on_a_phase_to_its_part_of_the_page() -> None:
    svg = parse(drawn(small_book()))
    links = [a.get("href") for a in svg.iter("a")]
    assert links == ["#phase-buy", "#phase-use", "#phase-leave", "#beside", "to/buying/", "to/using/", "to/working/"]
    assert "no journey" in "".join(svg.itertext())
    assert svg.get("aria-hidden") == "true"


@pytest.mark.parametrize(
    ("count", "detail"), [(MOST_LINES, "moments"), (MOST_LINES + 1, "journeys"), (MOST_DOTS + 1, "spread")]
)
def test_the_more_journeys_the_less_of_each_and_none_is_dropped(count: int, detail: str) -> None:
    insight = many_journeys(count)
    curve = curve_of(insight)
    assert curve.detail == detail
    views = curve.views(insight.handbook)
    assert [view.journeys for view in views] == [count, count, (count + 1) // 2]
    go.Figure(data=figure_of(insight)["data"])
    said = explain_detail(curve)
    assert (str(count) in said.replace(",", "")) is (detail != "moments")


def test_the_drawing_stays_small_however_many_journeys_there_are() -> None:
    sizes = {count: len(drawn(many_journeys(count))) for count in (MOST_LINES, MOST_DOTS, MOST_DOTS + 1, 600)}
    assert sizes[600] < 20_000
    assert max(sizes.values()) < 35_000


def test_a_small_drawing_holds_every_view_and_a_large_one_the_mean_alone() -> None:
    def views(insight: Insight) -> list[str | None]:
        return [g.get("data-v") for g in parse(drawn(insight)).iter("g") if g.get("data-v")]

    assert views(small_book()) == ["0", "1", "2"]
    assert views(many_journeys(MOST_LINES + 1)) == ["0"]


def test_quantiles_tell_how_the_scores_of_a_phase_are_spread() -> None:
    assert find_quantile([1.0], 0.9) == 1.0
    assert find_quantile([0.0, 1.0, 2.0, 3.0, 4.0], 0.25) == 1.0
    assert find_quantile([0.0, 1.0], 0.9) == pytest.approx(0.9)
    insight = many_journeys(300)
    found = curve_of(insight).views(insight.handbook)[0].quantiles
    assert [(q.band.phase, q.count) for q in found] == [("buy", 150), ("use", 150)]
    for q in found:
        scores = sorted(s.journey.score or 0.0 for s in q.band.stretches)
        assert q.median == pytest.approx((scores[74] + scores[75]) / 2)
        assert scores[14] <= q.tenth <= scores[15] <= q.quarter < q.median < q.three_quarters < q.nine_tenths


def test_journeys_without_a_feeling_are_counted_where_they_have_no_mark() -> None:
    felt = [journey(f"j-{n:03}", {"id": "a", "name": "A", "feels": "1"}, lifecycle="buy") for n in range(MOST_LINES)]
    blank = [journey(f"k-{n}", {"id": "a", "name": "A"}, lifecycle="buy") for n in range(2)]
    curve = curve_of(book_of(*felt, *blank))
    assert "2 without any feeling yet are not drawn." in explain_detail(curve)


def test_many_personas_are_offered_by_their_journeys_and_the_others_are_said() -> None:
    names = [f"p-{n}" for n in range(MOST_VIEWS + 2)]
    journeys = [
        journey(f"j-{n}", {"id": "a", "name": "A", "feels": "1"}, lifecycle="buy", personas=names[n:])
        for n in range(len(names))
    ]
    insight = book_of(*journeys)
    curve = curve_of(insight)
    shown = [view.persona for view in curve.views(insight.handbook)]
    assert shown == [None, *names[2:]]
    assert f"Of {len(names)} personas the {MOST_VIEWS} with most journeys" in explain_detail(curve)


def test_the_sentence_names_the_best_and_worst_phase_and_the_blind_spots() -> None:
    insight = small_book()
    assert describe_lifecycle(insight.sides.phases, insight.handbook) == (
        "It feels best in Buy (+0.4) and worst in Use it (−2.0); most red points lie in Buy and Use it (1 each)."
        " No journey yet in Leave: a blind spot."
    )


def test_a_book_without_a_lifecycle_or_without_a_journey_has_a_curve_too() -> None:
    nothing = book_of()
    curve = curve_of(nothing)
    assert [band.is_blind for band in curve.bands] == [True, True, True]
    parse(drawn(nothing))
    go.Figure(data=figure_of(nothing)["data"], layout=figure_of(nothing)["layout"])


def test_phases_that_are_shown_alike_are_named_together_or_not_at_all() -> None:
    def sentence(*means: str) -> str:
        insight = book_of(
            *(
                journey(f"j-{p}", {"id": "a", "name": "A", "feels": m}, lifecycle=p)
                for p, m in zip(PHASES, means, strict=False)
            )
        )
        return describe_lifecycle(insight.sides.phases, insight.handbook)

    assert sentence("0.5", "0.5", "1") == "It feels best in Leave (+1.0) and worst in Buy and Use it (+0.5)."
    assert sentence("0.5", "0.5", "0.5") == ""
