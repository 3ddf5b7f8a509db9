"""The list of journeys. Used by `render`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from journeybook.pages.choices import channels_of, count_choices, offer_filter, teams_of
from journeybook.pages.environment import render_template
from journeybook.pages.paging import Leaf, Listing, split_pages
from journeybook.pages.pieces import CHECKED, state_of
from journeybook.pages.site import Heading, Page
from journeybook.pages.view import View

if TYPE_CHECKING:
    from journeybook.analysis import JourneyInsight
    from journeybook.pages.choices import Choices
    from journeybook.pages.paging import Turns
    from journeybook.pages.view import Build


@dataclass(frozen=True, slots=True)
class JourneyRow:
    """A journey in the list, with what it can be filtered by."""

    insight: JourneyInsight
    teams: tuple[str, ...]
    channels: tuple[str, ...]

    @property
    def state(self) -> str:
        """Whether it was checked."""
        return state_of(self.insight)


@dataclass(frozen=True, slots=True)
class JourneysPage:
    """What `journeys.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    groups: tuple[tuple[str | None, tuple[JourneyRow, ...]], ...] = field(
        metadata={"help": "phase id and its journeys"}
    )
    turns: Turns = field(metadata={"help": "where this page stands among the pages of the list"})
    choices: Choices = field(metadata={"help": "the filters"})
    total: int = field(metadata={"help": "journeys in all"})


def render_journeys(build: Build) -> tuple[Page, ...]:
    """The list of journeys, over as many pages as it needs."""
    rows = tuple(JourneyRow(j, teams_of(j), channels_of(j)) for j in build.insight.journeys.values())
    here = View(build, "journeys")
    choices: Choices = (
        offer_filter(here, "lifecycle", ((r.insight.journey.lifecycle,) for r in rows)),
        offer_filter(here, "persona", (r.insight.journey.personas for r in rows)),
        offer_filter(here, "team", (r.teams for r in rows)),
        offer_filter(here, "channel", (r.channels for r in rows)),
        offer_filter(here, "tag", (r.insight.journey.tags for r in rows)),
        ("checked", "Checked", count_choices(((state_of(r.insight),) for r in rows), CHECKED.__getitem__)),
    )
    listing = Listing("journeys", "Pages of journeys", ("journey", "journeys"))
    leaves = split_pages(rows, listing)
    return tuple(_journeys_leaf(build, leaf, choices) for leaf in leaves)


def _journeys_leaf(build: Build, leaf: Leaf[JourneyRow], choices: Choices) -> Page:
    groups: dict[str | None, list[JourneyRow]] = {}
    for row in leaf.rows:
        phase = row.insight.journey.lifecycle
        groups.setdefault(phase if phase in build.insight.handbook.phases else None, []).append(row)
    context = JourneysPage(
        here=View(build, leaf.address),
        groups=tuple((phase, tuple(found)) for phase, found in groups.items()),
        turns=leaf.turns,
        choices=choices,
        total=leaf.turns.total,
    )
    first = leaf.turns.number == 1
    return Page(
        address=leaf.address,
        title="Journeys" if first else f"Journeys, page {leaf.turns.number}",
        description="Every journey of our customers, by phase of the lifecycle.",
        html=render_template(build.environment, "journeys.html.j2", context),
        toc=tuple(
            Heading(
                f"phase-{phase}" if phase else "phase", context.here.label("phase", phase) or "Beside the lifecycle"
            )
            for phase, _ in context.groups
        ),
        anchors=frozenset(f"phase-{p}" if p else "phase" for p, _ in context.groups),
        name="journeys" if first else None,
        listed=first,
        is_further=not first,
    )
