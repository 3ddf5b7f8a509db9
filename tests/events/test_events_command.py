"""`journeybook events`, as somebody with a log meets it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from event_samples import JOURNEY, write_log

from journeybook.cli import main

LOG = write_log((f"a{n}", f"finds-us 10:00 pays 10:{10 + n}") for n in range(9))
EVIDENCE = Path("content/evidence/buying/gift-card/2026-10-01-analytics.yml")


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    write("content/journeys/buying/gift-card.yml", JOURNEY.replace("owner:", "formerly: buying/voucher\nowner:"))
    write("content/organization/teams.yml", "shop:\ndigital:\n")
    write("log.csv", LOG)
    return tmp_path


def write(file: str, text: str) -> None:
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    Path(file).write_text(text, encoding="utf-8")


def run(
    *arguments: str, log: str = "log.csv", journey: str = "buying/gift-card", stdin: str | None = None
) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["events", log, "--journey", journey, *arguments], input=stdin)
    return done.exit_code, done.output


def test_it_says_what_it_wrote_and_the_check_has_no_doubt() -> None:
    code, said = run("--by", "digital")
    assert code == 0, said
    assert said.startswith(f"{EVIDENCE} is written: 9 customers, 18 events\n")
    assert "by: digital\n" in EVIDENCE.read_text(encoding="utf-8")
    assert CliRunner().invoke(main, ["check", "--strict"]).exit_code == 0


def test_it_never_writes_over_a_file_unless_told_so() -> None:
    write(str(EVIDENCE), "mine")
    code, said = run()
    assert code == 1
    assert "is there already, and stays as it is; --force writes over it" in said
    assert EVIDENCE.read_text(encoding="utf-8") == "mine"
    assert run("--force")[0] == 0
    assert EVIDENCE.read_text(encoding="utf-8") != "mine"


def test_it_reads_from_another_program() -> None:
    journeybook = [sys.executable, "-c", "from journeybook.cli import main; main()"]
    command = [*journeybook, "events", "-", "--journey", "buying/gift-card"]
    done = subprocess.run(command, input=LOG.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert EVIDENCE.exists()


def test_another_day_can_be_named() -> None:
    assert run("--date", "2026-11-02")[0] == 0
    text = EVIDENCE.with_name("2026-11-02-analytics.yml").read_text(encoding="utf-8")
    assert "date: 2026-11-02\n" in text
    assert "until: 2026-10-01\n" in text


def test_the_day_is_that_of_the_zone() -> None:
    write("map.yml", "time_zone: Pacific/Auckland\n")
    write("log.csv", LOG.replace("\na", "\nb").replace("T10:", "T14:").replace("\n", "Z\n").replace("atZ", "at"))
    assert run("--map", "map.yml")[0] == 0
    assert EVIDENCE.with_name("2026-10-02-analytics.yml").exists()


def test_a_journey_is_found_by_an_earlier_id() -> None:
    assert run(journey="buying/voucher")[0] == 0
    assert EVIDENCE.exists()


@pytest.mark.parametrize(
    "journey", ["buying/gift-cart", "buying/vouchers", "../journeys/buying/gift-card", "buying/gift-card.yml"]
)
def test_an_unknown_journey_is_an_error_with_the_nearest(journey: str) -> None:
    code, said = run(journey=journey)
    assert code == 1
    assert f"content/journeys:1:1: error: there is no journey `{journey}` [unknown-reference]" in said
    assert "help: " in said


def test_a_journey_with_errors_is_said_as_the_check_says_it() -> None:
    write("content/journeys/buying/gift-card.yml", JOURNEY.replace("owner", "ownr"))
    code, said = run()
    assert code == 1
    assert "content/journeys/buying/gift-card.yml:2:1: error: unknown key `ownr`" in said


def test_an_unknown_team_is_an_error_with_the_nearest() -> None:
    code, said = run("--by", "digitall")
    assert code == 1
    assert "there is no team digitall; did you mean `digital`?" in said
    assert not EVIDENCE.exists()


def test_no_name_of_a_person_stands_in_for_a_team() -> None:
    Path("content/organization/teams.yml").unlink()
    code, said = run("--by", "Ann Bell")
    assert code == 1
    assert "Ann Bell is not the id of a team: use a–z, 0–9 and single hyphens: `ann-bell`" in said
    assert not EVIDENCE.exists()
    assert run("--by", "digital")[0] == 0


def test_a_refused_log_says_nothing_of_other_files() -> None:
    write("content/organization/tems.yml", "x:\n")
    code, said = run("--by", "digital", log="-", stdin="")
    assert code == 1
    assert "[empty-log]" in said
    assert said.count("error:") == 1


def test_a_journey_of_more_touchpoints_than_can_be_told_apart_is_refused() -> None:
    many = "".join(f"      - {{name: Step {number}}}\n" for number in range(1025))
    write("content/journeys/long.yml", f"title: Long\nstages:\n  - name: All\n    touchpoints:\n{many}")
    code, said = run(
        journey="long", log="-", stdin=write_log((f"a{n}", "step-3 10:00 step-1024 11:00") for n in range(9))
    )
    assert code == 1
    assert "the journey has 1025 touchpoints, more than can be told apart in a log [too-large]" in said


def test_a_wrong_map_stops_before_the_log_is_read() -> None:
    write("map.yml", "columns: {customer: id}\ntouchpoints: {payz: ok}\n")
    code, said = run("--map", "map.yml", log="-", stdin="")
    assert code == 1
    assert "map.yml:2:15: error: unknown touchpoint `payz` [unknown-reference]" in said
    assert "did you mean `pays`?" in said


def test_a_log_inside_the_content_is_said() -> None:
    write("content/log.csv", LOG)
    assert "event logs stay outside the repository" in run(log="content/log.csv")[1]


def test_a_map_from_its_first_to_its_last_key() -> None:
    write(
        "map.yml",
        'columns: {customer: id, touchpoint: name, at: when}\ndelimiter: ";"\nformats: ["%d.%m.%Y %H:%M"]\n'
        "time_zone: Europe/London\ntouchpoints: {found: [click, /start?a=1], pays: paid}\n"
        "ignore: view\nends_at: pays\n",
    )
    rows = [
        f"7{n};{value};01.10.2026 1{m}:0{n}"
        for n in range(6)
        for m, value in enumerate(("click", "view", "/start?a=1", "paid"))
    ]
    write("log.csv", "\n".join(["id;name;when", *rows]) + "\n")
    code, said = run("--map", "map.yml")
    assert code == 0, said
    text = EVIDENCE.read_text(encoding="utf-8")
    assert "  finds-us: {count: 12, reach: 100%, lost: 0%}\n  pays: {count: 6, reach: 100%}\n" in text
    assert "{from: finds-us, to: finds-us, customers: 6, median: 2 h, p90: 2 h}" in text
    assert "no touchpoint" not in said


def test_no_id_is_in_what_it_says_or_writes() -> None:
    rows = [f"k{n}k,{'pays' if n % 3 else f'k{n}k'},2026-10-01T10:{n:02}" for n in range(40)]
    write("log.csv", "\n".join(["customer,touchpoint,at", *rows, "k5k", "k6k,k7k,k8k"]) + "\n")
    code, said = run()
    assert code == 0, said
    assert not re.search(r"k\d+k", said + EVIDENCE.read_text(encoding="utf-8"))
