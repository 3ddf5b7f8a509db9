"""Blocks in pages: where Markdown has them, what they may say, and what an author reads when one is wrong.

Each `embeds/….md` stands beside what is said about it; `pytest --update-goldens` writes the `.out` files anew.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from journeybook.cli import main
from journeybook.model.embeds import KINDS, Embed
from journeybook.problems import format_problems
from journeybook.source import load
from journeybook.source.embeds import BLOCK_LIMIT, EmbedReader, find_pages
from journeybook.source.fences import find_blocks

if TYPE_CHECKING:
    from conftest import Content
    from journeybook.problems import Problem

HERE = Path(__file__).parent
GOLDENS = sorted((HERE / "embeds").glob("*.md"))


def check(content: Content, text: str | bytes, *, drafts: bool = False) -> tuple[Problem, ...]:
    """What is wrong with a page beside the content."""
    page = content.write("pages/plan.md", text)
    handbook, _ = content.load()
    return EmbedReader(handbook, drafts=drafts).check_pages([page], content.root)


def read(content: Content, block: str) -> Embed:
    """The one sound block of a page that says `block`."""
    handbook, _ = content.load()
    (found,) = EmbedReader(handbook, drafts=False).read_text(f"```journeybook\n{block}\n```\n", "plan.md")
    assert found.embed is not None, format_problems(found.problems)
    return found.embed


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: path.stem)
def test_problems_are_said_so(golden: Path, full: Content, request: pytest.FixtureRequest) -> None:
    said = format_problems(check(full, golden.read_bytes())) + "\n"
    expected = golden.with_suffix(".out")
    if request.config.getoption("--update-goldens"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


def test_every_kind_of_block_can_be_written(full: Content) -> None:
    blocks = {
        "chart": "chart: buying/new-phone\npersonas: first-timer\nexpected: yes",
        "curve": "curve: [buying/new-phone, buying/first-bill]\ntitle: Two",
        "touchpoint": "touchpoint: buying/new-phone#finds-us",
        "backlog": "backlog: {team: retail, status: [planned, doing], limit: 3}",
        "red-points": "red-points: {}",
        "figure": "figure: {journey: buying/new-phone, name: red_points}",
    }
    assert blocks.keys() == set(KINDS)
    for block in blocks.values():
        read(full, block)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_places_are_those_of_the_file(content: Content, line_end: str, bom: bytes) -> None:
    content.write_journey()
    text = "---\ntitle: A\n---\n\n> ```journeybook\n> backlog: {limit: 0}\n> ```\n".replace("\n", line_end)
    (problem,) = check(content, bom + text.encode())
    assert str(problem.span) == "content/pages/plan.md:6:20"
    assert problem.line_text == "> backlog: {limit: 0}"


def test_text_above_that_was_cut_off_counts(content: Content) -> None:
    handbook, _ = content.load()
    (found,) = EmbedReader(handbook, drafts=False).read_text("```journeybook\nchart: x\n```", "plan.md", above=7)
    assert str(found.problems[0].span) == "plan.md:9:8"
    assert found.problems[0].line_text == "chart: x"


def test_earlier_ids_lead_to_present_ones(content: Content) -> None:
    content.write("organization/teams.yml", "shops: {name: Shops, formerly: retail}\n")
    content.write("organization/personas.yml", "newcomer: {name: New, formerly: [first-timer]}\n")
    content.write_journey(
        "id: search\nformerly: finds-us\nafter: {feels: -1}",
        top="formerly: buying/phone\nowner: shops\npersonas: newcomer",
    )
    assert read(content, "chart: buying/phone\npersonas: first-timer") == Embed(
        chart="buying/new-phone", personas=("newcomer",)
    )
    assert read(content, "touchpoint: buying/phone#finds-us/after").touchpoint == "buying/new-phone#search/after"
    backlog = read(content, "backlog: {team: retail, persona: first-timer, journey: buying/phone}").backlog
    assert backlog is not None
    assert (backlog.team, backlog.persona, backlog.journey) == (("shops",), ("newcomer",), ("buying/new-phone",))
    figure = read(content, "figure: {journey: buying/phone, name: score}").figure
    assert figure is not None
    assert figure.journey == "buying/new-phone"


def test_a_wait_that_nobody_felt_is_no_moment(content: Content) -> None:
    content.write_journey()
    (problem,) = check(content, "```journeybook\ntouchpoint: buying/new-phone#finds-us/after\n```\n")
    assert "there is no felt wait" in problem.message


def test_drafts_show_in_the_preview_only_and_retired_journeys_nowhere(content: Content) -> None:
    content.write_journey(top="status: draft", name="secret")
    content.write_journey(top="status: retired\nreplaced_by: buying/new-phone", name="old")
    content.write_journey()
    blocks = "```journeybook\nchart: secret\n```\n\n```journeybook\ntouchpoint: old#finds-us\n```\n"
    draft, retired = check(content, blocks)
    assert (draft.code, draft.message) == (
        "embed-hidden", "`secret` is a draft, which the published book does not show"
    )  # fmt: skip
    assert retired.help == "show the one that took its place: `buying/new-phone`"
    assert check(content, blocks, drafts=True) == (retired,)
    content.write("organization/settings.yml", "drafts: true\n")
    assert check(content, blocks) == (retired,)


def test_what_has_errors_itself_is_not_judged(content: Content) -> None:
    content.write_journey("feels: 9", name="broken")
    content.write("organization/teams.yml", "retail: {nme: Retail}\n")
    content.write_journey("owner: care")
    text = "".join(
        f"```journeybook\n{block}\n```\n\n"
        for block in ("chart: broken", "touchpoint: broken#x", "backlog: {team: nobody, tag: none}")
    )
    assert check(content, text) == ()


def test_the_reader_of_all_files_reads_blocks(content: Content) -> None:
    def block(text: str) -> list[str]:
        return codes(check(content, f"```journeybook\n{text}\n```\n"))

    assert block("a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
                 "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\ncurve: [*c, *c]") == ["too-many-values"]  # fmt: skip
    assert block("[" * 5000) == ["too-deep"]
    assert block("chart: !x y") == ["unknown-reference", "yaml-tag"]
    assert "line-separator" in block("curve: a\u2028b")
    assert block("title: " + "x" * BLOCK_LIMIT) == ["embed-size"]
    assert block("#" * 5_000_000) == ["embed-size"]
    assert block("# nothing but a comment") == ["embed-kind"]


def test_a_page_that_is_not_utf_8_is_told_only_where_it_shows_something(content: Content) -> None:
    assert check(content, b"Caf\xe9, and nothing of the book") == ()
    assert codes(check(content, b"Caf\xe9\n\n```journeybook\nfigure: {name: journeys}\n```\n")) == ["not-utf-8"]


def test_characters_that_nobody_sees_are_told_within_blocks_alone(content: Content) -> None:
    assert check(content, "A page\u2028of prose\x07\n\n```journeybook\nfigure: {name: journeys}\n```\n") == ()


def test_warnings_of_blocks_can_be_silenced(content: Content) -> None:
    page = "```journeybook\ntitle: Number #3 of all\nfigure: {name: journeys}\n```\n"
    assert codes(check(content, page)) == ["comment-in-text"]
    content.write("organization/settings.yml", "warnings: {comment-in-text: off}\n")
    assert check(content, page) == ()


@pytest.mark.parametrize("indent", ["", " ", "   "])
@pytest.mark.parametrize("sign", ["```", "~~~", "`````", "~~~~"])
def test_fences_are_those_of_commonmark(sign: str, indent: str) -> None:
    (block,) = find_blocks(f"text\n{indent}{sign} journeybook \n{indent}chart: a\n{indent}{sign}{sign[0]}  \nmore")
    assert (block.start, block.end, block.problem) == (1, 4, None)
    assert re.fullmatch(r" *chart: a", block.text)


def test_what_shows_the_syntax_is_no_block_and_what_looks_like_it_is_one() -> None:
    found = find_blocks((HERE / "embeds" / "harmless.md").read_text(encoding="utf-8"))
    assert [block.text.split(":")[0].strip() for block in found] == ["chart", "figure", "curve"]


def test_pages_are_found_below_the_content_but_hidden_ones(content: Content) -> None:
    for name in ("b.md", "a/deep/page.MARKDOWN", ".obsidian/x.md", "a/.draft.md", "a/data.txt"):
        content.write(name, "x")
    assert [page.relative_to(content.path).as_posix() for page in find_pages(content.path)] == [
        "a/deep/page.MARKDOWN", "b.md",
    ]  # fmt: skip


def test_check_reports_pages_with_everything_else(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790985600")
    monkeypatch.chdir(content.root)
    content.write_journey("feel: 1", top="owner: retail")
    content.write("plan.md", "```journeybook\nchart: buying/new-phone\n```\n\n```journeybook\ncurve: nowhere\n```\n")
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 1
    assert "content/journeys/buying/new-phone.yml:7:9: error: unknown key `feel`" in done.output
    assert "content/plan.md:6:8: error: unknown journey `nowhere`" in done.output
    assert done.output.endswith("2 errors\n")


def test_the_examples_of_the_documentation_can_be_read() -> None:
    root = HERE.parent.parent
    handbook, _ = load(root / "content", root=root)
    reader = EmbedReader(handbook, drafts=False)
    examples = re.findall(r"```yaml\n(.*?)```", (root / "docs/embedding.md").read_text("utf-8"), re.DOTALL)
    assert len(examples) == len(KINDS)
    for example in examples:
        (found,) = reader.read_text(f"```journeybook\n{example}```\n", "docs/embedding.md")
        assert not found.problems, format_problems(found.problems)
