"""Evidence: what somebody saw, heard or counted on a journey. One file each; the file's path is its id."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from journeybook.model.record import Noted, Quotes, Record, References, Texts
from journeybook.model.scalars import (
    Count,
    Date,
    Duration,
    Feeling,
    Flag,
    Id,
    People,
    Reference,
    Series,
    Share,
    Text,
    one_of,
)

Method = Literal[
    "walk", "mystery-shop", "gemba", "interview", "survey", "complaints", "contacts", "analytics", "review"
]

OWN_WORD: Final[tuple[Method, ...]] = ("interview", "survey")
"""Customers' own word; it goes before what stand-ins felt."""
STAND_INS: Final[tuple[Method, ...]] = ("walk", "mystery-shop")
"""Somebody goes through the journey in the customer's place."""
COUNTING: Final[tuple[Method, ...]] = ("complaints", "contacts", "analytics")
"""Nobody is asked; something is counted."""
MONTH_ONLY: Final[tuple[Method, ...]] = ("mystery-shop", "gemba")
"""Shown with their month and never with their day, so that nobody finds the shift (DESIGN §8)."""

FEWEST_PEOPLE: Final = 5
"""Steps and paths that fewer people took are never written: they could tell who it was (DESIGN §8)."""


class Observation(Noted):
    """What was seen at one moment. An observation that says nothing is left out."""

    feels: Feeling | None = None
    """How it felt, from -2 to 2; for walk, mystery-shop, interview and survey only. Of several people, their mean."""
    expected: Flag | None = None
    """Whether it went as expected; `false` marks a surprise, `note` says which."""
    took: Duration | None = None
    """How long the step took, such as `35 min`; at `…/after`, how long the wait was. Of several, their median."""
    note: Text | None = None
    """What was seen, in a sentence or two."""
    answers: dict[Text, Text] = Field(default_factory=dict)
    """Answers by question, word for word as the channel's standards or the touchpoint's questions: `yes`, `no`, …."""
    quotes: Quotes = ()
    """What customers said, one or a list, each a text or `{text: …, persona: …}`; nothing that finds a person."""
    pains: Texts = ()
    """What went wrong for the customer, one text or a list."""
    count: Count | None = None
    """How many complaints, contacts or visits there were; for complaints, contacts and analytics."""
    reach: Share | None = None
    """The share of those who start that got here; for complaints, contacts and analytics."""
    lost: Share | None = None
    """The share of those who got here that left for good; for complaints, contacts and analytics."""
    measures: dict[Id, Series] = Field(default_factory=dict)
    """Measured values by the id of the measure, `3.1 s`, or several by their day: `{2026-09-30: 3.4 s}`."""


class Step(Record):
    """How customers went on from one touchpoint to the next that they came to."""

    from_: Reference = Field(alias="from")
    """The id of the touchpoint that they came from."""
    to: Reference
    """The id of the next touchpoint that they were seen at."""
    customers: Count
    """How many customers did so; below five it is not written down."""
    median: Duration
    """The time from the one to the other that half of the times stayed below."""
    p90: Duration | None = None
    """The time from the one to the other that nine of ten times did not exceed."""


class Path(Record):
    """A way through the journey that five customers or more took."""

    touchpoints: References
    """The ids of the touchpoints in the order in which they came to them; an id stands twice where they came back."""
    customers: Count
    """How many customers took it."""


class Taken(Record):
    """The paths that customers took, as an event log shows them. Made by `journeybook events`."""

    customers: Count
    """How many customers the log held."""
    since: Date | None = None
    """The day of the first event."""
    until: Date | None = None
    """The day of the last event."""
    order: References = ()
    """The ids of the touchpoints in the order in which customers mostly came to them."""
    steps: tuple[Step, ...] = ()
    """A list of the steps from touchpoint to touchpoint that five customers or more took."""
    paths: tuple[Path, ...] = ()
    """A list of the commonest paths, of five customers or more each, commonest first."""


class Evidence(Noted):
    """What somebody saw, heard or counted on a journey."""

    id: SkipJsonSchema[str] = ""
    """The path of the file below `evidence/` without its ending; never written."""
    journey: Reference
    """The id of the journey: `buying/new-phone`."""
    method: Annotated[Method, one_of(Method)]
    """How it was found out; an author cannot claim that something was seen without it."""
    date: Date
    """The day of it, or the last day of a longer time: `2026-10-03`."""
    by: Id | None = None
    """The id of the team that did it; no person's name belongs in the book. A review needs it."""
    persona: Id | None = None
    """The id of the persona that it speaks for; left out, for all of the journey's."""
    sample: People | None = None
    """How many people stand behind it; a survey must say, 1 is taken for all others; 0 counts nowhere."""
    summary: Text | None = None
    """What came out of it, in a sentence."""
    quotes: Quotes = ()
    """What customers said of the journey as a whole, one or a list, as in observations."""
    measures: dict[Id, Series] = Field(default_factory=dict)
    """Measured values of the journey as a whole, by the id of the measure, `71%`, or several by their day."""
    observations: dict[Reference, Observation] = Field(default_factory=dict)
    """What was seen, by the id of the touchpoint; `pays/after` is the time after `pays`."""
    taken: Taken | None = None
    """The paths that customers took, for analytics; `journeybook events` makes it."""

    @property
    def people(self) -> int:
        """How many people stand behind it: `sample`, and 1 where that is left out (a survey always says)."""
        return 1 if self.sample is None else self.sample

    @property
    def counts(self) -> bool:
        """Whether anything rests on it: somebody stands behind it, and it is no review, a team's word on its own."""
        return self.people > 0 and self.method != "review"
