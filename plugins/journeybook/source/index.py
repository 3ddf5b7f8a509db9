"""Where journeys, their touchpoints and moments are found, by the ids that they have today and by earlier ones.

Used by `moments` and `sightings`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.model import AFTER, Journey, Touchpoint
from journeybook.source.misfits import suggest, suggest_named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class TouchpointIndex:
    """The touchpoints of a journey by id, and the present ids of those that were renamed."""

    touchpoints: Mapping[str, Touchpoint]
    renamed: Mapping[str, str]

    @classmethod
    def of(cls, journey: Journey) -> TouchpointIndex:
        """The touchpoints of `journey`."""
        touchpoints = journey.touchpoints
        return cls({t.id: t for t in touchpoints}, {old: t.id for t in touchpoints for old in t.formerly})

    def find(self, name: str) -> tuple[str, Touchpoint | None]:
        """The present id of a touchpoint, and the touchpoint; None where there is none."""
        present = self.renamed.get(name, name)
        return present, self.touchpoints.get(present)

    def suggest(self, name: str) -> str | None:
        """The way out of an unknown touchpoint: the one of this name, else the nearest one, also by an earlier id."""
        return suggest_named(name, self.names, kind="touchpoints", renamed=self.renamed)

    @property
    def names(self) -> dict[str, str]:
        """The names of the touchpoints by id."""
        return {known: touchpoint.name for known, touchpoint in self.touchpoints.items()}


NOWHERE = TouchpointIndex({}, {})


class JourneyIndex:
    """The journeys by id, present and earlier; `unreadable` are the ids of those whose files have errors."""

    def __init__(
        self, journeys: Mapping[str, Journey], partial: Iterable[Journey], unreadable: Collection[str]
    ) -> None:
        """Earlier ids of the `partial` journeys, whose files have errors, lead to them as well."""
        self._touchpoints = {name: TouchpointIndex.of(journey) for name, journey in journeys.items()}
        self._unreadable = unreadable
        self._ways_out: dict[str, str | None] = {}
        self._elsewhere: dict[str, tuple[str, ...]] = {}
        self._renamed = {old: journey.id for journey in journeys.values() for old in journey.formerly}
        for journey in partial:
            for old in journey.formerly:
                self._renamed.setdefault(old, journey.id)

    def find(self, name: str) -> tuple[str, TouchpointIndex | None]:
        """The present id of a journey, and its touchpoints; None where it is unreadable, or there is none."""
        present = self._renamed.get(name, name)
        return present, self._touchpoints.get(present)

    def knows(self, present: str) -> bool:
        """Whether there is a journey of this id, readable or not."""
        return present in self._touchpoints or present in self._unreadable

    def suggest(self, name: str) -> str | None:
        """The way out of an unknown journey: the nearest one, also by an earlier id."""
        if name not in self._ways_out:  # a journey that has moved is named often
            known = sorted({*self._touchpoints, *self._unreadable})
            self._ways_out[name] = suggest(name, known, kind="journeys", renamed=self._renamed)
        return self._ways_out[name]

    def find_elsewhere(self, touchpoint: str) -> tuple[str, ...]:
        """The journeys that have a touchpoint of this id, today or earlier."""
        if touchpoint not in self._elsewhere:
            found = (journey for journey, there in self._touchpoints.items() if there.find(touchpoint)[1] is not None)
            self._elsewhere[touchpoint] = tuple(found)
        return self._elsewhere[touchpoint]


def split_moment(name: str) -> tuple[str, str]:
    """The touchpoint's id in a moment's, and `/after` for the time after it, else nothing."""
    return (name.removesuffix(AFTER), AFTER) if name.endswith(AFTER) else (name, "")
