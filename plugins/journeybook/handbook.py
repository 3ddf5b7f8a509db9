"""The whole trip on one screen: a folder becomes a handbook, the handbook its figures, the figures pages and data.

Used by the adapters. Two steps, so that an adapter can stop at the problems before it asks for pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.analysis import analyse
from journeybook.pages import render
from journeybook.source import load_edition
from journeybook.source.embeds import EmbedReader

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
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
    """Of all files, also those of pages."""
    embeds: EmbedReader
    """Reads what pages show of the handbook."""
    of_pages: tuple[Problem, ...] = ()
    """Of the problems those of blocks in pages, which show in their place."""

    @property
    def broken(self) -> bool:
        """Whether any problem is an error."""
        return any(problem.severity == "error" for problem in self.problems)


def read_handbook(content: Path, root: Path, pages: Iterable[Path] = (), *, drafts: bool = False) -> Reading:
    """Read the folder `content`, and what the Markdown `pages` show of it, where `drafts` can be shown or not.

    Files are named relative to `root` in problems.
    """
    handbook, on, problems = load_edition(content, root=root)
    embeds = EmbedReader(handbook, drafts=drafts)
    of_pages = embeds.check_pages(pages, root)
    return Reading(handbook, on, (*problems, *of_pages), embeds, of_pages)


def make_pages(reading: Reading, site: Site) -> Rendered:
    """Count, and render every page and data file. Journeys whose files have errors are left out."""
    handbook = reading.handbook
    insight = analyse(handbook, on=reading.on, drafts=site.drafts or handbook.settings.drafts)
    return render(insight, site)
