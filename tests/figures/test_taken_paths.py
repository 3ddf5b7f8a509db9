"""The journey as planned beside the one that was taken."""

from __future__ import annotations

from dataclasses import replace

from figure_samples import buying_a_phone, phone_with_log

from journeybook.figures.taken_paths import TakenTable, lay_out_taken


def taken() -> TakenTable:
    found = lay_out_taken(phone_with_log())
    assert found is not None
    return found


def test_without_a_log_there_is_nothing_to_lay_beside() -> None:
    assert lay_out_taken(buying_a_phone()) is None


def test_rows_are_the_plan_with_what_the_log_shows() -> None:
    rows = {row.id: row for row in taken().rows}
    assert list(rows) == ["finds-us", "checks-stock", "rings-shop", "pays", "waits-at-home", "first-call"]
    assert [row.number for row in rows.values()] == [2, 3, 4, 5, 6, 7]  # the first one is without us
    finds = rows["finds-us"]
    assert (finds.reach, finds.lost, finds.count, finds.came, finds.moved) == (1.0, 0.22, 1000, 2, False)
    assert (finds.name, finds.anchor, finds.stage, finds.alternative) == (
        "Finds us", "touchpoint-finds-us", "Stage 1", False,
    )  # fmt: skip
    home = rows["waits-at-home"]
    assert (home.reach, home.lost, home.count, home.came, home.onward, home.others) == (
        None,
        None,
        None,
        None,
        None,
        (),
    )
    assert rows["rings-shop"].alternative


def test_the_planned_way_on_goes_before_the_commonest() -> None:
    onward = {row.id: row.onward for row in taken().rows}
    others = {row.id: row.others for row in taken().rows}
    planned = onward["finds-us"]
    assert planned is not None
    assert (planned.id, planned.customers, planned.median, planned.p90, planned.planned) == (
        "checks-stock", 300, 720.0, 172800.0, True,
    )  # fmt: skip
    assert [(way.id, round(way.share, 4)) for way in others["finds-us"]] == [("pays", 0.5833)]
    assert [(way.id, way.planned, way.p90) for way in others["pays"]] == [("checks-stock", False, None)]


def test_as_few_rows_as_can_be_are_said_to_have_moved() -> None:
    assert [(row.id, row.came) for row in taken().rows if row.moved] == [("pays", 3)]
    assert {row.number: row.came for row in taken().rows} == {2: 2, 3: 5, 4: None, 5: 3, 6: None, 7: 7}


def test_ways_to_do_one_step_have_not_moved_for_one_another() -> None:
    insight = phone_with_log()
    assert insight.taken is not None
    order = ("finds-us", "rings-shop", "checks-stock", "pays", "first-call")
    found = lay_out_taken(replace(insight, taken=replace(insight.taken, order=order)))
    assert found is not None
    assert [row.id for row in found.rows if row.moved] == []


def test_paths_show_what_they_leave_out_and_what_comes_again() -> None:
    paths = [[(stop.id, stop.mark) for stop in path.stops] for path in taken().paths]
    assert paths == [
        [("finds-us", "planned"), ("checks-stock", "skipped"), ("pays", "planned"), ("first-call", "planned")],
        [("finds-us", "planned"), ("checks-stock", "planned"), ("pays", "planned"), ("first-call", "planned")],
        [("finds-us", "planned"), ("pays", "planned"), ("checks-stock", "back")],
        [("finds-us", "planned"), ("checks-stock", "planned"), ("finds-us", "again"), ("pays", "planned")],
    ]
    assert [path.as_planned for path in taken().paths] == [False, True, False, False]
    assert [path.share for path in taken().paths] == [0.32, 0.07, 0.04, 0.01]
    assert (taken().customers, taken().hidden) == (1000, 560)
