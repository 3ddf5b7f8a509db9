"""What all figures of one journey stand on, worked out once: shares, values, weights, who gets where.

Made by `journeys.py`; read by the modules that work out figures from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.analysis.finish import average_lost, follow_customers, reach_moments
from journeybook.analysis.observed import observe_journey
from journeybook.analysis.personas import mean_by_share, share_personas
from journeybook.analysis.score import score_personas
from journeybook.analysis.values import find_felt, take_values
from journeybook.analysis.weights import group_alternatives, weigh_moments

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from journeybook.analysis.insight import Felt
    from journeybook.analysis.observed import Observed
    from journeybook.analysis.personas import Shares
    from journeybook.analysis.values import Values
    from journeybook.analysis.weights import Groups
    from journeybook.model import Handbook, Journey, Settings, Touchpoint


@dataclass(frozen=True, slots=True)
class Ground:
    """A journey with what its figures are worked out from. Mappings go by id; what is unknown is not in them."""

    journey: Journey
    settings: Settings
    observed: Observed
    touchpoints: tuple[Touchpoint, ...]
    shares: Shares
    felt: Mapping[str, Mapping[str, Felt]]
    """Moment → persona → feeling, gaps included."""
    values: Values
    means: Mapping[str, float]
    """Moment → mean of the personas' values by share; gaps left out."""
    groups: Groups
    weights: Mapping[str, float]
    lost: Mapping[str, float]
    """Touchpoint → share of those who get there that leaves for good."""
    reach: Mapping[str, float]
    """Moment → share of those who start that gets there."""
    finish: float | None
    scores: Mapping[str, float]
    """Persona → score."""
    score: float | None


def lay_ground(journey: Journey, handbook: Handbook, on: dt.date) -> Ground:
    """Work out what the figures of `journey` stand on in the edition of the day `on`."""
    observed = observe_journey(journey, handbook, on)
    touchpoints = journey.touchpoints
    shares = share_personas(journey, handbook)
    felt = find_felt(journey, shares, observed)
    values = take_values(felt, shares)
    groups = group_alternatives(touchpoints)
    weights = weigh_moments(journey, groups)
    losses = ((touchpoint.id, average_lost(touchpoint, shares)) for touchpoint in touchpoints)
    lost = {touchpoint: share for touchpoint, share in losses if share is not None}
    stay = follow_customers(touchpoints, lost)
    scores = score_personas(values, weights)
    return Ground(
        journey=journey,
        settings=handbook.settings,
        observed=observed,
        touchpoints=touchpoints,
        shares=shares,
        felt=felt,
        values=values,
        means=average_moments(values, shares, felt),
        groups=groups,
        weights=weights,
        lost=lost,
        reach=reach_moments(journey.moments, stay, lost),
        finish=stay.finish,
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
