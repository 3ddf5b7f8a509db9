"""Text that authors write, as HTML and as plain words. Used wherever text of the model is shown.

Text takes inline Markdown, `notes` takes Markdown blocks. Raw HTML is shown as text in both, links with schemes that
run code stay text, and images are not taken from Markdown: a page asks for nothing outside the site.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_PARSER: Final = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
_MAY_BE_MARKUP: Final = re.compile(r"[*_`\[\]<>&\\!\n]")
_HAS_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|/", re.IGNORECASE)


@lru_cache(maxsize=16384)
def inline_html(text: str, root: str = "", ending: str = "/") -> str:
    """Inline Markdown as HTML for the content of an element, never of an attribute.

    `root` leads from the page to the handbook's root, for links that name no site.
    """
    if not _MAY_BE_MARKUP.search(text):
        return escape(text, quote=False)
    return _rendered(_PARSER.parseInline(text.strip()), root, ending)


def block_html(text: str, root: str = "", ending: str = "/") -> str:
    """Markdown blocks as HTML. Headings become paragraphs: the outline of a page is the page's own."""
    tokens = _PARSER.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "p"
            if token.nesting == 1:
                token.attrSet("class", "jb-notes__heading")
    return _rendered(tokens, root, ending)


@lru_cache(maxsize=16384)
def plain_text(text: str) -> str:
    """The words alone, without Markdown's marks and on one line, for places that take no markup. Not escaped."""
    if not _MAY_BE_MARKUP.search(text):
        return text
    return " ".join(_words(_PARSER.parseInline(text)).split())


def _words(tokens: Sequence[Token]) -> str:
    parts = []
    for token in tokens:
        if token.children:
            parts.append(_words(token.children))
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        else:
            parts.append(token.content)
    return "".join(parts)


def _rendered(tokens: Sequence[Token], root: str, ending: str) -> str:
    for token in tokens:
        for part in (token, *(token.children or ())):
            if part.type == "link_open":
                part.attrSet("href", resolve_link(str(part.attrGet("href") or ""), root, ending))
    return str(_PARSER.renderer.render(tokens, _PARSER.options, {}))


def resolve_link(url: str, root: str, ending: str = "/") -> str:
    """A link as written in the handbook, seen from a page: what names no site is relative to the handbook's root.

    A Markdown file is its page, as in hand-written pages: `words.md#teams` becomes `words/#teams`, or
    `words.html#teams` where pages end so.
    """
    if _HAS_SCHEME.match(url):
        return url
    page, found, anchor = url.partition(".md")
    if not found or (anchor and anchor[0] not in "#?"):
        return root + url
    if ending == "/":
        page = page.removesuffix("index").rstrip("/")
    return root + f"{page}{ending}{anchor}".lstrip("/")
