"""Doubts: what is allowed and yet most likely not meant, one small function a rule. Used by `folder`.

A doubt is a warning; `warnings: {code: off}` in the settings silences it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from journeybook.model import Image
from journeybook.model.scalars import shown
from journeybook.source.evidence_doubts import EVIDENCE_RULES
from journeybook.source.facts import KINDS, Doubt, Facts
from journeybook.source.personal import find_personal_data, list_told_texts
from journeybook.source.side_doubts import SIDE_RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeybook.problems import Report, Span

_WORD: Final = re.compile(r"\S+")
_DIGITS: Final = re.compile(r"[+(]*\d[\d()/.-]*")
_PUNCTUATION: Final = ".,;:!?"

MOMENTS_OF_TRUTH: Final = 5
"""One touchpoint of so many may be a moment of truth without a doubt; a short journey may have one all the same."""


def raise_doubts(facts: Facts, report: Report) -> None:
    """Add every doubt to `report`, silenced ones included: the report leaves those out in the end."""
    for code, rule in (RULES | EVIDENCE_RULES | SIDE_RULES).items():
        for doubt in rule(facts):
            report.warning(code, doubt.message, doubt.span, help=doubt.help, notes=doubt.notes)


def _find_journeys_without_owner(facts: Facts) -> Iterator[Doubt]:
    """A draft may still look for its owner, and nobody owns what is retired."""
    for journey in facts.handbook.journeys.values():
        if journey.owner is None and journey.status == "published":
            yield Doubt(
                "nobody owns this journey as a whole", journey.place.at("title"), "add `owner: …` with the id of a team"
            )


def _find_images_without_alt(facts: Facts) -> Iterator[Doubt]:
    for record in facts.records:
        if isinstance(record, Image) and not record.alt:
            yield Doubt(
                "an image without a text for those who cannot see it",
                record.place.at("file"),
                "add `alt: …` that says what it shows",
            )


def _find_unused_records(facts: Facts) -> Iterator[Doubt]:
    """Nothing is said while there are unreadable files, which may be the ones that use a record.

    A persona is used by the journeys that it goes through, and not by what it said.
    """
    if not facts.complete:
        return
    going = {persona for journey in facts.handbook.journeys.values() for persona in journey.persona_ids}
    for kind in KINDS:
        if kind == "phase":
            continue  # a phase without a journey is a blind spot, which the overview shows
        for name, record in facts.handbook.records(kind).items():
            if kind == "persona" and name not in going:
                way_out = "add it to `personas` of a journey, or take it out"
                yield Doubt(f"no journey has the persona `{name}`", record.place.span, way_out)
            elif (kind, name) not in facts.used:
                yield Doubt(f"nothing refers to the {kind} `{name}`", record.place.span, "use it, or take it out")


def _find_many_moments_of_truth(facts: Facts) -> Iterator[Doubt]:
    for journey in facts.handbook.journeys.values():
        decisive = [t for t in journey.touchpoints if t.moment_of_truth]
        limit = max(1, len(journey.touchpoints) // MOMENTS_OF_TRUTH)
        if len(decisive) > limit:
            yield Doubt(
                f"{len(decisive)} of {len(journey.touchpoints)} touchpoints are moments of truth",
                decisive[limit].place.key("moment_of_truth"),
                "keep those that decide trust or staying, at most one touchpoint of five",
            )


def _find_done_without_date(facts: Facts) -> Iterator[Doubt]:
    for improvement in facts.improvements:
        if improvement.status == "done" and improvement.done_on is None:
            yield Doubt(
                "a done improvement without a date: before and after cannot be told apart",
                improvement.place.at("status"),
                "add `done_on: …` with the day",
            )


def _find_date_without_done(facts: Facts) -> Iterator[Doubt]:
    for improvement in facts.improvements:
        if improvement.status != "done" and improvement.done_on is not None:
            yield Doubt(
                f"an improvement that is {improvement.status} has the day it was done",
                improvement.place.at("done_on"),
                "set `status: done`, or take the date out; for a plan there is `due`",
            )


def _find_personal_data(facts: Facts) -> Iterator[Doubt]:
    for record in facts.records:
        for path, text in list_told_texts(record):
            what = find_personal_data(text)
            if what:
                start, end = _find_words(text, what)
                where = "what a customer said" if path[0] == "quotes" else "evidence"
                way_out = "take it out: no person can be found in the book"
                span = _narrow(record.place.at(*path), text, start, end)
                yield Doubt(f"{what} in {where}: {shown(' '.join(text[start:end].split()))}", span, way_out)


def _find_words(text: str, what: str) -> tuple[int, int]:
    """Where the first words of `text` that are `what` begin and end."""
    words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    last = next(n for n, (_, end) in enumerate(words) if find_personal_data(text[:end]) == what)
    end = words[last][1]
    first = next(n for n in range(last, -1, -1) if find_personal_data(text[words[n][0] : end]) == what)
    if what == "a phone number":  # seven digits of it are enough to find it, and it may have more
        while first and _DIGITS.fullmatch(text[slice(*words[first - 1])]):
            first -= 1
        while last + 1 < len(words) and _DIGITS.fullmatch(text[slice(*words[last + 1])]):
            last += 1
    start, end = words[first][0], words[last][1]
    return start, start + len(text[start:end].rstrip(_PUNCTUATION))


def _narrow(span: Span, text: str, start: int, end: int) -> Span:
    """The part of `span` from `start` to `end` of its text; all of it where lines or escapes move what is in it."""
    quotes = span.end_column - span.column - len(text)
    if span.line != span.end_line or quotes not in {0, 2}:
        return span
    first = span.column + quotes // 2
    return span._replace(column=first + start, end_column=first + end)


RULES: Final[dict[str, Callable[[Facts], Iterator[Doubt]]]] = {
    "no-owner": _find_journeys_without_owner,
    "image-without-alt": _find_images_without_alt,
    "unused-record": _find_unused_records,
    "many-moments-of-truth": _find_many_moments_of_truth,
    "done-without-date": _find_done_without_date,
    "date-without-done": _find_date_without_done,
    "personal-data": _find_personal_data,
}
"""The rules on journeys and records by the code of their warnings."""
