"""From when to when a request asks: local days, or instants."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from courses.content.base import DAY_PATTERN, check_day, parse_day
from courses.content.faults import shown
from schedule.engine.localtime import instant

MAX_RANGE = timedelta(days=366)
DEFAULT_RANGE = timedelta(days=14)

INSTANT_PATTERN = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
BOUND_HELP = (
    "write a day (2023-09-28), or an instant with its offset (2023-09-28T00:00:00Z; "
    "a + in an address is written %2B)"
)

Bound = date | datetime
"""A local day of the course, or an aware instant."""


class InvalidRangeError(ValueError):
    """What is asked for has an end that is not after its start, or is too long.

    It concerns the parameter `to`.
    """


def parse_bound(value: object) -> object:
    """Read a day or an instant; other values pass through.

    Raises:
        ValueError: It is neither.
    """
    if not isinstance(value, str):
        return value
    if DAY_PATTERN.fullmatch(value):
        return parse_day(value)
    if not INSTANT_PATTERN.fullmatch(value):
        msg = f"{shown(value)} is neither a day nor an instant; {BOUND_HELP}"
        raise ValueError(msg)
    try:
        moment = datetime.fromisoformat(value.upper())
    except ValueError:
        msg = f"{shown(value)} is not an instant of the calendar; {BOUND_HELP}"
        raise ValueError(msg) from None
    check_day(moment.date())
    return moment.astimezone(UTC)


def range_between(
    first: Bound | None, last: Bound | None, *, now: datetime, zone: ZoneInfo
) -> tuple[datetime, datetime]:
    """Return from when to before when, aware.

    Args:
        first: The first day or instant; without it, `now`.
        last: The last day, included, or the instant before which; without it, 14 days on.
        now: Aware.
        zone: The course's, in which days are meant.

    Raises:
        InvalidRangeError: It ends before it starts, or is longer than 366 days.
    """
    start = now if first is None else _start_of(first, zone)
    end = start + DEFAULT_RANGE if last is None else _end_of(last, zone)
    if end < start:
        msg = "to is before from (which is now, where it is left out)"
        raise InvalidRangeError(msg)
    if end - start > MAX_RANGE + timedelta(days=1):
        msg = f"from and to are more than {MAX_RANGE.days} days apart: ask for less at a time"
        raise InvalidRangeError(msg)
    return start, end


def _start_of(bound: Bound, zone: ZoneInfo) -> datetime:
    return bound if isinstance(bound, datetime) else instant(bound, time(), zone).at


def _end_of(bound: Bound, zone: ZoneInfo) -> datetime:
    if isinstance(bound, datetime):
        return bound
    return instant(bound + timedelta(days=1), time(), zone).at
