"""How we count: every figure has its section, and every data file is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pages_samples import count, page, render_small, write_content

from journeybook.pages import Site, render
from journeybook.pages.book_pages import FIGURES

if TYPE_CHECKING:
    from pathlib import Path


def test_sections_stand_in_the_order_of_the_contents(tmp_path: Path) -> None:
    html = page(render_small(tmp_path), "how-we-count")
    assert re.findall(r'<h2 id="([a-z-]+)">', html) == [anchor for anchor, _ in FIGURES]


def test_every_link_to_a_formula_leads_to_a_section(tmp_path: Path) -> None:
    linked = {
        anchor
        for found in render_small(tmp_path).pages
        for anchor in re.findall(r'href="[./]*how-we-count/#([a-z-]+)"', found.html)
    }
    assert linked
    assert linked <= {anchor for anchor, _ in FIGURES}


def test_all_open_data_is_named_and_there(tmp_path: Path) -> None:
    rendered = render_small(tmp_path)
    named = set(re.findall(r'href="\.\./(data/[a-z.-]+)" download', page(rendered, "how-we-count")))
    made = {f.path for f in rendered.files if re.fullmatch(r"data/[a-z-]+\.(json|csv|xlsx)", f.path)}
    assert named == made - {"data/words.json"}  # which serves the glossary of the pages


def test_a_workbook_that_is_not_made_is_not_named(tmp_path: Path) -> None:
    insight = count(write_content(tmp_path, {"one": "title: One\nstages: [{name: S, touchpoints: [{name: T}]}]\n"}))
    rendered = render(insight, Site(workbook=False))
    assert not [p.address for p in rendered.pages if "handbook.xlsx" in p.html]
