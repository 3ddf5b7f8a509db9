"""The figures of the handbook: pure functions of the model, from values by persona to the ranked backlog."""

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

__all__ = [
    "Answer", "Basis", "Felt", "Handoff", "ImprovementInsight", "Insight", "JourneyInsight", "MomentInsight",
    "PersonaInsight", "RedKind", "RedPoint", "RedReason", "TimeSum",
]  # fmt: skip
