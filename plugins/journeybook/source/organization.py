"""The files of `organization/` → records, improvements, words, settings.

Used by `folder`. A file that has any error is named in `doubtful`, so that references to its records are not checked.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from journeybook.model import (
    Channel,
    Measure,
    Persona,
    Phase,
    Settings,
    SharedImprovement,
    SourceMapping,
    System,
    Team,
)
from journeybook.model.scalars import shown
from journeybook.problems import Note, Report, Span
from journeybook.source.files import find_yaml_files, shown_name
from journeybook.source.identity import ENDINGS
from journeybook.source.misfits import report_not_a_mapping
from journeybook.source.nodes import ORGANIZATION_VALUES_LIMIT, Document, compose
from journeybook.source.reading import read_root, report_cut_text
from journeybook.source.records import Records
from journeybook.source.text import ORGANIZATION_SIZE_LIMIT, read_text_file

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

KNOWN_FILES: Final = (*RECORD_FILES, "improvements", "words", "settings")


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
    improvements: dict[str, SharedImprovement] = field(default_factory=dict)
    partial_improvements: list[SharedImprovement] = field(default_factory=list)
    """What stands of improvements with errors, so that their references are checked."""
    improvements_file: str = ""
    """Their file as shown in problems; empty where there is none."""


def read_organization(content: Path, root: Path, report: Report) -> Organization:
    """All files of `content`/organization."""
    organization = Organization()
    for name, path in _find_files(content, root, report).items():
        file = shown_name(path, root)
        text = read_text_file(path, file, report, limit=ORGANIZATION_SIZE_LIMIT)
        document = compose(text, file, report, limit=ORGANIZATION_VALUES_LIMIT) if text is not None else None
        if name in RECORD_FILES and (document is None or document.raw is not None):
            kind, cls = RECORD_FILES[name]
            organization.files[kind] = file
            records = Records(cls, kind, report)
            if document:
                records.read(document)
            organization.records[kind] = records.sound
            organization.partial.extend(records.partial)
        if name == "improvements":
            organization.improvements_file = file
        if document is None or document.raw is None:
            continue  # a file with nothing in it is as good as none
        if name == "improvements":
            improvements = Records(SharedImprovement, "improvement", report)
            improvements.read(document)
            organization.improvements = improvements.sound
            organization.partial_improvements = improvements.partial
        elif name == "words":
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


def _read_words(document: Document, report: Report) -> dict[str, str]:
    words: dict[str, str] = {}
    first: dict[str, tuple[str, Span]] = {}
    if not isinstance(document.raw, SourceMapping):
        report_not_a_mapping("the glossary", document.raw, document.place.span, report)
        return words
    for word, span in document.place.keys.items():
        meaning: Any = document.raw.get(word)
        known, place = first.setdefault(word.casefold(), (word, span))
        if known != word:
            note = Note(f"`{known}` stands here", place)
            message = f"the word `{word}` differs from `{known}` only in case"
            report.warning("names-alike", message, span, help="keep one of the two", notes=(note,))
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
