"""The organization: personas, channels, teams, systems, measures, the lifecycle, the words, the settings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from journeybook.model.journey import one_of
from journeybook.model.record import Named, Quotes, Record, Texts
from journeybook.model.scalars import Amount, AmountText, Duration, Feeling, Flag, Id, Share, Text

DAY = 86400.0
Better = Literal["lower", "higher"]
PriorityModel = Literal["lift"]


class Persona(Named):
    """A group of customers with goals and constraints of its own. Without `based_on` it is an assumed persona."""

    share: Share | None = None
    goals: Texts = ()
    motivations: Texts = ()
    fears: Texts = ()
    behaviour: Texts = ()
    constraints: Texts = ()
    quotes: Quotes = ()
    based_on: Text | None = None


class Channel(Named):
    """The medium through which a customer meets us; `standards` are the questions every touchpoint on it answers to."""

    icon: Text | None = None
    standards: Texts = ()


class Team(Named):
    """A team, how to reach it, and what it has to say about what the book shows."""

    contact: Text | None = None
    says: Text | None = None


class System(Named):
    """A system that supports touchpoints, and the team that runs it."""

    owner: Id | None = None


class Measure(Named):
    """Something counted or timed, with its unit, its direction and its target (in that unit)."""

    unit: Text | None = None
    better: Annotated[Better, one_of(Better)] = "higher"
    target: AmountText | None = None

    def say(self, amount: Amount) -> str:
        """An amount of this measure with its unit."""
        return amount.say(self.unit)


class Phase(Named):
    """A phase of the customer lifecycle, in the order of `lifecycle.yml`."""


class RedPointLimits(Record):
    """From where on a moment is a red point: a value of `feels` or below, a share `lost` of that or more."""

    feels: Feeling = -1.0
    lost: Share = 0.05


class Settings(Record):
    """How the handbook counts and what it warns of. Durations are seconds."""

    review_after: Duration = 180 * DAY
    red_point: RedPointLimits = Field(default_factory=RedPointLimits)
    priority: Annotated[PriorityModel, one_of(PriorityModel)] = "lift"
    drafts: Flag = False
    warnings: dict[str, Flag] = Field(default_factory=dict)
    corrections: Text | None = None

    @property
    def silenced(self) -> frozenset[str]:
        """The codes of the warnings that are off."""
        return frozenset(code for code, on in self.warnings.items() if not on)
