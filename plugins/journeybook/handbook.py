"""The whole trip on one screen: a folder becomes a handbook, the handbook its figures, the figures pages and data.

Used by the adapters. Two steps, so that an adapter can stop at the problems before it asks for pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.analysis import analyse
from journeybook.pages import render
from journeybook.source import load_edition

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from journeybook.model import Handbook
    from journeybook.pages.site import Rendered, Site
    from journeybook.problems import Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a folder: the handbook as far as its files are sound, the edition's date, all problems."""

    handbook: Handbook
    on: dt.date
    problems: tuple[Problem, ...]

    @property
    def broken(self) -> bool:
        """Whether any problem is an error."""
        return any(problem.severity == "error" for problem in self.problems)


def read_handbook(content: Path, root: Path) -> Reading:
    """Read the folder `content`; files are named relative to `root` in problems."""
    return Reading(*load_edition(content, root=root))


def make_pages(reading: Reading, site: Site) -> Rendered:
    """Count, and render every page and data file. Journeys whose files have errors are left out."""
    handbook = reading.handbook
    insight = analyse(handbook, on=reading.on, drafts=site.drafts or handbook.settings.drafts)
    return render(insight, site)
