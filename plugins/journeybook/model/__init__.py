"""What a handbook is: frozen, typed values. Knows nothing of files, pages or MkDocs."""

from journeybook.model.handbook import Handbook, Kind
from journeybook.model.improvement import (
    COMMITTED_STATUSES,
    OPEN_STATUSES,
    Improvement,
    ImprovementStatus,
    Proof,
)
from journeybook.model.journey import AFTER, Journey, JourneyStatus, Moment, Volume, anchor_of
from journeybook.model.organization import (
    Channel,
    Measure,
    Persona,
    Phase,
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
    "AFTER", "ANY_PERSONA", "COMMITTED_STATUSES", "EVERYONE", "OPEN_STATUSES", "SEGMENT", "Action", "After", "Amount",
    "ByPersona", "Channel", "Handbook", "Image", "Improvement", "ImprovementStatus", "Journey", "JourneyStatus", "Kind",
    "Link", "Measure", "Moment", "Named", "Noted", "Persona", "Phase", "Proof", "Quote", "Record", "RedPointLimits",
    "Settings", "SourceMapping", "Stage", "System", "Team", "Touchpoint", "Volume", "anchor_of", "make_id",
    "plain_text",
]  # fmt: skip
