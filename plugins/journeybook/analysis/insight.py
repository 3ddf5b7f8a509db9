"""What the analysis finds: one frozen value for the whole handbook, read by figures, pages and data.

Values and lifts are on the feeling scale (−2 … +2) and unrounded; shares run from 0 to 1; durations are seconds. None
means that a figure cannot be computed: a gap, never a zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journeybook.analysis.sides.findings import Sides
from journeybook.model import ImprovementPart, SharedImprovement

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from journeybook.analysis.findings import (
        Check,
        MeasureSeries,
        StandardAnswers,
        TakenPaths,
    )
    from journeybook.analysis.moments import Answer, MomentInsight
    from journeybook.analysis.what_if import WhatIf
    from journeybook.model import Evidence, Handbook, Improvement, Journey, PriorityModel


@dataclass(frozen=True, slots=True)
class PersonaInsight:
    """One persona's journey.

    Best, worst and last are moments, the earlier one on a tie; None when every moment is a gap.
    """

    id: str
    share: float
    """Of this journey's customers; the journey's personas add up to 1."""
    score: float | None
    best: MomentInsight | None
    worst: MomentInsight | None
    last: MomentInsight | None
    remembered: float | None


@dataclass(frozen=True, slots=True)
class TimeSum:
    """A sum of durations in seconds; `at_least` where a part is unknown; None where nothing is known."""

    seconds: float | None
    at_least: bool


@dataclass(frozen=True, slots=True)
class Handoff:
    """A change of owner from one touchpoint of ours to the next that has an owner."""

    from_touchpoint: str
    to_touchpoint: str
    from_team: str
    to_team: str


@dataclass(frozen=True, slots=True)
class ImprovementInsight:
    """An improvement with its figures; `journey` is the id of the journey that it was written in.

    One of the organization stands in the lists across journeys once, with its `parts`: `journey` is the first listed
    journey that it touches, `gain`, and what follows from it, are the sums over them, `lift` and `finish_change` None.
    """

    improvement: Improvement
    journey: str
    lift: float | None
    """Expected score − score with this one applied; None for done and dropped, and without lifts_to or removes."""
    finish_change: float | None
    """The same for finish; None where the journey's finish is, for done and dropped, and where it neither removes nor
    has loses_to."""
    gain: float | None
    """Rise of feeling × reach × customers a month, summed; None without a volume, and where lift is."""
    priority: float | None
    """Within the journey, by the journey's model: lift × confidence ÷ effort, unless it is another one. For one of the
    organization the highest of its parts, by the organization's model."""
    priority_across: float | None
    """Across journeys, by the organization's model: gain × confidence ÷ effort, unless it is another one."""
    overdue: bool
    """Open, with a due date before the edition's date."""
    check: Check | None = None
    """Did it work; None unless it is done and says when."""
    reach: float | None = None
    """Share of those who start that comes to any moment that it fixes or removes: the highest of theirs; None where it
    names none, for done and dropped, and where it has `parts`."""
    customers: float | None = None
    """The same in customers a month, summed over the journeys of one of the organization; None without a volume."""
    parts: tuple[ImprovementInsight, ...] = ()
    """What one of the organization does in each journey that is listed, in the handbook's order; empty for others."""
    without_volume: tuple[str, ...] = ()
    """The ids of the journeys among its parts that have no volume, so that `gain` and `customers` are at least that."""

    @property
    def reference(self) -> str:
        """`journey#improvement`, or `#improvement` for one of the organization; unique in the handbook."""
        return f"{'' if self.parts else self.journey}#{self.improvement.id}"

    @property
    def is_shared(self) -> bool:
        """Whether it is one of the organization, or its part in one journey."""
        return isinstance(self.improvement, ImprovementPart | SharedImprovement)


@dataclass(frozen=True, slots=True)
class JourneyInsight:
    """A journey with all its figures."""

    journey: Journey
    personas: Mapping[str, PersonaInsight]
    moments: tuple[MomentInsight, ...]
    score: float | None
    lowest: PersonaInsight | None
    """The persona with the lowest score, where there is more than one persona with a score."""
    remembered: float | None
    expected_score: float | None
    """The score once all planned and doing improvements are applied; None without any that lifts or removes."""
    finish: float | None
    """Share of those who start that comes to the end; None where no touchpoint says what is lost. Below 0 where
    authored reaches and losses contradict each other."""
    expected_finish: float | None
    """The finish once all planned and doing improvements are applied; None where finish is, and without any of them
    that removes or has loses_to."""
    handoffs: tuple[Handoff, ...]
    channel_switches: int
    says_again: int
    doing: TimeSum
    waiting: TimeSum
    volume_per_month: float | None
    seen: float
    """Share of the moments that have evidence in the review period."""
    consistency: float | None
    stale: bool | None
    """Whether the newest evidence or review is older than the review period; None: never checked."""
    improvements: tuple[ImprovementInsight, ...]
    """All of them: open ones by priority (None last, then id), then done, then dropped, by id."""
    evidence: tuple[Evidence, ...] = ()
    """All up to the edition's date, reviews included, newest first, then by id; not what counts nowhere."""
    newest: dt.date | None = None
    """The day of the newest evidence or review; None: never checked."""
    period_start: dt.date | None = None
    """What is later than this day lies in the review period."""
    standards: tuple[StandardAnswers, ...] = ()
    """Every standard of every channel of the journey, by channel in the order of the journey."""
    measures: tuple[MeasureSeries, ...] = ()
    """The journey's own in the order written, then those of its moments, then those that only evidence has."""
    taken: TakenPaths | None = None
    """What the newest event log shows; None without one."""
    priority: PriorityModel = "lift"
    """The model by which its improvements are ranked."""
    what_if: WhatIf | None = None
    """What readers try improvements out with; None where none is open."""

    @property
    def is_future(self) -> bool:
        """Whether it shows how a journey is to be; such a one counts in no figure across journeys but the backlog."""
        return self.journey.future_of is not None

    @property
    def never_checked(self) -> bool:
        """Whether nobody ever looked at it; nobody can have looked at what is to be."""
        return self.stale is None and not self.is_future

    @property
    def cannot_be_seen(self) -> bool:
        """Whether it is to be and nothing of it was tried out yet, so that there is nothing to have been seen."""
        return self.stale is None and self.is_future

    @property
    def red_points(self) -> tuple[MomentInsight, ...]:
        """All red points in the order of the journey, suspected ones included."""
        return tuple(m for m in self.moments if m.is_red)

    def with_answer(self, answer: Answer) -> tuple[MomentInsight, ...]:
        """List the red points of which this became."""
        return tuple(m for m in self.moments if m.answer == answer)

    @property
    def one_thing(self) -> ImprovementInsight | None:
        """The open improvement that lifts most; None where none lifts at all. On a tie the one that ranks first."""
        lifting = [i for i in self.improvements if i.lift is not None and i.lift > 0]
        return max(lifting, key=lambda i: i.lift or 0.0, default=None)


@dataclass(frozen=True, slots=True)
class JourneyMoment:
    """A moment with its journey, for lists across journeys."""

    journey: JourneyInsight
    moment: MomentInsight

    @property
    def answers(self) -> tuple[ImprovementInsight, ...]:
        """The improvements that fix or remove it, dropped ones left out, in backlog order."""
        by_id = {item.improvement.id: item for item in self.journey.improvements}
        return tuple(by_id[found] for found in self.moment.answered_by)


@dataclass(frozen=True, slots=True)
class Insight:
    """Everything the analysis found. `journeys` holds the listed ones, in the handbook's order of lists, by id."""

    handbook: Handbook
    on: dt.date
    """The edition's date."""
    journeys: Mapping[str, JourneyInsight]
    backlog: tuple[ImprovementInsight, ...]
    """Open improvements that have what the model asks for (lift and rice: a volume), by priority across journeys (None
    last, then journey and id). Those of the organization stand here once, with their `parts`."""
    volume_unknown: tuple[ImprovementInsight, ...]
    """Open improvements of journeys without a volume, then journey and id; none where the model needs no volume. By
    priority in their journey by the organization's model, which `explain_priority` tells; those of the organization,
    where none of their journeys has a volume, by the highest of their parts."""
    closed: tuple[ImprovementInsight, ...]
    """Done (newest first) and then dropped improvements."""
    unanswered: tuple[JourneyMoment, ...]
    """Red points that nobody has taken, lowest value first (None last), then journey and moment."""
    still_red: tuple[JourneyMoment, ...] = ()
    """Red points that are red after what was done about them, in the same order."""
    priority: PriorityModel = "lift"
    """The model by which the backlog of the organization is ranked."""
    part_of: Mapping[str, tuple[JourneyMoment, ...]] = field(default_factory=dict)
    """Sub-journey → the touchpoints that are made of it, in the handbook's order."""
    futures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Journey → the journeys that are its future, in the handbook's order."""
    sides: Sides = field(default_factory=Sides)
    """The same handbook from every other side: by team, channel, system, persona, measure and phase."""

    @property
    def present(self) -> tuple[JourneyInsight, ...]:
        """The journeys as they are: the listed ones without those that are to be."""
        return tuple(journey for journey in self.journeys.values() if not journey.is_future)

    @property
    def one_thing(self) -> ImprovementInsight | None:
        """The open improvement with the highest gain; None where none is above 0. On a tie the one ranked first."""
        gaining = [i for i in self.backlog if i.gain is not None and i.gain > 0]
        return max(gaining, key=lambda i: i.gain or 0.0, default=None)
