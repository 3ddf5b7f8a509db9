"""Fenced blocks ```` ```journeybook ```` in the text of a Markdown page: where each stands, and what is wrong with it.

Used by `embeds`. A fence is what CommonMark calls one; what stands deeper than that belongs to a list, an admonition or
the like, by the rules of Python-Markdown: four spaces for each. Blocks within other fences and within comments are
none: so the syntax can be shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INFO: Final = "journeybook"
"""What stands behind the sign that opens a block."""
LEVEL: Final = 4
"""Columns by which what belongs to a list item or an admonition is indented."""

_QUOTE: Final = re.compile(r"(?: {0,3}> ?)*")
_FENCE: Final = re.compile(r"(?P<indent>[ \t]*)(?P<sign>`{3,}(?!.*`)|~{3,})[ \t]*(?P<info>.*?)[ \t]*")
_BEHIND_MARKER: Final = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+(?P<sign>```|~~~)[`~]*[ \t]*journeybook[ \t]*")
_OPENER: Final = re.compile(
    r"(?:[-*+]|\d+[.)])[ \t]"  # a list item
    r"|(?:!!!|\?\?\?\+?|===[!+]?)[ \t]"  # an admonition, a fold, a tab
    r"|\[\^[^\]]+\]:|:[ \t]"  # a footnote, a definition
)
_MEANT: Final = re.compile(rf"{INFO}(?!\S).*|\{{[^}}]*\.{INFO}(?![\w-])[^}}]*\}}.*", re.IGNORECASE)
"""What stands behind the sign of a fence that shows a part of the book, or was meant to."""
_CODE_SPAN: Final = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_FRONT_MATTER: Final = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?=\n|\Z)", re.DOTALL)


class FenceProblem(NamedTuple):
    """Why a block cannot be read."""

    code: str
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page. Lines count from 0; `end` is the one after the closing fence.

    `prefix` is what stands before the fence (spaces, signs of a quotation), `column` where it begins, from 0. `text` is
    what is in it, each character in its column: what stands before a quoted line are spaces. `problem` is None where it
    can be read.
    """

    start: int
    end: int
    prefix: str
    column: int
    text: str
    problem: FenceProblem | None = None


@dataclass(frozen=True, slots=True)
class _Fence:
    """A line that may open a fenced block: what stands before it and behind it, and the line that closes it, if any."""

    line: int
    quoted: str
    indent: str
    sign: str
    info: str
    end: int | None
    is_code: bool
    """Whether the line is code by its indentation alone."""


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks in the text of a page, in order. `text` has line feeds alone."""
    if INFO not in text.lower():
        return ()
    lines = text.split("\n")
    front = _FRONT_MATTER.match(text)
    return tuple(_walk(lines, front[0].count("\n") + 1 if front else 0))


def _walk(lines: Sequence[str], number: int) -> Iterator[Block]:
    while number < len(lines):
        quoted = _find_quotation(lines[number])
        rest = lines[number][len(quoted) :]
        opening = _FENCE.fullmatch(rest)
        if opening is None:
            behind = _BEHIND_MARKER.fullmatch(rest)
            if behind:
                yield _refuse_marker(lines[number], number, quoted)
                number = (_find_end(lines, number, quoted, behind["sign"]) or number) + 1
                continue
            number = _skip_comment(lines, number) if "<!--" in _CODE_SPAN.sub("", rest) else number + 1
            continue
        fence = _read_fence(lines, number, quoted, opening)
        is_ours = _MEANT.fullmatch(fence.info) is not None
        if is_ours:
            yield _make_block(lines, fence)
        is_open = fence.end is None or (fence.is_code and not is_ours)
        number = (number if fence.end is None or is_open else fence.end) + 1


def _read_fence(lines: Sequence[str], number: int, quoted: str, opening: re.Match[str]) -> _Fence:
    indent, sign = opening["indent"], opening["sign"]
    level = 0 if quoted else _find_level(lines, number, indent)
    is_code = level is None or _columns(indent) - LEVEL * level >= LEVEL
    return _Fence(number, quoted, indent, sign, opening["info"], _find_end(lines, number, quoted, sign), is_code)


def _find_quotation(line: str) -> str:
    """The signs of a quotation with which a line begins; empty where it stands in none."""
    found = _QUOTE.match(line)
    return found[0] if found and ">" in found[0] else ""


def _columns(indent: str) -> int:
    """How far an indentation goes, with tabs to every fourth column."""
    return len(indent.expandtabs(LEVEL))


def _find_level(lines: Sequence[str], number: int, indent: str) -> int | None:
    """In how many lists, admonitions and so on an indented line stands; None where its indentation asks for more."""
    depth = _columns(indent) // LEVEL
    wanted = depth - 1
    for above in reversed(lines[:number]) if depth else ():
        bare = above.lstrip(" \t")
        found = _columns(above[: len(above) - len(bare)]) // LEVEL
        if not bare or found > wanted:
            continue
        if found < wanted or not _OPENER.match(bare):
            return None
        wanted -= 1
        if wanted < 0:
            break
    return depth if wanted < 0 else None


def _find_end(lines: Sequence[str], start: int, quoted: str, sign: str) -> int | None:
    """The line that closes a fence; None where it is never closed."""
    closing = re.compile(rf"[ \t]*{re.escape(sign[0])}{{{len(sign)},}}[ \t]*")
    for number in range(start + 1, len(lines)):
        own = _find_quotation(lines[number]) if quoted else ""
        if own.count(">") < quoted.count(">"):
            return None
        if closing.fullmatch(lines[number][len(own) :]):
            return number
    return None


def _skip_comment(lines: Sequence[str], number: int) -> int:
    """The line after the comment that begins at `number`; one that is never closed is none."""
    line = lines[number]
    if "-->" in line[line.find("<!--") :]:
        return number + 1
    closed = (n for n in range(number + 1, len(lines)) if "-->" in lines[n])
    return next(closed, number) + 1


def _make_block(lines: Sequence[str], fence: _Fence) -> Block:
    prefix = fence.quoted + fence.indent
    end = fence.line if fence.end is None else fence.end
    text = "\n".join(_unquote(line, fence) for line in lines[fence.line + 1 : end])
    return Block(fence.line, end + 1, prefix, len(prefix), text, _find_problem(fence))


def _find_problem(fence: _Fence) -> FenceProblem | None:
    sign = fence.sign
    if fence.info != INFO:
        way_out = f"write it as {sign}{INFO}, and what is to be shown on the lines below it"
        message = f"a block opens with `{INFO}` alone, found `{fence.info}`"
        return FenceProblem("embed-place", message, way_out)
    if fence.end is None:
        where = " in its quotation" if fence.quoted else ""
        way_out = f"write {sign} on a line of its own below it"
        return FenceProblem("embed-open", f"this block is never closed{where}", way_out)
    if fence.is_code:
        way_out = (
            f"indent it by {LEVEL} spaces for each list, admonition or tab that it stands in; to show how a block is"
            f" written, put {sign[0] * (len(sign) + 1)} before and after it"
        )
        return FenceProblem("embed-place", "this block would be shown as text: it is indented like code", way_out)
    return None


def _unquote(line: str, fence: _Fence) -> str:
    """A line of a block with spaces in the place of the quotation's signs and of what the block is indented by."""
    own = len(_find_quotation(line)) if fence.quoted else 0
    if line[own:].startswith(fence.indent):
        own += len(fence.indent)
    return " " * own + line[own:]


def _refuse_marker(line: str, number: int, quoted: str) -> Block:
    column = len(line) - len(line.lstrip())
    way_out = f"begin it on a line of its own, indented by {LEVEL} spaces"
    problem = FenceProblem("embed-place", "a block cannot begin behind the sign of a list item", way_out)
    return Block(number, number + 1, quoted, column, "", problem)
