"""Stylesheets, scripts and plotly.js: where they stand in the site, and the links to them.

Used by the plugin's `on_config`.
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


def name_assets() -> dict[str, Path]:
    """Stylesheets, scripts and plotly.js by their address, which changes with their content."""
    folder = Path(__file__).parent.parent / "assets"
    found = [folder / name for name in (*STYLES, *SCRIPTS) if (folder / name).is_file()]
    plotly = importlib.util.find_spec("plotly")
    if plotly is not None and plotly.origin is not None:
        found.append(Path(plotly.origin).parent / "package_data" / "plotly.min.js")
    return {f"{ASSETS}/{_hashed_name(file)}": file for file in found if file.is_file()}


def _hashed_name(file: Path) -> str:
    name, _, ending = file.name.partition(".")
    return f"{name}-{hashlib.sha256(file.read_bytes()).hexdigest()[:8]}.{ending}"


def link_assets(config: MkDocsConfig, assets: Mapping[str, Path]) -> None:
    """Link stylesheets before the site's own, so that a site can overrule them, and scripts after its own, deferred."""
    config.extra_css[:0] = [address for address, file in assets.items() if file.name in STYLES]
    for address, file in assets.items():
        if file.name in SCRIPTS:
            script = ExtraScriptValue(address)
            script.defer = True
            config.extra_javascript.append(script)
