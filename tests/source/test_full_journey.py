"""Every key of the format is read, and reaches the model as what it means."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, get_args

from journeybook.model import Amount, ByPersona, ImprovementPart, Journey, Method, Record
from journeybook.model.organization import DAY
from journeybook.source.misfits import list_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Content


def records_within(record: Record) -> Iterator[Record]:
    yield record
    for value in record.__dict__.values():
        for item in value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,):
            if isinstance(item, Record):
                yield from records_within(item)


def unused_keys(records: list[Record]) -> set[str]:
    """The keys that no record of its class uses."""
    written: dict[type[Record], set[str]] = {}
    for record in records:
        written.setdefault(type(record), set()).update(record.place.keys)
    return {f"{cls.__name__}.{key}" for cls, keys in written.items() for key in list_keys(cls) if key not in keys}


def test_the_example_uses_every_key_of_a_journey(full: Content) -> None:
    journey = full.handbook().journeys["buying/new-phone"]
    written = [r for r in records_within(journey) if not isinstance(r, ImprovementPart)]
    assert unused_keys(written) == set()


def test_the_example_uses_every_key_of_an_improvement_of_the_organization(full: Content) -> None:
    improvement = full.handbook().improvements["say-it-first"]
    assert unused_keys([improvement]) == set()
    assert (improvement.owner, improvement.impact, improvement.value) == ("marketing", 0.5, 3.0)


def test_the_sound_organization_uses_every_key_of_a_persona(full: Content) -> None:
    assert unused_keys([full.handbook().personas["first-timer"]]) == set()


def test_the_examples_of_evidence_use_every_method_and_every_key(full: Content) -> None:
    evidence = full.handbook().evidence.values()
    assert {found.method for found in evidence} == set(get_args(Method))
    assert unused_keys([record for found in evidence for record in records_within(found)]) == set()


def touchpoint(journey: Journey) -> Any:
    return journey.stages[0].touchpoints[0]


def test_values_arrive_as_what_they_mean(full: Content) -> None:
    journey = full.handbook().journeys["buying/new-phone"]
    found = touchpoint(journey)
    assert found.feels == ByPersona(personas={"first-timer": -1.0, "upgrader": 1.5})
    assert found.lost == ByPersona(personas={"first-timer": 0.12, "upgrader": 0.04})
    assert found.took == ByPersona(personas={"first-timer": 4800.0, "upgrader": 90.0})
    assert found.thinks == ByPersona("Who can I trust?")
    assert found.says_again is True
    assert found.ours is True
    assert found.measures == {"page-speed": Amount(3.1, "s")}
    assert found.after.wait == 2 * DAY
    assert [t.moment_of_truth for t in journey.touchpoints] == [
        "Here they decide whether to trust the price.",
        None,
        None,
    ]
    assert [t.failure_demand for t in journey.touchpoints] == [0.4, True, None]
    assert journey.stages[0].fears == ("Paying for a plan I do not need",)
    improvement, _ = journey.improvements
    assert improvement.done_on == dt.date(2027, 3, 20)
    assert improvement.proves_it is not None
    assert (improvement.proves_it.from_, improvement.proves_it.to) == (Amount(3.1), Amount(2.0, "s"))
    assert (improvement.effort, improvement.impact, improvement.value) == (2, 2.0, 4.0)


def test_a_journey_remembers_where_each_value_was_written(full: Content) -> None:
    journey = full.handbook().journeys["buying/new-phone"]
    assert str(touchpoint(journey).place.at("feels", "upgrader")) == "content/journeys/buying/new-phone.yml:45:44"
    assert str(touchpoint(journey).place.key("feels")) == "content/journeys/buying/new-phone.yml:45:9"


def test_the_organization_arrives_in_the_order_written(sound: Content) -> None:
    handbook = sound.handbook()
    assert list(handbook.personas) == ["first-timer", "upgrader"]
    assert list(handbook.phases) == ["buy", "use"]
    assert handbook.personas["upgrader"].label == "upgrader"  # a record with nothing in it
    assert handbook.personas["first-timer"].share == 0.3
    assert handbook.words == {
        "plan": "What a customer pays for every month.",
        "no": "The answer that nobody likes to hear.",
    }
    assert handbook.settings.review_after == 120 * DAY
    assert handbook.settings.red_point.lost == 0.08
    assert handbook.settings.silenced == {"no-owner", "unused-record"}


def test_the_smallest_journey_is_five_lines(content: Content) -> None:
    content.write(
        "journeys/new-phone.yml",
        "title: Buying a new phone\nstages:\n  - name: Look around\n    touchpoints:\n      - name: Finds us\n",
    )
    journey = content.handbook().journeys["new-phone"]
    assert [t.id for t in journey.touchpoints] == ["finds-us"]
    assert touchpoint(journey).feels is None
