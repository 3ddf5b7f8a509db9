"""A content folder → the handbook and all its problems: the one way in. Used by `journeybook.handbook`."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, TypeVar

from journeybook.model import Channel, Handbook, Journey, Kind, Measure, Named, Persona, Phase, Settings, System, Team
from journeybook.problems import Note, Problem, Report, Span
from journeybook.source.codes import CODES, WARNING_CODES
from journeybook.source.doubts import raise_doubts
from journeybook.source.files import find_yaml_files, shown_name
from journeybook.source.identity import TakenIds, find_journey_id, give_ids
from journeybook.source.misfits import suggest
from journeybook.source.moments import resolve_moments
from journeybook.source.nodes import compose
from journeybook.source.organization import read_organization
from journeybook.source.reading import read_root
from journeybook.source.references import Organizer
from journeybook.source.text import read_text_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

N = TypeVar("N", bound=Named)

FIRST_JOURNEY = """\
      title: Buying a new phone
      stages:
        - name: Look around
          touchpoints:
            - name: Finds us"""
"""The smallest journey, indented as it is shown where there is none."""


KEYS_OF_IDS: Final = ("id", "name", "title", "formerly")
"""The keys that ids come from: without one of them, no two ids can be said to clash."""


@dataclass(frozen=True, slots=True)
class _FoundJourney:
    """A journey as far as it stands, and whether its personas are those that the author meant."""

    journey: Journey
    knows_personas: bool


def load(content: Path, *, root: Path | None = None) -> tuple[Handbook, tuple[Problem, ...]]:
    """The handbook in the folder `content`, with every problem of every file, sorted.

    Problems name files relative to `root` (the working directory when left out). A journey with an error is not among
    the handbook's journeys, but in `unreadable`.
    """
    return _load(content, root if root is not None else Path.cwd())


def _load(content: Path, base: Path) -> tuple[Handbook, tuple[Problem, ...]]:
    report = Report()
    organization = read_organization(content, base, report)
    _check_silenced(organization.settings, report)
    files, journeys, further = _read_journeys(content, base, report)
    doubtful = frozenset(_files_with_errors(report))
    whole = {name: found.journey for name, found in journeys.items() if files[name] not in doubtful}
    partial = [*(found for name, found in journeys.items() if name not in whole), *further]
    organizer = Organizer(organization, doubtful, content, report)
    records = organizer.resolve_records()
    resolved = {name: organizer.resolve_journey(journey) for name, journey in whole.items()}
    for found in partial:
        organizer.resolve_journey(found.journey, knows_personas=found.knows_personas)
    resolved = resolve_moments(
        resolved, [found.journey for found in partial], frozenset(files.keys() - whole.keys()), report
    )
    broken = _files_with_errors(report)
    handbook = Handbook(
        journeys={name: journey for name, journey in resolved.items() if files[name] not in broken},
        personas=_records_of(Persona, "persona", records),
        channels=_records_of(Channel, "channel", records),
        teams=_records_of(Team, "team", records),
        systems=_records_of(System, "system", records),
        measures=_records_of(Measure, "measure", records),
        phases=_records_of(Phase, "phase", records),
        words=organization.words,
        settings=organization.settings,
        unreadable={name: file for name, file in files.items() if name not in resolved or file in broken},
    )
    raise_doubts(handbook, organizer.used, report)
    return handbook, report.problems(silenced=handbook.settings.silenced)


def _read_journeys(
    content: Path, root: Path, report: Report
) -> tuple[dict[str, str], dict[str, _FoundJourney], list[_FoundJourney]]:
    """The file of each journey as shown in problems and what stands of it, both by id; what stands of further files."""
    folder = content / "journeys"
    paths = find_yaml_files(folder, content, root, report)
    if not paths:
        way_out = f"write the first one, `{shown_name(folder, root)}/buying/new-phone.yml`:\n{FIRST_JOURNEY}"
        report.error("no-journeys", "there are no journeys here", Span(shown_name(folder, root)), help=way_out)
    files: dict[str, str] = {}
    journeys: dict[str, _FoundJourney] = {}
    further: list[_FoundJourney] = []
    for path in paths:
        file = shown_name(path, root)
        name = find_journey_id(PurePosixPath(path.relative_to(folder).as_posix()), file, report)
        if name is not None and name in files:
            message, note = f"a second file for the journey `{name}`", Note("the other file", Span(files[name]))
            report.error("duplicate-journey", message, Span(file), help="keep one of the two", notes=(note,))
            name = None
        found = _read_journey(path, file, name or "", report)
        if name is not None:
            files[name] = file
        if found is not None and name is not None:
            journeys[name] = found
        elif found is not None:
            further.append(found)
    _check_earlier_ids(files, journeys, report)
    return files, journeys, further


def _read_journey(path: Path, file: str, name: str, report: Report) -> _FoundJourney | None:
    text = read_text_file(path, file, report)
    errors = report.errors
    document = compose(text, file, report) if text is not None else None
    if document is None:
        return None
    if document.raw is None:
        way_out = f"a first draft is five lines:\n{FIRST_JOURNEY}"
        report.error("empty-file", "the file has nothing in it", Span(file), help=way_out)
        return None
    composed = report.errors == errors
    found = read_root(Journey, document, "a journey", report, {})
    if found.record is None:
        return None
    journey = found.record.model_copy(update={"id": name})
    if found.sound and not journey.touchpoints:
        way_out = "give one stage a touchpoint: `touchpoints: [{name: Finds us}]`"
        report.error("no-touchpoint", "the journey has no touchpoint", journey.place.key("stages"), help=way_out)
    if not _lost_any(found.lost, *KEYS_OF_IDS):
        journey = give_ids(journey, report)
    return _FoundJourney(journey, composed and not _lost_any((path[:1] for path in found.lost), "personas"))


def _lost_any(lost: Iterable[tuple[str | int, ...]], *keys: str) -> bool:
    """Whether one of `keys`, or what may have been meant for it, is among what was left out."""
    ends = (str(path[-1]).lower() for path in lost)
    return any(difflib.get_close_matches(end, keys, n=1) for end in ends)


def _check_earlier_ids(files: Mapping[str, str], journeys: Mapping[str, _FoundJourney], report: Report) -> None:
    taken = TakenIds("journey", report, {name: Span(file) for name, file in files.items()})
    for found in journeys.values():
        place = found.journey.place
        taken.keep((old, place.at("formerly", number)) for number, old in enumerate(found.journey.formerly))
    taken.find_clashes()


def _check_silenced(settings: Settings, report: Report) -> None:
    for code in settings.warnings:
        if code not in WARNING_CODES:
            known = "it is an error, and errors cannot be silenced" if code in CODES else None
            way_out = known or suggest(code, sorted(WARNING_CODES), kind="warnings")
            span = settings.place.key("warnings", code)
            report.error("unknown-warning", f"there is no warning `{code}`", span, help=way_out)


def _files_with_errors(report: Report) -> set[str]:
    return {problem.span.file for problem in report.problems() if problem.severity == "error"}


def _records_of(cls: type[N], kind: Kind, records: Mapping[Kind, Mapping[str, Named]]) -> dict[str, N]:
    return {name: record for name, record in records.get(kind, {}).items() if isinstance(record, cls)}
