"""All pages and data files of a handbook. Used by `handbook` and the adapters; the only way into this folder."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from journeybook.pages.book_pages import render_counting, render_overview, render_words
from journeybook.pages.data import render_data
from journeybook.pages.environment import make_environment
from journeybook.pages.journey_page import render_journey, render_retired
from journeybook.pages.list_pages import render_backlog, render_journeys
from journeybook.pages.site import DataFile, Rendered, link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeybook.analysis import Insight
    from journeybook.pages.site import Page, Site


def render(insight: Insight, site: Site) -> Rendered:
    """Render the whole handbook. Nothing is written: the adapter decides where pages and files go."""
    environment = make_environment(site.template_folder)
    journeys = list(insight.journeys.values())
    pages: list[Page] = [
        render_overview(environment, site, insight),
        *render_journeys(environment, site, insight),
        *render_backlog(environment, site, insight),
        render_words(environment, site, insight),
        render_counting(environment, site, insight),
    ]
    files = list(render_data(site, insight))
    for number, journey in enumerate(journeys):
        before = journeys[number - 1] if number else None
        after = journeys[number + 1] if number + 1 < len(journeys) else None
        page, figure = render_journey(environment, site, insight, journey, (before, after))
        pages.append(page)
        files.append(figure)
    retired = [j for j in insight.handbook.journeys.values() if j.status == "retired"]
    pages += [render_retired(environment, site, insight, journey) for journey in retired]
    files += _redirects(insight, site, {page.address for page in pages})
    return Rendered(tuple(pages), tuple(files))


def _redirects(insight: Insight, site: Site, taken: set[str]) -> Iterator[DataFile]:
    """A page in the place of every journey that moved, leading to where it is now."""
    for journey in insight.handbook.journeys.values():
        address = f"journeys/{journey.id}"
        if address not in taken:
            continue
        for old in journey.formerly:
            here = f"journeys/{old}"
            if here in taken:
                continue
            target = escape(link(site, here, address))
            title = escape(journey.title)
            yield DataFile(
                f"{here}/index.html" if site.directory_urls else f"{here}.html",
                f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n'
                f'<meta http-equiv="refresh" content="0; url={target}"><link rel="canonical" href="{target}">\n'
                f'<meta name="robots" content="noindex"></head>\n'
                f'<body><p>This journey has moved to <a href="{target}">{title}</a>.</p></body></html>\n',
            )
