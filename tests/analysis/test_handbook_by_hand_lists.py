"""More of the handbook that is worked out by hand: measures, taken paths, standards, the other journey, lists."""

from __future__ import annotations

import datetime as dt

from analysis_samples import ids_of, moments_of
from worked_handbook import GREETED, PHONE, PRICE, analyse_worked, bill, order, rounded, told

from journeybook.analysis import StandardAnswers


def test_measures_over_time() -> None:
    found = [
        (s.measure.id, s.moment, [p.number for p in s.points], s.authored, s.target, s.meets_target, s.trend)
        for s in order().measures
    ]
    assert found == [
        ("goal-reached", None, [68], 71, 70, False, None),
        ("page-speed", "find", [3.4, 3.2, 2.6, 2.4], 3, 2, False, "better"),  # what is dated after the edition is not
        ("calls", None, [120], None, None, None, None),
    ]
    assert order().measures[2].measure.label == "Calls"


def test_taken_paths_beside_the_plan() -> None:
    taken = order().taken
    assert taken is not None
    assert [(s.start, s.end, s.planned) for s in taken.steps] == [
        ("find", "plan", True),
        ("plan", "pay-online", True),  # another way to pay
        ("find", "pay-online", False),
        ("pay-online", "plan", True),  # customers are sent back there
        ("pay-online", "call", True),  # the log knows nothing of what is between
    ]
    assert [(p.customers, p.share, p.skips, p.repeats) for p in taken.paths] == [
        (2100, 0.42, (), ()),
        (700, 0.14, (), ()),
        (250, 0.05, ("plan",), ()),
        (40, 0.008, (), ("plan", "pay-online")),
    ]
    assert (taken.as_planned, taken.hidden) == (2800, 1910)  # 5000 − 3090


def test_standards_that_were_met() -> None:
    assert order().standards == (
        StandardAnswers("web", PRICE, met=0, asked=1),
        StandardAnswers("web", PHONE, met=0, asked=0),
        StandardAnswers("shop", GREETED, met=2, asked=3),
    )


def test_the_other_journey() -> None:
    found = bill()
    moments = moments_of(found)
    assert [told(felt) for felt in moments["bill"].felt.values()] == [
        (1, "seen", 1),  # the walk that names the upgrader
        (0, "seen", 6),  # the interview before the walk
    ]
    assert [told(felt) for felt in moments["ask"].felt.values()] == [(-1, "seen", 1)] * 2
    assert [felt.before_change for felt in moments["ask"].felt.values()] == [True, True]
    # upgrader (1 − 1) ÷ 2, business (0 − 1) ÷ 2; shares 0.3 ÷ 0.8 and 0.5 ÷ 0.8
    assert [rounded(p.score) for p in found.personas.values()] == [0, -0.5]
    assert rounded(found.score) == -0.3125
    assert rounded(moments["bill"].value) == 0.375
    assert [(r.kind, r.suspected, r.still) for r in moments["ask"].red] == [
        ("feels", False, False),
        ("feels", False, False),
        ("failure-demand", True, False),  # nobody called
    ]
    assert moments["ask"].answer == "to-check"
    assert (found.seen, found.stale, found.period_start, found.finish) == (1, False, dt.date(2026, 9, 2), None)


def test_across_journeys() -> None:
    found = analyse_worked()
    assert ids_of(found.backlog) == ["buying/order#one-price", "buying/order#no-wait"]
    assert ids_of(found.closed) == [
        f"using/bill#{i}" for i in ("ahead", "less", "clear")
    ] + [f"buying/order#{i}" for i in ("letter", "greet", "price")] + ["using/bill#undated"]  # fmt: skip
    assert [p.moment.id for p in found.unanswered] == ["unpack/after", "find", "pay-online"]
    assert [p.moment.id for p in found.still_red] == ["call"]
