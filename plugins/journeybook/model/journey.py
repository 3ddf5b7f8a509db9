"""A journey: what a customer goes through to reach a goal, end to end. One file a journey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field
from pydantic.json_schema import SkipJsonSchema

from journeybook.model.record import EVERYONE, ByPersona, Ids, Noted, Quotes, Record, References, Texts
from journeybook.model.scalars import (
    AmountText,
    Count,
    Date,
    Duration,
    Effort,
    FailureDemand,
    Feeling,
    Flag,
    Id,
    MomentOfTruth,
    Reference,
    Share,
    Text,
    Url,
    refuse,
    shown,
)

JourneyStatus = Literal["draft", "published", "retired"]
ImprovementStatus = Literal["idea", "planned", "doing", "done", "dropped"]
Period = Literal["day", "week", "month", "quarter", "year"]

OPEN_STATUSES: tuple[ImprovementStatus, ...] = ("idea", "planned", "doing")
"""Improvements that are still to come."""
COMMITTED_STATUSES: tuple[ImprovementStatus, ...] = ("planned", "doing")
"""Improvements that somebody has taken on; they answer a red point and make the expected curve."""

AFTER = "/after"
"""Ends the id of the wait after a touchpoint: `pays/after`."""

_PER_MONTH: dict[Period, float] = {"day": 365 / 12, "week": 365 / 7 / 12, "month": 1, "quarter": 1 / 3, "year": 1 / 12}


def one_of(choices: Any) -> BeforeValidator:
    """A validator for a closed set of words, whose error names them all."""
    words = get_args(choices)

    def read(value: Any) -> str:
        if isinstance(value, str) and value.strip() in words:
            return value.strip()
        return refuse("bad-choice", f"{shown(value)} is not one of {', '.join(words)}")

    return BeforeValidator(read)


class Volume(Record):
    """How many customers go through the journey in a period."""

    customers: Count
    per: Annotated[Period, one_of(Period)] = "month"
    source: Text | None = None

    @property
    def per_month(self) -> float:
        """Customers a month; a month is a twelfth of 365 days."""
        return self.customers * _PER_MONTH[self.per]


class Action(Record):
    """What a team or a system does at a touchpoint, on one lane of the blueprint."""

    team: Id | None = None
    does: Text | None = None
    system: Id | None = None


class After(Record):
    """What comes after a touchpoint and before the next: a wait, silence, a note. With a feeling it is a moment."""

    wait: Duration | None = None
    feels: ByPersona[Feeling] | None = None
    note: Text | None = None


class Touchpoint(Noted):
    """A step where the customer meets us through a channel, or (`ours: false`) a step without us."""

    id: Id = ""
    name: Text
    formerly: Ids = ()
    ours: Flag = True
    channel: ByPersona[Id] | None = None
    owner: Id | None = None
    does: Text | None = None
    thinks: ByPersona[Text] | None = None
    feels: ByPersona[Feeling] | None = None
    expects: ByPersona[Text] | None = None
    gets: ByPersona[Text] | None = None
    sees: Texts = ()
    pains: Texts = ()
    quotes: Quotes = ()
    questions: Texts = ()
    when_it_fails: Text | None = None
    moment_of_truth: MomentOfTruth = None
    lost: ByPersona[Share] | None = None
    reach: Share | None = None
    failure_demand: FailureDemand = None
    caused_by: References = ()
    instead_of: Id | None = None
    back_to: Id | None = None
    says_again: Flag = False
    took: ByPersona[Duration] | None = None
    frontstage: tuple[Action, ...] = ()
    backstage: tuple[Action, ...] = ()
    support: tuple[Action, ...] = ()
    measures: dict[Id, AmountText] = Field(default_factory=dict)
    after: After | None = None


class Stage(Noted):
    """A part of the journey as the customer would name it."""

    name: Text
    goal: Text | None = None
    motivations: Texts = ()
    fears: Texts = ()
    touchpoints: tuple[Touchpoint, ...] = ()


class Proof(Record):
    """The measure that shows whether an improvement worked, from where to where; both in the measure's unit."""

    measure: Id
    from_: AmountText | None = Field(default=None, alias="from")
    to: AmountText | None = None


class Improvement(Noted):
    """A change that makes moments better. `effort` is 1 days, 2 weeks, 3 a month, 4 a quarter, 5 more."""

    id: Id = ""
    title: Text
    formerly: Ids = ()
    because: Text | None = None
    fixes: References = ()
    lifts_to: Feeling | None = None
    removes: References = ()
    loses_to: Share | None = None
    owner: Id | None = None
    status: Annotated[ImprovementStatus, one_of(ImprovementStatus)] = "idea"
    effort: Effort | None = None
    confidence: Share | None = None
    due: Date | None = None
    done_on: Date | None = None
    proves_it: Proof | None = None
    link: Url | None = None

    @property
    def touches(self) -> frozenset[str]:
        """The ids of the moments that it fixes or removes."""
        return frozenset(self.fixes) | frozenset(self.removes)


@dataclass(frozen=True)
class Moment:
    """A touchpoint, or the felt wait after one: one point of the emotion curve.

    `id` is the touchpoint's, with `/after` for a wait; `anchor` is the id of its row in the page; `stage` counts
    from 0.
    """

    id: str
    kind: Literal["touchpoint", "wait"]
    touchpoint: Touchpoint
    stage: int

    @property
    def name(self) -> str:
        """The touchpoint's name; `After: …` for a wait."""
        return self.touchpoint.name if self.kind == "touchpoint" else f"After: {self.touchpoint.name}"

    @property
    def anchor(self) -> str:
        """The anchor of its row in the journey's page."""
        return anchor_of(self.id)

    @property
    def feels(self) -> ByPersona[float] | None:
        """The authored feeling, None where it is left out."""
        after = self.touchpoint.after
        return self.touchpoint.feels if self.kind == "touchpoint" else after.feels if after else None


def anchor_of(moment_id: str) -> str:
    """`pays` → `touchpoint-pays`, `pays/after` → `touchpoint-pays-after`."""
    return "touchpoint-" + moment_id.replace("/", "-")


class Journey(Noted):
    """What a customer goes through to reach a goal, end to end. `id` is the file's path without its ending."""

    id: SkipJsonSchema[str] = ""
    title: Text
    summary: Text | None = None
    lifecycle: Id | None = None
    owner: Id | None = None
    personas: Ids = ()
    status: Annotated[JourneyStatus, one_of(JourneyStatus)] = "published"
    replaced_by: Reference | None = None
    formerly: References = ()
    volume: Volume | None = None
    goal: Text | None = None
    starts_when: Text | None = None
    ends_when: Text | None = None
    tags: Texts = ()
    review_after: Duration | None = None
    measures: dict[Id, AmountText] = Field(default_factory=dict)
    stages: tuple[Stage, ...]
    improvements: tuple[Improvement, ...] = ()

    @property
    def persona_ids(self) -> tuple[str, ...]:
        """The personas as written; `everyone` alone where the author named none."""
        return self.personas or (EVERYONE,)

    @property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints in order, through the stages."""
        return tuple(t for stage in self.stages for t in stage.touchpoints)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """All moments in order: every touchpoint, and every wait that has a feeling right after its touchpoint."""
        found = []
        for number, stage in enumerate(self.stages):
            for touchpoint in stage.touchpoints:
                found.append(Moment(touchpoint.id, "touchpoint", touchpoint, number))
                if touchpoint.after is not None and touchpoint.after.feels is not None:
                    found.append(Moment(touchpoint.id + AFTER, "wait", touchpoint, number))
        return tuple(found)
