"""The figures of the handbook: pure functions of the model, from values by persona to the ranked backlog."""

from __future__ import annotations

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
    MomentInsight,
    PersonaInsight,
    RedKind,
    RedPoint,
    RedReason,
    TimeSum,
)
from journeybook.analysis.journeys import analyse_journey
from journeybook.analysis.rounding import TOLERANCE, round_figure, round_half_away

if TYPE_CHECKING:
    import datetime as dt

    from journeybook.model import Handbook

__all__ = [
    "TOLERANCE", "Answer", "Basis", "Check", "Consistency", "Felt", "Handoff", "ImprovementInsight", "Insight",
    "JourneyInsight", "MeasurePoint", "MeasureSeries", "MomentInsight", "PersonaInsight", "RedKind", "RedPoint",
    "RedReason", "Side", "Sighting", "StandardAnswers", "TakenPath", "TakenPaths", "TakenStep", "TimeSum", "Trend",
    "Verdict", "analyse", "analyse_journey", "round_figure", "round_half_away",
]  # fmt: skip


def analyse(handbook: Handbook, *, on: dt.date, drafts: bool = False) -> Insight:
    """Work out all figures of DESIGN §4 for the edition of the day `on`.

    Drafts count only where `drafts`; retired journeys never do.
    """
    found = tuple(analyse_journey(journey, handbook, on) for journey in handbook.listed(drafts=drafts))
    return Insight(
        handbook=handbook,
        on=on,
        journeys={insight.journey.id: insight for insight in found},
        backlog=rank_backlog(found),
        volume_unknown=rank_volume_unknown(found),
        closed=list_closed(found),
        unanswered=list_red_points(found, "unanswered"),
        still_red=list_red_points(found, "still-red"),
    )
