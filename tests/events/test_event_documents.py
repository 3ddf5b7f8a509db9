"""What docs/event-logs.md shows is true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner
from event_samples import JOURNEY, count, make_map

from journeybook.cli import main

if TYPE_CHECKING:
    import pytest

DOCUMENT = (Path(__file__).parent.parent.parent / "docs/event-logs.md").read_text(encoding="utf-8")
LOGS = re.findall(r"```csv\n(.*?)```", DOCUMENT, re.DOTALL)
MAPS = re.findall(r"```yaml\n# map.yml\n(.*?)```", DOCUMENT, re.DOTALL)


def repeat(log: str) -> str:
    """The events of the log's two customers five times over, for other customers: it takes five."""
    header, *rows = log.splitlines()
    return "\n".join([header, *(f"{n}{row}" for n in range(5) for row in rows)]) + "\n"


def test_its_first_log_needs_no_map() -> None:
    counted = count(repeat(LOGS[0]))
    assert (counted.count.customers, counted.events, str(counted.date)) == (10, 15, "2026-10-01")


def test_its_map_reads_the_log_below_it(tmp_path: Path) -> None:
    counted = count(repeat(LOGS[1]), make_map(MAPS[0], tmp_path))
    assert (counted.count.customers, counted.events) == (10, 15)
    assert counted.log.unreadable.rows == counted.log.values.unknown_rows == 0


def test_its_command_writes_the_file_it_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (command,) = re.findall(r"```console\n\$ journeybook (events .*)\n```", DOCUMENT)
    (file,) = re.findall(r"writes `(content/\S+)`", DOCUMENT)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content/journeys/buying").mkdir(parents=True)
    (tmp_path / "content/journeys/buying/gift-card.yml").write_text(JOURNEY, encoding="utf-8")
    (tmp_path / "log.csv").write_text(repeat(LOGS[0]), encoding="utf-8")
    done = CliRunner().invoke(main, command.split())
    assert done.exit_code == 0, done.output
    assert (tmp_path / file).exists()
