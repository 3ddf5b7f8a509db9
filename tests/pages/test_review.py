"""The review sheet: what an owner's meeting needs, and nothing that it cannot decide on."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pages_samples import SMALL, count, page, render_seen, render_small, write_content

from journeybook.pages import Site, render
from journeybook.source import LastEdition

if TYPE_CHECKING:
    from pathlib import Path

REVIEW = "journeys/buying/bread/review"

DONE = """\
  - id: door
    title: Close the door
    fixes: [pays]
    lifts_to: 1
    status: done
    done_on: 2026-08-01
  - {id: bell, title: Ring a bell, fixes: [queues], lifts_to: 1, status: done, done_on: 2026-09-01}
  - {id: stools, title: Put stools into the queue, fixes: [queues], lifts_to: 0.5, status: idea, effort: 1}
"""


def parts(html: str) -> dict[str, str]:
    """The text of each part of the sheet by its anchor."""
    found = {}
    for section in html.split("<section")[1:]:
        anchor = re.search(r'<h2 id="([a-z-]+)"', section)
        assert anchor is not None
        found[anchor[1]] = " ".join(re.sub(r"<[^>]+>", " ", section.partition(">")[2]).split())
    return found


def test_without_an_edition_the_review_period_says_what_is_new(tmp_path: Path) -> None:
    new = parts(page(render_seen(tmp_path), REVIEW))["new-evidence"]
    assert new.startswith("New evidence 6 All of the review period, as no edition is published yet.")
    assert (
        "Mystery shop , Oct 2026, Quality, 1 person, Stranger. A queue without an end. Not as expected: Queues ." in new
    )
    assert "Jan 2026" not in new
    assert "time to come" not in new


def test_new_is_what_the_last_edition_did_not_have(tmp_path: Path) -> None:
    had = frozenset({"buying/bread/2026-10-03-mystery-shop", "buying/bread/2026-10-17-mystery-shop"})
    site = Site(last_edition=LastEdition("2026.3", dt.date(2026, 10, 20), had))
    new = parts(page(render_seen(tmp_path, site), REVIEW))["new-evidence"]
    assert new.startswith("New evidence 5 Came in since edition 2026.3.")
    assert "A queue without an end" not in new
    assert "Half a year ago it was dark." in new  # old, and yet nobody has read it


def test_each_part_holds_what_belongs_to_it(tmp_path: Path) -> None:
    found = parts(page(render_seen(tmp_path, journey=SMALL + DONE), REVIEW))
    assert "Ideas that wait for a yes or a no" in found["decisions"]
    assert "Put stools into the queue" in found["decisions"]
    assert "Nothing is overdue" not in found["overdue"]
    assert "Close the door , done 1 Aug 2026: 0 observations before, 1 after. Look at Pays ." in found["to-check"]
    assert "Open a second till , overdue since 1 Oct 2026" in found["overdue"]
    assert "Smells the oven" in found["unseen"]
    assert "Visits differ: Queues (3 visits, 2.0 apart). What makes the difference?" in found["unseen"]
    assert "Not confirmed by their team: Counter (1 touchpoint)." in found["unseen"]
    assert "Time in the queue 5 min 4 min not met better" in found["measures"]


def test_a_journey_that_nobody_has_seen_says_so_and_asks_who_goes(tmp_path: Path) -> None:
    html = page(render_small(tmp_path), REVIEW)
    found = parts(html)
    assert "Nothing in the review period. Who goes and sees next, and when? Walk sheet" in found["new-evidence"]
    assert "Smells the oven , Queues , After: Queues , Pays" in found["unseen"]
    assert "What would show that it got better?" in found["measures"]
    assert "what_was_seen" not in html


def test_a_red_point_that_outlived_what_was_done_stands_out(tmp_path: Path) -> None:
    journey = SMALL.replace("status: planned", "status: done\n    done_on: 2026-09-01").replace(
        "    due: 2026-10-01\n", ""
    )
    head = "journey: buying/bread\nmethod: walk\ndate: 2026-10-03\npersona: stranger\n"
    walk = head + "observations: {queues: {feels: -2}}\n"
    rendered = render(count(write_content(tmp_path, {"buying/bread": journey}, None, {"walk": walk})), Site())
    found = parts(page(rendered, REVIEW))
    assert (
        "Queues : Regular: annoyed (suspected) · Stranger: upset · 10% leave for good (suspected)" in found["still-red"]
    )
    assert "Nothing waits for a decision." in found["decisions"]
    assert "Open a second till , done 1 Sep 2026: 0 observations before, 1 after." in found["to-check"]


def test_a_red_point_stands_with_the_feeling_that_makes_it_red_and_with_the_idea_for_it(tmp_path: Path) -> None:
    journey = SMALL.replace("status: planned", "status: idea").replace("    due: 2026-10-01\n", "")
    rendered = render(count(write_content(tmp_path, {"buying/bread": journey})), Site())
    decisions = parts(page(rendered, REVIEW))["decisions"]
    assert "−1.5 Queues Counter · suspected: go and see first · idea: Open a second till" in decisions
    assert "Regular: annoyed · Stranger: upset" in decisions
