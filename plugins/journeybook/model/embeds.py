"""Parts of the book that other pages show: what a fenced block ```` ```journeybook ```` in a Markdown page says.

Read by `source.embeds`, shown by `pages.embeds`.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field

from journeybook.model.improvement import ImprovementStatus
from journeybook.model.record import Record, References, Texts
from journeybook.model.scalars import Flag, Reference, Text, one_of, read_count, refuse, shown

RedPointStatus = Literal["unanswered", "answered", "to-check", "still-red"]
"""What became of a red point (DESIGN §4)."""

JOURNEY_FIGURES: Final = (
    "score", "expected_score", "remembered", "touchpoints", "red_points", "suspected", "unanswered", "answered",
    "to_check", "still_red", "finish", "handoffs", "channel_switches", "says_again", "doing_s", "waiting_s", "seen",
    "consistency", "volume_per_month",
)  # fmt: skip
"""The figures of a journey that can stand in a text, by their names in the open data."""

BOOK_FIGURES: Final = (
    "journeys", "touchpoints", "red_points", "suspected", "unanswered", "answered", "to_check", "still_red",
    "improvements", "failure_demand",
)  # fmt: skip
"""The same for the whole book: sums over its journeys as they are, open improvements, contacts a month."""


MOST_ROWS: Final = 100
"""Rows of a list in a block: what more there is stands on the page that the block links."""


def _one_or_many(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


def _read_limit(value: object) -> int:
    """A number of rows."""
    limit = read_count(value)
    if not 1 <= limit <= MOST_ROWS:
        refuse("bad-limit", f"{shown(value)} is no number of rows", f"show from 1 to {MOST_ROWS}")
    return limit


class Filters(Record):
    """What is left of a list. Each is one value or several, of which one has to fit; those left out let all pass."""

    team: References = ()
    """The ids of teams that own it, one or a list."""
    lifecycle: References = ()
    """The ids of lifecycle phases, one or a list."""
    persona: References = ()
    """The ids of personas, one or a list."""
    channel: References = ()
    """The ids of channels, one or a list."""
    tag: Texts = ()
    """Tags of journeys, one or a list."""
    journey: References = ()
    """The ids of journeys, one or a list."""
    limit: Annotated[int, BeforeValidator(_read_limit)] = 10
    """How many rows at most, from 1 to 100; left out, 10."""


class BacklogFilters(Filters):
    """Improvements of the backlog; without a `status` those that are open."""

    status: Annotated[
        tuple[Annotated[ImprovementStatus, one_of(ImprovementStatus)], ...], BeforeValidator(_one_or_many)
    ] = ()
    """How far they are: `idea`, `planned`, `doing`, `done`, `dropped`, one or a list; left out, those that are open."""


class RedPointFilters(Filters):
    """Red points; without a `status` all of them."""

    status: Annotated[tuple[Annotated[RedPointStatus, one_of(RedPointStatus)], ...], BeforeValidator(_one_or_many)] = ()
    """What became of them: `unanswered`, `answered`, `to-check`, `still-red`, one or a list; left out, all."""


class FigureName(Record):
    """One number: of a journey, or of the whole book where none is named."""

    name: Text
    """Which one: its name in the open data, such as `score` or `red_points`."""
    journey: Reference | None = None
    """The id of a journey; left out, the figure is the whole book's."""


class Embed(Record):
    """A part of the book in another page: exactly one of its kinds, with present ids once it is checked."""

    chart: Reference | None = None
    """The id of a journey: its emotion chart."""
    personas: References = ()
    """With `chart`: the ids of the personas whose lines are shown at first, one or a list; left out, all."""
    expected: Flag = False
    """With `chart`: whether the expected curve is shown at first."""
    curve: References = ()
    """The ids of journeys, one or a list: a card with a small curve for each."""
    touchpoint: Reference | None = None
    """A moment as `journey#touchpoint`, or `journey#touchpoint/after` for the wait after it."""
    backlog: BacklogFilters | None = None
    """Improvements in their rank, `{}` for all of them."""
    red_points: RedPointFilters | None = Field(default=None, alias="red-points")
    """Red points, lowest feeling first, `{}` for all of them."""
    figure: FigureName | None = None
    """One number with its name."""
    title: Text | None = None
    """What stands above it; left out, the name of what it shows."""


KINDS: Final = ("chart", "curve", "touchpoint", "backlog", "red-points", "figure")
"""The keys of which a block has exactly one."""
