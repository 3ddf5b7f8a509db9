"""What a curve says in words."""

from __future__ import annotations

from typing import Any

import pytest
from figure_samples import HANDBOOK, buying_a_phone, evidence, insight_of, phone_as_seen, touchpoint, with_felt

from journeybook.figures.sentence import describe_curve


def say(*feelings: Any, **fields: Any) -> str:
    """The sentence for touchpoints A, B, C … that feel like this; None is a gap."""
    steps = [touchpoint(chr(ord("a") + n), feels) for n, feels in enumerate(feelings)]
    return describe_curve(insight_of(steps, **fields), HANDBOOK)


@pytest.mark.parametrize(
    ("feelings", "sentence"),
    [
        ((None, None), "Nobody has written down yet how this journey feels."),
        (("1",), "The customer feels pleased at “A”, the only moment that is known."),
        (("0", "0.3", "-0.4"), "The customer feels even from beginning to end."),
        (("-1", "1"), "The customer starts at its lowest, annoyed, and ends at its best, pleased."),
        (("1", "-2"), "The customer starts at its best, pleased, and ends at its lowest, upset."),
        (
            ("0", "2", "-1.8", "1"),
            (
                "The customer starts even, rises to its best, delighted, at “B”, falls to its lowest, upset, at “C”, "
                "and ends pleased."
            ),
        ),
        (
            ("0", "-1.8", "2", "1"),
            (
                "The customer starts even, falls to its lowest, upset, at “B”, rises to its best, delighted, at “C”, "
                "and ends pleased."
            ),
        ),
        (
            ("-0.6", "-1.4", "0"),
            "The customer starts annoyed, falls to its lowest at “B”, and ends at its best, even.",
        ),
        (
            ("0", "2", "2", "0"),
            "The customer starts at its lowest, even, rises to its best, delighted, at “B”, and ends even.",
        ),
        (
            ("1", "-1", "1"),
            "The customer starts at its best, pleased, falls to its lowest, annoyed, at “B”, and ends pleased.",
        ),
        (
            ("1", None, "-1"),
            (
                "The customer starts at its best, pleased, and ends at its lowest, annoyed. "
                "1 of the 3 moments has no feeling yet."
            ),
        ),
        (
            (None, "1", None),
            "The customer feels pleased at “B”, the only moment that is known. 2 of the 3 moments have no feeling yet.",
        ),
    ],
)  # fmt: skip
def test_one_curve(feelings: tuple[Any, ...], sentence: str) -> None:
    assert say(*feelings) == sentence


def test_a_persona_is_named_and_the_widest_difference_told() -> None:
    said = say({"anna": "-1", "bob": "-1"}, {"anna": "1", "bob": "-0.5"}, personas=["anna", "bob"])
    assert said == (
        "Buys for the first time: it starts at its lowest, annoyed, and ends at its best, pleased. "
        "They differ most at “B”: Upgrades annoyed, Buys for the first time pleased."
    )


def test_the_earlier_of_two_equal_differences_is_told() -> None:
    said = say({"anna": "1", "bob": "-1"}, {"anna": "-1", "bob": "1"}, personas=["anna", "bob"])
    assert "They differ most at “A”" in said


def test_personas_that_are_close_feel_much_the_same() -> None:
    assert say("1", "-1", personas=["anna", "bob"]).endswith(" Upgrades feels much the same.")
    assert say("1", "-1", personas=["anna", "bob", "cleo"]).endswith(" Upgrades and Runs a firm feel much the same.")


def test_a_persona_whose_feelings_nobody_knows_is_said_so() -> None:
    said = say({"bob": "1"}, {"bob": "1"}, personas=["anna", "bob"])
    assert said == (
        "Upgrades: it is pleased from beginning to end. How it feels for Buys for the first time is not known yet."
    )


def test_alternatives_are_off_the_course_and_waits_are_on_it() -> None:
    assert describe_curve(buying_a_phone(), HANDBOOK).startswith(
        "Buys for the first time: it starts annoyed, falls to its lowest, upset, at “After: Pays”, "
        "and ends at its best, delighted."
    )


def test_best_and_worst_are_those_of_the_figures_also_beside_the_course() -> None:
    steps = [
        touchpoint("a", "0"),
        touchpoint("b", "0.5"),
        touchpoint("c", "-1", instead_of="b", after={"wait": "1 h", "feels": "-2"}),
        touchpoint("d", "1"),
    ]
    insight = insight_of(steps)
    worst = insight.personas["everyone"].worst
    assert worst is not None
    assert worst.id == "c/after"
    assert describe_curve(insight, HANDBOOK) == (
        "The customer starts even, falls to its lowest, upset, at “After: C”, and ends at its best, pleased."
    )


def test_it_is_told_of_the_personas_that_are_shown() -> None:
    steps = [
        touchpoint("a", {"anna": "-2", "bob": "1"}),
        touchpoint("b", {"anna": "1"}),
        touchpoint("c", {"bob": "1", "cleo": "-1"}),
    ]
    insight = insight_of(steps, personas=["anna", "bob", "cleo"])
    assert describe_curve(insight, HANDBOOK, {"bob"}) == (
        "Upgrades: it is pleased from beginning to end. 1 of the 3 moments has no feeling yet."
    )
    said = describe_curve(insight, HANDBOOK, {"cleo", "bob"})
    assert "Buys for the first time" not in said
    assert "They differ most at “C”: Runs a firm annoyed, Upgrades pleased." in said
    unknown = insight_of([touchpoint("a", {"anna": "1"})], personas=["anna", "bob"])
    assert describe_curve(unknown, HANDBOOK, {"bob"}) == (
        "Nobody has written down yet how this journey feels for Upgrades."
    )


def test_how_much_was_seen_and_what_was_the_greatest_surprise() -> None:
    assert describe_curve(phone_as_seen(), HANDBOOK).endswith(
        " Four of 8 moments were seen; the rest is assumed. "
        "The greatest surprise for Buys for the first time is “Pays”: we thought +1.2, we saw −0.4."
    )


def test_how_much_was_seen_at_the_edges() -> None:
    def seen(*moments: str, feelings: tuple[str | None, ...] = ("0", "0"), **felt: Any) -> str:
        steps = [touchpoint(chr(ord("a") + n), each) for n, each in enumerate(feelings)]
        insight = insight_of(steps)
        for moment in moments:
            found = {"basis": "seen", "n": 1, "rests_on": (evidence("walk", 9),), **felt}
            insight = with_felt(insight, moment, "everyone", **found)
        return describe_curve(insight, HANDBOOK).removeprefix("The customer feels even from beginning to end.")

    assert seen() == ""  # the figures above the chart say that all of it is assumed
    assert seen("a") == " One of 2 moments was seen; the rest is assumed."
    assert seen("a", "b") == " All 2 moments were seen."
    assert seen("a", feelings=("0",)).endswith("the only moment that is known. The only moment was seen.")
    assert seen("a", feelings=("0", None)).endswith("1 of the 2 moments has no feeling yet. One of 2 moments was seen.")
    assert seen("a", value=-1.0).endswith(" The greatest surprise is “A”: we thought 0, we saw −1.")
    assert "surprise" not in seen("a", value=-0.9)
    assert "surprise" not in seen("a", value=-1.0, before_change=True)


def test_names_lose_their_marks() -> None:
    said = describe_curve(insight_of([touchpoint("a", "1", name="Gets *the* `code` & <b>")]), HANDBOOK)
    assert "“Gets the code & <b>”" in said
