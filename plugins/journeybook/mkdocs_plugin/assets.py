"""The stylesheet, the script and plotly.js: where they stand in the site, and the links to them.

Used by the plugin's `on_config`. A page asks for one stylesheet and one script of ours: each further file is a round
trip before the page can be read.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.config_options import ExtraScriptValue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig

ASSETS = "assets/journeybook"
PLOTLY = f"{ASSETS}/plotly-"
"""What the address of plotly.js begins with."""
STYLES = ("chart.css", "journeybook.css")
SCRIPTS = ("chart.js", "lists.js")

Asset = Path | bytes
"""A file to copy, or the content of one."""


def name_assets() -> dict[str, Asset]:
    """Stylesheet, script and plotly.js by their address, which changes with their content."""
    folder = Path(__file__).parent.parent / "assets"
    named: dict[str, Asset] = {}
    for parts, ending in ((STYLES, "css"), (SCRIPTS, "js")):
        content = b"\n".join((folder / part).read_bytes() for part in parts)
        named[_address("journeybook", content, ending)] = content
    plotly = importlib.util.find_spec("plotly")
    library = Path(plotly.origin).parent / "package_data" / "plotly.min.js" if plotly and plotly.origin else None
    if library is not None and library.is_file():
        named[_address("plotly", library.read_bytes(), "min.js")] = library
    return named


def _address(name: str, content: bytes, ending: str) -> str:
    return f"{ASSETS}/{name}-{hashlib.sha256(content).hexdigest()[:8]}.{ending}"


def link_assets(config: MkDocsConfig, assets: Mapping[str, Asset]) -> None:
    """Link the stylesheet before the site's own, so that a site can overrule it, and the script after its own."""
    for address in assets:
        if address.startswith(PLOTLY):
            continue  # the script asks for it when somebody is interested
        if address.endswith(".css"):
            config.extra_css.insert(0, address)
        else:
            script = ExtraScriptValue(address)
            script.defer = True
            config.extra_javascript.append(script)
