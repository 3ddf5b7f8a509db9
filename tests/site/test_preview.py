"""The preview (`mkdocs serve`): broken files show in their place, never end the server, and heal when mended."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

from small_site import JOURNEY

from journeybook.mkdocs_plugin.book import box_problems
from journeybook.problems import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser
    from small_site import SmallSite

PAGE = "journeys/buying/gift-card/"
PATIENCE = 30.0
UNKNOWN_KEY = JOURNEY.replace("feels:", "fels:")


class Preview:
    """A running `mkdocs serve`."""

    def __init__(self, url: str, process: subprocess.Popen[bytes]) -> None:
        self.url = url
        self.process = process

    def read(self, address: str) -> str:
        """The page at `address`; empty while there is none."""
        try:
            with urllib.request.urlopen(self.url + address, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
                return str(answer.read().decode())
        except urllib.error.URLError as missing:
            if isinstance(missing, urllib.error.HTTPError):
                missing.close()
            return ""

    def wait(self, address: str, fits: Callable[[str], bool]) -> str:
        """The page at `address`, once it fits."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, "the preview ended"
            if fits(page := self.read(address)):
                return page
            time.sleep(0.2)
        raise AssertionError(f"{address} never fitted:\n{page[-4000:]}")  # noqa: EM102, TRY003 - a test's last word


@contextmanager
def previewed(site: SmallSite) -> Iterator[Preview]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=site.folder, env=site.environment(), stderr=subprocess.DEVNULL) as process:
        try:
            preview = Preview(f"http://127.0.0.1:{port}/", process)
            preview.wait("", lambda page: "</html>" in page)
            yield preview
        finally:
            process.terminate()


def test_a_broken_file_shows_its_problems_and_heals(small_site: SmallSite) -> None:
    small_site.write("docs/journeys/other.yml", JOURNEY.replace("gift card", "lamp"))
    with previewed(small_site) as preview:
        assert "Looks for a present" in preview.read(PAGE)

        small_site.write("docs/journeys/buying/gift-card.yml", UNKNOWN_KEY.replace("present", "<b>present"))
        page = preview.wait(PAGE, lambda page: "unknown-key" in page)
        assert "docs/journeys/buying/gift-card.yml:8:9: error:" in page
        assert "did you mean `feels`?" in page
        assert "<b>present" not in page
        assert "Buying a lamp" in preview.read("journeys/other/")

        small_site.write("docs/journeys/buying/gift-card.yml", JOURNEY)
        preview.wait(PAGE, lambda page: "Looks for a present" in page and "unknown-key" not in page)


def test_it_starts_with_broken_files_and_shows_what_belongs_to_no_page_on_the_overview(small_site: SmallSite) -> None:
    small_site.write("docs/journeys/buying/gift-card.yml", UNKNOWN_KEY)
    small_site.write("docs/journeys/other.yml", JOURNEY.replace("gift card", "lamp"))
    small_site.write("docs/organization/teams.yml", "retail: [")
    with previewed(small_site) as preview:
        assert "docs/organization/teams.yml:" in preview.read("")
        assert "unknown-key" in preview.read(PAGE)
        assert '<h2 id="hurts">' in preview.read(""), "the rest of the page is still HTML"
        assert "Buying a lamp" in preview.read("journeys/other/")

        small_site.write("docs/organization/teams.yml", "retail: {name: Retail}")
        preview.wait("", lambda page: "</html>" in page and "teams.yml:" not in page)


def test_drafts_show_and_a_taken_address_does_not_end_it(small_site: SmallSite) -> None:
    small_site.write("docs/journeys/other.yml", JOURNEY.replace("gift card", "lamp") + "status: draft\n")
    small_site.write("docs/backlog.md", "# Mine\n")
    with previewed(small_site) as preview:
        assert "Buying a lamp" in preview.read("journeys/other/")
        assert "address-taken" in preview.read("")
        assert "Mine" in preview.read("backlog/")


def test_content_outside_the_docs_and_templates_are_watched(small_site: SmallSite) -> None:
    (small_site.folder / "docs").rename(small_site.folder / "book")
    small_site.write("docs/index.md", "# Welcome\n")
    small_site.write("mine/words.html.j2", "<p>First.</p>")
    options = "plugins: [search, journeybook: {content: book, templates: mine}]"
    small_site.write("mkdocs.yml", f"site_name: Small\ntheme: material\n{options}\n")
    with previewed(small_site) as preview:
        small_site.write("book/journeys/buying/gift-card.yml", JOURNEY.replace("present", "gift"))
        preview.wait(PAGE, lambda page: "Looks for a gift" in page)
        small_site.write("mine/words.html.j2", "<p>Second.</p>")
        preview.wait("words/", lambda page: "Second." in page)


def test_long_messages_stay_in_their_box(browser: Browser, site_url: str) -> None:
    long = Problem("unknown-key", "unknown key `" + "x" * 300 + "` in a touchpoint", Span("a/" * 90), help="word " * 90)
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(site_url + "backlog/")
    page.evaluate(
        "html => { const home = document.querySelector('article');"
        " home.insertAdjacentHTML('afterbegin', `<div class='admonition note'>${html}</div>`);"
        " home.insertAdjacentHTML('afterbegin', html); }",
        box_problems((long,)),
    )
    for box in page.locator(".jb-problems").all():
        over = box.evaluate("e => [e, ...e.querySelectorAll('*')].map((p) => p.scrollWidth - p.clientWidth)")
        assert max(over) <= 1, "the message spills out"
        assert box.evaluate("e => getComputedStyle(e).borderLeftWidth") != "0px", "it looks like a box"
    page.close()
