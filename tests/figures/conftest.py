"""Pages with charts and nothing else, served and visited in a real browser. Used by the browser tests beside it."""

from __future__ import annotations

import json
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import plotly
import pytest
from chart_visit import Visit
from figure_samples import HANDBOOK, buying_a_phone, getting_faster, phone_as_seen, time_to_price

import journeybook
from journeybook.figures.emotion_chart import emotion_chart
from journeybook.figures.emotion_svg import emotion_svg
from journeybook.figures.feelings_table import feelings_table
from journeybook.figures.measure_chart import measure_chart
from journeybook.figures.measure_svg import measure_svg
from journeybook.figures.measure_words import describe_measure
from journeybook.figures.sentence import describe_curve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext

ASSETS = Path(journeybook.__file__).parent / "assets"
MAIN = """<main><h1>A journey</h1>
<figure class="jb-chart" id="chart" data-jb-figure="chart.json" data-jb-plotly="plotly.js">
<div class="jb-chart__controls" hidden>
<button type="button" data-jb-persona="anna" aria-pressed="true">Anna</button>
<button type="button" data-jb-persona="bob" aria-pressed="true">Bob</button>
<button type="button" data-jb-expected aria-pressed="false">if what is planned works</button>
<button type="button" data-jb-table aria-expanded="false" aria-controls="chart-table">as a table</button></div>
<div class="jb-chart__plot">{drawing}</div><figcaption>{sentence}</figcaption></figure>
<div class="jb-feelings" id="chart-table">The table</div>{rows}</main>"""

ROW = """<article><h4 id="{row.anchor}">{row.name}</h4><details><summary>Details</summary>
<a href="#chart" data-jb-show-in-chart="{row.id}">Show in the chart</a></details></article>"""

MEASURE = """<figure class="jb-chart jb-measure" data-jb-figure="measures.json" data-jb-part="{part}"
data-jb-plotly="plotly.js"><div class="jb-chart__plot">{drawing}</div><figcaption>{told}</figcaption></figure>"""

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A journey</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="chart.css">
<style>body {{ margin: 1rem auto; max-width: 50rem; background: var(--jb-surface) }} article {{ min-height: 12rem }}
td {{ --jb-line: black }}
</style></head><body data-md-color-scheme="default">{main}{before}
<script src="chart.js"></script></body></html>"""

INSTANT = """<script>window.document$ = { all: [], subscribe(f) { this.all.push(f); f(); },
next() { this.all.forEach((f) => f()); } };</script>"""


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def write_seen(folder: Path) -> None:
    """A page with evidence: the emotion chart, its table, and two measures in one file."""
    insight = phone_as_seen()
    series, measured = getting_faster()
    figures = {"first": series, "second": time_to_price((9, 4.0), (10, 3.0))}
    rows = "".join(ROW.format(row=row) for row in feelings_table(insight, HANDBOOK))
    cells = "".join(
        f"<tr>{''.join(f'<td style={c.step!r} class=seen>{c.rests_on}</td>' for c in row.cells if c.step)}</tr>"
        for row in feelings_table(insight, HANDBOOK)
    )
    measures = "".join(
        MEASURE.format(part=part, drawing=measure_svg(each, measured.improvements), told=describe_measure(each))
        for part, each in figures.items()
    )
    drawing = emotion_svg(insight, HANDBOOK)
    main = MAIN.replace("chart.json", "seen.json").replace("The table", "<table>{cells}</table>")
    told = main.format(drawing=drawing, sentence="What it says", rows=measures + rows, cells=cells)
    (folder / "seen.html").write_text(PAGE.format(main=f'<div class="jb">{told}</div>', before=""), encoding="utf-8")
    (folder / "seen.json").write_text(json.dumps(emotion_chart(insight, HANDBOOK)), encoding="utf-8")
    charts = {part: measure_chart(each, measured.improvements) for part, each in figures.items()}
    (folder / "measures.json").write_text(json.dumps(charts), encoding="utf-8")


@pytest.fixture(scope="session", name="address")
def serve_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("chart")
    insight = buying_a_phone()
    rows = "".join(ROW.format(row=row) for row in feelings_table(insight, HANDBOOK))
    drawing = emotion_svg(insight, HANDBOOK)
    main = MAIN.format(drawing=drawing, sentence=describe_curve(insight, HANDBOOK), rows=rows)
    (folder / "index.html").write_text(PAGE.format(main=main, before=""), encoding="utf-8")
    (folder / "instant.html").write_text(PAGE.format(main=main, before=INSTANT), encoding="utf-8")
    (folder / "chart.json").write_text(json.dumps(emotion_chart(insight, HANDBOOK)), encoding="utf-8")
    write_seen(folder)
    scripts = [(ASSETS / name).read_text(encoding="utf-8") for name in ("book.js", "lay_out.js", "chart.js")]
    (folder / "chart.js").write_text("\n".join(scripts), encoding="utf-8")
    shutil.copy(ASSETS / "chart.css", folder)
    shutil.copy(Path(plotly.__file__).parent / "package_data" / "plotly.min.js", folder / "plotly.js")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session", name="reader")
def make_reader(browser: Browser) -> Iterator[BrowserContext]:
    """One reader for all visits, who has plotly.js at hand from the second on."""
    context = browser.new_context(viewport={"width": 1000, "height": 800}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture(name="visit")
def make_visit(reader: BrowserContext, address: str) -> Iterator[Visit]:
    page = reader.new_page()
    visit = Visit(page, address)
    yield visit
    page.close()
    assert visit.complaints == []
