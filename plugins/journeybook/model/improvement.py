"""Improvements: changes that make the moments of a journey better, and what is to show that they did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from journeybook.model.record import Ids, Noted, Record, References
from journeybook.model.scalars import (
    AmountText,
    Date,
    Effort,
    Feeling,
    Id,
    Impact,
    Share,
    Text,
    Url,
    ValueGrade,
    one_of,
)

if TYPE_CHECKING:
    import datetime as dt

ImprovementStatus = Literal["idea", "planned", "doing", "done", "dropped"]

OPEN_STATUSES: tuple[ImprovementStatus, ...] = ("idea", "planned", "doing")
"""Improvements that are still to come."""
COMMITTED_STATUSES: tuple[ImprovementStatus, ...] = ("planned", "doing")
"""Improvements that somebody has taken on; they answer a red point and make the expected curve."""


class Proof(Record):
    """The measure that shows whether an improvement worked, from where to where; both in the measure's unit."""

    measure: Id
    """The id of the measure."""
    from_: AmountText | None = Field(default=None, alias="from")
    """The value before, with the measure's unit or without any."""
    to: AmountText | None = None
    """The value that is wanted, with the measure's unit or without any."""


class Improvement(Noted):
    """A change that makes moments better. `effort` is 1 days, 2 weeks, 3 a month, 4 a quarter, 5 more."""

    id: Id = ""
    """A short name for references and addresses, unique in the journey; left out, it is made from the title."""
    title: Text
    """The change in a few words: `Show one price with the plan included`."""
    formerly: Ids = ()
    """Ids that it had before, one or a list, so that old references and addresses still lead here."""
    because: Text | None = None
    """Why it helps."""
    fixes: References = ()
    """The moments of this journey that it makes better, one id or a list; `pays/after` is the wait after `pays`."""
    lifts_to: Feeling | None = None
    """What each of those is expected to feel like, from -2 to 2; left out, its lift is unknown."""
    removes: References = ()
    """The moments of this journey that will no longer happen, one id or a list."""
    loses_to: Share | None = None
    """What `lost` is expected to become at each moment it fixes, such as `4%`."""
    owner: Id | None = None
    """The id of the team that does it."""
    status: Annotated[ImprovementStatus, one_of(ImprovementStatus)] = "idea"
    """How far it is; planned and doing count in the expected curve."""
    effort: Effort | None = None
    """1 days, 2 weeks, 3 a month, 4 a quarter, 5 more; left out, it counts as 3."""
    impact: Impact | None = None
    """How much it helps each customer it reaches, for `priority: rice`: a number from 0.25, hardly, to 3, very much."""
    value: ValueGrade | None = None
    """What it is worth, for `priority: value-effort`: from 1 little to 5 very much."""
    confidence: Share | None = None
    """How sure we are that it helps, such as `80%`; left out, it counts as 50%."""
    due: Date | None = None
    """The day by which it is to be done: `2027-03-31`."""
    done_on: Date | None = None
    """The day on which it was done, for `status: done`: `2027-03-20`."""
    proves_it: Proof | None = None
    """The measure that will show whether it worked."""
    link: Url | None = None
    """The address of its ticket or plan: `https://…`."""

    @property
    def changed_on(self) -> dt.date | None:
        """The day after which the moments it fixes are different; None unless it is done and says when."""
        return self.done_on if self.status == "done" else None

    @property
    def touches(self) -> frozenset[str]:
        """The ids of the moments that it fixes or removes."""
        return frozenset(self.fixes) | frozenset(self.removes)


class ImprovementPart(Improvement):
    """What an improvement of the organization does in one journey: `fixes` and `removes` name that journey's moments.

    It stands among the improvements of the journey, under the same id, and counts there like one of its own. Never
    written by an author.
    """


class SharedImprovement(Improvement):
    """An improvement of the organization, in `improvements.yml`: it makes moments of several journeys better."""

    fixes: References = ()
    """The moments that it makes better, one or a list, each as `journey#moment`: `buying/new-phone#pays`."""
    removes: References = ()
    """The moments that will no longer happen, one or a list, each as `journey#moment`."""

    @property
    def journeys(self) -> tuple[str, ...]:
        """The ids of the journeys that it touches, in the order written."""
        return tuple(dict.fromkeys(name.rpartition("#")[0] for name in (*self.fixes, *self.removes)))

    def parts(self) -> dict[str, ImprovementPart]:
        """What it does in each journey that it touches, by the id of the journey."""
        fixes, removes = _list_moments(self.fixes), _list_moments(self.removes)
        return {name: self._make_part(fixes.get(name, ()), removes.get(name, ())) for name in self.journeys}

    def _make_part(self, fixes: tuple[str, ...], removes: tuple[str, ...]) -> ImprovementPart:
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        part = ImprovementPart.model_construct(**{**fields, "fixes": fixes, "removes": removes})
        part._place = self._place  # noqa: SLF001 - another improvement
        return part


def _list_moments(references: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The moments that `journey#moment` names, by journey."""
    found: dict[str, list[str]] = {}
    for reference in references:
        journey, _, moment = reference.rpartition("#")
        found.setdefault(journey, []).append(moment)
    return {journey: tuple(moments) for journey, moments in found.items()}
