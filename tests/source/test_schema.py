"""The schemas describe what authors write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from journeybook.problems import Report
from journeybook.source.nodes import compose
from journeybook.source.organization import KNOWN_FILES
from journeybook.source.schema import json_schemas

if TYPE_CHECKING:
    from conftest import Content


def check(value: Any, schema: dict[str, Any], definitions: dict[str, Any]) -> bool:
    """As much of JSON Schema as ours use, for values that are all text, as files are read."""
    if "$ref" in schema:
        return check(value, definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "anyOf" in schema:
        return any(check(value, option, definitions) for option in schema["anyOf"])
    types = schema.get("type", [])
    types = {types} if isinstance(types, str) else set(types)
    if isinstance(value, dict):
        known, rest = schema.get("properties", {}), schema.get("additionalProperties", True)
        return (
            "object" in types
            and set(schema.get("required", ())) <= value.keys()
            and all(
                check(part, known[key], definitions)
                if key in known
                else rest is not False and check(part, rest, definitions)
                for key, part in value.items()
            )
        )
    if isinstance(value, list):
        return "array" in types and all(check(part, schema["items"], definitions) for part in value)
    if "enum" in schema or "const" in schema:
        return value in [str(option) for option in schema.get("enum", [schema.get("const")])]
    return bool(types & {"string", "number", "integer", "boolean"})


OWN_PATHS = {"journey": "journeys/buying/new-phone.yml", "evidence": "evidence/buying/new-phone/2027-04-02-walk.yml"}


@pytest.mark.parametrize("kind", [*OWN_PATHS, *KNOWN_FILES])
def test_a_schema_takes_what_the_tests_files_hold(kind: str, full: Content) -> None:
    path = OWN_PATHS.get(kind, f"organization/{kind}.yml")
    document = compose((full.path / path).read_text(encoding="utf-8"), path, Report())
    schema = json_schemas()[kind]
    assert document is not None
    assert check(document.raw, schema, schema.get("$defs", {}))


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("journey", {"title": "x"}),
        ("journey", {"title": "x", "stages": [], "id": "x"}),
        ("journey", {"title": "x", "stages": [{"name": "x", "touchpoints": [{"name": "x", "feel": "1"}]}]}),
        ("journey", {"title": "x", "stages": [], "status": "live"}),
        ("evidence", {"method": "walk", "date": "2026-10-03"}),
        ("evidence", {"journey": "x", "method": "walked", "date": "2026-10-03"}),
        ("evidence", {"journey": "x", "method": "walk", "date": "2026-10-03", "observations": {"x": {"feel": "1"}}}),
        ("evidence", {"journey": "x", "method": "walk", "date": "2026-10-03", "id": "x"}),
        ("teams", {"retail": {"id": "retail"}}),
        ("teams", [{"id": "retail"}]),
        ("improvements", {"one-price": {"fixes": "a#b"}}),
        ("improvements", {"one-price": None}),
        ("improvements", {"one-price": {"title": "x", "id": "one-price"}}),
        ("lifecycle", {"buy": {"name": "Buy"}}),
        ("lifecycle", [{"name": "Buy"}]),
        ("words", {"plan": ["x"]}),
        ("settings", {"draft": "x"}),
    ],
)
def test_a_schema_refuses_what_the_reader_refuses(kind: str, raw: Any) -> None:
    schema = json_schemas()[kind]
    assert not check(raw, schema, schema.get("$defs", {}))


def test_there_is_one_for_each_kind_of_file_and_each_is_json() -> None:
    schemas = json_schemas()
    assert set(schemas) == {*OWN_PATHS, *KNOWN_FILES}
    assert json.loads(json.dumps(schemas)) == schemas


def test_lists_take_a_single_text_and_descriptions_come_along() -> None:
    touchpoint = json_schemas()["journey"]["$defs"]["Touchpoint"]
    assert touchpoint["description"].startswith("A step where the customer meets us")
    pains = touchpoint["properties"]["pains"]["anyOf"][0]["anyOf"]
    assert ["type" in option and option["type"] for option in pains] == [["string", "number", "boolean"], "array"]
