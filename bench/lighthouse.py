"""Asks Lighthouse about the built site as a phone would see it, packed with gzip; prints medians.

Used by `make lighthouse`. Needs Node, with which it runs Lighthouse, and a Chromium. Scores depend on the machine: read
them on an idle one, and beside those of a page without a chart.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

SITE = Path("site")
TIMES = 5
LIGHTHOUSE = "lighthouse@12"
PAGES = ("", "your-first-day/", "backlog/")
"""Besides the largest journeys."""
CHROMIUM = (
    "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
METRICS = {
    "first paint": "first-contentful-paint",
    "largest": "largest-contentful-paint",
    "blocked": "total-blocking-time",
}
"""In milliseconds."""


class Packed(SimpleHTTPRequestHandler):
    """A server that packs what it sends, as every server does that people visit."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, packed."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        body = pack(file if file.is_file() else SITE / "404.html")
        self.send_response(200 if file.is_file() else 404)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@cache
def pack(file: Path) -> bytes:
    """The content of a file, packed."""
    return gzip.compress(file.read_bytes())


def find_chromium() -> str:
    """The Chromium of the machine, or Playwright's."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found:
        return found
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def ask(npx: str, url: str, answer: Path) -> dict[str, float]:
    """What Lighthouse says of a page, once."""
    command = [npx, "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={answer}"]
    only = ["--only-categories=performance,accessibility", f"--chrome-flags={CHROMIUM}"]
    subprocess.run([*command, *only], check=True, env=os.environ | {"CHROME_PATH": find_chromium()})
    said = json.loads(answer.read_text(encoding="utf-8"))
    scores = {name: round(100 * said["categories"][name]["score"]) for name in ("performance", "accessibility")}
    return scores | {name: said["audits"][audit]["numericValue"] for name, audit in METRICS.items()}


def main() -> None:
    """Ask about each page several times, and print."""
    npx = shutil.which("npx")
    if not npx:
        sys.exit("Lighthouse needs Node: `npx` is missing. Install Node 18 or newer.")
    journeys = sorted(SITE.glob("journeys/*/*/index.html"), key=lambda page: -page.stat().st_size)[:2]
    if not journeys:
        sys.exit("There is no built site: `make site` makes it.")
    pages = (*(page.parent.relative_to(SITE).as_posix() + "/" for page in journeys), *PAGES)
    print(f"{'':34}{'performance':>20}{'accessibility':>15}" + "".join(f"{name + ' ms':>15}" for name in METRICS))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Packed, directory=str(SITE))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with tempfile.TemporaryDirectory() as scratch:
            for page in pages:
                url = f"http://127.0.0.1:{server.server_port}/{page}"
                runs = [ask(npx, url, Path(scratch, "answer.json")) for _ in range(TIMES)]
                middle = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
                every = "/".join(str(run["performance"]) for run in sorted(runs, key=lambda run: run["performance"]))
                figures = "".join(f"{middle[name]:15.0f}" for name in METRICS)
                print(f"{page or 'home':34}{every:>20}{middle['accessibility']:15.0f}{figures}", flush=True)
        server.shutdown()


if __name__ == "__main__":
    main()
