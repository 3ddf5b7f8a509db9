"""The reference of the format: a text of ours with tables made from the model. Used by the docs and their test."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_args, get_origin

from pydantic import BeforeValidator

from journeybook.model.organization import DAY
from journeybook.model.scalars import read_duration, read_feeling, read_flag, read_share
from journeybook.source.codes import WARNINGS
from journeybook.source.event_log import Map  # noqa: F401 - its table is found by its name
from journeybook.source.misfits import find_record_class, list_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pydantic.fields import FieldInfo

    from journeybook.model import Record

TEMPLATE: Final = Path(__file__).with_name("format.md")
_TABLE: Final = re.compile(r"<!-- table: (\w+) -->")
_WRITTEN: Final[dict[Callable[[Any], Any], Callable[[Any], str]]] = {
    read_duration: lambda seconds: f"{seconds / DAY:g} days",
    read_feeling: lambda feeling: f"{feeling:g}",
    read_flag: lambda flag: str(flag).lower(),
    read_share: lambda share: f"{share * 100:g}%",
}
"""How a default is written in a file, by the reader of its kind of value."""


def describe_format() -> str:
    """The reference of every key of every file, as Markdown."""
    text = _TABLE.sub(lambda found: _describe_keys(find_record_class(found[1])), TEMPLATE.read_text(encoding="utf-8"))
    return text.replace("<!-- warnings -->", _describe_warnings())


def _describe_keys(cls: type[Record]) -> str:
    fields = {field.alias or name: field for name, field in cls.model_fields.items()}
    rows = [(f"`{key}`", fields[key].description or "", _describe_default(fields[key])) for key in list_keys(cls)]
    return _table(("key", "what to write", "words; when left out"), rows)


def _describe_warnings() -> str:
    rows = [(f"`{code}`", meaning) for code, meaning in WARNINGS.items()]
    return _table(("code", "warns of"), rows)


def _describe_default(field: FieldInfo) -> str:
    """`required`, the words of a closed set with the default in bold, or the default; empty where there is none."""
    words = get_args(field.annotation) if get_origin(field.annotation) is Literal else ()
    if field.is_required():
        return "; ".join(("**required**", *([", ".join(f"`{word}`" for word in words)] if words else ())))
    if words:
        return ", ".join(f"**`{word}`**" if word == field.default else f"`{word}`" for word in words)
    reader = next((found.func for found in field.metadata if isinstance(found, BeforeValidator)), None)
    if field.default is None or reader not in _WRITTEN:
        return ""
    return f"`{_WRITTEN[reader](field.default)}`"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *(tuple(cell.replace("|", "\\|") for cell in row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
