"""Books of several journeys along a lifecycle, for the tests of the end-to-end curve, of heat maps and of handoffs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from figure_samples import HANDBOOK, ON, touchpoint

from journeybook.analysis import analyse
from journeybook.model import Handbook, Journey, Phase, Team

if TYPE_CHECKING:
    from journeybook.analysis import Insight

PHASES = {
    "buy": Phase(id="buy", name="Buy"),
    "use": Phase(id="use", name="*Use* it"),
    "leave": Phase(id="leave", name="Leave"),
}
TEAMS = {name: Team(id=name, name=name.capitalize()) for name in ("shop", "care", "post")}


def parse(svg: str) -> ET.Element:
    """A drawing as elements."""
    return ET.fromstring(svg.replace("xlink:href", "href"))  # noqa: S314 - our own


def journey(id: str, *points: dict[str, Any], **fields: Any) -> Journey:  # noqa: A002 - the field's name
    """A journey of one stage."""
    stages = [{"name": "One", "touchpoints": list(points)}]
    return Journey.model_validate({"id": id, "title": f"Of <{id}>", "stages": stages, **fields})


def book_of(*journeys: Journey, teams: dict[str, Team] | None = None) -> Insight:
    """A handbook with these journeys and three phases, the last of them a blind spot unless a journey lies in it."""
    known = TEAMS if teams is None else teams
    written = {j.id: j for j in journeys}
    return analyse(Handbook(journeys=written, phases=PHASES, personas=HANDBOOK.personas, teams=known), on=ON)


def small_book() -> Insight:
    """Two journeys along the lifecycle and one beside it; one of them is only for Anna."""
    return book_of(
        journey(
            "buying",
            touchpoint("finds", {"anna": "1", "bob": "0"}, moment_of_truth="Here."),
            touchpoint("pays", {"anna": "-1.5", "bob": "0.5"}, after={"wait": "2 days", "feels": "-0.5"}),
            touchpoint("waits"),
            touchpoint("gets", "2"),
            lifecycle="buy",
            personas=["anna", "bob"],
        ),
        journey("using", touchpoint("rings", "-2", lost="20%"), lifecycle="use", personas=["anna"]),
        journey("working", touchpoint("starts", "0.4")),
    )


def many_journeys(count: int, *, phases: int = 2) -> Insight:
    """So many journeys of two moments, the first of them lowest."""
    names = list(PHASES)[:phases]
    return book_of(
        *(
            journey(
                f"j-{number:04}",
                touchpoint("first", str(round(-2 + 4 * number / count, 2))),
                touchpoint("last", "0.5"),
                lifecycle=names[number % phases],
                personas=["anna"] if number % 2 else ["anna", "bob"],
            )
            for number in range(count)
        )
    )
