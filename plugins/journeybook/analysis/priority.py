"""What an improvement's priority is made of: the three models, and how each figure came about.

Used by `expected.py` and `shared.py` for the figures, and by the pages that explain them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from journeybook.analysis.rounding import is_above
from journeybook.model import OPEN_STATUSES

if TYPE_CHECKING:
    from journeybook.analysis.insight import ImprovementInsight
    from journeybook.model import Improvement, PriorityModel

CONFIDENCE = 0.5
"""Of an improvement that does not say (DESIGN §4)."""
EFFORT = 3
"""Of an improvement that does not say (DESIGN §4)."""

FactorName = Literal["lift", "gain", "reach", "customers", "impact", "value", "confidence", "effort"]
FactorUnit = Literal["feeling", "feeling of customers a month", "share", "customers a month", "grade"]

_UNITS: dict[FactorName, FactorUnit] = {
    "lift": "feeling",
    "gain": "feeling of customers a month",
    "reach": "share",
    "customers": "customers a month",
    "impact": "grade",
    "value": "grade",
    "confidence": "share",
    "effort": "grade",
}


@dataclass(frozen=True, slots=True)
class Factor:
    """One number that a priority is made of."""

    name: FactorName
    number: float | None
    """None where it is unknown: then there is no priority. Shares run from 0 to 1, impact from 0.25 to 3, value and
    effort from 1 to 5, a lift on the feeling scale."""
    left_out: bool = False
    """Whether the author left it out; `number`, where there is one, then stands in for it."""

    @property
    def unit(self) -> FactorUnit:
        """What `number` counts."""
        return _UNITS[self.name]

    @property
    def divides(self) -> bool:
        """Whether the others are divided by it, and not multiplied."""
        return self.name == "effort"


@dataclass(frozen=True, slots=True)
class Priority:
    """The priority of one improvement with all it is made of."""

    model: PriorityModel
    figure: float | None
    """The product of the factors, divided by effort; None where one is unknown, and for done and dropped ones."""
    factors: tuple[Factor, ...]
    """In the order of the formula, effort last."""
    part: str | None = None
    """For an improvement of the organization that is judged within a journey, the one in which it ranks highest."""

    @property
    def missing(self) -> tuple[Factor, ...]:
        """The factors for lack of which there is no figure."""
        return tuple(factor for factor in self.factors if factor.number is None)


def weigh_improvement(improvement: Improvement, model: PriorityModel, *, felt: Factor, reached: Factor) -> Priority:
    """Work out the priority of an improvement (DESIGN §4).

    lift: `felt` × confidence ÷ effort, where `felt` is the lift in a journey and the gain across journeys. rice:
    `reached` × impact × confidence ÷ effort, where `reached` is the share of those who start in a journey and customers
    a month across journeys (Sean McBride, “RICE: Simple prioritization for product managers”, Intercom). value-effort:
    value ÷ effort, in both.
    """
    said = improvement.confidence
    confidence = Factor("confidence", CONFIDENCE if said is None else said, left_out=said is None)
    effort = Factor("effort", improvement.effort or EFFORT, left_out=improvement.effort is None)
    impact = Factor("impact", improvement.impact, left_out=improvement.impact is None)
    value = Factor("value", improvement.value, left_out=improvement.value is None)
    factors: dict[PriorityModel, tuple[Factor, ...]] = {
        "lift": (felt, confidence, effort),
        "rice": (reached, impact, confidence, effort),
        "value-effort": (value, effort),
    }
    chosen = factors[model]
    return Priority(model, _multiply(chosen) if improvement.status in OPEN_STATUSES else None, chosen)


def explain_priority(insight: ImprovementInsight, model: PriorityModel, *, across: bool) -> Priority:
    """Tell how an improvement's priority is made up, across journeys or within its journey, by `model`.

    Within a journey one of the organization takes the part that ranks highest; that is how the lists of what has no
    volume are ranked.
    """
    if not across and insight.parts:
        return _find_highest(insight.parts, model)
    felt = Factor("gain", insight.gain) if across else Factor("lift", insight.lift)
    reached = Factor("customers", insight.customers) if across else Factor("reach", insight.reach)
    return weigh_improvement(insight.improvement, model, felt=felt, reached=reached)


def needs_volume(model: PriorityModel) -> bool:
    """Whether a model ranks across journeys by customers a month."""
    return model != "value-effort"


def _find_highest(parts: tuple[ImprovementInsight, ...], model: PriorityModel) -> Priority:
    """Find the highest priority among the parts, the earlier one on a tie."""
    highest: Priority | None = None
    for part in parts:
        found = explain_priority(part, model, across=False)
        if highest is None or _ranks_higher(found.figure, highest.figure):
            highest = Priority(found.model, found.figure, found.factors, part.journey)
    assert highest is not None  # noqa: S101 - one of the organization has a part
    return highest


def _ranks_higher(figure: float | None, other: float | None) -> bool:
    return figure is not None and (other is None or is_above(figure, other))


def _multiply(factors: tuple[Factor, ...]) -> float | None:
    product = 1.0
    for factor in factors:
        if factor.number is None:
            return None
        product = product / factor.number if factor.divides else product * factor.number
    return product
