"""What a list can be filtered by: the choices with their counts, over all of its pages. Used by the pages of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from journeybook.model import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from journeybook.analysis import JourneyInsight
    from journeybook.model import Handbook, Touchpoint
    from journeybook.pages.view import View

Choice = tuple[str, str, int]
"""An id, its name, and how many rows it leaves."""
Filter = tuple[str, str, tuple[Choice, ...]]
"""What a list can be filtered by: the kind as in addresses, its label, its choices."""
Choices = tuple[Filter, ...]
"""The filters of a list."""

FilterKind = Literal["team", "channel", "persona", "lifecycle", "tag", "status"]
LABELS: Final[dict[FilterKind, str]] = {
    "team": "Team",
    "channel": "Channel",
    "persona": "Persona",
    "lifecycle": "Phase",
    "tag": "Tag",
    "status": "Status",
}
"""What readers call the filters that many lists have."""


def offer_filter(here: View, kind: FilterKind, ids_of_rows: Iterable[Iterable[str | None]], label: str = "") -> Filter:
    """A filter over all rows of a list, which carry these ids; `label` stands in for the usual one."""
    return kind, label or LABELS[kind], count_choices(ids_of_rows, lambda one: name_choice(here, kind, one))


def name_choice(here: View, kind: FilterKind, one: str) -> str:
    """What a choice of a filter is called, as plain text."""
    if kind in {"tag", "status"}:
        return plain_text(one)
    return here.label("phase" if kind == "lifecycle" else kind, one)  # type: ignore[arg-type]  # the others are kinds


def count_choices(ids_of_rows: Iterable[Iterable[str | None]], label: Callable[[str], str]) -> tuple[Choice, ...]:
    """The ids that rows carry, with how many rows carry each, by name. An empty id does not count."""
    counts: dict[str, int] = {}
    for ids in ids_of_rows:
        for one in dict.fromkeys(filter(None, ids)):
            counts[one] = counts.get(one, 0) + 1
    return sort_choices(counts, label)


def sort_choices(counts: Mapping[str, int], label: Callable[[str], str]) -> tuple[Choice, ...]:
    """Choices by name, from how many rows carry each id."""
    return tuple(sorted(((i, label(i), n) for i, n in counts.items()), key=lambda c: (c[1].casefold(), c[0])))


def list_former_ids(handbook: Handbook) -> dict[tuple[str, str], tuple[str, ...]]:
    """What choices were called in older addresses: (kind of filter, id) → its earlier ids, where it has any."""
    kinds = (
        ("persona", handbook.personas),
        ("team", handbook.teams),
        ("channel", handbook.channels),
        ("lifecycle", handbook.phases),
    )
    return {(kind, i): record.formerly for kind, records in kinds for i, record in records.items() if record.formerly}


def teams_of(journey: JourneyInsight) -> tuple[str, ...]:
    """The teams with a part in a journey: its owner, then those of its touchpoints and improvements."""
    written = journey.journey
    teams = [written.owner or ""]
    for touchpoint in written.touchpoints:
        teams += list_teams(touchpoint)
    teams += [improvement.owner or "" for improvement in written.improvements]
    return tuple(dict.fromkeys(team for team in teams if team))


def channels_of(journey: JourneyInsight) -> tuple[str, ...]:
    """The channels of a journey's touchpoints, in order."""
    found = (c for t in journey.journey.touchpoints if t.channel for c in t.channel.all_values())
    return tuple(dict.fromkeys(found))


def list_teams(touchpoint: Touchpoint) -> tuple[str, ...]:
    """The teams that have a part in a touchpoint, its owner first."""
    acting = (action.team for action in touchpoint.actions)
    return tuple(dict.fromkeys(team for team in (touchpoint.owner, *acting) if team))
