"""The edition's date, from real repositories: it depends on the content and never on the clock."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from dated_repository import DAY, MARCH, NO_CONFIG, Repository

from journeybook.source import edition_date, load_edition

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def no_date_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)


def date_of(repository: Repository) -> int:
    """The edition's date in days from 1 March."""
    on, problems = edition_date(repository.content, root=repository.folder)
    assert not problems
    return (on - dt.date(2026, 3, 1)).days


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """One journey, committed on day 10, and a commit elsewhere on day 20."""
    made = Repository(tmp_path / "book")
    made.write("content/journeys/a.yml", "title: A\n", day=40)
    made.commit(day=10)
    made.write("README.md", "x", day=40)
    made.commit(day=20)
    return made


def test_the_last_commit_that_touched_the_content_counts(repository: Repository) -> None:
    assert date_of(repository) == 10


def test_the_day_is_that_of_utc(repository: Repository) -> None:
    repository.write("content/journeys/a.yml", "title: Another\n", day=40)
    repository.git("add", "--all")
    moment = {"GIT_COMMITTER_DATE": "2026-03-13T01:00:00 +0500"}  # still the 12th in UTC
    person = ["-c", "user.name=Somebody", "-c", "user.email=somebody@northline.example"]
    command = ["git", *person, "commit", "--quiet", "--message=B"]
    subprocess.run(command, cwd=repository.folder, env=os.environ | NO_CONFIG | moment, check=True)
    assert date_of(repository) == 11


def test_a_change_counts_with_the_files_own_date(repository: Repository) -> None:
    repository.write("content/journeys/a.yml", "title: Changed\n", day=30)
    assert date_of(repository) == 30


def test_so_does_a_new_file_and_a_staged_one(repository: Repository) -> None:
    repository.write("content/journeys/new one ü.yml", "title: B\n", day=31)
    assert date_of(repository) == 31
    repository.git("add", "--all")
    assert date_of(repository) == 31


def test_a_change_elsewhere_does_not(repository: Repository) -> None:
    repository.write("README.md", "y", day=33)
    assert date_of(repository) == 10


def test_a_deleted_file_counts_with_its_folder(repository: Repository) -> None:
    (repository.content / "journeys" / "a.yml").unlink()
    os.utime(repository.content / "journeys", (MARCH + 35 * DAY, MARCH + 35 * DAY))
    assert date_of(repository) == 35


def test_a_given_date_is_stronger(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(MARCH + 5 * DAY))
    assert date_of(repository) == 5


@pytest.mark.parametrize("given", ["yesterday", "1e9", "99999999999999999999"])
def test_a_given_date_that_is_none_is_an_error(
    given: str, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    on, problems = edition_date(repository.content, root=repository.folder)
    assert on == dt.date(2026, 3, 11)
    assert [(p.code, p.severity) for p in problems] == [("bad-source-date", "error")]


def test_a_shallow_clone_is_a_doubt_unless_the_date_is_given(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = tmp_path / "clone"
    command = ["git", "clone", "--quiet", "--depth=1", repository.folder.as_uri(), str(clone)]
    subprocess.run(command, env=os.environ | NO_CONFIG, check=True, capture_output=True)
    on, problems = edition_date(clone / "content", root=clone)
    assert on == dt.date(2026, 3, 21)  # the wrong one, and that is why
    assert [(p.code, p.severity, p.span.file) for p in problems] == [("shallow-clone", "warning", "content")]
    assert "fetch-depth: 0" in (problems[0].help or "")
    assert "shallow-clone" in {problem.code for problem in load_edition(clone / "content", root=clone)[2]}
    settings = clone / "content" / "organization" / "settings.yml"
    settings.parent.mkdir()
    settings.write_text("warnings: {shallow-clone: off}\n", encoding="utf-8")
    assert "shallow-clone" not in {problem.code for problem in load_edition(clone / "content", root=clone)[2]}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(MARCH))
    assert edition_date(clone / "content", root=clone) == (dt.date(2026, 3, 1), ())


def test_a_repository_without_a_commit_counts_by_files(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.write("content/journeys/a.yml", "title: A\n", day=3)
    repository.write("content/organization/teams.yml", "", day=7)
    assert date_of(repository) == 7


def test_so_does_a_folder_that_git_ignores(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.write(".gitignore", "content/\n", day=1)
    repository.commit(day=1)
    repository.write("content/journeys/a.yml", "title: A\n", day=4)
    assert date_of(repository) == 4


def test_so_does_a_machine_without_git(repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert date_of(repository) == 40


def test_a_hooks_variables_do_not_lead_astray(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/other-index")
    assert date_of(repository) == 10


def test_an_empty_folder_has_a_date_too(tmp_path: Path) -> None:
    assert edition_date(tmp_path / "nowhere", root=tmp_path)[0] == dt.date(1970, 1, 1)
