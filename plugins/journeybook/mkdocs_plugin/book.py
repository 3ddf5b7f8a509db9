"""One build's handbook: read, checked, counted, rendered, and placed at addresses that are free.

Used by the plugin's `on_pre_build`, before MkDocs empties the old site.
"""

from __future__ import annotations

import functools
import os
import re
import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2 import TemplateError, TemplateSyntaxError
from markupsafe import Markup
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel, get_files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import meta

from journeybook.handbook import Reading, make_pages, read_handbook
from journeybook.mkdocs_plugin.assets import PLOTLY, SHEET
from journeybook.mkdocs_plugin.config import find_content, find_edition, find_root, find_templates
from journeybook.mkdocs_plugin.embeds import PageEmbeds
from journeybook.pages.site import DataFile, Page, Rendered, Site, link, source_name
from journeybook.problems import Problem, Span, format_problem, format_problems
from journeybook.source import find_last_edition

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from mkdocs.config.defaults import MkDocsConfig

    from journeybook.mkdocs_plugin.assets import Asset
    from journeybook.mkdocs_plugin.config import JourneybookConfig

log = get_plugin_logger("journeybook")

TEMPLATE_ENDING = ".j2"


@dataclass(frozen=True, slots=True)
class Book:
    """One build's handbook, on its way into the site. What is handed over leaves it, so that nothing is kept twice."""

    on: dt.date
    """The edition's date."""
    files: list[DataFile]
    pages: dict[str, Page]
    """By the Markdown file that each one fills."""
    embeds: PageEmbeds
    """What other pages show of it."""

    def hand_over(self, name: str) -> Page | None:
        """The page that fills the Markdown file `name`, which stays behind without its body; None where none does."""
        page = self.pages.get(name)
        if page is not None:
            self.pages[name] = replace(page, html="")
        return page


def make_book(config: MkDocsConfig, chosen: JourneybookConfig, assets: Mapping[str, Asset], *, preview: bool) -> Book:
    """Read, check, count and render. Errors end the build; in the preview they show in the pages instead."""
    by_hand = {file.dest_uri: file for file in get_files(config) if not is_left_out(file)}
    written = [
        Path(file.abs_src_path) for file in by_hand.values() if file.abs_src_path and file.is_documentation_page()
    ]
    reading = read_handbook(find_content(config, chosen), find_root(config), sorted(written), drafts=preview)
    if not preview and (reading.broken or (config.strict and reading.problems)):
        raise Abort(format_problems(reading.problems))
    site = replace(describe_site(config, chosen, assets, by_hand), drafts=preview)
    try:
        rendered = make_pages(reading, site)
    except TemplateError as error:
        message = f"A template cannot be used: {_template_position(error)}{error}"
        raise PluginError(message) from error
    pages, taken = place_pages(rendered, config, by_hand)
    reading = replace(reading, problems=(*reading.problems, *taken))
    if taken and not preview:
        raise Abort(format_problems(reading.problems))
    for problem in reading.problems:
        (log.error if problem.severity == "error" else log.warning)(format_problem(problem))
    embeds = PageEmbeds(reading.embeds, rendered.embedder, find_root(config), preview=preview)
    shown = show_problems(pages, reading, site) if preview else pages
    return Book(reading.on, list(reversed(rendered.files)), shown, embeds)


def _template_position(error: TemplateError) -> str:
    """`file:line: ` in the template, which stands in the error only where its syntax is wrong."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}: "
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(TEMPLATE_ENDING)]
    return f"{frames[-1].filename}:{frames[-1].lineno}: " if frames else ""


def is_left_out(file: File) -> bool:
    """Whether the site's own settings keep a file out of it."""
    return bool(file.inclusion.value <= InclusionLevel.DRAFT.value)


def named_page(file: File) -> str | None:
    """The generated page that a hand-written one takes over by its front matter (`journeybook: overview`)."""
    if not file.is_documentation_page():
        return None  # HTML as it is, which nothing can be put into
    name = meta.get_data(file.content_string)[1].get("journeybook")
    return None if name is None else str(name)


def has_heading(file: File) -> bool:
    """Whether the text of a page brings a heading of its own."""
    return re.search(r"^#\s|^=+\s*$|<h1", meta.get_data(file.content_string)[0], re.MULTILINE) is not None


def place_pages(
    rendered: Rendered, config: MkDocsConfig, by_hand: Mapping[str, File]
) -> tuple[dict[str, Page], tuple[Problem, ...]]:
    """The generated pages by the Markdown file that each fills, and a problem for each address that is taken."""
    placed: dict[str, Page] = {}
    root = find_root(config)
    clashes = ((data, by_hand.get(data.path)) for data in rendered.files)
    taken = [_address_taken(data.path, None, other, root) for data, other in clashes if other is not None]
    for page in rendered.pages:
        own = File.generated(config, source_name(page.address), content="")
        other = by_hand.get(own.dest_uri)
        if other is not None and (page.name is None or named_page(other) != page.name):
            taken.append(_address_taken(page.title, page.name, other, root))
        else:
            placed[other.src_uri if other else own.src_uri] = page
    return placed, tuple(taken)


def _address_taken(title: str, name: str | None, other: File, root: Path) -> Problem:
    way_out = "move it to another address"
    if name is not None and other.is_documentation_page():
        way_out += f", or write `journeybook: {name}` in its front matter to put its text on top of the page"
    file = Path(os.path.relpath(other.abs_src_path or other.src_uri, root)).as_posix()
    message = f'this file stands at the address of the generated "{title}"'
    return Problem("address-taken", message, Span(file), help=way_out)


def show_problems(pages: Mapping[str, Page], reading: Reading, site: Site) -> dict[str, Page]:
    """The pages of the preview: errors stand on the page of their file, where it has one, and else on the overview."""
    broken = [p for p in reading.problems if p.severity == "error" and p not in reading.of_pages]
    shown = {
        source_name(f"journeys/{journey}"): Page(f"journeys/{journey}", journey, "", html="", file=file)
        for journey, file in reading.handbook.unreadable.items()
    } | dict(pages)
    homes = {page.file for page in shown.values() if page.file}
    for name, page in shown.items():
        own = [p for p in broken if p.span.file == page.file or (page.name == "overview" and p.span.file not in homes)]
        missing = _name_missing(reading, page, site) if page.name == "overview" else ""
        if own or missing:
            shown[name] = replace(page, html=(box_problems(tuple(own)) if own else "") + missing + page.html)
    return shown


def _name_missing(reading: Reading, overview: Page, site: Site) -> str:
    """Links to the journeys that the preview cannot show, for the overview that they are missing from."""
    links = [
        Markup('<a href="{}">{}</a>').format(link(site, overview.address, f"journeys/{journey}"), journey)
        for journey in reading.handbook.unreadable
    ]
    if not links:
        return ""
    said = Markup(", ").join(links)
    return str(
        Markup(
            '<div class="jb"><p class="jb-problems" role="alert">Not shown until their errors are mended: {}</p></div>'
        ).format(said)
    )


def box_problems(problems: tuple[Problem, ...]) -> str:
    """The problems as HTML, as they stand in a page of the preview."""
    said = '<section class="jb-problems" role="alert"><h2>This cannot be published yet</h2><pre>{}</pre></section>'
    box = f'<div class="jb">{said}</div>'
    return str(Markup(box).format(format_problems(problems)))  # noqa: S704 - a constant, whose `format` escapes


def describe_site(
    config: MkDocsConfig,
    chosen: JourneybookConfig,
    assets: Mapping[str, Asset],
    by_hand: Mapping[str, File],
) -> Site:
    """What the pages need to know of this site; `by_hand` is its hand-written files by their addresses."""
    home = by_hand.get("index.html")
    is_overview = home is not None and named_page(home) == "overview"
    pages = (file for file in by_hand.values() if file.is_documentation_page())
    return Site(
        edition=find_edition(chosen),
        last_edition=find_last_edition(find_content(config, chosen), building=find_edition(chosen)),
        directory_urls=config.use_directory_urls,
        overview_at_root=home is None or is_overview,
        headed=frozenset(name for file in pages if (name := named_page(file)) and has_heading(file)),
        plotly=_find_asset(assets, PLOTLY, ".js"),
        workbook=chosen.workbook,
        sheet_style=_find_asset(assets, SHEET, ".css"),
        sheet_script=_find_asset(assets, SHEET, ".js"),
        icon=functools.cache(lambda name: find_icon(config.theme.dirs, name)),
        edit_url=lambda file: find_edit_url(config, file),
        template_folder=find_templates(config, chosen),
        content_folder=name_content_folder(find_content(config, chosen), find_root(config)),
    )


def name_content_folder(content: Path, root: Path) -> str:
    """The folder `content` as problems name it; empty for `root` itself, and outside, where no reader needs to know."""
    name = content.relative_to(root).as_posix() if content.is_relative_to(root) else ""
    return "" if name == "." else name


def _find_asset(assets: Iterable[str], beginning: str, ending: str) -> str:
    return next((name for name in assets if name.startswith(beginning) and name.endswith(ending)), "")


def find_icon(theme_folders: Iterable[str], name: str) -> str | None:
    """The SVG of an icon that the theme ships, by its name (`material/web`); None where it has no such icon."""
    if re.fullmatch(r"[a-z0-9_-]+(/[a-z0-9_-]+)*", name):
        for folder in theme_folders:
            file = Path(folder, ".icons", f"{name}.svg")
            if file.is_file():
                return file.read_text(encoding="utf-8").strip()
    return None


def name_for_editing(config: MkDocsConfig, file: str) -> str:
    """A source file, named as in problems, as `edit_uri` wants it: relative to `docs_dir`."""
    return quote(Path(os.path.relpath(find_root(config) / file, config.docs_dir)).as_posix())


def find_edit_url(config: MkDocsConfig, file: str) -> str | None:
    """Where a source file is edited; asked of a page that is thrown away, so that the answer is MkDocs' own."""
    stand_in = File.generated(config, "edit.md", content="")
    stand_in.edit_uri = name_for_editing(config, file)
    return MkDocsPage(None, stand_in, config).edit_url
