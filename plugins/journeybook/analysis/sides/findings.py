"""What the handbook shows from every other side than the journey's: by team, channel, system, persona, measure, phase.

Parts of the insight, read by figures, pages and data. Only journeys as they are count (`Insight.present`). Feelings run
from −2 to +2 and are unrounded, shares from 0 to 1; customers and contacts are a month's. No figure ranks teams
(DESIGN §8): what is listed of a team are moments, handoffs and work.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeybook.analysis.findings import MeasureSeries, StandardAnswers
    from journeybook.analysis.insight import ImprovementInsight, JourneyInsight, JourneyMoment, PersonaInsight
    from journeybook.analysis.moments import MomentInsight


@dataclass(frozen=True, slots=True)
class Spread:
    """How the feelings at several moments are spread. Each moment counts once, by its value; gaps are counted apart."""

    upset: int = 0
    """Moments whose value is nearest to −2; a value half way between two levels belongs to the one farther from 0."""
    annoyed: int = 0
    even: int = 0
    pleased: int = 0
    delighted: int = 0
    gaps: int = 0
    """Moments whose feeling nobody knows."""
    mean: float | None = None
    """The plain mean of the values, each moment counting once; None without any."""

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """How many moments are nearest to each level, from upset to delighted."""
        return self.upset, self.annoyed, self.even, self.pleased, self.delighted

    @property
    def known(self) -> int:
        """The moments that have a value."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class CrossedHandoff:
    """One handoff of one journey, with what the customer feels where it happens."""

    journey: JourneyInsight
    giving: MomentInsight
    """The touchpoint that the customer comes from."""
    wait: MomentInsight | None
    """The felt wait after it; None where nobody felt one."""
    taking: MomentInsight
    """The touchpoint that the customer comes to."""
    customers: float | None
    """Customers a month who come to `taking`; None without a volume."""

    @property
    def hurts(self) -> bool:
        """Whether the wait or the touchpoint it leads to is a red point."""
        return self.hurts_at is not None

    @property
    def felt_at(self) -> MomentInsight:
        """Where it feels lowest: the wait or the touchpoint after it; a gap only where both are gaps."""
        known = [moment for moment in (self.wait, self.taking) if moment is not None and moment.value is not None]
        return min(known, key=lambda moment: moment.value or 0.0, default=self.taking)

    @property
    def hurts_at(self) -> MomentInsight | None:
        """Where it hurts: of the two the red point, of two the one that feels lower; None where neither is one."""
        red = [moment for moment in (self.taking, self.wait) if moment is not None and moment.is_red]
        return min(red, key=lambda moment: moment.value or 0.0, default=None)

    @property
    def value(self) -> float | None:
        """How it feels: the lower value of the wait and of the touchpoint after it; None where both are gaps."""
        return self.felt_at.value


@dataclass(frozen=True, slots=True)
class HandoffFlow:
    """All handoffs from one team to another, over all journeys, in the handbook's order."""

    from_team: str
    to_team: str
    handoffs: tuple[CrossedHandoff, ...]

    @property
    def hurting(self) -> tuple[CrossedHandoff, ...]:
        """Those that hurt."""
        return tuple(handoff for handoff in self.handoffs if handoff.hurts)


@dataclass(frozen=True, slots=True)
class FailureContact:
    """A touchpoint that customers only come to because something failed, as far as one cause goes."""

    place: JourneyMoment
    share: float | None
    """The share of the contacts there that this cause makes: the failure demand, divided among its causes; None where
    only `true` was said."""
    contacts: float | None
    """Contacts a month that this cause makes there: customers a month × reach × share; None without one of them."""


@dataclass(frozen=True, slots=True)
class FailureDemand:
    """What one failure costs, counted where it is caused."""

    cause: JourneyMoment | None
    """The touchpoint that causes it; None where nobody wrote it down, or it stands in no listed journey."""
    contacts: tuple[FailureContact, ...]
    """Where it arrives, most contacts first (None last), then by journey and moment."""
    per_month: float | None
    """Contacts a month, summed; None where none is known."""
    at_least: bool
    """Whether a part is unknown."""


@dataclass(frozen=True, slots=True)
class TeamSide:
    """A team: what it owns, what hurts there, whom it passes customers to."""

    id: str
    journeys: tuple[JourneyInsight, ...] = ()
    """The journeys that it is accountable for, those that are to be included."""
    moments: tuple[JourneyMoment, ...] = ()
    """The touchpoints that it owns and the felt waits after them, in the handbook's order."""
    acts_at: tuple[JourneyMoment, ...] = ()
    """Touchpoints of other teams, or of nobody, at which it does something on a lane of the blueprint."""
    red: tuple[JourneyMoment, ...] = ()
    """Its red points that no other team causes, lowest value first (None last), then journey and moment."""
    red_caused_elsewhere: tuple[JourneyMoment, ...] = ()
    """Its red points whose `caused_by` names touchpoints that others own, and none of its own; in the same order."""
    causes: tuple[FailureDemand, ...] = ()
    """Failures at its touchpoints that bring contacts, most contacts first."""
    gets_from: tuple[HandoffFlow, ...] = ()
    """Handoffs to it, by the team that they come from, most first, then by id."""
    gives_to: tuple[HandoffFlow, ...] = ()
    """Handoffs from it, by the team that they go to, most first, then by id."""
    backlog: tuple[ImprovementInsight, ...] = ()
    """The open improvements that it owns, as the organization's backlog ranks them, volume unknown last."""
    closed: tuple[ImprovementInsight, ...] = ()
    """Those done and dropped."""
    to_review: tuple[JourneyInsight, ...] = ()
    """Of its journeys those that are stale or were never checked."""
    unseen: tuple[JourneyMoment, ...] = ()
    """Of its moments those without evidence in the review period."""
    systems: tuple[str, ...] = ()
    """The systems that it runs."""


@dataclass(frozen=True, slots=True)
class ChannelSide:
    """A channel: every touchpoint on it."""

    id: str
    moments: tuple[JourneyMoment, ...] = ()
    """Its touchpoints, also those where it is the channel of some personas only; no waits; in the handbook's order."""
    red: tuple[JourneyMoment, ...] = ()
    """Those that are red points, lowest value first."""
    spread: Spread = field(default_factory=Spread)
    standards: tuple[StandardAnswers, ...] = ()
    """Its standards, in the order written, with the answers of all journeys together."""
    journeys: tuple[JourneyInsight, ...] = ()


@dataclass(frozen=True, slots=True)
class SystemSide:
    """A system: what breaks when it is down."""

    id: str
    moments: tuple[JourneyMoment, ...] = ()
    """The touchpoints at which it does something on a lane of the blueprint, in the handbook's order."""
    journeys: tuple[JourneyInsight, ...] = ()
    customers: float | None = None
    """Customers a month who meet it: by journey the highest reach of its touchpoints × the volume, summed; None where
    no journey has a volume."""
    without_volume: tuple[str, ...] = ()
    """The journeys that have no volume, so that `customers` is at least that."""
    moments_of_truth: tuple[JourneyMoment, ...] = ()
    teams: tuple[str, ...] = ()
    """The teams that own these touchpoints, or use the system there; by id."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A moment that a persona feels otherwise than the rest."""

    place: JourneyMoment
    own: float
    others: float
    """The mean of the other personas that have a value, by share."""

    @property
    def apart(self) -> float:
        """Own − others."""
        return self.own - self.others


@dataclass(frozen=True, slots=True)
class PersonaSide:
    """A persona: its journeys, and where it feels otherwise than the others."""

    id: str
    journeys: tuple[tuple[JourneyInsight, PersonaInsight], ...] = ()
    differences: tuple[Difference, ...] = ()
    """Where it differs by half a feeling or more, most first, then journey and moment."""
    red: tuple[JourneyMoment, ...] = ()
    """The moments that are red for this persona (a reason that names it), lowest feeling of the persona first."""
    spread: Spread = field(default_factory=Spread)
    """Of this persona's own feelings."""


@dataclass(frozen=True, slots=True)
class MeasureSide:
    """A measure: where it is taken, and which improvements it is to prove."""

    id: str
    series: tuple[tuple[JourneyInsight, MeasureSeries], ...] = ()
    proves: tuple[ImprovementInsight, ...] = ()
    """The improvements whose `proves_it` names it: open ones as the backlog ranks them, then done, then dropped."""


@dataclass(frozen=True, slots=True)
class PhaseSide:
    """A phase of the lifecycle."""

    id: str | None
    """None for the journeys beside the lifecycle."""
    journeys: tuple[JourneyInsight, ...] = ()
    """In the handbook's order; none: a blind spot."""
    spread: Spread = field(default_factory=Spread)
    red: int = 0
    """Red points in it."""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row of a heat map: a journey, a channel or a persona, with a spread for each phase, in the map's order."""

    id: str
    cells: tuple[Spread | None, ...]
    """None where it has no moment in the phase."""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Feelings by lifecycle phase. A touchpoint that is made of a sub-journey lies in that journey's phase."""

    phases: tuple[str | None, ...]
    """The columns; None, the last one, for what stands beside the lifecycle, where there is any."""
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """The handbook from every side. Mappings hold every id that has a record or is named by a listed journey.

    They go in the order of the records' file, then those without a record by id.
    """

    teams: Mapping[str, TeamSide] = field(default_factory=dict)
    channels: Mapping[str, ChannelSide] = field(default_factory=dict)
    systems: Mapping[str, SystemSide] = field(default_factory=dict)
    personas: Mapping[str, PersonaSide] = field(default_factory=dict)
    """Without `everyone`, who is no persona."""
    measures: Mapping[str, MeasureSide] = field(default_factory=dict)
    phases: tuple[PhaseSide, ...] = ()
    """In the order of the lifecycle, empty ones included; last what stands beside it, where there is any."""
    handoffs: tuple[HandoffFlow, ...] = ()
    """By giving and taking team, in the order of `teams`."""
    failure_demand: tuple[FailureDemand, ...] = ()
    """Most contacts first (None last), then by journey and moment of the cause; the unknown cause comes last."""
    journeys_by_phase: HeatMap = field(default_factory=lambda: HeatMap((), ()))
    channels_by_phase: HeatMap = field(default_factory=lambda: HeatMap((), ()))
    personas_by_phase: HeatMap = field(default_factory=lambda: HeatMap((), ()))

    @property
    def contacts_by_failure(self) -> float | None:
        """Contacts a month that all failures bring together; None where none is known."""
        known = [failure.per_month for failure in self.failure_demand if failure.per_month is not None]
        return sum(known) if known else None

    @property
    def contacts_at_least(self) -> bool:
        """Whether a part of these contacts is unknown."""
        return any(failure.at_least for failure in self.failure_demand)
