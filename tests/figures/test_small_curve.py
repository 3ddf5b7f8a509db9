"""The small curve beside a journey's name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from figure_samples import buying_a_phone, insight_of, touchpoint

from journeybook.figures.small_curve import small_curve

if TYPE_CHECKING:
    from journeybook.analysis import JourneyInsight


def read(insight: JourneyInsight) -> tuple[str, list[ET.Element]]:
    """The line, and the dots of the red points."""
    drawing = ET.fromstring(small_curve(insight))  # noqa: S314 - our own
    assert (drawing.get("class"), drawing.get("aria-hidden")) == ("jb-curve", "true")
    _, line, *known = drawing.iter("path")
    dots = [ET.Element("dot", {"at": at}) for path in known for at in (path.get("d") or "").split("M")[1:]]
    return line.get("d") or "", [*dots, *drawing.iter("circle")]


def test_it_runs_through_the_means_and_breaks_at_gaps() -> None:
    line, dots = read(
        insight_of([touchpoint("a", "2"), touchpoint("b", "-0.5"), touchpoint("c"), touchpoint("d", "0")])
    )
    assert line == "M4 4 54.7 26.5M156 22h2"
    assert dots == []


def test_red_points_are_dots_outlined_while_they_are_suspected() -> None:
    insight = insight_of([touchpoint("a", "1"), touchpoint("b", "-1")])
    _, (dot,) = read(insight)
    assert (dot.tag, dot.get("cx"), dot.get("cy")) == ("circle", "156", "31")
    moments = [replace(m, red=tuple(replace(r, suspected=False) for r in m.red)) for m in insight.moments]
    _, (known,) = read(replace(insight, moments=tuple(moments)))
    assert (known.tag, known.get("at")) == ("dot", "156 31h0")


def test_red_alternatives_have_their_dots_too() -> None:
    _, dots = read(buying_a_phone())
    assert len(dots) == 3  # finds-us, rings-shop, the wait


def test_edges() -> None:
    assert read(insight_of([touchpoint("a")])) == ("", [])
    assert read(insight_of([touchpoint("a", "1")]))[0] == "M4 13h2"


def test_it_is_small() -> None:
    insight = insight_of([touchpoint(f"t-{n}", str((n % 5 - 2) * 0.7)) for n in range(12)])
    assert len(small_curve(insight).encode()) <= 1000
