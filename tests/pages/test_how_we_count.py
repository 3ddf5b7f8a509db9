from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from pages_samples import SMALL, count, write_content

from journeybook.pages import Site
from journeybook.pages.book_pages import FIGURES, render_counting
from journeybook.pages.environment import make_environment
from journeybook.pages.view import Build

if TYPE_CHECKING:
    from pathlib import Path


def explain(tmp_path: Path, settings: str = "") -> str:
    organization = {"settings": settings} if settings else {}
    insight = count(write_content(tmp_path, {"buying/bread": SMALL}, organization))
    return render_counting(Build(make_environment(None), Site(), insight)).html


def test_every_figure_that_is_explained_is_in_the_contents_and_the_other_way_round(tmp_path: Path) -> None:
    headings = re.findall(r'<h2 id="?([\w-]+)"?>([^<]+)</h2>', unescape(explain(tmp_path)))
    assert tuple(headings) == FIGURES


@pytest.mark.parametrize("model", ["lift", "rice", "value-effort"])
def test_the_model_of_the_book_is_named(tmp_path: Path, model: str) -> None:
    assert f"This book ranks by <em>{model}</em>" in explain(tmp_path, f"priority: {model}\n")
