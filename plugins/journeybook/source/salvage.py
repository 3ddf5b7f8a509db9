"""What still stands of a record with wrong values, so that its references are checked in the same run.

Used by `reading`. The record never reaches the handbook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import ValidationError

from journeybook.model import Record, SourceMapping

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from journeybook.problems import Place

R = TypeVar("R", bound=Record)
Path = tuple[str | int, ...]

_ROUNDS: Final = 10
"""Leaving a value out can leave a required key missing, and so on upwards; nothing is nested as deep as this."""
_LEFT_OUT: Final = object()
_STAND_INS: Final[dict[str, Any]] = {
    "name": "?", "title": "?", "text": "?", "stages": [],
    "journey": "?", "method": "walk", "date": "1970-01-01",
}  # fmt: skip
"""What stands for a required key that is missing. Where another is missing, its record is left out."""


def salvage_record(cls: type[R], raw: SourceMapping, error: ValidationError) -> tuple[R | None, frozenset[Path]]:
    """A record of `raw` without the values that `error` names, or None, and the paths of all that was left out."""
    lost: set[Path] = set()
    for _ in range(_ROUNDS):
        changes = dict(_find_change(detail, raw) for detail in error.errors(include_url=False))
        lost.update(changes)
        if () in changes:
            return None, frozenset(lost)
        raw, _place = _apply(changes, raw, raw.place)
        try:
            return cls.model_validate(raw, context={}), frozenset(lost)
        except ValidationError as next_error:
            error = next_error
    return None, frozenset(lost)


def _find_change(detail: ErrorDetails, raw: Any) -> tuple[Path, Any]:
    """The path of the value that has to go, or of the key that has to come, with what is to stand there."""
    path: list[str | int] = []
    for step in detail["loc"]:
        if isinstance(raw, dict) and step in raw:
            raw = raw[str(step)]
        elif isinstance(raw, list) and isinstance(step, int) and step < len(raw):
            raw = raw[step]
        else:
            break
        path.append(step)
    missing = str(detail["loc"][-1]) if detail["type"] == "missing" else ""
    if missing in _STAND_INS:
        return (*path, missing), _STAND_INS[missing]
    return tuple(path), _LEFT_OUT


def _apply(changes: dict[Path, Any], raw: Any, place: Place) -> tuple[Any, Place]:
    """A copy of `raw` with the changes made, and its place, in which the items of lists are numbered anew."""
    inner: dict[str | int, dict[Path, Any]] = {}
    for path, value in changes.items():
        inner.setdefault(path[0], {})[path[1:]] = value
    places = place.parts
    kept: list[tuple[str | int, Any, Place | None]] = []
    for step, value in list(raw.items()) if isinstance(raw, dict) else list(enumerate(raw)):
        asked = inner.pop(step, None)
        if asked is None:
            kept.append((step, value, places.get(step)))
        elif () not in asked:
            kept.append((step, *_apply(asked, value, places[step])))
    if isinstance(raw, list):
        numbered: dict[str | int, Place] = {
            number: found for number, (_, _, found) in enumerate(kept) if found is not None
        }
        return [value for _, value, _ in kept], place.with_parts(numbered)
    kept.extend((step, added[()], None) for step, added in inner.items() if added.get((), _LEFT_OUT) is not _LEFT_OUT)
    here = place.with_parts({step: found for step, _, found in kept if found is not None})
    return SourceMapping({str(step): value for step, value, _ in kept}, here), here
