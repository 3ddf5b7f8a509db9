"""Which fields of a record hold other records: what `references` and `doubts` walk, without a look at every text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

from journeybook.model import Record

if TYPE_CHECKING:
    from collections.abc import Iterator


def list_records(record: Record) -> Iterator[Record]:
    """The record and all that are in it, each before its parts."""
    yield record
    for name in list_fields(type(record), Record):
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,):
            if item is not None:
                yield from list_records(item)


@cache
def list_fields(cls: type[Record], *held: type[Any]) -> tuple[str, ...]:
    """The fields of a class of records that hold values of one of the classes `held`, alone or among others."""
    return tuple(name for name, field in cls.model_fields.items() if _mentions(field.annotation, held))


def _mentions(annotation: Any, held: tuple[type[Any], ...]) -> bool:
    for found in (annotation, get_origin(annotation)):
        if isinstance(found, type) and issubclass(found, held):
            return True
    return any(_mentions(inner, held) for inner in get_args(annotation))
