"""The open data of the handbook: JSON and CSV below `data/`, with the field names of the format. Used by `render`."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

from journeybook.analysis import keep_published
from journeybook.model import AFTER, plain_text
from journeybook.pages.descriptions import (
    describe_across,
    describe_journey,
    describe_moment,
    describe_whole,
    rounded,
)
from journeybook.pages.site import DataFile, link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from journeybook.analysis import ImprovementInsight, Insight, JourneyInsight, JourneyMoment
    from journeybook.model import Touchpoint
    from journeybook.pages.site import Site

FORMAT: Final = 1
"""Version of the data's layout; it rises when a field changes its meaning."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # also in full width
"""What makes a spreadsheet run a text, also behind spaces that it drops."""

TOUCHPOINT_COLUMNS: Final = (
    "journey", "title", "lifecycle", "stage", "id", "name", "kind", "ours", "channel", "owner", "value", "values",
    "basis", "n", "red", "answer", "answered_by", "moment_of_truth", "reach", "lost", "took_s", "wait_s",
    "when_it_fails", "anchor", "url", "authored", "before_change", "seen", "consistency", "took_observed",
    "lost_observed", "sub_journey", "from_sub_journey",
)  # fmt: skip
BACKLOG_COLUMNS: Final = (
    "journey", "id", "title", "owner", "status", "effort", "confidence", "due", "overdue", "done_on", "fixes",
    "removes",
    "lift", "finish_change", "gain", "priority", "priority_across", "link", "url", "verdict", "before", "after",
    "proven", "impact", "value", "reach", "customers", "shared", "journeys", "without_volume",
)  # fmt: skip


def head_of(site: Site, insight: Insight) -> dict[str, Any]:
    """What every JSON file begins with."""
    return {"format": FORMAT, "edition": site.edition, "date": insight.on.isoformat()}


def render_data(site: Site, insight: Insight) -> tuple[DataFile, ...]:
    """The data files of journeys and backlog, in a fixed order. Published journeys only, whatever the pages show."""
    insight = keep_published(insight)
    head = head_of(site, insight)
    unanswered = [_describe_point(site, p) for p in insight.unanswered]
    still_red = [_describe_point(site, p) for p in insight.still_red]
    improvements = list(list_improvements(site, insight))
    summaries: list[dict[str, Any]] = []
    files: list[DataFile] = []
    rows: list[list[str | float]] = []
    for name, journey in insight.journeys.items():
        summary = describe_journey(site, journey, insight.part_of.get(name, ()))
        moments = [describe_moment(m) for m in journey.moments]
        summaries.append(summary)
        whole = describe_whole(journey, summary, moments)
        files.append(write_json(f"data/journeys/{journey.journey.id}.json", {**head, **whole}))
        own_rows = list(_write_rows(TOUCHPOINT_COLUMNS, list_touchpoints(site, journey, moments)))
        files.append(_csv(f"data/journeys/{name}.csv", TOUCHPOINT_COLUMNS, own_rows))
        rows += own_rows
    return (
        write_json("data/journeys.json", {**head, "journeys": summaries}),
        *files,
        _csv("data/touchpoints.csv", TOUCHPOINT_COLUMNS, rows),
        _csv("data/backlog.csv", BACKLOG_COLUMNS, _write_rows(BACKLOG_COLUMNS, improvements)),
        write_json(
            "data/backlog.json",
            {
                **head,
                "priority_model": insight.priority,
                "improvements": improvements,
                "unanswered": unanswered,
                "still_red": still_red,
            },
        ),
    )


def list_improvements(site: Site, insight: Insight) -> Iterator[dict[str, Any]]:
    """Every improvement with its figures: open ones ranked, those of journeys without a volume, done and dropped."""
    for item in (*insight.backlog, *insight.volume_unknown, *insight.closed):
        yield {**describe_across(item), **_when(site, item)}


def _when(site: Site, insight: ImprovementInsight) -> dict[str, Any]:
    it = insight.improvement
    return {
        "due": it.due.isoformat() if it.due else None,
        "overdue": insight.overdue,
        "done_on": it.done_on.isoformat() if it.done_on else None,
        "link": it.link,
        "url": link(site, "", f"journeys/{insight.journey}", f"improvement-{it.id}"),
    }


def _describe_point(site: Site, point: JourneyMoment) -> dict[str, Any]:
    moment = describe_moment(point.moment)
    journey = point.journey.journey.id
    return {
        "journey": journey,
        **{key: moment[key] for key in ("id", "name", "kind", "owner", "value", "red")},
        "url": link(site, "", f"journeys/{journey}", moment["anchor"]),
    }


def list_touchpoints(
    site: Site, insight: JourneyInsight, moments: Sequence[Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """The moments of a journey, as described, with what else `touchpoints.csv` says of them."""
    journey = insight.journey
    felt = {moment.id for moment in insight.moments}
    for found, described in zip(insight.moments, moments, strict=True):
        touchpoint = found.moment.touchpoint
        wait = found.moment.kind == "wait"
        yield {
            "journey": journey.id,
            "title": plain_text(journey.title),
            "lifecycle": journey.lifecycle,
            "stage": plain_text(journey.stages[found.moment.stage].name),
            **described,
            "ours": touchpoint.ours,
            "moment_of_truth": not wait and touchpoint.moment_of_truth is not None,
            "took_s": None if wait else described["took_s"],
            "wait_s": described["took_s"] if wait else _find_wait(touchpoint, felt=touchpoint.id + AFTER in felt),
            "when_it_fails": plain_text(touchpoint.when_it_fails or "") if not wait else "",
            "url": link(site, "", f"journeys/{journey.id}", found.moment.anchor),
        }


def _find_wait(touchpoint: Touchpoint, *, felt: bool) -> float | None:
    """Seconds of the wait after a touchpoint, in its row where the wait has none of its own."""
    return rounded(touchpoint.after.wait) if touchpoint.after and not felt else None


def write_json(path: str, content: Mapping[str, Any]) -> DataFile:
    """A JSON file, with each item of its lists on a line of its own."""
    parts = []
    for key, value in content.items():
        if isinstance(value, list):
            rows = ",\n".join(map(_compact, value))
            parts.append(f"{_compact(key)}: [\n{rows}\n]" if rows else f"{_compact(key)}: []")
        else:
            parts.append(f"{_compact(key)}: {_compact(value)}")
    return DataFile(path, "{" + ",\n".join(parts) + "}\n")


_compact: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _csv(path: str, columns: Sequence[str], rows: Iterable[Sequence[str | float]]) -> DataFile:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return DataFile(path, out.getvalue())


def _write_rows(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[list[str | float]]:
    for row in rows:
        yield [_cell(row[column]) for column in columns]


def _cell(value: Any) -> str | float | int:
    """A cell: lists joined by spaces, other structures as JSON; a quote before text that a spreadsheet would run."""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n")  # a lone one would end the row
        return f"'{text}" if text.startswith("\t") or text.lstrip().startswith(_FORMULA_STARTS) else text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return rounded(value) or 0
    if not value:  # None, and what is empty
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return " ".join(value)
    return _compact(value)
