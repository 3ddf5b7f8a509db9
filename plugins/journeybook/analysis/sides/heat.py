"""Feelings by lifecycle phase: of journeys, channels and personas. Used by `see_sides`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.sides.channels import list_channels
from journeybook.analysis.sides.findings import HeatMap, HeatRow
from journeybook.analysis.sides.spreads import spread_feelings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeybook.analysis.insight import JourneyMoment
    from journeybook.analysis.sides.survey import Survey

    _Feeling = tuple[str, str | None, float | None]
    """The row's id, the phase, and how it feels there; None for a gap."""


def map_journeys(survey: Survey) -> HeatMap:
    """Lay the journeys that have a value out by phase, in the handbook's order."""
    found = ((place.journey.journey.id, phase, place.moment.value) for place, phase in _list_places(survey))
    return _lay_out(survey, [journey.journey.id for journey in survey.journeys], found)


def map_channels(survey: Survey, channels: Sequence[str]) -> HeatMap:
    """Lay the channels on which there is a value out by phase, in the order of `channels`."""
    found = (
        (channel, phase, place.moment.value)
        for place, phase in _list_places(survey)
        for channel in list_channels(place)
    )
    return _lay_out(survey, channels, found)


def map_personas(survey: Survey, personas: Sequence[str]) -> HeatMap:
    """Lay the personas' own feelings out by phase, in the order of `personas`; those without any are left out."""
    found = (
        (persona, phase, felt.value)
        for place, phase in _list_places(survey)
        for persona, felt in place.moment.felt.items()
    )
    return _lay_out(survey, personas, found)


def _list_places(survey: Survey) -> Iterator[tuple[JourneyMoment, str | None]]:
    return zip(survey.places, survey.lies_in, strict=True)


def _lay_out(survey: Survey, rows: Iterable[str], feelings: Iterable[_Feeling]) -> HeatMap:
    """A row for each of `rows` that has a value anywhere; what belongs to no row is left out."""
    found: dict[str, dict[str | None, list[float | None]]] = {row: {} for row in rows}
    for row, phase, value in feelings:
        if row in found:
            found[row].setdefault(phase, []).append(value)
    spreads = {
        row: {phase: spread_feelings(values) for phase, values in by_phase.items()} for row, by_phase in found.items()
    }
    return HeatMap(
        phases=survey.phases,
        rows=tuple(
            HeatRow(row, tuple(by_phase.get(phase) for phase in survey.phases))
            for row, by_phase in spreads.items()
            if any(spread.known for spread in by_phase.values())
        ),
    )
