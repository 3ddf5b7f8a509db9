"""What the plugin does in a MkDocs site: pages and files, errors, hand-written pages, themes."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

import pytest
from small_site import JOURNEY

if TYPE_CHECKING:
    from pathlib import Path

    from small_site import SmallSite

BROKEN = "title: Broken\nstages:\n  - name: Before\n    touchpoints:\n      - name: Looks\n        feel: 1\n"


def digest(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_five_lines_and_three_of_configuration_make_a_handbook(small_site: SmallSite) -> None:
    site = small_site.built("--strict")
    for address in ("", "journeys/", "journeys/buying/gift-card/", "backlog/", "words/", "how-we-count/"):
        assert (site / address / "index.html").is_file(), address
    page = (site / "journeys/buying/gift-card/index.html").read_text(encoding="utf-8")
    assert "<title>Buying a gift card - Small</title>" in page
    assert "Looks for a present" in page
    assert json.loads((site / "data/journeys.json").read_text(encoding="utf-8"))["format"] == 1


def test_the_search_finds_a_touchpoint(small_site: SmallSite) -> None:
    index = json.loads((small_site.built() / "search/search_index.json").read_text(encoding="utf-8"))
    found = [entry["location"] for entry in index["docs"] if "Looks for a present" in entry["title"] + entry["text"]]
    assert any(location.startswith("journeys/buying/gift-card/") for location in found)


def test_there_is_one_copy_of_plotly_with_a_hash_in_its_name(small_site: SmallSite) -> None:
    names = [file.name for file in small_site.built().rglob("plotly*")]
    assert len(names) == 1
    assert re.fullmatch(r"plotly-[0-9a-f]{8}\.min\.js", names[0])


def test_assets_that_a_page_names_are_there(small_site: SmallSite) -> None:
    site = small_site.built()
    html = (site / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'(?:href|src)="?(assets/journeybook/[^" >]+)', html)
    assert [re.sub(r"-[0-9a-f]{8}", "", name.split("/")[-1]) for name in named] == [
        "journeybook.css", "journeybook.js",
    ]  # fmt: skip
    assert all((site / name).is_file() for name in named)
    assert len(re.findall(r'<script src="assets/journeybook/[^"]+" defer', html)) == 1


def test_errors_stop_the_build_in_one_message_and_leave_the_old_site_whole(small_site: SmallSite) -> None:
    before = digest(small_site.built())
    small_site.write("docs/journeys/broken.yml", BROKEN)
    small_site.write("docs/journeys/worse.yml", "title: Worse\nstages: []\nowner: nobody: here\n")
    done = small_site.build()
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "docs/journeys/broken.yml:6:9: error: " in said
    assert "did you mean `feels`?" in said
    assert "docs/journeys/worse.yml:" in said
    assert "Traceback" not in said
    assert digest(small_site.folder / "site") == before


def test_warnings_fail_a_strict_build_only_and_leave_the_old_site(small_site: SmallSite) -> None:
    small_site.write("docs/journeys/buying/gift-card.yml", JOURNEY.replace("owner: shop\n", ""))
    done = small_site.build()
    assert done.returncode == 0
    assert "docs/journeys/buying/gift-card.yml:1:8: warning: nobody owns" in done.stdout + done.stderr
    before = digest(small_site.folder / "site")
    small_site.write("docs/journeys/buying/other.yml", JOURNEY)
    strict = small_site.build("--strict")
    assert strict.returncode == 1
    assert "nobody owns" in strict.stdout + strict.stderr
    assert digest(small_site.folder / "site") == before


def test_sources_and_templates_are_not_published(small_site: SmallSite) -> None:
    small_site.write("mkdocs.yml", (
        "site_name: Small\ntheme: {name: material, custom_dir: theme}\nplugins: [search, journeybook]\n"
    ))  # fmt: skip
    small_site.write("theme/journeybook/unused.html.j2", "{{ nothing }}")
    small_site.write("docs/evidence/survey.csv", "a,b\n")
    small_site.write("docs/evidence/loud.CSV", "a,b\n")
    log = small_site.write("elsewhere/log.csv", "customer,at\n")
    (small_site.folder / "docs/evidence/linked.csv").symlink_to(log)
    small_site.write("docs/organization/words.yaml", "walk: Gone as a customer.\n")
    small_site.write("docs/downloads/other.yml", "mine: true\n")
    site = small_site.built()
    published = {name for name in digest(site) if name.endswith((".yml", ".yaml", ".csv", ".j2"))}
    assert {name for name in published if not name.startswith("data/")} == {"downloads/other.yml"}
    assert not (site / "evidence").exists()


def test_a_template_of_the_site_stands_before_the_plugins_own(small_site: SmallSite) -> None:
    small_site.write("mkdocs.yml", (
        "site_name: Small\ntheme: {name: material, custom_dir: theme}\nplugins: [search, journeybook]\n"
    ))  # fmt: skip
    small_site.write("theme/journeybook/words.html.j2", "<p>Our own words.</p>")
    assert "Our own words." in (small_site.built() / "words/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("slip", ["{% if %}", "{{ nothing_of_this_name }}"])
def test_a_template_with_a_slip_is_named_without_a_traceback(small_site: SmallSite, slip: str) -> None:
    small_site.write("mkdocs.yml", (
        "site_name: Small\ntheme: material\nplugins: [search, journeybook: {templates: mine}]\n"
    ))  # fmt: skip
    small_site.write("mine/words.html.j2", f"\n{slip}")
    done = small_site.build()
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "words.html.j2:2" in said
    assert "Traceback" not in said


def test_a_template_may_be_empty(small_site: SmallSite) -> None:
    small_site.write("mkdocs.yml", (
        "site_name: Small\ntheme: material\nplugins: [search, journeybook: {templates: mine}]\n"
    ))  # fmt: skip
    small_site.write("mine/words.html.j2", "")
    assert (small_site.built() / "words/index.html").is_file()


def test_drafts_are_left_out_of_a_build(small_site: SmallSite) -> None:
    small_site.write("docs/journeys/secret.yml", BROKEN.replace("feel:", "feels:") + "status: draft\n")
    site = small_site.built()
    assert not (site / "journeys/secret").exists()
    assert "Broken" not in (site / "journeys/index.html").read_text(encoding="utf-8")


class TestHandWrittenPages:
    def test_an_address_that_is_taken_is_an_error_before_the_site_is_touched(self, small_site: SmallSite) -> None:
        before = digest(small_site.built())
        small_site.write("docs/words.md", "# My words\n")
        done = small_site.build()
        assert done.returncode == 1
        assert "docs/words.md:1:1: error: " in done.stdout
        assert "[address-taken]" in done.stdout
        assert "`journeybook: words`" in done.stdout
        assert digest(small_site.folder / "site") == before

    def test_a_file_that_is_no_page_can_only_move(self, small_site: SmallSite) -> None:
        small_site.write("docs/teams/index.html", "---\njourneybook: teams\n---\n<p>Ours</p>\n")
        done = small_site.build()
        assert "docs/teams/index.html:1:1: error: " in done.stdout
        assert "help: move it to another address\n" in done.stdout

    def test_a_page_that_names_the_generated_one_stands_on_top_of_it(self, small_site: SmallSite) -> None:
        small_site.write("docs/words.md", "---\njourneybook: words\n---\n# How we talk\n\n## Why\n\nBecause.\n")
        html = (small_site.built("--strict") / "words/index.html").read_text(encoding="utf-8")
        assert "<title>Words - Small</title>" in html
        assert html.index("Because.") < html.index('class="jb')
        assert "href=#why " in html

    def test_an_index_that_names_the_overview_becomes_it(self, small_site: SmallSite) -> None:
        small_site.write("docs/index.md", "---\njourneybook: overview\n---\nOur own welcome.\n")
        site = small_site.built("--strict")
        html = (site / "index.html").read_text(encoding="utf-8")
        assert "Our own welcome." in html
        assert "Buying a gift card" in html
        assert html.count("<h1") == 1
        assert not (site / "overview").exists()

    def test_a_plain_index_keeps_the_root(self, small_site: SmallSite) -> None:
        small_site.write("docs/index.md", "# Welcome\n\n[All of it](overview.md)\n")
        site = small_site.built("--strict")
        assert "Buying a gift card" not in (site / "index.html").read_text(encoding="utf-8")
        assert "Buying a gift card" in (site / "overview/index.html").read_text(encoding="utf-8")

    def test_a_name_at_another_address_is_a_warning(self, small_site: SmallSite) -> None:
        small_site.write("docs/talk.md", "---\njourneybook: words\n---\n# Talk\n")
        assert "`journeybook: words` names no page at this address" in small_site.build().stderr

    def test_links_to_generated_pages_and_their_anchors_are_checked(self, small_site: SmallSite) -> None:
        config = small_site.folder / "mkdocs.yml"
        config.write_text(config.read_text() + "validation: {links: {anchors: warn}}\n")
        link = "[row](journeys/buying/gift-card.md#touchpoint-{})\n"
        small_site.write("docs/more.md", link.format("looks-for-a-present"))
        small_site.built("--strict")
        small_site.write("docs/more.md", link.format("nowhere"))
        assert "#touchpoint-nowhere" in small_site.build("--strict").stderr


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes_work(small_site: SmallSite, theme: str) -> None:
    small_site.write("mkdocs.yml", f"site_name: Small\ntheme: {theme}\nplugins: [search, journeybook]\n")
    assert "Looks for a present" in (small_site.built("--strict") / "journeys/buying/gift-card/index.html").read_text()


def test_addresses_can_be_files(small_site: SmallSite) -> None:
    config = small_site.folder / "mkdocs.yml"
    config.write_text(config.read_text() + "use_directory_urls: false\n")
    site = small_site.built("--strict")
    for page in site.rglob("*.html"):
        for target in re.findall(r'href="([^"#?:]+)[#"]', page.read_text(encoding="utf-8")):
            where = site / target.lstrip("/") if target.startswith("/") else page.parent / target
            assert where.is_file(), f"{page.relative_to(site)} links to {target}"


def test_content_may_lie_outside_the_docs_and_its_pictures_are_published(small_site: SmallSite) -> None:
    (small_site.folder / "docs").rename(small_site.folder / "book")
    small_site.write("docs/index.md", "# Welcome\n")
    small_site.write("book/images/shelf.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    small_site.write("mkdocs.yml", (
        "site_name: Small\ntheme: material\nplugins: [search, journeybook: {content: book}]\n"
        "edit_uri: https://code.example/edit/main/docs/\n"
    ))  # fmt: skip
    site = small_site.built("--strict")
    assert (site / "images/shelf.svg").is_file()
    page = (site / "journeys/buying/gift-card/index.html").read_text(encoding="utf-8")
    # A browser takes the two dots out.
    assert "href=https://code.example/edit/main/docs/../book/journeys/buying/gift-card.yml>" in page


def test_titles_are_escaped_in_the_frame(small_site: SmallSite) -> None:
    odd = BROKEN.replace("feel:", "feels:").replace("Broken", "<script>x</script> & co")
    small_site.write("docs/journeys/odd.yml", odd)
    html = (small_site.built() / "journeys/odd/index.html").read_text(encoding="utf-8")
    assert "<script>x" not in html
    assert "<title>&lt;script&gt;x&lt;/script&gt; &amp; co - Small</title>" in html


def test_the_sitemap_knows_the_editions_date_and_no_other(small_site: SmallSite) -> None:
    config = small_site.folder / "mkdocs.yml"
    config.write_text(config.read_text() + "site_url: https://handbook.example/\n")
    small_site.write("docs/more.md", "# More\n")
    sitemap = (small_site.built() / "sitemap.xml").read_text(encoding="utf-8")
    assert set(re.findall("<lastmod>(.*)</lastmod>", sitemap)) == {"2026-08-11"}
    assert "https://handbook.example/journeys/buying/gift-card/" in sitemap


def test_the_same_content_gives_the_same_bytes(small_site: SmallSite) -> None:
    assert digest(small_site.built()) == digest(small_site.built("--site-dir", "site"))
