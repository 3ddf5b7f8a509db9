"""The files of `organization/` → records: personas, channels, teams, systems, measures, lifecycle, words, settings.

Used by `folder`. A file that has any error is named in `doubtful`, so that references to its records are not checked.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from journeybook.model import Channel, Measure, Persona, Phase, Settings, SourceMapping, System, Team
from journeybook.model.scalars import read_id, shown
from journeybook.problems import Note, Place, Report, Span
from journeybook.source.files import find_yaml_files, shown_name
from journeybook.source.identity import ENDINGS, TakenIds
from journeybook.source.nodes import Document, compose
from journeybook.source.reading import (
    Classes,
    read_record,
    read_root,
    report_cut_text,
    report_cut_texts,
    report_not_a_mapping,
)
from journeybook.source.text import read_text_file

if TYPE_CHECKING:
    from pathlib import Path

    from journeybook.model import Kind
    from journeybook.model.record import Named

RECORD_FILES: Final[dict[str, tuple[Kind, type[Named]]]] = {
    "personas": ("persona", Persona),
    "channels": ("channel", Channel),
    "teams": ("team", Team),
    "systems": ("system", System),
    "measures": ("measure", Measure),
    "lifecycle": ("phase", Phase),
}
"""Files that hold records, with the kind and the class of each record."""

KNOWN_FILES: Final = (*RECORD_FILES, "words", "settings")


@dataclass
class Organization:
    """What the organization's files hold. A kind that has no file is no key of `records`."""

    records: dict[Kind, dict[str, Named]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    files: dict[Kind, str] = field(default_factory=dict)
    """The file of each kind as shown in problems."""


def read_organization(content: Path, root: Path, report: Report) -> Organization:
    """All files of `content`/organization."""
    organization = Organization()
    for name, path in _find_files(content, root, report).items():
        file = shown_name(path, root)
        text = read_text_file(path, file, report)
        document = compose(text, file, report) if text is not None else None
        if name in RECORD_FILES and (document is None or document.raw is not None):
            kind, cls = RECORD_FILES[name]
            organization.files[kind] = file
            organization.records[kind] = _read_records(cls, kind, document, report) if document else {}
        if document is None or document.raw is None:
            continue  # a file with nothing in it is as good as none
        if name == "words":
            organization.words = _read_words(document, report)
        elif name == "settings":
            settings = read_root(Settings, document, "the file of settings", report, {})
            organization.settings = settings or _salvage_silenced(document.raw)
    return organization


def _salvage_silenced(raw: Any) -> Settings:
    """The silenced warnings of settings that have an error elsewhere, so that it is not followed by all of those."""
    try:
        return Settings.model_validate(SourceMapping({"warnings": raw["warnings"]}, raw.place))
    except (KeyError, TypeError, ValidationError):
        return Settings()


def _find_files(content: Path, root: Path, report: Report) -> dict[str, Path]:
    """The files by what they hold, each error about a name reported."""
    folder = content / "organization"
    found: dict[str, Path] = {}
    for path in find_yaml_files(folder, content, root, report):
        file = shown_name(path, root)
        if path.stem not in KNOWN_FILES or path.parent != folder or path.suffix not in ENDINGS:
            near = difflib.get_close_matches(path.stem.lower(), KNOWN_FILES, n=1)
            known = ", ".join(f"{name}.yml" for name in KNOWN_FILES)
            way_out = f"did you mean `{near[0]}.yml`?" if near else f"known files: {known}"
            report.error("unknown-file", "the organization has no file of this name", Span(file), help=way_out)
        elif path.stem in found:
            message = f"a second file of {path.stem}"
            note = Note("the other file", Span(shown_name(found[path.stem], root)))
            report.error("duplicate-file", message, Span(file), help="keep one of the two", notes=(note,))
        else:
            found[path.stem] = path
    return found


def _read_records(cls: type[Named], kind: Kind, document: Document, report: Report) -> dict[str, Named]:
    """The records by id."""
    classes: Classes = {}
    taken = TakenIds(kind, report)
    if cls is Phase:
        records = _read_list(cls, document, taken, report, classes)
    elif isinstance(document.raw, SourceMapping):
        records = _read_mapping(cls, document, taken, report, classes)
    else:
        report_not_a_mapping(f"the file of {kind}s", document.raw, document.place.span, report)
        return {}
    report_cut_texts(document, report, classes)
    for record in records.values():
        taken.keep((old, record.place.at("formerly", number)) for number, old in enumerate(record.formerly))
    taken.find_clashes()
    return records


def _read_mapping(
    cls: type[Named], document: Document, taken: TakenIds, report: Report, classes: Classes
) -> dict[str, Named]:
    records: dict[str, Named] = {}
    for key, span in document.place.keys.items():
        raw = document.raw.get(key, SourceMapping({}, Place(span)))
        if not isinstance(raw, SourceMapping):
            report_not_a_mapping(f"`{key}`", raw, document.place.at(key), report)
        elif _is_id(key, span, report):
            taken.take(key, span, "choose another id")
            classes[id(raw.place)] = cls
            # The key stands for the whole record, also where something is said of it later.
            place = Place(span, raw.place.keys, {**raw.place.parts, "id": Place(span)})
            record = read_record(cls, SourceMapping({**raw, "id": key}, place), report, classes)
            if record is not None:
                records[key] = record
    return records


def _read_list(
    cls: type[Named], document: Document, taken: TakenIds, report: Report, classes: Classes
) -> dict[str, Named]:
    records: dict[str, Named] = {}
    if not isinstance(document.raw, list):
        message = f"the lifecycle is a list of phases, found {shown(document.raw)}"
        way_out = "write the phases in order, each as `- {id: buy, name: Buy}`"
        report.error("wrong-kind", message, document.place.span, help=way_out)
        return records
    for number, raw in enumerate(document.raw):
        place = document.place.find(number)
        if not isinstance(raw, SourceMapping):
            report_not_a_mapping("a phase", raw, place.span, report)
            continue
        if "id" not in raw:
            report.error("missing-key", "`id` is missing in phase", place.span, help="add `id: …`")
        record = read_record(cls, raw, report, classes)
        if record is not None and record.id:
            taken.take(record.id, place.at("id"), "give it another `id`")
            records.setdefault(record.id, record)
    return records


def _is_id(key: str, span: Span, report: Report) -> bool:
    try:
        read_id(key)
    except PydanticCustomError as error:
        report.error(error.type, error.message(), span, help=(error.context or {}).get("help"))
        return False
    return True


def _read_words(document: Document, report: Report) -> dict[str, str]:
    words: dict[str, str] = {}
    if not isinstance(document.raw, SourceMapping):
        report_not_a_mapping("the glossary", document.raw, document.place.span, report)
        return words
    for word, span in document.place.keys.items():
        meaning: Any = document.raw.get(word)
        if isinstance(meaning, str):
            words[word] = meaning
        elif meaning is None:
            way_out = f"write what it means after `{word}:`"
            report.error("missing-key", f"the word `{word}` has no meaning", span, help=way_out)
        else:
            message = f"expected the meaning of `{word}`, found {shown(meaning)}"
            way_out = "write it as one text; a meaning with a colon in it needs quotes"
            report.error("wrong-kind", message, document.place.at(word), help=way_out)
    for cut in document.cuts:
        report_cut_text(cut, report)
    return words
