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


def write_content(folder: Path, journeys: dict[str, str], organization: dict[str, str] | None = None) -> Path:
    """Write a handbook's files below `folder`/content and return that folder."""
    content = folder / "content"
    for name, text in journeys.items():
        file = content / "journeys" / f"{name}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for name, text in (organization or {}).items():
        file = content / "organization" / f"{name}.yml"
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


def page(rendered: Rendered, address: str) -> str:
    """The HTML of the page at `address`."""
    return next(p.html for p in rendered.pages if p.address == address)
