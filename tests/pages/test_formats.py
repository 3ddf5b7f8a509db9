from __future__ import annotations

import datetime as dt

import pytest

from journeybook.analysis import TimeSum
from journeybook.model import plain_text
from journeybook.pages import formats
from journeybook.pages.text import block_html, inline_html


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "–"), (0.0, "0.0"), (-0.04, "0.0"), (-0.05, "−0.1"), (0.25, "+0.3"), (-1.45, "−1.5"), (2.0, "+2.0")],
)
def test_feelings_round_half_away_from_zero(value: float | None, said: str) -> None:
    assert formats.say_signed(value) == said


@pytest.mark.parametrize(("value", "said"), [(None, "–"), (0, "0%"), (0.004, "<1%"), (0.125, "13%"), (1, "100%")])
def test_shares(value: float | None, said: str) -> None:
    assert formats.say_share(value) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, "–"), (0, "no time"), (20, "20 s"), (90, "1 min 30 s"), (5400, "1 h 30 min"), (86400, "1 day"),
        (7 * 86400, "7 days"), (14 * 86400, "2 weeks"), (15 * 86400 + 60, "15 days"),
        (2 * 86400 + 3 * 3600 + 60, "2 days 3 h"),
    ],
)  # fmt: skip
def test_durations_say_two_units_at_most(seconds: float | None, said: str) -> None:
    assert formats.say_duration(seconds) == said


def test_a_sum_with_unknown_parts_is_at_least() -> None:
    assert formats.say_time_sum(TimeSum(3600, at_least=True)) == "at least 1 h"
    assert formats.say_time_sum(TimeSum(None, at_least=True)) == "–"


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0"), (999.5, "1,000"), (4000, "4,000"), (30_651, "30,700"), (-12_345, "−12,300")]
)
def test_counts_have_no_false_precision(number: float, said: str) -> None:
    assert formats.say_count(number) == said


@pytest.mark.parametrize(
    ("number", "said"), [(0.0841, "0.084"), (1.26, "1.3"), (0, "0"), (-0.5, "−0.50"), (345.2, "345")]
)
def test_priorities_have_two_figures(number: float, said: str) -> None:
    assert formats.say_priority(number) == said


def test_dates_are_english() -> None:
    assert formats.say_date(dt.date(2026, 3, 1)) == "1 March 2026"
    assert formats.say_short_date(None) == "–"


def test_text_takes_inline_markdown_and_nothing_else() -> None:
    assert (
        inline_html("a *b* `c` [d](https://e.example/)")
        == 'a <em>b</em> <code>c</code> <a href="https://e.example/">d</a>'
    )
    assert inline_html("<b>x</b> & y") == "&lt;b&gt;x&lt;/b&gt; &amp; y"
    assert inline_html("it's 5 < 6") == "it's 5 &lt; 6"
    assert plain_text("a *b* [d](https://e.example/)\nnext") == "a b d next"
    assert "javascript" not in inline_html("[x](javascript:alert)").partition("href")[2]


def test_notes_take_blocks_and_leave_the_outline_alone() -> None:
    html = block_html("# Loud\n\n- one\n- two\n\n<div>raw</div>")
    assert "<h1" not in html
    assert "<li>one</li>" in html
    assert "&lt;div&gt;" in html
