"""Files that are no clean text: byte order marks, line ends, other encodings, invisible characters, sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeybook.problems import format_problem

if TYPE_CHECKING:
    from conftest import Content

SMALL = "title: Buying a phone\nstages:\n  - name: Look\n    touchpoints:\n      - name: Finds us\n        feel: 1\n"
JOURNEY = "journeys/new-phone.yml"


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + SMALL.encode(),
        SMALL.replace("\n", "\r\n").encode(),
        SMALL.replace("\n", "\r").encode(),
    ],
    ids=["BOM", "CRLF", "CR"],
)
def test_marks_and_line_ends_move_nothing(raw: bytes, content: Content) -> None:
    content.write(JOURNEY, raw)
    problem = content.problem()
    assert format_problem(problem) == (
        'content/journeys/new-phone.yml:6:9: error: unknown key `feel` in touchpoint "Finds us" [unknown-key]\n'
        "  |\n6 |         feel: 1\n  |         ^^^^\n  help: did you mean `feels`?"
    )


def test_another_encoding_names_the_byte(content: Content) -> None:
    content.write(JOURNEY, "title: Mobiltelefon\nsummary: Gerät für Anfänger\n".encode("latin-1"))
    problem = content.problem()
    assert problem.code == "not-utf-8"
    assert (problem.span.line, problem.span.column) == (2, 13)
    assert "0xE4" in problem.message
    assert "UTF-8" in (problem.help or "")


def test_columns_count_characters_not_bytes(content: Content) -> None:
    content.write(JOURNEY, "title: Été\n".encode() + "summary: é".encode() + b"\xff\n")
    assert content.problem().span.column == 11


def test_utf_16_is_not_utf_8(content: Content) -> None:
    content.write(JOURNEY, SMALL.encode("utf-16"))
    assert content.problem().code == "not-utf-8"


def test_five_megabytes_are_refused_at_once(content: Content) -> None:
    content.write(JOURNEY, SMALL + "#" * 5_000_000)
    problem = content.problem()
    assert problem.code == "file-too-large"
    assert "5.0 MB" in problem.message


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\u0085"])
def test_pasted_line_separators_are_found_where_they_are(character: str, content: Content) -> None:
    content.write(JOURNEY, SMALL.replace("feel", "feels").replace("a phone", f"a{character}phone"))
    problem = content.problem()
    assert problem.code == "line-separator"
    assert (problem.span.line, problem.span.column) == (1, 16)
    assert problem.help


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x7f", "\ufeff", "\x9f"])
def test_invisible_characters_are_found_where_they_are(character: str, content: Content) -> None:
    content.write(JOURNEY, SMALL.replace("feel", "feels").replace("a phone", f"a{character}phone"))
    problem = content.problem()
    assert problem.code == "control-character"
    assert (problem.span.line, problem.span.column) == (1, 16)


def test_an_invisible_character_hides_no_other_problem(content: Content) -> None:
    content.write(JOURNEY, SMALL.replace("Look", "Lo\u2028ok"))
    assert content.codes() == ["line-separator", "unknown-key"]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "~\n", "\ufeff"])
def test_a_file_with_nothing_in_it(text: str, content: Content) -> None:
    content.write(JOURNEY, text)
    problem = content.problem()
    assert problem.code == "empty-file"
    assert "title: " in (problem.help or "")


def test_a_file_that_cannot_be_opened_is_a_problem(content: Content) -> None:
    (content.path / "journeys").mkdir(parents=True)
    (content.path / "journeys" / "gone.yml").symlink_to(content.path / "nowhere.yml")
    assert content.problem().code == "unreadable-file"
