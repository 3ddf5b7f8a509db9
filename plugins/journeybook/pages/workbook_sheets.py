"""What stands in the sheets of the workbook: the open data, a kind a sheet, made for filters and pivot tables.

Used by `workbook`. Columns bear the names of the data, and figures are those of the data. A sheet has one row for each
thing that has figures of its own: a handoff, a standard, a value of a measure.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from journeybook.analysis import list_red_points
from journeybook.model import plain_text
from journeybook.pages.data import list_improvements, list_touchpoints
from journeybook.pages.descriptions import describe_evidence, describe_journey, describe_moment
from journeybook.pages.entries import order_fairly
from journeybook.pages.explained_words import list_words
from journeybook.pages.sides_data import describe_sides

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from journeybook.analysis import Insight
    from journeybook.pages.sides_data import DescribedSides
    from journeybook.pages.site import Site

Look = Literal["share", "feeling", "count", "day"]
"""How a number or a day is shown. The number in the cell is the one of the data."""
Row = dict[str, Any]

_SHARES: Final = frozenset({
    "finish", "seen", "consistency", "reach", "lost", "confidence", "share", "journey_share", "finish_change",
})  # fmt: skip
_FEELINGS: Final = frozenset({"score", "remembered", "value", "expected", "mean", "own", "others", "apart"})
_COUNTS: Final = frozenset({"volume_per_month", "customers_per_month", "contacts_per_month", "customers"})
_DAYS: Final = frozenset({"date", "due", "done_on"})
_WIDTHS: Final = {
    "id": 26, "journey": 30, "title": 38, "name": 38, "url": 30, "what": 28, "meaning": 100,
    "word": 24, "when_it_fails": 60, "question": 50, "contact": 32, "says": 80, "red": 34, "values": 30,
    "touchpoint": 40, "arrives_at": 40, "moments": 50, "based_on": 36, "journeys": 40, "gets_from": 44, "gives_to": 44,
}  # fmt: skip
_PLAIN: Final = {
    "Improvements": frozenset({"value"}),  # a grade, no feeling
    "Channels": frozenset({"red", "journeys"}),  # how many
}
"""Keys that are a plain number in a sheet, whatever they are elsewhere."""
_ONE_EMPTY: Final[tuple[Row, ...]] = ({},)
"""Stands in where a record has none of what its sheet has a row for, so that the record has a row all the same."""
_NARROW: Final = 14
"""The width of a column of numbers or short words, in characters."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of its values in the rows, which is its head; how wide in characters; how numbers look."""

    key: str
    width: int
    look: Look | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: what it is called, what it tells, its columns, and its rows by the columns' keys."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]


def list_sheets(site: Site, insight: Insight) -> tuple[Sheet, ...]:
    """Every sheet, in the order of the workbook; rows are made as they are asked for."""
    sides = describe_sides(site, insight)
    sheets = (
        _sheet("Journeys", "every journey with its figures", _JOURNEYS, _list_journeys(site, insight)),
        _sheet("Touchpoints", "every touchpoint and every felt wait", _TOUCHPOINTS, _list_moments(site, insight)),
        _sheet("Improvements", "the backlog as it is ranked, then what is done or dropped", _IMPROVEMENTS,
               _list_improvements(site, insight)),
        _sheet("Red points", "the moments that are not good enough, lowest value first", _RED_POINTS,
               _list_red_points(site, insight)),
        _sheet("Handoffs", "every change of team on the customer's way", _HANDOFFS, _list_handoffs(sides)),
        _sheet("Failure demand", "contacts that a failure brings, by the touchpoint that causes them", _FAILURES,
               _list_failures(sides)),
        _sheet("Teams", "who is accountable for what, and who passes customers to whom", _TEAMS,
               _list_teams(insight, sides)),
        _sheet("Channels", "how touchpoints feel on each channel, and its standards", _CHANNELS,
               _list_channels(sides)),
        _sheet("Systems", "the touchpoints that break when a system is down", _SYSTEMS, _list_systems(sides)),
        _sheet("Personas", "the score of every persona in every journey", _PERSONAS, _list_personas(sides)),
        _sheet("Measures", "every value of every measure", _MEASURES, _list_measures(sides)),
        _sheet("Evidence", "what the book rests on", _EVIDENCE, _list_evidence(insight)),
        _sheet("Words", "what the words mean", ("word", "meaning"), _list_words(insight)),
    )  # fmt: skip
    return (_sheet("About", "", ("what", "says"), _list_about(site, insight, sheets)), *sheets)


_JOURNEYS: Final = (
    "id", "title", "status", "lifecycle", "owner", "personas", "tags", "touchpoints", "score", "scores", "remembered",
    "red_points", "suspected", "unanswered", "answered", "to_check", "still_red", "finish", "handoffs",
    "channel_switches", "says_again", "doing_s", "waiting_s", "seen", "consistency", "stale", "volume_per_month",
    "future_of", "part_of", "url",
)  # fmt: skip
_TOUCHPOINTS: Final = (
    "journey", "title", "lifecycle", "stage", "id", "name", "kind", "ours", "channel", "owner", "value", "values",
    "basis", "n", "red", "answer", "answered_by", "moment_of_truth", "reach", "lost", "expected", "took_s", "wait_s",
    "seen", "consistency", "when_it_fails", "url",
)  # fmt: skip
_IMPROVEMENTS: Final = (
    "journey", "id", "title", "owner", "status", "effort", "confidence", "impact", "reach", "value", "due", "overdue",
    "done_on", "fixes", "removes", "lift", "finish_change", "gain", "customers", "priority", "priority_across",
    "verdict", "proven", "journeys", "link", "url",
)  # fmt: skip
_RED_POINTS: Final = (
    "journey", "title", "lifecycle", "id", "name", "kind", "channel", "owner", "value", "red", "suspected", "answer",
    "answered_by", "moment_of_truth", "reach", "lost", "when_it_fails", "url",
)  # fmt: skip
_HANDOFFS: Final = ("from_team", "to_team", "journey", "from", "wait", "to", "value", "hurts", "customers_per_month")
_FAILURES: Final = ("touchpoint", "owner", "arrives_at", "arrives_owner", "share", "contacts_per_month")
_TEAMS: Final = (
    "id", "name", "contact", "says", "journeys", "systems", "touchpoints", "gets_from", "gives_to", "to_review", "url",
)  # fmt: skip
_CHANNELS: Final = (
    "id", "name", "touchpoints", "journeys", "red", "upset", "annoyed", "even", "pleased", "delighted", "gaps", "mean",
    "question", "met", "asked", "url",
)  # fmt: skip
_SYSTEMS: Final = (
    "id", "name", "owner", "customers_per_month", "without_volume", "touchpoint", "moment_of_truth", "url",
)  # fmt: skip
_PERSONAS: Final = ("id", "name", "share", "based_on", "journey", "journey_share", "score", "remembered", "url")
_MEASURES: Final = (
    "id", "name", "unit", "better", "target", "journey", "moment", "date", "measured", "authored", "meets_target",
    "trend", "url",
)  # fmt: skip
_EVIDENCE: Final = ("journey", "method", "date", "by", "persona", "people", "moments")


def _sheet(name: str, about: str, keys: Sequence[str], rows: Iterable[Row]) -> Sheet:
    plain = _PLAIN.get(name, frozenset())
    columns = (
        Column(key, _NARROW, None) if key in plain else Column(key, _WIDTHS.get(key, _NARROW), _find_look(key))
        for key in keys
    )
    return Sheet(name, about, tuple(columns), rows)


def _find_look(key: str) -> Look | None:
    kinds: tuple[tuple[Look, frozenset[str]], ...] = (
        ("share", _SHARES), ("feeling", _FEELINGS), ("count", _COUNTS), ("day", _DAYS),
    )  # fmt: skip
    return next((look for look, keys in kinds if key in keys), None)


def _list_about(site: Site, insight: Insight, sheets: Iterable[Sheet]) -> Iterator[Row]:
    about = {
        "Edition": site.edition or "a working copy",
        "Date": insight.on.isoformat(),
        "Journeys": str(len(insight.journeys)),
        "Figures": "The numbers are those of the data files beside this one, and are explained on the page “How we "
        "count”. An empty cell is a figure that nobody can work out, never a zero.",
        "Feelings": "From −2 (upset) over 0 (even) to +2 (delighted).",
        "Units": "Times are seconds, shares run from 0% to 100%, customers and contacts are a month's.",
        "Addresses": "Addresses of pages are relative to the root of the handbook.",
        "Teams": "No figure here ranks teams or shows a person.",
    }
    yield from ({"what": what, "says": said} for what, said in about.items())
    for sheet in sheets:
        yield {"what": f"Sheet “{sheet.name}”", "says": sheet.about[0].upper() + sheet.about[1:]}


def _list_journeys(site: Site, insight: Insight) -> Iterator[Row]:
    for name, journey in insight.journeys.items():
        yield describe_journey(site, journey, insight.part_of.get(name, ()))


def _list_moments(site: Site, insight: Insight) -> Iterator[Row]:
    for journey in insight.journeys.values():
        for row in list_touchpoints(site, journey, [describe_moment(m) for m in journey.moments]):
            yield {**row, "red": _say_red(row["red"])}


def _list_improvements(site: Site, insight: Insight) -> Iterator[Row]:
    for row in list_improvements(site, insight):
        yield {**row, "due": _read_day(row["due"]), "done_on": _read_day(row["done_on"])}


def _list_red_points(site: Site, insight: Insight) -> Iterator[Row]:
    """The red points of journeys as they are: lowest value first, gaps last, then by journey and moment."""
    found: dict[tuple[str, str], Row] = {}
    for journey in insight.present:
        if journey.red_points:
            rows = list_touchpoints(site, journey, [describe_moment(m) for m in journey.moments])
            found |= {(row["journey"], row["id"]): row for row in rows if row["red"]}
    for point in list_red_points(insight.present):
        row = found[point.journey.journey.id, point.moment.id]
        yield {**row, "red": _say_red(row["red"]), "suspected": point.moment.suspected}


def _say_red(reasons: Iterable[Mapping[str, Any]]) -> list[str]:
    """Why a moment is red: `feels (first-timer)`, `lost`."""
    return [f"{r['kind']} ({r['persona']})" if r["persona"] else r["kind"] for r in reasons]


def _list_handoffs(sides: DescribedSides) -> Iterator[Row]:
    for flow in sides.handoffs:
        for handoff in flow["handoffs"]:
            yield {"from_team": flow["from_team"], "to_team": flow["to_team"], **handoff}


def _list_failures(sides: DescribedSides) -> Iterator[Row]:
    for cause in sides.failure_demand["causes"]:
        for contact in cause["arrives"]:
            yield {
                "touchpoint": cause["touchpoint"] or "nobody knows",
                "owner": cause["owner"],
                "arrives_at": contact["touchpoint"],
                "arrives_owner": contact["owner"],
                "share": contact["share"],
                "contacts_per_month": contact["contacts_per_month"],
            }


def _list_teams(insight: Insight, sides: DescribedSides) -> Iterator[Row]:
    for team in sides.teams:
        record = insight.handbook.teams.get(team["id"])
        moments = insight.sides.teams[team["id"]].moments
        yield {
            **team,
            "says": plain_text(record.says) if record and record.says else None,
            "touchpoints": sum(place.moment.moment.kind == "touchpoint" for place in moments),
            "gets_from": [_say_neighbour(found) for found in team["gets_from"]],
            "gives_to": [_say_neighbour(found) for found in team["gives_to"]],
        }


def _say_neighbour(found: Mapping[str, Any]) -> str:
    return f"{found['team']} ({found['handoffs']}, {found['hurting']} hurt)"


def _list_channels(sides: DescribedSides) -> Iterator[Row]:
    """A row for each standard of a channel, and one for a channel without any."""
    for channel in sides.channels:
        counts = {key: len(channel[key]) for key in ("touchpoints", "journeys", "red")}
        for standard in channel["standards"] or _ONE_EMPTY:
            yield {**channel, **channel["spread"], **counts, **standard}


def _list_systems(sides: DescribedSides) -> Iterator[Row]:
    for system in sides.systems:
        decisive = frozenset(system["moments_of_truth"])
        for touchpoint in system["touchpoints"] or (None,):
            yield {
                **system,
                "touchpoint": touchpoint,
                "moment_of_truth": touchpoint in decisive if touchpoint else None,
            }


def _list_personas(sides: DescribedSides) -> Iterator[Row]:
    for persona in sides.personas:
        for found in persona["journeys"] or _ONE_EMPTY:
            yield {
                **persona,
                **{key: found.get(key) for key in ("journey", "score", "remembered")},
                "journey_share": found.get("share"),
            }


def _list_measures(sides: DescribedSides) -> Iterator[Row]:
    """A row for each value that was measured, and one for a series that was only written down."""
    for measure in sides.measures:
        for series in measure["series"] or _ONE_EMPTY:
            for day, number in series.get("points") or ((None, None),):
                yield {**measure, **series, "date": _read_day(day), "measured": number}


def _list_evidence(insight: Insight) -> Iterator[Row]:
    for journey in insight.journeys.values():
        for evidence in order_fairly(journey.evidence):
            described = describe_evidence(evidence)
            yield {"journey": journey.journey.id, **described, "date": _read_day(described["date"])}


def _read_day(said: str | None) -> dt.date | str | None:
    """A day as a date; a month, where the day is nobody's business, stays as it is said."""
    return dt.date.fromisoformat(said) if said and len(said) == len("2026-10-03") else said


def _list_words(insight: Insight) -> Iterator[Row]:
    for word in list_words(insight.handbook):
        yield {"word": plain_text(word.word), "meaning": plain_text(word.meaning)}
