"""What the site's search is given to read."""

from __future__ import annotations

from journeybook.mkdocs_plugin.search import find_searchable


def test_headings_keep_their_ids_and_the_rest_becomes_paragraphs() -> None:
    html = '<div><div><h2 id="a">A <i class="red"></i>title</h2></div><p>Some <b>text</b> &lt;here&gt;</p></div>'
    assert find_searchable(html).split() == [
        "<h2", 'id="a">A', "title</h2>", "<p>Some", "text", "&lt;here&gt;</p>",
    ]  # fmt: skip


def test_what_is_no_text_is_left_out() -> None:
    nothing = "<svg><title>drawn</title><text>drawn</text></svg><form>Filter</form><script>run()</script>"
    assert find_searchable(f"<p>before</p>{nothing}<dd>after</dd>").split() == ["<p>before</p>", "<p>after</p>"]


def test_what_is_excluded_is_left_out_whole() -> None:
    excluded = '<div class="x" data-search-exclude><div>b<div>c</div></div>d</div>'
    html = f"<p>a</p>{excluded}<p>e</p><table data-search-exclude><tr></table>f"
    assert find_searchable(html) == "<p>a</p><p>e</p>f"


def test_an_excluded_element_that_is_never_closed_ends_the_page() -> None:
    assert find_searchable("<p>a</p><div data-search-exclude><div>b</div>c").split() == ["<p>a</p>"]
