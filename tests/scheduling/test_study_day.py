from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.scheduling.study_day import (
    day_start,
    days_between,
    parse_instant,
    render_instant,
    study_day,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Havana",  # the clocks change at midnight
    "America/St_Johns",  # they changed at a minute past midnight
    "America/Sao_Paulo",  # midnight did not exist
    "Australia/Lord_Howe",  # by half an hour
    "Pacific/Apia",  # a whole day was left out
    "Pacific/Kiritimati",
    "Africa/Casablanca",
]


def local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@given(
    instant=st.floats(157e6, 3787e6).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),  # to 2090
    hour=st.integers(0, 23),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
)
def test_days_follow_each_other_without_gap_or_overlap(instant: datetime, hour: int, zone: ZoneInfo) -> None:
    day = study_day(instant, hour, zone)
    assert day_start(day, hour, zone) <= instant < day_start(day + timedelta(days=1), hour, zone)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", [0, 2, 4])
def test_the_study_day_never_goes_back_through_a_year_of_changing_clocks(zone: str, hour: int) -> None:
    where = ZoneInfo(zone)
    for year in (2007, 2011, 2026):
        instant, before = datetime(year, 1, 1, tzinfo=UTC), date.min
        while instant.year == year:
            day = study_day(instant, hour, where)
            assert day >= before
            assert day_start(day, hour, where) <= instant
            before, instant = day, instant + timedelta(minutes=107)


@pytest.mark.parametrize(
    ("when", "hour", "expected"),
    [
        ("2026-03-01T03:59:59", 4, "2026-02-28"),
        ("2026-03-01T04:00:00", 4, "2026-03-01"),
        ("2028-03-01T02:00:00", 4, "2028-02-29"),  # a leap year
        ("2028-02-29T04:00:00", 4, "2028-02-29"),
        ("2026-01-01T00:00:00", 4, "2025-12-31"),
        ("2026-01-01T00:00:00", 0, "2026-01-01"),
        ("2026-03-29T01:59:59", 2, "2026-03-28"),  # the clocks jump from 2 to 3
        ("2026-03-29T03:00:00", 2, "2026-03-29"),
        ("2026-10-25T01:59:59", 2, "2026-10-24"),  # from 3 back to 2
        ("2026-10-25T02:30:00", 2, "2026-10-25"),
    ],
)
def test_the_day_begins_at_the_rollover_hour(when: str, hour: int, expected: str) -> None:
    assert study_day(local(when, "Europe/Berlin"), hour, ZoneInfo("Europe/Berlin")).isoformat() == expected


def test_an_hour_that_comes_twice_belongs_to_one_day() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first = local("2026-10-25T02:10:00", "Europe/Berlin")
    again = first.replace(fold=1)
    assert again.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)
    assert study_day(first, 2, berlin) == study_day(again, 2, berlin) == date(2026, 10, 25)


def test_days_between_count_dates_and_never_less_than_none() -> None:
    assert days_between(None, date(2026, 1, 1)) == 0
    assert days_between("2028-02-28", date(2028, 3, 1)) == 2
    assert days_between("2026-02-28", date(2026, 3, 1)) == 1
    assert days_between("2090-01-01", date(2026, 1, 1)) == 0  # the clock was set back


def test_instants_are_kept_as_text_that_sorts() -> None:
    instant = local("2026-07-01T12:00:00.123", "Europe/Berlin")
    assert render_instant(instant) == "2026-07-01T10:00:00.123Z"
    assert parse_instant(render_instant(instant)) == instant


@pytest.fixture
def system_zone() -> Iterator[None]:
    """Make the system's zone that of New York."""
    if not hasattr(time, "tzset"):
        pytest.skip("the system's zone cannot be set here")
    before = os.environ.get("TZ")
    os.environ["TZ"] = "America/New_York"
    time.tzset()
    yield
    os.environ.pop("TZ")
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.usefixtures("system_zone")
def test_without_a_zone_the_systems_is_meant_with_its_summer_time() -> None:
    zone = ZoneInfo("America/New_York")
    instant = datetime(2026, 1, 1, tzinfo=UTC)
    while instant.year == 2026:
        day = study_day(instant, 4)
        assert day == study_day(instant, 4, zone)
        assert day_start(day, 4) == day_start(day, 4, zone)
        instant += timedelta(hours=5)
