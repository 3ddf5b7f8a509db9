"""What most tests of this folder begin with: a small site, or a tab on the Northline handbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from book_visit import Visit
from small_site import JOURNEY, SmallSite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture
def small_site(tmp_path: Path) -> SmallSite:
    """Material, search, journeybook and one journey, and nothing else."""
    site = SmallSite(tmp_path)
    site.write("mkdocs.yml", "site_name: Small\ntheme: material\nplugins: [search, journeybook]\n")
    site.write("docs/journeys/buying/gift-card.yml", JOURNEY)
    return site


@pytest.fixture
def visit(browser: Browser, site_url: str) -> Iterator[Visit]:
    """A tab on the Northline handbook."""
    made = Visit(browser, site_url)
    yield made
    made.close()
