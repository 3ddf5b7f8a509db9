"""The organization: personas, channels, teams, systems, measures, the lifecycle, the words, the settings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from journeybook.model.record import Named, Quotes, Record, Texts
from journeybook.model.scalars import Amount, AmountText, Corrections, Duration, Feeling, Flag, Id, Share, Text, one_of

DAY = 86400.0
Better = Literal["lower", "higher"]
PriorityModel = Literal["lift", "rice", "value-effort"]
"""How improvements are ranked (DESIGN §4; the formulas of each stand in `analysis/priority.py`)."""


class Persona(Named):
    """A group of customers with goals and constraints of its own. Without `based_on` it is an assumed persona."""

    share: Share | None = None
    """Their share of the customers, such as `30%`; left out, personas share equally."""
    goals: Texts = ()
    """What they want, one text or a list."""
    motivations: Texts = ()
    """What drives them, one text or a list."""
    fears: Texts = ()
    """What they are afraid of, one text or a list."""
    behaviour: Texts = ()
    """What they do, as somebody saw it, one text or a list."""
    constraints: Texts = ()
    """What holds them back, one text or a list; no age, no origin."""
    quotes: Quotes = ()
    """What they said, one or a list, each a text or `{text: …, persona: …}`; nothing that finds a person."""
    based_on: Text | None = None
    """The research behind it: `14 interviews, spring 2026`; left out, it is shown as an assumed persona."""


class Channel(Named):
    """The medium through which a customer meets us; `standards` are the questions every touchpoint on it answers to."""

    icon: Text | None = None
    """The name of an icon of the theme: `material/web`."""
    standards: Texts = ()
    """Questions that every touchpoint of the channel answers to, one text or a list."""


class Team(Named):
    """A team, how to reach it, and what it has to say about what the book shows."""

    contact: Text | None = None
    """How colleagues reach the team: a mail address, a number, a place; no person's name."""
    says: Text | None = None
    """The team's own word on what the book shows of it."""


class System(Named):
    """A system that supports touchpoints, and the team that runs it."""

    owner: Id | None = None
    """The id of the team that runs it."""


class Measure(Named):
    """Something counted or timed, with its unit, its direction and its target (in that unit)."""

    unit: Text | None = None
    """The unit of its values, such as `s` or `"%"`; left out, values may come with any."""
    better: Annotated[Better, one_of(Better)] = "higher"
    """Whether a lower or a higher value is the better one."""
    target: AmountText | None = None
    """The value that is good enough, with the unit or without any."""

    def say(self, amount: Amount) -> str:
        """An amount of this measure with its unit."""
        return amount.say(self.unit)


class Phase(Named):
    """A phase of the customer lifecycle, in the order of `lifecycle.yml`."""


class RedPointLimits(Record):
    """From where on a moment is a red point: a value of `feels` or below, a share `lost` of that or more."""

    feels: Feeling = -1.0
    """The feeling from which on, downwards, a moment is a red point, from -2 to 2."""
    lost: Share = 0.05
    """The share of customers lost from which on, upwards, a moment is a red point, such as `5%`."""


class Settings(Record):
    """How the handbook counts and what it warns of. Durations are seconds."""

    review_after: Duration = 180 * DAY
    """How long what was seen counts, such as `180 days`; a journey may say otherwise."""
    red_point: RedPointLimits = Field(default_factory=RedPointLimits)
    """From where on a moment is a red point."""
    priority: Annotated[PriorityModel, one_of(PriorityModel)] = "lift"
    """How the backlog is ranked: `lift`, `rice` or `value-effort`; a journey may say otherwise for its own."""
    drafts: Flag = False
    """`true` publishes drafts, marked as such; else they show in the preview only."""
    warnings: dict[str, Flag] = Field(default_factory=dict)
    """Warnings by their code that are switched off: `{no-owner: off}`."""
    corrections: Corrections | None = None
    """Where readers report mistakes: a mail address, or one with `{journey}`, `{touchpoint}`, `{edition}`, `{url}`."""

    @property
    def silenced(self) -> frozenset[str]:
        """The codes of the warnings that are off."""
        return frozenset(code for code, on in self.warnings.items() if not on)
