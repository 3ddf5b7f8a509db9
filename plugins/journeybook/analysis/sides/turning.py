"""The handbook turned round, put together from the modules that see one side each.

Used by `analyse`, once a handbook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.sides.channels import see_channels
from journeybook.analysis.sides.failures import find_failure_demand
from journeybook.analysis.sides.findings import Sides
from journeybook.analysis.sides.handoffs import find_flows
from journeybook.analysis.sides.heat import map_channels, map_journeys, map_personas
from journeybook.analysis.sides.measures import see_measures
from journeybook.analysis.sides.names import name_records
from journeybook.analysis.sides.personas import see_personas
from journeybook.analysis.sides.phases import see_phases
from journeybook.analysis.sides.survey import survey_moments
from journeybook.analysis.sides.systems import see_systems
from journeybook.analysis.sides.teams import see_teams

if TYPE_CHECKING:
    from journeybook.analysis.insight import Insight


def see_sides(insight: Insight) -> Sides:
    """Turn the handbook round: what each team, channel, system, persona, measure and phase has to do with journeys.

    `insight` is complete but for its sides.
    """
    survey = survey_moments(insight)
    names = name_records(insight)
    handoffs = find_flows(survey, names.teams)
    failures = find_failure_demand(survey)
    return Sides(
        teams=see_teams(survey, names.teams, handoffs, failures),
        channels=see_channels(survey, names.channels),
        systems=see_systems(survey, names.systems),
        personas=see_personas(survey, names.personas),
        measures=see_measures(insight, names.measures),
        phases=see_phases(survey),
        handoffs=handoffs,
        failure_demand=failures,
        journeys_by_phase=map_journeys(survey),
        channels_by_phase=map_channels(survey, names.channels),
        personas_by_phase=map_personas(survey, names.personas),
    )
