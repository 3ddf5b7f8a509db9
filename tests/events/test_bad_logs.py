"""What is said of logs that are not as they should be: each `logs/….csv` beside the answer of the command.

`pytest --update-goldens` writes the `.out` files anew. In every log the customers' numbers begin with 870.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from event_samples import JOURNEY, journey

from journeybook.cli import main
from journeybook.problems import Report, format_problems
from journeybook.source.event_log import read_map

HERE = Path(__file__).parent
LOGS = sorted((HERE / "logs").glob("*.csv"))
MAPS = sorted((HERE / "maps").glob("*.yml"))
PEOPLE = re.compile(r"870|mail\.example|Ann|Bob|Eve|Zoë|7946")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "content/journeys/buying/gift-card.yml"
    file.parent.mkdir(parents=True)
    file.write_text(JOURNEY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("log", LOGS, ids=lambda path: path.stem)
def test_bad_logs_are_answered_so(log: Path, site: Path, request: pytest.FixtureRequest) -> None:
    (site / "log.csv").write_bytes(log.read_bytes())
    done = CliRunner().invoke(main, ["events", "log.csv", "--journey", "buying/gift-card"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    written = [file.read_text(encoding="utf-8") for file in site.glob("content/evidence/**/*.yml")]
    said = f"exit code {done.exit_code}\n{done.output}"
    expected = log.with_suffix(".out")
    if request.config.getoption("--update-goldens"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
    assert len(written) == (1 if done.exit_code == 0 else 0), "what is refused writes nothing"
    assert not any(PEOPLE.search(text) for text in (said, *written)), "no customer leaves the command"


@pytest.mark.parametrize("golden", MAPS, ids=lambda path: path.stem)
def test_bad_maps_are_answered_so(golden: Path, request: pytest.FixtureRequest) -> None:
    report = Report()
    made = read_map(golden, "map.yml", journey(), report)
    said = format_problems(report.problems()) + "\n"
    expected = golden.with_suffix(".out")
    if request.config.getoption("--update-goldens"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
    assert (made is None) == ("error" in said)
