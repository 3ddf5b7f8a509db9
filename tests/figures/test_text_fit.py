"""Author's text in the room that a figure has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeybook.figures.text_fit import fit_text, text_width, wrap_text


def test_short_text_stays_on_its_line() -> None:
    assert fit_text("Pays", 80, 11, 3) == ("Pays",)


def test_no_text_is_no_line() -> None:
    assert fit_text("", 80, 11, 3) == ()


def test_lines_are_about_equally_long() -> None:
    assert fit_text("Asks a friend which one to get", 90, 11, 3) == ("Asks a friend", "which one to get")


def test_what_is_too_long_ends_in_an_ellipsis() -> None:
    assert fit_text("Gets the text that it has moved, and it rings", 80, 11, 2) == ("Gets the text", "that it has…")


def test_a_word_that_is_too_long_is_broken_with_a_hyphen() -> None:
    assert fit_text("Kundendienstmitarbeiterin fragt", 80, 11, 4) == ("Kundendienst-", "mitarbeiterin", "fragt")


def test_scripts_without_spaces_are_broken_too() -> None:
    lines = fit_text("新しい電話を買って家に帰る", 60, 12, 4)
    assert "".join(lines) == "新しい電話を買って家に帰る"
    assert len(lines) > 1


@given(st.text(max_size=200), st.floats(20, 200), st.integers(1, 4))
def test_no_line_is_wider_than_its_room(text: str, width: float, lines: int) -> None:
    fitted = fit_text(text, width, 11, lines)
    assert len(fitted) <= lines
    assert all(text_width(line, 11) <= width + 1e-6 for line in fitted)


@given(st.text(alphabet="ab c", max_size=120))
def test_wrapping_loses_nothing(text: str) -> None:
    assert "".join("".join(wrap_text(text, 10)).split()) == "".join(text.split())


def test_two_ellipses_are_never_in_a_row() -> None:
    assert fit_text("Print “pay …” under the sum", 74, 11, 1) == ("Print “pay…",)
