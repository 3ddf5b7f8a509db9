"""The small site that most tests of this folder begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_site import JOURNEY, SmallSite

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def small_site(tmp_path: Path) -> SmallSite:
    """Material, search, journeybook and one journey, and nothing else."""
    site = SmallSite(tmp_path)
    site.write("mkdocs.yml", "site_name: Small\ntheme: material\nplugins: [search, journeybook]\n")
    site.write("docs/journeys/buying/gift-card.yml", JOURNEY)
    return site
