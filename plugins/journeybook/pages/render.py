"""All pages and data files of a handbook. Used by `handbook` and the adapters; the only way into this folder."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from journeybook.analysis import analyse_journey, keep_published
from journeybook.model import plain_text
from journeybook.pages.backlog_page import render_backlog
from journeybook.pages.book_pages import render_counting, render_overview, render_words
from journeybook.pages.data import render_data
from journeybook.pages.embeds import Embedder
from journeybook.pages.environment import make_environment
from journeybook.pages.evidence_page import render_evidence
from journeybook.pages.explained_words import render_word_data
from journeybook.pages.failure_page import render_failure_demand
from journeybook.pages.journey_page import render_journey
from journeybook.pages.lifecycle_page import render_lifecycle
from journeybook.pages.list_pages import render_journeys
from journeybook.pages.record_pages import list_moved, render_records
from journeybook.pages.review import render_review
from journeybook.pages.sides_data import render_names, render_sides
from journeybook.pages.site import DataFile, Part, Rendered, join_parts, link
from journeybook.pages.to_be_page import render_comparison
from journeybook.pages.view import Build
from journeybook.pages.walk_sheet import WalkSheets
from journeybook.pages.what_if import render_what_if
from journeybook.pages.workbook import render_workbook
from journeybook.source import json_schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeybook.analysis import Insight, JourneyInsight
    from journeybook.pages.site import Site


def render(insight: Insight, site: Site) -> Rendered:
    """Render the whole handbook. Nothing is written: the adapter decides where pages and files go."""
    build = Build(make_environment(site.template_folder), site, insight)
    pages, files = join_parts((_render_data(build), *_render_book(build), *_render_journeys(build)))
    moved = _redirects(build, {page.address for page in pages})
    return Rendered(pages, (*files, *moved, *_render_schemas()), Embedder(insight, site))


def _render_data(build: Build) -> Part:
    """The open data: what is published, whatever the pages show."""
    site, insight = build.site, build.insight
    published = keep_published(insight)
    files = [*render_data(site, published), *render_sides(site, published)]
    files += (render_word_data(site, insight), render_names(site, insight))
    if site.workbook:
        files.append(render_workbook(site, published))
    return Part(files=tuple(files))


def _render_book(build: Build) -> Iterator[Part]:
    """The pages about all journeys together."""
    yield Part((render_overview(build), *render_journeys(build)))
    yield render_lifecycle(build)
    yield render_backlog(build)
    yield render_failure_demand(build)
    yield Part((render_words(build), render_counting(build)))
    yield render_records(build)


def _render_journeys(build: Build) -> Iterator[Part]:
    """The pages of each journey; of a retired one those that tell what it was."""
    insight = build.insight
    walk_sheets = WalkSheets(build)
    for journey, neighbours in _find_neighbours(insight):
        yield from _render_journey(build, journey, neighbours)
        yield Part((walk_sheets.render(journey.journey), render_review(build, journey)))
        yield render_comparison(build, journey)
    for written in insight.handbook.journeys.values():
        if written.status == "retired":
            retired = analyse_journey(written, insight.handbook, insight.on, insight.journeys)
            yield from _render_journey(build, retired, (None, None))


def _render_journey(
    build: Build, journey: JourneyInsight, neighbours: tuple[JourneyInsight | None, JourneyInsight | None]
) -> Iterator[Part]:
    yield render_journey(build, journey, neighbours)
    yield Part(files=render_what_if(journey))
    yield render_evidence(build, journey)


def _render_schemas() -> Iterator[DataFile]:
    for kind, schema in json_schemas().items():
        yield DataFile(f"schema/{kind}.json", json.dumps(schema, ensure_ascii=False, indent=1) + "\n")


def _find_neighbours(
    insight: Insight,
) -> Iterator[tuple[JourneyInsight, tuple[JourneyInsight | None, JourneyInsight | None]]]:
    """Every journey with the one before and the one after it on the lifecycle; those beside it have none."""
    phases = insight.handbook.phases
    along = [j for j in insight.present if j.journey.lifecycle in phases or not phases]
    places = {journey.journey.id: place for place, journey in enumerate(along)}
    for journey in insight.journeys.values():
        place = places.get(journey.journey.id)
        if place is None:
            yield journey, (None, None)
        else:
            yield journey, (along[place - 1] if place else None, along[place + 1] if place + 1 < len(along) else None)


def _redirects(build: Build, taken: set[str]) -> Iterator[DataFile]:
    """A page in the place of every journey and record that moved, leading to where it is now."""
    journeys = [
        (f"journeys/{old}", f"journeys/{journey.id}", plain_text(journey.title), "journey")
        for journey in build.insight.handbook.journeys.values()
        for old in journey.formerly
    ]
    for here, address, title, word in (*journeys, *list_moved(build)):
        if address in taken and here not in taken:
            yield _redirect(build.site, here, address, (title, word))


def _redirect(site: Site, here: str, address: str, names: tuple[str, str]) -> DataFile:
    target, title = escape(link(site, here, address)), escape(names[0])
    return DataFile(
        f"{here}/index.html" if site.directory_urls else f"{here}.html",
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={target}"><link rel="canonical" href="{target}">\n'
        f'<meta name="robots" content="noindex"><link rel="icon" href="data:,"></head>\n'
        f'<body><p>This {names[1]} has moved to <a href="{target}">{title}</a>.</p></body></html>\n',
    )
