"""Text that authors write, as HTML. Used by `View`, and through it by every template."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Final

from journeybook.model.text import MARKDOWN, MAY_BE_MARKUP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_NAMES_A_SITE: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|/", re.IGNORECASE)


@lru_cache(maxsize=16384)
def inline_html(text: str, root: str = "", ending: str = "/") -> str:
    """Inline Markdown as HTML for the content of an element, never of an attribute.

    `root` leads from the page to the handbook's root, for links that name no site; `ending` is what the addresses of
    pages end with.
    """
    if not MAY_BE_MARKUP.search(text):
        return escape(text, quote=False).replace('="', "=&quot;")  # reads as an attribute to who squeezes the page
    return _render(MARKDOWN.parseInline(text.strip()), root, ending)


def block_html(text: str, root: str = "", ending: str = "/") -> str:
    """Markdown blocks as HTML. Headings become paragraphs: the outline of a page is the page's own."""
    tokens = MARKDOWN.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "p"
            if token.nesting == 1:
                token.attrSet("class", "jb-notes__heading")
    return _render(tokens, root, ending)


def _render(tokens: Sequence[Token], root: str, ending: str) -> str:
    for token in tokens:
        for part in (token, *(token.children or ())):
            if part.type == "link_open":
                part.attrSet("href", resolve_link(str(part.attrGet("href") or ""), root, ending))
    return str(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))


def resolve_link(url: str, root: str, ending: str = "/") -> str:
    """A link as written in the handbook, seen from a page: what names no site is relative to the handbook's root.

    A Markdown file is its page, as in hand-written pages: `words.md#teams` becomes `words/#teams`, or
    `words.html#teams` where pages end so.
    """
    if _NAMES_A_SITE.match(url):
        return url
    page, found, anchor = url.partition(".md")
    if not found or (anchor and anchor[0] not in "#?"):
        return root + url
    if ending == "/":
        page = page.removesuffix("index").rstrip("/")
    return root + f"{page}{ending}{anchor}".lstrip("/")
