"""Handoffs between teams as flows from left to right, drawn. Used by `/teams/`.

The teams stand in the same order on both sides, that of their records: nothing ranks them (DESIGN §8). A flow is as
wide as it has handoffs, and the part of it that hurts customers has the colour of red points. The drawing is hidden
from screen readers and the tab key: the table beneath is their way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from journeybook.figures.svg import LINK, element, number, stretched
from journeybook.figures.text_fit import fit_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from markupsafe import Markup

    from journeybook.analysis.sides.findings import HandoffFlow

MOST_FLOWS: Final = 48
MOST_TEAMS: Final = 16
"""How many are drawn on each side; of more flows those with most handoffs."""
_TALLEST: Final = 360.0
"""Pixels that all flows together may be high."""
_THICKEST: Final = 10.0
"""Pixels of one handoff."""
_ABOVE: Final = 17.0
"""Pixels above a team for its name."""
_SIZE: Final = 12.0
_NAME_WIDTH: Final = 160.0
"""Half of a phone: the names of both sides stand beside each other."""
_WIDTH: Final = 1000
_BAR: Final = 8


@dataclass(frozen=True, slots=True)
class TeamBar:
    """A team on one side, in pixels from the top."""

    team: str
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class FlowBand:
    """A flow: where it begins and ends in pixels from the top, how thick it is, and how thick the part that hurts."""

    flow: HandoffFlow
    start: float
    end: float
    height: float
    hurting: float


@dataclass(frozen=True, slots=True)
class HandoffPicture:
    """All flows that are drawn, laid out."""

    givers: tuple[TeamBar, ...]
    takers: tuple[TeamBar, ...]
    bands: tuple[FlowBand, ...]

    @property
    def height(self) -> float:
        """Of the drawing, in pixels."""
        return max(bar.top + bar.height for bar in (*self.givers, *self.takers)) + 4


def choose_flows(flows: Sequence[HandoffFlow]) -> tuple[HandoffFlow, ...]:
    """The flows that are drawn, in their order: those with most handoffs, then most that hurt, as far as teams fit."""
    ranked = sorted(flows, key=lambda f: (-len(f.handoffs), -len(f.hurting), f.from_team, f.to_team))
    givers: set[str] = set()
    takers: set[str] = set()
    chosen: set[tuple[str, str]] = set()
    for flow in ranked:
        fits = len(givers | {flow.from_team}) <= MOST_TEAMS and len(takers | {flow.to_team}) <= MOST_TEAMS
        if fits and len(chosen) < MOST_FLOWS:
            givers.add(flow.from_team)
            takers.add(flow.to_team)
            chosen.add((flow.from_team, flow.to_team))
    return tuple(flow for flow in flows if (flow.from_team, flow.to_team) in chosen)


def lay_out_handoffs(flows: Sequence[HandoffFlow], order: Sequence[str]) -> HandoffPicture | None:
    """Give every team of `flows` its bar, in `order`, and every flow its band; None without flows."""
    if not flows:
        return None
    place = {team: position for position, team in enumerate(order)}
    thickness = min(_THICKEST, _TALLEST / sum(len(flow.handoffs) for flow in flows))
    givers = _stack({f.from_team for f in flows}, place, flows, thickness, lambda f: f.from_team)
    takers = _stack({f.to_team for f in flows}, place, flows, thickness, lambda f: f.to_team)
    left = {bar.team: bar.top for bar in givers}
    right = {bar.team: bar.top for bar in takers}
    bands = []
    for flow in sorted(flows, key=lambda f: (place[f.from_team], place[f.to_team])):
        height = len(flow.handoffs) * thickness
        start, end = left[flow.from_team], right[flow.to_team]
        left[flow.from_team] += height
        right[flow.to_team] += height
        bands.append(FlowBand(flow, start, end, height, len(flow.hurting) * thickness))
    return HandoffPicture(givers, takers, tuple(bands))


def _stack(
    teams: Iterable[str],
    place: Mapping[str, int],
    flows: Sequence[HandoffFlow],
    thickness: float,
    side: Callable[[HandoffFlow], str],
) -> tuple[TeamBar, ...]:
    bars = []
    top = 0.0
    for team in sorted(teams, key=lambda t: place[t]):
        height = sum(len(f.handoffs) for f in flows if side(f) == team) * thickness
        bars.append(TeamBar(team, top + _ABOVE, height))
        top += _ABOVE + height
    return tuple(bars)


def name_row(flow: HandoffFlow) -> str:
    """The id of a flow's row in the table; no id of a team has two hyphens in a row."""
    return f"handoff-{flow.from_team}--{flow.to_team}"


def draw_handoffs(
    picture: HandoffPicture, name_of: Callable[[str], str], address_of: Callable[[HandoffFlow], str]
) -> str:
    """The flows as SVG, as wide as their place in the page; a flow leads to its row in the table."""
    bands = (_draw_band(band, name_of, address_of) for band in picture.bands)
    bars = "".join(
        f"M{x} {number(bar.top)}h{_BAR}v{number(bar.height)}h-{_BAR}Z"
        for x, side in ((0, picture.givers), (_WIDTH - _BAR, picture.takers))
        for bar in side
    )
    drawing = element(
        "svg",
        {
            "class": "jb-flows",
            "width": "100%",
            "height": picture.height,
            "font-size": _SIZE,
            "overflow": "visible",
            "aria-hidden": "true",
            "focusable": "false",
        },
        stretched(_WIDTH, picture.height, *bands, element("path", {"class": "bar", "d": bars})),
        *_name_teams(picture.givers, "0", None, name_of),
        *_name_teams(picture.takers, "100%", "end", name_of),
    )
    return str(drawing)


def _draw_band(band: FlowBand, name_of: Callable[[str], str], address_of: Callable[[HandoffFlow], str]) -> Markup:
    flow = band.flow
    many = len(flow.handoffs)
    hurts = f", {len(flow.hurting)} of them where it hurts" if flow.hurting else ""
    told = (
        f"{name_of(flow.from_team)} to {name_of(flow.to_team)}: {many} {'handoff' if many == 1 else 'handoffs'}{hurts}"
    )
    calm = band.height - band.hurting
    parts = [("flow", 0.0, calm), ("hurts", calm, band.hurting)]
    paths = (
        element("path", {"class": name, "d": _trace(band.start + below, band.end + below, height)})
        for name, below, height in parts
        if height
    )
    return element("a", {LINK: address_of(flow), "tabindex": "-1"}, element("title", {}, told), *paths)


def _trace(start: float, end: float, height: float) -> str:
    """A band that leaves and arrives level, bent in the middle."""
    left, right, middle = _BAR, _WIDTH - _BAR, _WIDTH // 2
    a, b, c, d = map(number, (start, end, start + height, end + height))
    return f"M{left} {a}C{middle} {a} {middle} {b} {right} {b}V{d}C{middle} {d} {middle} {c} {left} {c}Z"


def _name_teams(bars: Iterable[TeamBar], x: str, anchor: str | None, name_of: Callable[[str], str]) -> Iterable[Markup]:
    for bar in bars:
        name = name_of(bar.team)
        line = fit_text(name, _NAME_WIDTH, _SIZE, 1)[0]
        whole = () if line == name else (element("title", {}, name),)
        yield element("text", {"x": x, "y": bar.top - 4, "text-anchor": anchor}, *whole, line)
