"""Instants are aware, in UTC, in whole milliseconds, and sort as text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from studyapp.runtime.clock import iso, now


def test_now_is_aware_utc_in_milliseconds() -> None:
    instant = now()
    assert instant.tzinfo is UTC
    assert instant.microsecond % 1000 == 0
    assert now() >= instant


def test_iso_ends_with_z_and_has_milliseconds_always() -> None:
    assert iso(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)) == "2026-01-02T03:04:05.000Z"
    tehran = timezone(timedelta(hours=3, minutes=30))
    assert iso(datetime(2026, 1, 2, 3, 4, 5, 678_900, tzinfo=tehran)) == "2026-01-01T23:34:05.678Z"


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        iso(datetime(2026, 1, 2))  # noqa: DTZ001
