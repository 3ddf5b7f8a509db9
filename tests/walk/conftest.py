"""A walk sheet of the Northline site in a browser, and the way of what it gives through `journeybook check`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from open_sheet import Sheet

from journeybook.cli import main
from journeybook.source import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext

    from journeybook.model import Evidence

CONTENT = Path(__file__).parent.parent.parent / "content"


@pytest.fixture
def phone(browser: Browser, site_url: str) -> Iterator[BrowserContext]:
    """A phone, 390 pixels wide."""
    context = browser.new_context(
        base_url=site_url, viewport={"width": 390, "height": 844}, has_touch=True, reduced_motion="reduce"
    )
    yield context
    context.close()


@pytest.fixture
def sheet(phone: BrowserContext) -> Iterator[Sheet]:
    """The sheet of a journey, on a phone."""
    found = Sheet(phone.new_page()).open()
    found.type("date", "2026-11-20")
    yield found
    assert found.complaints == []


@pytest.fixture
def take_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Sheet], tuple[Evidence, str]]:
    """Save what a sheet gives into a copy of the content, check it all, and read it: the evidence, what was said."""

    def save_and_check(sheet: Sheet) -> tuple[Evidence, str]:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
        content = tmp_path / "content"
        shutil.copytree(CONTENT, content, dirs_exist_ok=True)
        shutil.rmtree(content / "evidence", ignore_errors=True)
        place = tmp_path / sheet.file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(sheet.yaml, encoding="utf-8", newline="\n")
        done: Any = CliRunner().invoke(main, ["check", str(tmp_path)])
        assert done.exit_code == 0, f"{done.output}\n{sheet.yaml}"
        handbook, _ = load(content)
        return handbook.evidence[sheet.file.removeprefix("content/evidence/").removesuffix(".yml")], done.output

    return save_and_check
