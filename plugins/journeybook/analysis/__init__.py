"""The figures of the handbook: pure functions of the model, from values by persona to the ranked backlog."""

from __future__ import annotations

from journeybook.analysis.backlog import list_red_points
from journeybook.analysis.findings import (
    Check,
    Consistency,
    MeasurePoint,
    MeasureSeries,
    Side,
    Sighting,
    StandardAnswers,
    TakenPath,
    TakenPaths,
    TakenStep,
    Trend,
    Verdict,
)
from journeybook.analysis.handbook import analyse, keep_published
from journeybook.analysis.insight import (
    Handoff,
    ImprovementInsight,
    Insight,
    JourneyInsight,
    JourneyMoment,
    PersonaInsight,
    TimeSum,
)
from journeybook.analysis.journeys import analyse_journey
from journeybook.analysis.moments import Answer, Basis, Felt, MomentInsight, RedKind, RedReason
from journeybook.analysis.priority import Factor, Priority, explain_priority
from journeybook.analysis.rounding import (
    TOLERANCE,
    Level,
    level_of,
    round_feeling,
    round_figure,
    round_half_away,
)
from journeybook.analysis.sides.findings import (
    ChannelSide,
    CrossedHandoff,
    Difference,
    FailureContact,
    FailureDemand,
    HandoffFlow,
    HeatMap,
    HeatRow,
    MeasureSide,
    PersonaSide,
    PhaseSide,
    Sides,
    Spread,
    SystemSide,
    TeamSide,
)
from journeybook.analysis.what_if import WhatIf

__all__ = [
    "TOLERANCE", "Answer", "Basis", "ChannelSide", "Check", "Consistency", "CrossedHandoff", "Difference", "Factor",
    "FailureContact", "FailureDemand", "Felt", "Handoff", "HandoffFlow", "HeatMap", "HeatRow", "ImprovementInsight",
    "Insight", "JourneyInsight", "JourneyMoment", "Level", "MeasurePoint", "MeasureSeries", "MeasureSide",
    "MomentInsight", "PersonaInsight", "PersonaSide", "PhaseSide", "Priority", "RedKind", "RedReason", "Side",
    "Sides", "Sighting", "Spread", "StandardAnswers", "SystemSide", "TakenPath", "TakenPaths", "TakenStep",
    "TeamSide", "TimeSum", "Trend", "Verdict", "WhatIf", "analyse", "analyse_journey", "explain_priority",
    "keep_published", "level_of", "list_red_points", "round_feeling", "round_figure", "round_half_away",
]  # fmt: skip
