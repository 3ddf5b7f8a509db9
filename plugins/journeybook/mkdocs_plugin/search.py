"""What the site's search reads of a page: its headings and its text.

Used by the hook `on_page_context`. The search plugins walk through every tag in Python, which for pages with
drawings and tables took half of the build; and they lose text that stands outside the element of its heading.
"""

from __future__ import annotations

import re

_EXCLUDED = re.compile(r"<([a-z]+)\b[^>]*\sdata-search-exclude\b[^>]*>")
_NO_TEXT = re.compile(r"<(svg|script|style|template|form|nav)\b.*?</\1>", re.DOTALL)
_OTHER_TAG = re.compile(r"<(?!/?(?:h[1-6]|p|li)\b)/?[a-z][^>]*>")
"""Material cuts what it shows of a hit at paragraphs, so these stay."""
_DESCRIPTION = re.compile(r"<(/?)dd\b[^>]*>")
_SPACE = re.compile(r"\s+")


def find_searchable(html: str) -> str:
    """The headings of a page body with their ids, and the paragraphs below each; not what is excluded or no text."""
    kept = _DESCRIPTION.sub(r"<\1p>", _NO_TEXT.sub(" ", _drop_excluded(html)))
    return _SPACE.sub(" ", _OTHER_TAG.sub(" ", kept))


def _drop_excluded(html: str) -> str:
    """Drop the elements marked `data-search-exclude`, whole."""
    parts, start = [], 0
    while found := _EXCLUDED.search(html, start):
        parts.append(html[start : found.start()])
        start = _end_of_element(html, found[1], found.end())
    return "".join([*parts, html[start:]])


def _end_of_element(html: str, name: str, start: int) -> int:
    """Where the element ends whose opening tag ends at `start`; the end of the page where it is never closed."""
    depth = 1
    for tag in re.compile(rf"<(/?){name}\b[^>]*>").finditer(html, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(html)
