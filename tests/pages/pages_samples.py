"""Handbooks for the tests of the pages, loaded from files as an author would write them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from journeybook.analysis import analyse
from journeybook.pages import Rendered, Site, render
from journeybook.problems import format_problems
from journeybook.source import load

if TYPE_CHECKING:
    from pathlib import Path

    from journeybook.analysis import Insight

ON = dt.date(2026, 11, 21)

SMALL = """\
title: Buying bread
lifecycle: buy
owner: counter
personas: [regular, stranger]
volume: {customers: 1000, per: month}
tags: [shop, early morning]
stages:
  - name: On the way
    touchpoints:
      - {id: smells, name: Smells the oven, ours: false, feels: 2}
  - name: In the shop
    touchpoints:
      - id: queues
        name: Queues
        channel: shop
        owner: counter
        feels: {regular: -1, stranger: -1.5}
        lost: 10%
        after: {wait: 5 min, feels: -0.5}
      - id: pays
        name: Pays
        channel: shop
        owner: till
        feels: 0.5
improvements:
  - id: second-till
    title: Open a second till
    fixes: [queues]
    lifts_to: 1
    status: planned
    due: 2026-10-01
    effort: 2
    confidence: 80%
"""


SEEN = {
    "buying/bread/2026-10-03-mystery-shop": """\
journey: buying/bread
method: mystery-shop
date: 2026-10-03
by: quality
persona: stranger
summary: A queue without an end.
notes: "It *rained*."
observations:
  queues:
    feels: -2
    expected: false
    took: 12 min
    note: Nobody looked up
    answers: {"Is somebody greeted?": "no"}
    pains: The door stayed open
  pays/after: {note: "Nobody said goodbye"}
""",
    "buying/bread/2026-10-17-mystery-shop": """\
journey: buying/bread
method: mystery-shop
date: 2026-10-17
by: quality
persona: stranger
observations:
  queues: {feels: 0, took: 4 min, answers: {"Is somebody greeted?": "yes"}}
""",
    "buying/bread/2026-10-24-mystery-shop": """\
journey: buying/bread
method: mystery-shop
date: 2026-10-24
by: quality
persona: stranger
observations:
  queues: {feels: 1, took: 5 min}
  pays: {feels: 0.5}
""",
    "buying/bread/2026-09-30-survey": """\
journey: buying/bread
method: survey
date: 2026-09-30
persona: regular
sample: 210
quotes: I come for the smell.
measures: {queue-time: {2026-08-31: 6 min, 2026-09-30: 5 min}}
observations:
  queues: {feels: 0.5}
  queues/after: {feels: -0.5}
""",
    "buying/bread/2026-09-15-complaints": """\
journey: buying/bread
method: complaints
date: 2026-09-15
by: till
sample: 38
observations:
  pays: {count: 38, lost: 3%}
""",
    "buying/bread/2026-01-10-walk": """\
journey: buying/bread
method: walk
date: 2026-01-10
summary: Half a year ago it was dark.
observations:
  smells: {feels: 1}
""",
    "buying/bread/2026-11-02-review": """\
journey: buying/bread
method: review
date: 2026-11-02
by: till
observations:
  pays:
""",
    "buying/bread/2027-01-01-walk": """\
journey: buying/bread
method: walk
date: 2027-01-01
summary: From the time to come.
observations:
  pays: {feels: -2, note: "Not yet"}
""",
}
"""Evidence of the small handbook: visits that disagree, a survey, complaints, a walk of old, a review, one too late."""

CHANNELS = "shop: {name: Shop, standards: [Is somebody greeted?, Is it warm?]}\n"
MEASURES = "queue-time: {name: Time in the queue, unit: min, better: lower, target: 4}\n"


def write_content(
    folder: Path,
    journeys: dict[str, str],
    organization: dict[str, str] | None = None,
    evidence: dict[str, str] | None = None,
) -> Path:
    """Write a handbook's files below `folder`/content and return that folder."""
    content = folder / "content"
    for part, files in (("journeys", journeys), ("organization", organization), ("evidence", evidence)):
        for name, text in (files or {}).items():
            file = content / part / f"{name}.yml"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return content


def count(content: Path, *, drafts: bool = False) -> Insight:
    """The figures of the handbook in `content`, which must have no errors."""
    handbook, problems = load(content, root=content.parent)
    assert not [p for p in problems if p.severity == "error"], format_problems(problems)
    return analyse(handbook, on=ON, drafts=drafts)


def render_small(folder: Path, site: Site | None = None) -> Rendered:
    """The small handbook, rendered."""
    return render(count(write_content(folder, {"buying/bread": SMALL})), site or Site())


def render_seen(folder: Path, site: Site | None = None, journey: str = SMALL) -> Rendered:
    """The small handbook with its evidence, rendered."""
    organization = {"channels": CHANNELS, "measures": MEASURES}
    return render(count(write_content(folder, {"buying/bread": journey}, organization, SEEN)), site or Site())


def page(rendered: Rendered, address: str) -> str:
    """The HTML of the page at `address`."""
    return next(p.html for p in rendered.pages if p.address == address)
