"""Evidence and red points in words, and the keys of the chart."""

from __future__ import annotations

from typing import Any

import pytest
from figure_samples import buying_a_phone, evidence, insight_of, phone_as_seen, touchpoint

from journeybook.analysis import Felt, RedReason
from journeybook.figures.emotion_curve import lay_out_curve
from journeybook.figures.legend import list_keys
from journeybook.figures.reasons import say_reasons
from journeybook.figures.seen_words import is_overturned, say_methods, say_thought, say_who_saw


def felt(value: float | None = 0.0, **fields: Any) -> Felt:
    return Felt(value, **{"basis": "seen", "n": 3, **fields})


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (felt(None, basis=None, n=0), ""),
        (felt(basis="assumed", n=0), "Assumed by the author"),
        (felt(n=1, rests_on=(evidence("walk", 1),)), "Seen by 1 person: walk, Jan 2026"),
        (
            felt(n=14, rests_on=(evidence("walk", 8), evidence("walk", 10), evidence("interview", 9))),
            "Seen by 14 people: interview, 2 walks, newest Oct 2026",
        ),
        (
            felt(basis="measured", n=1312, before_change=True, rests_on=(evidence("survey", 3, 1312),)),
            "Measured with 1,312 people: survey, Mar 2026, before the change",
        ),
    ],
)
def test_who_saw_it(found: Felt, said: str) -> None:
    assert say_who_saw(found) == said


def test_methods_are_counted_in_a_fixed_order() -> None:
    methods: tuple[Any, ...] = ("contacts", "gemba", "mystery-shop", "contacts", "survey", "gemba")
    assert say_methods(evidence(m, 1) for m in methods) == "survey, mystery shop, 2 gemba visits, 2 × contacts"


def test_what_we_thought_beside_what_we_saw() -> None:
    assert say_thought(felt(-1.0, authored=1.0)) == "We thought +1, we saw −1"
    assert say_thought(felt(-0.04, authored=0.0)) == ""  # the same, as both are shown
    assert say_thought(felt(-1.0)) == ""
    assert say_thought(felt(1.0, authored=1.0, basis="assumed", n=0)) == ""
    assert is_overturned(felt(0.3, authored=-0.7))
    assert not is_overturned(felt(0.3, authored=-0.6))


def test_reasons_name_whom_they_concern_and_what_is_only_suspected() -> None:
    feels = RedReason("feels", "anna", -2.0, suspected=False)
    lost = RedReason("lost", None, 0.002, suspected=True)
    failed = RedReason("failure-demand", None, None, suspected=True)
    share = RedReason("failure-demand", None, 0.405, suspected=True)
    assert say_reasons([feels]) == ["feels upset"]
    assert say_reasons([feels, lost], str.title) == ["Anna: upset", "<1% leave for good (suspected)"]
    assert say_reasons([failed, share]) == [
        "contacts that exist only because something failed",
        "41% of the contacts exist only because something failed",
    ]


def test_keys_are_those_of_the_marks_that_occur() -> None:
    def names(insight: Any) -> list[str]:
        return [key.name for key in list_keys(lay_out_curve(insight))]

    assert names(insight_of([touchpoint("a", "1")])) == ["seen", "assumed"]
    assert names(buying_a_phone()) == ["seen", "assumed", "truth", "suspected", "wait"]
    assert names(phone_as_seen()) == [
        "seen", "assumed", "before", "span", "guess", "truth", "red", "suspected", "wait",
    ]  # fmt: skip


def test_a_mean_is_filled_where_any_of_it_rests_on_evidence_as_its_badge_is() -> None:
    filled = {p.moment.id: p.filling for p in lay_out_curve(phone_as_seen()).mean_route.points}
    assert filled["battery-dies"] == "filled"
    assert filled["checks-stock"] == "hollow"
    assert filled["first-call"] == "filled"  # one saw it, the other is assumed


def test_keys_are_those_of_the_personas_that_are_shown() -> None:
    curve = lay_out_curve(
        insight_of([touchpoint("a", {"anna": "1", "bob": "-2"}), touchpoint("b", {"bob": "1"}, moment_of_truth="true")],
                   personas=["anna", "bob"])
    )  # fmt: skip
    assert [key.name for key in list_keys(curve, {"anna"})] == ["seen", "assumed"]
    assert [key.name for key in list_keys(curve, {"bob"})] == ["seen", "assumed", "truth", "suspected"]
