"""Evidence: what its files say reaches the model, under present ids, and tells journeys which waits were felt."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeybook.model import Amount, Observation
from journeybook.problems import format_problems
from journeybook.source.evidence import FIRST_EVIDENCE
from journeybook.source.methods import METHODS

if TYPE_CHECKING:
    from conftest import Content
    from journeybook.model import Evidence

WALK = "buying/new-phone/2027-04-02-walk"
LOG = "buying/new-phone/2027-03-31-analytics"


@pytest.fixture
def journey(content: Content) -> Content:
    """A journey of one touchpoint, `finds-us`, and nothing else."""
    content.write_journey()
    return content


def evidence_of(content: Content) -> Evidence:
    """The one piece of evidence of a folder without problems."""
    (found,) = content.handbook().evidence.values()
    return found


def test_values_arrive_as_what_they_mean(full: Content) -> None:
    walk = full.handbook().evidence[WALK]
    assert (walk.date, walk.people, walk.counts) == (dt.date(2027, 4, 2), 2, True)
    seen = walk.observations["finds-us"]
    assert (seen.feels, seen.expected, seen.took) == (-0.5, False, 3900.0)
    assert seen.measures == {"page-speed": {None: Amount(3.4)}}
    assert [quote.persona for quote in seen.quotes] == [None, "upgrader"]
    log = full.handbook().evidence[LOG]
    assert log.measures == {
        "goal-reached": {
            dt.date(2027, 1, 31): Amount(68.0, "%"),
            dt.date(2027, 2, 28): Amount(70.0),
            dt.date(2027, 3, 31): Amount(71.0, "%"),
        }
    }


def test_earlier_ids_become_present_ones(full: Content) -> None:
    handbook = full.handbook()
    walk, log = handbook.evidence[WALK], handbook.evidence[LOG]
    assert (walk.journey, walk.by, walk.persona) == ("buying/new-phone", "marketing", "first-timer")
    assert list(walk.observations) == ["finds-us", "finds-us/after", "compares-plans/after"]
    assert log.taken is not None
    assert log.taken.order == ("finds-us", "compares-plans", "visits-shop")
    assert [(step.from_, step.to) for step in log.taken.steps] == [
        ("finds-us", "compares-plans"),
        ("compares-plans", "visits-shop"),
    ]
    assert [path.touchpoints for path in log.taken.paths] == [("finds-us", "compares-plans"), ("visits-shop",)]
    assert len(handbook.evidence_by_journey["buying/new-phone"]) == len(handbook.evidence)


def test_answers_are_filed_under_the_question_as_it_is_asked(full: Content) -> None:
    answers = full.handbook().evidence[WALK].observations["finds-us"].answers
    assert answers == {
        "Is the price complete on the first page?": "no",
        "Why should I go on from here?": "nobody could say",
    }


def test_evidence_remembers_where_each_value_was_written(full: Content) -> None:
    walk = full.handbook().evidence[WALK]
    file = f"content/evidence/{WALK}.yml"
    assert str(walk.place.key("observations", "searches")) == f"{file}:19:3"
    assert str(walk.observations["finds-us"].place.at("took")) == f"{file}:22:11"


def test_what_says_nothing_is_left_out_but_for_a_review(journey: Content) -> None:
    journey.write_journey("owner: retail", top="owner: retail")
    journey.write_evidence("finds-us:\nfinds-us/after: {feels: 1, answers: {}}")
    assert list(evidence_of(journey).observations) == ["finds-us/after"]
    journey.write_evidence("finds-us:", method="review", by="retail")
    assert evidence_of(journey).observations == {"finds-us": Observation()}
    journey.write_evidence(method="review", by="retail")
    assert evidence_of(journey).observations == {}


def test_a_moment_that_is_gone_is_an_error_also_with_nothing_after_it(journey: Content) -> None:
    for method in ("walk", "review"):
        journey.write_evidence("finds-us: {note: x}\npays:", method=method, by="retail")
        assert journey.codes() == ["unknown-reference"]


def waits(content: Content) -> list[str]:
    (journey,) = content.handbook().journeys.values()
    return [moment.id for moment in journey.moments if moment.kind == "wait"]


def test_a_wait_that_somebody_felt_is_a_moment(journey: Content) -> None:
    journey.write_evidence("finds-us/after: {took: 2 days}")
    assert waits(journey) == []
    journey.write_evidence("finds-us/after: {feels: -1}")
    assert waits(journey) == ["finds-us/after"]
    journey.write_journey("id: searches\nformerly: finds-us\nafter: {wait: 2 days}")
    assert waits(journey) == ["searches/after"]


def test_evidence_that_counts_nowhere_makes_no_wait_a_moment(journey: Content) -> None:
    silenced = "{nobody-behind: off, evidence-after-edition: off, unused-record: off}"
    journey.write("organization/settings.yml", f"warnings: {silenced}\n")
    journey.write_evidence("finds-us/after: {feels: -1}", sample="0")
    assert waits(journey) == []
    journey.write_evidence("finds-us/after: {feels: -1}")
    journey.on = dt.date(2026, 10, 3)
    assert waits(journey) == ["finds-us/after"]
    journey.on = dt.date(2026, 10, 2)
    assert waits(journey) == []


def test_an_improvement_can_fix_a_wait_that_evidence_found(journey: Content) -> None:
    improvement = "improvements: [{title: Tell them, fixes: finds-us/after}]"
    journey.write_journey(top=improvement)
    assert journey.codes() == ["unknown-reference"]
    journey.write_evidence("finds-us/after: {feels: -1}")
    assert journey.codes() == []
    journey.write_evidence("finds-us/after: {feels: -1, took: long}")
    assert journey.codes() == ["not-a-duration"]


def test_bad_evidence_leaves_its_journey_and_other_evidence_alone(journey: Content) -> None:
    journey.write_evidence("finds-us: {feels: 1}", name="good")
    journey.write_evidence("finds-us: {feels: 3}", name="bad")
    journey.write("evidence/worse.yml", "journey: [\n")
    handbook, problems = journey.load()
    assert [(p.span.file, p.code) for p in problems] == [
        ("content/evidence/bad.yml", "feeling-out-of-range"),
        ("content/evidence/worse.yml", "yaml-syntax"),
    ]
    assert list(handbook.journeys) == ["buying/new-phone"]
    assert list(handbook.evidence) == ["good"]


@pytest.mark.parametrize(
    ("file", "way_out"),
    [
        ("2026 10 03 Walk.yml", "rename it to `2026-10-03-walk.yml`"),
        ("2026-10-03_walk.yaml", "rename it to `2026-10-03-walk.yaml`"),
        ("Shop/walk.yml", "rename it to `shop/walk.yml`"),
        ("購入.yml", "name it with a–z, 0–9 and single hyphens, such as `2026-10-03-walk.yml`"),
        ("shop/review.yml", "choose another name"),
    ],
)
def test_file_names_that_do_not_fit_get_a_proposal(file: str, way_out: str, journey: Content) -> None:
    journey.write_evidence("finds-us: {feels: 1}").rename(journey.write(f"evidence/{file}", ""))
    problem = journey.problem()
    assert (problem.code, problem.span.file, problem.help) == ("bad-file-name", f"content/evidence/{file}", way_out)
    assert "journey" not in problem.message


def test_ids_are_paths_in_folders_as_you_like(journey: Content) -> None:
    for name in ("buying/new-phone/2026-10-03-walk-2", "2026/spring", "a"):
        journey.write_evidence("finds-us: {feels: 1}", name=name)
    journey.write_evidence("finds-us: {feels: 1}", name="b").rename(journey.path / "evidence" / "c.yaml")
    assert list(journey.handbook().evidence) == ["2026/spring", "a", "buying/new-phone/2026-10-03-walk-2", "c"]


def test_two_files_for_one_id_are_an_error_that_names_both(journey: Content) -> None:
    journey.write_evidence("finds-us: {feels: 1}").rename(journey.path / "evidence" / "walk.yaml")
    journey.write_evidence("finds-us: {feels: 1}")
    problem = journey.problem()
    assert problem.code == "duplicate-file"
    assert {problem.span.file, problem.notes[0].span.file} == {
        "content/evidence/walk.yml",
        "content/evidence/walk.yaml",
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-file"),
        ("# later\n", "empty-file"),
        ("- a\n", "wrong-kind"),
        ("a walk\n", "wrong-kind"),
        ("journey: a\n---\njourney: b\n", "several-documents"),
        ("x: " + "y" * 1_000_001, "file-too-large"),
        ("x: " + "[" * 60, "too-deep"),
    ],
)
def test_files_that_hold_no_evidence(text: str, code: str, journey: Content) -> None:
    journey.write("evidence/a.yml", text)
    assert journey.codes() == [code]


def test_the_first_evidence_that_is_shown_can_be_read(journey: Content) -> None:
    journey.write("evidence/a.yml", "")
    problem = journey.problem()
    assert FIRST_EVIDENCE in (problem.help or "")
    journey.write("evidence/a.yml", FIRST_EVIDENCE)
    assert evidence_of(journey).observations["finds-us"].feels == -1


_words = st.sampled_from([
    "journey", "method", "date", "sample", "observations", "taken", "measures", "answers", "feels", "finds-us",
    "pays/after",
    "buying/new-phone", "walk", "review", "survey", "analytics", "2026-10-03", "-1", "3 s", "paths", "customers",
    "quotes", "#",
])  # fmt: skip
_garbage = st.recursive(
    _words | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=6),
    max_leaves=25,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=_garbage, method=st.sampled_from([*METHODS, "walks"]))
def test_whatever_is_written_ends_in_evidence_or_a_problem(value: object, method: str, journey: Content) -> None:
    whole = {"journey": "buying/new-phone", "method": method, "date": "2026-10-03", "sample": "1", "by": "a"}
    whole |= value if isinstance(value, dict) else {"observations": value}
    journey.write("evidence/a.yml", yaml.safe_dump(whole))
    handbook, problems = journey.load()
    assert handbook.evidence or any(p.severity == "error" for p in problems)
    for problem in problems:
        assert problem.span.file == "content/evidence/a.yml"
    format_problems(problems)
