"""The files of `evidence/` → evidence as far as it stands, each by the path of its file. Used by `folder`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from journeybook.model import Evidence, Observation
from journeybook.problems import Note, Report, Span
from journeybook.source.files import find_yaml_files, shown_name
from journeybook.source.identity import FileKind, find_file_id
from journeybook.source.methods import check_method
from journeybook.source.reading import lost_any, read_record_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

FIRST_EVIDENCE: Final = """\
      journey: buying/new-phone
      method: walk
      date: 2026-10-03
      observations:
        finds-us: {feels: -1, note: The plan's price was missing}"""
"""A small piece of evidence, indented as it is shown where a file has nothing in it."""

EVIDENCE_FILE: Final = FileKind(
    "evidence", "an evidence file", "2026-10-03-walk", f"a first walk is five lines:\n{FIRST_EVIDENCE}"
)


@dataclass(frozen=True, slots=True)
class FoundEvidence:
    """Evidence as far as it stands; `names_journey` unless the journey in it stands in for one that is missing."""

    evidence: Evidence
    names_journey: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file of evidence outside the content, to be judged as if it were in it; shown as `file` in problems."""

    path: Path
    file: str


@dataclass(frozen=True, slots=True)
class EvidenceFiles:
    """How many files there are, and what stands of them."""

    files: int
    found: tuple[FoundEvidence, ...]


def read_evidence(content: Path, root: Path, report: Report, arriving: Arrival | None = None) -> EvidenceFiles:
    """All files of `content`/evidence; one whose name gives it no id, or that of another, has an error.

    One that is `arriving` is read as well, and has no id yet.
    """
    folder = content / "evidence"
    files: dict[str, str] = {}
    read: list[FoundEvidence] = []
    paths = find_yaml_files(folder, content, root, report)
    for path in paths:
        file = shown_name(path, root)
        name = find_file_id(PurePosixPath(path.relative_to(folder).as_posix()), file, EVIDENCE_FILE, report)
        if name in files:
            message, note = f"a second file for the evidence `{name}`", Note("the other file", Span(files[name]))
            report.error("duplicate-file", message, Span(file), help="keep one of the two", notes=(note,))
        elif name is not None:
            files[name] = file
        read += _read_file(path, file, name or "", report)
    if arriving is not None:
        read += _read_file(arriving.path, arriving.file, "", report)
    return EvidenceFiles(len(paths) + (arriving is not None), tuple(read))


def _read_file(path: Path, file: str, name: str, report: Report) -> Iterator[FoundEvidence]:
    _, found = read_record_file(Evidence, path, file, EVIDENCE_FILE, report)
    if found is not None and found.record is not None:
        yield _judge(found.record, name, found.lost, report)


def _judge(evidence: Evidence, name: str, lost: Collection[tuple[str | int, ...]], report: Report) -> FoundEvidence:
    changes: dict[str, object] = {"id": name}
    if not lost_any(lost, "method"):
        check_method(evidence, lost, report)
        changes["observations"] = _find_observations(evidence)
    return FoundEvidence(evidence.model_copy(update=changes), not lost_any(lost, "journey"))


def _find_observations(evidence: Evidence) -> dict[str, Observation]:
    """Those that say something; a review confirms what it names, also where nothing stands after it."""
    if evidence.method != "review":
        return {name: seen for name, seen in evidence.observations.items() if says_something(seen)}
    return {name: evidence.observations.get(name) or Observation() for name in list_named_moments(evidence)}


def list_named_moments(evidence: Evidence) -> list[str]:
    """The keys of the observations as written, also those with nothing after them."""
    place = evidence.place
    inner = place.find("observations")
    return [] if inner is place else list(inner.key_names)


def says_something(seen: Observation) -> bool:
    """Whether anything was written into it."""
    return any(getattr(seen, name) not in (None, (), {}) for name in seen.model_fields_set)
