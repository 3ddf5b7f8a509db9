"""The handbook on its way into MkDocs: files, titles, bodies.

Used by the plugin's hooks after `on_pre_build`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import AnchorLink, TableOfContents

from journeybook.mkdocs_plugin.book import is_left_out, name_for_editing
from journeybook.source.images import IMAGE_ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

    from journeybook.mkdocs_plugin.assets import Asset
    from journeybook.mkdocs_plugin.book import Book
    from journeybook.pages.site import Heading, Page

log = get_plugin_logger("journeybook")

JOURNEY_BOOST = 2
"""How much more a journey weighs in the search than a page about words or lists that names the same."""

OWN_FOLDERS = ("journeys", "organization", "evidence")
OWN_ENDINGS = (".yml", ".yaml", ".csv")


def exclude_sources(files: Files, content: Path, templates: Path | None) -> None:
    """Keep journeys, organization and evidence out of the built site, and templates, which a theme would publish."""
    folders = tuple(str(content / name) + os.sep for name in OWN_FOLDERS)
    template_folder = str(templates.resolve()) + os.sep if templates else None
    for file in files:
        # Both where it is named and where a link leads to: an event log must not get out by either way.
        path = os.path.realpath(file.abs_src_path or "")
        is_named = (file.abs_src_path or "").startswith(folders)
        is_source = file.src_uri.lower().endswith(OWN_ENDINGS) and (is_named or path.startswith(folders))
        if is_source or (template_folder is not None and path.startswith(template_folder)):
            file.inclusion = InclusionLevel.EXCLUDED


def add_files(files: Files, config: MkDocsConfig, book: Book, assets: Mapping[str, Asset], content: Path) -> None:
    """Add pages, data, assets, and the pictures of a content folder that MkDocs does not publish by itself."""
    for name, page in book.pages.items():
        by_hand = files.get_file_from_path(name)
        if by_hand is not None and is_left_out(by_hand):
            files.remove(by_hand)
            by_hand = None
        if by_hand is None:
            inclusion = InclusionLevel.INCLUDED if page.listed else InclusionLevel.NOT_IN_NAV
            generated = File.generated(config, name, content="", inclusion=inclusion)
            generated.edit_uri = name_for_editing(config, page.file) if page.file else None
            files.append(generated)
    while book.files:
        data = book.files.pop()
        whole = data.content if isinstance(data.content, bytes) else data.content.encode()
        files.append(File.generated(config, data.path, content=whole))
    for address, asset in assets.items():
        if isinstance(asset, bytes):
            files.append(File.generated(config, address, content=asset))
        else:
            files.append(File.generated(config, address, abs_src_path=str(asset)))
    if content != Path(config.docs_dir).resolve():
        add_pictures(files, config, content)


def add_pictures(files: Files, config: MkDocsConfig, content: Path) -> None:
    """Publish the pictures beside the sources at their path below `content`, where pages look for them."""
    built = Path(config.site_dir).resolve()
    for path in sorted(content.rglob("*")):
        name = path.relative_to(content).as_posix()
        hidden = any(part.startswith(".") for part in name.split("/"))
        wanted = name.lower().endswith(IMAGE_ENDINGS) and not hidden and built not in path.parents
        if wanted and files.get_file_from_path(name) is None:
            files.append(File.generated(config, name, abs_src_path=str(path)))


def describe_page(page: MkDocsPage, book: Book) -> None:
    """Give a page its title and description, escaped because themes print them as they are, and the edition's date."""
    page.update_date = book.on.isoformat()
    generated = book.pages.get(page.file.src_uri)
    if generated is not None:
        page.meta.setdefault("title", str(escape(generated.title)))
        page.meta.setdefault("description", str(escape(generated.description)))
        if generated.is_sheet:
            page.meta["hide"] = ["navigation", "toc"]
        if not generated.is_searched:
            page.meta["search"] = {"exclude": True}
        elif generated.address.startswith("journeys/"):
            page.meta.setdefault("search", {"boost": JOURNEY_BOOST})
    elif "journeybook" in page.meta:
        file, name = page.file.src_uri, page.meta["journeybook"]
        log.warning("%s: `journeybook: %s` names no page at this address, so nothing is put here", file, name)


def fill_page(page: MkDocsPage, generated: Page, html: str) -> str:
    """The body: what was written by hand, then what was generated. Headings and anchors of both are kept."""
    ours = [_to_anchor(heading, 2) for heading in generated.toc]
    by_hand = list(page.toc)
    if by_hand and by_hand[0].level == 1:
        by_hand[0].children.extend(ours)
    else:
        by_hand.extend(ours)
    page.toc = TableOfContents(by_hand)
    page.present_anchor_ids = (page.present_anchor_ids or set()) | generated.anchors
    if html and "<h1" not in html and "<h1" not in generated.html:
        html = f"<h1>{page.title}</h1>\n{html}"
    return html + generated.html


def add_to_toc(toc: TableOfContents, headings: Iterable[tuple[str, str]]) -> TableOfContents:
    """A table of contents with further headings, each an id and a title as HTML."""
    return TableOfContents([*toc, *(AnchorLink(title, anchor, 4) for anchor, title in headings)])


def mark_section(page: MkDocsPage, nav: Navigation, *, active: bool) -> None:
    """Mark the index page in the navigation below which a page stands that is not in the navigation itself."""
    if page not in nav.pages:
        folders = {index.file.src_uri.removesuffix(".md"): index for index in nav.pages}
        above = [folder for folder in folders if page.file.src_uri.startswith(f"{folder}/")]
        if above:
            folders[max(above, key=len)].active = active


def _to_anchor(heading: Heading, level: int) -> AnchorLink:
    anchor = AnchorLink(str(escape(heading.title)), heading.id, level)
    anchor.children = [_to_anchor(child, level + 1) for child in heading.children]
    return anchor
