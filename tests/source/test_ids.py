"""Ids: made from files and names, kept by `formerly`, and never the same for two things."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.model import SEGMENT, make_id

if TYPE_CHECKING:
    from conftest import Content


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Pays at the till", "pays-at-the-till"),
        ("  Él pagó — ¡por fin! ", "el-pago-por-fin"),
        ("STRASSE und Straße", "strasse-und-strasse"),
        ("It's 5 o'clock", "it-s-5-o-clock"),
        ("ﬁnds us", "finds-us"),
        ("支払い", ""),
        ("…", ""),
    ],
)
def test_an_id_is_made_from_a_name(name: str, made: str) -> None:
    assert make_id(name) == made


@given(st.text())
def test_what_is_made_is_an_id_or_nothing(name: str) -> None:
    made = make_id(name)
    assert made == "" or SEGMENT.fullmatch(made)
    assert make_id(made) == made


@pytest.mark.parametrize(
    ("file", "way_out"),
    [
        ("New Phone.yml", "rename it to `new-phone.yml`"),
        ("buying/New-Phone.yml", "rename it to `buying/new-phone.yml`"),
        ("Buying/new-phone.yml", "rename it to `buying/new-phone.yml`"),
        ("new_phone.yml", "rename it to `new-phone.yml`"),
        ("new-phone.de.yml", "rename it to `new-phone-de.yml`"),
        ("new--phone-.yml", "rename it to `new-phone.yml`"),
        ("Zurückgeben.yaml", "rename it to `zuruckgeben.yaml`"),
        ("new-phone.YML", "rename it to `new-phone.yml`"),
        ("new phone.Yaml", "rename it to `new-phone.yaml`"),
        ("購入.yml", "name it with a–z, 0–9 and single hyphens, such as `new-phone.yml`"),
        ("-.yml", "name it with a–z, 0–9 and single hyphens, such as `new-phone.yml`"),
        ("index.yml", "choose another name"),
        ("buying/readme.yml", "choose another name"),
        ("buying/README.yml", "choose another name"),
        ("buying/review.yml", "choose another name"),
        ("walk-sheet/x.yml", "choose another name"),
    ],
)
def test_file_names_that_do_not_fit_get_a_proposal(file: str, way_out: str, content: Content) -> None:
    content.write_journey(name="sound")
    content.write_journey(name="x").rename(content.write(f"journeys/{file}", ""))
    problem = content.problem()
    assert problem.code == "bad-file-name"
    assert problem.span.file == f"content/journeys/{file}"
    assert problem.help == way_out


def test_the_proposal_can_be_referred_to_meanwhile(content: Content) -> None:
    content.write_journey("caused_by: buying/the-phone#anything")
    content.write_journey(name="buying/The Phone")
    assert content.codes() == ["bad-file-name"]
    assert content.load()[0].unreadable == {"buying/the-phone": "content/journeys/buying/The Phone.yml"}


def test_two_files_for_one_id_are_an_error_that_names_both(content: Content) -> None:
    content.write_journey()
    content.write_journey(name="x").rename(content.path / "journeys" / "buying" / "new-phone.yaml")
    problem = content.problem()
    assert problem.code == "duplicate-journey"
    assert {problem.span.file, problem.notes[0].span.file} == {
        "content/journeys/buying/new-phone.yml",
        "content/journeys/buying/new-phone.yaml",
    }


def test_a_journey_and_a_folder_of_the_same_name_live_together(content: Content) -> None:
    content.write_journey(name="buying")
    content.write_journey(name="buying/new-phone")
    assert list(content.handbook().journeys) == ["buying/new-phone", "buying"]


def test_a_present_id_is_nobodys_earlier_one(content: Content) -> None:
    content.write_journey(top="formerly: [b, gone]", name="a")
    content.write_journey(top="formerly: gone", name="b")
    _, problems = content.load()
    assert [(p.code, p.span.file, p.notes[0].span.file) for p in problems] == [
        ("formerly-clash", "content/journeys/a.yml", "content/journeys/b.yml"),
        ("formerly-clash", "content/journeys/b.yml", "content/journeys/a.yml"),
    ]


def test_ids_of_touchpoints_in_two_journeys_may_be_equal(content: Content) -> None:
    content.write_journey("id: pays", name="a")
    content.write_journey("id: pays", name="b")
    assert [j.touchpoints[0].id for j in content.handbook().journeys.values()] == ["pays", "pays"]


def test_every_id_is_reserved_in_the_same_words(content: Content) -> None:
    for reserved in ("index", "readme", "walk-sheet", "review", "after", "everyone"):
        content.write_journey(f"id: {reserved}")
        problem = content.problem()
        assert problem.code == "reserved-id"
        assert re.search(rf"`{reserved}`", problem.message)


def test_a_record_without_a_file_has_no_reserved_id_either(content: Content) -> None:
    content.write_journey("channel: index\nsupport: [{system: index}]\nmeasures: {index: 3}", top="owner: index")
    _, problems = content.load()
    assert [p.code for p in problems] == ["reserved-id"] * 4
    assert sorted((p.span.line, p.span.column) for p in problems) == [(2, 8), (7, 18), (8, 28), (9, 20)]
    assert {p.help for p in problems} == {"choose another id"}
