"""Bytes of a file → text that YAML can read, with a problem for whatever cannot be shown as text.

Used by `folder`. Every line end becomes a line feed, so that lines count as they do in an editor.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from journeybook.problems import Report, Span

if TYPE_CHECKING:
    from pathlib import Path

SIZE_LIMIT: Final = 1_000_000
"""Bytes. The largest journeys that people write have some 40 kB; more is a mistake or an attack."""

ORGANIZATION_SIZE_LIMIT: Final = 10_000_000
"""Bytes of a file of the organization, which holds all records of a kind and cannot be split."""

_BOM: Final = b"\xef\xbb\xbf"
_LINE_SEPARATORS: Final = {"\u2028": "U+2028", "\u2029": "U+2029", "\u0085": "U+0085"}
UNREADABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u2028\u2029]")
"""What no file may hold: YAML refuses it, or takes it for a line's end where nobody sees one."""


def read_text_file(path: Path, file: str, report: Report, *, limit: int = SIZE_LIMIT) -> str | None:
    """The text of the file at `path`, shown as `file` in problems; None where it cannot be read.

    One of more than `limit` bytes is refused.
    """
    try:
        size = path.stat().st_size
        if size > limit:
            report.error(
                "file-too-large",
                f"the file has {size / 1e6:.1f} MB; the handbook reads files up to {limit / 1e6:.0f} MB",
                Span(file),
                help="split it into several journeys, or move what is no journey out of the content folder"
                if limit == SIZE_LIMIT
                else "take out what is no part of the handbook",
            )
            return None
        raw = path.read_bytes()
    except OSError as error:
        report.error("unreadable-file", f"the file cannot be read: {error.strerror}", Span(file))
        return None
    return decode(raw, file, report)


def decode(raw: bytes, file: str, report: Report) -> str | None:
    """The bytes as text without BOM and with line feeds alone; None where they are not UTF-8."""
    raw = raw.removeprefix(_BOM)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = plain_line_ends(raw[: error.start].decode("utf-8"))
        report.remember_text(file, plain_line_ends(raw.decode("utf-8", "replace")))
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        report.error(
            "not-utf-8",
            f"byte 0x{raw[error.start]:02X} is not UTF-8",
            Span(file, line, column, line, column + 1),
            help="save the file as UTF-8 (in most editors: Save as, encoding UTF-8)",
        )
        return None
    text = plain_line_ends(text)
    report.remember_text(file, text)
    return replace_unreadable(text, file, report)


def plain_line_ends(text: str) -> str:
    """The text with line feeds alone."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def replace_unreadable(text: str, file: str, report: Report) -> str:
    """Spaces for characters that YAML refuses or takes for line ends, so that the rest of the file is still checked."""
    for match in UNREADABLE.finditer(text):
        line, column = text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start())
        span = Span(file, line, column, line, column + 1)
        separator = _LINE_SEPARATORS.get(match[0])
        if separator:
            report.error(
                "line-separator",
                f"an invisible line separator ({separator}) stands here, most often pasted from a document",
                span,
                help="delete it, and write a space or a new line instead",
            )
        else:
            name = unicodedata.name(match[0], f"U+{ord(match[0]):04X}")
            message = f"an invisible character ({name}) stands here"
            report.error("control-character", message, span, help="delete it, and type the text again")
    return UNREADABLE.sub(" ", text)
