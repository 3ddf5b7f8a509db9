"""A log says the same however it is written: quotes, line ends, delimiters, blocks of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from event_samples import count, make_map, refusal, write_log

from journeybook.source.event_log import blocks, rows

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = write_log((f"a{n}", f"finds-us 10:00 pays 10:{10 + n} collects 11:00") for n in range(9))
SAID = count(PLAIN).write()

WRITTEN = {
    "crlf": PLAIN.replace("\n", "\r\n"),
    "cr": PLAIN.replace("\n", "\r"),
    "bom": "\ufeff" + PLAIN,
    "no last line end": PLAIN.rstrip("\n"),
    "empty lines": PLAIN.replace("\n", "\n\n"),
    "quotes": "\n".join('"' + line.replace(",", '","') + '"' for line in PLAIN.splitlines()) + "\n",
    "some quotes": PLAIN.replace("pays", '"pays"'),
    "spaces": PLAIN.replace(",", " , "),
    "spaces and quotes": "\n".join('"' + line.replace(",", '", "') + '"' for line in PLAIN.splitlines()) + "\n",
    "capitals": PLAIN.replace("customer,touchpoint,at", "Customer,Touchpoint,AT"),
    "columns in another order": "\n".join(",".join(reversed(line.split(","))) for line in PLAIN.splitlines()),
    "more columns": "\n".join(f"{line},shop {n}" for n, line in enumerate(PLAIN.splitlines())),
    "a comma in quotes": "\n".join(f'{line},"one, two"' for line in PLAIN.splitlines()),
    "quotes in quotes": "\n".join(f'{line},"say ""ah"""' for line in PLAIN.splitlines()),
    "a line end in quotes": "\n".join(f'{line},"one\ntwo"' for line in PLAIN.splitlines()[1:]),
    "strange line ends in a cell": "\n".join(f"{line},one\u2028two\x0cthree" for line in PLAIN.splitlines()),
    "former ids": PLAIN.replace("finds-us", "found"),
}  # fmt: skip
WRITTEN["a line end in quotes"] = "customer,touchpoint,at,remark\n" + WRITTEN["a line end in quotes"]


@pytest.mark.parametrize("size", [7, 64, blocks.BLOCK_SIZE])
@pytest.mark.parametrize("written", WRITTEN)
def test_it_says_the_same(written: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK_SIZE", size)
    counted = count(WRITTEN[written])
    assert counted.log.unreadable.first == []
    assert counted.write() == SAID


@pytest.mark.parametrize("delimiter", [";", "|", "tab"])
def test_other_delimiters(delimiter: str, tmp_path: Path) -> None:
    written = PLAIN.replace(",", "\t" if delimiter == "tab" else delimiter)
    assert count(written, make_map(f'delimiter: "{delimiter}"', tmp_path)).write() == SAID


@pytest.mark.parametrize("size", [30, blocks.BLOCK_SIZE])
@pytest.mark.parametrize(
    "broken", ['x1,"pays,2026-10-01T10:00', 'x1,"pays"s,2026-10-01T10:00', '"x1,pays,2026-10-01T10:00']
)
@pytest.mark.parametrize("place", [1, 14, 27])
def test_a_broken_quote_costs_its_own_row_alone(
    broken: str, place: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "BLOCK_SIZE", size)
    for log in (PLAIN, WRITTEN["some quotes"]):
        lines = log.splitlines()
        lines.insert(place, broken)
        counted = count("\n".join(lines))
        assert counted.log.unreadable.first == [(place + 1, "a quote is broken or never closed")]
        assert counted.write().replace("notes: Of 28 rows 1 could not be read.\n", "") == SAID


def test_a_quote_may_stay_open_over_a_few_lines_only() -> None:
    header, *lines = [f"{line},remark" for line in PLAIN.splitlines()]
    for more, unreadable in ((rows.LINES_OF_A_ROW - 1, 0), (rows.LINES_OF_A_ROW, rows.LINES_OF_A_ROW + 1)):
        remark = "\n".join(["one"] * more) + "\n"
        counted = count("\n".join([header, *lines, f'z,pays,2026-10-01T10:00,"{remark}"', *lines]))
        assert counted.log.unreadable.rows == unreadable
        assert counted.events == 2 * 27 + (unreadable == 0)


def test_a_log_of_one_endless_line_is_refused() -> None:
    assert "[unreadable-log]" in refusal(PLAIN.encode() + b"x" * 3_000_000)


def test_lines_are_counted_through_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK_SIZE", 50)
    lines = WRITTEN["a line end in quotes"].rstrip("\n") + "\nz,pays,soon,remark\n"
    assert count(lines).log.unreadable.first == [(1 + 2 * 27 + 1, "its time cannot be read")]
