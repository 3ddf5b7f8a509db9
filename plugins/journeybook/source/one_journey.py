"""One journey by its id, without reading all others where its file is the one that the id names.

Used by commands that are about one journey.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.model import SEGMENT, Journey
from journeybook.problems import Report, Span
from journeybook.source.files import shown_name
from journeybook.source.identity import ENDINGS, give_ids
from journeybook.source.index import JourneyIndex
from journeybook.source.journeys import JOURNEY_FILE, read_journeys
from journeybook.source.reading import read_record_file

if TYPE_CHECKING:
    from pathlib import Path


def find_journey(name: str, content: Path, root: Path, report: Report) -> Journey | None:
    """The journey that is or was called `name`, references not resolved; None where it has errors or is not there."""
    folder = content / "journeys"
    if all(SEGMENT.fullmatch(segment) for segment in name.split("/")):
        path = next((path for ending in ENDINGS if (path := folder / f"{name}{ending}").is_file()), None)
        if path is not None:
            return _read_journey(path, name, root, report)
    others = Report()
    read = read_journeys(content, root, others)
    whole = read.whole({problem.span.file for problem in others.problems() if problem.severity == "error"})
    index = JourneyIndex(whole, (), read.files.keys() - whole.keys())
    present, there = index.find(name)
    if there is None:
        span = Span(read.files.get(present, shown_name(folder, root)))
        report.error("unknown-reference", f"there is no journey `{name}`", span, help=index.suggest(name))
        return None
    return whole[present]


def _read_journey(path: Path, name: str, root: Path, report: Report) -> Journey | None:
    errors = report.errors
    _, found = read_record_file(Journey, path, shown_name(path, root), JOURNEY_FILE, report)
    if found is None or found.record is None or not found.record.touchpoints:
        report.error("no-touchpoint", "the journey has no touchpoint", Span(shown_name(path, root)))
        return None
    journey = give_ids(found.record.model_copy(update={"id": name}), report)
    return journey if report.errors == errors else None
