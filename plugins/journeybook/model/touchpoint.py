"""The parts of a journey: stages, their touchpoints, what comes after each, and who does what behind it."""

from __future__ import annotations

from pydantic import Field

from journeybook.model.record import ByPersona, Ids, Noted, Quotes, Record, References, Texts
from journeybook.model.scalars import (
    AmountText,
    Duration,
    FailureDemand,
    Feeling,
    Flag,
    Id,
    MomentOfTruth,
    Reference,
    Share,
    Text,
)


class Action(Record):
    """What a team or a system does at a touchpoint, on one lane of the blueprint."""

    team: Id | None = None
    """The id of the team that does it."""
    does: Text | None = None
    """What is done, in a few words."""
    system: Id | None = None
    """The id of the system that does it, or that the team uses for it."""


class After(Record):
    """What comes after a touchpoint and before the next: a wait, silence, a note. With a feeling it is a moment."""

    wait: Duration | None = None
    """How long customers wait, such as `2 days`; left out, the wait is unknown and counts nowhere."""
    feels: ByPersona[Feeling] | None = None
    """How the wait feels, from -2 (upset) to 2 (delighted), also by persona; left out, it is no moment of its own."""
    note: Text | None = None
    """What happens meanwhile, or fails to: `No news while the parcel travels`."""


class Touchpoint(Noted):
    """A step where the customer meets us through a channel, or (`ours: false`) a step without us."""

    id: Id = ""
    """A short name for references and addresses, unique in the journey; left out, it is made from the name."""
    name: Text
    """What the customer does here, in a few words: `Pays at the till`."""
    formerly: Ids = ()
    """Ids that it had before, one or a list, so that old references and addresses still lead here."""
    ours: Flag = True
    """`false` for a step without us, such as asking a friend: it has a feeling and no owner."""
    channel: ByPersona[Id] | None = None
    """The id of the channel on which we meet, also by persona; left out, it counts in no change of channel."""
    owner: Id | None = None
    """The id of the team that owns the step and can change it; it is not taken over from the journey."""
    does: Text | None = None
    """What the customer does, in a sentence."""
    thinks: ByPersona[Text] | None = None
    """What the customer thinks, in their words, also by persona."""
    feels: ByPersona[Feeling] | None = None
    """The feeling, from -2 (upset) over 0 (even) to 2 (delighted), such as `-0.5`, also by persona; left out, a gap."""
    expects: ByPersona[Text] | None = None
    """What the customer expects to happen, also by persona."""
    gets: ByPersona[Text] | None = None
    """What the customer gets in fact, also by persona."""
    sees: Texts = ()
    """What the customer holds or looks at, one text or a list: `[search advert, price list]`."""
    pains: Texts = ()
    """What goes wrong for the customer, one text or a list."""
    quotes: Quotes = ()
    """What customers said, one or a list, each a text or `{text: …, persona: …}`; nothing that finds a person."""
    questions: Texts = ()
    """What to find out here, to ask whoever walks it or works there, one text or a list."""
    when_it_fails: Text | None = None
    """What a colleague on shift does or says when it goes wrong; it stands first in the row."""
    moment_of_truth: MomentOfTruth = None
    """Why this decides trust or staying, or `true` without a reason; at most one touchpoint of five, counted double."""
    lost: ByPersona[Share] | None = None
    """The share of those who get here that leaves us for good, such as `12%`, also by persona; left out, unknown."""
    reach: Share | None = None
    """The share of those who start that gets here, such as `90%`; left out, all who are still there."""
    failure_demand: FailureDemand = None
    """The share of contacts here that exist only because something failed, such as `40%`; `true` where unknown."""
    caused_by: References = ()
    """What made the contact necessary, one or a list: a touchpoint's id here, or `journey#touchpoint` elsewhere."""
    instead_of: Id | None = None
    """The id of the touchpoint that this is another way to do: alternatives share the weight of one."""
    journey: Reference | None = None
    """The id of the journey that this step is made of; without a feeling of its own the step feels like that one."""
    back_to: Id | None = None
    """The id of the touchpoint that customers are sent back to."""
    says_again: Flag = False
    """`true` where the customer has to tell again what somebody here knew already."""
    took: ByPersona[Duration] | None = None
    """How long the step takes the customer, such as `20 min`, also by persona; left out, unknown."""
    frontstage: tuple[Action, ...] = ()
    """A list of what our people and systems do in sight of the customer."""
    backstage: tuple[Action, ...] = ()
    """A list of what they do for the customer out of sight."""
    support: tuple[Action, ...] = ()
    """A list of the systems and partners behind that."""
    measures: dict[Id, AmountText] = Field(default_factory=dict)
    """Measured values by the id of the measure, each with its unit or in that of the measure: `{page-speed: 3.1 s}`."""
    after: After | None = None
    """What comes before the next touchpoint."""

    @property
    def actions(self) -> tuple[Action, ...]:
        """What is done at it, on all lanes of the blueprint."""
        return (*self.frontstage, *self.backstage, *self.support)


class Stage(Noted):
    """A part of the journey as the customer would name it."""

    name: Text
    """The stage in the customer's words, never one of our departments: `Look around`."""
    goal: Text | None = None
    """What the customer wants by the end of the stage."""
    motivations: Texts = ()
    """What drives the customer on, one text or a list."""
    fears: Texts = ()
    """What the customer is afraid of, one text or a list."""
    touchpoints: tuple[Touchpoint, ...] = ()
    """A list of the touchpoints, in the order in which the customer meets them; a stage may have none yet."""
