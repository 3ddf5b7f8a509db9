"""Blocks of Markdown pages that show parts of the book → embeds, checked like a journey.

Used by `journeybook check` and by the plugin, before anything is built and once more for what other plugins add to a
page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from journeybook.model import Embed, SourceMapping
from journeybook.model.embeds import KINDS
from journeybook.problems import Report, Span
from journeybook.source.embed_references import EmbedResolver
from journeybook.source.fences import INFO, find_blocks
from journeybook.source.files import shown_name
from journeybook.source.index import JourneyIndex
from journeybook.source.misfits import report_not_a_mapping
from journeybook.source.nodes import compose
from journeybook.source.reading import read_root
from journeybook.source.text import decode, plain_line_ends, replace_unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from journeybook.model import Handbook
    from journeybook.problems import Problem
    from journeybook.source.fences import Block

PAGE_ENDINGS: Final = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""How the names of Markdown pages end."""
BLOCK_LIMIT: Final = 20_000
"""Characters of a block; the longest that make sense have some hundred."""
BLOCK_VALUES_LIMIT: Final = 1_000
"""Values in a block once its aliases are expanded."""
_BOM: Final = b"\xef\xbb\xbf"
_ONLY_CHART: Final = ("personas", "expected")


def find_pages(content: Path) -> list[Path]:
    """The Markdown pages below the folder `content`, sorted, without hidden ones."""
    found = (path for path in content.rglob("*") if path.suffix.lower() in PAGE_ENDINGS and path.is_file())
    return sorted(p for p in found if not any(part.startswith(".") for part in p.relative_to(content).parts))


@dataclass(frozen=True, slots=True)
class FoundEmbed:
    """A block of a page, what it shows (None where it has errors), and what is wrong or doubtful about it."""

    block: Block
    embed: Embed | None
    problems: tuple[Problem, ...]

    @property
    def broken(self) -> bool:
        """Whether it has an error."""
        return any(problem.severity == "error" for problem in self.problems)


class EmbedReader:
    """Reads the blocks of pages and checks them against a handbook; with `drafts`, drafts can be shown."""

    def __init__(self, handbook: Handbook, *, drafts: bool) -> None:
        """For pages beside `handbook`."""
        self._handbook = handbook
        self._drafts = drafts or handbook.settings.drafts

    @cached_property
    def _index(self) -> JourneyIndex:
        return JourneyIndex(self._handbook.journeys, (), self._handbook.unreadable)

    def check_pages(self, pages: Iterable[Path], root: Path) -> tuple[Problem, ...]:
        """What is wrong with the blocks of all `pages`, which problems name relative to `root`."""
        return tuple(problem for path in pages for problem in self._check_page(path, shown_name(path, root)))

    def read_text(self, text: str, file: str, *, above: int = 0) -> tuple[FoundEmbed, ...]:
        """The blocks of a page in order, from its `text`, shown as `file` in problems.

        So many lines of the file stand `above` the text.
        """
        text = plain_line_ends(text)
        blocks = find_blocks(text)
        whole = "\n" * above + text
        return tuple(self._read_block(block, file, whole, above) for block in blocks)

    def _check_page(self, path: Path, file: str) -> Iterator[Problem]:
        try:
            raw = path.read_bytes()
        except OSError as error:
            yield _say_unreadable(file, error)
            return
        if INFO.encode() not in raw.lower():
            return
        try:
            text = raw.removeprefix(_BOM).decode("utf-8")
        except UnicodeDecodeError:
            report = Report()
            decode(raw, file, report)
            yield from report.problems()
            return
        for found in self.read_text(text, file):
            yield from found.problems

    def _read_block(self, block: Block, file: str, whole: str, above: int) -> FoundEmbed:
        report = Report()
        report.remember_text(file, whole)
        start = above + block.start + 1
        here = Span(file, start, block.column + 1, start, len(whole.split("\n", start)[start - 1]) + 1)
        embed = None
        if block.problem is not None:
            report.error(block.problem.code, block.problem.message, here, help=block.problem.help)
        elif len(block.text) > BLOCK_LIMIT:
            message = f"this block has {len(block.text):,} characters".replace(",", " ")
            report.error("embed-size", message, here, help="say what is to be shown, and no more: `chart: a-journey`")
        else:
            # Empty lines stand for what is above, so that what is in the block keeps its place.
            text = replace_unreadable("\n" * start + block.text, file, report)
            embed = self._read_yaml(text, file, here, report)
        problems = report.problems(silenced=self._handbook.settings.silenced)
        is_broken = any(problem.severity == "error" for problem in problems)
        return FoundEmbed(block, None if is_broken else embed, problems)

    def _read_yaml(self, text: str, file: str, here: Span, report: Report) -> Embed | None:
        document = compose(text, file, report, limit=BLOCK_VALUES_LIMIT)
        if document is None:
            return None
        example = f"`chart: {next(iter(self._handbook.journeys), 'buying/new-phone')}`"
        way_out = f"say what it is to show, such as {example}; it can be one of {', '.join(KINDS)}"
        if document.raw is None or not (document.raw or document.place.key_names):
            report.error("embed-kind", "this block shows nothing", here, help=way_out)
            return None
        if not isinstance(document.raw, SourceMapping):
            report_not_a_mapping("a block", document.raw, document.place.span, report, way_out)
            return None
        errors = report.errors
        embed = read_root(Embed, document, "a block", report, {}).record
        if _has_one_kind(document.raw, here, report, way_out, said=report.errors > errors) and embed is not None:
            return EmbedResolver(self._handbook, self._index, report, drafts=self._drafts).resolve(embed)
        return embed


def _has_one_kind(raw: SourceMapping, here: Span, report: Report, way_out: str, *, said: bool) -> bool:
    """Whether a block says once what it shows; what is missing is told unless an error was `said` already."""
    keys = raw.place.keys
    kinds = [key for key in keys if key in KINDS]
    for key in kinds:
        if key not in raw:
            shows_all = key in {"backlog", "red-points"}
            help_ = f"write `{key}: {{}}` for all of it" if shows_all else f"write something after `{key}:`"
            report.error("missing-key", f"`{key}` is empty in this block", keys[key], help=help_)
    if not kinds and not said:
        report.error("embed-kind", "this block shows nothing", here, help=way_out)
    if len(kinds) > 1:
        message = f"a block shows one thing, and this one `{kinds[0]}` and `{kinds[1]}`"
        report.error("embed-kind", message, keys[kinds[1]], help="write a block for each")
    for key in _ONLY_CHART:
        if key in keys and kinds and "chart" not in kinds:
            message = f"`{key}` goes with `chart` alone"
            report.error("unknown-key", message, keys[key], help="leave it out")
    return len(kinds) == 1 and kinds[0] in raw


def _say_unreadable(file: str, error: OSError) -> Problem:
    report = Report()
    report.error("unreadable-file", f"the file cannot be read: {error.strerror}", Span(file))
    return report.problems()[0]
