"""What each persona feels at each moment, and what the feeling rests on.

Everything else that counts feelings starts from here. `felt_by` alone decides where a value comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from journeybook.analysis.insight import Felt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeybook.model import Journey, Moment

Values = Mapping[str, Mapping[str, float]]
"""Persona id → moment id → feeling, in the order of the journey. A gap is not in it."""

_GAP = Felt(None)


def felt_by(moment: Moment, persona: str) -> Felt:
    """Find how `persona` feels at `moment` (DESIGN §4, value of a moment for a persona).

    It is what the author wrote, and so assumed: an author cannot claim that it was seen. A gap where nothing was
    written.
    """
    feels = moment.feels
    authored = feels.for_persona(persona) if feels is not None else None
    return _GAP if authored is None else Felt(authored, "assumed", 0, authored)


def find_felt(journey: Journey, personas: Iterable[str]) -> Mapping[str, Mapping[str, Felt]]:
    """Find how everyone feels everywhere: moment id → persona id → feeling, gaps included."""
    named = tuple(personas)
    return {moment.id: {persona: felt_by(moment, persona) for persona in named} for moment in journey.moments}


def take_values(felt: Mapping[str, Mapping[str, Felt]], personas: Iterable[str]) -> Values:
    """Take the bare values, gaps left out, one curve a persona."""
    curves: dict[str, dict[str, float]] = {persona: {} for persona in personas}
    for moment, by_persona in felt.items():
        for persona, feeling in by_persona.items():
            if feeling.value is not None:
                curves[persona][moment] = feeling.value
    return curves
