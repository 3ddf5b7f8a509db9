"""The files of `organization/` → records: personas, channels, teams, systems, measures, lifecycle, words, settings.

Used by `folder`. A file that has any error is named in `doubtful`, so that references to its records are not checked.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pydantic_core import PydanticCustomError

from journeybook.model import Channel, Measure, Persona, Phase, Settings, SourceMapping, System, Team
from journeybook.model.scalars import read_id, shown
from journeybook.problems import Note, Report, Span
from journeybook.source.files import find_yaml_files, shown_name
from journeybook.source.identity import ENDINGS, TakenIds
from journeybook.source.misfits import Classes, report_not_a_mapping, show_as_item, show_as_record
from journeybook.source.nodes import Document, compose
from journeybook.source.reading import read_record, read_root, report_cut_text, report_cut_texts
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
    partial: list[Named] = field(default_factory=list)
    """What stands of records with errors, so that their references are checked."""
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
            records = _Records(cls, kind, report)
            if document:
                records.read(document)
            organization.records[kind] = records.sound
            organization.partial.extend(records.partial)
        if document is None or document.raw is None:
            continue  # a file with nothing in it is as good as none
        if name == "words":
            organization.words = _read_words(document, report)
        elif name == "settings":
            # What stands of settings with an error silences warnings all the same, lest they bury it.
            organization.settings = read_root(Settings, document, "the settings", report, {}).record or Settings()
    return organization


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


class _Records:
    """The records of one file by id, as far as they are sound, and what stands of the others."""

    def __init__(self, cls: type[Named], kind: Kind, report: Report) -> None:
        self.sound: dict[str, Named] = {}
        self.partial: list[Named] = []
        self._cls = cls
        self._kind = kind
        self._report = report
        self._taken = TakenIds(kind, report)
        self._classes: Classes = {}

    def read(self, document: Document) -> None:
        if self._cls is Phase:
            self._read_list(document)
        elif isinstance(document.raw, SourceMapping):
            self._read_mapping(document)
        else:
            self._report_no_mapping(document)
            return
        report_cut_texts(document, self._report, self._classes)
        for record in self.sound.values():
            self._taken.keep((old, record.place.at("formerly", number)) for number, old in enumerate(record.formerly))
        self._taken.find_clashes()

    def _report_no_mapping(self, document: Document) -> None:
        what, span = f"the file of {self._kind}s", document.place.span
        if isinstance(document.raw, list) and document.raw:
            way_out = f"write each below its id, without a hyphen: {show_as_record(document.raw[0])}"
        else:
            way_out = "write each below its id: `an-id: {name: …}`"
        report_not_a_mapping(what, document.raw, span, self._report, way_out)

    def _read_mapping(self, document: Document) -> None:
        for key, span in document.place.keys.items():
            # The key stands for the whole record, also where something is said of it later.
            place = document.place.entry(key)
            raw = document.raw.get(key, SourceMapping({}, place))
            if not isinstance(raw, SourceMapping):
                way_out = f"write it as {show_as_record({'id': key, 'name': raw})}"
                report_not_a_mapping(f"`{key}`", raw, document.place.at(key), self._report, way_out)
            elif _is_id(key, span, self._report):
                self._taken.take(key, span, "choose another id")
                self._classes[id(raw.place)] = self._cls
                self._read_record(SourceMapping({**raw, "id": key}, place))

    def _read_list(self, document: Document) -> None:
        if not isinstance(document.raw, list):
            message = f"the lifecycle is a list of phases, found {shown(document.raw)}"
            way_out = "write the phases in order, each as `- {id: buy, name: Buy}`"
            self._report.error("wrong-kind", message, document.place.span, help=way_out)
            return
        for number, raw in enumerate(document.raw):
            place = document.place.find(number)
            if not isinstance(raw, SourceMapping):
                way_out = f"write it as `- {show_as_item(raw)}`"
                report_not_a_mapping("a phase", raw, place.span, self._report, way_out)
                continue
            if "id" not in raw:
                self._report.error("missing-key", "`id` is missing in phase", place.span, help="add `id: …`")
            self._read_record(raw)

    def _read_record(self, raw: SourceMapping) -> None:
        found = read_record(self._cls, raw, self._report, self._classes)
        record = found.record
        if record is None:
            return
        if found.sound and self._cls is Phase and record.id:
            self._taken.take(record.id, raw.place.at("id"), "give it another `id`")
        if found.sound and record.id and record.id not in self.sound:
            self.sound[record.id] = record
        else:
            self.partial.append(record)


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
