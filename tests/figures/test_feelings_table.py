"""The emotion chart as a table."""

from __future__ import annotations

from figure_samples import HANDBOOK, buying_a_phone

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


def test_a_gap_stays_a_gap() -> None:
    gap = next(r for r in feelings_table(buying_a_phone(), HANDBOOK) if r.id == "waits-at-home").cells[0]
    assert (gap.value, gap.text, gap.word, gap.role, gap.basis) == (None, None, None, None, None)
