"""What holds for every handbook turned round: nothing is lost, nothing is counted twice, files have no order."""

from __future__ import annotations

import random
from typing import Any

import pytest
from analysis_samples import ON
from hypothesis import given, settings
from hypothesis import strategies as st

from journeybook.analysis import Insight, analyse
from journeybook.model import Handbook, Journey, Phase

examples = settings(max_examples=40)
TEAMS, CHANNELS, PERSONAS = ["red", "green", "blue"], ["web", "phone"], ["a", "b"]
IDS = [f"j{n}" for n in range(4)]


def make_touchpoint(dice: random.Random, name: str) -> dict[str, Any]:
    fields: tuple[tuple[str, Any], ...] = (
        ("owner", dice.choice(TEAMS)),
        ("channel", dice.choice([*CHANNELS, {"a": "web", "b": "phone"}])),
        ("feels", dice.choice([str(dice.randint(-20, 20) / 10), {"a": "1", "b": str(dice.randint(-2, 2))}])),
        ("reach", f"{dice.randint(0, 100)}%"),
        ("failure_demand", dice.choice(["true", f"{dice.randint(0, 100)}%"])),
        ("caused_by", [f"{dice.choice(IDS)}#t{dice.randrange(4)}" for _ in range(dice.randint(0, 3))]),
        ("after", {"feels": "-1"}),
        ("backstage", [{"team": dice.choice(TEAMS), "system": dice.choice(["till", "search"])}]),
        ("ours", dice.choice(["true", "false"])),
    )
    return {"id": name, "name": name} | {key: value for key, value in fields if dice.random() < 0.6}


def make_journeys(seed: int) -> dict[str, Journey]:
    dice = random.Random(seed)  # noqa: S311 - a handbook that can be made again
    journeys = {}
    for name in IDS:
        touchpoints = [make_touchpoint(dice, f"t{n}") for n in range(4)]
        fields: tuple[tuple[str, Any], ...] = (
            ("lifecycle", dice.choice(["buy", "use"])),
            ("personas", PERSONAS),
            ("volume", {"customers": str(dice.randint(1, 999))}),
            ("status", dice.choice(["draft", "published"])),
            ("future_of", "j0" if name != "j0" else None),
        )
        made = {"id": name, "title": name, "stages": [{"name": "All", "touchpoints": touchpoints}]}
        journeys[name] = Journey.model_validate(made | {k: value for k, value in fields if dice.random() < 0.5})
    return journeys


def turn(journeys: dict[str, Journey]) -> Insight:
    return analyse(Handbook(journeys=journeys, phases={"buy": Phase(id="buy"), "use": Phase(id="use")}), on=ON)


seeds = st.integers(0, 10**6)


@examples
@given(seeds)
def test_every_touchpoint_of_ours_belongs_to_its_owner_alone(seed: int) -> None:
    insight = turn(make_journeys(seed))
    owned = [
        (journey.journey.id, moment.id)
        for journey in insight.present
        for moment in journey.moments
        if moment.moment.touchpoint.ours and moment.moment.touchpoint.owner
    ]
    found = [(p.journey.journey.id, p.moment.id) for team in insight.sides.teams.values() for p in team.moments]
    assert sorted(found) == sorted(owned)
    for team in insight.sides.teams.values():
        red = [p for p in team.moments if p.moment.is_red]
        assert len(team.red) + len(team.red_caused_elsewhere) == len(red)


@examples
@given(seeds)
def test_no_handoff_is_lost_between_the_teams(seed: int) -> None:
    insight = turn(make_journeys(seed))
    every = sum(len(journey.handoffs) for journey in insight.present)
    teams = insight.sides.teams.values()
    assert sum(len(flow.handoffs) for flow in insight.sides.handoffs) == every
    assert sum(len(flow.handoffs) for team in teams for flow in team.gets_from) == every
    assert sum(len(flow.handoffs) for team in teams for flow in team.gives_to) == every


@examples
@given(seeds)
def test_failure_demand_is_the_same_where_it_is_caused_and_where_it_arrives(seed: int) -> None:
    insight = turn(make_journeys(seed))
    arriving = [
        journey.volume_per_month * moment.reach * moment.moment.touchpoint.failure_demand
        for journey in insight.present
        for moment in journey.moments
        if moment.moment.kind == "touchpoint"
        and isinstance(moment.moment.touchpoint.failure_demand, float)
        and journey.volume_per_month is not None
    ]
    caused = [f.per_month for f in insight.sides.failure_demand if f.per_month is not None]
    assert sum(caused) == pytest.approx(sum(arriving))


@examples
@given(seeds)
def test_every_moment_lies_in_one_phase(seed: int) -> None:
    insight = turn(make_journeys(seed))
    moments = [moment for journey in insight.present for moment in journey.moments]
    sides = insight.sides
    assert sum(p.spread.known + p.spread.gaps for p in sides.phases) == len(moments)
    assert sum(p.red for p in sides.phases) == sum(m.is_red for m in moments)
    for number, phase in enumerate(sides.phases):
        cells = [row.cells[number] for row in sides.journeys_by_phase.rows]
        assert sum(cell.known for cell in cells if cell) == phase.spread.known


@examples
@given(seeds)
def test_files_have_no_order(seed: int) -> None:
    journeys = make_journeys(seed)
    backwards = dict(reversed(list(journeys.items())))
    assert turn(backwards).sides == turn(journeys).sides
