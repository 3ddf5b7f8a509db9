"""Journeys that are steps of others, and journeys as they are to be: references, circles, doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Content


def made_of(*inner: str) -> str:
    """A journey whose touchpoints are made of others."""
    steps = "".join(f"      - {{name: Step {n}, journey: {name}}}\n" for n, name in enumerate(inner))
    return f"title: J\nstages:\n  - name: S\n    touchpoints:\n      - name: Begins\n{steps}"


def test_earlier_ids_lead_to_the_journey_of_today(content: Content) -> None:
    content.write_journey("journey: calling", top="future_of: calling", name="a")
    content.write_journey(top="formerly: calling", name="help/call")
    journey = content.handbook().journeys["a"]
    assert (journey.touchpoints[0].journey, journey.future_of) == ("help/call", "help/call")


def test_a_step_without_us_can_be_a_journey(content: Content) -> None:
    content.write_journey("ours: false\njourney: b", name="a")
    content.write_journey(name="b")
    assert content.handbook().journeys["a"].touchpoints[0].journey == "b"


@pytest.mark.parametrize(
    ("named", "hint"),
    [
        ("help/cal", "did you mean `help/call`?"),
        ("help/phone", "`help/phones` is called `help/call` today"),
        ("help/call#finds-us", "name the whole journey: `help/call`"),
    ],
)
def test_an_unknown_journey_is_an_error_with_a_way_out(named: str, hint: str, content: Content) -> None:
    content.write_journey(top="formerly: help/phones", name="help/call")
    for touchpoint, top in ((f'journey: "{named}"', ""), ("", f'future_of: "{named}"')):
        content.write_journey(touchpoint, top=top, name="a")
        problem = content.problem()
        assert (problem.code, problem.help) == ("unknown-reference", hint)


def test_journeys_with_errors_are_known_and_not_judged(content: Content) -> None:
    content.write_journey("feels: 9\njourney: a", top="future_of: a", name="b")
    content.write_journey("journey: b", top="future_of: b", name="a")
    assert content.codes() == ["feeling-out-of-range"]
    content.write_journey("feels: 9\njourney: gone", top="future_of: lost", name="b")
    assert content.codes() == ["unknown-reference", "feeling-out-of-range", "unknown-reference"]


def test_a_circle_is_one_error_that_names_it_whole(content: Content) -> None:
    content.write("journeys/a.yml", made_of("b", "leaf"))
    content.write("journeys/b.yml", made_of("leaf", "c"))
    content.write("journeys/c.yml", made_of("leaf", "a"))
    content.write("journeys/leaf.yml", made_of())
    problem = content.problem()
    assert problem.code == "circle"
    assert "`a → b → c → a`" in problem.message
    assert str(problem.span) == "content/journeys/c.yml:7:33"
    assert [str(note.span) for note in problem.notes] == [
        "content/journeys/a.yml:6:33",
        "content/journeys/b.yml:7:33",
    ]
    assert list(content.load()[0].journeys) == ["a", "b", "leaf"]


def test_a_circle_of_one_is_an_error_too(content: Content) -> None:
    content.write("journeys/a.yml", made_of("a", "a"))
    problem = content.problem()
    assert (problem.code, "`a → a`" in problem.message, len(problem.notes)) == ("circle", True, 1)


def test_two_circles_are_two_errors_and_what_leads_into_them_none(content: Content) -> None:
    content.write("journeys/a.yml", made_of("b"))
    content.write("journeys/b.yml", made_of("c", "d"))
    content.write("journeys/c.yml", made_of("b"))
    content.write("journeys/d.yml", made_of("e"))
    content.write("journeys/e.yml", made_of("d", "c"))
    messages = [problem.message.partition(":")[0] for problem in content.load()[1]]
    assert messages == ["`b → c → b`", "`d → e → d`"]


def test_a_journey_that_is_a_step_of_several_is_no_circle(content: Content) -> None:
    content.write("journeys/a.yml", made_of("b", "c", "d"))
    content.write("journeys/b.yml", made_of("c", "d", "c"))
    content.write("journeys/c.yml", made_of("d"))
    content.write("journeys/d.yml", made_of())
    assert content.codes() == []


def test_circles_may_be_longer_than_python_is_deep(content: Content) -> None:
    for number in range(1100):
        content.write(f"journeys/j{number:04}.yml", made_of(f"j{(number + 1) % 1100:04}"))
    problem = content.problem()
    assert problem.code == "circle"
    assert len(problem.notes) == 1099


def test_a_circle_of_futures_names_it_whole(content: Content) -> None:
    for name, present in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")):
        content.write_journey(top=f"future_of: {present}", name=name)
    circle, chain = sorted(content.load()[1], key=lambda problem: problem.code)
    assert (circle.code, circle.span.file, len(circle.notes)) == ("circle", "content/journeys/c.yml", 2)
    assert "`a → b → c → a`" in circle.message
    assert (chain.code, chain.span.file) == ("future-chain", "content/journeys/d.yml")
    content.write_journey(top="future_of: e", name="e")
    assert "`e → e`" in [p.message.partition(":")[0] for p in content.load()[1]]


def test_a_chain_of_futures_names_its_end(content: Content) -> None:
    content.write_journey(top="future_of: b", name="a")
    content.write_journey(top="future_of: c", name="b")
    content.write_journey(name="c")
    problem = content.problem()
    assert (problem.code, problem.help) == ("future-chain", "write `future_of: c`")
    assert "`a → b → c`" in problem.message
    assert [str(note.span) for note in problem.notes] == ["content/journeys/b.yml:2:12"]


def test_several_futures_of_one_journey_are_fine(content: Content) -> None:
    content.write_journey(top="future_of: c", name="a")
    content.write_journey(top="future_of: c", name="b")
    content.write_journey(name="c")
    assert content.codes() == []


@pytest.mark.parametrize(
    ("outer", "inner", "codes"),
    [
        ("published", "retired", ["retired-sub-journey"]),
        ("draft", "retired", ["retired-sub-journey"]),
        ("retired", "retired", []),
        ("published", "draft", ["draft-sub-journey"]),
        ("draft", "draft", []),
        ("retired", "draft", []),
        ("published", "published", []),
    ],
)
def test_a_step_that_readers_do_not_meet_is_doubted(outer: str, inner: str, codes: list[str], content: Content) -> None:
    content.write_journey("journey: b", top=f"status: {outer}", name="a")
    content.write_journey(top=f"status: {inner}", name="b")
    assert content.codes() == codes
    for code in codes:
        content.write("organization/settings.yml", f"warnings: {{{code}: off}}")
        assert content.codes() == []


def test_a_draft_is_no_doubt_where_drafts_are_published(content: Content) -> None:
    content.write("organization/settings.yml", "drafts: true")
    content.write_journey("journey: b", name="a")
    content.write_journey(top="status: draft", name="b")
    assert content.codes() == []


def test_the_way_out_of_a_retired_step_is_what_replaces_it(content: Content) -> None:
    content.write_journey("journey: b", name="a")
    content.write_journey(top="status: retired\nreplaced_by: c", name="b")
    content.write_journey(name="c")
    assert content.problem().help == "write `journey: c`"


def test_the_future_of_what_is_retired_is_doubted(content: Content) -> None:
    content.write_journey(top="future_of: b", name="a")
    content.write_journey(top="status: retired", name="b")
    assert content.codes() == ["future-of-retired"]
    content.write_journey(top="future_of: b\nstatus: retired", name="a")
    assert content.codes() == []


def test_a_journey_as_it_is_has_no_step_that_is_to_be(content: Content) -> None:
    content.write_journey(name="now")
    content.write_journey(top="future_of: now", name="soon")
    content.write_journey("journey: soon", name="a")
    assert (content.problem().code, content.problem().help) == ("future-sub-journey", "write `journey: now`")
    content.write_journey("journey: soon", top="future_of: b", name="a")
    content.write_journey("journey: now", name="b")
    assert content.codes() == []


def test_tags_that_differ_only_in_case_are_doubted_once(content: Content) -> None:
    for name, tags in (("a", "[Shop, porting]"), ("b", "[shop]"), ("c", "[shop, Porting]"), ("d", "[Shop, shop]")):
        content.write_journey(top=f"tags: {tags}", name=name)
    problems = content.load()[1]
    assert [(p.code, str(p.span), p.help) for p in problems] == [
        ("tags-alike", "content/journeys/a.yml:2:8", "write `shop`"),
        ("tags-alike", "content/journeys/c.yml:2:14", "write `porting`"),
    ]


def test_a_persona_that_no_journey_has_is_doubted_whatever_it_said(content: Content) -> None:
    content.write("organization/personas.yml", "a: {quotes: [{text: No., persona: a}]}\nb:\n")
    content.write_journey(top="personas: b")
    problem = content.problem()
    assert (problem.code, problem.message) == ("unused-record", "no journey has the persona `a`")
