"""The open data of the handbook: JSON and CSV below `data/`, with the field names of the format. Used by `render`."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

from journeybook.analysis import round_figure
from journeybook.model import plain_text
from journeybook.pages.site import DataFile, link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from journeybook.analysis import ImprovementInsight, Insight, JourneyInsight, MomentInsight, RedPoint
    from journeybook.pages.site import Site

FORMAT: Final = 1
"""Version of the data's layout; it rises when a field changes its meaning."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")

TOUCHPOINT_COLUMNS: Final = (
    "journey", "title", "lifecycle", "stage", "id", "name", "kind", "ours", "channel", "owner", "value", "values",
    "basis", "n", "red", "answer", "answered_by", "moment_of_truth", "reach", "lost", "took_s", "wait_s",
    "when_it_fails", "anchor", "url",
)  # fmt: skip
BACKLOG_COLUMNS: Final = (
    "journey", "id", "title", "owner", "status", "effort", "confidence", "due", "overdue", "done_on", "fixes",
    "removes",
    "lift", "finish_change", "gain", "priority", "priority_across", "link", "url",
)  # fmt: skip


def render_data(site: Site, insight: Insight) -> tuple[DataFile, ...]:
    """Every data file, in a fixed order. Published journeys only, whatever the pages show."""
    journeys = [j for j in insight.journeys.values() if j.journey.status == "published"]
    shown = {j.journey.id for j in journeys}
    head = {"format": FORMAT, "edition": site.edition, "date": insight.on.isoformat()}
    backlog = [i for i in (*insight.backlog, *insight.volume_unknown, *insight.closed) if i.journey in shown]
    unanswered = [p for p in insight.unanswered if p.journey.journey.id in shown]
    improvements = [{"journey": i.journey, **describe_improvement(i), **_when(site, i)} for i in backlog]
    summaries: list[dict[str, Any]] = []
    files: list[DataFile] = []
    rows: list[list[str | float]] = []
    for journey in journeys:
        summary, moments = describe_journey(site, journey), [describe_moment(m) for m in journey.moments]
        summaries.append(summary)
        whole = describe_whole(journey, summary, moments)
        files.append(_json(f"data/journeys/{journey.journey.id}.json", {**head, **whole}))
        rows += _write_rows(TOUCHPOINT_COLUMNS, _touchpoint_rows(site, journey, moments))
    return (
        _json("data/journeys.json", {**head, "journeys": summaries}),
        *files,
        _csv("data/touchpoints.csv", TOUCHPOINT_COLUMNS, rows),
        _csv("data/backlog.csv", BACKLOG_COLUMNS, _write_rows(BACKLOG_COLUMNS, improvements)),
        _json(
            "data/backlog.json",
            {**head, "improvements": improvements, "unanswered": [_describe_point(site, p) for p in unanswered]},
        ),
    )


def describe_journey(site: Site, insight: JourneyInsight) -> dict[str, Any]:
    """A journey as in `journeys.json`. Times in seconds, shares from 0 to 1, null where a figure cannot be computed."""
    journey = insight.journey
    return {
        "id": journey.id,
        "title": plain_text(journey.title),
        "url": link(site, "", f"journeys/{journey.id}"),
        "status": journey.status,
        "lifecycle": journey.lifecycle,
        "owner": journey.owner,
        "personas": list(insight.personas),
        "tags": list(journey.tags),
        "touchpoints": len(journey.touchpoints),
        "score": rounded(insight.score),
        "scores": {p: rounded(found.score) for p, found in insight.personas.items()},
        "remembered": rounded(insight.remembered),
        "red_points": [m.id for m in insight.red_points if not m.suspected],
        "suspected": [m.id for m in insight.red_points if m.suspected],
        "unanswered": [m.id for m in insight.with_answer("unanswered")],
        "answered": [m.id for m in insight.with_answer("answered")],
        "to_check": [m.id for m in insight.with_answer("to-check")],
        "still_red": [m.id for m in insight.with_answer("still-red")],
        "finish": rounded(insight.finish),
        "handoffs": len(insight.handoffs),
        "channel_switches": insight.channel_switches,
        "says_again": insight.says_again,
        "doing_s": rounded(insight.doing.seconds),
        "waiting_s": rounded(insight.waiting.seconds),
        "seen": rounded(insight.seen),
        "consistency": rounded(insight.consistency),
        "stale": insight.stale,
        "volume_per_month": rounded(insight.volume_per_month),
    }


def describe_whole(insight: JourneyInsight, summary: Mapping[str, Any], moments: Sequence[Any]) -> dict[str, Any]:
    """A journey as in its own file: its summary with its stages, described moments and improvements."""
    stages: list[dict[str, Any]] = [{"name": plain_text(stage.name), "moments": []} for stage in insight.journey.stages]
    for moment, described in zip(insight.moments, moments, strict=True):
        stages[moment.moment.stage]["moments"].append(described)
    return {
        **summary,
        "expected_score": rounded(insight.expected_score),
        "stages": stages,
        "improvements": [describe_improvement(i) for i in insight.improvements],
    }


def describe_moment(insight: MomentInsight) -> dict[str, Any]:
    """A moment. `basis` has the personas that have a value; `n` is the number of people behind all of them."""
    moment = insight.moment
    touchpoint = moment.touchpoint
    is_touchpoint = moment.kind == "touchpoint"
    channels = list(dict.fromkeys(touchpoint.channel.all_values())) if touchpoint.channel and is_touchpoint else []
    return {
        "id": moment.id,
        "name": plain_text(moment.name),
        "kind": moment.kind,
        "channel": channels[0] if len(channels) == 1 else channels or None,
        "owner": touchpoint.owner,
        "value": rounded(insight.value),
        "values": {p: rounded(felt.value) for p, felt in insight.felt.items()},
        "basis": {p: felt.basis for p, felt in insight.felt.items() if felt.basis},
        "n": sum(felt.n for felt in insight.felt.values()),
        "red": [{"kind": r.kind, "persona": r.persona, "suspected": r.suspected} for r in insight.red],
        "answer": insight.answer,
        "answered_by": list(insight.answered_by),
        "reach": rounded(insight.reach),
        "lost": rounded(insight.lost),
        "expected": rounded(insight.expected),
        "anchor": moment.anchor,
    }


def describe_improvement(insight: ImprovementInsight) -> dict[str, Any]:
    """An improvement with its figures."""
    it = insight.improvement
    return {
        "id": it.id,
        "title": plain_text(it.title),
        "owner": it.owner,
        "status": it.status,
        "effort": it.effort,
        "confidence": rounded(it.confidence),
        "fixes": list(it.fixes),
        "removes": list(it.removes),
        "lift": rounded(insight.lift),
        "finish_change": rounded(insight.finish_change),
        "gain": rounded(insight.gain),
        "priority": rounded(insight.priority),
        "priority_across": rounded(insight.priority_across),
    }


def _when(site: Site, insight: ImprovementInsight) -> dict[str, Any]:
    it = insight.improvement
    return {
        "due": it.due.isoformat() if it.due else None,
        "overdue": insight.overdue,
        "done_on": it.done_on.isoformat() if it.done_on else None,
        "link": it.link,
        "url": link(site, "", f"journeys/{insight.journey}", f"improvement-{it.id}"),
    }


def _describe_point(site: Site, point: RedPoint) -> dict[str, Any]:
    moment = describe_moment(point.moment)
    journey = point.journey.journey.id
    return {
        "journey": journey,
        **{key: moment[key] for key in ("id", "name", "kind", "owner", "value", "red")},
        "url": link(site, "", f"journeys/{journey}", moment["anchor"]),
    }


def _touchpoint_rows(
    site: Site, insight: JourneyInsight, moments: Sequence[Mapping[str, Any]]
) -> Iterable[dict[str, Any]]:
    journey = insight.journey
    for found, described in zip(insight.moments, moments, strict=True):
        touchpoint = found.moment.touchpoint
        wait = found.moment.kind == "wait"
        took = touchpoint.took.all_values() if touchpoint.took else ()
        yield {
            "journey": journey.id,
            "title": plain_text(journey.title),
            "lifecycle": journey.lifecycle,
            "stage": plain_text(journey.stages[found.moment.stage].name),
            **described,
            "ours": touchpoint.ours,
            "moment_of_truth": not wait and touchpoint.moment_of_truth is not None,
            "took_s": took[0] if not wait and len(set(took)) == 1 else None,
            "wait_s": touchpoint.after.wait if touchpoint.after and (wait or not touchpoint.after.feels) else None,
            "when_it_fails": plain_text(touchpoint.when_it_fails or "") if not wait else "",
            "url": link(site, "", f"journeys/{journey.id}", found.moment.anchor),
        }


def rounded(number: float | None) -> float | int | None:
    """At most four decimals, half away from zero; whole numbers without a point."""
    if number is None:
        return None
    value = round_figure(number)
    return int(value) if value == int(value) else value


def _json(path: str, content: Mapping[str, Any]) -> DataFile:
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
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return rounded(value) or 0
    if not value:  # None, and what is empty
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return " ".join(value)
    return _compact(value)
