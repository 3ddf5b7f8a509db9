"""Stylesheets, scripts and plotly.js: where they stand in the site, and the links to them.

Used by the plugin's `on_config`. A page asks for one stylesheet and one script of ours: each further file is a round
trip before the page can be read. Only the walk sheets bring some of their own.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.config_options import ExtraScriptValue

from journeybook.pages.walk_sheet import WORKER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig

ASSETS = "assets/journeybook"
PLOTLY = f"{ASSETS}/plotly-"
"""What the address of plotly.js begins with."""
EVERYWHERE = f"{ASSETS}/journeybook-"
"""What the addresses of the stylesheet and the script of every page begin with."""
SHEET = f"{ASSETS}/walk-sheet-"
"""What the addresses of the walk sheets' stylesheet and script begin with."""
COMBINED = (
    (
        EVERYWHERE,
        (
            "chart.css",
            "journeybook.css",
            "blueprint.css",
            "sheet-print.css",
            "records.css",
            "lifecycle.css",
            "book.css",
            "backlog.css",
            "embeds.css",
            "search.css",
        ),
    ),
    (
        EVERYWHERE,
        (
            "book.js",
            "lay_out.js",
            "choices.js",
            "chart.js",
            "lists.js",
            "my_team.js",
            "words.js",
            "what_if_sums.js",
            "what_if.js",
            "journey_tools.js",
            "compare.js",
            "journey_sheet.js",
            "search.js",
        ),
    ),
    (SHEET, ("walk-sheet.css",)),
    (SHEET, ("walk_evidence.js", "walk_offline.js", "walk_way.js", "walk_sheet.js")),
)
"""The files that make one of the site, and what its address begins with."""
OWN_SEARCH = frozenset(("search.css", "search.js"))
"""Those that only a book with a search of its own has."""

_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/[ \t]*|//[^\n]*)$", re.MULTILINE | re.DOTALL)
_LINE_START = re.compile(r"\n\s*")

Asset = Path | bytes
"""A file to copy, or the content of one."""


def name_assets(*, search: bool) -> dict[str, Asset]:
    """Stylesheets, scripts and plotly.js by their address, which changes with their content.

    The service worker's stays the same, or browsers would keep the old ones beside the new. `search` says whether the
    book's own search is among them.
    """
    folder = Path(__file__).parent.parent / "assets"
    named: dict[str, Asset] = {}
    for beginning, files in COMBINED:
        parts = [part for part in files if search or part not in OWN_SEARCH]
        content = squeeze("\n".join((folder / part).read_text(encoding="utf-8") for part in parts)).encode()
        named[_address(beginning, content, parts[0].rpartition(".")[2])] = content
    named[WORKER] = folder / WORKER
    plotly = importlib.util.find_spec("plotly")
    library = Path(plotly.origin).parent / "package_data" / "plotly.min.js" if plotly and plotly.origin else None
    if library is not None and library.is_file():
        named[_address(PLOTLY, library.read_bytes(), "min.js")] = library
    return named


def squeeze(source: str) -> str:
    """A stylesheet or a script without lines that are comments, empty lines and indentation: a quarter of what is sent.

    Nothing in the source may go over lines where white space counts, as template literals could.
    """
    return _LINE_START.sub("\n", _COMMENT.sub("", source)).strip() + "\n"


def _address(beginning: str, content: bytes, ending: str) -> str:
    return f"{beginning}{hashlib.sha256(content).hexdigest()[:8]}.{ending}"


def link_assets(config: MkDocsConfig, assets: Mapping[str, Asset]) -> None:
    """Link the stylesheet before the site's own, so that a site can overrule it, and the script after its own."""
    for address in assets:
        if not address.startswith(EVERYWHERE):
            continue  # asked for where it is needed
        if address.endswith(".css"):
            config.extra_css.insert(0, address)
        else:
            script = ExtraScriptValue(address)
            script.defer = True
            config.extra_javascript.append(script)
