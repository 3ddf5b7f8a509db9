"""Ids: of journeys and evidence from their files, of touchpoints and improvements from their names; where two clash.

Used by `journeys`, `evidence` and `organization`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from journeybook.model import SEGMENT, Improvement, Journey, Touchpoint, make_id
from journeybook.problems import Note, Report, Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath

T = TypeVar("T", Touchpoint, Improvement)

ENDINGS: Final = (".yml", ".yaml")
RESERVED: Final = frozenset({"index", "readme", "walk-sheet", "review", "after", "everyone"})
"""Names of pages and of parts of addresses, which no id can take."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that holds one record, named by its path, in the words of problems.

    `name` is an example of one, `first` says what to write into one that has nothing in it.
    """

    record: str
    file: str
    name: str
    first: str


_WAIT_ANCHOR: Final = "-after"


def find_file_id(below: PurePosixPath, shown: str, kind: FileKind, report: Report) -> str | None:
    """The id of what the file holds at the path `below` the folder of its kind, shown as `shown` in problems.

    A name that does not fit is an error that proposes one that does, which stands for the id in the meantime;
    None where there is nothing to propose.
    """
    ending = below.suffix
    segments = [*below.parent.parts, below.name.removesuffix(ending)]
    fitting = [make_id(segment) for segment in segments]
    taken = sorted(set(fitting) & RESERVED)
    if segments == fitting and not taken and ending in ENDINGS:
        return "/".join(segments)
    ending = ending.lower()
    proposal = "/".join(fitting)
    if taken:
        message, way_out = f"`{taken[0]}` is the name of a page and cannot name {kind.record}", "choose another name"
    elif all(fitting):
        message = f"`{below}` is not a name for {kind.file}: only a–z, 0–9 and single hyphens fit into an id"
        way_out = f"rename it to `{proposal}{ending}`"
    else:
        message = f"`{below}` is not a name for {kind.file}"
        way_out = f"name it with a–z, 0–9 and single hyphens, such as `{kind.name}{ending}`"
    report.error("bad-file-name", message, Span(shown), help=way_out)
    return proposal if all(fitting) and not taken else None


@dataclass
class TakenIds:
    """The ids of one kind that are taken so far, each with its place, and the earlier ids from `formerly`."""

    what: str
    report: Report
    present: dict[str, Span] = field(default_factory=dict)
    _formerly: list[tuple[str, Span]] = field(default_factory=list)

    def take(self, new: str, span: Span, way_out: str) -> None:
        """Take an id; an error where it is reserved or taken already."""
        if new in RESERVED:
            article = "an" if self.what == "improvement" else "a"
            message = f"`{new}` names a part of the handbook's addresses and cannot be the id of {article} {self.what}"
            self.report.error("reserved-id", message, span, help=way_out)
        elif new in self.present:
            message, note = f"the id `{new}` stands for two {self.what}s", Note("it is taken here", self.present[new])
            self.report.error("duplicate-id", message, span, help=way_out, notes=(note,))
        else:
            self.present[new] = span

    def keep(self, old: Iterable[tuple[str, Span]]) -> None:
        """Note earlier ids, to be compared once all present ones are known."""
        self._formerly.extend(old)

    def find_clashes(self) -> dict[str, Span]:
        """Report every earlier id that is an id today, or that two claim; the claims with their places."""
        claimed: dict[str, Span] = {}
        for old, span in self._formerly:
            earlier = self.present.get(old) or claimed.get(old)
            if earlier:
                message, note = f"the earlier id `{old}` belongs to another {self.what} as well", Note("here", earlier)
                self.report.error("formerly-clash", message, span, help="leave it out of one of them", notes=(note,))
            claimed.setdefault(old, span)
        return claimed


def give_ids(journey: Journey, report: Report) -> Journey:
    """The journey with an id for each touchpoint and improvement, made from the name where the author gave none."""
    touchpoints = TakenIds("touchpoint", report)
    improvements = TakenIds("improvement", report)
    stages = []
    for stage in journey.stages:
        named = tuple(_give_id(t, t.name, "name", touchpoints) for t in stage.touchpoints)
        stages.append(stage.model_copy(update={"touchpoints": named}))
    _report_anchor_clashes(touchpoints)
    planned = tuple(_give_id(i, i.title, "title", improvements) for i in journey.improvements)
    touchpoints.find_clashes()
    improvements.find_clashes()
    return journey.model_copy(update={"stages": tuple(stages), "improvements": planned})


def _give_id(record: T, name: str, key: str, taken: TakenIds) -> T:
    taken.keep((old, record.place.at("formerly", number)) for number, old in enumerate(record.formerly))
    if record.id:
        taken.take(record.id, record.place.at("id"), "give it another `id`")
        return record
    span = record.place.at(key)
    made = make_id(name)
    if not made or made in RESERVED or not SEGMENT.fullmatch(made):
        message = f"no id can be made from the {key} of this {taken.what}"
        taken.report.error("needs-id", message, span, help="give it an `id`: `id: first-bill`")
        return record
    taken.take(made, span, "give it an `id` of its own")
    return record.model_copy(update={"id": made})


def _report_anchor_clashes(taken: TakenIds) -> None:
    """`#touchpoint-pays-after` is the address of the wait after `pays`, so `pays-after` cannot stand beside it."""
    for present, span in taken.present.items():
        before = taken.present.get(present.removesuffix(_WAIT_ANCHOR)) if present.endswith(_WAIT_ANCHOR) else None
        if before:
            message = f"`{present}` would share its address with the wait after `{present.removesuffix(_WAIT_ANCHOR)}`"
            note = Note("that touchpoint", before)
            taken.report.error("duplicate-id", message, span, help="give it another `id`", notes=(note,))
