"""What YAML does to an author's text: hints with the quoted form, and input that is made to break a reader."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from journeybook.problems import Place, Problem, Report
from journeybook.source import nodes
from journeybook.source.nodes import compose


@pytest.fixture(params=["libyaml", "pure Python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "pure Python":
        monkeypatch.setattr(nodes, "_LOADER", yaml.Loader)


def read(text: str) -> tuple[Any, tuple[Problem, ...]]:
    report = Report()
    document = compose(text, "f.yml", report)
    return (document.raw if document else None), report.problems()


def refuse(text: str) -> Problem:
    _, problems = read(text)
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("does: **Signs** it", 'does: "**Signs** it"'),
        ("does: *Signs* it", 'does: "*Signs* it"'),
        ("does: *Signs it", 'does: "*Signs it"'),
        ("does: `code` it", 'does: "`code` it"'),
        ("does: [sic] they say", 'does: "[sic] they say"'),
        ('does: "Yes" they say', r'does: "\"Yes\" they say"'),
        ("does: 'Yes' they say", "does: \"'Yes' they say\""),
        ("does: 'tis done", 'does: "\'tis done"'),
        ("does: 'Doesn't know'", 'does: "Doesn\'t know"'),
        ('does: "Said "no" twice"', r'does: "Said \"no\" twice"'),
        ("does: %5 off", 'does: "%5 off"'),
        ("does: @home", 'does: "@home"'),
        ("does: {sic} they say", 'does: "{sic} they say"'),
        ("does: {{ greeting }}", 'does: "{{ greeting }}"'),
        ("does: Says: no", 'does: "Says: no"'),
        ("does: Says:", 'does: "Says:"'),
        ("does: > 3 days", 'does: "> 3 days"'),
        ("does: | or", 'does: "| or"'),
        ("does: - nothing", 'does: "- nothing"'),
        ("does: ? what", 'does: "? what"'),
        ("does: , and", 'does: ", and"'),
        ("does: ]", 'does: "]"'),
        ("does: !important it is", 'does: "!important it is"'),
        ("does: &Co do it", 'does: "&Co do it"'),
        ("quotes: [{text: He said: no}]", 'text: "He said: no"'),
        ("quotes: [{text: Number # 3}]", 'text: "Number # 3"'),
        ("does: Number #1 in\n  the queue", 'does: "Number #1 in"'),
    ],
)
def test_text_that_reads_as_yaml_is_shown_in_quotes(line: str, quoted: str) -> None:
    problem = refuse(f"name: Pays\n{line}\nchannel: shop\n")
    assert problem.span.line == 2
    assert (problem.help or "").endswith(quoted)
    raw, problems = read(f"{quoted}\n")
    assert not problems
    assert isinstance(next(iter(raw.values())), str)


def test_a_list_item_is_shown_in_quotes() -> None:
    problem = refuse('pains:\n  - "No" is all\n  - Silence\n')
    assert str(problem.span) == "f.yml:2:5"
    assert (problem.help or "").endswith(r'quotes: "\"No\" is all"')


@pytest.mark.parametrize("text", ["\tname: x\n", "stages:\n\t- name: x\n", "stages:\n  - name: x\n\tgoal: y\n"])
def test_tabs_get_a_problem_of_their_own(text: str) -> None:
    problem = refuse(text)
    assert problem.code == "tab-indentation"
    assert "\t" in text.split("\n")[problem.span.line - 1][: problem.span.column]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('a: "never\nb: 1\n', 1, "never closed"),
        ("a: [one, two\nb: 1\n", 1, "list"),
        ("a: {b: one\nc: 1\n", 1, "mapping"),
        ('a: "C:\\data"\n', 1, "backslash"),
        ("a:\n  - b\n c: d\n", 3, "does not fit"),
        ("a: b\n  c: d\n", 2, "key"),
        ("a: 1\nb\nc: 2\n", 3, "key"),
    ],
)
def test_other_errors_say_where_and_what_in_plain_words(text: str, line: int, word: str) -> None:
    problem = refuse(text)
    assert (problem.code, problem.span.line) == ("yaml-syntax", line)
    assert word in problem.message
    assert problem.help


@pytest.mark.parametrize(
    "text", ["owner:retail\nstages: []\n", "title: A\nowner:retail\nstages: []\n", "a:\n  - owner:retail\n    b: 1\n"]
)
def test_a_space_that_is_missing_is_shown(text: str) -> None:
    problem = refuse(text)
    assert "owner:retail" in text.split("\n")[problem.span.line - 1]
    assert (problem.message, problem.help) == ("there is no space between a key and its value", "write `owner: retail`")


def test_an_emoji_in_two_codes_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "_LOADER", yaml.CLoader)  # the slow one takes it
    problem = refuse('a: "\\ud83d\\ude00"\n')
    assert "half a character" in problem.message
    assert "the character itself" in (problem.help or "")


def test_a_comment_of_the_line_above_is_not_to_blame() -> None:
    problem = refuse("feels: 1   # even\n  name: x\nchannel: [shop, web\n")
    assert problem.span.line == 2


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "{" * 50_000, "{a: " * 50_000, "- " * 50_000, "? " * 50_000, "[{" * 25_000]
)
def test_fifty_thousand_brackets_are_refused(text: str) -> None:
    assert refuse(text).code == "too-deep"


def test_depth_is_counted_in_the_middle_of_a_file() -> None:
    assert refuse("a: 1\nb: " + "[" * 60 + "]" * 60).span.line == 2
    assert read("b: " + "[" * 49 + "x" + "]" * 49)[1] == ()


def test_anchors_cannot_explode() -> None:
    bomb = "a0: &a0 [lol]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    assert refuse(bomb).code == "too-many-values"


def test_an_alias_within_its_own_value_is_refused() -> None:
    assert refuse("a: &a [1, *a]\n").code == "endless-alias"


def test_aliases_stand_for_their_value() -> None:
    raw, problems = read("a: &team {team: retail}\nb: [*team, *team]\nc: &x text\nd: *x\ne: &none\nf: *none\n")
    assert not problems
    assert raw == {"a": {"team": "retail"}, "b": [{"team": "retail"}] * 2, "c": "text", "d": "text"}


def test_scalars_and_keys_stay_as_typed() -> None:
    raw, problems = read("no: on\n1: 012\ntime: 12:30\nfloat: 1e3\ndate: 2026-11-21\nq: 'null'\n? on\n: off\n")
    assert not problems
    assert raw == {
        "no": "on", "1": "012", "time": "12:30", "float": "1e3", "date": "2026-11-21", "q": "null", "on": "off",
    }  # fmt: skip


def test_empty_and_null_are_left_out() -> None:
    raw, problems = read("a:\nb: ~\nc: null\nd: ''\ne: \"  \"\nf: [~, x, '', y]\ng: {h: }\n")
    assert not problems
    assert raw == {"f": ["x", "y"], "g": {}}


def test_places_match_what_is_left() -> None:
    report = Report()
    document = compose("f: [~, x,\n  '', y]\ng:\n", "f.yml", report)
    assert document is not None
    assert str(document.place.at("f", 1)) == "f.yml:2:7"
    assert document.place.keys["g"].line == 3
    assert document.place.find("g") is document.place


def test_two_keys_that_are_equal_name_the_earlier_one() -> None:
    problem = refuse("a: 1\nb: 2\na:\n")
    assert (problem.code, problem.span.line) == ("duplicate-key", 3)
    assert str(problem.notes[0].span) == "f.yml:1:1"


json_values = st.recursive(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\u2028\u2029"),
        min_size=1,
    ),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abcxyz", min_size=1), inner),
    max_leaves=20,
)


def without_blanks(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: without_blanks(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item is not None}
    if isinstance(value, list):
        return [item for item in map(without_blanks, value) if item is not None]
    return value if value.strip() else None


def check_places(raw: Any, place: Place) -> None:
    """Every part that there is has a place, and no place is without its part."""
    parts = dict(raw.items()) if isinstance(raw, dict) else dict(enumerate(raw)) if isinstance(raw, list) else {}
    assert place.parts.keys() == parts.keys()
    for step, part in parts.items():
        check_places(part, place.parts[step])


@given(json_values)
def test_whatever_was_written_is_read(value: Any) -> None:
    report = Report()
    document = compose(yaml.safe_dump(value, allow_unicode=True, default_style='"'), "f.yml", report)
    assert report.problems() == ()
    assert document is not None
    assert document.raw == without_blanks(value)
    if document.raw is not None:
        check_places(document.raw, document.place)


@given(st.text("ab:-#[]{}*&!|>'\"%@`, \n\t~?=<", max_size=60))
def test_whatever_is_typed_ends_in_a_value_or_a_problem_within_the_file(text: str) -> None:
    report = Report()
    report.remember_text("f.yml", text)
    document = compose(text, "f.yml", report)
    problems = report.problems()
    assert document is not None or problems
    assert all(1 <= p.span.line <= text.count("\n") + 1 and p.span.column >= 1 and p.help for p in problems)
