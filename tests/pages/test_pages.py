from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import meta, nodes
from pages_samples import SMALL, count, page, render_small, write_content

from journeybook.pages import Site, render
from journeybook.pages.backlog_page import BacklogPage
from journeybook.pages.book_pages import CountingPage, OverviewPage, WordsPage
from journeybook.pages.environment import make_environment
from journeybook.pages.evidence_page import EvidencePage
from journeybook.pages.journey_page import JourneyPage
from journeybook.pages.list_pages import JourneysPage
from journeybook.pages.record_lists import RecordsPage
from journeybook.pages.record_measure import MeasurePage
from journeybook.pages.record_persona import PersonaPage
from journeybook.pages.record_reached import ChannelPage, SystemPage
from journeybook.pages.record_team import TeamPage
from journeybook.pages.site import link, root_of
from journeybook.pages.walk_sheet import WalkSheetPage

CONTEXTS = {
    "journey.html.j2": JourneyPage,
    "journeys.html.j2": JourneysPage,
    "backlog.html.j2": BacklogPage,
    "overview.html.j2": OverviewPage,
    "words.html.j2": WordsPage,
    "how-we-count.html.j2": CountingPage,
    "what-was-seen.html.j2": EvidencePage,
    "walk-sheet.html.j2": WalkSheetPage,
    "team.html.j2": TeamPage,
    "channel.html.j2": ChannelPage,
    "system.html.j2": SystemPage,
    "persona.html.j2": PersonaPage,
    "measure.html.j2": MeasurePage,
    "records.html.j2": RecordsPage,
}
ATTACK = "<script>alert(1)</script> {{ 7*7 }} {% raw %} & \"quoted\" 'single'"


def names_used(template: str) -> set[str]:
    """The names that a template and what it includes take from outside."""
    environment = make_environment(None)
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, template)
    tree = environment.parse(source)
    used = meta.find_undeclared_variables(tree) - set(environment.globals)
    # What a template sets in one branch counts as undeclared in the others.
    used -= {
        name.name
        for assign in tree.find_all(nodes.Assign)
        for name in assign.find_all(nodes.Name)
        if name.ctx == "store"
    }
    for other in meta.find_referenced_templates(tree):
        if other and other != "parts.html.j2":
            used |= names_used(other)
    return used


@pytest.mark.parametrize(("template", "context"), CONTEXTS.items())
def test_a_template_receives_exactly_the_names_it_uses(template: str, context: type[Any]) -> None:
    inner = {"row", "stage", "parts"}  # set by the templates that include others
    given = {field.name for field in dataclasses.fields(context)}
    assert names_used(template) - inner == given


def test_every_field_of_a_context_says_what_it_is() -> None:
    for context in CONTEXTS.values():
        for field in dataclasses.fields(context):
            assert field.metadata["help"], f"{context.__name__}.{field.name}"


@pytest.mark.parametrize(
    ("here", "to", "expected"),
    [
        ("", "journeys", "journeys/"),
        ("journeys/buying/bread", "", "../../../"),
        ("journeys/buying/bread", "journeys/buying/milk", "../../buying/milk/"),
        ("journeys/buying/bread", "journeys", "../../"),
        ("journeys", "journeys/buying/bread", "../journeys/buying/bread/"),
        ("journeys/page_2", "journeys", "../"),
        ("words", "words", "../words/"),
    ],
)
def test_links_between_folders(here: str, to: str, expected: str) -> None:
    assert link(Site(), here, to) == expected


def test_links_between_files() -> None:
    site = Site(directory_urls=False)
    assert link(site, "journeys/buying/bread", "journeys", "x") == "../../journeys.html#x"
    assert link(site, "journeys/buying/bread", "journeys/helping/out", "x") == "../helping/out.html#x"
    assert link(site, "", "journeys/buying/bread") == "journeys/buying/bread.html"
    assert root_of(site, "journeys/buying/bread") == "../../"
    assert root_of(Site(), "journeys/buying/bread") == "../../../"


def test_every_link_within_the_book_leads_somewhere(tmp_path: Path) -> None:
    for directory_urls in (True, False):
        site = Site(directory_urls=directory_urls)
        rendered = render_small(tmp_path / str(directory_urls), site)
        pages = {p.address: p for p in rendered.pages}
        known = {
            ("" if not a else f"{a}/") if directory_urls else link(site, "", a) or "index.html": p
            for a, p in pages.items()
        }
        files = {f.path for f in rendered.files}
        for address, found in pages.items():
            base = ("" if not address else f"{address}/") if directory_urls else link(site, "", address)
            ids = set(re.findall(r'\bid="([^"]+)"', found.html))
            assert found.anchors <= ids, address
            for href in re.findall(r'href="([^"]+)"', found.html):
                if href.startswith(("https:", "mailto:")):
                    continue
                target, _, anchor = href.partition("#")
                target = target.partition("?")[0]
                resolved = Path("/root", base, "x" if base.endswith("/") or not base else "").parent if target else None
                if resolved is None:
                    assert anchor in ids, f"{address} → {href}"
                    continue
                path = str((resolved / target).resolve().relative_to("/root"))
                path = "" if path == "." else path
                if path in files:
                    continue
                goal = known.get(f"{path}/" if directory_urls and path else path)
                assert goal is not None, f"{address} → {href}"
                assert not anchor or f'id="{anchor}"' in goal.html, f"{address} → {href}"


def test_text_of_authors_is_shown_and_never_run(tmp_path: Path) -> None:
    quoted = ATTACK.replace("\\", "\\\\").replace('"', '\\"')
    attack = f'"{quoted}"'
    journey = f"""\
title: {attack}
summary: {attack}
notes: {attack}
goal: {attack}
starts_when: {attack}
ends_when: {attack}
tags: [{attack}]
volume: {{customers: 5, source: {attack}}}
links: [{{title: {attack}, url: "https://a.example/?q=<script>"}}]
personas: [p1, p2]
owner: t1
lifecycle: l1
measures: {{m1: "3 {ATTACK.split(maxsplit=1)[0]}"}}
stages:
  - name: {attack}
    goal: {attack}
    motivations: [{attack}]
    fears: [{attack}]
    notes: {attack}
    touchpoints:
      - id: a
        name: {attack}
        owner: t1
        channel: c1
        does: {attack}
        thinks: {{p1: {attack}, p2: {attack}}}
        feels: {{p1: -2, p2: 1}}
        expects: {attack}
        gets: {{p1: {attack}}}
        sees: [{attack}]
        pains: [{attack}]
        quotes: [{{text: {attack}, persona: p1}}, {attack}]
        questions: [{attack}]
        when_it_fails: {attack}
        moment_of_truth: {attack}
        notes: {attack}
        frontstage: [{{team: t1, does: {attack}, system: s1}}]
        backstage: [{{does: {attack}}}]
        support: [{{system: s1, does: {attack}}}]
        after: {{wait: 1 h, feels: -1, note: {attack}}}
improvements:
  - {{id: i, title: {attack}, because: {attack}, fixes: [a], lifts_to: 1, owner: t1, notes: {attack}}}
"""
    organization = {
        "personas": (
            f"p1: {{name: {attack}, summary: {attack}, goals: [{attack}], based_on: {attack}, notes: {attack}}}\n"
            f"p2: {{name: B, quotes: [{attack}]}}\n"
        ),
        "channels": f"c1: {{name: {attack}, standards: [{attack}], summary: {attack}}}\n",
        "teams": f"t1: {{name: {attack}, summary: {attack}, contact: {attack}, says: {attack}}}\n",
        "systems": f"s1: {{name: {attack}, summary: {attack}, owner: t1}}\n",
        "measures": f"m1: {{name: {attack}, summary: {attack}}}\n",
        "lifecycle": f"- {{id: l1, name: {attack}, summary: {attack}}}\n",
        "words": f"{attack}: {attack}\n",
        "settings": f"corrections: {attack}\n",
    }
    rendered = render(count(write_content(tmp_path, {"x/attack": journey}, organization)), Site())
    for found in rendered.pages:
        assert "<script" not in found.html, found.address
        assert " 49 " not in found.html, found.address
    assert "&lt;script&gt;" in page(rendered, "journeys/x/attack")
    assert "{{ 7*7 }}" in page(rendered, "journeys/x/attack")


def test_unsafe_links_in_text_stay_text_and_pictures_ask_for_nothing(tmp_path: Path) -> None:
    journey = SMALL + 'notes: "[a](javascript:alert(1)) ![b](https://elsewhere.example/b.png) [c](words/)"\n'
    html = page(render(count(write_content(tmp_path, {"buying/bread": journey})), Site()), "journeys/buying/bread")
    assert 'href="javascript' not in html
    assert "<img" not in html
    assert 'href="../../../words/"' in html, "a link that names no site is relative to the handbook"


def test_every_text_an_author_wrote_is_in_the_page(tmp_path: Path) -> None:
    full = Path(__file__).parents[1] / "source" / "full-journey.yml"
    text = full.read_text(encoding="utf-8")
    found = re.findall(r"zz\w+", text)
    insight = count(write_content(tmp_path, {"a": SMALL}))
    assert insight.journeys
    assert found == [] or all(word in page(render(insight, Site()), "journeys/a") for word in found)


def test_a_site_can_replace_and_extend_templates(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "overview.html.j2").write_text(
        '{% extends "journeybook/overview.html.j2" %}{% block door %}<p>Our own door</p>{% endblock %}',
        encoding="utf-8",
    )
    html = page(render_small(tmp_path, Site(template_folder=folder)), "")
    assert "Our own door" in html
    assert "Buying bread" in html


def test_a_moved_journey_leaves_a_page_that_leads_on(tmp_path: Path) -> None:
    moved = SMALL.replace("title: Buying bread", "title: Buying bread\nformerly: [old/bread]")
    rendered = render(count(write_content(tmp_path, {"buying/bread": moved})), Site())
    redirect = next(f for f in rendered.files if f.path == "journeys/old/bread/index.html")
    assert 'url=../../buying/bread/"' in redirect.content


def test_a_retired_journey_keeps_its_page_and_leaves_everything_else(tmp_path: Path) -> None:
    retired = SMALL.replace("title: Buying bread", "title: Old ways\nstatus: retired\nreplaced_by: buying/bread")
    rendered = render(count(write_content(tmp_path, {"buying/bread": SMALL, "old/ways": retired})), Site())
    assert 'href="../../buying/bread/"' in page(rendered, "journeys/old/ways")
    others = [p for p in rendered.pages if p.address != "journeys/old/ways"]
    assert not [p.address for p in others if "Old ways" in p.html]
    assert not [f.path for f in rendered.files if isinstance(f.content, str) and "Old ways" in f.content]


def test_long_lists_are_paged(tmp_path: Path) -> None:
    journeys = {f"many/j-{n}": SMALL.replace("Buying bread", f"Buying bread {n}") for n in range(120)}
    rendered = render(count(write_content(tmp_path, journeys)), Site())
    addresses = [p.address for p in rendered.pages if not p.address.startswith("journeys/many")]
    assert {"journeys", "journeys/page_2", "journeys/page_3", "backlog"} <= set(addresses)
    listed = "".join(
        p.html for p in rendered.pages if p.address.startswith("journeys/page_") or p.address == "journeys"
    )
    assert len(set(re.findall(r"Buying bread \d+", listed))) == 120
    assert max(len(p.html.encode()) for p in rendered.pages) < 125_000
    assert len(page(rendered, "").encode()) < 60_000, "the overview does not grow with the journeys"


def test_rendering_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    assert render_small(tmp_path) == render_small(tmp_path)


def test_an_empty_handbook_says_how_to_begin(tmp_path: Path) -> None:
    draft = SMALL.replace("title: Buying bread", "title: Buying bread\nstatus: draft")
    rendered = render(count(write_content(tmp_path, {"buying/bread": draft})), Site())
    assert "five lines" in page(rendered, "")
    assert "five lines" in page(rendered, "journeys")


def test_earlier_ids_of_touchpoints_and_improvements_stay_addresses(tmp_path: Path) -> None:
    renamed = SMALL.replace("- id: queues\n", "- id: queues\n        formerly: [stands-in-line]\n").replace(
        "- id: second-till\n", "- id: second-till\n    formerly: [till-two]\n"
    )
    rendered = render(count(write_content(tmp_path, {"buying/bread": renamed})), Site())
    found = next(p for p in rendered.pages if p.address == "journeys/buying/bread")
    for old in ("touchpoint-stands-in-line", "touchpoint-stands-in-line-after", "improvement-till-two"):
        assert f'id="{old}"' in found.html
        assert old in found.anchors


def test_what_readers_cannot_see_is_not_linked_or_named(tmp_path: Path) -> None:
    draft = SMALL.replace("title: Buying bread", "title: Secret plan\nstatus: draft")
    pointing = SMALL.replace("        name: Pays\n", "        name: Pays\n        caused_by: [buying/cake#queues]\n")
    content = write_content(tmp_path, {"buying/bread": pointing, "buying/cake": draft})
    hidden = render(count(content), Site())
    assert not [p.address for p in hidden.pages if "Secret plan" in p.html or "buying/cake/" in p.html]
    shown = page(render(count(content, drafts=True), Site(drafts=True)), "journeys/buying/bread")
    assert "../../buying/cake/#touchpoint-queues" in shown


def test_the_schemas_are_published_beside_the_data(tmp_path: Path) -> None:
    paths = {f.path for f in render_small(tmp_path).files}
    assert {"schema/journey.json", "schema/teams.json", "schema/settings.json"} <= paths


def test_journeys_beside_the_lifecycle_have_no_neighbours(tmp_path: Path) -> None:
    beside = SMALL.replace("lifecycle: buy\n", "")
    journeys = {"a": SMALL, "b": SMALL, "inside/c": beside}
    rendered = render(count(write_content(tmp_path, journeys, {"lifecycle": "- {id: buy, name: Buy}\n"})), Site())
    assert "jb-neighbours" in page(rendered, "journeys/a")
    assert "jb-neighbours" not in page(rendered, "journeys/inside/c")


def test_links_to_markdown_files_lead_to_their_pages(tmp_path: Path) -> None:
    journey = SMALL + 'notes: "[a](your-first-day.md#top) [b](index.md) [c](mdx.mdx)"\n'
    content = write_content(tmp_path, {"buying/bread": journey})
    folders = page(render(count(content), Site()), "journeys/buying/bread")
    assert 'href="../../../your-first-day/#top"' in folders
    assert 'href="../../../mdx.mdx"' in folders
    files = page(render(count(content), Site(directory_urls=False)), "journeys/buying/bread")
    assert 'href="../../your-first-day.html#top"' in files


def test_a_long_backlog_of_a_journey_can_be_filtered(tmp_path: Path) -> None:
    more = "".join(
        f"  - {{id: more-{n}, title: More {n}, fixes: [queues], lifts_to: 1, owner: {owner}}}\n"
        for n, owner in enumerate(["counter", "till"] * 5)
    )
    html = page(render(count(write_content(tmp_path, {"a": SMALL + more})), Site()), "journeys/a")
    form = html[html.index('data-jb-filters="improvements"') :]
    assert '<option value="till">Till (5)</option>' in form
    assert '<option value="planned">planned (1)</option>' in form
    assert 'data-jb-filters="improvements"' not in page(render_small(tmp_path), "journeys/buying/bread")


def test_a_small_curve_stands_wherever_a_journey_is_named(tmp_path: Path) -> None:
    rendered = render_small(tmp_path)
    for address in ("", "journeys", "backlog"):
        html = page(rendered, address)
        named = len(re.findall(r"Buying bread", html))
        assert html.count('class="jb-curve"') == named > 0, address
