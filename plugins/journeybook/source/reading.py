"""Raw values → records of the model; what does not fit becomes problems in an author's words.

Used by `journeys`, `evidence` and `organization`.

Pydantic reports every misfit with a path. The path, walked through the tree of places, gives the line and column.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar, get_args

from pydantic import ValidationError

from journeybook.model import Quote, Record, SourceMapping
from journeybook.model.scalars import MomentOfTruth, Text
from journeybook.problems import Span
from journeybook.source.misfits import (
    Classes,
    list_keys,
    report_empty_keys,
    report_misfit,
    report_not_a_mapping,
    report_unknown_key,
)
from journeybook.source.nodes import CutText, Document, compose
from journeybook.source.salvage import salvage_record
from journeybook.source.text import read_text_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from journeybook.problems import Place, Report
    from journeybook.source.identity import FileKind

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Found(Generic[R]):
    """A record as far as it stands. When it is not `sound` it serves to check its references, and nothing else.

    `lost` holds the paths of what was left out of it.
    """

    record: R | None
    sound: bool = True
    lost: frozenset[tuple[str | int, ...]] = frozenset()


def read_record(cls: type[R], raw: SourceMapping, report: Report, classes: Classes) -> Found[R]:
    """A record of class `cls`, its problems in `report`. `classes` learns what was read where."""
    classes[id(raw.place)] = cls
    unwanted = [key for key in ("id",) if key in raw.place.key_names and key not in list_keys(cls)]
    for key in unwanted:
        report_unknown_key(key, cls, raw, raw.place, report)
    if unwanted:
        raw = SourceMapping({key: value for key, value in raw.items() if key not in unwanted}, raw.place)
    try:
        record = cls.model_validate(raw, context=classes)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            report_misfit(detail, raw, report, classes)
        report_empty_keys(raw, report, classes)
        salvaged, lost = salvage_record(cls, raw, error)
        return Found(salvaged, sound=False, lost=lost)
    report_empty_keys(raw, report, classes)
    return Found(record, sound=not unwanted)


def read_root(cls: type[R], document: Document, what: str, report: Report, classes: Classes) -> Found[R]:
    """The one record that a file holds; `what` names it in problems: `a journey`."""
    if not isinstance(document.raw, SourceMapping):
        report_not_a_mapping(what, document.raw, document.place.span, report)
        return Found(None, sound=False)
    found = read_record(cls, document.raw, report, classes)
    report_cut_texts(document, report, classes)
    return found


def read_record_file(
    cls: type[R], path: Path, file: str, kind: FileKind, report: Report
) -> tuple[bool, Found[R] | None]:
    """The one record in the file at `path`, shown as `file` in problems, and whether all of its YAML could be read."""
    text = read_text_file(path, file, report)
    errors = report.errors
    document = compose(text, file, report) if text is not None else None
    if document is None:
        return False, None
    composed = report.errors == errors
    if document.raw is None:
        report.error("empty-file", "the file has nothing in it", Span(file), help=kind.first)
        return composed, None
    return composed, read_root(cls, document, kind.record, report, {})


def lost_any(lost: Iterable[tuple[str | int, ...]], *keys: str) -> bool:
    """Whether one of `keys`, or what may have been meant for it, is among what was left out."""
    ends = (str(path[-1]).lower() for path in lost)
    return any(difflib.get_close_matches(end, keys, n=1) for end in ends)


def report_cut_texts(document: Document, report: Report, classes: Classes) -> None:
    """Warn of comments that cut text short, wherever the field is text.

    After a number, an id or a date a comment is a comment. After text it is one as well when two spaces or more stand
    before it, which is how people align comments; a single space is how `line #3` is typed.
    """
    for cut in document.cuts:
        if is_text_at(cut.path, document.place, classes):
            report_cut_text(cut, report)


def report_cut_text(cut: CutText, report: Report) -> None:
    """Warn of one comment that cuts text short."""
    way_out = f"quote the text when that belongs to it: {cut.quoted}; write two spaces before a comment"
    report.warning("comment-in-text", "` #` begins a comment, so the text ends before it", cut.span, help=way_out)


def is_text_at(path: tuple[str | int, ...], root: Place, classes: Classes) -> bool:
    """Whether the value at `path` belongs to a field that takes any text."""
    place, cls, key = root, classes.get(id(root)), None
    for step in path:
        found = classes.get(id(place))
        if found is not None:
            cls, key = found, str(step)
        place = place.parts.get(step, place)
    field = next((f for name, f in cls.model_fields.items() if (f.alias or name) == key), None) if cls else None
    if field is None:
        return False
    return _takes_text(Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation)


def _takes_text(annotation: Any) -> bool:
    if annotation in (Text, MomentOfTruth) or annotation is Quote:
        return True
    return any(_takes_text(inner) for inner in get_args(annotation))
