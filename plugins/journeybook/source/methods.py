"""Which fields of evidence go with which method, and what a method asks for. Used by `evidence`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from journeybook.model import COUNTING, FEWEST_PEOPLE, OWN_WORD, STAND_INS, Method
from journeybook.source.reading import lost_any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeybook.model import Evidence, Record, Taken
    from journeybook.problems import Place, Report

METHODS: Final[tuple[Method, ...]] = get_args(Method)
_SEEING: Final = tuple(method for method in METHODS if method != "review")
_OF_EVIDENCE: Final[Mapping[str, tuple[Method, ...]]] = {
    "quotes": _SEEING,
    "measures": _SEEING,
    "taken": ("analytics",),
}
_OF_OBSERVATIONS: Final[Mapping[str, tuple[Method, ...]]] = {
    "feels": (*STAND_INS, *OWN_WORD),
    **dict.fromkeys(("expected", "took", "answers", "quotes", "pains", "measures"), _SEEING),
    **dict.fromkeys(("count", "reach", "lost"), COUNTING),
}
"""The methods that a field goes with; a field that is not named goes with all."""


def check_method(evidence: Evidence, lost: Iterable[tuple[str | int, ...]], report: Report) -> None:
    """Report fields that do not go with the method, what is missing for it, and paths of too few people.

    What was `lost` because its value is wrong is not missing.
    """
    method = evidence.method
    _check_fields(evidence, evidence.place, method, _OF_EVIDENCE, report)
    for name, seen in evidence.observations.items():
        _check_fields(seen, evidence.place.find("observations", name), method, _OF_OBSERVATIONS, report)
    if method == "survey" and evidence.sample is None and not lost_any(lost, "sample"):
        way_out = "add `sample: 120`: how many people answered"
        message = "a survey says how many people it asked"
        report.error("missing-sample", message, evidence.place.at("method"), help=way_out)
    if method == "review" and evidence.by is None and not lost_any(lost, "by"):
        way_out = "add `by: …` with the id of the team whose word it is"
        report.error("missing-key", "`by` is missing in a review", evidence.place.at("method"), help=way_out)
    if evidence.taken is not None:
        _check_people(evidence.taken, report)


def _check_fields(
    record: Record, place: Place, method: Method, methods: Mapping[str, tuple[Method, ...]], report: Report
) -> None:
    for name in sorted(record.model_fields_set & methods.keys()):
        if method not in methods[name]:
            message = f"`{name}` does not go with the method {method}"
            instead = "; leave it out here, and say it in `note`" if name == "feels" else ""
            way_out = f"it goes with {_list(methods[name])}{instead}"
            report.error("not-of-method", message, place.key(name), help=way_out)


def _list(methods: tuple[Method, ...]) -> str:
    if methods == _SEEING:
        return "every method but review"
    *others, last = methods
    return f"{', '.join(others)} and {last}" if others else last


def _check_people(taken: Taken, report: Report) -> None:
    if taken.customers < FEWEST_PEOPLE:
        message = f"what only {taken.customers} customers did could tell who they were"
        way_out = f"leave `taken` out: paths are written from {FEWEST_PEOPLE} customers on"
        report.error("too-few-people", message, taken.place.at("customers"), help=way_out)
    counted = [*((s.customers, s.place) for s in taken.steps), *((p.customers, p.place) for p in taken.paths)]
    for customers, place in counted:
        if customers < FEWEST_PEOPLE:
            message = f"a way that only {customers} took could tell who they were"
            way_out = f"leave it out: steps and paths are written from {FEWEST_PEOPLE} customers on"
            report.error("too-few-people", message, place.at("customers"), help=way_out)
