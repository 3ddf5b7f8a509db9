"""The reference of the format is complete, up to date, and its examples can be read."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeybook.model import Evidence, Filters, ImprovementPart, Journey, Named, Noted, Record
from journeybook.source.misfits import list_keys
from journeybook.source.reference import TEMPLATE, describe_format
from journeybook.source.schema import json_schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Content

COMMITTED = Path(__file__).parent.parent.parent / "docs" / "format.md"
EXAMPLES = [
    textwrap.dedent(body)
    for _, body in re.findall(r"^( *)```yaml\n(.*?)^\1```", TEMPLATE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
]


def list_classes(cls: type[Record] = Record) -> Iterator[type[Record]]:
    for inner in cls.__subclasses__():
        yield inner
        yield from list_classes(inner)


def test_the_reference_is_up_to_date(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-goldens"):
        COMMITTED.write_text(describe_format(), encoding="utf-8")
    assert COMMITTED.read_text(encoding="utf-8") == describe_format()


@pytest.mark.parametrize("cls", [*list_classes()], ids=lambda cls: cls.__name__)
def test_every_key_is_explained(cls: type[Record]) -> None:
    for name, field in cls.model_fields.items():
        assert field.description, f"{cls.__name__}.{name} has no docstring"
        assert field.description.endswith("."), f"{cls.__name__}.{name}"
        assert ("also by persona" in field.description) == ("ByPersona" in str(field.annotation)), name


def test_every_record_has_its_table() -> None:
    tables = set(re.findall(r"<!-- table: (\w+) -->", TEMPLATE.read_text(encoding="utf-8")))
    assert tables == {cls.__name__ for cls in list_classes()} - {
        Noted.__name__,
        Named.__name__,
        ImprovementPart.__name__,
        Filters.__name__,
    }
    assert "<!--" not in describe_format()
    assert all(f"| `{key}` |" in describe_format() for key in (*list_keys(Journey), *list_keys(Evidence)))


def test_its_examples_can_be_read(content: Content) -> None:
    for number, example in enumerate(EXAMPLES):
        named = re.match(r"# ((?:organization|journeys|evidence)/\S+)\n", example)
        content.write(named[1] if named else f"journeys/example-{number}.yml", example)
    handbook, problems = content.load()
    assert {problem.code for problem in problems} <= {"unused-record"}
    assert len(handbook.journeys) == 5
    assert {evidence.method for evidence in handbook.evidence.values()} == {"mystery-shop", "analytics"}
    assert all(handbook.records(kind) for kind in ("persona", "channel", "team", "system", "measure", "phase"))
    assert handbook.improvements
    assert handbook.words
    assert handbook.settings.place.key_names


def test_editors_learn_it_from_the_schemas() -> None:
    schemas = json_schemas()
    assert "such as `2 days`" in schemas["journey"]["$defs"]["After"]["properties"]["wait"]["description"]
    for schema in schemas.values():
        for record in (schema, *schema.get("$defs", {}).values()):
            assert all("description" in value for name, value in record.get("properties", {}).items()), schema["title"]
