"""What evidence shows beyond feelings: sightings, consistency, standards, measures, taken paths, did it work.

Parts of the insight, read by figures, pages and data. Feelings run from −2 to +2, shares from 0 to 1, durations are
seconds; nothing is rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from journeybook.model import Evidence, Measure, Observation, Taken

Verdict = Literal["reached", "better", "no-better", "too-few"]
Trend = Literal["better", "worse", "same"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One observation of one moment. Evidence that is dated after the edition or counts nowhere is never among them."""

    evidence: Evidence
    observation: Observation
    in_period: bool
    """Whether it lies in the review period."""
    before_change: bool
    """Whether an improvement of the moment was done on that day or later."""


@dataclass(frozen=True, slots=True)
class Consistency:
    """How alike repeated visits (walks and mystery shops) to one touchpoint were, for the persona that differs most."""

    figure: float
    """1 − (mean absolute difference of all pairs) ÷ 4, from 0 to 1."""
    difference: float
    """The mean absolute difference of all pairs, on the feeling scale."""
    persona: str | None
    """The persona that the visits were for; None where they named none."""
    visits: int
    inconsistent: bool
    """Whether the difference is 1 or more."""


@dataclass(frozen=True, slots=True)
class StandardAnswers:
    """How often a standard of a channel was met, in the review period."""

    channel: str
    question: str
    met: int
    """How many observations answered yes."""
    asked: int
    """How many answered yes or no; 0 where nobody asked yet."""


@dataclass(frozen=True, slots=True)
class MeasurePoint:
    """One value of a measure on one day, in the measure's unit."""

    date: dt.date
    number: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class MeasureSeries:
    """A measure of a journey, or of one of its moments, over time; also one that only the author wrote down."""

    measure: Measure
    """The record; one made from the id where the organization has no such file."""
    moment: str | None
    """The id of the moment that it was measured at, or of a wait that nobody felt; None for the journey as a whole."""
    points: tuple[MeasurePoint, ...]
    """Oldest first, none later than the edition; the later evidence's where two are of one day."""
    authored: float | None
    """What the author wrote, None where nothing."""
    target: float | None
    meets_target: bool | None
    """Whether the newest value (the authored one without any) is as good as the target or better; None without one."""
    trend: Trend | None
    """How the newest value compares with the first one shown, by the measure's direction; None below two."""


@dataclass(frozen=True, slots=True)
class Side:
    """The observations on one side of a change."""

    mean: float | None
    """The mean of their feelings; None without any."""
    observations: int
    people: int


@dataclass(frozen=True, slots=True)
class Check:
    """Did it work: what a done improvement changed (DESIGN §4)."""

    before: Side
    """In the review period that ends on the day it was done."""
    after: Side
    """Later than that day."""
    verdict: Verdict
    """`too-few`: fewer than three observations on a side; `reached` what was hoped for; `better`; `no-better`."""
    measure: MeasureSeries | None
    """The measure of `proves_it`, where the journey has such a series."""
    measured_before: float | None
    """The measure's last value up to the day it was done; without one what `proves_it` says it was `from`."""
    measured_after: float | None
    """Its newest value later than that day."""
    proven: Verdict | None
    """The same judged by the measure, towards `to`; None without `proves_it`, `too-few` without a value after it."""


@dataclass(frozen=True, slots=True)
class TakenStep:
    """From a touchpoint to the next that customers came to; times in seconds."""

    start: str
    end: str
    customers: int
    median: float
    p90: float | None
    planned: bool
    """Whether the journey goes this way as it is written."""


@dataclass(frozen=True, slots=True)
class TakenPath:
    """A path that five customers or more took, compared with the journey as it is written."""

    touchpoints: tuple[str, ...]
    customers: int
    share: float
    """Of the customers in the log."""
    skips: tuple[str, ...]
    """The touchpoints of the plan, up to the last one reached, that they did not come to; alternatives count as one."""
    repeats: tuple[str, ...]
    """The touchpoints that they came to more than once."""
    in_order: bool = True
    """Whether they never came to a step that the plan has before one they had been at."""

    @property
    def as_planned(self) -> bool:
        """Whether it skips and repeats nothing, and goes in the order of the plan."""
        return self.in_order and not self.skips and not self.repeats


@dataclass(frozen=True, slots=True)
class TakenPaths:
    """The newest event log of a journey beside the plan."""

    evidence: Evidence
    taken: Taken
    order: tuple[str, ...]
    steps: tuple[TakenStep, ...]
    paths: tuple[TakenPath, ...]
    as_planned: int
    """How many customers are on paths that go as planned."""
    hidden: int
    """How many are on paths that are not told, because fewer than five took them or they are rare."""
