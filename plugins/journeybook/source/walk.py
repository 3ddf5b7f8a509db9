"""Evidence on its way into the content: an empty file to fill in, the check of one that arrives, the place for both.

Used by the command `walk`.
"""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from journeybook.model import AFTER, plain_text
from journeybook.source.evidence import Arrival
from journeybook.source.folder import load
from journeybook.source.text import SIZE_LIMIT, UNREADABLE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from journeybook.model import Channel, Evidence, Handbook, Journey, Method, Touchpoint
    from journeybook.problems import Problem

WALKED: Final[tuple[Method, ...]] = ("walk", "mystery-shop", "gemba", "interview", "survey")
"""The methods that go from touchpoint to touchpoint."""

_HEAD: Final = """\
# {title}: fill in what was seen; what stays empty is left out.
#   feels     -2 upset, -1 annoyed, 0 even, 1 pleased, 2 delighted
#   expected  true or false: whether it went as expected; say in the note what surprised you
#   took      35 min, 1 h 20 min, 2 days
#   answers   yes, no, or a few words
# Quote words that hold a colon or ` #`: note: "…". It is about the service: no names, no branch, no shift.
journey: {journey}
method: {method}
date: {date}
by: {by}
persona: {persona}
{sample}summary:
observations:
"""
_BOM: Final = b"\xef\xbb\xbf"
_FENCE: Final = re.compile(rb"(?:\xef\xbb\xbf)?`{3,}[ \t]*[A-Za-z]*[ \t]*[\r\n]*")
_LONGEST_KEY: Final = 1000
"""Characters. YAML wants longer keys on a line of their own, after a question mark."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What is known before a walk begins: `by` is the id of a team, `persona` of a persona of the journey, if any."""

    method: Method
    date: dt.date
    by: str | None = None
    persona: str | None = None


def begin_evidence(journey: Journey, handbook: Handbook, walk: Walk) -> str:
    """An evidence file with an empty observation for each touchpoint and for the time after it."""
    head = _HEAD.format(
        title=_one_line(journey.title),
        journey=journey.id,
        method=walk.method,
        date=walk.date.isoformat(),
        by=walk.by or "",
        persona=walk.persona or "",
        # A survey must say how many answered; 0 counts nowhere until somebody does.
        sample="sample: 0\n" if walk.method == "survey" else "sample:\n" if walk.method == "interview" else "",
    )
    lines = [line.rstrip() for line in head.splitlines()]
    last = journey.touchpoints[-1]
    for stage in journey.stages:
        if stage.touchpoints:
            lines += ["", f"  # {_one_line(stage.name)}"]
        for touchpoint in stage.touchpoints:
            lines += _list_lines(touchpoint, handbook, walk)
            if touchpoint is not last or touchpoint.after is not None:
                lines += [f"  {touchpoint.id}{AFTER}:", *_list_feels(walk), "    took:", "    note:"]
    return "\n".join(lines) + "\n"


def _list_lines(touchpoint: Touchpoint, handbook: Handbook, walk: Walk) -> Iterator[str]:
    does = f": {_one_line(touchpoint.does)}" if touchpoint.does else ""
    yield f"  # {_one_line(touchpoint.name)}{does}"
    yield f"  {touchpoint.id}:"
    yield from _list_feels(walk)
    yield from ("    expected:", "    took:", "    note:", "    quotes:")
    questions = list_questions(touchpoint, handbook.channels, walk.persona)
    if questions:
        yield "    answers:"
    for question in questions:
        key = _quote(question)
        yield from (f"      {key}:",) if len(key) < _LONGEST_KEY else (f"      ? {key}", "      :")


def _list_feels(walk: Walk) -> tuple[str, ...]:
    return () if walk.method == "gemba" else ("    feels:",)


def list_questions(touchpoint: Touchpoint, channels: Mapping[str, Channel], persona: str | None) -> tuple[str, ...]:
    """What a touchpoint answers to, each once: its own questions, then the standards of its channel.

    Where personas have channels of their own it is the one of `persona`, and all of them for None.
    """
    own = touchpoint.channel
    names = () if own is None else own.all_values() if persona is None else filter(None, (own.for_persona(persona),))
    standards = (question for name in names if name in channels for question in channels[name].standards)
    return tuple(dict.fromkeys((*touchpoint.questions, *standards)))


def _one_line(text: str) -> str:
    """Text for a comment: its words, on one line, without what no file may hold."""
    return " ".join(UNREADABLE.sub(" ", plain_text(text)).split())


def _quote(text: str) -> str:
    """Text in double quotes, exactly as it is: what a file may not hold is escaped."""
    return UNREADABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """Evidence that arrived, with the problems of its file. None where it cannot stay.

    `journeys` are the present id of its journey and the earlier ones; `alike` are the files in place that are from the
    same journey, day, method, team and persona, so that this may be one of them once more.
    """

    evidence: Evidence | None
    journeys: tuple[str, ...]
    problems: tuple[Problem, ...]
    alike: tuple[Path, ...] = ()


def check_arrival(data: bytes, file: str, content: Path, *, root: Path, on: dt.date) -> CheckedIn:
    """Check the bytes of an evidence file, shown as `file`, as if it lay in `content` on the day `on`.

    What is wrong with other files is their own matter, but on a journey with errors nothing can be judged.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "evidence.yml")
        path.write_bytes(data[: SIZE_LIMIT + 1])
        handbook, problems = load(content, root=root, on=on, arriving=Arrival(path, file))
    own = tuple(problem for problem in problems if problem.span.file == file)
    found = next((e for e in handbook.evidence.values() if e.place.span.file == file), None)
    if found is None or any(problem.severity == "error" for problem in own):
        return CheckedIn(None, (), own)
    alike = tuple(
        root / e.place.span.file for e in handbook.evidence.values() if e is not found and _is_alike(e, found)
    )
    return CheckedIn(found, (found.journey, *handbook.journeys[found.journey].formerly), own, alike)


def _is_alike(one: Evidence, other: Evidence) -> bool:
    """Whether both tell of the same journey, day, method, team and persona."""
    return all(getattr(one, key) == getattr(other, key) for key in ("journey", "date", "method", "by", "persona"))


def blank_fences(data: bytes) -> bytes:
    """`data` with the lines of a fence around it (```) made blank: a tracker's text carries one, and a file must not.

    Only the first and the last line that are not blank are looked at, and all lines keep their number.
    """
    lines = data.splitlines(keepends=True)
    written = [number for number, line in enumerate(lines) if line.removeprefix(_BOM).strip()]
    for number in {written[0], written[-1]} if written else ():
        if _FENCE.fullmatch(lines[number]):
            lines[number] = b"\n"
    return b"".join(lines)


def trim_blank_lines(data: bytes) -> bytes:
    """`data` without the blank lines at its beginning and its end; its last line is ended."""
    lines = data.splitlines(keepends=True)
    written = [number for number, line in enumerate(lines) if line.strip()]
    kept = b"".join(lines[written[0] : written[-1] + 1]) if written else b""
    return kept if kept.endswith((b"\n", b"\r")) else kept + b"\n"


def list_places(content: Path, journey: str, walk: Walk) -> Iterator[Path]:
    """Where evidence may go, one place after the other: `<date>-<method>.yml`, `…-2.yml`, `…-3.yml`, …."""
    folder = content.joinpath("evidence", *journey.split("/"))
    number = 1
    while True:
        yield folder / f"{walk.date.isoformat()}-{walk.method}{f'-{number}' if number > 1 else ''}.yml"
        number += 1


def put_evidence(content: Path, journey: str, walk: Walk, data: bytes) -> Path:
    """Write `data` to the first place that is free. Nothing is ever overwritten."""
    for place in list_places(content, journey, walk):
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with place.open("xb") as file:
                file.write(data)
        except FileExistsError:
            continue
        return place
    raise AssertionError  # pragma: no cover - the places never end
