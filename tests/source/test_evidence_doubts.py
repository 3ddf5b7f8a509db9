"""What is allowed in evidence and yet most likely not meant, and what may find a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeybook.source import load, load_edition

if TYPE_CHECKING:
    from conftest import Content
    from journeybook.problems import Problem


@pytest.fixture
def journey(content: Content) -> Content:
    """A journey of one touchpoint, `finds-us`, and nothing else."""
    content.write_journey()
    return content


def test_evidence_after_the_edition_is_a_doubt(journey: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790985600")  # 2026-10-03
    journey.write_journey(top="owner: retail")
    journey.write_evidence("finds-us: {feels: 1}", date="2026-10-04")
    journey.write_evidence("finds-us: {feels: 1}", name="today")

    def check() -> tuple[Problem, ...]:
        return load_edition(journey.path, root=journey.root)[2]

    (problem,) = check()
    assert (problem.code, problem.severity) == ("evidence-after-edition", "warning")
    assert str(problem.span) == "content/evidence/walk.yml:3:7"
    assert load(journey.path, root=journey.root)[1] == ()  # no edition, no doubt
    journey.write("organization/settings.yml", "warnings: {evidence-after-edition: off}\n")
    assert check() == ()


def test_a_copy_is_a_doubt_and_equal_feelings_are_none(journey: Content) -> None:
    for name in ("a", "b"):
        journey.write_evidence("finds-us: {feels: 1}", name=name)
    assert journey.codes() == []
    for name in ("a", "b"):
        journey.write_evidence("finds-us: {feels: 1, note: Nobody looked up.}", name=name)
    problem = journey.problem()
    assert (problem.code, problem.span.file, problem.notes[0].span.file) == (
        "twice-observed", "content/evidence/b.yml", "content/evidence/a.yml",
    )  # fmt: skip
    journey.write_evidence("finds-us: {feels: 1, note: Nobody looked up.}", name="b", date="2026-10-04")
    assert journey.codes() == []


def test_a_review_says_something_without_an_observation(journey: Content) -> None:
    journey.write_journey("owner: retail")
    journey.write_evidence(method="review", by="retail")
    assert journey.codes() == []
    journey.write_evidence(quotes="No.")
    assert journey.codes() == []
    journey.write_evidence(summary="Rain.")
    assert journey.codes() == ["nothing-observed"]


def test_a_review_of_a_team_that_owns_nothing_here_has_to_name_what_it_confirms(journey: Content) -> None:
    journey.write_journey("owner: retail")
    journey.write_evidence(method="review", by="pricing")
    problem = journey.problem()
    assert (problem.code, str(problem.span)) == ("nothing-observed", "content/evidence/walk.yml:4:5")
    journey.write_evidence("finds-us:", method="review", by="pricing")
    assert journey.codes() == []


def test_what_nobody_stands_behind_is_a_doubt(journey: Content) -> None:
    journey.write_evidence("finds-us: {feels: 1}", method="survey", sample="0")
    problem = journey.problem()
    assert (problem.code, problem.severity, str(problem.span)) == (
        "nobody-behind", "warning", "content/evidence/walk.yml:4:9",
    )  # fmt: skip
    journey.write_evidence("finds-us: {feels: 1}", method="survey", sample="1")
    assert journey.codes() == []
    journey.write_evidence("finds-us:", method="survey", sample="0")  # as it is before anybody was asked
    assert journey.codes() == ["nothing-observed"]


def test_what_is_written_beside_links_and_pictures_is_read_as_well(journey: Content) -> None:
    journey.write("images/till.png", b"")
    titled = "links: [{title: Ask Mrs Jones, url: https://northline.example}]"
    journey.write_evidence(f"finds-us: {{{titled}, image: {{file: images/till.png, alt: Mr Smith at the till}}}}")
    assert [(p.code, p.span.column) for p in journey.load()[1]] == [("personal-data", 34), ("personal-data", 115)]


@pytest.mark.parametrize(
    ("note", "words", "stretch"),
    [
        ("note: Then Frau Müller came, and Mr Smith.", "`Frau Müller`", (3, 16, 3, 27)),
        ('note: "Then Frau Müller came"', "`Frau Müller`", (3, 17, 3, 28)),
        (r'note: "The \"boss\" is Frau Müller"', "`Frau Müller`", (3, 11, 3, 40)),
        ("note: >-\n      Then Frau\n      Müller came", "`Frau Müller`", (3, 11, 6, 1)),
        ("note: Call (0171) 23 45 678-90 now", "`(0171) 23 45 678-90`", (3, 16, 3, 35)),
        ("note: Mail a.b@northline.example!", "`a.b@northline.example`", (3, 16, 3, 37)),
    ],
)
def test_the_words_that_may_find_a_person_are_told(
    note: str, words: str, stretch: tuple[int, ...], journey: Content
) -> None:
    text = f"observations:\n  finds-us:\n    {note}\njourney: buying/new-phone\nmethod: walk\ndate: 2026-10-03\n"
    journey.write("evidence/walk.yml", text)
    problem = journey.problem()
    assert problem.message.endswith(f" in evidence: {words}")
    assert problem.span[1:] == stretch


@pytest.mark.parametrize(
    "text",
    [
        "Mr Smith", "Mrs. Jones", "Ms Ng", "Miss Marple", "Dr. Who", "Prof Stone", "Sir Henry",
        "Madam Curie", "Herr Ober",
        "Frau Müller", "Monsieur Hulot", "Madame Öz", "Señor Pérez", "Señora Álvarez", "I said my name is Anna.",
        "My name's Bob", "My name’s Bob", "0171 2345678", "a.b@northline.example",
    ],
)  # fmt: skip
def test_what_may_find_a_person_is_a_doubt(text: str, journey: Content) -> None:
    journey.write_evidence(f"finds-us: {{note: {text!r}}}" if "'" not in text else f'finds-us: {{note: "{text}"}}')
    assert journey.codes() == ["personal-data"]
    journey.write_evidence("finds-us: {feels: 1}")
    journey.write_journey(f'quotes: "{text}"')
    assert journey.codes() == ["personal-data"]


@pytest.mark.parametrize(
    "text",
    [
        "Sir, The price is wrong.", "Yes, Sir. Please wait.", "Sir I am sorry", "Dear Sir Or Madam",
        "Miss Monday and wait",
        "My name is on the list.", "my name is NOT spelt so", "MS Teams", "the doctor", "misSir Henryx",
        "3 of 12 on 2026-10-03",
        "From 12:30 to 14:05, 35 min", "1,204 of 5,000 answered", "The frau asked", "Drop Off", "5 Ms later",
    ],
)  # fmt: skip
def test_what_finds_nobody_is_none(text: str, journey: Content) -> None:
    journey.write_evidence(f'finds-us: {{note: "{text}"}}')
    assert journey.codes() == []
