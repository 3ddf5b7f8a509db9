"""Stylesheets and scripts on their way into the site."""

from __future__ import annotations

from pathlib import Path

import pytest

import journeybook
from journeybook.mkdocs_plugin.assets import name_assets, squeeze

ASSETS = Path(journeybook.__file__).parent / "assets"

SCRIPT = """\
/**
 * What it is for.
 */
(() => {
  // why
  const there = "https://example.org/*no comment*/"; // stays
  /* one line */
  const ratio = 4 /* in the line */ / 2;

  return [there, ratio];
})();
"""


def test_comments_and_indentation_stay_behind() -> None:
    assert squeeze(SCRIPT) == (
        "(() => {\n"
        'const there = "https://example.org/*no comment*/"; // stays\n'
        "const ratio = 4 /* in the line */ / 2;\n"
        "return [there, ratio];\n"
        "})();\n"
    )


@pytest.mark.parametrize("script", sorted(ASSETS.glob("*.js")), ids=lambda path: path.name)
def test_no_text_of_a_script_goes_over_lines(script: Path) -> None:
    lines = script.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.count("`") % 2] == [], "its white space would be lost"


def test_the_address_changes_with_the_content_alone() -> None:
    assert name_assets(search=False).keys() == name_assets(search=False).keys()
    assert all(b"\n  " not in asset for asset in name_assets(search=False).values() if isinstance(asset, bytes))


def test_the_books_own_search_is_there_for_those_who_chose_it() -> None:
    with_it, without = (
        {a: c for a, c in name_assets(search=on).items() if isinstance(c, bytes)} for on in (True, False)
    )
    assert sum(b"jb-search" in content for content in with_it.values()) == 2, "the stylesheet and the script"
    assert not [address for address, content in without.items() if b"jb-search" in content]
