"""What holds for every journey with evidence: bounds, no order, and what counts nowhere changes nothing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from analysis_samples import ON
from hypothesis import given
from hypothesis import strategies as st
from random_evidence import evidence, examples, journeys, look, shares

if TYPE_CHECKING:
    from journeybook.model import Evidence, Journey


@examples
@given(journeys(), evidence, shares)
def test_figures_stay_in_their_bounds(
    journey: Journey, found: list[Evidence], given_shares: dict[str, str | None]
) -> None:
    insight = look(journey, found, given_shares)
    assert 0 <= insight.seen <= 1
    assert insight.consistency is None or 0 <= insight.consistency <= 1
    assert insight.finish is None or insight.finish <= 1
    assert insight.score is None or -2 <= insight.score <= 2
    for moment in insight.moments:
        assert 0 <= moment.reach <= 1
        assert moment.lost is None or 0 <= moment.lost <= 1
        assert moment.seen == any(sighting.in_period for sighting in moment.sightings)
        for felt in moment.felt.values():
            assert felt.value is None or -2 <= felt.value <= 2
            assert (felt.basis in {"seen", "measured"}) == bool(felt.rests_on)
            assert felt.n == sum(piece.people for piece in felt.rests_on)
            if felt.low is not None and felt.high is not None and felt.value is not None:
                assert felt.low - 1e-9 <= felt.value <= felt.high + 1e-9
        assert moment.n <= sum({piece.id: piece.people for piece in found}.values())


@examples
@given(journeys(), evidence, shares, st.randoms())
def test_the_order_of_evidence_means_nothing(
    journey: Journey, found: list[Evidence], given_shares: dict[str, str | None], chance: Any
) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert look(journey, found, given_shares) == look(journey, shuffled, given_shares)


@examples
@given(journeys(), evidence, shares)
def test_what_counts_nowhere_changes_no_figure(
    journey: Journey, found: list[Evidence], given_shares: dict[str, str | None]
) -> None:
    nowhere = [piece for piece in found if piece.date > ON or piece.people == 0]
    felt_waits = [moment for piece in nowhere for moment in piece.observations if moment == "t0/after"]
    if not felt_waits:  # the wait that somebody felt is a moment, though a gap
        assert look(journey, nowhere, given_shares) == look(journey, [], given_shares)


@examples
@given(journeys(), evidence, shares)
def test_what_is_out_of_the_period_and_reviews_change_no_value(
    journey: Journey, found: list[Evidence], given_shares: dict[str, str | None]
) -> None:
    journey = journey.model_copy(update={"improvements": ()})
    out = [piece for piece in found if piece.method == "review" or ON - piece.date >= dt.timedelta(days=180)]
    insight, bare = look(journey, out, given_shares), look(journey, [], given_shares)
    by_id = {moment.id: moment for moment in bare.moments}
    for moment in insight.moments:
        if moment.id in by_id:
            assert (moment.value, moment.lost, moment.took) == (
                by_id[moment.id].value, by_id[moment.id].lost, by_id[moment.id].took,
            )  # fmt: skip
    assert (insight.score, insight.finish, insight.seen) == (bare.score, bare.finish, 0)
