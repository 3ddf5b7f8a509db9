"""Who gets where and who comes to the end; handoffs, channel switches, the time it takes."""

from __future__ import annotations

from typing import Any

import pytest
from analysis_samples import analyse_one, make_journey, moments_of

from journeybook.analysis import TimeSum


def test_reach_left_out_is_who_is_still_there() -> None:
    found = analyse_one(make_journey({"id": "a", "lost": "20%"}, {"id": "b", "lost": "50%"}, {"id": "c"}))
    assert [m.reach for m in found.moments] == pytest.approx([1, 0.8, 0.4])
    assert found.finish == pytest.approx(0.4)


def test_finish_is_null_when_nothing_is_known_of_losses_and_whole_when_nobody_is_lost() -> None:
    assert analyse_one(make_journey({"id": "a"})).finish is None
    assert analyse_one(make_journey({"id": "a", "lost": "0%"})).finish == 1


def test_contradicting_reaches_show_in_the_finish_and_leave_nobody_to_go_on() -> None:
    found = analyse_one(
        make_journey({"id": "a", "lost": "80%"}, {"id": "b", "reach": "100%", "lost": "50%"}, {"id": "c"})
    )
    assert found.finish == pytest.approx(-0.3)
    assert moments_of(found)["c"].reach == 0


def test_lost_by_persona_is_averaged_over_those_who_have_one() -> None:
    journey = make_journey(
        {"id": "t", "lost": {"a": "4%", "b": "10%", "stranger": "90%"}}, {"id": "u", "lost": {"stranger": "90%"}},
        personas=["a", "b", "c"],
    )  # fmt: skip
    found = analyse_one(journey, {"a": "20%", "b": "40%", "c": "40%"})
    assert moments_of(found)["t"].lost == pytest.approx(0.08)  # (0.2 × 4% + 0.4 × 10%) ÷ 0.6
    assert moments_of(found)["u"].lost is None


def test_handoffs_pass_over_steps_without_us_and_without_owner() -> None:
    found = analyse_one(
        make_journey(
            {"id": "a", "owner": "x"},
            {"id": "b", "ours": "no", "owner": "y"},
            {"id": "c"},
            {"id": "d", "owner": "x"},
            {"id": "e", "owner": "z"},
            {"id": "f", "owner": "y", "instead_of": "e"},
        )
    )
    assert [(h.from_touchpoint, h.to_touchpoint, h.from_team, h.to_team) for h in found.handoffs] == [
        ("d", "e", "x", "z"),
        ("e", "f", "z", "y"),
    ]


@pytest.mark.parametrize(
    ("channel", "switches"),
    [
        ({"a": "app", "b": "web", "c": "web"}, 0),  # half and half: on a tie that of the earlier persona
        ({"a": "web", "b": "app", "c": "web"}, 1),  # 0.7 use the web
        ({"a": "web", "b": "app", "c": "app"}, 1),
        ({"c": "web"}, 1),
        ({"stranger": "web"}, 0),
        ("web", 1),
    ],
)
def test_channel_switches_follow_most_customers(channel: Any, switches: int) -> None:
    journey = make_journey({"id": "a", "channel": "app"}, {"id": "b", "channel": channel}, personas=["a", "b", "c"])
    assert analyse_one(journey, {"a": "50%", "b": "30%", "c": "20%"}).channel_switches == switches


def test_equal_shares_are_a_tie_whatever_their_binary_sums() -> None:
    channels = {"a": "app", "b": "web", "c": "web"}
    journey = make_journey({"id": "a", "channel": "app"}, {"id": "b", "channel": channels}, personas=["a", "b", "c"])
    shares: dict[str, str | None] = {"a": "30%", "b": "10%", "c": "20%"}
    parts = [persona.share for persona in analyse_one(journey, shares).personas.values()]
    assert parts[0] < parts[1] + parts[2]
    assert analyse_one(journey, shares).channel_switches == 0


def test_channel_switches_pass_over_steps_without_us() -> None:
    found = analyse_one(
        make_journey(
            {"id": "a", "channel": "app"},
            {"id": "b", "channel": "chat", "ours": "no"},
            {"id": "c", "channel": "web", "instead_of": "a"},
            {"id": "d", "channel": "app"},
        )
    )
    assert found.channel_switches == 2, "another way to do a step counts as it is written"


def test_doing_is_at_least_what_is_known_of_our_steps() -> None:
    known = {"id": "a", "took": "1 min"}
    assert analyse_one(make_journey(known)).doing == TimeSum(60, at_least=False)
    assert analyse_one(make_journey(known, {"id": "b"})).doing == TimeSum(60, at_least=True)
    assert analyse_one(make_journey(known, {"id": "b", "ours": "no"})).doing == TimeSum(60, at_least=False)
    with_friend = make_journey(known, {"id": "b", "ours": "no", "took": "2 min"})
    assert analyse_one(with_friend).doing == TimeSum(180, at_least=False)
    assert analyse_one(make_journey({"id": "b"})).doing == TimeSum(None, at_least=True)
    assert analyse_one(make_journey({"id": "b", "ours": "no"})).doing == TimeSum(None, at_least=False)


def test_times_of_alternatives_are_summed_like_any() -> None:
    shop = {"id": "shop", "reach": "75%", "took": "40 min", "after": {"wait": "4 days"}}
    web = {"id": "web", "reach": "25%", "took": "20 min", "instead_of": "shop"}
    found = analyse_one(make_journey(shop, web))
    assert found.doing == TimeSum(60 * 60, at_least=False)
    assert found.waiting == TimeSum(4 * 86400, at_least=False)


def test_waiting_is_at_least_what_is_known_of_what_comes_after() -> None:
    wait = {"id": "a", "after": {"wait": "1 h"}}
    silent = {"id": "b", "after": {"feels": "-1"}}
    assert analyse_one(make_journey({"id": "t"})).waiting == TimeSum(None, at_least=False)
    assert analyse_one(make_journey(silent)).waiting == TimeSum(None, at_least=True)
    assert analyse_one(make_journey(silent, {"id": "t"})).waiting == TimeSum(None, at_least=True)
    assert analyse_one(make_journey(wait, {"id": "t"})).waiting == TimeSum(3600, at_least=False)
    assert analyse_one(make_journey(wait, silent)).waiting == TimeSum(3600, at_least=True)
