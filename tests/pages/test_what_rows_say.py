"""What a row says of the journey that it is made of, and how a red point of the overview is known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages_samples import count, page, write_content

from journeybook.pages import Site, render
from journeybook.pages.pieces import badge, red_basis

PARENT = """\
title: Moving in
personas: [anna, bob]
stages: [{name: A, touchpoints: [{id: rings, name: Rings up, journey: call%s}]}]
"""
CALL = """\
title: Calling
personas: [%s]
stages: [{name: A, touchpoints: [{id: rings, name: Rings, feels: %s}]}]
"""
FEELS = "{anna: -1, bob: -1, cleo: 2}"


@pytest.mark.parametrize(
    ("own", "personas", "feels", "said"),
    [
        ("", "anna, bob, cleo", FEELS, ", feels like it: −1.0"),
        ("", "anna, bob", "{anna: -1, bob: 1}", ", feels like it: −1.0 Anna, +1.0 Bob"),
        ("", "anna, cleo", "{anna: -1, cleo: 1}", ", feels like it: −1.0 Anna"),
        (", feels: {anna: 2}", "anna, bob, cleo", FEELS, ", feels like it: −1.0 Bob"),
        (", feels: 2", "anna, bob", "{anna: -1, bob: -1}", " −1.0"),
        ("", "cleo", "2", " +2.0, but none of its customers go through it"),
        (", feels: 2", "cleo", "-1", " −1.0"),
    ],
)
def test_a_row_says_what_it_has_from_the_journey_below(
    tmp_path: Path, own: str, personas: str, feels: str, said: str
) -> None:
    content = write_content(tmp_path, {"move": PARENT % own, "call": CALL % (personas, feels)})
    html = page(render(count(content), Site()), "journeys/move")
    row = re.search(r"<p class=saw>(Made of .*?)</p>", html)
    assert row
    assert re.sub(r"<[^>]+>", "", row[1]) == f"Made of Calling{said}"


def test_badge_and_word_of_a_red_point_agree() -> None:
    insight = count(Path(__file__).parents[2] / "content")
    red = [moment for journey in insight.present for moment in journey.red_points]
    kinds = set()
    for moment in red:
        words, filled = red_basis(moment), badge(moment).startswith("<b ")
        assert ("suspected" in words) == moment.suspected
        assert words.startswith("seen") == filled
        assert ("assumed" in words or words == "suspected") == (not filled)
        kinds.add((moment.suspected, filled))
    assert len(kinds) > 2, "Northline has seen, counted and suspected ones"
    overview = page(render(insight, Site()), "")
    hurts = re.search(r'id="hurts".*?</ul>', overview, re.DOTALL)
    assert hurts
    for tag, words in re.findall(r"<li><([bi]) class.*? · (seen by [^<]*|counted[^<]*|suspected)<", hurts[0]):
        assert (tag == "b") == words.startswith("seen")
