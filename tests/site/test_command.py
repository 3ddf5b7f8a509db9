"""The `journeybook` command, as an author meets it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from small_site import JOURNEY

from journeybook.cli import main

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1786406400")
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "content/journeys/buying/gift-card.yml", JOURNEY)
    return tmp_path


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, arguments)
    return done.exit_code, done.output


@pytest.mark.parametrize("where", [(), (".",), ("content",)])
def test_sound_content_passes(folder: Path, where: tuple[str, ...]) -> None:
    assert folder
    assert run("check", *where) == (0, "1 journey checked: no problems\n")


def test_errors_are_all_said_with_their_place_and_end_with_1(folder: Path) -> None:
    write(folder / "content/journeys/broken.yml", JOURNEY.replace("feels", "fels"))
    write(folder / "content/journeys/worse.yml", "")
    code, said = run("check")
    assert code == 1
    assert "content/journeys/broken.yml:8:9: error: unknown key `fels`" in said
    assert "content/journeys/worse.yml:1:1: error: " in said
    assert "\x1b" not in said


def test_warnings_end_with_1_when_strict(folder: Path) -> None:
    write(folder / "content/journeys/buying/gift-card.yml", JOURNEY.replace("owner: shop\n", ""))
    assert run("check")[0] == 0
    assert run("check", "--strict")[0] == 1


def test_a_folder_without_content_is_an_error(tmp_path: Path) -> None:
    code, said = run("check", str(tmp_path))
    assert code == 1
    assert "there is no content/journeys/, docs/journeys/ or journeys/ in it" in said


def test_the_problem_matcher_reads_what_check_says(folder: Path) -> None:
    write(folder / "content/journeys/broken.yml", JOURNEY.replace("feels", "fels"))
    matcher = json.loads((ROOT / ".github/journeybook-matcher.json").read_text(encoding="utf-8"))
    pattern = matcher["problemMatcher"][0]["pattern"][0]
    found = [match for line in run("check")[1].splitlines() if (match := re.search(pattern["regexp"], line))]
    assert len(found) == 1
    parts = {name: found[0][pattern[name]] for name in ("file", "line", "column", "severity", "code")}
    assert parts == {
        "file": "content/journeys/broken.yml", "line": "8", "column": "9", "severity": "error", "code": "unknown-key",
    }  # fmt: skip


def test_new_writes_five_lines_that_pass_the_check(folder: Path) -> None:
    code, said = run("new", "journeys/leaving/moving-away")
    assert code == 0, said
    text = (folder / "content/journeys/leaving/moving-away.yml").read_text(encoding="utf-8")
    assert len(text.splitlines()) == 5
    assert yaml.safe_load(text)["title"] == "Moving away"
    code, said = run("check")
    assert code == 0
    assert said.endswith("2 journeys checked: 1 warning\n")
    assert "[no-owner]" in said, "a first draft has no owner yet"


def test_new_names_what_the_journey_can_refer_to_and_what_to_do_next(folder: Path) -> None:
    write(folder / "content/organization/teams.yml", "retail: {name: Retail}\ncare:\nshop:\n")
    write(folder / "content/organization/lifecycle.yml", "- {id: buy}\n- {id: use}\n")
    write(folder / "content/organization/personas.yml", "first-timer:\nbroken: {share: 9}\n")
    code, said = run("new", "journeys/leaving/moving-away")
    assert code == 0, said
    assert "journeybook check" in said
    assert "mkdocs serve" in said
    (folder / "Makefile").write_text("check:\nserve: ready ## preview\n", encoding="utf-8")
    _, said = run("new", "journeys/leaving/selling-up")
    assert "make serve" in said
    assert "mkdocs serve" not in said
    text = (folder / "content/journeys/leaving/moving-away.yml").read_text(encoding="utf-8")
    assert text.splitlines()[1:4] == [
        "# lifecycle:  # one of buy, use",
        "# owner:  # one of retail, care, shop",
        "# personas: []  # any of first-timer",
    ]
    write(folder / "content/organization/personas.yml", "first-timer:\n")
    write(folder / "content/journeys/leaving/moving-away.yml", text.replace("\n# ", "\n"))
    assert "error" not in run("check")[1]


def test_the_format_is_explained(folder: Path) -> None:
    assert folder
    code, said = run("format")
    assert code == 0
    assert "| `when_it_fails` |" in said


def test_new_never_overwrites(folder: Path) -> None:
    file = folder / "content/journeys/buying/gift-card.yml"
    code, said = run("new", "journeys/buying/gift-card")
    assert code == 1
    assert "is there already" in said
    assert file.read_text(encoding="utf-8") == JOURNEY


def test_new_refuses_a_name_that_the_handbook_needs(folder: Path) -> None:
    code, said = run("new", "journeys/buying/review")
    assert code == 1
    assert "choose another" in said
    assert not (folder / "content/journeys/buying/review.yml").exists()


@pytest.mark.parametrize("name", ["journeys/My Journey", "journeys/../x", "journeys/a_b", "journeys/", "/tmp/x"])  # noqa: S108 - refused
def test_new_refuses_what_is_no_id(folder: Path, name: str) -> None:
    code, said = run("new", name)
    assert code == 1
    assert "cannot be part of an id" in said
    assert sorted(folder.rglob("*.yml")) == [folder / "content/journeys/buying/gift-card.yml"]


def test_schemas_are_written_and_know_the_keys(folder: Path) -> None:
    assert run("schema", "schemas")[0] == 0
    journey = json.loads((folder / "schemas/journey.json").read_text(encoding="utf-8"))
    assert {"title", "stages", "improvements"} <= set(journey["properties"])
    assert "id" not in journey["properties"]


def test_a_check_loads_neither_mkdocs_nor_what_makes_pages(folder: Path) -> None:
    assert folder.is_dir()
    code = "import sys; from journeybook.cli import main\ntry: main(['check'])\nfinally: print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    modules = set(done.stdout.splitlines()[-1].split())
    assert "journeybook.source" in modules
    assert not modules & {"mkdocs", "plotly", "jinja2", "journeybook.pages"}
