"""The emotion chart as a table."""

from __future__ import annotations

from figure_samples import HANDBOOK, buying_a_phone, phone_as_seen

from journeybook.figures.feelings_table import feelings_table


def test_a_row_for_every_moment_with_a_cell_for_every_persona() -> None:
    rows = {row.id: row for row in feelings_table(buying_a_phone(), HANDBOOK)}
    assert list(rows) == [
        "battery-dies", "finds-us", "checks-stock", "rings-shop", "pays", "pays/after", "waits-at-home", "first-call",
    ]  # fmt: skip
    wait = rows["pays/after"]
    assert (wait.kind, wait.name, wait.anchor, wait.stage) == (
        "wait", "After: Pays", "touchpoint-pays-after", "Stage 2",
    )  # fmt: skip
    assert (wait.red, wait.suspected, wait.removed, wait.expected, wait.truth) == (True, True, True, None, False)
    anna, bob = wait.cells
    assert (anna.persona, anna.label, anna.value, anna.text, anna.word, anna.role, anna.basis, anna.red) == (
        "anna", "Buys for the first time", -1.5, "−1.5", "upset", "feel-minus-2", "assumed", True,
    )  # fmt: skip
    assert bob.red is False
    assert rows["finds-us"].cells[0].basis == "seen"
    assert rows["checks-stock"].expected == 1.5
    assert rows["pays"].truth


def test_cells_say_what_they_rest_on() -> None:
    rows = {row.id: row for row in feelings_table(phone_as_seen(), HANDBOOK)}
    anna, bob = rows["pays"].cells
    assert (anna.rests_on, anna.thought) == (
        "seen by 3 people: 3 mystery shops, newest Oct 2026", "We thought +1.2, we saw −0.4",
    )  # fmt: skip
    assert (bob.red, bob.suspected) == (False, False)
    wait = rows["pays/after"].cells[0]
    assert wait.rests_on == "seen by 5 people: interview, Jun 2026, before the change"
    assert (wait.red, wait.suspected) == (True, False)
    assumed = rows["rings-shop"].cells[0]
    assert (assumed.rests_on, assumed.thought, assumed.red, assumed.suspected) == ("assumed", "", True, True)


def test_a_phone_gets_what_it_draws() -> None:
    rows = {row.id: row for row in feelings_table(phone_as_seen(), HANDBOOK)}
    steps = {(i, c.persona): c.step for i, row in rows.items() for c in row.cells}
    assert steps["checks-stock", "anna"] == "--v:.5;--n:-.4"
    assert steps["pays", "anna"] == "--v:-.4;--n:-1.5;--lo:-1.5;--hi:1;--a:1.2;--s:1"
    assert steps["first-call", "bob"] == "--v:.5;--b:1;--s:1"
    assert steps["waits-at-home", "anna"] is None


def test_a_gap_stays_a_gap() -> None:
    gap = next(r for r in feelings_table(buying_a_phone(), HANDBOOK) if r.id == "waits-at-home").cells[0]
    assert (gap.value, gap.text, gap.word, gap.role, gap.basis) == (None, None, None, None, None)
    assert (gap.rests_on, gap.thought, gap.step) == ("", "", None)
