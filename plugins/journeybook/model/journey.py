"""A journey: what a customer goes through to reach a goal, end to end. One file a journey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import Field, PrivateAttr
from pydantic.json_schema import SkipJsonSchema

from journeybook.model.improvement import Improvement
from journeybook.model.organization import PriorityModel
from journeybook.model.record import EVERYONE, ByPersona, Ids, JourneyIds, Noted, Record, Texts
from journeybook.model.scalars import AmountText, Count, Duration, Id, Reference, Text, one_of
from journeybook.model.touchpoint import Stage, Touchpoint

JourneyStatus = Literal["draft", "published", "retired"]
Period = Literal["day", "week", "month", "quarter", "year"]

AFTER = "/after"
"""Ends the id of the wait after a touchpoint: `pays/after`."""

_PER_MONTH: dict[Period, float] = {"day": 365 / 12, "week": 365 / 7 / 12, "month": 1, "quarter": 1 / 3, "year": 1 / 12}


class Volume(Record):
    """How many customers go through the journey in a period."""

    customers: Count
    """How many customers, as a whole number without separators: `4000`."""
    per: Annotated[Period, one_of(Period)] = "month"
    """The period in which so many go through it."""
    source: Text | None = None
    """Where the number comes from."""

    @property
    def per_month(self) -> float:
        """Customers a month; a month is a twelfth of 365 days."""
        return self.customers * _PER_MONTH[self.per]


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
    def owner(self) -> str | None:
        """The team that owns it: the touchpoint's, also for the wait after it; None for a step without us."""
        return self.touchpoint.owner if self.touchpoint.ours else None

    @property
    def anchor(self) -> str:
        """The anchor of its row in the journey's page."""
        return anchor_of(self.id)

    @property
    def former_anchors(self) -> tuple[str, ...]:
        """The anchors that its row had before the touchpoint was renamed."""
        after = AFTER if self.kind == "wait" else ""
        return tuple(anchor_of(old + after) for old in self.touchpoint.formerly)

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
    """The path of the file below `journeys/` without its ending; never written."""
    title: Text
    """What the customer does, in a few words: `Buying a new phone`."""
    summary: Text | None = None
    """The journey in one sentence, from where to where."""
    lifecycle: Id | None = None
    """The id of a phase in lifecycle.yml; left out, the journey stands after those of all phases."""
    owner: Id | None = None
    """The id of the team accountable for the whole journey."""
    personas: Ids = ()
    """The ids of the personas that go through it, one or a list; left out, there is one, `everyone`."""
    status: Annotated[JourneyStatus, one_of(JourneyStatus)] = "published"
    """Who meets it: a draft shows in the preview only, a retired journey leaves all lists and keeps its page."""
    replaced_by: Reference | None = None
    """The id of the journey that follows a retired one: `buying/new-phone`."""
    formerly: JourneyIds = ()
    """Ids that it had before, one or a list, so that old references and addresses still lead here."""
    future_of: Reference | None = None
    """For a journey as it is to be: the id of the journey that it is the future of."""
    volume: Volume | None = None
    """How many customers go through it; left out, the gain of its improvements is unknown."""
    goal: Text | None = None
    """What the customer wants in the end, in their words."""
    starts_when: Text | None = None
    """What happens first, mostly before the customer meets us."""
    ends_when: Text | None = None
    """What happens last, mostly after the customer has left us."""
    tags: Texts = ()
    """Words to find it by, one or a list."""
    review_after: Duration | None = None
    """How long what was seen counts, such as `180 days`; left out, as long as the settings say."""
    priority: Annotated[PriorityModel, one_of(PriorityModel)] | None = None
    """How its improvements are ranked: `lift`, `rice` or `value-effort`; left out, as the settings say."""
    measures: dict[Id, AmountText] = Field(default_factory=dict)
    """Measured values of the journey as a whole, by the id of the measure: `{goal-reached: 71%}`."""
    stages: tuple[Stage, ...]
    """A list of the stages, in order; the journey needs one stage with one touchpoint."""
    improvements: tuple[Improvement, ...] = ()
    """A list of what is to become better, also what is done or dropped."""

    _felt_waits: frozenset[str] = PrivateAttr(default=frozenset())

    def with_felt_waits(self, touchpoints: frozenset[str]) -> Self:
        """The journey with the waits after these touchpoints as moments, because somebody felt them there."""
        known = self.model_copy()
        known._felt_waits = touchpoints  # noqa: SLF001 - its own class
        return known

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
        """All moments in order: every touchpoint, and after it the wait, where the author or evidence has a feeling."""
        found = []
        felt_waits = self._felt_waits
        for number, stage in enumerate(self.stages):
            for touchpoint in stage.touchpoints:
                found.append(Moment(touchpoint.id, "touchpoint", touchpoint, number))
                is_felt = touchpoint.after is not None and bool(touchpoint.after.feels)
                if is_felt or touchpoint.id in felt_waits:
                    found.append(Moment(touchpoint.id + AFTER, "wait", touchpoint, number))
        return tuple(found)
