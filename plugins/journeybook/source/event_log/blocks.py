"""Bytes of a log → blocks of whole lines as text, so that a log of any length takes little memory. Used by `reader`."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeybook.source.event_log.refusal import Desk

BLOCK_SIZE: Final = 64 * 1024
"""Bytes read at once. What a block becomes then still fits into a processor's cache, which is faster than more."""

LINE_LIMIT: Final = 1_000_000
"""Bytes of one line; a log's line has some fifty."""

_BOM: Final = b"\xef\xbb\xbf"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_WAY_OUT: Final = "export or save the log as UTF-8"


class Block(NamedTuple):
    """Whole lines of a log, each ended by a line feed, and the number of the first, from 1."""

    line: int
    text: str


def read_blocks(stream: BinaryIO, desk: Desk) -> Iterator[Block]:
    """The lines of `stream` in blocks, without BOM, line ends as line feeds."""
    line, rest = 1, stream.read(BLOCK_SIZE)
    if rest.startswith(_UTF_16) or b"\0" in rest:
        desk.refuse("not-utf-8", "the log is saved as UTF-16, or is no text at all", help=_WAY_OUT)
    rest = rest.removeprefix(_BOM)
    while chunk := stream.read(BLOCK_SIZE):
        # A carriage return at the very end may be the first half of a line end.
        rest += chunk
        end = max(rest.rfind(b"\n"), rest.rfind(b"\r", 0, -1)) + 1
        if not end and len(rest) > LINE_LIMIT:
            message = f"a line of more than {LINE_LIMIT // 1_000_000} MB: this is no table of text"
            desk.refuse("unreadable-log", message, line=line, help="export the log as CSV, a line for each event")
        if end:
            block = Block(line, _decode(rest[:end], line, desk))
            rest = rest[end:]
            line += block.text.count("\n")
            yield block
    text = _decode(rest, line, desk)
    if text:
        yield Block(line, text if text.endswith("\n") else text + "\n")


def _decode(raw: bytes, line: int, desk: Desk) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _plain_line_ends(raw[: error.start].decode("utf-8"))
        message = f"byte 0x{raw[error.start]:02X} is not UTF-8"
        desk.refuse("not-utf-8", message, line=line + before.count("\n"), help=_WAY_OUT)
    return _plain_line_ends(text)


def _plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
