"""A sound content folder that a test can spoil, and what reading it says."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeybook.problems import Problem, format_problems
from journeybook.source import load

if TYPE_CHECKING:
    import datetime as dt

    from journeybook.model import Handbook

HERE = Path(__file__).parent


class Content:
    """A content folder below a temporary root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = root / "content"
        self.on: dt.date | None = None

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def write_journey(self, touchpoint: str = "", *, top: str = "", name: str = "buying/new-phone") -> Path:
        """A journey of one touchpoint, with more lines for the touchpoint and for the top."""
        more = "".join(f"        {line}\n" for line in touchpoint.splitlines())
        head = "".join(f"{line}\n" for line in top.splitlines())
        body = f"title: New phone\n{head}stages:\n  - name: Look\n    touchpoints:\n      - name: Finds us\n{more}"
        return self.write(f"journeys/{name}.yml", body)

    def write_evidence(self, observations: str = "", *, name: str = "walk", **top: str) -> Path:
        """A walk of `buying/new-phone` with observations as lines of YAML; `top` adds keys and replaces them."""
        head = {"journey": "buying/new-phone", "method": "walk", "date": "2026-10-03", **top}
        if observations:
            head["observations"] = "".join(f"\n  {line}" for line in observations.splitlines())
        text = "".join(f"{key}: {value}\n" for key, value in head.items() if value)
        return self.write(f"evidence/{name}.yml", text)

    def load(self) -> tuple[Handbook, tuple[Problem, ...]]:
        """What is read, and what is wrong; that nobody owns a journey is said only where a test has teams."""
        handbook, problems = load(self.path, root=self.root, on=self.on)
        return handbook, tuple(p for p in problems if handbook.teams or p.code != "no-owner")

    def handbook(self) -> Handbook:
        """The handbook of a folder without problems."""
        handbook, problems = self.load()
        assert not problems, format_problems(problems)
        return handbook

    def codes(self) -> list[str]:
        return [problem.code for problem in self.load()[1]]

    def problem(self) -> Problem:
        """The one problem of this folder."""
        _, problems = self.load()
        assert len(problems) == 1, format_problems(problems)
        return problems[0]


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """An empty content folder."""
    return Content(tmp_path)


@pytest.fixture
def sound(content: Content) -> Content:
    """A content folder with an organization and one journey, and nothing wrong with it."""
    shutil.copytree(HERE / "sound", content.path)
    return content


@pytest.fixture
def full(sound: Content) -> Content:
    """The same with a journey that uses every key, and improvements of the organization and evidence that do."""
    shutil.copy(HERE / "full-journey.yml", sound.path / "journeys" / "buying" / "new-phone.yml")
    shutil.copy(HERE / "full-improvements.yml", sound.path / "organization" / "improvements.yml")
    shutil.copytree(HERE / "full-evidence", sound.path / "evidence" / "buying" / "new-phone")
    return sound
