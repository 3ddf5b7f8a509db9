"""What is lost at each touchpoint, who gets there and how long it takes: as observed, else as written.

Used by `ground.py`; everything that counts customers or time reads it from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.analysis.observed import keep_for_persona, keep_in_force, mean_by_people
from journeybook.analysis.personas import mean_by_share
from journeybook.model import AFTER, COUNTING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from journeybook.analysis.findings import Sighting
    from journeybook.analysis.observed import Observed
    from journeybook.analysis.personas import Shares
    from journeybook.model import Evidence, Observation, Touchpoint


@dataclass(frozen=True, slots=True)
class Loss:
    """Who leaves for good at one touchpoint."""

    by_persona: Mapping[str, float]
    """Persona → share of those who get there, 0 … 1; who has none is not in it, and at least one is."""
    rests_on: tuple[Evidence, ...] = ()
    """The evidence behind it, newest first; empty where the author alone says so."""


@dataclass(frozen=True, slots=True)
class Time:
    """How long a step takes, or a wait lasts."""

    seconds: float
    observed: bool


def find_losses(touchpoints: Sequence[Touchpoint], shares: Shares, observed: Observed) -> Mapping[str, Loss]:
    """Find what is lost by touchpoint and persona: as counted and in force, else as written (DESIGN §4).

    Touchpoints of which nobody says it are not in it.
    """
    losses = {}
    for touchpoint in touchpoints:
        counted = [s for s in _find_counted(observed, touchpoint) if s.observation.lost is not None]
        if counted or touchpoint.lost is not None:
            loss = _find_loss(touchpoint, shares, counted)
            if loss.by_persona:
                losses[touchpoint.id] = loss
    return losses


def find_reach(touchpoints: Sequence[Touchpoint], observed: Observed) -> Mapping[str, float]:
    """Find the share of those who start that gets to each touchpoint, where anybody says so: as counted, as written."""
    reach = {}
    for touchpoint in touchpoints:
        counted = _average_in_force(_find_counted(observed, touchpoint), lambda observation: observation.reach)
        here = touchpoint.reach if counted is None else counted
        if here is not None:
            reach[touchpoint.id] = here
    return reach


def find_times(touchpoints: Sequence[Touchpoint], shares: Shares, observed: Observed) -> Mapping[str, Time]:
    """Find how long each touchpoint takes and each wait lasts, felt or not, by the id of the moment (DESIGN §4).

    Observed by any method for any persona; else as written, by persona averaged by share.
    """
    times = {}
    for touchpoint in touchpoints:
        wait = touchpoint.after.wait if touchpoint.after else None
        for moment, authored in ((touchpoint.id, _average_took(touchpoint, shares)), (touchpoint.id + AFTER, wait)):
            timed = _average_in_force(observed.in_period(moment), lambda observation: observation.took)
            if timed is not None:
                times[moment] = Time(timed, observed=True)
            elif authored is not None:
                times[moment] = Time(authored, observed=False)
    return times


def average_loss(loss: Loss, shares: Shares, cap: float | None = None) -> float | None:
    """Average what is lost over the personas by share, each at most `cap`; None where no customers are behind it."""
    if cap is None:
        return mean_by_share(loss.by_persona, shares)
    return mean_by_share({persona: min(lost, cap) for persona, lost in loss.by_persona.items()}, shares)


def _find_loss(touchpoint: Touchpoint, shares: Shares, counted: Sequence[Sighting]) -> Loss:
    written = touchpoint.lost
    authored = {persona: written.for_persona(persona) for persona in shares} if written is not None else {}
    by_persona = {persona: lost for persona, lost in authored.items() if lost is not None}
    if not counted:
        return Loss(by_persona)
    differs = written is not None and written.differs
    rests_on: dict[int, Evidence] = {}
    for persona, share in shares.items():
        kept = keep_for_persona(counted, persona, by_persona=differs)
        lost = mean_by_people(kept, lambda observation: observation.lost)
        if lost is not None:
            by_persona[persona] = lost
        if share > 0:
            rests_on.update((id(sighting.evidence), sighting.evidence) for sighting in kept)
    return Loss(by_persona, tuple(sorted(rests_on.values(), key=lambda piece: (-piece.date.toordinal(), piece.id))))


def _find_counted(observed: Observed, touchpoint: Touchpoint) -> Sequence[Sighting]:
    here = observed.in_period(touchpoint.id)
    return tuple(sighting for sighting in here if sighting.evidence.method in COUNTING) if here else ()


def _average_in_force(sightings: Sequence[Sighting], figure: Callable[[Observation], float | None]) -> float | None:
    """Average a figure, by people, of what is in force of all that tells it; None where nothing does."""
    if not sightings:
        return None
    telling = (sighting for sighting in sightings if figure(sighting.observation) is not None)
    return mean_by_people(keep_in_force(telling), figure)


def _average_took(touchpoint: Touchpoint, shares: Shares) -> float | None:
    if touchpoint.took is None:
        return None
    took = ((persona, touchpoint.took.for_persona(persona)) for persona in shares)
    return mean_by_share({persona: time for persona, time in took if time is not None}, shares)
