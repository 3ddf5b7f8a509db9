"""Takes out of a finished page what says nothing: white space, end tags and quotes that HTML does without.

Used by the plugin's hooks, after the search has read the page. Browsers make the same page of it (a test compares
them); it is a tenth lighter.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeybook.pages.site import Page

_QUOTED = re.compile(r'="([!#-&(-;?-_a-~]+)"(?=[ >])')
"""An attribute that needs no quotes. `="` stands in tags alone, as text is escaped; a value before `/>` keeps its own,
or it would take the slash."""
_BLOCKS = (
    "article|aside|dd|details|div|dl|dt|figcaption|figure|h[1-6]|header|footer|li|main|nav|ol|p|section|table|tbody|td|th"
    "|thead|tr|ul"
)
"""Elements that begin on a line of their own: white space before them is never shown."""
_BREAK = re.compile(rf"\n(?=</?(?:{_BLOCKS})\b)")
_NEEDLESS_END = re.compile(
    r"</(?:(?:td|th|tr|li|dt|dd|option)>\s*(?=</?(?:td|th|tr|li|dt|dd|option|tbody|thead|table|ul|ol|dl|div|select)\b)"
    r"|p>\s*(?=<(?:p|ul|ol|dl|div|section|article|details|h[1-6]|nav|aside|figure|form)\b"
    r"|</(?:td|th|li|dd|div|section|article|details|figure|aside|blockquote)\b))"
)
"""End tags that HTML implies before what follows (HTML Living Standard, 13.1.2.4)."""
_RAW = ("<script", "<style", "<textarea")
_ALONE = re.compile(r"<[a-z][^<>]*>|</[a-z0-9]+>")
_BLOCK = re.compile(rf"</?(?!li\b)(?:{_BLOCKS})\b")
"""Without `li`, which some themes set in a row."""


def is_squeezable(page: Page) -> bool:
    """Whether all of a page's body is our own and nothing is written into it: text by hand or forms to fill in."""
    return page.name is None and not page.is_sheet


def squeeze_body(html: str) -> str:
    """A body of our own without needless end tags and quotes; not for what authors wrote as HTML or Markdown.

    One that holds other languages, by a template of the site's, is left as it is.
    """
    if any(raw in html for raw in _RAW):
        return html
    return _unquote(_NEEDLESS_END.sub("", _BREAK.sub("", html)))


def _unquote(html: str) -> str:
    parts = _QUOTED.split(html)  # text, value, text, value …: twice as fast as to substitute
    parts[1::2] = [f"={value}" for value in parts[1::2]]
    return "".join(parts)


def squeeze_frame(output: str, body: str) -> str:
    """A page without the empty lines and indentation around its body: a quarter of what the theme adds to each page."""
    before, found, after = output.partition(body) if body else (output, "", "")
    return _squeeze(before) + found + _squeeze(after) if found else output


def _squeeze(html: str) -> str:
    first, *lines = html.split("\n")
    if not lines:
        return html
    return "".join((first.rstrip(), *map(_squeeze_line, lines[:-1]), "\n", lines[-1].lstrip()))


@lru_cache(maxsize=8192)
def _squeeze_line(line: str) -> str:
    """A line of the frame with its break before it; most lines are one tag and stand on every page."""
    bare = line.strip()
    if not _ALONE.fullmatch(bare):
        return f"\n{bare}" if bare else ""
    return ("" if _BLOCK.match(bare) else "\n") + _unquote(bare)
