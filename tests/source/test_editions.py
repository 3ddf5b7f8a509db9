"""The edition before this one, from real repositories."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from dated_repository import Repository

from journeybook.source.editions import find_last_edition

if TYPE_CHECKING:
    from pathlib import Path

WALK = "content/evidence/buying/new-phone/2026-03-02-walk.yml"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Two editions, of day 3 with one walk and of day 9 with another file; a third walk came after them."""
    made = Repository(tmp_path / "book")
    made.write(WALK, "a", day=2)
    made.commit(day=2)
    made.git("tag", "edition-2026.1", day=3)
    made.write("content/evidence/survey.yaml", "b", day=8)
    made.write("content/evidence/log.csv", "b", day=8)
    made.commit(day=8)
    made.git("tag", "--annotate", "edition-2026.2", "--message=Two", day=9)
    made.write(WALK.replace("walk", "walk-2"), "c", day=12)
    made.commit(day=12)
    made.git("tag", "v1.0", day=12)
    return made


def test_the_newest_tagged_edition_counts_with_the_evidence_it_had(repository: Repository) -> None:
    last = find_last_edition(repository.content, building=None)
    assert last is not None
    assert (last.name, last.date) == ("2026.2", dt.date(2026, 3, 9))
    assert last.evidence == {"buying/new-phone/2026-03-02-walk", "survey"}


def test_the_edition_that_is_being_built_is_not_the_one_before(repository: Repository) -> None:
    last = find_last_edition(repository.content, building="2026.2")
    assert last is not None
    assert (last.name, last.date) == ("2026.1", dt.date(2026, 3, 3))


def test_an_edition_of_another_branch_does_not_count(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "other")
    repository.write("content/more.yml", "x", day=20)
    repository.commit(day=20)
    repository.git("tag", "edition-2026.9", day=20)
    repository.git("checkout", "--quiet", "main")
    last = find_last_edition(repository.content, building=None)
    assert last is not None
    assert last.name == "2026.2"


def test_without_editions_or_git_there_is_none(tmp_path: Path) -> None:
    assert find_last_edition(tmp_path, building=None) is None
    bare = Repository(tmp_path / "book")
    bare.write(WALK, "a", day=1)
    bare.commit(day=1)
    assert find_last_edition(bare.content, building=None) is None


def test_an_edition_without_evidence_had_none(tmp_path: Path) -> None:
    made = Repository(tmp_path / "book")
    made.write("content/journeys/a.yml", "a", day=1)
    made.commit(day=1)
    made.git("tag", "edition-1", day=1)
    last = find_last_edition(made.content, building=None)
    assert last is not None
    assert last.evidence == frozenset()
