"""What the README promises is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import main

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
JOURNEYS = [block for block in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if block.startswith("title:")]


def test_the_readme_shows_journeys() -> None:
    assert len(JOURNEYS) == 2
    assert len(JOURNEYS[0].splitlines()) == 5


@pytest.mark.parametrize("journey", JOURNEYS, ids=["short", "long"])
def test_its_journeys_pass_the_check(journey: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1786406400")
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys/gift-card.yml").write_text(journey, encoding="utf-8")
    done = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert done.exit_code == 0, done.output
    doubts = [line for line in done.output.splitlines() if " warning: " in line]
    assert all("[no-owner]" in line for line in doubts), "five lines have no owner yet, and that is all"


def test_its_organization_passes_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1786406400")
    files = re.findall(r"```yaml\n# (docs/organization/\S+)\n(.*?)```", README, re.DOTALL)
    assert len(files) == 2
    for name, text in (*files, ("docs/journeys/gift-card.yml", JOURNEYS[1])):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["check", "--strict", str(tmp_path)])
    assert done.exit_code == 0, done.output


def test_its_problem_is_what_the_check_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1786406400")
    monkeypatch.chdir(tmp_path)
    file = Path("content/journeys/buying/gift-card.yml")
    file.parent.mkdir(parents=True)
    file.write_text(re.sub("feels: -1 +#.*", "feel: -1", JOURNEYS[1], count=1), encoding="utf-8")
    (promised,) = re.findall(r"```console\n\$ \S+ check\n(.*?)```", README, re.DOTALL)
    assert promised.strip() in CliRunner().invoke(main, ["check"]).output


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/format.md"])
def test_its_links_and_targets_exist(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|\$ )make ([a-z]+)", text)) <= targets
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (ROOT / document).parent.joinpath(link).exists(), link
