"""Blocks of pages on their way through Markdown: a word stands in for each, and what it shows takes the word's place.

Used by the hooks `on_page_markdown` and `on_page_content`. A word of letters and figures alone goes through Markdown
unchanged, whatever extensions a site has, in lists and admonitions as elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger

from journeybook.problems import Problem, Span, format_problem, format_problems
from journeybook.source.fences import INFO
from journeybook.source.files import shown_name
from journeybook.source.text import plain_line_ends

if TYPE_CHECKING:
    from mkdocs.structure.files import File

    from journeybook.pages.embeds import Embedder
    from journeybook.source.embeds import EmbedReader, FoundEmbed

log = get_plugin_logger("journeybook")

_INDEX: Final = "index.html"
_WAY_OUT: Final = "set an empty line above it, and indent it by four spaces for each list or admonition around it"
_COMMENT: Final = re.compile("<!--.*?-->", re.DOTALL)
_AS_TEXT: Final = re.compile(rf'class="[^"]*\blanguage-{INFO}\b')
"""A block that only Markdown has seen, because it stands in a text that it put into the page: a snippet."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What waits for its place: the word that stands in for it, its HTML, and where its block stands."""

    word: str
    html: str
    here: Span


@dataclass(frozen=True)
class PageEmbeds:
    """The blocks of all pages of one build. In the `preview` a block with errors shows them in its place."""

    reader: EmbedReader
    embedder: Embedder
    root: Path
    preview: bool
    _waiting: dict[str, list[_Waiting]] = field(default_factory=dict)

    def take_out(self, markdown: str, file: File) -> str:
        """The text of a page with a word in the place of each block.

        Blocks were checked before the build; one with errors can only have come from another plugin since then, and
        ends the build.
        """
        if INFO not in markdown.lower():
            return markdown
        text = plain_line_ends(markdown)
        name = self._name(file)
        above = _count_lines_above(text, file)
        found = self.reader.read_text(text, name, above=above)
        if not found:
            return markdown
        word = "jbembed"
        while word in text:
            word += "x"
        lines = text.split("\n")
        for number, each in reversed(list(enumerate(found, start=1))):
            block = each.block
            stand_in = f"{block.prefix}{word}{number}q"
            blank = block.prefix.rstrip()
            lines[block.start : block.end] = [blank, stand_in, blank]
        self._waiting[file.src_uri] = [
            _Waiting(f"{word}{number}q", self._show(each, file, number), Span(name, above + each.block.start + 1))
            for number, each in enumerate(found, start=1)
        ]
        return "\n".join(lines)

    def put_in(self, html: str, file: File) -> str:
        """The body of a page with what its blocks show in the place of their words."""
        for waiting in self._waiting.pop(file.src_uri, ()):
            place = re.search(rf"<p>\s*{waiting.word}\s*</p>|{waiting.word}", html)
            if place is None:
                log.warning("%s: warning: this block is in no part of the page that is shown", waiting.here)
                continue
            shown = waiting.html
            if _is_code(html[: place.start()]):
                shown = str(escape(self._refuse(waiting.here, _WAY_OUT)))
            html = html[: place.start()] + shown + html[place.end() :]
        if _AS_TEXT.search(html) and _AS_TEXT.search(_COMMENT.sub("", html)):
            way_out = "write it in the page itself, not in a text that Markdown puts into it"
            self._refuse(Span(self._name(file)), way_out)
        return html

    def _name(self, file: File) -> str:
        """The name of a page's file in problems."""
        return shown_name(Path(file.abs_src_path), self.root) if file.abs_src_path else file.src_uri

    def _show(self, found: FoundEmbed, file: File, number: int) -> str:
        if found.embed is not None:
            return str(self.embedder.render(found.embed, name_address(file), number))
        said = format_problems(found.problems)
        if not self.preview:
            raise Abort(said)
        box = '<div class="jb jb-embed"><div class="jb-problems" role="alert"><pre>{}</pre></div></div>'
        return str(Markup(box).format(said))  # noqa: S704 - a constant, whose `format` escapes

    def _refuse(self, here: Span, way_out: str) -> str:
        """Say of a block that Markdown has made it code, which only Markdown can tell; ends the build."""
        said = format_problem(Problem("embed-place", "Markdown shows a block as text", here, help=way_out))
        if not self.preview:
            raise Abort(said)
        log.error(said)
        return said


def name_address(file: File) -> str:
    """The address of a page as in `Page.address`: `team/retail`, empty for the home page."""
    address = file.dest_uri.removesuffix(_INDEX) if file.use_directory_urls else file.dest_uri.removesuffix(".html")
    return "" if address == "index" else address.removesuffix("/")


def _count_lines_above(text: str, file: File) -> int:
    """How many lines of a page's file stand above its text: its front matter; 0 where the text is another one."""
    whole = plain_line_ends(file.content_string)
    return whole[: len(whole) - len(text)].count("\n") if whole.endswith(text) else 0


def _is_code(before: str) -> bool:
    """Whether what follows stands within an element that shows text as it is typed."""
    return any(before.rfind(f"<{tag}") > before.rfind(f"</{tag}>") for tag in ("pre", "code"))
