"""Fits text into the room a figure has: estimates widths, breaks lines, cuts with an ellipsis. Used by the charts."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_EVEN: Final = 1.15
"""How much longer than the mean a line may be where lines are about equally long."""
_NARROW: Final = frozenset("iljftrI.,:;'’‘!|()[] -")
_WIDE: Final = frozenset("mwMWOQGD@%—…")


def text_width(text: str, size: float) -> float:
    """Roughly how wide `text` is in pixels, set in a sans serif of `size` pixels; rather too wide than too narrow."""
    return _text_ems(text) * size


def _text_ems(text: str) -> float:
    return sum(map(_ems, text))


@lru_cache(maxsize=4096)
def _ems(character: str) -> float:
    if character in _NARROW:
        return 0.34
    if unicodedata.combining(character):
        return 0.0
    if character in _WIDE:
        return 0.88
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return 0.67 if character.isupper() else 0.56


def fit_text(text: str, width: float, size: float, lines: int) -> tuple[str, ...]:
    """Break plain text into at most `lines` lines of `width` pixels; what is too long is cut with an ellipsis.

    Lines are about equally long where that costs no more lines.
    """
    broken = _break_lines(text, width / size, _text_ems, hyphen="-")
    if len(broken) > lines:
        return (*broken[: lines - 1], _cut(broken[lines - 1], width, size))
    if len(broken) > 1:
        longest = max(map(_text_ems, text.split()))
        even = max(_text_ems(text) / len(broken) * _EVEN, longest)
        if even < width / size:
            shorter = _break_lines(text, even, _text_ems)
            return tuple(shorter if len(shorter) == len(broken) else broken)
    return tuple(broken)


def _cut(line: str, width: float, size: float) -> str:
    while line and text_width(line + "…", size) > width:
        line = line[:-1]
    return line.rstrip(" ,;:.–—-…") + "…"


def wrap_text(text: str, characters: int) -> list[str]:
    """Break plain text into lines of about `characters`, all of them; a longer word is cut."""
    return _break_lines(text, characters, len)


def _break_lines(text: str, width: float, measure: Callable[[str], float], hyphen: str = "") -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    space = measure(" ")
    for word in text.split():
        wide = measure(word)
        if line and used + space + wide <= width:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            lines.append(line)
        *full, line = [word] if wide <= width else _break_word(word, width, measure, hyphen)
        lines += full
        used = measure(line) if full else wide
    return [*lines, line] if line else lines


def _break_word(word: str, width: float, measure: Callable[[str], float], hyphen: str) -> list[str]:
    """Cut a word that is wider than a line; between two letters of an alphabet with a hyphen."""
    pieces = [""]
    for character, following in zip(word, word[1:] + " ", strict=True):
        if pieces[-1] and measure(pieces[-1] + character + (hyphen if following != " " else "")) > width:
            if hyphen and pieces[-1][-1].isalpha() and character.isalpha() and _ems(character) < 1:
                pieces[-1] += hyphen
            pieces.append("")
        pieces[-1] += character
    return pieces
