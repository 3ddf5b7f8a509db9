"""The review sheet of a journey: one page for its owner's monthly meeting, on screen and on paper. Used by `render`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journeybook.model import plain_text
from journeybook.pages.environment import render_template
from journeybook.pages.site import Heading, Page
from journeybook.pages.view import View

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from journeybook.analysis import ImprovementInsight, JourneyInsight, MeasureSeries, MomentInsight
    from journeybook.model import Evidence
    from journeybook.pages.view import Build
    from journeybook.source import LastEdition

HEADINGS = {
    "new-evidence": "New evidence",
    "decisions": "To decide",
    "still-red": "Still red",
    "to-check": "To check",
    "came-of-it": "What came of it",
    "overdue": "Overdue",
    "unseen": "What nobody has seen lately",
    "measures": "Measures",
    "agreed": "What we agreed",
}
"""The parts of the sheet in their order: anchor and heading."""


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A team that owns touchpoints whose description it has not confirmed in the review period."""

    team: str
    moments: tuple[MomentInsight, ...]


@dataclass(frozen=True, slots=True)
class Undecided:
    """A red point that nobody has taken, with the ideas that wait for it."""

    moment: MomentInsight
    lowest: float | None
    """What the persona feels that is worst off; None where nobody's feeling is known."""
    ideas: tuple[ImprovementInsight, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What `review.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    insight: JourneyInsight = field(metadata={"help": "the journey with its figures"})
    headings: dict[str, str] = field(metadata={"help": "anchor → heading of each part"})
    since: str | None = field(metadata={"help": "the edition since which evidence is new; None before the first"})
    new: tuple[Evidence, ...] = field(metadata={"help": "what came in since then, newest first"})
    surprises: dict[str, tuple[MomentInsight, ...]] = field(
        metadata={"help": "id of new evidence → moments where it was not as expected"}
    )
    undecided: tuple[Undecided, ...] = field(metadata={"help": "red points nobody has taken, worst first"})
    ideas: tuple[ImprovementInsight, ...] = field(metadata={"help": "ideas that wait for a yes or a no, ranked"})
    still_red: tuple[MomentInsight, ...] = field(metadata={"help": "red after what was done about them"})
    to_check: tuple[ImprovementInsight, ...] = field(
        metadata={"help": "done improvements of which nobody can say yet whether they worked"}
    )
    judged: tuple[ImprovementInsight, ...] = field(metadata={"help": "done improvements that can be judged"})
    overdue: tuple[ImprovementInsight, ...] = field(metadata={"help": "open improvements past their day, oldest first"})
    unseen: tuple[MomentInsight, ...] = field(metadata={"help": "moments without evidence in the review period"})
    inconsistent: tuple[MomentInsight, ...] = field(metadata={"help": "touchpoints where visits differ"})
    unconfirmed: tuple[Unconfirmed, ...] = field(metadata={"help": "teams that have not confirmed their part"})
    measures: tuple[MeasureSeries, ...] = field(metadata={"help": "measures with a value or a target"})


def render_review(build: Build, journey: JourneyInsight) -> Page:
    """The sheet of one journey; evidence is new that the last edition did not have."""
    last = build.site.last_edition
    written = journey.journey
    address = f"journeys/{written.id}/review"
    new = find_new(journey, last)
    done = tuple(i for i in journey.improvements if i.check is not None)
    context = ReviewPage(
        here=View(build, address),
        insight=journey,
        headings=HEADINGS,
        since=last.name if last else None,
        new=new,
        surprises={e.id: _find_surprises(journey, e) for e in new},
        undecided=tuple(_describe_undecided(journey, m) for m in _sort_worst_first(journey.with_answer("unanswered"))),
        ideas=tuple(i for i in journey.improvements if i.improvement.status == "idea"),
        still_red=_sort_worst_first(journey.with_answer("still-red")),
        to_check=tuple(i for i in done if i.check and i.check.verdict == "too-few"),
        judged=tuple(i for i in done if i.check and i.check.verdict != "too-few"),
        overdue=tuple(sorted((i for i in journey.improvements if i.overdue), key=_find_due)),
        unseen=tuple(m for m in journey.moments if not m.seen),
        inconsistent=tuple(m for m in journey.moments if m.consistency and m.consistency.inconsistent),
        unconfirmed=find_unconfirmed(journey),
        measures=journey.measures,
    )
    title = plain_text(written.title)
    return Page(
        address=address,
        title=f"Review: {title}",
        description=f"For the monthly meeting about {title}: new evidence, what to decide, what to check.",
        html=render_template(build.environment, "review.html.j2", context),
        toc=tuple(Heading(anchor, heading) for anchor, heading in HEADINGS.items()),
        anchors=frozenset(HEADINGS),
        file=written.place.span.file,
        is_sheet=True,
    )


def find_new(journey: JourneyInsight, last: LastEdition | None) -> tuple[Evidence, ...]:
    """The evidence that the last edition did not have; without one, what lies in the review period."""
    if last is not None:
        return tuple(e for e in journey.evidence if e.id not in last.evidence)
    start = journey.period_start
    return tuple(e for e in journey.evidence if start is None or e.date > start)


def find_unconfirmed(journey: JourneyInsight) -> tuple[Unconfirmed, ...]:
    """The teams with touchpoints here that they have not said are described right, in the order of the journey."""
    waiting: dict[str, list[MomentInsight]] = {}
    for moment in journey.moments:
        owner = moment.moment.touchpoint.owner
        if owner and moment.moment.kind == "touchpoint" and moment.confirmed is None:
            waiting.setdefault(owner, []).append(moment)
    return tuple(Unconfirmed(team, tuple(moments)) for team, moments in waiting.items())


def _find_surprises(journey: JourneyInsight, evidence: Evidence) -> tuple[MomentInsight, ...]:
    return tuple(
        moment
        for moment in journey.moments
        if any(s.evidence is evidence and s.observation.expected is False for s in moment.sightings)
    )


def _describe_undecided(journey: JourneyInsight, moment: MomentInsight) -> Undecided:
    ideas = (i for i in journey.improvements if i.improvement.status == "idea")
    return Undecided(moment, _find_lowest(moment), tuple(i for i in ideas if moment.id in i.improvement.touches))


def _find_lowest(moment: MomentInsight) -> float | None:
    return min((felt.value for felt in moment.felt.values() if felt.value is not None), default=None)


def _sort_worst_first(moments: Iterable[MomentInsight]) -> tuple[MomentInsight, ...]:
    return tuple(sorted(moments, key=lambda m: (_find_lowest(m) is None, _find_lowest(m) or 0.0)))


def _find_due(insight: ImprovementInsight) -> tuple[dt.date, str]:
    due = insight.improvement.due
    assert due is not None  # noqa: S101 - only what has a day can be overdue
    return due, insight.improvement.id
