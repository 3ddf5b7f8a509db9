"""What does not fit a record, said in an author's words: unknown keys, missing ones, values of another kind.

Used by `reading`; every other module of `source` takes its suggestions from here.
"""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from journeybook.model import (
    SEGMENT,
    After,
    BacklogFilters,
    Embed,
    Evidence,
    FigureName,
    Improvement,
    Journey,
    Phase,
    Proof,
    Quote,
    Record,
    RedPointFilters,
    RedPointLimits,
    SharedImprovement,
    SourceMapping,
    Taken,
    Touchpoint,
    Volume,
    make_id,
)
from journeybook.model.organization import Settings
from journeybook.model.record import Named, Noted
from journeybook.model.scalars import shown
from journeybook.problems import Report
from journeybook.source.syntax import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pydantic_core import ErrorDetails

    from journeybook.problems import Place, Span

Classes = dict[int, type[Record]]
"""Which class of record was read at a place, by the place's identity."""

_PATH_NAMES: Final[Mapping[type[Record], str]] = {Journey: "a journey", Evidence: "evidence"}
"""The records that are named by the path of their file."""
_MAPPING_WANTED: Final = frozenset({"model_type", "model_attributes_type", "dict_type", "mapping_type"})
_NO_ID: Final = frozenset({"bad-id", "wrong-kind"})
_LIST_WANTED: Final = frozenset({"tuple_type", "list_type"})
_CALLED: Final[dict[type[Record], str]] = {
    Proof: "`proves_it`",
    After: "`after`",
    Volume: "`volume`",
    RedPointLimits: "`red_point`",
    Settings: "the settings",
    Phase: "phase",
    Taken: "`taken`",
    SharedImprovement: "improvement",
    Embed: "this block",
    BacklogFilters: "`backlog`",
    RedPointFilters: "`red-points`",
    FigureName: "`figure`",
}
_BY_ID: Final = {
    "measures": "goal-reached: 71%",
    "warnings": "no-owner: off",
    "observations": "finds-us: {feels: -1}",
    "answers": '"Is the price complete?": "no"',
}
"""What stands in the mappings from an id or a text."""
_WORKED_OUT: Final = (
    "leave it out: it is worked out from the journey's volume and the reach of the moments that it fixes"
)
_MEANT: Final[Mapping[tuple[type[Record], str], str]] = {
    (Improvement, "reach"): _WORKED_OUT,
    (SharedImprovement, "reach"): _WORKED_OUT,
    (Touchpoint, "fails"): "did you mean `when_it_fails`?",
}
"""The way out of unknown keys whose nearest known one is not what is meant."""
_NOTHING: Final[Mapping[str, str]] = {}
_KEYS_AND_VALUES: Final = "write keys and values: `name: …`, each on a line of its own, with a space after the colon"
_KNOWN_LISTED: Final = 40
_KEYS_BESIDE: Final = 4
"""So many keys of a record are told beside an example of it; of more, the example says enough."""
_NEAR: Final = 0.66  # as difflib counts likeness: `feel` is near `feels`, `whatever` is not near `after`
_NEEDS_QUOTES: Final = re.compile(r"^(?:[\s?:,\[\]{}#&*!|>'\"%@`]|- )|[,\[\]{}]|: | #|\n|:$")
FRACTION: Final = re.compile(r"\d+( ?%| ?[a-z]+)?")
"""What follows a decimal comma within `{…}`, which YAML reads as a key: `{feels: 0,5}`."""


class ReferenceReport(Report):
    """A report that can say what was meant by a reference that is no id, once the organization is read."""

    suggest_reference: Callable[[type[Record], str, Any], str | None] | None = None
    """The way out for what is written at a field of a class of records; None where there is nothing to say of it."""


def report_not_a_mapping(what: str, raw: Any, span: Span, report: Report, way_out: str = _KEYS_AND_VALUES) -> None:
    """Say that `what` has to be a mapping and what stands there instead."""
    report.error("wrong-kind", f"{what} is a mapping of keys and values, found {_describe(raw)}", span, help=way_out)


def list_keys(cls: type[Record]) -> list[str]:
    """The keys that authors may write in a record of class `cls`, in the model's order, those of all records last."""
    keys = [field.alias or name for name, field in cls.model_fields.items()]
    keys.sort(key=lambda key: key in Noted.model_fields)
    hidden = cls in _PATH_NAMES or _is_named_by_key(cls)
    return [key for key in keys if not (hidden and key == "id")]


def _is_named_by_key(cls: type[Record]) -> bool:
    """Whether the id of such a record is the key that it stands below."""
    return issubclass(cls, Named | SharedImprovement) and cls is not Phase


def suggest(word: str, known: Iterable[str], *, kind: str = "", renamed: Mapping[str, str] = _NOTHING) -> str | None:
    """The way out of a misspelt word: the nearest known one, else all of them while they are few.

    `renamed` holds the known ones by earlier ids; where one of those is the nearest, both are told.
    """
    choices = list(known)
    near = difflib.get_close_matches(word.lower(), [*choices, *renamed], n=1, cutoff=_NEAR)
    if near:
        today = renamed.get(near[0])
        return f"`{near[0]}` is called `{today}` today" if today else f"did you mean `{near[0]}`?"
    if not choices or len(choices) > _KNOWN_LISTED:
        return None
    return f"known {kind}: {', '.join(choices)}" if kind else f"one of: {', '.join(choices)}"


def find_named(word: str, names: Mapping[str, str]) -> str | None:
    """The way out where `word` is a name, and not the id that belongs there; `names` holds the names by id."""
    made = make_id(word)
    if not made:
        return None
    meant = [made] if made in names else [known for known, name in names.items() if make_id(name) == made]
    return f"did you mean {' or '.join(f'`{known}`' for known in meant)}?" if meant else None


def suggest_named(
    word: str, names: Mapping[str, str], *, kind: str = "", renamed: Mapping[str, str] = _NOTHING
) -> str | None:
    """As `suggest`, for what has names beside ids; `names` holds the names by id."""
    return find_named(word, names) or suggest(word, names, kind=kind, renamed=renamed)


def describe_record(cls: type[Record], raw: Mapping[str, Any]) -> str:
    """A record as its author would name it: `touchpoint "Pays at the till"`."""
    word = _CALLED.get(cls, cls.__name__.lower())
    name = next((raw[key] for key in ("name", "title", "id") if isinstance(raw.get(key), str)), None)
    return f'{word} "{name}"' if name else word


def show_as_record(raw: Any, key: str = "name") -> str:
    """An item of a list as it stands below its id, where a file holds a mapping from id to record named by `key`."""
    made, name = _name_item(raw)
    return f"`{made}: {{{key}: {name}}}`"


def show_as_item(raw: Any) -> str:
    """A text as it stands in the list of phases."""
    made, name = _name_item(raw)
    return f"{{id: {made}, name: {name}}}"


def _name_item(raw: Any) -> tuple[str, str]:
    known = raw if isinstance(raw, dict) else {"name": raw}
    written = next((known[key] for key in ("name", "title", "id") if isinstance(known.get(key), str)), "")
    stated = known.get("id")
    name = written.replace("-", " ").capitalize() if SEGMENT.fullmatch(written) else written
    made = make_id(stated if isinstance(stated, str) else written)
    return made or "an-id", _in_flow(name) or "…"


def _describe(raw: Any) -> str:
    return "nothing" if raw is None else shown(raw) if isinstance(raw, dict | list) else f"the text {shown(raw)}"


def _in_flow(text: str) -> str:
    """`text` as it stands within `{…}`."""
    return quote(text) if _NEEDS_QUOTES.search(text) else text


def _walk(loc: tuple[int | str, ...], raw: Any, place: Place) -> tuple[Any, Place]:
    """The value and the place at pydantic's path, without its steps that are no part of the YAML, such as `*`."""
    for step in loc:
        inner = place.parts.get(step)
        if inner is not None:
            raw, place = raw[step], inner
    return raw, place


def report_misfit(detail: ErrorDetails, root: SourceMapping, report: Report, classes: Classes) -> None:
    """Add one of pydantic's errors about `root` as a problem."""
    loc, kind = detail["loc"], detail["type"]
    last = str(loc[-1]) if loc else ""
    owner, owner_place = _walk(loc[:-1], root, root.place)
    cls = classes.get(id(owner_place))
    if kind == "extra_forbidden" and cls and isinstance(owner, SourceMapping):
        report_unknown_key(last, cls, owner, owner_place, report)
        return
    if kind == "missing" and cls and isinstance(owner, SourceMapping):
        _report_missing_key(last, cls, owner, owner_place, report)
        return
    raw, place = _walk(loc, root, root.place)
    span = place.span
    if last == "[key]":
        span = _walk(loc[:-2], root, root.place)[1].keys.get(str(loc[-2]), span)
    if kind in _MAPPING_WANTED:
        way_out = _show_mapping(loc, raw, detail.get("ctx", {}).get("class_name"))
        what = f"each item of `{_last_key(loc)}`" if isinstance(loc[-1], int) else f"`{last}`"
        report_not_a_mapping(what, raw, span, report, way_out)
    elif kind in _LIST_WANTED:
        way_out = "begin each item with `- `, also when there is only one"
        report.error("wrong-kind", f"`{_last_key(loc)}` is a list, found {_describe(raw)}", span, help=way_out)
    elif "text" in detail.get("ctx", {}):
        written = loc[-2] if last == "[key]" else raw
        meant = _suggest_reference(loc, root, written, report, classes) if kind in _NO_ID else None
        report.error(kind, detail["msg"], span, help=meant or detail["ctx"].get("help") or _name_one(loc, raw))
    else:
        report.error("wrong-kind", f"{_describe(raw)} does not fit in `{_last_key(loc)}`", span)


def _name_one(loc: tuple[int | str, ...], raw: Any) -> str | None:
    """The way out where a list stands in the place of one value."""
    if isinstance(raw, list) and raw and isinstance(raw[0], str | int | float):
        return f"only one can stand here: `{_last_key(loc)}: {raw[0]}`"
    return None


def _suggest_reference(
    loc: tuple[int | str, ...], root: SourceMapping, written: Any, report: Report, classes: Classes
) -> str | None:
    """The way out where the value at pydantic's path should have named a record."""
    if not isinstance(report, ReferenceReport) or report.suggest_reference is None:
        return None
    place, cls, key = root.place, None, ""
    for step in loc:
        inner = place.parts.get(step)
        if inner is not None:
            if id(place) in classes:
                cls, key = classes[id(place)], str(step)
            place = inner
    return report.suggest_reference(cls, key, written) if cls else None


def _show_mapping(loc: tuple[int | str, ...], raw: Any, class_name: str | None) -> str:
    """The keys that fit where a mapping is missing, and what was written in the one that it fits."""
    last = _last_key(loc)
    if class_name is None:
        return f"write keys and values: `{last}: {{{_BY_ID[last]}}}`" if last in _BY_ID else _KEYS_AND_VALUES
    cls = find_record_class(class_name)
    keys = list_keys(cls)
    if isinstance(raw, list):
        return f"leave out the `- `: it is one mapping, with keys of {', '.join(keys)}"
    pair = _find_fitting_pair(cls, raw)
    if pair is None:
        return f"its keys are {', '.join(keys)}"
    form = f"write it as `- {pair}`" if isinstance(loc[-1], int) else f"write it as `{last}: {{{pair}}}`"
    return form if len(keys) > _KEYS_BESIDE else f"{form}; its keys are {', '.join(keys)}"


def _find_fitting_pair(cls: type[Record], raw: Any) -> str | None:
    """`wait: 2 days` for the text `2 days`: its required key, else the first that takes the text."""
    required = [field.alias or name for name, field in cls.model_fields.items() if field.is_required()]
    if len(required) > 1:
        return ", ".join(f"{key}: …" for key in required)
    for key in required or [key for key in list_keys(cls) if key not in Noted.model_fields]:
        if isinstance(raw, str) and _takes(cls, key, raw):
            return f"{key}: {_in_flow(raw)}"
    return None


def _takes(cls: type[Record], key: str, raw: str) -> bool:
    try:
        cls.model_validate({key: raw})
    except ValidationError as error:
        return all(detail["loc"][:1] != (key,) for detail in error.errors(include_url=False))
    return True


@cache
def find_record_class(name: str) -> type[Record]:
    """The class of records of this name, as pydantic gives it; LookupError where there is none."""
    waiting: list[type[Record]] = [Record]
    while waiting:
        cls = waiting.pop()
        if cls.__name__ == name:
            return cls
        waiting.extend(cls.__subclasses__())
    message = f"no record is called {name}"
    raise LookupError(message)


def suggest_for_empty_key(key: str, known: Iterable[str], *, kind: str) -> str | None:
    """The way out of an unknown key without a value, which a comma within `{…}` may have cut off."""
    if FRACTION.fullmatch(key):
        return "a comma cannot stand in a number: `0.5`, `4000`"
    near = suggest(key, known, kind=kind)
    comma = "within `{…}`, text with a comma needs quotes"
    if " " in key or near is None:
        return comma
    return near if near.endswith("?") else f"{near}; {comma}"


def report_empty_keys(raw: Any, report: Report, classes: Classes) -> None:
    """Report keys in `raw` that have no value and belong nowhere: most often a comma has cut them off."""
    if isinstance(raw, SourceMapping):
        cls = classes.get(id(raw.place))
        for key in sorted(raw.place.key_names - raw.keys()):
            if cls is None and FRACTION.fullmatch(key):
                span, way_out = raw.place.key(key), suggest_for_empty_key(key, (), kind="keys")
                report.error("unknown-key", f"unknown key `{key}`", span, help=way_out)
            elif cls and key not in list_keys(cls) and key != "id":
                report_unknown_key(key, cls, raw, raw.place, report)
        raw = raw.values()
    elif not isinstance(raw, list):
        return
    for part in raw:
        if isinstance(part, dict | list):
            report_empty_keys(part, report, classes)


def _last_key(loc: tuple[int | str, ...]) -> str:
    return next((step for step in reversed(loc) if isinstance(step, str) and step not in {"[key]", "*"}), "this file")


def report_unknown_key(key: str, cls: type[Record], owner: SourceMapping, place: Place, report: Report) -> None:
    """Say that a record of class `cls` has no such key."""
    span = place.keys.get(key, place.span)
    value = owner.get(key)
    misspelt = difflib.get_close_matches(key, list_keys(cls))
    if cls is Quote and len(owner) == 1 and isinstance(value, str) and not misspelt:
        way_out = f"text with a colon needs quotes: {quote(f'{key}: {value}')}"
        report.error("colon-in-text", "expected text, found a mapping", span, help=way_out)
        return
    if key == "id" and cls in _PATH_NAMES:
        hint: str | None = f"leave it out: the id of {_PATH_NAMES[cls]} is the path of its file, without the ending"
    elif key == "id" and _is_named_by_key(cls):
        hint = "leave it out: the id is the key above"
    elif (cls, key) in _MEANT:
        hint = _MEANT[cls, key]
    else:
        hint = (suggest if key in owner else suggest_for_empty_key)(key, list_keys(cls), kind="keys")
    report.error("unknown-key", f"unknown key `{key}` in {describe_record(cls, owner)}", span, help=hint)


def _report_missing_key(key: str, cls: type[Record], owner: SourceMapping, place: Place, report: Report) -> None:
    if cls is Quote and len(owner) == 1:
        return  # said already, of the unknown key that stands in the place of `text`
    where = describe_record(cls, owner)
    if key in place.keys:
        way_out = f"write something after `{key}:`"
        report.error("missing-key", f"`{key}` is empty in {where}", place.keys[key], help=way_out)
    else:
        report.error("missing-key", f"`{key}` is missing in {where}", place.span, help=f"add `{key}: …`")
