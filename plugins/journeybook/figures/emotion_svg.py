"""The emotion chart as a drawing, which stands in the page before Plotly does, and in print. Used by a journey's page.

Same layout and sizes as the Plotly chart. It is hidden from screen readers and the tab key: the table beneath is their
way. Colours come from `assets/chart.css` by class: the words of the levels for feelings, `p1` … for personas. The
markup is terse, as it is a good part of a page: `data-p` is the persona's position from 1, and only a filled mark says
so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from journeybook.figures.chart_frame import LEFT, NAME_LINE, NAME_SIZE, RIGHT, STAGE_LINE, STAGE_SIZE, ChartFrame
from journeybook.figures.emotion_chart import STAR_LIFT
from journeybook.figures.emotion_curve import SIGN_VALUE, lay_out_curve, split_at_gaps
from journeybook.figures.evidence_marks import GUESS_SIZE, SIGN_DROP
from journeybook.figures.mark_shapes import SMALL, define_marks, name_shape
from journeybook.figures.style import LEVELS, feeling_level, persona_line
from journeybook.figures.svg import LINK, element, join, number, stretched

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from journeybook.analysis import JourneyInsight
    from journeybook.figures.emotion_curve import PersonaLine, Point, Star
    from journeybook.model import Handbook

_WIDTH: Final = 1000
"""Units across in the parts that stretch: a thousandth of the width each."""
_PERSONA: Final = re.compile(r'<[^<>]* data-p="(\d+)"[^<>]*>')


def emotion_svg(
    insight: JourneyInsight,
    handbook: Handbook,
    frame: ChartFrame | None = None,
    shown: Collection[str] | None = None,
) -> str:
    """The emotion chart of a journey as SVG, as wide as its place in the page and as high as the Plotly chart.

    `frame` is the journey's, where it is laid out already. `shown` are the personas whose lines are shown at first,
    None for all; the others are drawn and switched off.
    Each mark is a link to its moment's row. `g.jb-frame` is the ground, and stays when Plotly draws `g.jb-marks` anew.
    """
    frame = frame or ChartFrame(lay_out_curve(insight))
    lines = frame.curve.persona_lines(handbook)
    lines_and_guesses = (_draw_lines(frame, lines), *(guess for line in lines for guess in _draw_guesses(frame, line)))
    marks = [*lines_and_guesses, *_draw_marks(frame, lines, shown)]
    drawing = str(_put_together(frame, define_marks(lines), marks))
    off = {line.position + 1 for line in lines if shown is not None and line.persona not in shown}
    return _switch_off(drawing, off) if off else drawing


def _switch_off(drawing: str, positions: set[int]) -> str:
    """The drawing with the lines and marks of the personas at these positions, from 1, switched off."""

    def switch(tag: re.Match[str]) -> str:
        if int(tag[1]) not in positions:
            return tag[0]
        if ' class="' in tag[0]:
            return tag[0].replace(' class="', ' class="off ', 1)
        return tag[0].replace(" data-p=", ' class="off" data-p=', 1)

    return _PERSONA.sub(switch, drawing)


def frame_drawing(frame: ChartFrame, shapes: Markup, paths: Iterable[Markup], marks: Iterable[Markup]) -> Markup:
    """A drawing like the emotion chart's: the frame, then what Plotly draws anew; `paths` stretch with the page."""
    return _put_together(frame, shapes, [stretched(_WIDTH, frame.height, *paths), *marks])


def _put_together(frame: ChartFrame, shapes: Markup, marks: Iterable[Markup]) -> Markup:
    ground = (_draw_ground(frame), *_write_levels(frame), *_name_stages(frame), *_name_places(frame))
    return element(
        "svg",
        {
            "class": "jb-emotion",
            "width": "100%",
            "height": frame.height,
            "data-floor": frame.floor,
            "font-size": NAME_SIZE,
            "overflow": "visible",
            "aria-hidden": "true",
            "focusable": "false",
        },
        shapes,
        element("g", {"class": "jb-frame"}, *ground),
        element("g", {"class": "jb-marks"}, *marks),
    )


def _units(frame: ChartFrame, x: float) -> str:
    return number(round(frame.across(x) * _WIDTH))


def _percent(frame: ChartFrame, x: float) -> str:
    """The same place as `_units`."""
    return f"{number(round(frame.across(x) * _WIDTH) / 10)}%"


def _y(frame: ChartFrame, value: float) -> str:
    """Where a feeling lies, in whole pixels: nobody sees a tenth of one, and there are many."""
    return number(round(frame.down(value)))


def _draw_ground(frame: ChartFrame) -> Markup:
    left, right = number(LEFT * _WIDTH), number(RIGHT * _WIDTH)
    shaded = (band for band in frame.curve.bands if band.number % 2 == 0)
    bands = "".join(
        f"M{_units(frame, b.start)} 0H{_units(frame, b.end)}V{number(frame.floor)}H{_units(frame, b.start)}Z"
        for b in shaded
    )
    rules = "".join(f"M{left} {number(frame.down(level))}H{right}" for level in LEVELS if level)
    leaders = "".join(
        f"M{_units(frame, n.x)} {number(frame.floor)}v{number(n.top - 2)}" for n in frame.place_names if n.row
    )
    return stretched(
        _WIDTH,
        frame.height,
        element("path", {"class": "band", "d": bands}),
        element("path", {"class": "rule", "d": rules + leaders}),
        element("path", {"class": "even-line", "d": f"M{left} {number(frame.down(0))}H{right}"}),
    )


def _write_levels(frame: ChartFrame) -> Iterable[Markup]:
    side = f"{number(LEFT * 100 - 1)}%"
    for level, word in LEVELS.items():
        yield element("text", {"class": "level", "x": side, "y": round(frame.down(level) + NAME_SIZE / 3)}, word)


def _name_stages(frame: ChartFrame) -> Iterable[Markup]:
    for band, lines in zip(frame.curve.bands, frame.stage_names, strict=True):
        top = frame.head - (len(lines) - 1) * STAGE_LINE - STAGE_SIZE + 2
        whole = () if " ".join(lines) == band.name else (element("title", {}, band.name),)
        yield element(
            "text",
            {"class": "stage", "x": _percent(frame, band.middle), "y": top},
            *whole,
            _stack(lines, _percent(frame, band.middle), STAGE_LINE),
        )


def _name_places(frame: ChartFrame) -> Iterable[Markup]:
    for name in frame.place_names:
        x = _percent(frame, name.x)
        top = round(frame.floor + name.top + NAME_SIZE - 1)
        yield element("text", {"x": x, "y": top}, _stack(name.lines, x, NAME_LINE))
        if name.other_lines:
            below = top + len(name.lines) * NAME_LINE
            yield element("text", {"class": "other", "x": x, "y": below}, _stack(name.other_lines, x, NAME_LINE))


def _stack(lines: Sequence[str], x: str, height: float) -> Markup:
    """Lines of text below each other; the first stands where its element does."""
    first, *more = lines or ("",)
    return join(("", first, *(element("tspan", {"x": x, "dy": height}, line) for line in more)))


def _draw_lines(frame: ChartFrame, lines: Sequence[PersonaLine]) -> Markup:
    drawn = []
    if frame.curve.expected_points:
        path = trace_line(frame, frame.curve.expected_points)
        drawn.append(element("path", {"class": "expected", "data-expected": "", "d": path}))
    drawn += [drawing for line in lines for drawing in _draw_spans(frame, line)]
    for line in lines:
        branches = "".join(trace_line(frame, branch) for branch in line.route.branches)
        if branches:
            drawn.append(
                element("path", {"class": f"branch {_pen_class(line)}", "data-p": line.position + 1, "d": branches})
            )
    for line in lines:
        path = trace_line(frame, line.route.points)
        drawn.append(element("path", {"class": f"line {_pen_class(line)}", "data-p": line.position + 1, "d": path}))
    return stretched(_WIDTH, frame.height, *drawn)


def _draw_spans(frame: ChartFrame, line: PersonaLine) -> Iterable[Markup]:
    """The spans of repeated visits, and the lines from what was thought to what was seen."""
    for kind, bars in (("span", line.spans), ("guess", [(p, g, p.value or 0.0) for p, g in line.guesses])):
        if bars:
            path = "".join(f"M{_units(frame, p.x)} {_y(frame, start)}V{_y(frame, end)}" for p, start, end in bars)
            yield element("path", {"class": f"{kind} {_pen_class(line)}", "data-p": line.position + 1, "d": path})


def _draw_guesses(frame: ChartFrame, line: PersonaLine) -> Iterable[Markup]:
    """What was thought, where what was seen overturns it."""
    if line.guesses:
        circles = (
            element("circle", {"cx": _percent(frame, point.x), "cy": _y(frame, guess), "r": GUESS_SIZE / 2})
            for point, guess in line.guesses
        )
        yield element("g", {"class": f"guess {_pen_class(line)}", "data-p": line.position + 1}, *circles)


def _pen_class(line: PersonaLine) -> str:
    return persona_line(line.position).role.replace("persona-", "p")


def trace_line(frame: ChartFrame, points: Sequence[Point]) -> str:
    """A line through the points, broken at gaps. A point between two gaps is its mark alone."""
    return "".join(
        "M" + " ".join(f"{_units(frame, p.x)} {_y(frame, p.value or 0.0)}" for p in stretch)
        for stretch in split_at_gaps(points)
        if len(stretch) > 1
    )


def _draw_marks(frame: ChartFrame, lines: Sequence[PersonaLine], shown: Collection[str] | None) -> Iterable[Markup]:
    """The marks by moment, in the moments' order, all personas' within one link; signs lie on top of the marks."""
    by_moment: dict[str, list[tuple[PersonaLine, Point]]] = {m.id: [] for m in frame.curve.insight.moments}
    for line in lines:
        for point in line.marks:
            by_moment[point.moment.id].append((line, point))
    stars = {star.moment.id: star for star in frame.curve.stars}
    for marked in by_moment.values():
        if marked:
            moment = marked[0][1].moment.moment
            yield element(
                "a",
                {LINK: f"#{moment.anchor}", "tabindex": "-1"},
                *(draw_mark(frame, line, point) for line, point in marked),
                *(draw_sign(frame, line, point) for line, point in marked if point.sign),
                *(_draw_star(frame, stars[i], shown) for i in (moment.id,) if i in stars),
            )


def draw_mark(frame: ChartFrame, line: PersonaLine, point: Point) -> Markup:
    """The mark of a point, in its line's number."""
    shape = name_shape(point) + ("-before" if point.filling == "before" else "")
    look = _look(point.shade or 0.0, filled=point.filling == "filled")
    return _use(shape, _percent(frame, point.x), round(frame.down(point.value or 0.0)), look, line.position + 1)


def draw_sign(frame: ChartFrame, line: PersonaLine, point: Point) -> Markup:
    """The sign of a red point below a mark that is not the sign itself."""
    y, look = round(frame.down(point.value or 0.0)) + SIGN_DROP, _look(SIGN_VALUE, filled=point.sign == "red")
    return _use(SMALL, _percent(frame, point.x), y, look, line.position + 1)


def _look(value: float, *, filled: bool) -> str:
    return f"{feeling_level(value)}{' seen' if filled else ''}"


def _use(shape: str, x: str, y: float, look: str, persona: int) -> Markup:
    return Markup(  # noqa: S704 - numbers and our own words
        f'<use {LINK}="#jb-{shape}" x="{x}" y="{number(y)}" data-p="{persona}" class="{look}"/>'
    )


def _draw_star(frame: ChartFrame, star: Star, shown: Collection[str] | None) -> Markup:
    """A star above the marks that are shown, and off where none is; the script moves it by the same `data-lift`."""
    y = round(frame.down(star.top)) - STAR_LIFT
    lift: float | None = None
    look = "star"
    if shown is not None:
        lift = round(frame.down(star.value)) - y
        highest = star.find_value(shown)
        y, look = (y, "off star") if highest is None else (round(frame.down(highest)) - lift, look)
    x = _percent(frame, star.x)
    return element("use", {LINK: "#jb-star", "x": x, "y": y, "class": look, "data-lift": lift})
