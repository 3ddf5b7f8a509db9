"""What goes into the pages from outside, and what comes out.

The adapters (MkDocs, the command line) speak only of these.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from journeybook.pages.embeds import Embedder
    from journeybook.source import LastEdition

PageName = Literal[
    "overview", "journeys", "lifecycle", "backlog", "failure-demand", "teams", "channels", "systems", "personas",
    "measures", "words", "how-we-count",
]  # fmt: skip
"""Pages that a hand-written page may take over by naming them in its front matter: `journeybook: overview`."""


_SHARED: Final = "journeys/"
"""The folder that nearly all pages stand in; links within it need not go up to the root."""


def _nothing(_: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Site:
    """What an adapter knows of the site that the pages go to."""

    edition: str | None = None
    """The published version's name (`2026.4`); None for a working copy."""
    last_edition: LastEdition | None = None
    """The edition that readers have had so far, for what is new since then; None before the first."""
    directory_urls: bool = True
    """Whether a page's address is a folder (`words/`) or a file (`words.html`)."""
    overview_at_root: bool = True
    """Whether the overview is the home page, or stands at `overview/` beside a hand-written one."""
    headed: frozenset[str] = frozenset()
    """Names of the pages whose hand-written text on top brings the heading."""
    drafts: bool = False
    """Whether drafts are shown, as in the preview."""
    plotly: str = ""
    """Address of plotly.js relative to the root; empty for charts that stay drawings."""
    workbook: bool = True
    """Whether the data holds the whole book as one workbook, too; it takes longer than all other data."""
    sheet_style: str = ""
    """Address of the walk sheets' stylesheet relative to the root; empty for sheets without one."""
    sheet_script: str = ""
    """Address of the walk sheets' script relative to the root; empty for sheets that stay paper."""
    icon: Callable[[str], str | None] = _nothing
    """SVG markup of an icon by its name (`material/web`); None where the site has no such icon."""
    edit_url: Callable[[str], str | None] = _nothing
    """Where a source file, named as in problems, is edited; None where the site does not say."""
    content_folder: str = ""
    """The folder with the sources, named as files are in problems; empty where it is the root, or is not known."""
    template_folder: Path | None = None
    """A folder whose templates stand before the plugin's own."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents."""

    id: str
    title: str
    children: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page body.

    `address` is relative to the root, without ending or slash (`journeys/buying/new-phone`; empty for the home page);
    `title` and `description` are plain text and not escaped; `anchors` are the ids in `html` that links may name;
    `file` is the source file behind it as named in problems, None where it has no single one; `listed` pages belong
    into the site's navigation; a sheet (`is_sheet`) is for paper: no navigation stands beside it, no search finds it.
    """

    address: str
    title: str
    description: str
    html: str
    toc: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    name: PageName | None = None
    file: str | None = None
    listed: bool = False
    is_sheet: bool = False
    is_further: bool = False
    """Whether it is a further page of a long list, which the search finds by the first."""
    found_as: Mapping[str, str] = field(default_factory=dict)
    """Anchor of a heading → what the search adds to it, so that a result says more than the heading; plain text."""

    @property
    def is_searched(self) -> bool:
        """Whether the site's search reads it."""
        return not (self.is_sheet or self.is_further)


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the site that is not a page, such as open data; text is UTF-8. `path` is relative to the root."""

    path: str
    content: str | bytes


class Part(NamedTuple):
    """What one part of the book gives: its pages and its data files, each in their order."""

    pages: tuple[Page, ...] = ()
    files: tuple[DataFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """All pages and data files of a handbook, in a fixed order."""

    pages: tuple[Page, ...]
    files: tuple[DataFile, ...]
    embedder: Embedder = field(compare=False)
    """Shows parts of the handbook in other pages."""


def join_parts(parts: Iterable[Part]) -> Part:
    """Several parts as one, in their order."""
    every = tuple(parts)
    return Part(tuple(p for part in every for p in part.pages), tuple(f for part in every for f in part.files))


def write_figure(path: str, figure: Mapping[str, Any]) -> DataFile:
    """A chart for Plotly, or what else scripts read and nobody else does: JSON without a space too many."""
    return DataFile(path, json.dumps(figure, ensure_ascii=False, separators=(",", ":")) + "\n")


def source_name(address: str) -> str:
    """The Markdown file that a page would have: hand-written pages link to it, and one can stand in its place."""
    return f"{address or 'index'}.md"


def root_of(site: Site, here: str) -> str:
    """What leads from the page at `here` to the root: `../` as often as it stands deep, empty at the root."""
    return "../" * _url(site, here).count("/")


def link(site: Site, here: str, to: str, anchor: str = "") -> str:
    """A relative link from the page at address `here` to the page at `to`, both as in `Page.address`."""
    if here == to and anchor:
        return f"#{anchor}"
    root, path = root_of(site, here), _url(site, to)
    if here.startswith(_SHARED) and path.startswith(_SHARED):  # most links of the many pages there
        root, path = root.removeprefix("../"), path.removeprefix(_SHARED)
    return (root + path or ".") + (f"#{anchor}" if anchor else "")


def _url(site: Site, address: str) -> str:
    if site.directory_urls:
        return f"{address}/" if address else ""
    return source_name(address).removesuffix(".md") + ".html"
