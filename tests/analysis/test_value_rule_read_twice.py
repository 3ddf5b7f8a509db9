"""The value of a moment and what is lost there, worked out a second time: DESIGN's words in plain loops."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from analysis_samples import ON
from hypothesis import given
from random_evidence import evidence, examples, journeys, look, shares

if TYPE_CHECKING:
    from journeybook.model import Evidence, Journey

    Told = list[tuple[Evidence, float]]

OWN_WORD = {"interview", "survey"}
FELT = {"interview", "survey", "walk", "mystery-shop"}
COUNTED = {"complaints", "contacts", "analytics"}


@examples
@given(journeys(), evidence, shares)
def test_values_are_as_a_plain_reading_gives(
    journey: Journey, found: list[Evidence], given_shares: dict[str, str | None]
) -> None:
    for moment in look(journey, found, given_shares).moments:
        for persona, felt in moment.felt.items():
            value, basis, people, before = read_value(journey, found, moment.id, moment.moment.feels, persona)
            assert felt.value == (None if value is None else pytest.approx(value))
            assert (felt.basis, felt.n, felt.before_change) == (basis, people, before)


@examples
@given(journeys(), evidence, shares)
def test_losses_are_as_a_plain_reading_gives(
    journey: Journey, found: list[Evidence], given_shares: dict[str, str | None]
) -> None:
    insight = look(journey, found, given_shares)
    for moment in insight.moments:
        if moment.moment.kind == "wait":
            continue
        total, customers, counted = 0.0, 0.0, False
        for persona in insight.personas.values():
            lost, is_counted = read_lost(journey, found, moment.id, moment.moment.touchpoint.lost, persona.id)
            if lost is not None and persona.share > 0:
                total += persona.share * lost
                customers += persona.share
                counted = counted or is_counted
        assert moment.lost == (pytest.approx(total / customers) if customers else None)
        assert moment.lost_observed is counted


def read_value(
    journey: Journey, found: list[Evidence], moment: str, written: Any, persona: str
) -> tuple[float | None, str | None, int, bool]:
    """The value of a moment for a persona, what it rests on, the people behind it, whether it is before the change."""
    told, before = read_in_force(journey, found, (moment, "feels", FELT), written, persona)
    if any(piece.method in OWN_WORD for piece, _ in told):
        told = [(piece, value) for piece, value in told if piece.method in OWN_WORD]
    if not told:
        authored = None if written is None else written.for_persona(persona)
        return authored, None if authored is None else "assumed", 0, False
    methods = sorted({piece.method for piece, _ in told})
    means = [weigh([(piece, value) for piece, value in told if piece.method == method]) for method in methods]
    basis = "measured" if any(piece.method == "survey" for piece, _ in told) else "seen"
    return sum(means) / len(means), basis, sum(piece.people for piece, _ in told), before


def read_lost(
    journey: Journey, found: list[Evidence], moment: str, written: Any, persona: str
) -> tuple[float | None, bool]:
    """What is lost at a touchpoint for a persona, and whether it was counted."""
    told, _ = read_in_force(journey, found, (moment, "lost", COUNTED), written, persona)
    if told:
        return weigh(told), True
    return (None if written is None else written.for_persona(persona)), False


def weigh(told: Told) -> float:
    return sum(piece.people * value for piece, value in told) / sum(piece.people for piece, _ in told)


def read_in_force(
    journey: Journey, found: list[Evidence], what: tuple[str, str, set[str]], written: Any, persona: str
) -> tuple[Told, bool]:
    """What tells a figure of a moment for a persona and is in force, and whether it is before the change."""
    moment, figure, methods = what
    is_by_persona = written is not None and len(written.personas) > 0
    candidates: Told = []
    for piece in found:
        value = getattr(piece.observations[moment], figure) if moment in piece.observations else None
        in_period = ON - dt.timedelta(days=180) < piece.date <= ON
        speaks_for = piece.persona == persona or (piece.persona is None and not is_by_persona)
        if value is not None and piece.method in methods and in_period and piece.people > 0 and speaks_for:
            candidates.append((piece, value))

    change = None
    for improvement in journey.improvements:
        done_on = improvement.done_on if improvement.status == "done" else None
        if done_on and done_on <= ON and moment in improvement.fixes:
            change = done_on if change is None or done_on > change else change
    before = False
    if change is not None and candidates:
        later = [(piece, value) for piece, value in candidates if piece.date > change]
        before = not later
        candidates = later or candidates

    if any(piece.persona == persona for piece, _ in candidates):
        candidates = [(piece, value) for piece, value in candidates if piece.persona == persona]
    return candidates, before
