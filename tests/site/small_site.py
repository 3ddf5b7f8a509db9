"""A small site in a temporary folder, for tests of what the plugin does."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

JOURNEY = """\
title: Buying a gift card
owner: shop
stages:
  - name: Before
    touchpoints:
      - name: Looks for a present
        ours: false
        feels: 1
"""
EPOCH = "1786406400"  # 2026-08-11


@dataclass
class SmallSite:
    """A site in `folder`; its content is in docs/."""

    folder: Path

    def write(self, name: str, text: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def environment(self) -> dict[str, str]:
        own = {key: value for key, value in os.environ.items() if not key.startswith("JOURNEYBOOK")}
        return own | {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}

    def build(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mkdocs", "build", *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=self.environment(), capture_output=True, text=True, check=False, timeout=600
        )

    def built(self, *arguments: str) -> Path:
        """Build, insist that it works, and return the folder of the built site."""
        done = self.build(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return self.folder / "site"
