"""What an author reads when a file is wrong: each `problems/<kind>-….yml` beside what is said about it.

`pytest --update-goldens` writes the `.out` files anew. The file takes its kind's place in a sound content folder;
evidence and improvements stand beside the journey that uses every key, in the edition of 1 April 2027.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import journeybook
from journeybook.problems import format_problems
from journeybook.source import CODES, WARNING_CODES
from journeybook.source.organization import KNOWN_FILES

if TYPE_CHECKING:
    from conftest import Content

HERE = Path(__file__).parent
GOLDENS = sorted((HERE / "problems").glob("*.yml"))


def place_of(golden: Path) -> str:
    kind = golden.stem.partition("-")[0]
    if kind == "journey":
        return "journeys/buying/new-phone.yml"
    if kind == "evidence":
        return "evidence/golden.yml"
    assert kind in KNOWN_FILES, golden
    return f"organization/{kind}.yml"


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: path.stem)
def test_problems_are_said_so(golden: Path, sound: Content, request: pytest.FixtureRequest) -> None:
    if golden.stem.startswith(("evidence", "improvements")):
        shutil.copy(HERE / "full-journey.yml", sound.path / "journeys" / "buying" / "new-phone.yml")
        sound.on = dt.date(2027, 4, 1)
    if golden.stem.endswith(("doubts", "unused")) and not golden.stem.startswith(
        "evidence"
    ):  # the sound settings silence two of the warnings
        sound.write("organization/settings.yml", f"warnings: {{unused-record: {golden.stem.endswith('unused')}}}")
    sound.write(place_of(golden), golden.read_bytes())
    _, problems = sound.load()
    said = format_problems(problems) + "\n"
    expected = golden.with_suffix(".out")
    if request.config.getoption("--update-goldens"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


RAISED = re.compile(
    r'(?:error|warning|refuse|Problem)\(\s*"([a-z0-9]+(?:-[a-z0-9]+)*)",'  # a code is a literal where it is raised
    r'|^    "([a-z-]+)": _find',  # or the key of a rule
    re.MULTILINE,
)


def test_every_code_is_explained() -> None:
    files = Path(journeybook.__file__).parent.rglob("*.py")
    raised = {
        code for path in files for found in RAISED.findall(path.read_text(encoding="utf-8")) for code in found if code
    }
    assert raised == set(CODES)


def test_what_goldens_say_is_explained() -> None:
    said = {
        code
        for golden in GOLDENS
        for code in re.findall(
            r"(error|warning): .* \[([a-z0-9-]+)\]$", golden.with_suffix(".out").read_text("utf-8"), re.MULTILINE
        )
    }
    assert {code for _, code in said} <= set(CODES)
    assert {code for severity, code in said if severity == "warning"} <= WARNING_CODES
