"""The emotion chart as a table: the way of the keyboard, and on a phone the journey that runs down the page.

Used by a journey's page, whose template makes HTML of the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from journeybook.figures.emotion_curve import persona_label, reasons_for
from journeybook.figures.seen_words import is_overturned, say_thought, say_who_saw
from journeybook.figures.style import feeling_level, feeling_role, format_feeling
from journeybook.model import plain_text

if TYPE_CHECKING:
    from journeybook.analysis import Basis, Felt, JourneyInsight, MomentInsight
    from journeybook.model import Handbook


@dataclass(frozen=True, slots=True)
class FeelingsCell:
    """What one persona feels. `value` is −2 … +2 and unrounded; a gap has None, and no word, text, basis or role."""

    persona: str
    label: str
    value: float | None
    text: str | None
    """`−0.5`, as shown."""
    word: str | None
    """The level: upset, annoyed, even, pleased or delighted."""
    role: str | None
    """The role of its colour, `feel-minus-1`."""
    basis: Basis | None
    rests_on: str
    """What it rests on: `assumed`, or `seen by 4 people: 2 walks, newest Oct 2026`; empty for a gap."""
    from_sub_journey: bool
    """Whether it is the score of the journey that the touchpoint is made of."""
    thought: str
    """`We thought +1, we saw −1`; empty where that is the same, or nothing was seen or thought."""
    red: bool
    """Whether the moment is a red point for this persona."""
    suspected: bool
    """Whether it is one, and no reason rests on evidence."""
    step: str | None
    """CSS for the chart that runs down the page of a phone: `--v` the feeling here, `--n` the next moment's; `--lo` and
    `--hi` the span of repeated visits, `--a` what the author thought where that is overturned, `--b` before the change,
    `--s` seen or measured.
    """


@dataclass(frozen=True, slots=True)
class FeelingsRow:
    """One moment; all names are plain text.

    `expected` is the mean once what is planned works, None for a gap and for a moment that goes.
    """

    id: str
    anchor: str
    name: str
    stage: str
    kind: Literal["touchpoint", "wait"]
    cells: tuple[FeelingsCell, ...]
    """One a persona, in the journey's order."""
    expected: float | None
    removed: bool
    red: bool
    suspected: bool
    truth: bool
    """Whether it is a moment of truth."""
    alternative: bool
    """Whether it belongs to another way to do a step: the line of the journey passes it by."""


def feelings_table(insight: JourneyInsight, handbook: Handbook) -> tuple[FeelingsRow, ...]:
    """A row for every moment of the journey, in order."""
    labels = {persona: persona_label(persona, handbook) for persona in insight.personas}
    stages = [plain_text(stage.name) for stage in insight.journey.stages]
    along = [moment for moment in insight.moments if not _is_alternative(moment)]
    following = dict(pairwise(moment.id for moment in along))
    by_id = {moment.id: moment for moment in along}
    return tuple(
        _row(moment, by_id.get(following.get(moment.id, "")), stages[moment.moment.stage], labels)
        for moment in insight.moments
    )


def _is_alternative(moment: MomentInsight) -> bool:
    return moment.moment.touchpoint.instead_of is not None


def _row(moment: MomentInsight, following: MomentInsight | None, stage: str, labels: dict[str, str]) -> FeelingsRow:
    is_touchpoint = moment.moment.kind == "touchpoint"
    return FeelingsRow(
        id=moment.id,
        anchor=moment.moment.anchor,
        name=plain_text(moment.moment.name),
        stage=stage,
        kind=moment.moment.kind,
        cells=tuple(_cell(moment, following, persona, label) for persona, label in labels.items()),
        expected=moment.expected,
        removed=moment.removed,
        red=moment.is_red,
        suspected=moment.suspected,
        truth=is_touchpoint and moment.moment.touchpoint.moment_of_truth is not None,
        alternative=_is_alternative(moment),
    )


def _cell(moment: MomentInsight, following: MomentInsight | None, persona: str, label: str) -> FeelingsCell:
    felt = moment.felt[persona]
    known = felt.value is not None
    value = felt.value or 0.0
    reasons = reasons_for(moment, persona)
    return FeelingsCell(
        persona=persona,
        label=label,
        value=felt.value,
        text=format_feeling(value) if known else None,
        word=feeling_level(value) if known else None,
        role=feeling_role(value) if known else None,
        basis=felt.basis if known else None,
        rests_on="assumed"
        if felt.basis == "assumed" and felt.sub_journey is None
        else _uncapitalise(say_who_saw(felt)),
        from_sub_journey=felt.sub_journey is not None,
        thought=say_thought(felt),
        red=bool(reasons),
        suspected=bool(reasons) and all(reason.suspected for reason in reasons),
        step=_step(felt, following.felt[persona].value if following else None),
    )


def _uncapitalise(text: str) -> str:
    return text[:1].lower() + text[1:]


def _step(felt: Felt, following: float | None) -> str | None:
    if felt.value is None:
        return None
    written = {"v": felt.value, "n": following}
    if felt.low != felt.high:
        written |= {"lo": felt.low, "hi": felt.high}
    if is_overturned(felt):
        written |= {"a": felt.authored}
    if felt.before_change:
        written |= {"b": 1}
    if felt.basis != "assumed":
        written |= {"s": 1}
    return ";".join(f"--{name}:{_short(value)}" for name, value in written.items() if value is not None)


def _short(value: float) -> str:
    """`-.67`, `1`, `0`: as CSS reads it, with two decimals at most."""
    return f"{round(value, 2) + 0.0:g}".replace("0.", ".", 1)
