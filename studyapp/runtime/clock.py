"""The clock: the one place that asks the system for the time. Others take a `Clock` as a parameter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the present instant: aware, in UTC, in whole milliseconds."""
    instant = datetime.now(UTC)  # noqa: TID251 - this is the clock
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def iso(instant: datetime) -> str:
    """Return the instant as ISO 8601 in UTC with milliseconds and Z, which sorts as text.

    Raises ValueError for an instant without a time zone.
    """
    if instant.tzinfo is None:
        msg = "an instant needs a time zone"
        raise ValueError(msg)
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
