"""What the site's search reads of a page: its headings and its text.

Used by the hook `on_page_context`. The search plugins walk through every tag in Python, which for pages with
drawings and tables took half of the build; and they lose text that stands outside the element of its heading. So they
get few tags, and those without attributes.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_EXCLUDED = ("data-search-exclude", 'aria-hidden="true"')
"""What marks an element that no search reads, and one that nobody is read."""
_NO_TEXT = re.compile(r"<(svg|script|style|template|form|nav|button)\b")
_NO_TEXT_OF_OURS = re.compile(r"<(svg|script|style|template|form|nav|summary|button|thead)\b")
"""In a generated page what unfolds is called the same everywhere, and so are the columns."""
_VOID = frozenset(("br", "hr", "img", "input", "source", "wbr"))
"""Elements without an end."""
_OTHER_TAG = re.compile(r"</?(?!(?:h[1-6]|p|li|dd)\b)[a-z][^>]*>")
"""Material cuts what it shows of a hit at paragraphs, so these stay; a description becomes one."""
_WITH_ATTRIBUTES = re.compile(r"<(p|li|dd)\s[^>]*>")
_LOOSE = re.compile(r" (?=[,.;:](?:[ <]|$))")
"""The space before a sign that ended a link or another tag."""
_HEADING = re.compile(r'(<(h[1-6]) [^>]*\bid="([^"]+)"[^>]*>.*?)\s*(?=</\2>)', re.DOTALL)


def find_searchable(
    html: str, found_as: Mapping[str, str] | None = None, page: str = "", *, by_hand: bool = False
) -> str:
    """The headings of a page body with their ids, and the paragraphs below each; not what is excluded or no text.

    `found_as` is what is added to a heading, by its id. `page` is named in those headings as well, for a search that
    shows no page beside a heading; else empty. `by_hand` says that nothing of the body is generated.
    """
    for mark in _EXCLUDED:
        html = _drop_marked(html, mark)
    kept = _OTHER_TAG.sub(" ", _drop_silent(html, _NO_TEXT if by_hand else _NO_TEXT_OF_OURS))
    if found_as:
        kept = _HEADING.sub(lambda heading: _add_to_heading(heading, found_as, page), kept)
    bare = _WITH_ATTRIBUTES.sub(r"<\1>", kept).replace("<dd>", "<p>").replace("</dd>", "</p>")
    return _LOOSE.sub("", " ".join(bare.split()))


def list_found(searchable: str, found_as: Mapping[str, str]) -> list[tuple[str, str]]:
    """The headings that were added to, in order: id and what they say now, as HTML without tags."""
    headings = _HEADING.finditer(searchable)
    return [(h[3], h[1].partition(">")[2].strip()) for h in headings if h[3] in found_as]


def _add_to_heading(heading: re.Match[str], found_as: Mapping[str, str], page: str) -> str:
    words = found_as.get(heading[3])
    return " · ".join((heading[1], *(escape(said) for said in (words, page) if said))) if words else heading[0]


def _drop_silent(html: str, silent: re.Pattern[str]) -> str:
    """Drop the elements that hold no text of the page."""
    parts: list[str] = []
    start = 0
    while found := silent.search(html, start):
        parts += (html[start : found.start()], " ")
        start = _end_of_element(html, found[1], found.end())
    return "".join([*parts, html[start:]])


def _drop_marked(html: str, mark: str) -> str:
    """Drop the elements that are marked with an attribute, whole."""
    parts, start, found = [], 0, html.find(mark)
    while found >= 0:
        opening, end = html.rfind("<", start, found), html.find(">", found) + 1
        tag = re.match(r"<([a-z]+)\b[^>]*$", html[max(opening, 0) : found])
        if tag:  # else it is a word of the text
            parts.append(html[start:opening])
            start = end = end if tag[1] in _VOID else _end_of_element(html, tag[1], end)
        found = html.find(mark, max(end, found + 1))
    return "".join([*parts, html[start:]])


def _end_of_element(html: str, name: str, start: int) -> int:
    """Where the element ends whose opening tag ends at `start`; the end of the page where it is never closed."""
    depth = 1
    for tag in re.compile(rf"<(/?){name}\b[^>]*>").finditer(html, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(html)
