"""The walk sheet of a journey: for paper and for a phone, to go and see, and to bring back what was found.

Used by `render`. What many touchpoints share is made once: the standards of a channel here, the choices by the script,
which also gives the fields their names. On paper without a script the stylesheet prints the choices.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from journeybook.figures.style import LEVELS
from journeybook.model import EVERYONE, anchor_of, plain_text
from journeybook.model.text import MAY_BE_MARKUP
from journeybook.pages.environment import render_template
from journeybook.pages.site import Page
from journeybook.pages.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from journeybook.model import Journey, Method, Stage, Touchpoint
    from journeybook.pages.view import Build

METHODS: Final[Mapping[Method, str]] = {
    "walk": "I go through it myself, as a customer",
    "mystery-shop": "as a customer, without saying so",
    "gemba": "I watch, and ask those who do the work",
    "interview": "a customer tells me how it went",
}
"""The methods that a sheet serves, in the walker's words. A survey asks many at once and is written down as a file."""

WORKER: Final = "walk-sheet-worker.js"
"""The service worker that keeps a sheet at hand without a network. It stands at the root, so that any sheet can be its
scope."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions that a touchpoint answers to, under one heading.

    `personas` are those whose channel it is, all of the journey's when empty.
    """

    heading: str
    questions: Markup
    personas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A touchpoint on the sheet. `waits` says whether there is anything to see between it and what comes next."""

    touchpoint: Touchpoint
    channels: tuple[str, ...]
    asked: tuple[Asked, ...]
    instead_of: str
    waits: bool

    @property
    def anchor(self) -> str:
        """The anchor of the touchpoint on its sheet, the same as on the journey's page."""
        return anchor_of(self.touchpoint.id)


@dataclass(frozen=True, slots=True)
class Walker:
    """A persona whose part somebody can take: what it wants and what holds it back, in a line each."""

    id: str
    name: str
    wants: tuple[str, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WalkSheetPage:
    """What `walk-sheet.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    journey: Journey = field(metadata={"help": "the journey as written"})
    methods: Mapping[Method, str] = field(metadata={"help": "the methods that the sheet serves, in the walker's words"})
    walkers: tuple[Walker, ...] = field(metadata={"help": "the personas to choose from; empty where there is none"})
    teams: Markup = field(metadata={"help": "the options of the field for the team; empty where no file names any"})
    stages: tuple[tuple[Stage, tuple[Step, ...]], ...] = field(metadata={"help": "the touchpoints by stage"})
    scale: Markup = field(metadata={"help": "the five levels of a feeling, to choose from"})
    yes_no: Markup = field(metadata={"help": "yes and no, to choose from"})
    root: str = field(metadata={"help": "leads from this page to the handbook's root"})
    worker: str = field(metadata={"help": "address of the service worker, as seen from this page"})
    send_to: str | None = field(metadata={"help": "where the finished evidence can be sent: a tracker or a mail"})


class WalkSheets:
    """The sheets of one build, with what they share."""

    def __init__(self, build: Build) -> None:
        """The sheets of `build`."""
        self._build = build
        self._asked: dict[tuple[str, tuple[str, ...]], Markup] = {}
        self._teams = Markup().join(
            Markup('<option value="{}">{}</option>').format(team, build.label("team", team))
            for team in build.insight.handbook.teams
        )

    def render(self, journey: Journey) -> Page:
        """The sheet of a journey."""
        address = f"journeys/{journey.id}/walk-sheet"
        here = View(self._build, address)
        stages = self._arrange(journey, here)
        context = WalkSheetPage(
            here=here,
            journey=journey,
            methods=METHODS,
            walkers=self._list_walkers(journey),
            teams=self._teams,
            stages=stages,
            scale=SCALE,
            yes_no=YES_NO,
            root=here.root or "./",
            worker=here.file(WORKER),
            send_to=here.correction(journey),
        )
        html = render_template(self._build.environment, "walk-sheet.html.j2", context)
        title = plain_text(journey.title)
        steps = [step for _, steps in stages for step in steps]
        anchors = [anchor for s in steps for anchor in (s.anchor, *([s.anchor + "-after"] if s.waits else []))]
        return Page(
            address=address,
            title=f"Walk sheet: {title}",
            description=f"To walk {title}: what should happen, what to ask, and room for what was found.",
            html=html,
            anchors=frozenset((*anchors, "behaviour", "in-the-end", "finish")),
            file=journey.place.span.file,
            is_sheet=True,
        )

    def _arrange(self, journey: Journey, here: View) -> tuple[tuple[Stage, tuple[Step, ...]], ...]:
        names = {t.id: plain_text(t.name) for t in journey.touchpoints}
        last = journey.touchpoints[-1].id
        return tuple(
            (
                stage,
                tuple(
                    Step(
                        touchpoint=touchpoint,
                        channels=tuple(dict.fromkeys(touchpoint.channel.all_values())) if touchpoint.channel else (),
                        asked=tuple(self._ask(touchpoint, here)),
                        instead_of=names.get(touchpoint.instead_of or "", ""),
                        waits=touchpoint.id != last or touchpoint.after is not None,
                    )
                    for touchpoint in stage.touchpoints
                ),
            )
            for stage in journey.stages
            if stage.touchpoints
        )

    def _ask(self, touchpoint: Touchpoint, here: View) -> Iterable[Asked]:
        """The touchpoint's own questions, then the standards of its channel, or of each persona's."""
        if touchpoint.questions:
            yield Asked("To find out", self._list_questions(touchpoint.questions, here))
        if touchpoint.channel is None:
            return
        channels = self._build.insight.handbook.channels
        for channel in dict.fromkeys(touchpoint.channel.all_values()):
            standards = channels[channel].standards if channel in channels else ()
            if standards:
                persons = tuple(p for p, own in touchpoint.channel.personas.items() if own == channel)
                heading = f"{self._build.label('channel', channel)}, always"
                yield Asked(heading, self._list_questions(standards, here), persons)

    def _list_questions(self, questions: Sequence[str], here: View) -> Markup:
        key = (here.root, tuple(questions))
        if key not in self._asked:
            self._asked[key] = Markup().join(_question(question, here) for question in dict.fromkeys(questions))
        return self._asked[key]

    def _list_walkers(self, journey: Journey) -> tuple[Walker, ...]:
        known = self._build.insight.handbook.personas
        walkers = []
        for persona in journey.personas:
            record = known.get(persona)
            wants, limits = (record.goals, record.constraints) if record else ((), ())
            if persona != EVERYONE:
                walkers.append(Walker(persona, self._build.label("persona", persona), wants, limits))
        return tuple(walkers)


def _radios(choices: Mapping[str, Markup]) -> Markup:
    return Markup().join(
        Markup('<label><input type="radio" value="{}">{}</label>').format(value, said)
        for value, said in choices.items()
    )


SCALE: Final = _radios(
    {
        str(level): Markup("<b>{}</b>{}").format(f"{level:+d}".replace("-", "\N{MINUS SIGN}") if level else "0", word)
        for level, word in LEVELS.items()
    }
)
"""The five levels of a feeling, which the script puts where one is asked for."""
YES_NO: Final = _radios({"yes": Markup("yes"), "no": Markup("no")})


def _question(question: str, here: View) -> Markup:
    """A question. As written it is the key of the answer: `data-q` where the sheet shows it otherwise.

    Line ends are written as references, because they would be lost between the lines of the template.
    """
    differs = MAY_BE_MARKUP.search(question) or question != question.strip() or "\r" in question
    written = escape(question).replace("\n", Markup("&#10;")).replace("\r", Markup("&#13;"))
    attribute = Markup(' data-q="{}"').format(written) if differs else Markup()
    return Markup("<fieldset{}><legend>{}</legend></fieldset>").format(attribute, here.text(question))
