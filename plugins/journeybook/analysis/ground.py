"""What all figures of one journey stand on, worked out once: shares, values, weights, who gets where.

Made by `journeys.py`; read by the modules that work out figures from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.analysis.counted import average_loss, find_losses, find_reach, find_times
from journeybook.analysis.finish import follow_customers, reach_moments
from journeybook.analysis.observed import observe_journey
from journeybook.analysis.personas import mean_by_share, share_personas
from journeybook.analysis.score import score_personas
from journeybook.analysis.values import find_felt, take_values
from journeybook.analysis.weights import group_alternatives, weigh_moments

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from journeybook.analysis.counted import Loss, Time
    from journeybook.analysis.insight import JourneyInsight
    from journeybook.analysis.moments import Felt
    from journeybook.analysis.observed import Observed
    from journeybook.analysis.personas import Shares
    from journeybook.analysis.values import Values
    from journeybook.analysis.weights import Groups
    from journeybook.model import Handbook, Journey, Moment, PriorityModel, Settings, Touchpoint


@dataclass(frozen=True, slots=True)
class Ground:
    """A journey with what its figures are worked out from. Mappings go by id; what is unknown is not in them."""

    journey: Journey
    settings: Settings
    observed: Observed
    touchpoints: tuple[Touchpoint, ...]
    moments: tuple[Moment, ...]
    shares: Shares
    felt: Mapping[str, Mapping[str, Felt]]
    """Moment → persona → feeling, gaps included."""
    values: Values
    means: Mapping[str, float]
    """Moment → mean of the personas' values by share; gaps left out."""
    groups: Groups
    weights: Mapping[str, float]
    losses: Mapping[str, Loss]
    """Touchpoint → who leaves there for good, by persona, and the evidence behind it."""
    lost: Mapping[str, float]
    """Touchpoint → share of those who get there that leaves for good."""
    said_reach: Mapping[str, float]
    """Touchpoint → share of those who start that gets there, where that is counted or written."""
    reach: Mapping[str, float]
    """Moment → share of those who start that gets there."""
    finish: float | None
    times: Mapping[str, Time]
    """Moment → how long it takes or lasts; waits that nobody felt as well."""
    scores: Mapping[str, float]
    """Persona → score."""
    score: float | None

    @property
    def priority(self) -> PriorityModel:
        """The model by which the journey ranks its improvements: its own, else the organization's."""
        return self.journey.priority or self.settings.priority


def lay_ground(journey: Journey, handbook: Handbook, on: dt.date, known: Mapping[str, JourneyInsight]) -> Ground:
    """Work out what the figures of `journey` stand on in the edition of the day `on`.

    `known` are the journeys, by id, that its touchpoints may be made of.
    """
    observed = observe_journey(journey, handbook, on)
    touchpoints, moments = journey.touchpoints, journey.moments
    shares = share_personas(journey, handbook)
    felt = find_felt(moments, shares, observed, known)
    values = take_values(felt, shares)
    groups = group_alternatives(touchpoints)
    said_reach = find_reach(touchpoints, observed)
    weights = weigh_moments(moments, groups, said_reach)
    losses = find_losses(touchpoints, shares, observed)
    averages = ((touchpoint, average_loss(loss, shares)) for touchpoint, loss in losses.items())
    lost = {touchpoint: share for touchpoint, share in averages if share is not None}
    stay = follow_customers(touchpoints, said_reach, lost)
    scores = score_personas(values, weights)
    return Ground(
        journey=journey,
        settings=handbook.settings,
        observed=observed,
        touchpoints=touchpoints,
        moments=moments,
        shares=shares,
        felt=felt,
        values=values,
        means=average_moments(values, shares, felt),
        groups=groups,
        weights=weights,
        losses=losses,
        lost=lost,
        said_reach=said_reach,
        reach=reach_moments(moments, stay, lost),
        finish=stay.finish,
        times=find_times(touchpoints, shares, observed),
        scores=scores,
        score=mean_by_share(scores, shares),
    )


def average_moments(values: Values, shares: Shares, moments: Mapping[str, object]) -> Mapping[str, float]:
    """Average each moment's values over the personas that have one, by share; gaps are left out (DESIGN §4)."""
    means = {}
    for moment in moments:
        mean = mean_by_share({persona: curve[moment] for persona, curve in values.items() if moment in curve}, shares)
        if mean is not None:
            means[moment] = mean
    return means
