"""Improvements of the organization: one record, and a part of it in each journey that it touches."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from journeybook.analysis import analyse
from journeybook.model import ImprovementPart

if TYPE_CHECKING:
    from conftest import Content

ON = dt.date(2026, 11, 1)


@pytest.fixture
def two(content: Content) -> Content:
    """Two journeys of one touchpoint each, `finds-us`, the second with an improvement of its own."""
    content.write_journey("feels: -1", name="buying/new-phone")
    content.write_journey("feels: -1", top="improvements: [{title: Own}]", name="help/call")
    return content


def write_improvements(content: Content, text: str) -> None:
    content.write("organization/improvements.yml", text)


def test_each_journey_that_it_touches_has_its_part_of_it_last(two: Content) -> None:
    write_improvements(
        two, "shared: {title: Both, fixes: [help/call#finds-us, buying/new-phone#finds-us], lifts_to: 1}"
    )
    handbook = two.handbook()
    (shared,) = handbook.improvements.values()
    assert shared.journeys == ("help/call", "buying/new-phone")
    bought, called = handbook.journeys.values()
    assert [i.id for i in bought.improvements] == ["shared"]
    assert [i.id for i in called.improvements] == ["own", "shared"]
    part = called.improvements[1]
    assert isinstance(part, ImprovementPart)
    assert (part.title, part.fixes, part.removes, part.lifts_to) == ("Both", ("finds-us",), (), 1.0)
    assert str(part.place.span) == "content/organization/improvements.yml:1:1"
    assert part == shared.parts()["help/call"]


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_drafts_and_retired_journeys_have_their_part_too(status: str, two: Content) -> None:
    two.write_journey("feels: -1", top=f"status: {status}", name="help/call")
    write_improvements(two, "shared: {title: Both, fixes: [help/call#finds-us, buying/new-phone#finds-us]}")
    assert [i.id for i in two.handbook().journeys["help/call"].improvements] == ["shared"]


def test_earlier_ids_of_journeys_and_touchpoints_lead_to_the_moment(two: Content) -> None:
    two.write_journey("id: pays\nformerly: pay\nafter: {feels: -1}", top="formerly: shop/till", name="a")
    write_improvements(two, "shared: {title: S, fixes: [shop/till#pay], removes: shop/till#pay/after}")
    handbook = two.handbook()
    assert handbook.improvements["shared"].touches == {"a#pays", "a#pays/after"}
    assert handbook.journeys["a"].improvements[0].touches == {"pays", "pays/after"}


def test_a_wait_that_only_evidence_felt_can_be_fixed(two: Content) -> None:
    write_improvements(two, "shared: {title: S, fixes: [buying/new-phone#finds-us/after, help/call#finds-us]}")
    assert two.codes() == ["unknown-reference"]
    two.write_evidence("finds-us/after: {feels: -1}")
    assert two.handbook().journeys["buying/new-phone"].improvements[0].fixes == ("finds-us/after",)


def test_journeys_with_errors_are_not_judged(two: Content) -> None:
    two.write_journey("feels: 9", top="formerly: help/phone", name="help/call")
    fixes = "[help/call#nowhere, help/phone#nowhere, buying/new-phone#finds-us]"
    write_improvements(two, f"shared: {{title: S, fixes: {fixes}}}\nonly: {{title: O, fixes: help/call#finds-us}}")
    handbook, problems = two.load()
    assert [p.code for p in problems] == ["feeling-out-of-range"]
    assert {i.id: i.fixes for i in handbook.improvements.values()} == {"shared": ("buying/new-phone#finds-us",)}


def test_a_file_with_an_error_stands_in_no_journey(two: Content) -> None:
    write_improvements(two, "a: {title: A, fixes: help/call#nowhere}\nb: {title: B, fixes: help/call#finds-us}")
    handbook, problems = two.load()
    assert [p.code for p in problems] == ["unknown-reference"]
    assert not handbook.improvements
    assert [i.id for i in handbook.journeys["help/call"].improvements] == ["own"]


def test_an_id_that_a_touched_journey_has_is_an_error_with_both_places(two: Content) -> None:
    write_improvements(two, "own: {title: S, fixes: [help/call#finds-us, buying/new-phone#finds-us]}")
    problem = two.problem()
    assert (problem.code, problem.span.file) == ("duplicate-id", "content/organization/improvements.yml")
    assert str(problem.notes[0].span) == "content/journeys/help/call.yml:2:24"
    write_improvements(two, "own: {title: S, fixes: buying/new-phone#finds-us}")
    assert two.codes() == []


def test_its_owner_and_its_measure_are_used_records(two: Content) -> None:
    two.write("organization/teams.yml", "care: {formerly: help}\n")
    two.write("organization/measures.yml", "speed: {unit: s, formerly: pace}\n")
    two.write("organization/settings.yml", "warnings: {no-owner: off}")
    fixes = "[help/call#finds-us, buying/new-phone#finds-us]"
    write_improvements(two, f"s: {{title: S, fixes: {fixes}, owner: help, proves_it: {{measure: pace, to: 3 s}}}}")
    improvement = two.handbook().improvements["s"]
    assert (improvement.owner, improvement.proves_it and improvement.proves_it.measure) == ("care", "speed")


def test_what_is_done_cuts_the_evidence_of_each_journey(two: Content) -> None:
    for number, journey in enumerate(("buying/new-phone", "help/call")):
        for day, feels in ((3, -2), (20, 1)):
            date = f"2026-10-{day:02}"
            two.write_evidence(f"finds-us: {{feels: {feels}}}", name=f"{number}-{day}", journey=journey, date=date)
    before = analyse(two.handbook(), on=ON)
    assert [j.moments[0].value for j in before.journeys.values()] == [-0.5, -0.5]
    fixes = "[buying/new-phone#finds-us, help/call#finds-us]"
    write_improvements(two, f"shared: {{title: S, status: done, done_on: 2026-10-10, fixes: {fixes}}}")
    after = analyse(two.handbook(), on=ON)
    assert [j.moments[0].value for j in after.journeys.values()] == [1.0, 1.0]


def test_many_of_them_touch_many_journeys(content: Content) -> None:
    names = [f"j{number}" for number in range(60)]
    for name in names:
        content.write_journey("feels: -1", name=name)
    fixes = ", ".join(f"{name}#finds-us" for name in names)
    write_improvements(content, "".join(f"i{n}: {{title: I, fixes: [{fixes}]}}\n" for n in range(100)))
    handbook = content.handbook()
    assert all(len(journey.improvements) == 100 for journey in handbook.journeys.values())
