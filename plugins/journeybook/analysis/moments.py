"""What the analysis finds at one moment: how each persona feels there, why it is red, what became of it.

Parts of the insight, read by figures, pages and data. Feelings run from −2 to +2 and are unrounded, shares from 0 to 1,
durations are seconds; None means that a figure cannot be computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeybook.analysis.findings import Consistency, Sighting
    from journeybook.model import Evidence, Moment

Basis = Literal["assumed", "seen", "measured"]
RedKind = Literal["feels", "lost", "failure-demand"]
Answer = Literal["answered", "still-red", "to-check", "unanswered"]


@dataclass(frozen=True, slots=True)
class Felt:
    """How one persona feels at one moment.

    `value` is None for a gap; `basis` says what it rests on (None for a gap); `n` is the number of people behind it, 0
    when assumed; `authored` is what the author wrote, None where nothing.
    """

    value: float | None
    basis: Basis | None = None
    n: int = 0
    authored: float | None = None
    rests_on: tuple[Evidence, ...] = ()
    """The evidence that the value rests on, newest first; empty when assumed."""
    before_change: bool = False
    """Whether all of it is from before an improvement of the moment was done."""
    sub_journey: str | None = None
    """The id of the sub-journey whose score this is, where the moment has no feeling of its own for the persona; else
    None. The basis is the weakest among the feelings that the score is made of."""
    low: float | None = None
    """The lowest feeling of the walks and mystery shops it rests on, where there are two or more; else None."""
    high: float | None = None
    """The highest of them."""


@dataclass(frozen=True, slots=True)
class RedReason:
    """One reason why a moment is a red point.

    `persona` is set for `feels` only; `amount` is the feeling, the share lost, or the share of failure demand (None
    where only `true` was said). `suspected`: this reason does not rest on evidence.
    """

    kind: RedKind
    persona: str | None
    amount: float | None
    suspected: bool
    still: bool = False
    """Whether it rests on evidence that is later than the newest improvement of the moment that is done."""


@dataclass(frozen=True, slots=True)
class MomentInsight:
    """A moment with its figures. `felt` has an entry for every persona of the journey, in the journey's order."""

    moment: Moment
    felt: Mapping[str, Felt]
    value: float | None
    """Mean of the personas that have one, by share."""
    weight: float
    """2 for a moment of truth, else 1; alternatives share the weight of one."""
    reach: float
    """Share of those who start that gets here; for a wait, those who got to its touchpoint and stayed."""
    lost: float | None
    """Share of those who get here that leaves for good, averaged by persona; None where not given and for waits."""
    red: tuple[RedReason, ...]
    answer: Answer | None
    """What became of the red point; None where the moment is not red."""
    answered_by: tuple[str, ...]
    """Ids of the improvements that fix or remove it, dropped ones left out, in backlog order."""
    expected: float | None
    """The value once all planned and doing improvements are applied; None for a gap and where the moment is removed."""
    removed: bool
    """Whether a planned or doing improvement removes the moment."""
    n: int = 0
    """How many people stand behind what its values rest on, each piece of evidence counted once."""
    sightings: tuple[Sighting, ...] = ()
    """Everything that was observed at it, newest first, also what is older than the review period."""
    took: float | None = None
    """Seconds that the step takes, or that the wait lasts; the observed time stands in for the authored."""
    took_observed: bool = False
    lost_observed: bool = False
    consistency: Consistency | None = None
    """None below three visits, and for waits."""
    confirmed: Evidence | None = None
    """The newest review in the review period in which its team said that the description is right."""

    @property
    def seen(self) -> bool:
        """Whether there is evidence in the review period."""
        return any(sighting.in_period for sighting in self.sightings)

    @property
    def rests_on_evidence(self) -> bool:
        """Whether the feeling of at least one persona does: what a mark or badge of `value` is filled by."""
        return any(felt.basis not in {None, "assumed"} for felt in self.felt.values())

    @property
    def id(self) -> str:
        """The moment's id."""
        return self.moment.id

    @property
    def is_red(self) -> bool:
        """Whether there is any reason to call it a red point."""
        return bool(self.red)

    @property
    def suspected(self) -> bool:
        """Whether it is red and no reason rests on evidence."""
        return self.is_red and all(reason.suspected for reason in self.red)
