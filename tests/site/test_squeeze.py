"""What is taken out of finished pages changes nothing: a browser makes the same page of both."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeybook.handbook import make_pages, read_handbook
from journeybook.mkdocs_plugin.squeeze import squeeze_body, squeeze_frame
from journeybook.pages import Site
from journeybook.pages.text import block_html, inline_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from small_site import SmallSite

# The tree of a page as text: elements with their attributes, text as it is shown. White space counts in <pre> alone.
DESCRIBE = """(html) => {
    const lines = [];
    const walk = (node, kept) => {
        for (const child of node.childNodes) {
            if (child.nodeType === Node.TEXT_NODE) {
                const text = kept ? child.data : child.data.replace(/\\s+/g, " ").trim();
                if (text) lines.push("text " + text);
            } else if (child.nodeType === Node.ELEMENT_NODE) {
                const attributes = [...child.attributes].map((a) => `${a.name}=${JSON.stringify(a.value)}`).sort();
                lines.push(`open ${child.localName} ${child.namespaceURI} ${attributes.join(" ")}`);
                walk(child, kept || child.localName === "pre");
                lines.push("close " + child.localName);
            }
        }
    };
    walk(new DOMParser().parseFromString(html, "text/html"), false);
    return lines.join("\\n");
}"""


@pytest.fixture(scope="module")
def parser(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


CONTENT = Path(__file__).parents[2] / "content"


def test_a_browser_makes_the_same_of_every_page_of_northline(parser: Page) -> None:
    rendered = make_pages(read_handbook(CONTENT, CONTENT.parent), Site())
    assert len(rendered.pages) > 20
    for page in rendered.pages:
        light = squeeze_body(page.html)
        assert parser.evaluate(DESCRIBE, light) == parser.evaluate(DESCRIBE, page.html), page.address


NOTES = """\
First *part* of `a="b" c`.

- one

  two
- three

| a | b |
|---|---|
|   | 2 |

> said

    code  with="words" and

    a gap
"""


@pytest.mark.parametrize(
    "html",
    [
        block_html(NOTES),
        "<p>" + inline_html('Type say="yes" now, or say="no">') + "</p><p>b</p>",
        '<p>a</p> text <p>b</p><p>c</p><a href="x/"><p>d</p></a><p>e</p>',
        '<table><tr><td></td> <td class="x y">1</td></tr> <tr><th scope="row">2</th></tr></table> after',
        "<dl><div><dt>a</dt> <dd><p>b</p></dd></div><div><dt>c</dt><dd>d</dd><dd></dd></div></dl>",
        "<ul><li>a<ul><li>b</li></ul></li> <li><p>c</p></li></ul><p>d</p>",
        '<svg width="10" viewBox="0 0 1 1"><path d="M0 0" class="a"/><use href="#b" x="1"/><g class="c"></g></svg>',
        '<a href="../../">root</a> <i class="red" role="img" aria-label="red point"></i><b data-x="">n</b>',
        '<p title="It&#39;s">It&#39;s <a href="x/" title="">so</a></p>',
        '<svg><circle r="3" class="it&#39;s"/><path d="M0"/></svg>',
        '<section><p>a</p></section><details open><summary>s</summary><p>b</p></details><p>c</p> <h2 id="d">e</h2>',
    ],
)  # fmt: skip
def test_a_browser_makes_the_same_of_what_is_hard(parser: Page, html: str) -> None:
    assert parser.evaluate(DESCRIBE, squeeze_body(html)) == parser.evaluate(DESCRIBE, html)


def read_as_shown(parser: Page, html: str) -> str:
    """The words as a reader sees them, with their spaces; scripts are not run."""
    parser.set_content("<iframe sandbox='allow-same-origin'></iframe>")
    frame = parser.locator("iframe").element_handle().content_frame()
    assert frame is not None
    frame.set_content(html)
    return str(
        frame.evaluate(
            "() => { for (const e of document.querySelectorAll('[hidden]')) e.hidden = false;"
            " return document.documentElement.innerText; }"
        )
    )


def test_a_browser_makes_the_same_of_the_themes_frame(built_site: Path, parser: Page) -> None:
    # A page written by hand is left as the theme makes it.
    html = (built_site / "your-first-day/index.html").read_text(encoding="utf-8")
    start, end = html.index('md-typeset">') + len('md-typeset">'), html.index("</article>")
    body = html[start:end]
    light = squeeze_frame(html, body)
    before, after = len(html) - len(body), len(light) - len(body)
    assert after < 0.8 * before, (before, after)
    without = html.replace(' xmlns="http://www.w3.org/2000/svg"', "")
    without = re.sub(r'(md-nav__link">\s*)<span class="md-ellipsis">([^<]*)</span>', r"\1\2", without)
    assert parser.evaluate(DESCRIBE, light) == parser.evaluate(DESCRIBE, without)
    assert read_as_shown(parser, light) == read_as_shown(parser, html)
    for script in html.split("<script")[1:]:
        assert script[: script.index("</script>")] in light


@pytest.mark.parametrize(
    "html",
    [
        "<ul class=row>\n<li>one</li>\n<li>\ntwo\n</li>\n</ul>",
        "<div>\n<b>one</b>\n<i>two</i>\nthree\n</div>",
        "<pre>\n  kept\n    as it is\n</pre><textarea>\n a\n  b</textarea>",
        "<p>one\n<a href='x'>\n two\n</a>\n</p>\n<label>\n<input>\nthree</label>",
        '<div data-a="1"\n     data-b="2 3"\n>four</div>',
        '<script>\n  let a = `\n    <li>\n  `; a ="x" ;\n</script>',
    ],
)
def test_a_frame_by_others_is_shown_as_it_was(parser: Page, html: str) -> None:
    light = squeeze_frame(f"<body>\n{html}\n<main>body</main>\n{html}\n</body>", "<main>body</main>")
    whole = f"<body>\n{html}\n<main>body</main>\n{html}\n</body>"
    style = "<style>li { display: inline-block }</style>"
    assert parser.evaluate(DESCRIBE, light) == parser.evaluate(DESCRIBE, whole)
    assert read_as_shown(parser, style + light) == read_as_shown(parser, style + whole)


def test_what_says_nothing_is_gone() -> None:
    html = '<table class="t">\n<tr><td class="num">1</td>\n<td>2</td></tr>\n</table><p>a</p>\n<p>b</p>'
    assert squeeze_body(html) == "<table class=t><tr><td class=num>1<td>2</table><p>a<p>b</p>"


@pytest.mark.parametrize("raw", ['<script>let a ="b" ;</script>', "<style>p{}</style>", "<textarea>a</textarea>"])
def test_what_a_site_adds_in_other_languages_stays(raw: str) -> None:
    html = f'<p class="a">one</p><p>two</p>{raw}'
    assert squeeze_body(html) == html


def test_the_search_has_read_whole_paragraphs_before(small_site: SmallSite) -> None:
    site = small_site.built()
    html = (site / "journeys/buying/gift-card/index.html").read_text(encoding="utf-8")
    assert "</td>" not in html[html.index("jb-journey") :]
    found = (site / "search/search_index.json").read_text(encoding="utf-8")
    assert found.count("<p>") == found.count("</p>") > 20
    assert found.count("<li>") == found.count("</li>")
