"""How often the standards of the channels were met, as whoever walked the journey answered.

Used by `journeys.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.findings import StandardAnswers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeybook.analysis.ground import Ground
    from journeybook.model import Handbook, Touchpoint

MET = frozenset({"yes", "true", "y", "met"})
NOT_MET = frozenset({"no", "false", "n", "not met"})


def count_answers(ground: Ground, handbook: Handbook) -> tuple[StandardAnswers, ...]:
    """Count how often each standard of each channel of the journey was met in the review period.

    By channel in the order of the journey, then as `channels.yml` has them. An answer that is neither yes nor no counts
    nowhere.
    """
    channels = [channel for t in ground.touchpoints for channel in _list_channels(t, tuple(ground.shares))]
    questions = [
        (channel, question)
        for channel in dict.fromkeys(channels)
        if channel in handbook.channels
        for question in handbook.channels[channel].standards
    ]
    if not questions:
        return ()
    answers: dict[tuple[str, str], list[bool]] = {question: [] for question in questions}
    for channel, question, is_met in _list_answers(ground):
        if (channel, question) in answers:
            answers[channel, question].append(is_met)
    return tuple(
        StandardAnswers(channel, question, met=sum(found), asked=len(found))
        for (channel, question), found in answers.items()
    )


def _list_answers(ground: Ground) -> Iterator[tuple[str, str, bool]]:
    """List channel, question and whether it was met, for everything that was answered with yes or no."""
    for touchpoint in ground.touchpoints:
        for sighting in ground.observed.in_period(touchpoint.id):
            persona = sighting.evidence.persona
            for channel in _list_channels(touchpoint, tuple(ground.shares) if persona is None else (persona,)):
                for question, answer in sighting.observation.answers.items():
                    said = answer.strip().casefold()
                    if said in MET or said in NOT_MET:
                        yield channel, question, said in MET


def _list_channels(touchpoint: Touchpoint, personas: tuple[str, ...]) -> tuple[str, ...]:
    """List the channels on which these personas meet us at a touchpoint, each once."""
    if touchpoint.channel is None:
        return ()
    channels = (touchpoint.channel.for_persona(persona) for persona in personas)
    return tuple(dict.fromkeys(channel for channel in channels if channel is not None))
