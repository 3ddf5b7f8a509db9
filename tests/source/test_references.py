"""References keep working when what they name has moved: the model holds present ids alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeybook.model import Amount, ByPersona

if TYPE_CHECKING:
    from conftest import Content


def test_earlier_ids_become_present_ones(full: Content) -> None:
    journey = full.handbook().journeys["buying/new-phone"]
    touchpoint = journey.touchpoints[0]
    assert journey.personas == ("first-timer", "upgrader")
    assert journey.replaced_by == "buying/first-bill"
    assert touchpoint.channel == ByPersona(personas={"first-timer": "web", "upgrader": "shop"})
    assert touchpoint.owner == "marketing"
    assert touchpoint.caused_by == ("buying/first-bill#reads-the-bill", "compares-plans")
    assert journey.improvements[0].fixes == ("finds-us", "finds-us/after")


def test_resolving_keeps_every_place(full: Content) -> None:
    handbook = full.handbook()
    journey = handbook.journeys["buying/new-phone"]
    assert journey.place.at("personas", 0).line == 6
    assert journey.touchpoints[0].place.at("owner").line == 42
    assert handbook.teams["marketing"].place.span.file == "content/organization/teams.yml"


def test_earlier_ids_of_personas_work_as_keys_too(content: Content) -> None:
    content.write("organization/personas.yml", "first-timer: {formerly: newcomer}\nupgrader:\n")
    content.write_journey("feels: {newcomer: -1, upgrader: 1}", top="personas: [newcomer, upgrader]")
    (journey,) = content.handbook().journeys.values()
    assert journey.touchpoints[0].feels == ByPersona(personas={"first-timer": -1.0, "upgrader": 1.0})


def test_earlier_ids_of_measures_systems_and_phases(content: Content) -> None:
    content.write("organization/measures.yml", "page-speed: {unit: s, formerly: speed}\n")
    content.write("organization/systems.yml", "catalogue: {formerly: [pim], owner: shops}\n")
    content.write("organization/teams.yml", "retail: {formerly: [shops]}\n")
    content.write("organization/lifecycle.yml", "- {id: buy, formerly: purchase}\n")
    content.write_journey(
        "measures: {speed: 3 s}\nsupport: [{system: pim}]",
        top="owner: shops\nlifecycle: purchase\nmeasures: {speed: 2}",
    )
    handbook = content.handbook()
    (journey,) = handbook.journeys.values()
    assert (journey.owner, journey.lifecycle) == ("retail", "buy")
    assert journey.measures == {"page-speed": Amount(2.0)}
    assert journey.touchpoints[0].measures == {"page-speed": Amount(3.0, "s")}
    assert journey.touchpoints[0].support[0].system == "catalogue"
    assert handbook.systems["catalogue"].label == "catalogue"
    assert vars(handbook.systems["catalogue"])["owner"] == "retail"


def test_a_wrong_unit_is_found_under_an_earlier_id(content: Content) -> None:
    content.write("organization/measures.yml", "page-speed: {unit: s, formerly: speed}\n")
    content.write_journey("measures: {speed: 3 min}")
    problem = content.problem()
    assert (problem.code, problem.help) == ("wrong-unit", "`page-speed` is measured in s")


def test_the_earlier_id_of_a_journey_leads_to_its_touchpoints(content: Content) -> None:
    content.write_journey("id: pays\nformerly: pay", top="formerly: [shop/till]", name="a")
    content.write_journey("caused_by: [shop/till#pay]", name="b")
    handbook = content.handbook()
    assert handbook.journeys["b"].touchpoints[0].caused_by == ("a#pays",)


def test_everyone_is_the_persona_of_a_journey_that_names_none(content: Content) -> None:
    content.write_journey("feels: {everyone: -1}")
    (journey,) = content.handbook().journeys.values()
    assert journey.touchpoints[0].feels == ByPersona(personas={"everyone": -1.0})


def test_what_is_referred_to_is_no_unused_record(content: Content) -> None:
    content.write("organization/personas.yml", "newcomer: {share: 50%}\n")
    content.write("organization/channels.yml", "web:\nshop:\n")
    content.write_journey("channel: {newcomer: web}", top="personas: newcomer")
    problem = content.problem()
    assert (problem.code, str(problem.span)) == ("unused-record", "content/organization/channels.yml:2:1")


def test_nothing_is_called_unused_while_a_journey_cannot_be_read(content: Content) -> None:
    content.write("organization/channels.yml", "web:\n")
    content.write_journey(name="a")
    content.write_journey("channel: web\nfeels: 9", name="b")
    assert content.codes() == ["feeling-out-of-range"]
