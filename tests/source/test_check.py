"""What the last line of `journeybook check` counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from journeybook.cli import main

if TYPE_CHECKING:
    import pytest

    from conftest import Content


def test_evidence_is_counted_beside_journeys(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790985600")  # 2026-10-03
    monkeypatch.chdir(content.root)

    def check() -> str:
        return CliRunner().invoke(main, ["check"]).output.splitlines()[-1]

    content.write_journey(top="owner: retail")
    assert check() == "1 journey checked: no problems"
    content.write_evidence("finds-us: {feels: 1}")
    assert check() == "1 journey and 1 piece of evidence checked: no problems"
    content.write("evidence/broken.yml", "")
    assert check() == "1 journey and 2 pieces of evidence checked: 1 error"
