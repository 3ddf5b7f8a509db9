"""What evidence refers to: its journey and its moments, under the names of today; personas, questions, records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Content


@pytest.fixture
def journey(content: Content) -> Content:
    """A journey of one touchpoint, `finds-us`, and nothing else."""
    content.write_journey()
    return content


@pytest.mark.parametrize("spoiled", ["feels: 9", "back_to: nowhere", "back_to: [", "owner: nobody"])
def test_evidence_of_a_journey_with_errors_is_not_judged_against_it(spoiled: str, sound: Content) -> None:
    sound.write_journey(spoiled, top="formerly: old")
    alone = sound.codes()
    for name, journey in (("a", "buying/new-phone"), ("b", "old")):
        sound.write_evidence("whatever: {feels: 1}", name=name, journey=journey, persona="first-timer")
    if "[" in spoiled:
        (sound.path / "evidence" / "b.yml").unlink()  # nobody knows its earlier ids
    handbook, problems = sound.load()
    assert [problem.code for problem in problems] == alone
    assert handbook.evidence == {}
    sound.write_evidence("whatever: {feels: 1}", name="a", persona="nobody")
    assert len(sound.codes()) == len(alone) + 1


def test_evidence_on_drafts_and_retired_journeys_is_fine(journey: Content) -> None:
    journey.write_evidence("finds-us: {feels: 1}")
    for status in ("draft", "retired"):
        journey.write_journey(top=f"status: {status}")
        assert next(iter(journey.handbook().evidence.values())).journey == "buying/new-phone"


def test_where_a_touchpoint_is_today_is_told(content: Content) -> None:
    content.write_journey("id: pays-online\nformerly: pays", name="buying/ordering-online")
    content.write_journey("id: pay", name="buying/new-phone")
    content.write_evidence("pays: {feels: 1}")
    problem = content.problem()
    assert problem.help == "did you mean `pay`? Else: `pays` is in `buying/ordering-online` today"
    content.write_journey("id: visits", name="buying/new-phone")
    assert content.problem().help == "`pays` is in `buying/ordering-online` today"
    for number in range(3):
        content.write_journey("id: pays", name=f"other-{number}")
    assert content.problem().help == "known touchpoints: visits"


def test_what_a_journey_is_called_today_is_told(content: Content) -> None:
    content.write_journey(top="formerly: buying/phone", name="shop/handset")
    content.write_evidence("finds-us: {feels: 1}", journey="buying/phones")
    assert content.problem().help == "`buying/phone` is called `shop/handset` today"
    content.write_evidence("pays: {feels: 1}", journey="buying/phone")
    problem = content.problem()
    assert problem.message == "unknown touchpoint `pays` in `shop/handset`"
    assert [(note.message, note.span.line) for note in problem.notes] == [
        ("`buying/phone` is called `shop/handset` today", 1)
    ]


def test_questions_are_those_of_all_channels_and_of_the_touchpoint(journey: Content) -> None:
    journey.write("organization/channels.yml", "web: {standards: Is it open?}\nshop: {standards: [Is it warm?]}\n")
    journey.write_journey("channel: {a: web, b: shop}\nquestions: Who is it?", top="personas: [a, b]\nowner: retail")
    answers = '{answers: {"Is it open?": "no", "Is it warm?": "no", "Who is it?": "no"}}'
    journey.write_evidence(f"finds-us: {answers}\nfinds-us/after: {answers}")
    assert journey.codes() == []
    journey.write_evidence('finds-us: {answers: {"Is it opened?": "no"}}')
    problem = journey.problem()
    assert (problem.code, problem.severity, str(problem.span)) == (
        "unknown-question", "warning", "content/evidence/walk.yml:5:24",
    )  # fmt: skip
    assert problem.help == "did you mean `Is it open?`?"


def test_questions_of_channels_that_cannot_be_read_are_not_judged(journey: Content) -> None:
    journey.write("organization/channels.yml", "web: {standard: Is it open?}\n")
    journey.write_journey("channel: web")
    journey.write_evidence('finds-us: {answers: {"Is it open?": "no"}}')
    assert journey.codes() == ["unknown-key"]


def test_a_persona_is_one_of_the_journey_and_a_quotes_any(journey: Content) -> None:
    journey.write("organization/personas.yml", "a:\nb:\n")
    journey.write_journey(top="personas: a")
    journey.write_journey(top="personas: b", name="other")
    journey.write_evidence("finds-us: {quotes: [{text: No., persona: b}]}", persona="a")
    assert next(iter(journey.handbook().evidence.values())).persona == "a"
    journey.write_evidence("finds-us: {quotes: [{text: No., persona: b}]}", persona="b")
    assert journey.codes() == ["unknown-persona"]
    journey.write_evidence("finds-us: {quotes: [{text: No., persona: c}]}", persona="a")
    assert "unknown-reference" in journey.codes()


def test_what_evidence_names_is_no_unused_record(journey: Content) -> None:
    journey.write("organization/teams.yml", "quality:\n")
    journey.write("organization/measures.yml", "page-speed:\ngoal-reached:\n")
    journey.write_journey(top="owner: quality")
    journey.write_evidence(
        "finds-us: {measures: {page-speed: 3}}", by="quality", measures="{goal-reached: {2026-01-01: 3}}"
    )
    assert journey.codes() == []


def test_nothing_is_called_unused_while_evidence_cannot_be_read(journey: Content) -> None:
    journey.write("organization/measures.yml", "page-speed:\n")
    assert journey.codes() == ["unused-record"]
    journey.write("evidence/a.yml", "measures: [\n")
    assert journey.codes() == ["yaml-syntax"]


@pytest.mark.parametrize("teams", [None, "care: {name: Customer care}\n"])
def test_no_id_is_made_from_the_name_of_whoever_did_it(teams: str | None, content: Content) -> None:
    if teams:
        content.write("organization/teams.yml", teams)
    content.write_journey(top="owner: care")
    content.write_evidence("finds-us: {feels: 1}", by="Anna Schmidt")
    problem = content.problem()
    way_out = "; known teams: care" if teams else ": write the id of the team that did it, such as `by: care`"
    assert problem.help == f"`by` is a team, never a person{way_out}"
    content.write_evidence("finds-us: {feels: 1}", by="Customer Care")
    if teams:
        assert content.problem().help == "did you mean `care`? `by` is a team, never a person"
