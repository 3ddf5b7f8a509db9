"""The words of text that authors write. Text takes inline Markdown, `notes` takes Markdown blocks.

Used wherever text is said without markup; `pages/text.py` makes HTML of it, with the same parser.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
"""Raw HTML stays text, links with schemes that run code stay text, and there are no pictures: nothing is asked for
outside the site."""

MAY_BE_MARKUP: Final = re.compile(r"[*_`\[\]<>&\\!\n]")
"""Text without any of these is plain, which most text is."""


@lru_cache(maxsize=16384)
def plain_text(text: str) -> str:
    """The words alone, without Markdown's marks and on one line, for places that take no markup. Not escaped."""
    if not MAY_BE_MARKUP.search(text):
        return text
    return " ".join(_words(MARKDOWN.parseInline(text)).split())


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
