"""What was seen, as the journey's page, the evidence page, the lists and the data tell it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from pages_samples import CHANNELS, MEASURES, SEEN, SMALL, count, page, render_seen, render_small, write_content

from journeybook.pages import Rendered, Site, render

if TYPE_CHECKING:
    from pathlib import Path

JOURNEY = "journeys/buying/bread"
EVIDENCE = f"{JOURNEY}/what_was_seen"


@pytest.fixture
def rendered(tmp_path: Path) -> Rendered:
    return render_seen(tmp_path)


def row(html: str, touchpoint: str) -> str:
    """The row of a touchpoint, with its wait, as text; badges are [filled] or (hollow)."""
    part = html[html.index(f'id="touchpoint-{touchpoint}"') :]
    return words(part[: part.index("</article>")])


def words(html: str) -> str:
    html = re.sub(r"<b class=(?:m2|m1|z|p1|p2)>([^<]*)</b>", r"[\1]", html)
    html = re.sub(r"<i class=(?:m2|m1|z|p1|p2)>([^<]*)</i>", r"(\1)", html)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def data(rendered: Rendered, path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(next(f.content for f in rendered.files if f.path == f"data/{path}"))
    return found


def moment(rendered: Rendered, name: str) -> dict[str, Any]:
    stages = data(rendered, "journeys/buying/bread.json")["stages"]
    found: dict[str, Any] = next(m for stage in stages for m in stage["moments"] if m["id"] == name)
    return found


def test_a_row_says_how_many_saw_it_how_and_in_which_month(rendered: Rendered) -> None:
    html = page(rendered, JOURNEY)
    assert "Seen by 213 · survey, 3 mystery shops · Oct 2026 · 3 visits differ by 2.0" in row(html, "queues")
    assert '<a href="what_was_seen/#seen-queues">Seen by 213</a>' in html
    assert "Seen by 1 · mystery shop, 38 complaints · Oct 2026 · confirmed by Till, Nov 2026" in row(html, "pays")
    assert "Last seen by 1 · walk · Jan 2026, too long ago to count" in row(html, "smells")


def test_what_we_thought_stands_beside_what_we_saw(rendered: Rendered) -> None:
    html = page(rendered, JOURNEY)
    assert "[+0.5] Regular We thought −1, we saw +0.5 [−0.3] Stranger We thought −1.5, we saw −0.3" in row(
        html, "queues"
    )
    assert "[+0.5] Stranger as we thought" in row(html, "pays")
    assert "took 7 min" in row(html, "queues")
    assert "3% of those who get here" in row(html, "pays")


def test_hollow_and_filled_badges_are_merged_only_when_alike(tmp_path: Path, rendered: Rendered) -> None:
    assert "(+0.5) Regular [+0.5] Stranger" in row(page(rendered, JOURNEY), "pays")
    desk = row(page(render_small(tmp_path / "desk"), JOURNEY), "pays")
    assert "(+0.5)" in desk
    assert "Regular" not in desk


def test_an_old_value_stays_until_somebody_looks_again(tmp_path: Path) -> None:
    done = SMALL.replace("status: planned\n    due: 2026-10-01", "status: done\n    done_on: 2026-11-01")
    html = page(render_seen(tmp_path, journey=done), JOURNEY)
    assert "[+0.5] Regular We thought −1, we saw +0.5 , before the change" in row(html, "queues")
    assert "too few to say : −0.1 before (213 people), nothing seen after, hoped for +1.0" in words(html)


def test_a_wait_that_only_evidence_felt_is_a_moment(tmp_path: Path) -> None:
    silent = SMALL.replace("        after: {wait: 5 min, feels: -0.5}\n", "")
    html = page(render_seen(tmp_path, journey=silent), JOURNEY)
    assert 'id="touchpoint-queues-after"' in html
    assert "then [−0.5] Regular" in row(html, "queues")


def test_the_page_begins_with_when_it_was_checked(tmp_path: Path, rendered: Rendered) -> None:
    assert "walked in Oct 2026" in page(rendered, JOURNEY)
    assert "never checked" in page(render_small(tmp_path / "never"), JOURNEY)
    old = {name: text for name, text in SEEN.items() if "2026-01" in name}
    stale = render(count(write_content(tmp_path / "stale", {"buying/bread": SMALL}, None, old)), Site())
    assert "not checked since Jan 2026" in page(stale, JOURNEY)
    figures = words(page(rendered, JOURNEY))
    assert "Seen 75% of 4 moments, by 213 people" in figures
    assert "Consistency 50% visits differ at Queues" in figures


def test_a_row_keeps_the_words_of_who_was_surprised(rendered: Rendered) -> None:
    assert "Not expected Nobody looked up Mystery shop, Oct 2026, first of three" in row(
        page(rendered, JOURNEY), "queues"
    )


def test_visits_of_one_method_and_month_are_told_apart_without_their_day(rendered: Rendered) -> None:
    html = page(rendered, EVIDENCE)
    assert re.findall(r'id="evidence-2026-10-[^"]+">([^<]+)<', html) == [
        f"Mystery shop, Oct 2026, {number} of three" for number in ("third", "second", "first")
    ]
    assert "Survey, 30 Sep 2026 1" not in words(html)
    assert "Oct 2026, third of three · Quality" in words(page(rendered, JOURNEY))


def test_a_measure_has_one_newest_value_on_its_page(tmp_path: Path) -> None:
    journey = SMALL.replace("tags:", "measures: {queue-time: 7 min}\ntags:").replace(
        "lost: 10%", "lost: 10%\n        measures: {queue-time: 9 min}"
    )
    first = SEEN["buying/bread/2026-10-03-mystery-shop"].replace("took: 12 min", "measures: {queue-time: 8 min}")
    evidence = SEEN | {"buying/bread/2026-10-03-mystery-shop": first}
    organization = {"channels": CHANNELS, "measures": MEASURES}
    insight = count(write_content(tmp_path, {"buying/bread": journey}, organization, evidence))
    html = page(render(insight, Site()), JOURNEY)
    assert "Time in the queue 8 min, Oct 2026, we thought 9 min target 4 min" in row(html, "queues")
    about = words(html[html.index('id="about"') :])
    assert "Time in the queue 5 min, Sep 2026, we thought 7 min target 4 min" in about


def test_what_nobody_measured_is_told_as_it_was_written(tmp_path: Path) -> None:
    journey = SMALL.replace("lost: 10%", "lost: 10%\n        measures: {queue-time: 9 min}")
    assert "Time in the queue 9 min target 4 min" in row(
        page(render_seen(tmp_path, journey=journey), JOURNEY), "queues"
    )


def test_the_chart_on_a_phone_knows_suspected_red_points(tmp_path: Path) -> None:
    assert '<tr class="is-suspected">' in page(render_small(tmp_path / "assumed"), JOURNEY)
    organization = {"channels": CHANNELS, "measures": MEASURES, "settings": "red_point: {feels: 0}\n"}
    seen = page(render(count(write_content(tmp_path, {"buying/bread": SMALL}, organization, SEEN)), Site()), JOURNEY)
    assert '<tr class="is-red">' in seen


def test_standards_and_measures_are_told(rendered: Rendered) -> None:
    html = words(page(rendered, JOURNEY))
    assert "Shop 1 of 2 Is somebody greeted? 1 standard of its channels nobody asked about yet." in html
    assert "Time in the queue 5 min target 4 min, not met · better" in html
    assert "Nobody has seen lately: Smells the oven" in html


def test_every_text_of_every_piece_of_evidence_is_on_the_evidence_page(rendered: Rendered) -> None:
    html = page(rendered, EVIDENCE)
    told = words(html)
    for text in (
        "A queue without an end.", "It rained .", "Not expected: Nobody looked up", "The door stayed open",
        "Is somebody greeted? no", "After: Pays", "Nobody said goodbye", "“I come for the smell.”", "38 counted",
        "3% left for good", "Half a year ago it was dark.", "Till confirms that the description is right: Pays",
        "Time in the queue 6 min to 5 min, 2 values",
    ):  # fmt: skip
        assert text in told, text
    ids = set(re.findall(r'id="([^"]+)"', html))
    assert {f"evidence-2026-10-mystery-shop{n}" for n in ("", "-2", "-3")} <= ids
    assert {"seen-smells", "seen-queues", "seen-pays", "evidence-2026-11-review", "measure-queue-time"} <= ids
    assert told.count("too long ago to count") == 2, "in the walk of January, and in its touchpoint"


def test_nobody_finds_the_shift_and_the_future_counts_nowhere(rendered: Rendered) -> None:
    files = [
        (f.path, f.content) for f in rendered.files if not f.path.startswith("schema/") and isinstance(f.content, str)
    ]
    everything = [(p.address, p.html) for p in rendered.pages] + files
    for where, text in everything:
        for hidden in ("2026-10-03", "3 Oct 2026", "2026-10-17", "17 Oct", "time to come", "Not yet", "bread/2026"):
            assert hidden not in text, (where, hidden)
    shown = data(rendered, "journeys/buying/bread.json")["evidence"]
    assert [(e["method"], e["date"], e["people"]) for e in shown] == [
        ("review", "2026-11-02", 1),
        *[("mystery-shop", "2026-10", 1)] * 3,
        ("survey", "2026-09-30", 210),
        ("complaints", "2026-09-15", 38),
        ("walk", "2026-01-10", 1),
    ]


def test_the_data_says_what_was_thought_and_on_what_it_rests(rendered: Rendered) -> None:
    queues = moment(rendered, "queues")
    assert queues["authored"] == {"regular": -1, "stranger": -1.5}
    assert queues["basis"] == {"regular": "measured", "stranger": "seen"}
    assert (queues["n"], queues["seen"], queues["took_s"], queues["took_observed"]) == (213, True, 420, True)
    assert moment(rendered, "pays")["lost"] == 0.03
    whole = data(rendered, "journeys/buying/bread.json")
    assert whole["measures"][0]["points"] == [["2026-08-31", 6], ["2026-09-30", 5]]
    assert whole["standards"][0] == {"channel": "shop", "question": "Is somebody greeted?", "met": 1, "asked": 2}


def test_retired_journeys_keep_their_evidence(tmp_path: Path) -> None:
    retired = SMALL.replace("title: Buying bread", "title: Buying bread\nstatus: retired")
    rendered = render_seen(tmp_path, journey=retired)
    assert "A queue without an end." in page(rendered, EVIDENCE)
    assert "walk-sheet" not in page(rendered, JOURNEY)
    assert not [f.path for f in rendered.files if f.path.startswith("data/journeys/buying")]


def test_a_journey_without_evidence_has_no_page_of_it(tmp_path: Path) -> None:
    rendered = render_small(tmp_path)
    assert EVIDENCE not in {p.address for p in rendered.pages}
    assert "Nobody has gone and seen this journey yet" in page(rendered, JOURNEY)


def test_lists_mark_what_was_never_checked(tmp_path: Path) -> None:
    journeys = {"buying/bread": SMALL, "buying/cake": SMALL.replace("bread", "cake")}
    content = write_content(tmp_path, journeys, {"channels": CHANNELS, "measures": MEASURES}, SEEN)
    rendered = render(count(content), Site())
    listed = page(rendered, "journeys")
    assert '<option value="never">never checked (1)</option>' in listed
    assert re.findall(r'data-checked="(\w+)"', listed) == ["checked", "never"]
    for address in ("", "journeys"):
        assert "75% seen" in page(rendered, address)
        assert "never checked" in page(rendered, address)
    assert "never checked" in page(rendered, JOURNEY), "its neighbour is"


def test_the_overview_tells_what_was_learnt_lately(rendered: Rendered) -> None:
    html = page(rendered, "")
    learnt = html[html.index('id="learnt"') :]
    assert 'href="journeys/buying/bread/what_was_seen/#seen-queues"' in learnt
    assert "Queues Nobody looked up Buying bread · Mystery shop, Oct 2026" in words(learnt)


def test_still_red_stands_before_what_nobody_has_taken(tmp_path: Path) -> None:
    done = SMALL.replace("status: planned\n    due: 2026-10-01", "status: done\n    done_on: 2026-10-01")
    organization = {"channels": CHANNELS, "measures": MEASURES, "settings": "red_point: {feels: 0}\n"}
    rendered = render(count(write_content(tmp_path, {"buying/bread": done}, organization, SEEN)), Site())
    html = page(rendered, "backlog")
    still = html[html.index('id="still-red"') : html.index('id="unanswered"')]
    assert "Queues Buying bread done: Open a second till" in words(still)
    assert "too few to say : +0.5 before (210 people), −0.3 after (3 people), hoped for +1.0" in words(html)
    assert "hoped for +1.0. Still red: Queues" in words(page(rendered, JOURNEY))
    assert [point["id"] for point in data(rendered, "backlog.json")["still_red"]] == ["queues"]
