"""References between journeys, touchpoints and moments, such as `caused_by`, `fixes`, `journey` and `replaced_by`.

Used by `folder`. A reference to a journey whose file has errors is not checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.source.index import NOWHERE, JourneyIndex, TouchpointIndex, split_moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from journeybook.model import Improvement, Journey, Touchpoint
    from journeybook.problems import Report, Span
    from journeybook.source.journeys import FoundJourney


def resolve_moments(
    journeys: Mapping[str, Journey], partial: Sequence[FoundJourney], index: JourneyIndex, report: Report
) -> dict[str, Journey]:
    """The journeys with all references between them and within them resolved; misfits are reported.

    `index` knows all of them. Of the `partial` journeys, whose files have errors, references within them are judged
    where all of their touchpoints are known, and those to other journeys always.
    """
    resolver = _Resolver(index, report)
    for found in partial:
        resolver.check_partial(found)
    return {name: resolver.resolve(journey) for name, journey in journeys.items()}


class _Resolver:
    def __init__(self, index: JourneyIndex, report: Report) -> None:
        self._index = index
        self._report = report

    def check_partial(self, found: FoundJourney) -> None:
        """Report references of a journey with errors that lead nowhere, as far as that can be said."""
        journey = found.journey
        if journey.replaced_by:
            self._refer_to_journey(journey.replaced_by, journey.place.at("replaced_by"), but=journey.id)
        if journey.future_of:
            self._refer_to_journey(journey.future_of, journey.place.at("future_of"))
        if found.knows_touchpoints:
            here = TouchpointIndex.of(journey)
            for touchpoint in journey.touchpoints:
                self._resolve_touchpoint(touchpoint, here)
            for improvement in journey.improvements:
                self._resolve_improvement(improvement, journey.id, here, None)
            return
        for touchpoint in journey.touchpoints:
            if touchpoint.journey:
                self._refer_to_journey(touchpoint.journey, touchpoint.place.at("journey"))
            for number, cause in enumerate(touchpoint.caused_by):
                if "#" in cause:
                    self._refer_to_cause(cause, NOWHERE, touchpoint.place.at("caused_by", number))

    def resolve(self, journey: Journey) -> Journey:
        here = self._index.find(journey.id)[1] or NOWHERE
        stages = tuple(
            stage.model_copy(
                update={"touchpoints": tuple(self._resolve_touchpoint(t, here) for t in stage.touchpoints)}
            )
            for stage in journey.stages
        )
        felt = frozenset(moment.id for moment in journey.moments) if journey.improvements else frozenset()
        improvements = tuple(self._resolve_improvement(i, journey.id, here, felt) for i in journey.improvements)
        changes: dict[str, object] = {"stages": stages, "improvements": improvements}
        if journey.replaced_by:
            changes["replaced_by"] = self._refer_to_journey(
                journey.replaced_by, journey.place.at("replaced_by"), but=journey.id
            )
        if journey.future_of:
            changes["future_of"] = self._refer_to_journey(journey.future_of, journey.place.at("future_of"))
        return journey.model_copy(update=changes)

    def _resolve_touchpoint(self, touchpoint: Touchpoint, here: TouchpointIndex) -> Touchpoint:
        changes: dict[str, str | tuple[str, ...]] = {}
        place = touchpoint.place
        if touchpoint.caused_by:
            found = (
                self._refer_to_cause(c, here, place.at("caused_by", n)) for n, c in enumerate(touchpoint.caused_by)
            )
            changes["caused_by"] = tuple(found)
        if touchpoint.journey:
            changes["journey"] = self._refer_to_journey(touchpoint.journey, place.at("journey"))
        for key in ("instead_of", "back_to"):
            name = getattr(touchpoint, key)
            if name:
                changes[key] = self._refer_to_neighbour(name, touchpoint, here, place.at(key))
        other = here.touchpoints.get(str(changes.get("instead_of")))
        if other and other.instead_of and other.id != touchpoint.id:
            first, _ = here.find(other.instead_of)
            way_out = (
                f"write `instead_of: {first}`" if first != touchpoint.id else "keep `instead_of` at one of the two"
            )
            message = f"`{other.id}` is an alternative itself, of `{first}`"
            self._report.error("alternative-chain", message, place.at("instead_of"), help=way_out)
        return touchpoint.model_copy(update=changes) if changes else touchpoint

    def _resolve_improvement(
        self, improvement: Improvement, journey: str, here: TouchpointIndex, felt: frozenset[str] | None
    ) -> Improvement:
        changes = {
            key: tuple(
                self._refer_to_moment(name, journey, here, felt, improvement.place.at(key, n))
                for n, name in enumerate(names)
            )
            for key, names in (("fixes", improvement.fixes), ("removes", improvement.removes))
            if names
        }
        return improvement.model_copy(update=changes) if changes else improvement

    def _refer_to_journey(self, name: str, span: Span, *, but: str | None = None) -> str:
        present, _ = self._index.find(name)
        if present == but:
            message, way_out = "a journey cannot be replaced by itself", "name the journey that follows it"
            self._report.error("self-reference", message, span, help=way_out)
        elif not self._index.knows(present):
            message = f"unknown journey `{name}`"
            whole, _, moment = name.partition("#")
            is_moment = moment and self._index.knows(self._index.find(whole)[0])
            hint = f"name the whole journey: `{whole}`" if is_moment else self._index.suggest(name)
            self._report.error("unknown-reference", message, span, help=hint)
        return present

    def _refer_to_cause(self, reference: str, here: TouchpointIndex, span: Span) -> str:
        """`journey#touchpoint`, or a touchpoint of this journey."""
        if "#" not in reference:
            return self._refer_to_touchpoint(reference, here, span)
        journey, _, touchpoint = reference.partition("#")
        present = self._refer_to_journey(journey, span)
        _, there = self._index.find(present)
        return f"{present}#{self._refer_to_touchpoint(touchpoint, there, span, of=present) if there else touchpoint}"

    def _refer_to_touchpoint(self, name: str, index: TouchpointIndex, span: Span, *, of: str | None = None) -> str:
        present, touchpoint = index.find(name)
        if touchpoint is None:
            where = f" in `{of}`" if of else ""
            hint = index.suggest(name)
            self._report.error("unknown-reference", f"unknown touchpoint `{name}`{where}", span, help=hint)
        return present

    def _refer_to_neighbour(self, name: str, touchpoint: Touchpoint, here: TouchpointIndex, span: Span) -> str:
        present = self._refer_to_touchpoint(name, here, span)
        if present == touchpoint.id:
            message = f"the touchpoint `{name}` refers to itself"
            self._report.error("self-reference", message, span, help="name another touchpoint of this journey")
        return present

    def _refer_to_moment(
        self, name: str, journey: str, here: TouchpointIndex, felt: frozenset[str] | None, span: Span
    ) -> str:
        """A touchpoint of this journey, or the wait after one, once it is `felt`; None where that is unknown."""
        base, after = split_moment(name)
        present, touchpoint = here.find(base)
        if touchpoint is None:
            hint = self._suggest_own_moment(name, journey, here) if "#" in name else here.suggest(base)
            self._report.error("unknown-reference", f"unknown moment `{name}`", span, help=hint)
        elif after and felt is not None and present + after not in felt:
            way_out = f"give `after` of `{present}` a `feels`: a wait is a moment when it is felt"
            self._report.error("unknown-reference", f"there is no felt wait after `{present}`", span, help=way_out)
        return present + after

    def _suggest_own_moment(self, name: str, journey: str, here: TouchpointIndex) -> str:
        """The way out where an improvement of `journey` names a moment as `journey#moment`."""
        other, _, moment = name.partition("#")
        base, after = split_moment(moment)
        present, touchpoint = here.find(base)
        if self._index.find(other)[0] != journey:
            return "one that makes moments of several journeys better stands in `organization/improvements.yml`"
        if touchpoint is not None:
            return f"write it as `{present}{after}`"
        return here.suggest(base) or "name a moment of this journey"
