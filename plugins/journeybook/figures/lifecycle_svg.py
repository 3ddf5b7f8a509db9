"""The end-to-end curve as a drawing, which stands in the page before Plotly does, and in print. Used by `/lifecycle/`.

Same layout and sizes as the Plotly chart. It is hidden from screen readers and the tab key: the lists beneath are their
way. The markup is terse; `data-v` is the view's number, and all but the first are off until asked for. Where there is
much to draw, only the first is: Plotly has the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from journeybook.figures.chart_frame import LEFT, NAME_LINE, NAME_SIZE, RIGHT, STAGE_LINE, STAGE_SIZE
from journeybook.figures.emotion_curve import SIGN_VALUE
from journeybook.figures.lifecycle_curve import MOST_LINES, split_line
from journeybook.figures.mark_shapes import SMALL, define_marks
from journeybook.figures.style import LEVELS, feeling_level
from journeybook.figures.svg import LINK, element, join, number, stretched
from journeybook.model import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from journeybook.figures.lifecycle_curve import CurveView, PhaseBand, Place, Quantiles
    from journeybook.figures.lifecycle_frame import LifecycleFrame

_WIDTH: Final = 2000
"""Units across in the parts that stretch."""
STAR_RISE: Final = 13.0
"""Pixels from a point to the star of its moment of truth above it."""
MOST_PLACES: Final = 900
"""Places that the drawing holds of all views together; with more it holds the first view alone."""
SIGN_KINDS: Final = ("red", "suspected", "truth")


def lifecycle_svg(frame: LifecycleFrame, views: Sequence[CurveView], address_of: Callable[[str], str]) -> str:
    """The curve as SVG, as wide as its place in the page. `address_of` gives a link to a journey by its id."""
    places = sum(len(line) for view in views for line in view.lines)
    drawn = views if frame.curve.detail == "moments" and places <= MOST_PLACES else views[:1]
    drawing = element(
        "svg",
        {
            "class": "jb-emotion jb-endless",
            "width": "100%",
            "height": frame.height,
            "font-size": NAME_SIZE,
            "overflow": "visible",
            "aria-hidden": "true",
            "focusable": "false",
        },
        define_marks(()),
        element("g", {"class": "jb-frame"}, _draw_ground(frame), *_write_levels(frame), *_name_phases(frame)),
        element("g", {"class": "jb-marks"}, *(_draw_view(frame, view) for view in drawn)),
        element("g", {}, *_draw_ways(frame, address_of)),
    )
    return str(drawing)


def _units(frame: LifecycleFrame, x: float) -> str:
    return number(round(frame.across(x) * _WIDTH))


def _percent(share: float) -> str:
    return f"{number(round(share * 1000) / 10)}%"


def _box(frame: LifecycleFrame, band: PhaseBand) -> str:
    start, end = _units(frame, band.start), _units(frame, band.end)
    return f"M{start} 0H{end}V{number(frame.floor)}H{start}Z"


def _draw_ground(frame: LifecycleFrame) -> Markup:
    left, right = number(LEFT * _WIDTH), number(RIGHT * _WIDTH)
    shaded = "".join(_box(frame, b) for b in frame.curve.bands if b.number % 2 == 0 and not b.is_blind)
    rules = "".join(f"M{left} {number(frame.down(level))}H{right}" for level in LEVELS if level)
    leaders = "".join(
        f"M{_units(frame, n.stretch.middle)} {number(frame.floor)}V{number(frame.top(n.row) - 1)}"
        for n in frame.names
        if n.row
    )
    blind = "".join(_hatch(frame, band) for band in frame.curve.bands if band.is_blind)
    return stretched(
        _WIDTH,
        frame.height,
        element("path", {"class": "band", "d": shaded}),
        element("path", {"class": "rule", "d": rules + leaders}),
        element("path", {"class": "even-line", "d": f"M{left} {number(frame.down(0))}H{right}"}),
        *((element("path", {"class": "blind", "d": blind}),) if blind else ()),
    )


def _hatch(frame: LifecycleFrame, band: PhaseBand) -> str:
    """Slanted lines over a band, from edge to edge; written out, as a pattern would be an id in the page."""
    start, end = _units(frame, band.start), _units(frame, band.end)
    parts = ((_units(frame, band.start + (band.end - band.start) * n / 6), frame.floor * n / 6) for n in range(1, 7))
    return "".join(
        f"M{x} 0L{start} {number(y)}" + (f"M{end} {number(y)}L{x} {number(frame.floor)}" if x != end else "")
        for x, y in parts
    )


def _write_levels(frame: LifecycleFrame) -> Iterable[Markup]:
    side = f"{number(LEFT * 100 - 1)}%"
    for level, word in LEVELS.items():
        yield element("text", {"class": "level", "x": side, "y": frame.down(level) + NAME_SIZE / 3}, word)


def _name_phases(frame: LifecycleFrame) -> Iterable[Markup]:
    for band, lines in zip(frame.curve.bands, frame.phase_names, strict=True):
        x = _percent(frame.across(band.middle))
        top = frame.head - (len(lines) - 1) * STAGE_LINE - STAGE_SIZE + 2
        text = element("text", {"class": "stage", "x": x, "y": top}, _stack(lines, x, STAGE_LINE))
        whole = element("title", {}, f"{band.name}: no journey yet" if band.is_blind else band.name)
        anchor = f"#phase-{band.phase}" if band.phase else "#beside"
        yield element("a", {LINK: anchor, "tabindex": "-1"}, whole, text)
        if band.is_blind:
            yield element("text", {"class": "no-journey", "x": x, "y": frame.down(0) - 6}, "no journey")


def _stack(lines: Sequence[str], x: str, height: float) -> Markup:
    first, *more = lines or ("",)
    return join(("", first, *(element("tspan", {"x": x, "dy": height}, line) for line in more)))


def _draw_view(frame: LifecycleFrame, view: CurveView) -> Markup:
    line = "".join(_trace(frame, part) for whole in view.lines for part in split_line(whole))
    branch = "".join(_trace(frame, part) for whole in view.branches for part in split_line(whole))
    spans = "".join(f"M{_units(frame, s.x)} {_y(frame, s.low)}V{_y(frame, s.high)}" for s in view.spans)
    paths = [element("path", {"class": name, "d": d}) for name, d in (("branch p1", branch), ("line p1", line)) if d]
    paths += [element("path", {"class": "reach p1", "d": spans, "stroke-width": frame.span_width})] if spans else []
    scores = "".join(f"M{_units(frame, s.start + 1)} {_y(frame, v)}H{_units(frame, s.end - 1)}" for s, v in view.scores)
    paths = ([element("path", {"class": "score", "d": scores})] if scores else []) + paths
    paths += [path for q in view.quantiles for path in _draw_quantiles(frame, q)]
    ground = stretched(_WIDTH, frame.height, *paths)
    counts = (
        element("text", {"x": _percent(frame.across(q.band.middle)), "y": frame.floor - 6}, f"{q.count:,}")
        for q in view.quantiles
    )
    look = "off" if view.number else None
    return element(
        "g",
        {"data-v": view.number, "class": look},
        ground,
        *counts,
        *_draw_dots(frame, view),
        *_draw_signs(frame, view),
    )


def _y(frame: LifecycleFrame, value: float) -> str:
    return number(round(frame.down(value)))


def _trace(frame: LifecycleFrame, part: Sequence[Place]) -> str:
    """A line through the places; one alone is a short dash."""
    end = "h3" if len(part) == 1 else ""
    return "M" + " ".join(f"{_units(frame, p.x)} {_y(frame, p.value or 0.0)}" for p in part) + end


def _draw_quantiles(frame: LifecycleFrame, found: Quantiles) -> Iterable[Markup]:
    start, end = _units(frame, found.band.start + 0.5), _units(frame, found.band.end - 0.5)
    for name, low, high in (("tenths", found.tenth, found.nine_tenths), ("half", found.quarter, found.three_quarters)):
        box = f"M{start} {_y(frame, low)}H{end}V{_y(frame, high)}H{start}Z"
        yield element("path", {"class": name, "d": box})
    yield element("path", {"class": "line p1", "d": f"M{start} {_y(frame, found.median)}H{end}"})


def _draw_dots(frame: LifecycleFrame, view: CurveView) -> Iterable[Markup]:
    """A mark a journey, all of a level together."""
    for word in LEVELS.values():
        marks = [_use("c", frame, p) for p in view.dots if feeling_level(p.value or 0.0) == word]
        if marks:
            yield element("g", {"class": f"{word} seen"}, *marks)


def _draw_signs(frame: LifecycleFrame, view: CurveView) -> Iterable[Markup]:
    looks = {"red": f"{feeling_level(SIGN_VALUE)} seen", "suspected": feeling_level(SIGN_VALUE), "truth": "star"}
    for kind in SIGN_KINDS:
        shape, rise = ("star", STAR_RISE) if kind == "truth" else (SMALL, 0.0)
        marks = [_use(shape, frame, place, rise) for place, sign in view.signs if sign == kind]
        if marks:
            yield element("g", {"class": looks[kind]}, *marks)


def _use(shape: str, frame: LifecycleFrame, place: Place, rise: float = 0.0) -> Markup:
    y = number(round(frame.down(place.value or 0.0) - rise))
    return Markup(  # noqa: S704 - numbers and our own words
        f'<use {LINK}="#jb-{shape}" x="{_percent(frame.across(place.x))}" y="{y}"/>'
    )


def _draw_ways(frame: LifecycleFrame, address_of: Callable[[str], str]) -> Iterable[Markup]:
    """What a click on a stretch or its name leads to: the journey."""
    names = {name.stretch.journey.journey.id: name for name in frame.names}
    for stretch in frame.curve.stretches if len(frame.curve.stretches) <= MOST_LINES else ():
        name = names.get(stretch.journey.journey.id)
        across = frame.across(stretch.end) - frame.across(stretch.start)
        area = element(
            "rect",
            {
                "x": _percent(frame.across(stretch.start)),
                "y": frame.head,
                "width": _percent(across),
                "height": frame.floor - frame.head,
            },
            element("title", {}, plain_text(stretch.journey.journey.title)),
        )
        address = address_of(stretch.journey.journey.id)
        text = Markup()
        if name:
            top, x = frame.top(name.row) + NAME_SIZE - 1, _percent(name.x)
            text = element("text", {"x": x, "y": top}, _stack(name.lines, x, NAME_LINE))
        yield element("a", {LINK: address, "tabindex": "-1"}, area, text)
