"""What a handbook is: frozen, typed values. Knows nothing of files, pages or MkDocs."""

from journeybook.model.embeds import BacklogFilters, Embed, FigureName, Filters, RedPointFilters
from journeybook.model.evidence import (
    COUNTING,
    FEWEST_PEOPLE,
    MONTH_ONLY,
    OWN_WORD,
    STAND_INS,
    Evidence,
    Method,
    Observation,
    Path,
    Step,
    Taken,
)
from journeybook.model.handbook import Handbook, Kind
from journeybook.model.improvement import (
    COMMITTED_STATUSES,
    OPEN_STATUSES,
    Improvement,
    ImprovementPart,
    ImprovementStatus,
    Proof,
    SharedImprovement,
)
from journeybook.model.journey import AFTER, Journey, JourneyStatus, Moment, Volume, anchor_of
from journeybook.model.organization import (
    Channel,
    Measure,
    Persona,
    Phase,
    PriorityModel,
    RedPointLimits,
    Settings,
    System,
    Team,
)
from journeybook.model.record import (
    ANY_PERSONA,
    EVERYONE,
    ByPersona,
    Image,
    Link,
    Named,
    Noted,
    Quote,
    Record,
    SourceMapping,
)
from journeybook.model.scalars import SEGMENT, Amount, make_id
from journeybook.model.text import plain_text
from journeybook.model.touchpoint import Action, After, Stage, Touchpoint

__all__ = [
    "AFTER", "ANY_PERSONA", "COMMITTED_STATUSES", "COUNTING", "EVERYONE", "FEWEST_PEOPLE", "MONTH_ONLY",
    "OPEN_STATUSES", "OWN_WORD", "SEGMENT", "STAND_INS", "Action", "After", "Amount", "BacklogFilters", "ByPersona",
    "Channel", "Embed", "Evidence", "FigureName", "Filters", "Handbook", "Image", "Improvement", "ImprovementPart",
    "ImprovementStatus", "Journey", "JourneyStatus", "Kind", "Link", "Measure", "Method", "Moment", "Named", "Noted",
    "Observation", "Path", "Persona", "Phase", "PriorityModel", "Proof", "Quote", "Record", "RedPointFilters",
    "RedPointLimits", "Settings", "SharedImprovement", "SourceMapping", "Stage", "Step", "System", "Taken", "Team",
    "Touchpoint", "Volume", "anchor_of", "make_id", "plain_text",
]  # fmt: skip
