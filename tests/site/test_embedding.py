"""Pages that show parts of the book, built by MkDocs: wherever Markdown has blocks, at any address."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from small_site import JOURNEY
from test_preview import PAGE, previewed

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from small_site import SmallSite

CARD = "buying/gift-card"
EVERYTHING = f"""\
---
title: Plan
---
# Plan

Above.
```journeybook
chart: {CARD}
```
Below.

- An item

    ~~~journeybook
    curve: {CARD}
    ~~~

    - An item in it

        ```` journeybook
        touchpoint: {CARD}#looks-for-a-present
        ````

!!! note

    ```journeybook
    figure: {{journey: {CARD}, name: score}}
    title: <i>A figure</i> {{{{ 1 + 1 }}}} *as typed*
    ```

> Quoted:
>
> ```journeybook
> backlog: {{}}
> ```

```journeybook
red-points: {{}}
```

```journeybook
chart: {CARD}
```

````
```journeybook
chart: shown-as-text
```
````

<!--
```journeybook
chart: in-a-comment
```
-->
"""
BROKEN = "# Broken\n\n```journeybook\nchart: buying/gift-cart\n```\n\nThe rest.\n"
CONFIG = "site_name: Small\ntheme: material\nplugins: [search, journeybook]\n"


def read(site: Path, address: str) -> str:
    return (site / address).read_text(encoding="utf-8")


def check_links(site: Path, page: Path) -> None:
    """Every link of a page leads to a file, and to an id in it."""
    for target in re.findall(r'href="?([^" >]+)', page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        path = path.partition("?")[0]
        if ":" in path or path.startswith(("/", "data:")):
            continue
        where = page.parent / path if path else page
        where = where / "index.html" if where.is_dir() else where
        assert where.is_file(), f"{page.relative_to(site)} links to {target}"
        if anchor and where.suffix == ".html":
            assert re.search(rf'id="?{re.escape(anchor)}["\s>]', where.read_text(encoding="utf-8")), target


@pytest.mark.parametrize(
    "extensions", ["[admonition]", "[admonition, pymdownx.superfences, pymdownx.details, attr_list, md_in_html]"]
)
@pytest.mark.parametrize("directory_urls", ["true", "false"])
def test_blocks_show_wherever_markdown_has_them(small_site: SmallSite, directory_urls: str, extensions: str) -> None:
    small_site.write("mkdocs.yml", f"{CONFIG}use_directory_urls: {directory_urls}\nmarkdown_extensions: {extensions}\n")
    small_site.write("docs/plans/2027/plan.md", EVERYTHING)
    site = small_site.built("--strict")
    page = site / ("plans/2027/plan/index.html" if directory_urls == "true" else "plans/2027/plan.html")
    html = page.read_text(encoding="utf-8")
    assert html.count('class="jb jb-embed"') == 7
    assert "jbembed" not in html
    assert "```journeybook" in html, "what is shown as text stays text"
    assert "in-a-comment" not in re.sub("<!--.*?-->", "", html, flags=re.DOTALL)
    assert "&lt;i&gt;A figure&lt;/i&gt; {{ 1 + 1 }} as typed<" in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert re.search(r"<blockquote>\s*<p>Quoted:</p>\s*<div class=\"jb jb-embed\">", html)
    assert re.search(r"<p>An item in it</p>\s*<div class=\"jb jb-embed\">", html)
    assert not re.search(r"<p>\s*<div", html)
    check_links(site, page)
    found = [
        entry for entry in json.loads(read(site, "search/search_index.json"))["docs"] if "plan" in entry["location"]
    ]
    assert any("Looks for a present" in entry["text"] for entry in found)


@pytest.mark.parametrize(
    ("name", "address"),
    [("index.md", "index.html"), ("team/index.md", "team/index.html"), ("team/README.md", "team/index.html")],
)
@pytest.mark.parametrize("directory_urls", ["true", "false"])
def test_index_pages_show_blocks_and_may_take_over_the_overview(
    small_site: SmallSite, directory_urls: str, name: str, address: str
) -> None:
    small_site.write("mkdocs.yml", f"{CONFIG}use_directory_urls: {directory_urls}\n")
    front = "---\njourneybook: overview\n---\n" if name == "index.md" else ""
    page = small_site.write(f"docs/{name}", "")
    text = f"{front}# Welcome\n\n```journeybook\ncurve: {CARD}\n```\n"
    page.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    site = small_site.built("--strict")
    assert "jb-embed__curves" in read(site, address)
    check_links(site, site / address)


def test_errors_of_pages_stand_in_the_one_report_and_leave_the_old_site(small_site: SmallSite) -> None:
    site = small_site.built()
    before = read(site, "index.html")
    small_site.write("docs/plan.md", BROKEN)
    small_site.write("docs/other.md", "---\ntitle: x\n---\n```journeybook\nbacklog: {status: dooing}\n```\n")
    small_site.write("docs/journeys/broken.yml", JOURNEY.replace("feels:", "fels:"))
    done = small_site.build()
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "docs/plan.md:4:8: error: unknown journey `buying/gift-cart`" in said
    assert f"did you mean `{CARD}`?" in said
    assert "docs/other.md:5:19: error: `dooing` is not one of" in said
    assert "docs/journeys/broken.yml:8:9: error: unknown key `fels`" in said
    assert "Traceback" not in said
    assert read(site, "index.html") == before


def test_pages_that_are_left_out_of_the_site_are_not_judged(small_site: SmallSite) -> None:
    small_site.write("mkdocs.yml", f"{CONFIG}exclude_docs: out.md\ndraft_docs: later.md\n")
    small_site.write("docs/out.md", BROKEN)
    small_site.write("docs/later.md", BROKEN)
    small_site.built("--strict")


def test_content_elsewhere_is_shown_in_the_pages_of_the_docs(small_site: SmallSite) -> None:
    (small_site.folder / "docs").rename(small_site.folder / "book")
    small_site.write("mkdocs.yml", CONFIG.replace("journeybook]", "journeybook: {content: book}]"))
    small_site.write("docs/index.md", f"# Welcome\n\n```journeybook\ntouchpoint: {CARD}#looks-for-a-present\n```\n")
    small_site.write("book/notes.md", BROKEN)
    assert "jb-embed__card" in read(small_site.built("--strict"), "index.html")


def test_a_block_that_markdown_makes_code_all_the_same_is_an_error(small_site: SmallSite) -> None:
    small_site.write("docs/plan.md", f"Text\n- no list\n\n    ```journeybook\n    chart: {CARD}\n    ```\n")
    done = small_site.build()
    assert done.returncode == 1
    assert "docs/plan.md:4:1: error: Markdown shows a block as text [embed-place]" in done.stdout + done.stderr


def test_blocks_that_other_plugins_write_are_shown_and_judged(small_site: SmallSite) -> None:
    small_site.write("mkdocs.yml", f"{CONFIG}hooks: [hook.py]\n")
    small_site.write("docs/plan.md", "# Plan\n\nHERE\n")
    hook = "def on_page_markdown(markdown, **_):\n    return markdown.replace('HERE', '```journeybook\\n{}\\n```')\n"
    small_site.write("hook.py", hook.format(f"chart: {CARD}"))
    assert "jb-chart" in read(small_site.built("--strict"), "plan/index.html")
    small_site.write("hook.py", hook.format("chart: nowhere"))
    done = small_site.build()
    assert done.returncode == 1
    assert "docs/plan.md:4:8: error: unknown journey `nowhere`" in done.stdout + done.stderr


def test_the_preview_shows_a_broken_block_in_its_place(small_site: SmallSite) -> None:
    small_site.write("docs/plan.md", BROKEN.replace("cart", "<b>"))
    with previewed(small_site) as preview:
        page = preview.read("plan/")
        assert "docs/plan.md:4:8: error: unknown journey" in page
        assert "gift-<b>" not in page
        assert "The rest." in page
        assert "plan.md" not in preview.read(""), "it shows in its place, and not on the overview"
        assert "Looks for a present" in preview.read(PAGE)
        small_site.write("docs/plan.md", BROKEN.replace("cart", "card"))
        preview.wait("plan/", lambda html: "jb-chart" in html and "error:" not in html)


def test_a_point_of_an_embedded_chart_leads_to_its_row(browser: Browser, site_url: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    try:
        page.goto(f"{site_url}fewer-calls/")
        chart = page.locator("figure.jb-chart--ready")
        chart.locator(".jb-chart__plot").hover()
        expect(page.locator(".jb-chart--live .js-plotly-plot")).to_be_visible()
        table = page.locator(".jb-feelings")
        expect(table).to_be_hidden()
        chart.get_by_role("button", name="as a table").click()
        expect(table).to_be_visible()
        page.locator(".jb-chart__live").evaluate("e => e.emit('plotly_click', {points: [{customdata: 'menu'}]})")
        page.wait_for_url("**/journeys/help/calling-support/#touchpoint-menu")
        expect(page.locator("#touchpoint-menu")).to_be_in_viewport()
    finally:
        page.close()


def test_a_point_of_the_drawing_leads_there_as_well_and_what_is_off_stays_off(
    browser: Browser, small_site: SmallSite, serve: object
) -> None:
    two = JOURNEY.replace("owner: shop\n", "owner: shop\npersonas: [first, second]\n")
    small_site.write(f"docs/journeys/{CARD}.yml", two)
    small_site.write(
        "mkdocs.yml",
        CONFIG.replace("theme: material", "theme: {name: material, font: false, features: [navigation.instant]}"),
    )
    small_site.write("docs/plan.md", f"# Plan\n\n```journeybook\nchart: {CARD}\npersonas: second\n```\n")
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    try:
        page.goto(f"{serve(small_site.built())}plan/")  # type: ignore[operator]  # the fixture of conftest.py
        chart = page.locator("figure.jb-chart--ready")
        expect(chart.get_by_role("button", name="First")).to_have_attribute("aria-pressed", "false")
        expect(chart.locator('use[data-p="1"]')).to_be_hidden()
        expect(chart.locator('use[data-p="2"]')).to_be_visible()
        cells = page.locator(".jb-feelings tbody td")
        expect(cells.nth(0)).to_have_class("off")
        chart.get_by_role("button", name="First").dispatch_event("click")
        expect(chart.locator('use[data-p="1"]')).to_be_visible()
        expect(page.locator(".jb-feelings td.off"), "the table is the chart of a phone").to_have_count(0)
        chart.locator(".jb-emotion a").dispatch_event("click", {"bubbles": True, "cancelable": True, "button": 0})
        page.wait_for_url(f"**/journeys/{CARD}/#touchpoint-looks-for-a-present")
    finally:
        page.close()
