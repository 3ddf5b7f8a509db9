"""Times as logs write them."""

from __future__ import annotations

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.source.event_log.times import EPOCH, HOUR, MixedTimesError, Times

LONDON = ZoneInfo("Europe/London")
NOON = 1_790_856_000_000  # 2026-10-01T12:00Z


@pytest.mark.parametrize(
    "written",
    [
        "2026-10-01T12:00", "2026-10-01T12:00:00", "2026-10-01 12:00:00", "2026-10-01T12", "2026-10-01T12:00:00.000",
        "2026-10-01T12:00Z", "2026-10-01T12:00:00.000000Z", "2026-10-01 12:00:00 UTC", "2026-10-01T14:00:00+02:00",
        "2026-10-01T06:30:00-0530", "2026-10-02T00:00:00+12", "20261001T120000Z", "2026-10-01T12:00:00 +00:00",
        "2026-10-01T12:00 ",
    ],
)  # fmt: skip
def test_iso_times_in_all_their_spellings(written: str) -> None:
    assert read_together(Times(None, ()), [written]) == [NOON]


def read_together(times: Times, written: list[str]) -> list[int]:
    """As the reader does it: looked up, and made out where that fails."""
    found = []
    for time in written:
        hours, rests = times.tables
        try:
            found.append(hours[time[:HOUR]] + rests[time[HOUR:]])
        except (ValueError, KeyError):
            found.append(times.read(time))
    return found


@pytest.mark.parametrize(
    "written",
    [
        "", "noon", "12:00", "2026-13-01", "2026-02-30T10:00", "2026-10-01T24:30", "2026-10-01T12:61", "1790856000",
        "2026-10-01T12:00:00 CEST", "01.10.2026 12:00", "0001-01-01T00:00:00", "9999-12-31T00:00Z", "2026-10-01T1200Z5",
        "٢٠٢٦-10-01T12:00",
    ],
)  # fmt: skip
def test_what_is_no_time(written: str) -> None:
    for before in ("2026-10-01T12:00", "2026-10-01T12:00Z"):
        with pytest.raises(ValueError):  # noqa: PT011 - the text is the caller's
            read_together(Times(LONDON, ()), [before, written])


def test_a_zone_is_that_of_times_without_one_in_summer_and_in_winter() -> None:
    moments = read_together(Times(LONDON, ()), ["2026-10-24T12:00", "2026-10-25T12:00", "2026-10-26T12:00"])
    assert [second - first for first, second in itertools.pairwise(moments)] == [
        25 * 3_600_000,
        24 * 3_600_000,
    ]
    assert read_together(Times(LONDON, ()), ["2026-10-01T13:00", "2026-10-01T13:30"])[0] == NOON


def test_the_hours_of_the_change_of_clocks() -> None:
    """01:30 is there twice and means the first; between 01:00 and 02:00 in March there is nothing."""
    times = Times(LONDON, ())
    assert read_together(times, ["2026-10-25T01:30", "2026-10-25T02:00"]) == [
        1_792_888_200_000, 1_792_893_600_000,
    ]  # fmt: skip
    assert read_together(times, ["2026-03-29T00:59", "2026-03-29T02:00"]) == [1_774_745_940_000, 1_774_746_000_000]


def test_a_zone_whose_clocks_change_within_an_hour() -> None:
    """Lord Howe Island goes back from 02:00 to 01:30; the second half hour after one is there twice."""
    times = Times(ZoneInfo("Australia/Lord_Howe"), ())
    moments = [times.read(f"2026-04-05T0{time}") for time in ("1:00", "1:30", "2:00", "2:30")]
    assert (
        read_together(
            Times(ZoneInfo("Australia/Lord_Howe"), ()), [f"2026-04-05T0{t}" for t in ("1:00", "1:30", "2:00", "2:30")]
        )
        == moments
    )
    assert [b - a for a, b in itertools.pairwise(moments)] == [1_800_000, 3_600_000, 1_800_000]


def test_times_with_a_zone_keep_it_whatever_the_map_says() -> None:
    times = Times(LONDON, ())
    assert read_together(times, ["2026-10-01T12:00Z", "2026-10-01T13:00", "2026-10-01T14:00+02:00"]) == [NOON] * 3


@pytest.mark.parametrize(
    "written", [["2026-10-01T12:00Z", "2026-10-01T12:00"], ["2026-10-01T12:00", "2026-10-01T12:00Z"]]
)
def test_two_kinds_of_times_do_not_mix_without_a_zone(written: list[str]) -> None:
    with pytest.raises(MixedTimesError):
        read_together(Times(None, ()), written)
    times = Times(None, ())
    read_together(times, written[:1])
    with pytest.raises(MixedTimesError):
        read_together(times, written[1:])


def test_formats_stand_beside_iso() -> None:
    times = Times(LONDON, ("%d.%m.%Y %H:%M", "%m/%d/%y %I:%M %p %z"))
    assert read_together(times, ["01.10.2026 13:00", "10/01/26 02:00 PM +0200", "2026-10-01T12:00Z"]) == [NOON] * 3


def test_many_fractions_of_a_second_go_another_way_and_come_out_the_same() -> None:
    written = [
        f"2026-10-01T{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}.{n % 1000:03}{{}}" for n in range(0, 86_400, 3)
    ]
    for zone, ending in ((None, "Z"), (None, ""), (LONDON, ""), (LONDON, "+01:00")):
        times = Times(zone, (), scale=1024)
        found = read_together(times, [time.format(ending) for time in written])
        assert found == [Times(zone, (), scale=1024).read(time.format(ending)) for time in written]


DAYS = (dt.datetime(1970, 1, 2), dt.datetime(2199, 12, 30))  # noqa: DTZ001 - a zone is put in below
moments = st.datetimes(*DAYS).map(lambda at: at.replace(microsecond=0, fold=0))


@given(st.lists(moments, min_size=1), st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=-9, minutes=-30))]))
def test_the_fast_way_gives_what_python_gives(days: list[dt.datetime], zone: dt.tzinfo) -> None:
    aware = [day.replace(tzinfo=zone) for day in days]
    found = read_together(Times(None, (), scale=8), [day.isoformat() for day in aware])
    assert found == [(day - EPOCH) // dt.timedelta(milliseconds=1) * 8 for day in aware]


@given(st.lists(moments, min_size=1))
def test_the_fast_way_gives_what_python_gives_in_a_zone(days: list[dt.datetime]) -> None:
    found = read_together(Times(LONDON, ()), [day.isoformat() for day in days])
    assert found == [(day.replace(tzinfo=LONDON) - EPOCH) // dt.timedelta(milliseconds=1) for day in days]
