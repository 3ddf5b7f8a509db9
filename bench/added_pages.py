"""Says how much of a build goes into the pages beside the journeys': by team, channel, system, phase and so on.

A MkDocs hook of the bench (`hooks:` in the generated mkdocs.yml); it takes the time of what makes these pages and their
data, of what MkDocs does with each, and leaves both in the file `added.json` beside mkdocs.yml.
"""

from __future__ import annotations

import importlib
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands import build
from mkdocs.structure.files import File

from journeybook.pages.site import source_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig

MAKERS = {
    "journeybook.analysis.handbook": ("see_sides",),
    "journeybook.pages.render": (
        "render_records", "render_lifecycle", "render_failure_demand", "render_sides", "render_word_data",
        "render_what_if", "render_comparison",
    ),
}  # fmt: skip
"""What makes them, by module."""

spent: dict[str, float] = {}
addresses: set[str] = set()
started = time.process_time()


def take_time(part: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """The same function; what it takes is added to `part`, and the pages it gives are remembered."""

    def timed(*arguments: Any, **named: Any) -> Any:
        before = time.process_time()
        found = work(*arguments, **named)
        if isinstance(found, Iterator):
            found = tuple(found)
        remember(found)
        spent[part] = spent.get(part, 0.0) + time.process_time() - before
        return found

    return timed


def remember(found: Any) -> None:
    """Remember the addresses of pages and the paths of files, however deep they stand in `found`."""
    if isinstance(found, list | tuple):
        for each in found:
            remember(each)
    elif hasattr(found, "html"):
        addresses.add(source_name(found.address))
    elif hasattr(found, "path"):
        addresses.add(found.path)


def take_time_of_pages(name: str, find_name: Callable[[Any], str]) -> Callable[..., Any]:
    """What MkDocs does with a page or a file; it counts where that is one of those remembered."""
    work = getattr(File if name == "copy_file" else build, name)

    def timed(first: Any, *arguments: Any, **named: Any) -> Any:
        before = time.process_time()
        done = work(first, *arguments, **named)
        if find_name(first) in addresses:
            spent["MkDocs"] = spent.get("MkDocs", 0.0) + time.process_time() - before
        return done

    return timed


for name, makers in MAKERS.items():
    module = importlib.import_module(name)
    for maker in makers:
        setattr(module, maker, take_time(maker, getattr(module, maker)))
for step in ("_populate_page", "_build_page"):
    setattr(build, step, take_time_of_pages(step, lambda page: page.file.src_uri))
File.copy_file = take_time_of_pages("copy_file", lambda file: file.src_uri)  # type: ignore[method-assign]


def on_post_build(config: MkDocsConfig) -> None:
    """Leave what was measured beside mkdocs.yml."""
    pages = sum(name.endswith(".md") for name in addresses)
    told = {"seconds": sum(spent.values()), "parts": spent, "pages": pages, "all": time.process_time() - started}
    Path(config.config_file_path or "", "..", "added.json").resolve().write_text(json.dumps(told), encoding="utf-8")
