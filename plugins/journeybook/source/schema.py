"""JSON Schemas of the files that authors write, made from the model, for completion in editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from journeybook.model import SEGMENT, Evidence, Journey, Phase, SharedImprovement
from journeybook.model.organization import Settings
from journeybook.source.organization import RECORD_FILES

if TYPE_CHECKING:
    from pydantic import BaseModel

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_LEFT_OUT: Final[dict[str, Any]] = {"type": "null"}
_ID_PATTERN: Final = f"^{SEGMENT.pattern}$"
_WORDS: Final[dict[str, Any]] = {
    "description": "The glossary: each word with its meaning.",
    "type": "object",
    "additionalProperties": {"type": ["string", "number", "boolean"]},
}


def json_schemas() -> dict[str, dict[str, Any]]:
    """A schema for each kind of file: `journey`, `evidence`, and the names of the organization's files.

    They describe what authors write, not what the model holds: a list takes a single text, a record has no id of its
    own because its key is the id, and every key that is not required can be left empty.
    """
    schemas = {"journey": _describe(Journey), "evidence": _describe(Evidence)}
    for name, (_, cls) in RECORD_FILES.items():
        schemas[name] = _describe_list(cls) if cls is Phase else _describe_mapping(cls)
    schemas["improvements"] = _describe_mapping(SharedImprovement)
    schemas["words"] = _WORDS
    schemas["settings"] = _describe(Settings)
    return {name: {"$schema": DIALECT, "title": f"Journeybook: {name}", **schema} for name, schema in schemas.items()}


def _describe(cls: type[BaseModel]) -> dict[str, Any]:
    schema = cls.model_json_schema(by_alias=True, mode="validation")
    for record in (schema, *schema.get("$defs", {}).values()):
        _let_empty(record)
    schema.pop("title", None)
    return schema


def _describe_mapping(cls: type[BaseModel]) -> dict[str, Any]:
    record, definitions = _split(cls)
    del record["properties"]["id"]
    return {
        "description": f"A mapping from id to record. {record.pop('description')}",
        "type": "object",
        "propertyNames": {"pattern": _ID_PATTERN},
        "additionalProperties": record if record.get("required") else {"anyOf": [record, _LEFT_OUT]},
        "$defs": definitions,
    }


def _describe_list(cls: type[BaseModel]) -> dict[str, Any]:
    record, definitions = _split(cls)
    record["required"] = ["id"]
    record["properties"]["id"] = {"type": ["string", "integer"]}
    description = f"A list of records, in order. {record.pop('description')}"
    return {"description": description, "type": "array", "items": record, "$defs": definitions}


def _split(cls: type[BaseModel]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A record's schema apart from the definitions that it shares with others."""
    schema = _describe(cls)
    definitions: dict[str, Any] = schema.pop("$defs", {})
    return schema, definitions


def _let_empty(record: dict[str, Any]) -> None:
    """Let every key that is not required be null, and drop what pydantic adds for programs: titles and defaults."""
    required = record.get("required", [])
    for mapping in record.get("properties", {}).values():
        inner = mapping.get("additionalProperties")
        if isinstance(inner, dict):
            mapping["additionalProperties"] = {"anyOf": [inner, _LEFT_OUT]}
    for name, value in record.get("properties", {}).items():
        value.pop("title", None)
        value.pop("default", None)
        if name not in required and _LEFT_OUT not in value.get("anyOf", []):
            said = {"description": value.pop("description")} if "description" in value else {}
            record["properties"][name] = {**said, "anyOf": [value, _LEFT_OUT]}
