"""What was observed at each moment of a journey, what of it lies in the review period, and what is still in force.

Made by `ground.py`, once a journey; read by everything that evidence changes.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.analysis.findings import Sighting
from journeybook.model.organization import DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from journeybook.model import Evidence, Handbook, Journey, Observation


@dataclass(frozen=True, slots=True)
class Period:
    """The review period that ends on a day: end − length < date ≤ end (DESIGN §4)."""

    days: int
    end: dt.date

    @property
    def start(self) -> dt.date:
        """The last day before it."""
        return self.end - dt.timedelta(days=min(self.days, self.end.toordinal() - 1))

    def until(self, end: dt.date) -> Period:
        """The review period of the same length that ends on `end`."""
        return Period(self.days, end)

    def holds(self, day: dt.date) -> bool:
        """Whether `day` lies in it."""
        return self.start < day <= self.end


@dataclass(frozen=True, slots=True)
class Observed:
    """The evidence of one journey up to the edition's date, without what counts nowhere (nobody stands behind it)."""

    period: Period
    evidence: tuple[Evidence, ...]
    """Newest first, then by id; reviews included."""
    sightings: Mapping[str, tuple[Sighting, ...]]
    """Moment (or the wait after a touchpoint, felt or not) → what was observed there, newest first; no reviews."""
    recent: Mapping[str, tuple[Sighting, ...]]
    """The same, in the review period alone."""
    fixed_on: Mapping[str, dt.date]
    """Moment → the newest day on which an improvement that fixes it was done."""
    changed_on: Mapping[str, dt.date]
    """Moment → the newest day on which an improvement that fixes or removes it was done."""

    confirmed: Mapping[str, Evidence]
    """Moment → the newest review in the period that confirms it."""

    def at(self, moment: str) -> tuple[Sighting, ...]:
        """Everything that was observed at `moment`, newest first."""
        return self.sightings.get(moment, ())

    def in_period(self, moment: str) -> tuple[Sighting, ...]:
        """What was observed at `moment` in the review period, newest first."""
        return self.recent.get(moment, ())


def observe_journey(journey: Journey, handbook: Handbook, on: dt.date) -> Observed:
    """Sort what was observed on `journey` up to the day `on` by moment."""
    period = _find_period(journey, handbook, on)
    done = [(i, i.changed_on) for i in journey.improvements if i.changed_on is not None and i.changed_on <= on]
    fixed_on = _find_newest((i.fixes, day) for i, day in done)
    pieces = handbook.evidence_by_journey.get(journey.id, ())
    counting = [piece for piece in pieces if piece.date <= on and piece.people > 0]
    counting.sort(key=lambda piece: (-piece.date.toordinal(), piece.id))
    sightings = _sort_by_moment(counting, period, fixed_on)
    recent = {moment: tuple(found for found in every if found.in_period) for moment, every in sightings.items()}
    return Observed(
        period=period,
        evidence=tuple(counting),
        sightings=sightings,
        recent=recent,
        fixed_on=fixed_on,
        changed_on=_find_newest((i.touches, day) for i, day in done),
        confirmed=_find_confirmed(journey, counting, period),
    )


def keep_in_force(sightings: Iterable[Sighting]) -> Sequence[Sighting]:
    """Keep what still holds: once some is later than the newest improvement of the moment, only what is later.

    Until then all of it, and it is from before the change (DESIGN §4). All of `sightings` are of one moment.
    """
    every = tuple(sightings)
    later = tuple(sighting for sighting in every if not sighting.before_change)
    return later or every


def keep_for_persona(sightings: Iterable[Sighting], persona: str, *, by_persona: bool) -> Sequence[Sighting]:
    """Keep what is in force for `persona` at one moment: what names it, else what names none (DESIGN §4).

    What names none says nothing where the author wrote `by_persona`.
    """
    fitting = (
        sighting
        for sighting in sightings
        if sighting.evidence.persona == persona or (sighting.evidence.persona is None and not by_persona)
    )
    kept = keep_in_force(fitting)
    named = tuple(sighting for sighting in kept if sighting.evidence.persona == persona)
    return named or kept


def mean_by_people(sightings: Iterable[Sighting], figure: Callable[[Observation], float | None]) -> float | None:
    """Average a figure of what was observed by the people who stand behind it; None where nothing has it."""
    total = 0.0
    people = 0
    for sighting in sightings:
        found = figure(sighting.observation)
        if found is not None:
            total += sighting.evidence.people * found
            people += sighting.evidence.people
    return total / people if people else None


def _find_period(journey: Journey, handbook: Handbook, end: dt.date) -> Period:
    """Find the review period that ends on `end`: the journey's own `review_after`, else that of the settings."""
    seconds = handbook.settings.review_after if journey.review_after is None else journey.review_after
    # A day begun counts whole: what is later than `end` − 1.5 days is what is later than the day before yesterday.
    return Period(math.ceil(seconds / DAY), end)


def _find_newest(changes: Iterable[tuple[Iterable[str], dt.date]]) -> Mapping[str, dt.date]:
    newest: dict[str, dt.date] = {}
    for moments, day in changes:
        for moment in moments:
            newest[moment] = max(day, newest.get(moment, day))
    return newest


def _sort_by_moment(
    evidence: Iterable[Evidence], period: Period, fixed_on: Mapping[str, dt.date]
) -> Mapping[str, tuple[Sighting, ...]]:
    found: dict[str, list[Sighting]] = {}
    start = period.start
    for piece in evidence:
        if not piece.counts:
            continue
        in_period = start < piece.date
        for moment, observation in piece.observations.items():
            done_on = fixed_on.get(moment)
            before = done_on is not None and piece.date <= done_on
            found.setdefault(moment, []).append(Sighting(piece, observation, in_period, before))
    return {moment: tuple(sightings) for moment, sightings in found.items()}


def _find_confirmed(journey: Journey, evidence: Iterable[Evidence], period: Period) -> Mapping[str, Evidence]:
    """Find what teams confirmed: what a review names, and all touchpoints that its team owns where it names none."""
    confirmed: dict[str, Evidence] = {}
    for piece in evidence:
        if piece.method == "review" and period.holds(piece.date):
            owned = (t.id for t in journey.touchpoints if t.owner is not None and t.owner == piece.by)
            for moment in piece.observations or owned:
                confirmed.setdefault(moment, piece)
    return confirmed
