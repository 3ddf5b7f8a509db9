"""The files of `journeys/` → journeys with their ids, as far as they stand. Used by `folder`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from journeybook.model import Journey
from journeybook.problems import Note, Report, Span
from journeybook.source.files import find_yaml_files, shown_name
from journeybook.source.identity import FileKind, TakenIds, find_file_id, give_ids
from journeybook.source.reading import lost_any, read_record_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from pathlib import Path

FIRST_JOURNEY = """\
      title: Buying a new phone
      stages:
        - name: Look around
          touchpoints:
            - name: Finds us"""
"""The smallest journey, indented as it is shown where there is none."""

JOURNEY_FILE: Final = FileKind(
    "a journey", "a journey's file", "new-phone", f"a first draft is five lines:\n{FIRST_JOURNEY}"
)

KEYS_OF_IDS: Final = ("id", "name", "title", "formerly")
"""The keys that ids come from: without one of them, no two ids can be said to clash."""


@dataclass(frozen=True, slots=True)
class FoundJourney:
    """A journey as far as it stands, and whether its personas and its touchpoints are those that the author meant."""

    journey: Journey
    knows_personas: bool
    knows_touchpoints: bool


@dataclass
class JourneyFiles:
    """What the journeys' files hold."""

    files: dict[str, str] = field(default_factory=dict)
    """The file of each journey as shown in problems, by id."""
    journeys: dict[str, FoundJourney] = field(default_factory=dict)
    """What stands of each of them, by id."""
    further: list[FoundJourney] = field(default_factory=list)
    """What stands of files that have no id of their own."""

    def whole(self, doubtful: AbstractSet[str]) -> dict[str, Journey]:
        """The journeys whose files are not among the `doubtful`, which have errors."""
        return {name: found.journey for name, found in self.journeys.items() if self.files[name] not in doubtful}

    def partial(self, doubtful: AbstractSet[str]) -> Iterator[FoundJourney]:
        """What stands of all others."""
        yield from (found for name, found in self.journeys.items() if self.files[name] in doubtful)
        yield from self.further


def read_journeys(content: Path, root: Path, report: Report) -> JourneyFiles:
    """All files of `content`/journeys."""
    folder = content / "journeys"
    paths = find_yaml_files(folder, content, root, report)
    if not paths:
        way_out = f"write the first one, `{shown_name(folder, root)}/buying/new-phone.yml`:\n{FIRST_JOURNEY}"
        report.error("no-journeys", "there are no journeys here", Span(shown_name(folder, root)), help=way_out)
    read = JourneyFiles()
    for path in paths:
        file = shown_name(path, root)
        name = find_file_id(PurePosixPath(path.relative_to(folder).as_posix()), file, JOURNEY_FILE, report)
        if name is not None and name in read.files:
            message, note = f"a second file for the journey `{name}`", Note("the other file", Span(read.files[name]))
            report.error("duplicate-journey", message, Span(file), help="keep one of the two", notes=(note,))
            name = None
        found = _read_journey(path, file, name or "", report)
        if name is not None:
            read.files[name] = file
        if found is not None and name is not None:
            read.journeys[name] = found
        elif found is not None:
            read.further.append(found)
    _check_earlier_ids(read, report)
    return read


def _read_journey(path: Path, file: str, name: str, report: Report) -> FoundJourney | None:
    composed, found = read_record_file(Journey, path, file, JOURNEY_FILE, report)
    if found is None or found.record is None:
        return None
    journey = found.record.model_copy(update={"id": name})
    if found.sound and not journey.touchpoints:
        way_out = "give one stage a touchpoint: `touchpoints: [{name: Finds us}]`"
        report.error("no-touchpoint", "the journey has no touchpoint", journey.place.key("stages"), help=way_out)
    has_ids = not lost_any(found.lost, *KEYS_OF_IDS)
    if has_ids:
        journey = give_ids(journey, report)
    return FoundJourney(
        journey,
        knows_personas=composed and not lost_any((path[:1] for path in found.lost), "personas"),
        knows_touchpoints=composed and has_ids and not any(map(_may_hold_touchpoints, found.lost)),
    )


def _may_hold_touchpoints(path: tuple[str | int, ...]) -> bool:
    """Whether what was left out at `path` may have been a touchpoint, or have held some."""
    if path[:1] == ("stages",):
        return len(path) <= len(("stages", 0, "touchpoints", 0))
    return path[:1] == () or path[0] not in Journey.model_fields


def _check_earlier_ids(read: JourneyFiles, report: Report) -> None:
    taken = TakenIds("journey", report, {name: Span(file) for name, file in read.files.items()})
    for found in read.journeys.values():
        place = found.journey.place
        taken.keep((old, place.at("formerly", number)) for number, old in enumerate(found.journey.formerly))
    taken.find_clashes()
