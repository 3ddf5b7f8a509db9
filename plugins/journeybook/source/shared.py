"""Improvements of the organization: whether the moments that they name are there, and their parts in the journeys.

Used by `folder`. A reference into a journey whose file has errors is not checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from journeybook.problems import Note
from journeybook.source.index import split_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeybook.model import ImprovementPart, Journey, SharedImprovement
    from journeybook.problems import Report, Span
    from journeybook.source.index import JourneyIndex, TouchpointIndex

ELSEWHERE: Final = 3
"""So many journeys that have a moment are told to an author who names it without its journey."""


def resolve_shared(
    improvements: Iterable[SharedImprovement], journeys: Mapping[str, Journey], index: JourneyIndex, report: Report
) -> list[SharedImprovement]:
    """The improvements with every moment under its present id, as `journey#moment`; misfits are reported.

    `index` knows all `journeys`, which know their felt waits.
    """
    resolver = SharedResolver(journeys, index, report)
    return [resolver.resolve(improvement) for improvement in improvements]


def add_parts(
    journeys: Mapping[str, Journey], improvements: Iterable[SharedImprovement]
) -> tuple[dict[str, Journey], dict[str, SharedImprovement]]:
    """The journeys with what the improvements do in them, after what they have themselves; and the improvements by id.

    Of these only what touches one of the `journeys` stays: others have errors, and so has the handbook.
    """
    parts: dict[str, list[ImprovementPart]] = {}
    kept = {}
    for improvement in improvements:
        touched = {
            key: tuple(name for name in getattr(improvement, key) if name.rpartition("#")[0] in journeys)
            for key in ("fixes", "removes")
        }
        if improvement.touches and not any(touched.values()):
            continue
        here = improvement.model_copy(update=touched)
        kept[here.id] = here
        for name, part in here.parts().items():
            parts.setdefault(name, []).append(part)
    grown = {
        name: journey.model_copy(update={"improvements": (*journey.improvements, *parts[name])})
        if name in parts
        else journey
        for name, journey in journeys.items()
    }
    return grown, kept


class SharedResolver:
    """Looks up moments that are named as `journey#moment`, for `embed_references` as well."""

    def __init__(self, journeys: Mapping[str, Journey], index: JourneyIndex, report: Report) -> None:
        """For references into `journeys`, which `index` knows."""
        self._journeys = journeys
        self._index = index
        self._report = report
        self._moments: dict[str, frozenset[str]] = {}
        self._own: dict[str, dict[str, Span]] = {}
        self._own_earlier: dict[str, dict[str, Span]] = {}

    def resolve(self, improvement: SharedImprovement) -> SharedImprovement:
        """The improvement with every moment under its present id."""
        changes = {
            key: tuple(self.refer(name, improvement.place.at(key, n)) for n, name in enumerate(names))
            for key, names in (("fixes", improvement.fixes), ("removes", improvement.removes))
            if names
        }
        resolved = improvement.model_copy(update=changes) if changes else improvement
        for journey in resolved.journeys:
            if journey in self._journeys:
                self._check_ids(resolved, self._journeys[journey])
        return resolved

    def refer(self, name: str, span: Span) -> str:
        """The present `journey#moment` that `name` stands for, an error where there is none."""
        journey, _, moment = name.partition("#")
        if not journey or not moment:
            self._report_half(name, span)
            return name
        present, there = self._index.find(journey)
        if there is not None:
            return f"{present}#{self._refer_to_moment(moment, present, there, span)}"
        if not self._index.knows(present):
            near = self._index.suggest(journey)
            elsewhere = self._list_elsewhere(moment)
            hint = near if near and near.endswith("?") else f"write it as {elsewhere}" if elsewhere else near
            self._report.error("unknown-reference", f"unknown journey `{journey}`", span, help=hint)
        return f"{present}#{moment}"

    def _report_half(self, name: str, span: Span) -> None:
        """Say of a reference that it names no journey, or no moment."""
        journey, sign, moment = name.partition("#")
        present, there = self._index.find(journey)
        elsewhere = self._list_elsewhere(moment or journey)
        if elsewhere and not self._index.knows(present):
            message, hint = f"`{name}` names no journey", f"write it as {elsewhere}"
        elif self._index.knows(present):
            first = next(iter(there.touchpoints), "pays") if there else "pays"
            message, hint = f"`{name}` names no moment", f"add it after a `#`, as in `{present}#{first}`"
        else:
            below = self._find_below(name)
            missing = "has no `#` before the moment" if below else "names no moment" if sign else "names no journey"
            message = f"`{name}` {missing}"
            hint = f"write it as `{below}`" if below else "write it as `journey#moment`: `buying/new-phone#pays`"
        self._report.error("unknown-reference", message, span, help=hint)

    def _find_below(self, name: str) -> str | None:
        """`journey#moment` where a slash stands in the place of the `#`: `buying/new-phone/pays`."""
        base, after = split_moment(name)
        journey, _, touchpoint = base.rpartition("/")
        present, there = self._index.find(journey)
        found = there.find(touchpoint) if there else (touchpoint, None)
        return f"{present}#{found[0]}{after}" if found[1] is not None else None

    def _list_elsewhere(self, moment: str) -> str | None:
        """The `journey#moment` of a moment that is named without its journey; None where there are none, or many."""
        base, after = split_moment(moment)
        found = self._index.find_elsewhere(base)
        if not 0 < len(found) <= ELSEWHERE:
            return None
        return " or ".join(f"`{journey}#{base}{after}`" for journey in found)

    def _refer_to_moment(self, name: str, journey: str, there: TouchpointIndex, span: Span) -> str:
        base, after = split_moment(name)
        present, touchpoint = there.find(base)
        if touchpoint is None:
            near = there.suggest(base)
            elsewhere = self._list_elsewhere(name)
            hint = near if near and near.endswith("?") else f"write it as {elsewhere}" if elsewhere else near
            self._report.error("unknown-reference", f"unknown moment `{name}` in `{journey}`", span, help=hint)
        elif present + after not in self._list_moments(journey):
            message = f"there is no felt wait after `{present}` in `{journey}`"
            way_out = f"give `after` of `{present}` a `feels`: a wait is a moment when it is felt"
            self._report.error("unknown-reference", message, span, help=way_out)
        return present + after

    def _list_moments(self, journey: str) -> frozenset[str]:
        if journey not in self._moments:
            self._moments[journey] = frozenset(moment.id for moment in self._journeys[journey].moments)
        return self._moments[journey]

    def _check_ids(self, improvement: SharedImprovement, journey: Journey) -> None:
        """Report an id, present or earlier, that an improvement of the touched journey itself has as well."""
        present, earlier = self._list_own_ids(journey)
        place = improvement.place
        if improvement.id in present:
            message = f"the id `{improvement.id}` stands for an improvement of `{journey.id}` as well"
            note = Note("it is taken here", present[improvement.id])
            self._report.error("duplicate-id", message, place.at("id"), help="choose another id", notes=(note,))
        clashing = [(improvement.id, place.at("id"), earlier)]
        for number, old in enumerate(improvement.formerly):
            clashing.append((old, place.at("formerly", number), {**earlier, **present}))
        for old, span, taken in clashing:
            if old in taken:
                message = f"the earlier id `{old}` belongs to another improvement of `{journey.id}` as well"
                way_out = "leave it out of one of them"
                self._report.error("formerly-clash", message, span, help=way_out, notes=(Note("here", taken[old]),))

    def _list_own_ids(self, journey: Journey) -> tuple[dict[str, Span], dict[str, Span]]:
        """The ids of the improvements of a journey, present and earlier ones, each with its place."""
        if journey.id not in self._own:
            own = journey.improvements
            self._own[journey.id] = {i.id: i.place.at("id" if "id" in i.place.key_names else "title") for i in own}
            self._own_earlier[journey.id] = {
                old: i.place.at("formerly", number) for i in own for number, old in enumerate(i.formerly)
            }
        return self._own[journey.id], self._own_earlier[journey.id]
