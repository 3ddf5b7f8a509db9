"""Every link within a built site leads to a file that is there, and to an id that stands in it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from small_site import SmallSite

ADDRESSES = frozenset({"href", "src", "xlink:href", "data-jb-figure"})


class Links(HTMLParser):
    """What a page links to, and the ids that it has."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's name
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif name in ADDRESSES and value:
                self.links.add(value)


def find_dead_links(site: Path) -> Iterator[str]:
    pages = {page: Links(page) for page in sorted(site.rglob("*.html")) if page.name != "404.html"}
    for page, found in pages.items():
        for link in sorted(found.links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            target = target / "index.html" if target.is_dir() else target
            anchor = unquote(parts.fragment)
            known = pages[target].ids if target in pages else {anchor}
            if not target.is_file() or (anchor and not anchor.startswith("__") and anchor not in known):
                yield f"{page.relative_to(site)}: {link}"


def test_no_link_of_northline_is_dead(built_site: Path) -> None:
    assert list(find_dead_links(built_site.resolve())) == []


def test_no_link_is_dead_where_little_is_known(small_site: SmallSite) -> None:
    """No organization; a journey without owner or channel, a retired one, its future, one that is to be alone."""
    bare = "title: Bare\nstages: [{name: All, touchpoints: [{name: Thinks, feels: -1.5}, {name: Goes}]}]\n"
    small_site.write("docs/journeys/bare.yml", bare)
    small_site.write("docs/journeys/gone.yml", bare + "status: retired\n")
    small_site.write("docs/journeys/gone-to-be.yml", bare + "future_of: gone\n")
    small_site.write("docs/journeys/secret.yml", bare + "status: draft\n")
    small_site.write("docs/journeys/secret-to-be.yml", bare + "future_of: secret\n")
    assert list(find_dead_links(small_site.built().resolve())) == []
