"""What YAML's own errors mean to an author: most often, text that needs quotes. Says which text, and shows it quoted.

Used by `nodes` for errors of the scanner and parser, and wherever a hint shows a line's value in quotes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from journeybook.problems import Report, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from yaml import MarkedYAMLError

_LINE: Final = re.compile(r"(?P<lead>\s*(?:- +)*)(?P<key>[\w][^:#\"'{}\[\]]*:(?: +|$))?(?P<value>.*?)\s*$")
_PIECE: Final = re.compile(r"(?P<key>[\w][\w -]*: +)(?P<value>[^,{}\[\]]*?)\s*(?=[,{}\]]|$)")
_GLUED: Final = re.compile(r"\s*(?:- +)*(?P<key>[a-z_]+):(?P<value>[^\s/:].*?)\s*")
"""A key with its value and no space between them, which YAML takes for text; no address of the web."""
_BLOCK_HEADER: Final = re.compile(r"[|>][-+\d]*(\s+#.*|\s*)")
_AFTER_QUOTE: Final = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"\s*(?P<rest>.*)'),
    "'": re.compile(r"'(?:[^']|'')*'\s*(?P<rest>.*)"),
}
_NO_BEGINNING: Final = {
    "*": "an asterisk",
    "&": "an ampersand",
    "!": "an exclamation mark",
    "%": "a percent sign",
    "@": "an at sign",
    "`": "a backtick",
    ",": "a comma",
    "]": "a bracket",
    "}": "a brace",
    "?": "a question mark",
}
_WORDS_OF_YAML: Final = (
    ("mapping values are not allowed", "a key and its value cannot stand here"),
    ("sequence entries are not allowed", "a list cannot begin on the line of its key"),
    ("could not find expected ':'", "this line is neither a key with its value nor a list item"),
    ("unexpected end of stream", "the quotes that open here are never closed"),
    ("',' or ']'", "the list that opens with `[` is not closed"),
    ("',' or '}'", "the mapping that opens with `{` is not closed"),
    ("unknown escape character", "a backslash in double quotes needs another one before it"),
    ("invalid Unicode character escape", "the code behind this backslash is half a character"),
    ("tab character", "a tab stands where spaces belong"),
)
_WAYS_OUT: Final = (
    (
        "mapping values are not allowed",
        "keys of one mapping stand exactly below each other, with `: ` before the value",
    ),
    ("sequence entries are not allowed", "begin the list on the next line, or write it as `[one, two]`"),
    ("could not find expected ':'", "write `key: value` with a space after the colon, or begin the line with `- `"),
    ("unexpected end of stream", "close them; text with an apostrophe in it goes into double quotes"),
    ("',' or ']'", "close the list with `]`, and put text with `,` `:` or `]` in quotes"),
    ("',' or '}'", "close the mapping with `}`, and put text with `,` `:` or `}` in quotes"),
    ("unknown escape character", "write `\\\\` for a backslash"),
    ("invalid Unicode character escape", "write the character itself, as in “😀”, or one code such as `\\U0001F600`"),
)


LONGEST_LINE: Final = 5000
"""Characters of a line that is searched for text without quotes."""


@dataclass(frozen=True, slots=True)
class _Culprit:
    """A value on one line that reads as YAML and was meant as text; `column` counts from 0."""

    reason: str
    key: str
    value: str
    column: int


def quote(text: str) -> str:
    """`text` as YAML in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def quote_value(line: str) -> str:
    """The key and the value of a source line with the value in quotes: `- does: **Now**` → `does: "**Now**"`."""
    parts = _LINE.match(line)
    if parts is None:  # pragma: no cover - every part of the pattern may be empty
        return quote(line.strip())
    return f"{parts['key'] or ''}{quote(parts['value'])}"


def report_syntax_error(error: MarkedYAMLError, lines: list[str], file: str, report: Report) -> None:
    """Add YAML's `error` as a problem: at the text that needs quotes where there is some, else where YAML stumbled."""
    problem = error.problem or ""
    mark, opened = error.problem_mark or error.context_mark, error.context_mark
    if "stream" in problem and opened:
        mark = opened  # quotes that are never closed: where they open, not where the file ends
    line, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
    indent = lines[line][: len(lines[line]) - len(lines[line].lstrip())]
    if "\t" in indent:
        at = indent.index("\t") + 1
        span, way_out = Span(file, line + 1, at, line + 1, at + 1), "indent with two spaces for each level"
        report.error("tab-indentation", "a tab stands where spaces belong", span, help=way_out)
        return
    number, culprit = line, _find_culprit(lines[line])
    if culprit is None or culprit.column > column:
        number, culprit = line - 1, _find_cut(lines[line - 1]) if line else None
    if culprit:
        start = culprit.column + 1
        span = Span(file, number + 1, start, number + 1, start + len(culprit.value))
        way_out = f"put the text in quotes: {culprit.key}{quote(_strip_quotes(culprit.value))}"
        report.error("yaml-syntax", culprit.reason, span, help=way_out)
        return
    glued = next(filter(None, (_GLUED.fullmatch(lines[at]) for at in (line, line - 1) if at >= 0)), None)
    if glued:
        number = line if glued.string == lines[line] else line - 1
        span = Span(file, number + 1, glued.start("key") + 1, number + 1, glued.end("value") + 1)
        way_out = f"write `{glued['key']}: {glued['value']}`"
        report.error("yaml-syntax", "there is no space between a key and its value", span, help=way_out)
        return
    if opened and ("'}'" in problem or "']'" in problem):
        line, column = opened.line, opened.column  # a bracket that is never closed
    meaning = _first(_WORDS_OF_YAML, problem) or "this line does not fit what stands above it"
    way_out = _first(_WAYS_OUT, problem) or "check the indentation: keys of one mapping stand exactly below each other"
    report.error("yaml-syntax", meaning, Span(file, line + 1, column + 1, line + 1, column + 2), help=way_out)


def _strip_quotes(value: str) -> str:
    """A text without the quotes around all of it, which were meant as such though YAML ends them within."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] in _AFTER_QUOTE else value


def _first(table: tuple[tuple[str, str], ...], problem: str) -> str | None:
    normal = problem.replace("in this context", "").replace("but got", "")
    return next((words for part, words in table if part in normal), None)


def _find_culprit(line: str) -> _Culprit | None:
    parts = _split(line)
    if parts is None or parts.value.startswith("#"):
        return None
    if parts.value[0] in "{[":
        return _find_in_flow(parts, _why_quotes) or _find_rest_after_flow(parts)
    reason = _why_quotes(parts.value)
    return replace(parts, reason=reason) if reason else None


def _find_cut(line: str) -> _Culprit | None:
    """Text on `line` that a ` #` cuts short: what follows then makes no sense, or the bracket that it swallows."""
    parts = _split(line)
    if parts is None or parts.value.startswith("#"):
        return None
    if parts.value[0] in "{[":
        return _find_in_flow(parts, _why_cut)
    reason = _why_cut(parts.value)
    return replace(parts, reason=reason) if reason else None


def _split(line: str) -> _Culprit | None:
    """The key and value of a line, with no reason yet; None where it has no value or is too long to be worth a look."""
    parts = _LINE.match(line) if len(line) <= LONGEST_LINE else None
    if parts is None or not parts["value"]:
        return None
    return _Culprit("", parts["key"] or "", parts["value"], parts.start("value"))


def _find_in_flow(parts: _Culprit, why: Callable[[str], str | None]) -> _Culprit | None:
    """Text within `{…}` on one line that needs quotes of its own."""
    for piece in _PIECE.finditer(parts.value):
        reason = why(piece["value"]) if piece["value"] else None
        if reason:
            return _Culprit(reason, piece["key"].strip() + " ", piece["value"], parts.column + piece.start("value"))
    return None


def _find_rest_after_flow(parts: _Culprit) -> _Culprit | None:
    """`[sic] they said`: text that begins like a list or a mapping."""
    depth = 0
    for at, character in enumerate(parts.value):
        depth += (character in "[{") - (character in "]}")
        if depth == 0:
            rest = parts.value[at + 1 :].strip()
            if rest and not rest.startswith("#"):
                return replace(parts, reason=f"text that begins with `{parts.value[0]}` needs quotes")
            return None
    return None


def _why_cut(value: str) -> str | None:
    cut = re.search(r"\S #", value) and value[0] not in _AFTER_QUOTE
    return "` #` begins a comment, so the text ends before it" if cut else None


def _why_quotes(value: str) -> str | None:
    """Why YAML does not read `value` as plain text; None where it does."""
    first = value[0]
    if first in _AFTER_QUOTE:
        return _why_other_quotes(first, value)
    if first in "|>":
        return None if _BLOCK_HEADER.fullmatch(value) else f"text that begins with `{first}` needs quotes"
    if first in _NO_BEGINNING:
        return f"text that begins with {_NO_BEGINNING[first]} needs quotes"
    if value.startswith("- "):
        return "text that begins with a hyphen and a space needs quotes"
    return "text with a colon and a space in it needs quotes" if re.search(r":(\s|$)", value) else None


def _why_other_quotes(first: str, value: str) -> str | None:
    match = _AFTER_QUOTE[first].fullmatch(value)
    if match and match["rest"] and not match["rest"].startswith("#"):
        return "text goes on after the closing quote"
    return None if match or first == '"' else "text that begins with an apostrophe needs double quotes"
