"""Journeys, moments, improvements and evidence as the open data describes them. Used by `data`.

Figures are rounded to four decimals, times are seconds, shares run from 0 to 1, and what cannot be computed is null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeybook.analysis import round_figure
from journeybook.model import MONTH_ONLY, plain_text
from journeybook.pages.entries import order_fairly
from journeybook.pages.site import link

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from journeybook.analysis import (
        Check,
        ImprovementInsight,
        JourneyInsight,
        JourneyMoment,
        MeasureSeries,
        MomentInsight,
        StandardAnswers,
    )
    from journeybook.model import Evidence
    from journeybook.pages.site import Site


def describe_journey(site: Site, insight: JourneyInsight, part_of: Sequence[JourneyMoment] = ()) -> dict[str, Any]:
    """A journey as in `journeys.json`. Times in seconds, shares from 0 to 1, null where a figure cannot be computed.

    `part_of` are the touchpoints that are made of it.
    """
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
        "future_of": journey.future_of,
        "part_of": [f"{place.journey.journey.id}#{place.moment.id}" for place in part_of],
        "priority_model": insight.priority,
    }


def describe_whole(insight: JourneyInsight, summary: Mapping[str, Any], moments: Sequence[Any]) -> dict[str, Any]:
    """A journey as in its own file: its summary, its described moments by stage, improvements, and what was seen."""
    stages: list[dict[str, Any]] = [{"name": plain_text(stage.name), "moments": []} for stage in insight.journey.stages]
    for moment, described in zip(insight.moments, moments, strict=True):
        stages[moment.moment.stage]["moments"].append(described)
    return {
        **summary,
        "expected_score": rounded(insight.expected_score),
        "stages": stages,
        "improvements": [describe_improvement(i) for i in insight.improvements],
        "evidence": [describe_evidence(piece) for piece in order_fairly(insight.evidence)],
        "measures": [describe_series(series) for series in insight.measures],
        "standards": [describe_standard(standard) for standard in insight.standards],
    }


def describe_moment(insight: MomentInsight) -> dict[str, Any]:
    """A moment. `basis` and `authored` have the personas that have a value, `before_change` those it holds for.

    `n` is the number of people behind what all values rest on, each piece of evidence counted once. `sub_journey` is
    the journey that a touchpoint is made of, `from_sub_journey` has the personas whose value is its score.
    """
    moment = insight.moment
    touchpoint = moment.touchpoint
    is_touchpoint = moment.kind == "touchpoint"
    channels = list(dict.fromkeys(touchpoint.channel.all_values())) if touchpoint.channel and is_touchpoint else []
    return {
        "id": moment.id,
        "name": plain_text(moment.name),
        "kind": moment.kind,
        "channel": channels[0] if len(channels) == 1 else channels or None,
        "owner": moment.owner,
        "value": rounded(insight.value),
        "values": {p: rounded(felt.value) for p, felt in insight.felt.items()},
        "basis": {p: felt.basis for p, felt in insight.felt.items() if felt.basis},
        "n": insight.n,
        "red": [{"kind": r.kind, "persona": r.persona, "suspected": r.suspected} for r in insight.red],
        "answer": insight.answer,
        "answered_by": list(insight.answered_by),
        "reach": rounded(insight.reach),
        "lost": rounded(insight.lost),
        "expected": rounded(insight.expected),
        "anchor": moment.anchor,
        "authored": {p: rounded(felt.authored) for p, felt in insight.felt.items() if felt.authored is not None},
        "before_change": [p for p, felt in insight.felt.items() if felt.before_change],
        "seen": insight.seen,
        "consistency": rounded(insight.consistency.figure) if insight.consistency else None,
        "took_s": rounded(insight.took),
        "took_observed": insight.took_observed,
        "lost_observed": insight.lost_observed,
        "sub_journey": touchpoint.journey if is_touchpoint else None,
        "from_sub_journey": [p for p, felt in insight.felt.items() if felt.sub_journey is not None],
    }


def describe_evidence(evidence: Evidence) -> dict[str, Any]:
    """A piece of evidence: who, how, how many, where. Neither its id nor, where it could find the shift, its day."""
    return {
        "method": evidence.method,
        "date": _say_day(evidence.date, evidence),
        "by": evidence.by,
        "persona": evidence.persona,
        "people": evidence.people,
        "moments": list(evidence.observations),
    }


def _say_day(day: dt.date, evidence: Evidence) -> str:
    """The day; the month alone where the day could find the shift (DESIGN §8)."""
    return f"{day:%Y-%m}" if evidence.method in MONTH_ONLY else day.isoformat()


def describe_series(series: MeasureSeries) -> dict[str, Any]:
    """A measure of a journey, or of one of its moments, over time, in its unit."""
    return {
        "measure": series.measure.id,
        "moment": series.moment,
        "unit": series.measure.unit,
        "better": series.measure.better,
        "target": rounded(series.target),
        "authored": rounded(series.authored),
        "meets_target": series.meets_target,
        "trend": series.trend,
        "points": [[_say_day(point.date, point.evidence), rounded(point.number)] for point in series.points],
    }


def describe_standard(standard: StandardAnswers) -> dict[str, Any]:
    """How often a standard was met, of how many who asked, in the review period."""
    question = plain_text(standard.question)
    return {"channel": standard.channel, "question": question, "met": standard.met, "asked": standard.asked}


def describe_improvement(insight: ImprovementInsight) -> dict[str, Any]:
    """An improvement with its figures, as one journey sees it; `shared`: it is one of the organization."""
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
        **_describe_check(insight.check),
        "impact": rounded(it.impact),
        "value": rounded(it.value),
        "reach": rounded(insight.reach),
        "customers": rounded(insight.customers),
        "shared": insight.is_shared,
    }


def describe_across(insight: ImprovementInsight) -> dict[str, Any]:
    """An improvement as in the lists across journeys.

    One of the organization has no `journey`; it names its moments as `journey#moment`, those of `journeys` alone.
    """
    if not insight.parts:
        return {
            "journey": insight.journey,
            **describe_improvement(insight),
            "journeys": [insight.journey],
            "without_volume": [],
        }
    journeys = [part.journey for part in insight.parts]
    described = describe_improvement(insight)
    for key in ("fixes", "removes"):
        described[key] = [name for name in described[key] if name.rpartition("#")[0] in journeys]
    return {"journey": None, **described, "journeys": journeys, "without_volume": list(insight.without_volume)}


def _describe_check(check: Check | None) -> dict[str, Any]:
    """Did it work: null throughout unless the improvement is done and says when."""
    if check is None:
        return {"verdict": None, "before": None, "after": None, "proven": None}
    sides = (("before", check.before), ("after", check.after))
    return {
        "verdict": check.verdict,
        **{name: {"mean": rounded(s.mean), "observations": s.observations, "people": s.people} for name, s in sides},
        "proven": check.proven,
    }


def rounded(number: float | None) -> float | int | None:
    """At most four decimals, half away from zero; whole numbers without a point."""
    if number is None:
        return None
    value = round_figure(number)
    return int(value) if value == int(value) else value
