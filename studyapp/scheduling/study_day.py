"""The study day: the local date that begins at the rollover hour. All arithmetic with days is here.

A zone of None is the system's, with its rules for summer time. Days follow each other without gap or overlap
whatever the zone's clocks do: a day lasts from its start to the next one's, and its start is the first
instant at which the local clocks show the rollover hour (where they jump over it, the instant of the jump
plus what they jumped: as Python reads such a time).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import tzinfo

_DAY = timedelta(days=1)


def study_day(instant: datetime, rollover_hour: int, zone: tzinfo | None = None) -> date:
    """Return the study day to which an aware instant belongs."""
    local = instant.astimezone(zone).replace(tzinfo=None)
    day = (local - timedelta(hours=rollover_hour)).date()
    # Wall-clock arithmetic is wrong where the clocks were changed near the rollover hour: the starts decide.
    if day_start(day, rollover_hour, zone) > instant:
        return day - _DAY
    if day_start(day + _DAY, rollover_hour, zone) <= instant:
        return day + _DAY
    return day


def day_start(day: date, rollover_hour: int, zone: tzinfo | None = None) -> datetime:
    """Return the instant, in UTC, at which a study day begins."""
    return datetime.combine(day, time(rollover_hour), tzinfo=zone).astimezone(UTC)


def days_between(earlier: str | None, day: date) -> int:
    """Return the study days from one (ISO date; None: never) to another, 0 when the clock was set back."""
    return max((day - date.fromisoformat(earlier)).days, 0) if earlier else 0


def parse_instant(text: str) -> datetime:
    """Return the instant, in UTC, of an ISO text with its zone."""
    return datetime.fromisoformat(text).astimezone(UTC)


def render_instant(instant: datetime) -> str:
    """Return an aware instant as the library keeps it: ISO, UTC, milliseconds, Z; it sorts as text."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
