"""Journeys that are made of themselves, or are their own future, over however many others. Used by `folder`.

Journeys whose files have errors are not judged.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from journeybook.problems import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeybook.model import Journey
    from journeybook.problems import Report, Span

Links = dict[str, dict[str, list["Span"]]]
"""From a journey to those that it names, with the places where it names them."""


def check_circles(journeys: Mapping[str, Journey], report: Report) -> None:
    """Report each circle of sub-journeys once, where it closes, with all other places that belong to it."""
    links: Links = {}
    for journey in journeys.values():
        for touchpoint in journey.touchpoints:
            if touchpoint.journey and touchpoint.journey in journeys:
                spans = links.setdefault(journey.id, {}).setdefault(touchpoint.journey, [])
                spans.append(touchpoint.place.at("journey"))
    for circle in _find_circles(links):
        spans = links[circle[-2]][circle[-1]]
        notes = [Note(f"and here `{circle[-2]}` names `{circle[-1]}`", span) for span in spans[1:]]
        for outer, inner in pairwise(circle[:-1]):
            notes += [Note(f"here `{outer}` names `{inner}`", span) for span in links[outer][inner]]
        message = f"`{' → '.join(circle)}`: a journey cannot be a part of itself"
        way_out = "take `journey` out at one of these touchpoints"
        report.error("circle", message, spans[0], help=way_out, notes=tuple(notes))


def check_futures(journeys: Mapping[str, Journey], report: Report) -> None:
    """Report each circle of futures once, where it closes, and every future of what is a future itself."""
    named = {
        journey.id: (journey.future_of, journey.place.at("future_of"))
        for journey in journeys.values()
        if journey.future_of and journey.future_of in journeys
    }
    circular: set[str] = set()
    for circle in _find_circles({name: {present: [span]} for name, (present, span) in named.items()}):
        circular.update(circle)
        others = tuple(
            Note(f"here `{future}` names `{present}`", named[future][1]) for future, present in pairwise(circle[:-1])
        )
        message = f"`{' → '.join(circle)}`: a journey cannot be its own future"
        way_out = "keep `future_of` at the one that is to be"
        report.error("circle", message, named[circle[-2]][1], help=way_out, notes=others)
    for name, (present, span) in named.items():
        if name in circular or present not in named:
            continue
        chain = [name, present]
        notes = []
        while chain[-1] in named and len(chain) == len(set(chain)):
            following, place = named[chain[-1]]
            notes.append(Note(f"here `{chain[-1]}` names `{following}`", place))
            chain.append(following)
        message = f"`{' → '.join(chain)}`: `{present}` is a future itself"
        way_out = "name the journey as it is today" if present in circular else f"write `future_of: {chain[-1]}`"
        report.error("future-chain", message, span, help=way_out, notes=tuple(notes))


def _find_circles(links: Links) -> Iterator[list[str]]:
    """The circles that a walk from each journey in turn closes, each from one journey to the same: `[a, b, a]`."""
    done: set[str] = set()
    for start in links:
        path: list[str] = []
        on_path: dict[str, int] = {}
        waiting = [(start, 0)]  # no recursion: a path may be as long as there are journeys
        while waiting:
            name, depth = waiting.pop()
            for finished in path[depth:]:
                done.add(finished)
                del on_path[finished]
            del path[depth:]
            if name in on_path:
                yield [*path[on_path[name] :], name]
            elif name not in done:
                on_path[name] = depth
                path.append(name)
                waiting.extend((inner, depth + 1) for inner in reversed(links.get(name, {})))
        done.update(path)
