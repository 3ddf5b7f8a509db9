"""YAML text → raw values, together with the tree of places where each of them stands. Used by `folder`.

A composer of our own on YAML's events: every scalar and key stays text as typed, positions are kept, and what the
handbook does not use (tags, merge keys, several documents) is refused. Nesting is counted on the events: libyaml's own
composer crashes on deep input.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from journeybook.model import SourceMapping
from journeybook.problems import Lines, Note, Place, Report, Span, mark_stretch
from journeybook.source.syntax import quote_value, report_syntax_error

if TYPE_CHECKING:
    from collections.abc import Callable

DEPTH_LIMIT: Final = 50
"""Levels of mappings and lists within each other; a journey has seven."""

VALUES_LIMIT: Final = 50_000
"""Values of a file once its aliases are expanded; a long journey has a thousand."""

ORGANIZATION_VALUES_LIMIT: Final = 500_000
"""The same for a file of the organization, which holds all records of a kind and cannot be split."""

# Without libyaml the same events come eight times slower, and a `?` within `{…}` or `[…]` needs quotes.
_LOADER: Final = getattr(yaml, "CLoader", yaml.Loader)
_YAML_TAG: Final = "tag:yaml.org,2002:"
_TOO_DEEP_FOR_LIBYAML: Final = "exceeded maximum nesting depth"
"""What libyaml says of itself since 0.2.6: it reads ahead, and stops at a thousand before fifty are counted here."""
_LEFT_OUT: Final = frozenset({"", "~", "null"})

_Node = tuple[Any, Place | int, int]
"""A composed value, None when left out; its place, or its mark alone where it has no parts; and how many values it
stands for once aliases are expanded."""


@dataclass(frozen=True, slots=True)
class CutText:
    """Plain text that a comment follows after a single space, so that the comment may have been meant as text.

    `path` leads to the value. Whether it is worth a warning depends on its field, which the typed model knows:
    after a number or an id a comment is a comment.
    """

    path: tuple[str | int, ...]
    span: Span
    quoted: str


@dataclass(slots=True)
class Document:
    """The values of a file: `SourceMapping`s, lists and text. `raw` is None for a file without any."""

    raw: Any
    place: Place
    cuts: list[CutText] = field(default_factory=list)


class _RefusedError(Exception):
    """The rest of the file cannot be read; the report says why."""


@dataclass(slots=True)
class _Anchor:
    event: NodeEvent
    node: _Node | None = None
    used: bool = False


def compose(text: str, file: str, report: Report, *, limit: int = VALUES_LIMIT) -> Document | None:
    """The values of YAML `text`, shown as `file` in problems; None where it cannot be read to its end.

    One of more than `limit` values is refused.
    """
    try:
        return _Composer(text, file, report, limit).compose()
    except _RefusedError:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        if mark and error.problem == _TOO_DEEP_FOR_LIBYAML:
            _report_depth(Span(file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2), report)
        else:
            report_syntax_error(error, text.split("\n"), file, report)
    except yaml.YAMLError as error:  # pragma: no cover - the reader's errors, which `text` has ruled out
        report.error("yaml-syntax", f"this is not valid YAML: {error}", Span(file))
    return None


class _Composer:
    def __init__(self, text: str, file: str, report: Report, limit: int) -> None:
        self._limit = limit
        self._lines = text.split("\n")
        self._has_cuts = " #" in text
        self._places = Lines(file, text)
        self._report = report
        self._loader = _LOADER(text)
        self._next: Callable[[], Event] = self._loader.get_event
        self._anchors: dict[str, _Anchor] = {}
        self._path: list[str | int] = []
        self._cuts: list[CutText] = []
        self._expanded = 0

    def compose(self) -> Document:
        try:
            return self._compose_stream()
        finally:
            self._loader.dispose()

    def _compose_stream(self) -> Document:
        raw: Any = None
        place: Place | int = 0
        documents = 0
        while not isinstance(event := self._next(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    way_out = "keep one; a journey is a file of its own"
                    self._refuse("several-documents", "a second document begins here", self._span(event), way_out)
            elif isinstance(event, NodeEvent):
                raw, place, _ = self._compose_node(event)
        self._check_unused_anchors()
        return Document(raw, Place(self._places, place) if isinstance(place, int) else place, self._cuts)

    def _compose_node(self, event: Any) -> _Node:
        if type(event) is AliasEvent:
            return self._follow_alias(event)
        if event.tag is not None:
            self._report_tag(event)
        anchor = None
        if event.anchor is not None:
            anchor = self._anchors[event.anchor] = _Anchor(event)
        if type(event) is ScalarEvent:
            node = self._compose_scalar(event)
        elif len(self._path) >= DEPTH_LIMIT:
            _report_depth(self._span(event), self._report)
            raise _RefusedError
        else:
            node = self._compose_mapping(event) if type(event) is MappingStartEvent else self._compose_list(event)
        if anchor:
            anchor.node = node
        self._count(1, event)
        return node

    def _compose_scalar(self, event: ScalarEvent) -> _Node:
        mark = _mark(event, event)
        value: str = event.value
        plain = not event.style
        if (plain and value in _LEFT_OUT) or not value.strip():
            return None, mark, 1
        if plain and self._has_cuts:
            span = self._span(event)
            line = self._lines[span.end_line - 1]
            if line.startswith(" #", span.end_column - 1):
                self._cuts.append(CutText(tuple(self._path), span, quote_value(line)))
        return value, mark, 1

    def _compose_part(self, event: Any, step: str | int) -> _Node:
        """The value at `step` of the collection that is being composed."""
        self._path.append(step)
        if type(event) is ScalarEvent and event.anchor is None and event.tag is None:  # nearly always
            self._expanded += 1
            node = self._compose_scalar(event)
        else:
            node = self._compose_node(event)
        self._path.pop()
        return node

    def _compose_list(self, start: CollectionStartEvent) -> _Node:
        values: list[Any] = []
        parts: dict[str | int, Place | int] = {}
        size = 1
        while type(event := self._next()) is not SequenceEndEvent:
            raw, place, part_size = self._compose_part(event, len(values))
            size += part_size
            if raw is not None:
                parts[len(values)] = place
                values.append(raw)
        return values, Place(self._places, _mark(start, event), None, parts), size

    def _compose_mapping(self, start: CollectionStartEvent) -> _Node:
        values: dict[str, Any] = {}
        keys: dict[str, int] = {}
        parts: dict[str | int, Place | int] = {}
        size = 1
        while type(event := self._next()) is not MappingEndEvent:
            key, key_mark = self._compose_key(event), _mark(event, event)
            raw, place, part_size = self._compose_part(self._next(), key or "")
            size += part_size
            if key is None:
                continue
            if key in keys:
                self._report_duplicate(key, self._places.span(key_mark), self._places.span(keys[key]))
                continue
            keys[key] = key_mark
            if raw is not None:
                values[key] = raw
                parts[key] = place
        whole = Place(self._places, _mark(start, event), keys, parts)
        return SourceMapping(values, whole), whole, size

    def _compose_key(self, event: Any) -> str | None:
        if type(event) is ScalarEvent:
            if event.tag is not None:
                self._report_tag(event)
            key = sys.intern(event.value)  # the same few words in every file
            if key == "<<" and not event.style:
                way_out = "write the keys out, or use an alias for a whole value"
                message = "merging mappings with `<<` is not used here"
                self._report.error("merge-key", message, self._span(event), help=way_out)
                return None
            return key
        span = self._span(event)
        line = self._lines[span.line - 1]
        self._compose_part(event, "")
        way_out = f"text that begins with a brace or a bracket needs quotes: {quote_value(line)}"
        self._report.error("bad-key", "a key must be text", span, help=way_out)
        return None

    def _follow_alias(self, event: Any) -> _Node:
        span = self._span(event)
        anchor = self._anchors.get(event.anchor)
        if anchor is None:
            way_out = f"text that begins with an asterisk needs quotes: {quote_value(self._lines[span.line - 1])}"
            self._refuse("unknown-alias", f"there is no `&{event.anchor}` above for `*{event.anchor}`", span, way_out)
        anchor.used = True
        if anchor.node is None:
            way_out = "an alias stands for a value that ends above it"
            self._refuse("endless-alias", f"`*{event.anchor}` stands within its own value", span, way_out)
        self._count(anchor.node[2], event)
        return anchor.node

    def _count(self, values: int, event: Any) -> None:
        self._expanded += values
        if self._expanded > self._limit:
            message = f"the file holds more than {self._limit:,} values".replace(",", " ")
            split = "split the file; " if self._limit == VALUES_LIMIT else ""
            way_out = f"{split}an alias counts as all that it stands for"
            self._refuse("too-many-values", message, self._span(event), way_out)

    def _check_unused_anchors(self) -> None:
        """`&` and a word vanish from the text after them, so the unused anchor of a text was meant as text."""
        for name, anchor in self._anchors.items():
            if not anchor.used and type(anchor.event) is ScalarEvent:
                span = self._span(anchor.event)
                message = f"`&{name}` is read as a name for later use, and never used"
                way_out = f"text that begins with an ampersand needs quotes: {quote_value(self._lines[span.line - 1])}"
                self._report.warning("unused-anchor", message, span, help=way_out)

    def _report_tag(self, event: Any) -> None:
        span = self._span(event)
        quoted = quote_value(self._lines[span.line - 1])
        way_out = f"text that begins with an exclamation mark needs quotes: {quoted}"
        if event.tag.startswith(_YAML_TAG):
            way_out = "leave it out: each key knows what it takes"
        self._report.error("yaml-tag", f"tags such as `{_shown_tag(event.tag)}` are not used here", span, help=way_out)

    def _report_duplicate(self, key: str, span: Span, earlier: Span) -> None:
        self._report.error(
            "duplicate-key",
            f"the key `{key}` stands here a second time",
            span,
            help="keep one of them",
            notes=(Note("it stands here first", earlier),),
        )

    def _refuse(self, code: str, message: str, span: Span, way_out: str) -> NoReturn:
        self._report.error(code, message, span, help=way_out)
        raise _RefusedError

    def _span(self, event: Any) -> Span:
        return self._places.span(_mark(event, event))


def _report_depth(span: Span, report: Report) -> None:
    message = f"mappings and lists are nested more than {DEPTH_LIMIT} deep"
    report.error("too-deep", message, span, help="a journey needs seven levels; text with brackets needs quotes")


def _mark(first: Any, last: Any) -> int:
    """The stretch from the beginning of an event to the end of one."""
    return mark_stretch(first.start_mark.index, last.end_mark.index)


def _shown_tag(tag: str) -> str:
    return tag.replace(_YAML_TAG, "!!")
