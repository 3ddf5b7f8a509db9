"""One journey with all its figures, put together from the modules that work them out.

Used by `analyse`, once a journey.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.analysis.backlog import rank_improvements
from journeybook.analysis.checks import check_improvement
from journeybook.analysis.consistency import average_consistency, judge_consistency
from journeybook.analysis.expected import (
    assess_improvement,
    combine_committed,
    expect_finish,
    expect_moment,
    expect_score,
)
from journeybook.analysis.flow import count_channel_switches, count_repeats, find_handoffs, sum_doing, sum_waiting
from journeybook.analysis.ground import lay_ground
from journeybook.analysis.insight import JourneyInsight, PersonaInsight
from journeybook.analysis.moments import MomentInsight
from journeybook.analysis.personas import mean_by_share
from journeybook.analysis.red_points import find_reasons, judge_answer
from journeybook.analysis.rounding import is_above
from journeybook.analysis.score import find_extremes
from journeybook.analysis.series import find_series
from journeybook.analysis.standards import count_answers
from journeybook.analysis.taken import compare_paths
from journeybook.analysis.what_if import gather_what_if

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from journeybook.analysis.expected import Change
    from journeybook.analysis.ground import Ground
    from journeybook.analysis.insight import ImprovementInsight
    from journeybook.analysis.moments import Felt
    from journeybook.model import Handbook, Improvement, Journey, Moment


def analyse_journey(
    journey: Journey, handbook: Handbook, on: dt.date, known: Mapping[str, JourneyInsight] | None = None
) -> JourneyInsight:
    """Work out all figures of `journey` for the edition of the day `on`.

    `known` are the journeys, by id, that touchpoints may be made of: those analysed before, `Insight.journeys`. A
    sub-journey that is not among them gives a gap.
    """
    ground = lay_ground(journey, handbook, on, known or {})
    observed = ground.observed
    measures = find_series(ground, handbook)
    improvements = rank_improvements(
        assess_improvement(ground, improvement, check_improvement(improvement, observed, measures))
        for improvement in journey.improvements
    )
    newest = observed.evidence[0].date if observed.evidence else None
    committed = combine_committed(ground)
    moments = _describe_moments(ground, committed, improvements)
    personas = _describe_personas(ground, {moment.id: moment for moment in moments})
    remembered = {persona.id: persona.remembered for persona in personas.values() if persona.remembered is not None}
    return JourneyInsight(
        journey=journey,
        personas=personas,
        moments=moments,
        score=ground.score,
        lowest=_find_lowest(personas),
        remembered=mean_by_share(remembered, ground.shares),
        expected_score=expect_score(ground, committed),
        finish=ground.finish,
        expected_finish=expect_finish(ground, committed),
        handoffs=find_handoffs(ground),
        channel_switches=count_channel_switches(ground),
        says_again=count_repeats(ground),
        doing=sum_doing(ground),
        waiting=sum_waiting(ground),
        volume_per_month=journey.volume.per_month if journey.volume else None,
        seen=sum(moment.seen for moment in moments) / len(moments) if moments else 0.0,
        consistency=average_consistency(moments),
        stale=None if newest is None else not observed.period.holds(newest),
        improvements=improvements,
        evidence=observed.evidence,
        newest=newest,
        period_start=observed.period.start,
        standards=count_answers(ground, handbook),
        measures=measures,
        taken=compare_paths(ground),
        priority=ground.priority,
        what_if=gather_what_if(ground),
    )


def _describe_moments(
    ground: Ground, committed: Change, improvements: tuple[ImprovementInsight, ...]
) -> tuple[MomentInsight, ...]:
    touching: dict[str, list[Improvement]] = {}
    for insight in improvements:
        if insight.improvement.status != "dropped":
            for moment_id in insight.improvement.touches:
                touching.setdefault(moment_id, []).append(insight.improvement)
    return tuple(_describe_moment(ground, moment, committed, touching.get(moment.id, [])) for moment in ground.moments)


def _describe_moment(ground: Ground, moment: Moment, committed: Change, touching: list[Improvement]) -> MomentInsight:
    red = find_reasons(ground, moment)
    felt = ground.felt[moment.id]
    loss = ground.losses.get(moment.id)
    time = ground.times.get(moment.id)
    return MomentInsight(
        moment=moment,
        felt=felt,
        value=ground.means.get(moment.id),
        weight=ground.weights[moment.id],
        reach=ground.reach[moment.id],
        lost=ground.lost.get(moment.id),
        red=red,
        answer=judge_answer(touching, red) if red else None,
        answered_by=tuple(improvement.id for improvement in touching),
        expected=expect_moment(ground, committed, moment.id),
        removed=moment.id in committed.removed,
        n=_count_people(felt.values()),
        sightings=ground.observed.at(moment.id),
        took=time.seconds if time else None,
        took_observed=time is not None and time.observed,
        lost_observed=loss is not None and bool(loss.rests_on),
        consistency=judge_consistency(ground, moment),
        confirmed=ground.observed.confirmed.get(moment.id),
    )


def _count_people(felt: Iterable[Felt]) -> int:
    """Count the people behind the feelings of several personas, each piece of evidence once."""
    pieces = {id(piece): piece for feeling in felt for piece in feeling.rests_on}
    return sum(piece.people for piece in pieces.values())


def _describe_personas(ground: Ground, moments: Mapping[str, MomentInsight]) -> Mapping[str, PersonaInsight]:
    personas = {}
    for persona, share in ground.shares.items():
        extremes = find_extremes(ground.values[persona])
        personas[persona] = PersonaInsight(
            id=persona,
            share=share,
            score=ground.scores.get(persona),
            best=moments[extremes.best] if extremes else None,
            worst=moments[extremes.worst] if extremes else None,
            last=moments[extremes.last] if extremes else None,
            remembered=extremes.remembered if extremes else None,
        )
    return personas


def _find_lowest(personas: Mapping[str, PersonaInsight]) -> PersonaInsight | None:
    """Find the persona with the lowest score, the earlier one on a tie; None unless two or more have a score."""
    scored = [(persona, persona.score) for persona in personas.values() if persona.score is not None]
    if len(scored) < 2:  # noqa: PLR2004 - a lowest one needs another
        return None
    lowest, low = scored[0]
    for persona, score in scored[1:]:
        if is_above(low, score):
            lowest, low = persona, score
    return lowest
