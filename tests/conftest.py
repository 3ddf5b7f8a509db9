"""Fixtures that several folders of tests share: the finished Northline site, a server for it, a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
expect.set_options(timeout=30_000)  # as long as Playwright waits to act: a busy machine takes its time
# The same examples each time, and however long they take: a busy machine is no failure.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
NORTHLINE_DATE = "1795219200"  # 2026-11-21, so that what is overdue does not change from day to day


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write expected outputs anew")


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Northline site, built once with --strict."""
    folder = tmp_path_factory.mktemp("northline") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": NORTHLINE_DATE, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


Serve = Callable[[Path], str]
"""Serves a folder from this machine and gives its address, which ends with a slash."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Servers of folders, all stopped at the end."""
    with ExitStack() as running:

        def start(folder: Path) -> str:
            handler = partial(_QuietHandler, directory=str(folder))
            server = running.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
            thread = threading.Thread(target=server.serve_forever)
            running.callback(thread.join)
            running.callback(server.shutdown)
            thread.start()
            return f"http://127.0.0.1:{server.server_port}/"

        yield start


@pytest.fixture(scope="session")
def site_url(built_site: Path, serve: Serve) -> str:
    """Address of the Northline site; ends with a slash."""
    return serve(built_site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window. Without one the test is skipped, and fails in CI."""
    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        executable = found or playwright.chromium.executable_path
        if not Path(executable).exists():
            missing = "no Chromium on this machine; `make test` says how to get one"
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
        chromium = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield chromium
        chromium.close()
