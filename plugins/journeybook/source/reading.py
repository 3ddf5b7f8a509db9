"""Raw values → records of the model; what does not fit becomes problems in an author's words. Used by `folder`.

Pydantic reports every misfit with a path. The path, walked through the tree of places, gives the line and column.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar, get_args

from pydantic import ValidationError

from journeybook.model import After, Journey, Phase, Proof, Quote, Record, RedPointLimits, SourceMapping, Volume
from journeybook.model.organization import Settings
from journeybook.model.record import Named, Noted
from journeybook.model.scalars import MomentOfTruth, Text, shown
from journeybook.source.syntax import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic_core import ErrorDetails

    from journeybook.problems import Place, Report, Span
    from journeybook.source.nodes import CutText, Document

R = TypeVar("R", bound=Record)
Classes = dict[int, type[Record]]
"""Which class of record was read at a place, by the place's identity."""

_MAPPING_WANTED: Final = frozenset({"model_type", "model_attributes_type", "dict_type", "mapping_type"})
_LIST_WANTED: Final = frozenset({"tuple_type", "list_type"})
_CALLED: Final[dict[type[Record], str]] = {
    Proof: "`proves_it`",
    After: "`after`",
    Volume: "`volume`",
    RedPointLimits: "`red_point`",
    Settings: "the settings",
    Phase: "phase",
}
_KNOWN_LISTED: Final = 40
_NEAR: Final = 0.66  # as difflib counts likeness: `feel` is near `feels`, `whatever` is not near `after`


def read_record(cls: type[R], raw: SourceMapping, report: Report, classes: Classes) -> R | None:
    """A record of class `cls`, or None with its problems in `report`. `classes` learns what was read where."""
    classes[id(raw.place)] = cls
    unwanted = [key for key in ("id",) if key in raw.place.keys and key not in list_keys(cls)]
    for key in unwanted:
        _report_unknown_key(key, cls, raw, raw.place, report)
    if unwanted:
        raw = SourceMapping({key: value for key, value in raw.items() if key not in unwanted}, raw.place)
    try:
        record = cls.model_validate(raw, context=classes)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _report_misfit(detail, raw, report, classes)
        return None
    return None if unwanted else record


def read_root(cls: type[R], document: Document, what: str, report: Report, classes: Classes) -> R | None:
    """The one record that a file holds; `what` names it in problems: `a journey`."""
    if not isinstance(document.raw, SourceMapping):
        report_not_a_mapping(what, document.raw, document.place.span, report)
        return None
    record = read_record(cls, document.raw, report, classes)
    report_cut_texts(document, report, classes)
    return record


def report_not_a_mapping(what: str, raw: Any, span: Span, report: Report) -> None:
    """Say that `what` has to be a mapping and what stands there instead."""
    way_out = "write keys and values: `name: …`, each on a line of its own, with a space after the colon"
    report.error("wrong-kind", f"{what} is a mapping of keys and values, found {_describe(raw)}", span, help=way_out)


def list_keys(cls: type[Record]) -> list[str]:
    """The keys that authors may write in a record of class `cls`, in the model's order, those of all records last."""
    keys = [field.alias or name for name, field in cls.model_fields.items()]
    keys.sort(key=lambda key: key in Noted.model_fields)
    hidden = cls is Journey or (issubclass(cls, Named) and cls is not Phase)
    return [key for key in keys if not (hidden and key == "id")]


def suggest(word: str, known: Iterable[str], *, kind: str = "") -> str | None:
    """The way out of a misspelt word: the nearest known one, else all of them while they are few."""
    choices = list(known)
    near = difflib.get_close_matches(word.lower(), choices, n=1, cutoff=_NEAR)
    if near:
        return f"did you mean `{near[0]}`?"
    if not choices or len(choices) > _KNOWN_LISTED:
        return None
    return f"known {kind}: {', '.join(choices)}" if kind else f"one of: {', '.join(choices)}"


def report_cut_texts(document: Document, report: Report, classes: Classes) -> None:
    """Warn of comments that cut text short, wherever the field is text.

    After a number, an id or a date a comment is a comment. After text it is one as well when two spaces or more stand
    before it, which is how people align comments; a single space is how `line #3` is typed.
    """
    for cut in document.cuts:
        if is_text_at(cut.path, document.place, classes):
            report_cut_text(cut, report)


def report_cut_text(cut: CutText, report: Report) -> None:
    """Warn of one comment that cuts text short."""
    way_out = f"quote the text when that belongs to it: {cut.quoted}; write two spaces before a comment"
    report.warning("comment-in-text", "` #` begins a comment, so the text ends before it", cut.span, help=way_out)


def is_text_at(path: tuple[str | int, ...], root: Place, classes: Classes) -> bool:
    """Whether the value at `path` belongs to a field that takes any text."""
    place, cls, key = root, classes.get(id(root)), None
    for step in path:
        found = classes.get(id(place))
        if found is not None:
            cls, key = found, str(step)
        place = place.parts.get(step, place)
    field = next((f for name, f in cls.model_fields.items() if (f.alias or name) == key), None) if cls else None
    if field is None:
        return False
    return _takes_text(Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation)


def _takes_text(annotation: Any) -> bool:
    if annotation in (Text, MomentOfTruth) or annotation is Quote:
        return True
    return any(_takes_text(inner) for inner in get_args(annotation))


def describe_record(cls: type[Record], raw: Mapping[str, Any]) -> str:
    """A record as its author would name it: `touchpoint "Pays at the till"`."""
    word = _CALLED.get(cls, cls.__name__.lower())
    name = next((raw[key] for key in ("name", "title", "id") if isinstance(raw.get(key), str)), None)
    return f'{word} "{name}"' if name else word


def _describe(raw: Any) -> str:
    return "nothing" if raw is None else shown(raw) if isinstance(raw, dict | list) else f"the text {shown(raw)}"


def _walk(loc: tuple[int | str, ...], raw: Any, place: Place) -> tuple[Any, Place]:
    """The value and the place at pydantic's path, without its steps that are no part of the YAML, such as `*`."""
    for step in loc:
        inner = place.parts.get(step)
        if inner is not None:
            raw, place = raw[step], inner
    return raw, place


def _report_misfit(detail: ErrorDetails, root: SourceMapping, report: Report, classes: Classes) -> None:
    loc, kind = detail["loc"], detail["type"]
    last = str(loc[-1]) if loc else ""
    owner, owner_place = _walk(loc[:-1], root, root.place)
    cls = classes.get(id(owner_place))
    if kind == "extra_forbidden" and cls and isinstance(owner, SourceMapping):
        _report_unknown_key(last, cls, owner, owner_place, report)
        return
    if kind == "missing" and cls and isinstance(owner, SourceMapping):
        _report_missing_key(last, cls, owner, owner_place, report)
        return
    raw, place = _walk(loc, root, root.place)
    span = place.span
    if last == "[key]":
        span = _walk(loc[:-2], root, root.place)[1].keys.get(str(loc[-2]), span)
    if kind in _MAPPING_WANTED:
        report_not_a_mapping(f"`{_last_key(loc)}`", raw, span, report)
    elif kind in _LIST_WANTED:
        way_out = "begin each item with `- `, also when there is only one"
        report.error("wrong-kind", f"`{_last_key(loc)}` is a list, found {_describe(raw)}", span, help=way_out)
    elif "text" in detail.get("ctx", {}):
        report.error(kind, detail["msg"], span, help=detail["ctx"].get("help"))
    else:
        report.error("wrong-kind", f"{_describe(raw)} does not fit in `{_last_key(loc)}`", span)


def _last_key(loc: tuple[int | str, ...]) -> str:
    return next((step for step in reversed(loc) if isinstance(step, str) and step != "[key]"), "this file")


def _report_unknown_key(key: str, cls: type[Record], owner: SourceMapping, place: Place, report: Report) -> None:
    span = place.keys.get(key, place.span)
    value = owner.get(key)
    misspelt = difflib.get_close_matches(key, list_keys(cls))
    if cls is Quote and len(owner) == 1 and isinstance(value, str) and not misspelt:
        way_out = f"text with a colon needs quotes: {quote(f'{key}: {value}')}"
        report.error("colon-in-text", "expected text, found a mapping", span, help=way_out)
        return
    if key == "id" and cls is Journey:
        hint: str | None = "leave it out: a journey's id is the path of its file, without the ending"
    elif key == "id" and issubclass(cls, Named):
        hint = "leave it out: the id is the key above"
    else:
        hint = suggest(key, list_keys(cls), kind="keys")
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
