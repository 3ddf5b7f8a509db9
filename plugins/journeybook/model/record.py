"""What all records of the handbook share: they are frozen, know their place in a file, and refuse unknown keys."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Generic, Self, TypeVar, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from journeybook.model.scalars import Id, JourneyId, Reference, Text, Url
from journeybook.problems import Lines, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.json_schema import JsonSchemaValue

T = TypeVar("T")

EVERYONE = "everyone"
"""The persona of a journey that names none."""

ANY_PERSONA = "*"
"""Stands in error paths for the one value that is not by persona; no persona can have this id."""


class SourceMapping(dict[str, Any]):
    """A YAML mapping on its way into the model, with its place in the file."""

    __slots__ = ("place",)

    def __init__(self, items: Mapping[str, Any], place: Place) -> None:
        """Take over `items`, found at `place`."""
        super().__init__(items)
        self.place = place


class Record(BaseModel):
    """A frozen record that knows where in which file it was written; the place is left out of equality."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, use_attribute_docstrings=True,
        defer_build=True,  # a command builds the records that it reads, and waits for no others
    )  # fmt: skip

    _place: Place | None = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_place(cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        if not isinstance(data, SourceMapping):
            return handler(data)
        if info.context is not None:
            # So that the reader can say which keys would have fitted here.
            info.context[id(data.place)] = cls
        record = handler(data)
        private = record.__pydantic_private__
        if private is not None:
            private["_place"] = data.place
        return record

    @property
    def place(self) -> Place:
        """Where this record was written; a nameless place for one that was made in code."""
        # Pydantic's own way to a private attribute takes 7 µs, and this is asked for every record, many times.
        place: Place | None = (self.__pydantic_private__ or {}).get("_place")
        return place or Place(Lines("<made in code>"))

    def __eq__(self, other: object) -> bool:
        """Equal when of the same kind with the same content, wherever they were written."""
        if type(self) is not type(other):
            return False
        return all(getattr(self, name) == getattr(other, name) for name in type(self).model_fields)

    __hash__ = None  # type: ignore[assignment]  # records hold mappings


class ByPersona(Generic[T]):
    """A value that is the same for everyone, or differs by persona. A persona that is not named has None."""

    __slots__ = ("everyone", "personas")

    def __init__(self, everyone: T | None = None, personas: Mapping[str, T] | None = None) -> None:
        """Either one value for everyone, or values by persona id."""
        self.everyone = everyone
        self.personas: Mapping[str, T] = MappingProxyType(dict(personas or {}))

    def for_persona(self, persona: str) -> T | None:
        """The value for `persona`; None when there is none."""
        return self.personas.get(persona, self.everyone)

    @property
    def differs(self) -> bool:
        """Whether the author wrote it by persona."""
        return bool(self.personas)

    def __bool__(self) -> bool:
        """Whether there is any value: `{}` and `{upgrader: }` say nothing, as what is left out."""
        return self.everyone is not None or bool(self.personas)

    def all_values(self) -> tuple[T, ...]:
        """Every value written, in the order written."""
        alone = () if self.everyone is None else (self.everyone,)
        return (*alone, *self.personas.values())

    def __eq__(self, other: object) -> bool:
        """Equal when the same values go to the same personas."""
        return (
            isinstance(other, ByPersona)
            and self.everyone == other.everyone
            and dict(self.personas) == dict(other.personas)
        )

    def __hash__(self) -> int:
        """Consistent with equality."""
        return hash((self.everyone, frozenset(self.personas)))

    def __repr__(self) -> str:
        """As it would be made."""
        return f"ByPersona({self.everyone!r}, {dict(self.personas)!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """For pydantic: a single value or a mapping from persona."""
        (inner,) = get_args(source)
        by_persona = handler.generate_schema(dict[str, inner])  # type: ignore[valid-type]
        return core_schema.no_info_after_validator_function(
            cls._from_mapping, core_schema.no_info_before_validator_function(_spread, by_persona)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """For pydantic: the same in the JSON Schema."""
        by_persona = handler(schema)
        return {"anyOf": [by_persona["additionalProperties"], by_persona]}

    @classmethod
    def _from_mapping(cls, values: dict[str, T]) -> ByPersona[T]:
        if ANY_PERSONA in values:
            return cls(everyone=values[ANY_PERSONA])
        return cls(personas=values)


def _spread(value: Any) -> Any:
    if isinstance(value, ByPersona):
        return {ANY_PERSONA: value.everyone} if value.everyone is not None else dict(value.personas)
    return value if isinstance(value, dict) else {ANY_PERSONA: value}


def _one_or_many(value: Any) -> Any:
    """A single value where a list belongs is a list of one."""
    return value if isinstance(value, list | tuple) else [value]


Texts = Annotated[tuple[Text, ...], BeforeValidator(_one_or_many, json_schema_input_type=Text | tuple[Text, ...])]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_one_or_many, json_schema_input_type=Id | tuple[Id, ...])]
References = Annotated[
    tuple[Reference, ...],
    BeforeValidator(_one_or_many, json_schema_input_type=Reference | tuple[Reference, ...]),
]
JourneyIds = Annotated[
    tuple[JourneyId, ...],
    BeforeValidator(_one_or_many, json_schema_input_type=JourneyId | tuple[JourneyId, ...]),
]


class Link(Record):
    """A link to more."""

    title: Text
    """What it leads to."""
    url: Url
    """The address: `https://…`, `http://…`, `mailto:…`, or relative to the handbook."""


class Image(Record):
    """A picture; `file` is relative to `content/`, `alt` says what it shows to those who cannot see it."""

    file: Text
    """The path of the file, relative to the content folder: `images/search.png`."""
    alt: Text | None = None
    """What it shows, for those who cannot see it; left out, `check` warns."""


class Quote(Record):
    """What a customer said, and which persona it was, if known."""

    text: Text
    """The customer's words; no name, mail address or phone number."""
    persona: Id | None = None
    """The id of the persona that said it; left out, unknown."""


def _quote(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


Quotes = Annotated[
    tuple[Annotated[Quote, BeforeValidator(_quote)], ...],
    BeforeValidator(_one_or_many, json_schema_input_type=Text | Quote | tuple[Text | Quote, ...]),
]
Links = tuple[Link, ...]


class Noted(Record):
    """A record that can carry notes (Markdown blocks), links and an image."""

    notes: Text | None = None
    """Anything more to say, in Markdown with paragraphs, lists and tables."""
    links: Links = ()
    """A list of links to more, each `{title: …, url: …}`."""
    image: Image | None = None
    """A picture, `{file: …, alt: …}`."""


class Named(Noted):
    """A record of one of the organization's files; `id` is its key in the file."""

    id: Id = ""
    """The record's id."""
    name: Text = ""
    """What readers see; left out, the id stands for it."""
    summary: Text | None = None
    """The record in one sentence."""
    formerly: Ids = ()
    """Ids that it had before, one or a list, so that old references and addresses still lead here."""

    @property
    def label(self) -> str:
        """The name; the id where the author gave none."""
        return self.name or self.id
