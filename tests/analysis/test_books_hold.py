"""What holds for every book of several journeys, with sub-journeys and improvements of the organization."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from analysis_samples import ON, make_handbook, make_journey, share_improvements
from hypothesis import given, settings
from hypothesis import strategies as st
from random_evidence import PERSONAS, by_persona, feelings, percents, shares

from journeybook.analysis import ImprovementInsight, Insight, analyse, explain_priority

if TYPE_CHECKING:
    from journeybook.model import Handbook

IDS = [f"a/j{n}" for n in range(4)]
TOUCHPOINTS = ["t0", "t1", "t2"]

examples = settings(max_examples=50)

judged = {
    "lifts_to": feelings,
    "confidence": percents,
    "effort": st.sampled_from(["1", "3", "5"]),
    "impact": st.sampled_from(["0.25", "1", "3"]),
    "value": st.sampled_from(["1", "5"]),
}
statuses = st.sampled_from(["idea", "planned", "doing", "done", "dropped"])
own = st.fixed_dictionaries(
    {"title": st.just("I"), "fixes": st.lists(st.sampled_from(TOUCHPOINTS), max_size=2), "status": statuses},
    optional=judged,
)
everywhere = st.sampled_from([f"{journey}#{touchpoint}" for journey in IDS for touchpoint in TOUCHPOINTS])
of_all = st.fixed_dictionaries(
    {"title": st.just("I"), "fixes": st.lists(everywhere, min_size=1, max_size=5, unique=True), "status": statuses},
    optional=judged,
)
models = st.sampled_from(["lift", "rice", "value-effort"])


@st.composite
def books(draw: st.DrawFn) -> Handbook:
    """Up to four journeys; a touchpoint may be made of a journey that comes later, so that none is in a circle."""
    journeys = []
    for number, name in enumerate(IDS):
        listed = []
        for touchpoint in TOUCHPOINTS:
            made: dict[str, Any] = {"id": touchpoint}
            if draw(st.booleans()):
                made["feels"] = draw(by_persona(feelings))
            if number + 1 < len(IDS) and draw(st.booleans()):
                made["journey"] = draw(st.sampled_from(IDS[number + 1 :]))
            listed.append(made)
        fields: dict[str, Any] = {
            "personas": draw(st.sampled_from([[], PERSONAS, PERSONAS[:1]])),
            "improvements": [{"id": f"i{n}", **i} for n, i in enumerate(draw(st.lists(own, max_size=2)))],
            "volume": draw(st.sampled_from([None, {"customers": "100"}])),
            "priority": draw(st.one_of(st.none(), models)),
        }
        if not fields["personas"]:
            for made in listed:
                if isinstance(made.get("feels"), dict):
                    del made["feels"]
        journeys.append(make_journey(*listed, id=name, **fields))
    handbook = make_handbook(*journeys, shares=draw(shares), priority=draw(models))
    shared = [{"id": f"s{n}", **i} for n, i in enumerate(draw(st.lists(of_all, max_size=2)))]
    return share_improvements(handbook, *shared)


def lists(found: Insight) -> tuple[ImprovementInsight, ...]:
    return (*found.backlog, *found.volume_unknown, *found.closed)


@examples
@given(books(), st.permutations(IDS))
def test_the_order_of_the_files_means_nothing(handbook: Handbook, order: list[str]) -> None:
    turned = replace(
        handbook,
        journeys={name: handbook.journeys[name] for name in order},
        improvements={name: handbook.improvements[name] for name in reversed(list(handbook.improvements))},
    )
    straight, other = analyse(handbook, on=ON), analyse(turned, on=ON)
    assert list(straight.journeys.values()) == list(other.journeys.values())
    assert lists(straight) == lists(other)
    assert (straight.backlog, straight.part_of) == (other.backlog, other.part_of)


@examples
@given(books())
def test_lifting_alone_never_lowers_whatever_a_touchpoint_is_made_of(handbook: Handbook) -> None:
    for journey in analyse(handbook, on=ON).journeys.values():
        for moment in journey.moments:
            assert (moment.value is None) == (moment.expected is None)
            assert moment.value is None or moment.expected is None or moment.expected >= moment.value - 1e-9
        if journey.expected_score is not None and journey.score is not None:
            assert journey.expected_score >= journey.score - 1e-9


@examples
@given(books())
def test_a_touchpoint_without_a_feeling_is_the_score_of_its_sub_journey(handbook: Handbook) -> None:
    found = analyse(handbook, on=ON)
    for journey in found.journeys.values():
        for moment in journey.moments:
            for persona, felt in moment.felt.items():
                if felt.sub_journey is None:
                    continue
                below = found.journeys[felt.sub_journey]
                assert felt.authored is None
                assert felt.value in {below.score, *(p.score for p in below.personas.values())}
                if persona in below.personas:
                    assert felt.value == below.personas[persona].score


@examples
@given(books())
def test_every_improvement_stands_once_across_journeys_with_all_it_does(handbook: Handbook) -> None:
    found = analyse(handbook, on=ON)
    across = lists(found)
    inside = [i for journey in found.journeys.values() for i in journey.improvements]
    references = [item.reference for item in across]
    assert len(references) == len(set(references))
    counted = [part for item in across for part in item.parts or (item,)]
    assert sorted(i.reference for i in counted) == sorted(i.reference for i in inside)
    for figure in ("gain", "customers"):
        total = sum(getattr(item, figure) or 0.0 for item in across)
        assert total == pytest.approx(sum(getattr(item, figure) or 0.0 for item in inside))


@examples
@given(books())
def test_priorities_are_what_they_are_explained_by_and_rank(handbook: Handbook) -> None:
    found = analyse(handbook, on=ON)
    for item in lists(found):
        assert item.priority_across == explain_priority(item, found.priority, across=True).figure
        for part in item.parts:
            assert part.improvement.status == item.improvement.status
    for journey in found.journeys.values():
        for item in journey.improvements:
            assert item.priority == explain_priority(item, journey.priority, across=False).figure
    ranked = [item.priority_across for item in found.backlog]
    known = [figure for figure in ranked if figure is not None]
    assert ranked == [*known, *[None] * (len(ranked) - len(known))]
    assert all(here >= there - 1e-9 for here, there in pairwise(known))
