"""The whole trip on one screen: a folder becomes a handbook, the handbook its figures, the figures pages and data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis import analyse
from journeybook.pages import render
from journeybook.source import edition_date, load

if TYPE_CHECKING:
    from pathlib import Path

    from journeybook.pages.site import Rendered, Site
    from journeybook.problems import Problem


def make_handbook(content: Path, root: Path, site: Site) -> tuple[Rendered, tuple[Problem, ...]]:
    """Load the folder `content` and render every page; files are named relative to `root` in problems."""
    handbook, problems = load(content, root=root)
    on, doubts = edition_date(content, root=root)
    insight = analyse(handbook, on=on, drafts=site.drafts or handbook.settings.drafts)
    return render(insight, site), (*doubts, *problems)
