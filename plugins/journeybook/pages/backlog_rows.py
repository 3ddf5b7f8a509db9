"""The rows of the backlog: improvements and red points, with what they can be filtered by. Used by its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from journeybook.analysis import explain_priority
from journeybook.model import OPEN_STATUSES
from journeybook.pages.choices import offer_filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from journeybook.analysis import ImprovementInsight, Insight, JourneyInsight, JourneyMoment, MomentInsight, Priority
    from journeybook.pages.choices import Choices
    from journeybook.pages.view import View

JOURNEYS_NAMED = 3
"""Journeys that a row of an improvement of the organization names; the others are counted."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a row can be filtered by."""

    team: str
    status: str
    lifecycle: tuple[str, ...]
    persona: tuple[str, ...]
    channel: tuple[str, ...]
    tag: tuple[str, ...]
    red: bool
    overdue: bool = False

    @property
    def attributes(self) -> Markup:
        """The row's attributes as HTML; tags may hold spaces, so they stand on lines of their own (`&#10;`)."""
        held = {
            "team": self.team,
            "status": self.status,
            "lifecycle": " ".join(self.lifecycle),
            "persona": " ".join(self.persona),
            "channel": " ".join(self.channel),
            "tag": "\n".join(self.tag),
            "red": "1" if self.red else "",
            "overdue": "1" if self.overdue else "",
        }
        said = "".join(f' data-{kind}="{escape(value)}"' for kind, value in held.items() if value)
        said = said.replace("\n", "&#10;")  # rows are put on one line
        return Markup(f" data-jb-row{said}")  # noqa: S704 - values are escaped


@dataclass(frozen=True, slots=True)
class ImprovementRow:
    """An improvement in a list; `rank` is None where nothing ranks it, `how` for done and dropped ones."""

    item: ImprovementInsight
    facts: Facts
    anchor: str
    rank: int | None
    how: Priority | None
    journeys: tuple[JourneyInsight, ...]
    """The journeys that it makes better."""

    @property
    def named(self) -> tuple[JourneyInsight, ...]:
        """The journeys that the row names."""
        return self.journeys[:JOURNEYS_NAMED]


@dataclass(frozen=True, slots=True)
class PointRow:
    """A red point in a list."""

    point: JourneyMoment
    facts: Facts


class RowMaker:
    """Makes the rows of one build; what rows of a journey have in common is looked up once."""

    def __init__(self, insight: Insight) -> None:
        """Rows of what `insight` found."""
        self.insight = insight
        self._moments: dict[str, Mapping[str, MomentInsight]] = {}

    def make_improvements(
        self, items: Sequence[ImprovementInsight], *, across: bool = True
    ) -> tuple[ImprovementRow, ...]:
        """The rows of one list, in its order; ranked across journeys, or within each."""
        return tuple(self._make_improvement(item, rank, across=across) for rank, item in enumerate(items, start=1))

    def make_points(self, points: Iterable[JourneyMoment]) -> tuple[PointRow, ...]:
        """The rows of red points."""
        return tuple(PointRow(point, _point_facts(point)) for point in points)

    def _make_improvement(self, item: ImprovementInsight, rank: int, *, across: bool) -> ImprovementRow:
        improvement = item.improvement
        parts = item.parts or (item,)
        journeys = tuple(self.insight.journeys[part.journey] for part in parts)
        touched = [m for part in parts for m in self._find_touched(part)]
        channels = (m.moment.touchpoint.channel for m in touched)
        is_open = improvement.status in OPEN_STATUSES
        facts = Facts(
            team=improvement.owner or "",
            status=improvement.status,
            lifecycle=_unite((j.journey.lifecycle or "",) for j in journeys),
            persona=_unite(j.journey.personas for j in journeys),
            channel=_unite(channel.all_values() for channel in channels if channel is not None),
            tag=_unite(j.journey.tags for j in journeys),
            red=any(m.is_red for m in touched),
            overdue=item.overdue,
        )
        how = explain_priority(item, self.insight.priority, across=across) if is_open else None
        place = rank if how is not None and how.figure is not None else None
        return ImprovementRow(item, facts, name_anchor(item), place, how, journeys)

    def _find_touched(self, part: ImprovementInsight) -> list[MomentInsight]:
        """The moments that it fixes or removes in one journey, in the journey's order."""
        if part.journey not in self._moments:
            self._moments[part.journey] = {m.id: m for m in self.insight.journeys[part.journey].moments}
        moments = self._moments[part.journey]
        written = dict.fromkeys((*part.improvement.fixes, *part.improvement.removes))
        return [moments[moment] for moment in written if moment in moments]


def name_anchor(item: ImprovementInsight) -> str:
    """The anchor of an improvement's row in the backlog: its journey and its id, `organization` for a shared one.

    No id has two hyphens in a row, so two rows never have the same.
    """
    own = f"{item.journey.replace('/', '--')}--{item.improvement.id}"
    return f"organization---{item.improvement.id}" if item.parts else own


def offer_choices(here: View, facts: Sequence[Facts]) -> Choices:
    """The filters over all rows."""
    return (
        offer_filter(here, "team", ((f.team,) for f in facts)),
        offer_filter(here, "status", ((f.status,) for f in facts)),
        offer_filter(here, "persona", (f.persona for f in facts)),
        offer_filter(here, "channel", (f.channel for f in facts)),
        offer_filter(here, "lifecycle", (f.lifecycle for f in facts)),
        offer_filter(here, "tag", (f.tag for f in facts)),
    )


def _point_facts(point: JourneyMoment) -> Facts:
    moment, journey = point.moment, point.journey.journey
    channel = moment.moment.touchpoint.channel
    felt_by = tuple(p for p, felt in moment.felt.items() if felt.value is not None)
    return Facts(
        team=moment.moment.owner or "",
        status="",
        lifecycle=_unite(((journey.lifecycle or "",),)),
        persona=(felt_by or tuple(moment.felt)) if journey.personas else (),
        channel=_unite((channel.all_values(),)) if channel else (),
        tag=tuple(journey.tags),
        red=True,
    )


def _unite(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for group in groups for one in group if one))
