"""Northline's event log comes from a script, and the evidence that is committed comes from the log."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from journeybook.cli import main

ROOT = Path(__file__).parent.parent.parent
COMMITTED = ROOT / "content/evidence/buying/ordering-online/2026-10-31-analytics.yml"


def test_the_committed_evidence_is_what_the_log_tells(tmp_path: Path) -> None:
    log, copy = tmp_path / "log.csv", tmp_path / "site"
    subprocess.run([sys.executable, str(ROOT / "tools/make_event_log.py"), str(log)], check=True)
    for file in ("content/journeys/buying/ordering-online.yml", "content/organization/teams.yml"):
        (copy / file).parent.mkdir(parents=True)
        (copy / file).write_bytes((ROOT / file).read_bytes())
    options = ["--map", str(ROOT / "tools/ordering-online.yml"), "--by", "digital", "--dir", str(copy)]
    done = CliRunner().invoke(main, ["events", str(log), "--journey", "buying/ordering-online", *options])
    assert done.exit_code == 0, done.output
    assert "5000 customers" in done.output
    assert (copy / COMMITTED.relative_to(ROOT)).read_bytes() == COMMITTED.read_bytes()


def test_the_log_itself_is_not_kept_by_git() -> None:
    tracked = subprocess.run(["git", "ls-files", "*.csv"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert all(line.startswith("tests/") for line in tracked.splitlines())
    assert (
        subprocess.run(["git", "check-ignore", "-q", "build/ordering-online.csv"], cwd=ROOT, check=False).returncode
        == 0
    )
