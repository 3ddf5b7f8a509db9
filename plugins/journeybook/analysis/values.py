"""What each persona feels at each moment, and what the feeling rests on.

Everything else that counts feelings starts from here. `felt_by` alone decides where a value comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from journeybook.analysis.moments import Felt
from journeybook.analysis.observed import keep_for_persona, mean_by_people
from journeybook.model import EVERYONE, OWN_WORD, STAND_INS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from journeybook.analysis.findings import Sighting
    from journeybook.analysis.insight import JourneyInsight, PersonaInsight
    from journeybook.analysis.moments import Basis
    from journeybook.analysis.observed import Observed
    from journeybook.model import Moment, Observation

Values = Mapping[str, Mapping[str, float]]
"""Persona id → moment id → feeling, in the order of the journey. A gap is not in it."""

FEELING = (*OWN_WORD, *STAND_INS)
"""The methods that tell how it felt."""

_GAP = Felt(None)

_WEAKEST_FIRST: tuple[Basis, ...] = ("assumed", "seen", "measured")


def felt_by(
    moment: Moment, persona: str, sightings: Sequence[Sighting] = (), below: JourneyInsight | None = None
) -> Felt:
    """Find how `persona` feels at `moment` (DESIGN §4, value of a moment for a persona).

    What was felt in the review period (`sightings`) and is in force goes before what the author wrote, which is
    assumed: an author cannot claim that it was seen. Where nobody felt and wrote anything, it is the score of the
    sub-journey that the moment is made of (`below`), else a gap.
    """
    feels = moment.feels
    authored = feels.for_persona(persona) if feels is not None else None
    kept = keep_for_persona(sightings, persona, by_persona=feels is not None and feels.differs) if sightings else ()
    if kept:
        return _rest_on(kept, authored)
    if authored is not None:
        return Felt(authored, "assumed", 0, authored)
    return _GAP if below is None else feel_whole(below, persona)


def feel_whole(journey: JourneyInsight, persona: str) -> Felt:
    """Find how `persona` feels a whole journey, where it is a step of another: its score for that persona.

    A journey without personas scores the same for each; where the persona is everyone, it is the score of the journey.
    It rests on the weakest of the feelings that the score is made of; nobody is counted twice, so on 0 people here.
    """
    found = journey.personas.get(persona) or journey.personas.get(EVERYONE)
    if found is not None:
        score, counted = found.score, [found]
    elif persona == EVERYONE:
        score, counted = journey.score, [p for p in journey.personas.values() if p.share > 0]
    else:
        return _GAP
    if score is None:
        return _GAP
    return Felt(score, _find_weakest(journey, counted), sub_journey=journey.journey.id)


def _find_weakest(journey: JourneyInsight, personas: Iterable[PersonaInsight]) -> Basis:
    """Find the weakest basis among the feelings of these personas that weigh anything."""
    bases = {moment.felt[persona.id].basis for persona in personas for moment in journey.moments if moment.weight > 0}
    return next(basis for basis in _WEAKEST_FIRST if basis in bases)


def find_felt(
    moments: Iterable[Moment], personas: Iterable[str], observed: Observed, known: Mapping[str, JourneyInsight]
) -> Mapping[str, Mapping[str, Felt]]:
    """Find how everyone feels everywhere: moment id → persona id → feeling, gaps included.

    `known` are the journeys, by id, that touchpoints may be made of; one that is not among them gives a gap.
    """
    named = tuple(personas)
    felt = {}
    for moment in moments:
        sightings = tuple(filter(tells_feeling, observed.in_period(moment.id)))
        below = known.get(moment.touchpoint.journey or "") if moment.kind == "touchpoint" else None
        felt[moment.id] = {persona: felt_by(moment, persona, sightings, below) for persona in named}
    return felt


def tells_feeling(sighting: Sighting) -> bool:
    """Whether somebody said or felt there how it is."""
    return sighting.observation.feels is not None and sighting.evidence.method in FEELING


def take_values(felt: Mapping[str, Mapping[str, Felt]], personas: Iterable[str]) -> Values:
    """Take the bare values, gaps left out, one curve a persona."""
    curves: dict[str, dict[str, float]] = {persona: {} for persona in personas}
    for moment, by_persona in felt.items():
        for persona, feeling in by_persona.items():
            if feeling.value is not None:
                curves[persona][moment] = feeling.value
    return curves


def _rest_on(kept: Sequence[Sighting], authored: float | None) -> Felt:
    """Make the value of what is in force: customers' own word, else what stand-ins felt; the mean of the methods."""
    chosen = tuple(sighting for sighting in kept if sighting.evidence.method in OWN_WORD) or kept
    by_method: dict[str, list[Sighting]] = {}
    for sighting in chosen:
        by_method.setdefault(sighting.evidence.method, []).append(sighting)
    means = [mean for told in by_method.values() if (mean := mean_by_people(told, _take_feeling)) is not None]
    visits = [
        sighting.observation.feels
        for method in STAND_INS
        for sighting in by_method.get(method, ())
        if sighting.observation.feels is not None
    ]
    spread = len(visits) > 1
    return Felt(
        value=sum(means) / len(means),
        basis="measured" if "survey" in by_method else "seen",
        n=sum(sighting.evidence.people for sighting in chosen),
        authored=authored,
        rests_on=tuple(sighting.evidence for sighting in chosen),
        before_change=chosen[0].before_change,
        low=min(visits) if spread else None,
        high=max(visits) if spread else None,
    )


def _take_feeling(observation: Observation) -> float | None:
    return observation.feels
