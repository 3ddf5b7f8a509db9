"""Editions side by side, and the wheel in somebody else's site."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from small_site import JOURNEY, SmallSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from conftest import Serve

ROOT = Path(__file__).parent.parent.parent


def git(folder: Path, *arguments: str) -> str:
    own = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
    committer = {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | own | committer, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A clone of this handbook's workshop with one journey, committed."""
    for name in (".gitignore", "Makefile", "mkdocs.yml", "mkdocs.publish.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "theme_overrides", tmp_path / "theme_overrides")
    site = SmallSite(tmp_path)
    site.write("content/journeys/buying/gift-card.yml", JOURNEY)
    site.write("content/index.md", "---\njourneybook: overview\n---\n")
    site.write("content/your-first-day.md", "# Your first day\n")
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    git(tmp_path, "config", "user.name", "A")
    git(tmp_path, "config", "user.email", "a@example.org")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "Begin")
    bin_folder = tmp_path / ".venv/bin"
    bin_folder.mkdir(parents=True)
    for name in ("mike", "mkdocs"):
        (bin_folder / name).symlink_to(Path(sys.executable).parent / name)
    (tmp_path / ".venv/.ready").touch()
    return tmp_path


def publish(repository: Path, edition: str) -> None:
    # The tools are in .venv alone, as with an author who has activated nothing.
    path = os.pathsep.join(p for p in os.environ["PATH"].split(os.pathsep) if p != str(Path(sys.executable).parent))
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")} | {"PATH": path}
    done = subprocess.run(
        ["make", "publish", f"EDITION={edition}"],
        cwd=repository,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_editions_are_published_side_by_side(repository: Path) -> None:
    publish(repository, "2026.4")
    publish(repository, "2026.10")
    versions = json.loads(git(repository, "show", "gh-pages:versions.json"))
    assert [(version["version"], version["aliases"]) for version in versions] == [
        ("2026.10", ["latest"]),
        ("2026.4", []),
    ]
    assert "latest" in git(repository, "show", "gh-pages:index.html")

    page = git(repository, "show", "gh-pages:latest/journeys/buying/gift-card/index.html")
    assert "Edition 2026.10," in page
    assert '"provider": "mike"' in page
    assert "Edition 2026.4," in git(repository, "show", "gh-pages:2026.4/index.html")
    assert json.loads(git(repository, "show", "gh-pages:2026.10/data/journeys.json"))["edition"] == "2026.10"
    assert git(repository, "status", "--porcelain") == ""


def test_a_published_edition_can_be_read_and_changed_for_another(
    repository: Path, browser: Browser, serve: Serve
) -> None:
    publish(repository, "2026.4")
    publish(repository, "2026.10")
    git(repository, "worktree", "add", "--quiet", "../published", "gh-pages")
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(serve(repository.parent / "published") + "2026.4/journeys/")
    page.get_by_text("You are reading an older edition").wait_for()
    page.locator(".md-version").hover()
    page.locator(".md-version__link", has_text="2026.10").click()
    page.wait_for_url("**/2026.10/**")
    page.close()
    assert wrong == []


def test_what_is_not_committed_is_not_published(repository: Path) -> None:
    (repository / "content/index.md").write_text("# Changed\n", encoding="utf-8")
    command = ["make", "publish", "EDITION=2026.4"]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "commit first" in done.stderr


def test_an_edition_needs_a_name(repository: Path) -> None:
    done = subprocess.run(["make", "publish"], cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "make publish EDITION=2026.4" in done.stderr


def test_the_wheel_works_in_an_empty_site(tmp_path: Path) -> None:
    def run(*command: str | Path) -> str:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", "wheels", ROOT)
    (wheel,) = (tmp_path / "wheels").glob("journeybook-*.whl")
    run(sys.executable, "-m", "venv", "fresh")
    run(tmp_path / "fresh/bin/python", "-m", "pip", "install", "--quiet", wheel, "mkdocs-material")

    site = SmallSite(tmp_path)
    site.write("mkdocs.yml", "site_name: Small\ntheme: material\nplugins: [search, journeybook]\n")
    site.write("docs/journeys/buying/gift-card.yml", JOURNEY)
    run(tmp_path / "fresh/bin/mkdocs", "build", "--strict")
    assert "Looks for a present" in (tmp_path / "site/journeys/buying/gift-card/index.html").read_text(encoding="utf-8")
    assert list((tmp_path / "site/assets/journeybook").glob("plotly-*.min.js"))
    run(tmp_path / "fresh/bin/journeybook", "check")
