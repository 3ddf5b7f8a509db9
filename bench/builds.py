"""Builds generated journeys as plain pages, with the plugin, with evidence, with the workbook; prints what each costs.

Used by run.py.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evidence import write_evidence
from generate import write_yaml
from measure import Cost, measure
from plain import write_book, write_journeys

if TYPE_CHECKING:
    from collections.abc import Callable

MATERIAL = "site_name: Bench\nsite_url: https://bench.example/\ntheme: material\n"
HOOK = Path(__file__).with_name("added_pages.py")
PLUGIN = MATERIAL + f"plugins: [search, {{journeybook: {{workbook: false}}}}]\nhooks: [{HOOK}]\n"
WORKBOOK = MATERIAL + "plugins: [search, journeybook]\n"
PLAIN = (
    "site_name: Bench\nsite_url: https://bench.example/\n"
    "theme: {name: material, features: [navigation.prune]}\nplugins: [search]\nmarkdown_extensions: [tables]\n"
)
BY_PLUGIN = ("plugin", "evidence", "workbook")


class Build(NamedTuple):
    """What a build took, and how much it wrote."""

    cost: Cost
    output_mb: float
    largest_kb: float
    """Of all pages."""


def compare_builds(count: int) -> None:
    """Generate `count` journeys, build them in every way, print."""
    ways: dict[str, tuple[str, Callable[[Path, int], None]]] = {
        "journeys": (PLAIN, write_journeys), "plain": (PLAIN, write_book), "plugin": (PLUGIN, write_yaml),
        "evidence": (PLUGIN, write_with_evidence), "workbook": (WORKBOOK, write_with_evidence),
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        builds = {name: build(Path(scratch, name), config, write, count) for name, (config, write) in ways.items()}
        added = json.loads(Path(scratch, "plugin", "added.json").read_text(encoding="utf-8"))
    print(
        f"{count} journeys of 16 touchpoints and 5 improvements. As plain Markdown: the journeys alone, and with what"
    )
    print(
        "the plugin publishes beside them (walk and review sheets, lists by team, channel, persona). With the plugin:"
    )
    print("the same, with 4 pieces of evidence on each, and then with the whole book as one workbook")
    print(f"{'':10}{'seconds':>9}{'ms each':>9}{'output MB':>11}{'peak MB':>9}")
    for name, (cost, output_mb, _) in builds.items():
        each = cost.processor / count * 1000
        print(f"{name:10}{cost.processor:9.1f}{each:9.1f}{output_mb:11.1f}{cost.peak_mb:9.0f}")
    seconds = {name: made.cost.processor for name, made in builds.items()}
    print(f"plugin to plain: {seconds['plugin'] / seconds['plain']:.2f}, ", end="")
    print(f"to plain journeys alone: {seconds['plugin'] / seconds['journeys']:.2f}")
    print(f"evidence to plugin: {seconds['evidence'] / seconds['plugin']:.2f}")
    share = added["seconds"] / added["all"]
    print(f"{added['pages']} pages beside the journeys': {added['seconds']:.1f} s, {share:.0%} of the plugin's build")
    print(f"largest page: {max(made.largest_kb for name, made in builds.items() if name in BY_PLUGIN):.0f} kB of HTML")
    print(f"the workbook: {seconds['workbook'] - seconds['evidence']:.1f} s")


def write_with_evidence(folder: Path, count: int) -> None:
    """Write the journeys, and four pieces of evidence on each."""
    write_yaml(folder, count)
    write_evidence(folder, count)


def build(folder: Path, config: str, write: Callable[[Path, int], None], count: int) -> Build:
    """Write a site into `folder` and build it once."""
    write(folder / "docs", count)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    cost = measure(["-m", "mkdocs", "build", "--quiet"], folder)
    sizes = {file: file.stat().st_size for file in (folder / "site").rglob("*") if file.is_file()}
    largest = max(size for file, size in sizes.items() if file.suffix == ".html")
    return Build(cost, sum(sizes.values()) / 1e6, largest / 1e3)
