"""The book's own search, for sites that choose it: an index in small files, of which a browser asks for those it needs.

Used by the plugin's hooks where the option `search` is on. Pagefind makes the index (https://pagefind.app) from
documents that hold a page's headings and text alone; `assets/search.js` shows what it finds.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from journeybook.mkdocs_plugin.search import find_searchable
from journeybook.pages.entries import SEEN_PAGE
from journeybook.pages.relations import COMPARISON
from journeybook.pages.view import RECORD_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as MkDocsPage

    from journeybook.pages.site import Page

log = get_plugin_logger("journeybook")

FOLDER: Final = "search"
"""Where the index lies, relative to the site's root; `assets/search.js` knows it, too."""

EVIDENCE_WEIGHT: Final = 0.5
"""How much what was seen weighs beside its journey: who searches for a touchpoint wants its row first."""

WORDS_WEIGHT: Final = 9.0
"""How much the page of words weighs: who searches for one wants to know first what it means, not where it is used."""

_KINDS: Final[Mapping[str, str]] = {
    "journeys": "Journey",
    **{folder: kind.capitalize() for kind, folder in RECORD_FOLDERS.items()},
}
"""What a page right below a folder is, in a word for its results."""
_PERMALINK: Final = re.compile(r'<a class="headerlink"[^>]*>[^<]*</a>')
"""Markdown's link of a heading to itself, whose sign is no word."""
_NOT_USED: Final = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.*")
"""What Pagefind writes for sites that have nothing of their own to show results with."""


def begin_search(config: MkDocsConfig) -> OwnSearch:
    """The search of a site. Stops where Pagefind is missing, and doubts a second search beside it."""
    if not _has_pagefind():
        message = 'the option `search` of journeybook needs Pagefind: pip install "pagefind[bin]"'
        raise PluginError(message)
    other = any(name.rpartition("/")[2] == "search" for name in config.plugins)
    if other:
        log.warning("The book brings a search of its own (`search: true`); take `search` out of `plugins`")
    return OwnSearch(str(config.theme.get("language") or "en"), is_alone=not other)


def _has_pagefind() -> bool:
    """Whether both halves of Pagefind are there: the package, and the program that it calls."""
    try:
        from pagefind.service import get_executable  # noqa: PLC0415 - may be missing

        return get_executable() is not None
    except (ImportError, FileNotFoundError):
        return False


class OwnSearch:
    """The search of one build: reads pages as they pass, and writes the index in the end."""

    def __init__(self, language: str, *, is_alone: bool = True) -> None:
        """An empty search of pages in `language`, as HTML names it; `is_alone` where the site has no other."""
        self.is_alone = is_alone
        self._language = language
        self._documents: dict[str, str] = {}

    def read(self, page: MkDocsPage, generated: Page | None) -> None:
        """Read the body of a page, unless it is not to be found."""
        wish = page.meta.get("search")
        if isinstance(wish, dict) and wish.get("exclude"):
            return
        address, found_as = (generated.address, generated.found_as) if generated else ("", None)
        found = EVIDENCE_WEIGHT if address.endswith(f"/{SEEN_PAGE}") else WORDS_WEIGHT if address == "words" else None
        weight = f' data-pagefind-weight="{found}"' if found else ""  # else headings weigh more than text
        facts = {
            "title": generated.title if generated else unescape(str(page.title or "")),
            "kind": _name_kind(address),
        }
        told = "".join(
            f'<i data-pagefind-meta="{name}[data-is]" data-is="{escape(fact)}"></i>' for name, fact in facts.items()
        )
        body = find_searchable(_PERMALINK.sub("", page.content or ""), found_as, by_hand=generated is None)
        self._documents[page.file.dest_uri] = (
            f'<!doctype html><html lang="{escape(self._language)}"><body{weight}>{told}{body}</body></html>'
        )

    def write(self, site: Path) -> None:
        """Make the index below the built `site`."""
        with tempfile.TemporaryDirectory() as scratch:
            for name, document in self._documents.items():
                file = Path(scratch, name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(document, encoding="utf-8")
            command = [sys.executable, "-m", "pagefind", "--site", scratch, "--output-path", str(site / FOLDER)]
            done = subprocess.run(  # noqa: S603 - no shell, and the arguments are ours
                [*command, "--silent"], capture_output=True, text=True, check=False
            )
        if done.returncode:
            message = f"Pagefind could not make the search: {done.stderr.strip() or done.stdout.strip()}"
            raise PluginError(message)
        for pattern in _NOT_USED:
            for file in (site / FOLDER).glob(pattern):
                file.unlink()


def _name_kind(address: str) -> str:
    folder, _, name = address.partition("/")
    is_journey = folder == "journeys" and not name.endswith((f"/{SEEN_PAGE}", f"/{COMPARISON}"))
    return _KINDS.get(folder, "") if name and (is_journey or "/" not in name) else ""
