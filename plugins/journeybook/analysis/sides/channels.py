"""The handbook from the side of each channel: its touchpoints, how they feel, how its standards are met.

Used by `see_sides`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.findings import StandardAnswers
from journeybook.analysis.sides.findings import ChannelSide
from journeybook.analysis.sides.spreads import spread_feelings
from journeybook.analysis.sides.survey import list_journeys, rank_lowest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeybook.analysis.insight import JourneyMoment
    from journeybook.analysis.sides.survey import Survey


def see_channels(survey: Survey, channels: Sequence[str]) -> Mapping[str, ChannelSide]:
    """Turn the handbook to each of the `channels`."""
    moments: dict[str, list[JourneyMoment]] = {channel: [] for channel in channels}
    for place in survey.places:
        for channel in list_channels(place):
            moments[channel].append(place)
    answers = _sum_answers(survey)
    return {channel: _see_channel(channel, found, answers.get(channel, ())) for channel, found in moments.items()}


def list_channels(place: JourneyMoment) -> tuple[str, ...]:
    """List the channels on which customers meet us at a touchpoint, each once; none for waits and steps without us."""
    touchpoint = place.moment.moment.touchpoint
    if place.moment.moment.kind == "wait" or not touchpoint.ours or touchpoint.channel is None:
        return ()
    return tuple(dict.fromkeys(touchpoint.channel.all_values()))


def _see_channel(channel: str, moments: Sequence[JourneyMoment], answers: tuple[StandardAnswers, ...]) -> ChannelSide:
    return ChannelSide(
        id=channel,
        moments=tuple(moments),
        red=rank_lowest(place for place in moments if place.moment.is_red),
        spread=spread_feelings(place.moment.value for place in moments),
        standards=answers,
        journeys=list_journeys(moments),
    )


def _sum_answers(survey: Survey) -> Mapping[str, tuple[StandardAnswers, ...]]:
    """Sum the answers of all journeys, by channel and standard in the order written; also what nobody asked yet."""
    sums: dict[str, dict[str, list[int]]] = {
        channel: {question: [0, 0] for question in record.standards}
        for channel, record in survey.insight.handbook.channels.items()
    }
    for journey in survey.journeys:
        for standard in journey.standards:
            counts = sums[standard.channel][standard.question]
            counts[0] += standard.met
            counts[1] += standard.asked
    return {
        channel: tuple(StandardAnswers(channel, question, met, asked) for question, (met, asked) in found.items())
        for channel, found in sums.items()
    }
