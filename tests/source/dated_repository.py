"""A real git repository whose commits are made on days that a test names."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MARCH = 1_772_323_200  # 2026-03-01, in UTC
DAY = 86_400
NO_CONFIG = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


class Repository:
    """A repository whose commits are made on days counted from 1 March 2026."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.content.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, day: int = 0) -> None:
        when = {"GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z", "GIT_COMMITTER_DATE": f"{MARCH + day * DAY} +0000"}
        person = ["-c", "user.name=Somebody", "-c", "user.email=somebody@northline.example"]
        subprocess.run(
            ["git", *person, *arguments],
            cwd=self.folder,
            env=os.environ | NO_CONFIG | when,
            check=True,
            capture_output=True,
        )

    def write(self, name: str, text: str, *, day: int) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (MARCH + day * DAY, MARCH + day * DAY))
        return path

    def commit(self, *, day: int) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=A change", day=day)
