"""A content folder → the handbook and all its problems: the one way in. Used by `journeybook.handbook` and `check`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from journeybook.model import Channel, Handbook, Kind, Measure, Named, Persona, Phase, Settings, System, Team
from journeybook.problems import Problem, Report, Span
from journeybook.source.circles import check_circles, check_futures
from journeybook.source.codes import CODES, WARNING_CODES
from journeybook.source.collector import paused_collector
from journeybook.source.doubts import raise_doubts
from journeybook.source.edition import edition_date
from journeybook.source.evidence import read_evidence
from journeybook.source.facts import Facts
from journeybook.source.files import find_yaml_files, shown_name
from journeybook.source.index import JourneyIndex
from journeybook.source.journeys import read_journeys
from journeybook.source.misfits import ReferenceReport, suggest
from journeybook.source.moments import resolve_moments
from journeybook.source.named_records import suggest_reference
from journeybook.source.organization import read_organization
from journeybook.source.references import Organizer
from journeybook.source.shared import add_parts, resolve_shared
from journeybook.source.sightings import find_felt_waits, resolve_evidence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from journeybook.source.evidence import Arrival

N = TypeVar("N", bound=Named)

FOLDERS: Final = ("evidence", "journeys", "organization")
"""The folders of the content that hold files of ours."""


def load_edition(content: Path, *, root: Path) -> tuple[Handbook, dt.date, tuple[Problem, ...]]:
    """The handbook in the folder `content`, the date of its edition, and every problem of both.

    Problems name files relative to `root`.
    """
    on, doubts = edition_date(content, root=root)
    handbook, problems = load(content, root=root, on=on)
    silenced = handbook.settings.silenced
    return handbook, on, (*(d for d in doubts if d.severity == "error" or d.code not in silenced), *problems)


def load(
    content: Path, *, root: Path | None = None, on: dt.date | None = None, arriving: Arrival | None = None
) -> tuple[Handbook, tuple[Problem, ...]]:
    """The handbook in the folder `content`, with every problem of every file, sorted.

    Problems name files relative to `root` (the working directory when left out). A journey with an error is not among
    the handbook's journeys, but in `unreadable`; evidence with one is left out, and so is evidence on such a journey.
    `on` is the edition's date, after which evidence counts nowhere; None where that is no matter. A file that is
    `arriving` is judged as if it lay in the content.
    """
    with paused_collector():
        return _load(content, root if root is not None else Path.cwd(), on, arriving)


def _load(
    content: Path, base: Path, on: dt.date | None, arriving: Arrival | None
) -> tuple[Handbook, tuple[Problem, ...]]:
    report = ReferenceReport()
    _check_beside(content, base, report)
    organization = read_organization(content, base, report)
    report.suggest_reference = partial(suggest_reference, organization)
    _check_silenced(organization.settings, report)
    read = read_journeys(content, base, report)
    seen = read_evidence(content, base, report, arriving)
    doubtful = frozenset(_files_with_errors(report))
    organizer = Organizer(organization, doubtful, content, report)
    records = organizer.resolve_records()
    whole = {name: organizer.resolve_journey(journey) for name, journey in read.whole(doubtful).items()}
    salvaged = [
        replace(found, journey=organizer.resolve_journey(found.journey, knows_personas=found.knows_personas))
        for found in read.partial(doubtful)
    ]
    standing = [found.journey for found in salvaged]
    index = JourneyIndex(whole, standing, read.files.keys() - whole.keys())
    felt = find_felt_waits(seen.found, index, on)
    whole = {name: journey.with_felt_waits(felt[name]) if name in felt else journey for name, journey in whole.items()}
    resolved = resolve_moments(whole, salvaged, index, report)
    check_circles(resolved, report)
    check_futures(resolved, report)
    shared, further = organizer.resolve_improvements()
    shared = resolve_shared(shared, whole, index, report)
    resolve_shared(further, whole, index, report)
    broken = _files_with_errors(report)
    journeys = {name: journey for name, journey in resolved.items() if read.files[name] not in broken}
    shares = organization.improvements_file not in broken
    journeys, improvements = add_parts(journeys, shared if shares else ())
    unreadable = {name: file for name, file in read.files.items() if name not in journeys}
    index = JourneyIndex(journeys, [*standing, *resolved.values()], unreadable)
    evidence = resolve_evidence(seen.found, journeys, index, organizer)
    broken = _files_with_errors(report)
    handbook = Handbook(
        journeys=journeys,
        personas=_records_of(Persona, "persona", records),
        channels=_records_of(Channel, "channel", records),
        teams=_records_of(Team, "team", records),
        systems=_records_of(System, "system", records),
        measures=_records_of(Measure, "measure", records),
        phases=_records_of(Phase, "phase", records),
        words=organization.words,
        settings=organization.settings,
        improvements=improvements,
        evidence={found.id: found for found in evidence if found.place.span.file not in broken},
        unreadable=unreadable,
        doubtful=frozenset(kind for kind, file in organization.files.items() if file in broken),
    )
    complete = shares and not unreadable and len(handbook.evidence) == seen.files
    raise_doubts(Facts(handbook, on, frozenset(organizer.used), complete), report)
    return handbook, report.problems(silenced=handbook.settings.silenced)


def _check_beside(content: Path, root: Path, report: Report) -> None:
    """Warn of files that lie beside the content; a content folder that is the root has nothing of ours beside it."""
    home = content.resolve()
    if home == root.resolve() or not home.is_relative_to(root.resolve()):
        return
    for name in FOLDERS:
        folder = home.parent / name
        if folder.resolve().is_relative_to(home) or not find_yaml_files(folder, folder, root, Report()):
            continue
        message = "nobody reads this folder, which lies beside the content"
        way_out = f"move what is in it to {shown_name(home / name, root.resolve())}"
        report.warning("folder-not-read", message, Span(shown_name(folder, root.resolve())), help=way_out)


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
