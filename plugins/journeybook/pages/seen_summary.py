"""What was seen of a journey, in short, for its own page. Used by `journey_page`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from journeybook.figures.measure_line import measure_line
from journeybook.model import STAND_INS
from journeybook.pages.entries import find_surprises, list_entries
from journeybook.pages.environment import safe
from journeybook.pages.evidence_words import count_people
from journeybook.pages.seen_pieces import say_measured

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from journeybook.analysis import JourneyInsight, MeasureSeries, MomentInsight, StandardAnswers
    from journeybook.model import Amount, Evidence
    from journeybook.pages.entries import Entry, Look

ENTRIES_SHOWN: Final = 2
"""Pieces of evidence on a journey's page; all of them stand on its evidence page."""


@dataclass(frozen=True, slots=True)
class SeenSummary:
    """What was seen of a journey, in short."""

    page: str
    """The address of the page with all of it, as seen from the journey's."""
    entries: tuple[Entry, ...]
    """The newest pieces of evidence."""
    surprises: Mapping[str, tuple[tuple[Entry, Look], ...]]
    """Touchpoint → the newest thing that was not as expected there, in the review period."""
    total: int
    people: int
    """How many people saw it or were asked in the review period."""
    walked: Evidence | None
    """The newest walk or mystery shop in the review period."""
    unseen: tuple[MomentInsight, ...]
    """Moments that nobody saw in the review period."""
    inconsistent: tuple[MomentInsight, ...]
    """Touchpoints where visits differ."""
    timed: int
    """Moments whose time was observed."""
    measures: tuple[tuple[MeasureSeries, Markup], ...]
    """What was measured, each with its small line where it has two values or more."""
    written: Mapping[tuple[str | None, str], MeasureSeries]
    """Moment (None: the journey as a whole) and measure → the series, of every measure that the author wrote."""
    still_red: Mapping[str, tuple[MomentInsight, ...]]
    """Improvement that is done → the moments it fixes that are still red."""
    standards: tuple[tuple[str, tuple[StandardAnswers, ...]], ...]
    """Channel → its standards that somebody answered; only channels where somebody did."""
    unmet: tuple[tuple[str, tuple[StandardAnswers, ...]], ...]
    """The same of those that were not met each time."""
    met: int
    """Standards that were met each time."""
    unasked: int
    """Standards that nobody asked about."""

    def measured(self, moment: str | None, measure: str, written: Amount) -> str:
        """A measure that the author wrote with what was measured since, so that a page tells one newest value."""
        return say_measured(self.written[moment, measure], written)


def summarize_seen(journey: JourneyInsight, page: str) -> SeenSummary:
    """What was seen of a journey, in short; `page` is where all of it stands."""
    entries = list_entries(journey)
    start = journey.period_start
    fresh = [piece for piece in journey.evidence if start is None or piece.date > start]
    still = {m.id: m for m in journey.with_answer("still-red")}
    done = [item.improvement for item in journey.improvements if item.improvement.status == "done"]
    return SeenSummary(
        page=page,
        entries=entries[:ENTRIES_SHOWN],
        surprises=find_surprises(entries),
        total=len(journey.evidence),
        people=count_people(fresh),
        walked=next((piece for piece in fresh if piece.method in STAND_INS), None),
        unseen=tuple(m for m in journey.moments if not m.seen),
        inconsistent=tuple(m for m in journey.moments if m.consistency and m.consistency.inconsistent),
        timed=sum(m.took_observed for m in journey.moments),
        measures=tuple(
            (series, safe(measure_line(series)) if len(series.points) > 1 else Markup())
            for series in journey.measures
            if series.points
        ),
        written={(s.moment, s.measure.id): s for s in journey.measures if s.authored is not None},
        still_red={it.id: tuple(still[m] for m in it.fixes if m in still) for it in done},
        standards=tuple(
            (channel, tuple(answered))
            for channel, answered in _by_channel(s for s in journey.standards if s.asked).items()
        ),
        unmet=tuple(
            (channel, tuple(asked))
            for channel, asked in _by_channel(s for s in journey.standards if s.met < s.asked).items()
        ),
        met=sum(0 < standard.asked == standard.met for standard in journey.standards),
        unasked=sum(not standard.asked for standard in journey.standards),
    )


def _by_channel(standards: Iterable[StandardAnswers]) -> dict[str, list[StandardAnswers]]:
    found: dict[str, list[StandardAnswers]] = {}
    for standard in standards:
        found.setdefault(standard.channel, []).append(standard)
    return found
