"""The figures of the handbook: pure functions of the model, from values by persona to the ranked backlog."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeybook.analysis.backlog import list_closed, list_red_points, rank_backlog, rank_volume_unknown
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
from journeybook.analysis.insight import (
    Answer,
    Basis,
    Felt,
    Handoff,
    ImprovementInsight,
    Insight,
    JourneyInsight,
    JourneyMoment,
    MomentInsight,
    PersonaInsight,
    RedKind,
    RedReason,
    TimeSum,
)
from journeybook.analysis.journeys import analyse_journey
from journeybook.analysis.rounding import TOLERANCE, round_figure, round_half_away
from journeybook.analysis.sides import Sides, see_sides
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
    Spread,
    SystemSide,
    TeamSide,
)
from journeybook.analysis.what_if import WhatIf

if TYPE_CHECKING:
    import datetime as dt

    from journeybook.model import Handbook

__all__ = [
    "TOLERANCE", "Answer", "Basis", "ChannelSide", "Check", "Consistency", "CrossedHandoff", "Difference",
    "FailureContact", "FailureDemand", "Felt", "Handoff", "HandoffFlow", "HeatMap", "HeatRow", "ImprovementInsight",
    "Insight", "JourneyInsight", "JourneyMoment", "MeasurePoint", "MeasureSeries", "MeasureSide", "MomentInsight",
    "PersonaInsight", "PersonaSide", "PhaseSide", "RedKind", "RedReason", "Side", "Sides", "Sighting", "Spread",
    "StandardAnswers", "SystemSide", "TakenPath", "TakenPaths", "TakenStep", "TeamSide", "TimeSum", "Trend", "Verdict",
    "WhatIf", "analyse", "analyse_journey", "round_figure", "round_half_away",
]  # fmt: skip


def analyse(handbook: Handbook, *, on: dt.date, drafts: bool = False) -> Insight:
    """Work out all figures of DESIGN §4 for the edition of the day `on`.

    Drafts count only where `drafts`; retired journeys never do.
    """
    found = tuple(analyse_journey(journey, handbook, on) for journey in handbook.listed(drafts=drafts))
    insight = Insight(
        handbook=handbook,
        on=on,
        journeys={insight.journey.id: insight for insight in found},
        backlog=rank_backlog(found),
        volume_unknown=rank_volume_unknown(found),
        closed=list_closed(found),
        unanswered=list_red_points(found, "unanswered"),
        still_red=list_red_points(found, "still-red"),
    )
    return replace(insight, sides=see_sides(insight))
