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

_QUOTED = re.compile(r'="([!#-&(-;?-_a-~]+)"(?=[ >]|(/>))')
"""An attribute that needs no quotes. `="` stands in tags alone, as text is escaped; a value before `/>` needs a space,
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
_OTHER_LANGUAGE = re.compile(r"(<(?:script|style|textarea|pre)\b.*?</(?:script|style|textarea|pre)>)", re.DOTALL)
_TAG = re.compile(r"<[a-z][^<>]*>")
_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
"""Needless on a drawing within a page."""
_INLINE = r"(?:a|b|em|i|label|small|span|strong)"
"""Elements of a line of text; no field, picture or drawing, beside which white space is seen."""
_EDGE = rf"</?(?:(?!li\b)(?:{_BLOCKS})\b|li class=\"?md-)[^<>\n]*>"
"""A tag at which a line of text begins or ends. Of `li` only the theme's own, as some sites set theirs in a row."""
_LINE_BEGIN = re.compile(rf"{_EDGE}(?:\n?<{_INLINE}\b[^<>\n]*>)*\n(?=[^\n])")
_LINE_END = re.compile(rf"\n(?:</{_INLINE}>\n?)*(?=</li>|{_EDGE})")
_NEEDLESS_ITEM_END = re.compile(r"</li>\n?(?=</[uo]l>|<li class=\"?md-)")
_SHORT_LABEL = re.compile(
    r"(<a\b[^<>]*\bmd-nav__link\b[^<>]*>)<span class=md-ellipsis>([^<>\s]{1,24}(?: [^<>\s]{1,24})*)</span>(?=</a>)"
)
"""The theme cuts the labels of its navigation where a word does not fit; words of ordinary length always do."""
_ALONE = re.compile(r"<[a-z][^<>]*>|</[a-z0-9]+>")
_BLOCK = re.compile(rf"</?(?!li\b)(?:{_BLOCKS})\b")
"""Without `li`, which some themes set in a row."""


def is_squeezable(page: Page) -> bool:
    """Whether all of a page's body is our own and nothing is written into it: text by hand or forms to fill in."""
    return page.name is None and not page.is_sheet


def squeeze_body(html: str) -> str:
    """A body of our own without needless end tags and quotes; not for what authors wrote as HTML or Markdown.

    No attribute of ours stands in single quotes, so that an apostrophe needs no escape. One that holds other languages,
    by a template of the site's, is left as it is.
    """
    if any(raw in html for raw in _RAW):
        return html
    return _unquote(_NEEDLESS_END.sub("", _BREAK.sub("", html)).replace("&#39;", "'"))


def _unquote(html: str) -> str:
    parts = _QUOTED.split(html)  # text, value, slash or None, text, value …: twice as fast as to substitute
    parts[1::3] = [f"={value}" for value in parts[1::3]]
    parts[2::3] = [" " if slash else "" for slash in parts[2::3]]
    return "".join(parts)


def squeeze_frame(output: str, body: str) -> str:
    """A page without what says nothing in the theme's frame around its body: a third of what the theme adds to each."""
    before, found, after = output.partition(body) if body else (output, "", "")
    return _squeeze(before) + found + _squeeze(after) if found else output


def _squeeze(html: str) -> str:
    """A frame's half; what stands in other languages, and text that keeps its white space, is left as it is."""
    parts = _OTHER_LANGUAGE.split(html)
    parts[::2] = [_squeeze_lines(part) for part in parts[::2]]
    return "".join(parts)


def _squeeze_lines(html: str) -> str:
    first, *lines = html.split("\n")
    if not lines:
        return _squeeze_tags(html)
    last = _squeeze_tags(lines.pop().lstrip())
    light = "".join((_squeeze_tags(first.rstrip()), *map(_squeeze_line, lines), "\n", last))
    joined = _LINE_BEGIN.sub(_join, _LINE_END.sub(_join, light))
    return _SHORT_LABEL.sub(r"\1\2", _NEEDLESS_ITEM_END.sub("", joined))


@lru_cache(maxsize=8192)
def _squeeze_line(line: str) -> str:
    """A line of the frame with its break before it; most lines stand on every page."""
    bare = line.strip()
    if not bare:
        return ""
    alone = _ALONE.fullmatch(bare) and _BLOCK.match(bare)
    return ("" if alone else "\n") + _squeeze_tags(bare)


def _squeeze_tags(html: str) -> str:
    return _TAG.sub(lambda tag: _unquote(tag[0].replace(_NAMESPACE, "")), html) if "=" in html else html


def _join(found: re.Match[str]) -> str:
    """Tags without the breaks between them."""
    return found[0].replace("\n", "")
