"""Random journeys with random evidence, for what holds of all of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from analysis_samples import ON, make_handbook, make_journey
from evidence_samples import add_evidence, make_evidence
from hypothesis import settings
from hypothesis import strategies as st

from journeybook.analysis import analyse
from journeybook.model import COUNTING

if TYPE_CHECKING:
    from journeybook.analysis import JourneyInsight
    from journeybook.model import Evidence, Journey

PERSONAS = ["a", "b"]
MOMENTS = ["t0", "t0/after", "t1", "t2"]
METHODS = ["walk", "mystery-shop", "gemba", "interview", "survey", "complaints", "contacts", "analytics", "review"]
DAYS = [ON - dt.timedelta(days=days) for days in (-1, 0, 1, 20, 40, 60, 179, 180, 400)]

examples = settings(max_examples=80)

feelings = st.integers(-20, 20).map(lambda tenths: str(tenths / 10))
percents = st.integers(0, 100).map(lambda percent: f"{percent}%")
days = st.sampled_from(DAYS).map(dt.date.isoformat)


def by_persona(values: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.one_of(values, st.dictionaries(st.sampled_from(PERSONAS), values, min_size=1))


touchpoints = st.fixed_dictionaries(
    {},
    optional={"feels": by_persona(feelings), "lost": by_persona(percents), "reach": percents, "took": st.just("5 min")},
)
improvements = st.lists(
    st.fixed_dictionaries(
        {
            "title": st.just("I"),
            "fixes": st.lists(st.sampled_from(MOMENTS), max_size=2),
            "status": st.sampled_from(["done", "done", "planned", "dropped"]),
        },
        optional={
            "done_on": days,
            "lifts_to": feelings,
            "loses_to": percents,
            "removes": st.lists(st.sampled_from(MOMENTS), max_size=1),
        },
    ),
    max_size=3,
)


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    listed = [{"id": f"t{n}", **draw(touchpoints)} for n in range(3)]
    if draw(st.booleans()):
        listed[0]["after"] = {"feels": draw(by_persona(feelings))}
    if draw(st.booleans()):
        listed[2]["instead_of"] = "t1"
    some = [{"id": f"i{n}", **improvement} for n, improvement in enumerate(draw(improvements))]
    return make_journey(*listed, personas=PERSONAS, improvements=some, review_after="180 days")


@st.composite
def pieces(draw: st.DrawFn) -> Evidence:
    """Evidence with the fields that go with its method."""
    method = draw(st.sampled_from(METHODS))
    fields: dict[str, st.SearchStrategy[Any]] = {"took": st.just("7 min"), "note": st.just("A queue")}
    if method in COUNTING:
        fields |= {"lost": percents, "reach": percents, "count": st.sampled_from(["0", "4"])}
    elif method == "review":
        fields = {"note": st.just("True")}
    elif method != "gemba":
        fields["feels"] = feelings
    seen = st.dictionaries(st.sampled_from(MOMENTS), st.fixed_dictionaries({}, optional=fields), max_size=4)
    return make_evidence(
        method,
        draw(days),
        persona=draw(st.sampled_from([None, None, *PERSONAS])),
        sample=draw(st.sampled_from(["0", "1", "3", "40"])),
        observations=draw(seen),
    )


evidence = st.lists(pieces(), max_size=8).map(
    lambda found: [piece.model_copy(update={"id": f"e{n}"}) for n, piece in enumerate(found)]
)
shares = st.fixed_dictionaries({persona: st.one_of(st.none(), percents) for persona in PERSONAS})


def look(journey: Journey, found: list[Evidence], given_shares: dict[str, str | None]) -> JourneyInsight:
    handbook = add_evidence(make_handbook(journey, shares=given_shares), found)
    return analyse(handbook, on=ON).journeys[journey.id]
