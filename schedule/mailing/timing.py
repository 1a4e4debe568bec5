"""When a notice of changes goes: settled, in the subscriber's rhythm, and in time to be of use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from schedule.engine.localtime import instant
from schedule.engine.net import SOON, Stretch
from schedule.mailing.choice import Choice
from schedule.models import Notices

SETTLES_IN: Final = timedelta(minutes=15)
"""How long after the last publish a digest waits for another one."""

SETTLES_AT_LAST: Final = timedelta(hours=1)
"""How long after the first publish it waits at most."""

MONDAY: Final = 0


@dataclass(frozen=True, slots=True, order=True)
class NoticeTime:
    """When a notice goes, and whether that is so early because what it tells comes soon.

    Attributes:
        at: Aware.
        is_urgent: Whether it goes in quiet hours too.
    """

    at: datetime
    is_urgent: bool = False


def notice_time(
    choice: Choice, *, first_at: datetime, last_at: datetime, stretches: Iterable[Stretch]
) -> NoticeTime:
    """Return when to tell what was published.

    Args:
        choice: The subscriber's.
        first_at: When the first of the editions that were not told was published. Aware.
        last_at: When the last one was.
        stretches: When what changes stands, before and after, of what is not over.
    """
    usual = _usual(choice, min(last_at + SETTLES_IN, first_at + SETTLES_AT_LAST))
    starts = [start for start, _ in stretches]
    if not starts:
        return NoticeTime(usual)
    pressing = min(starts) - SOON
    if choice.quiet:
        pressing = choice.quiet.before(pressing, choice.zone)
    pressing = max(pressing, last_at)
    return NoticeTime(pressing, is_urgent=True) if pressing < usual else NoticeTime(usual)


def announcing_time(choice: Choice, came_at: datetime) -> NoticeTime:
    """Return when to tell of an announcement that was published before its day.

    On the first morning at which digests go, also to who hears of changes at once: nobody is to
    hear of it at midnight.

    Args:
        choice: The subscriber's.
        came_at: When its day begins, where the course is. Aware.
    """
    at = _next_morning(choice, came_at)
    return NoticeTime(choice.quiet.after(at, choice.zone) if choice.quiet else at)


def _usual(choice: Choice, settled: datetime) -> datetime:
    """Return the first time from `settled` on at which digests go, outside of quiet hours."""
    at = settled if choice.notices == Notices.AT_ONCE else _next_morning(choice, settled)
    return choice.quiet.after(at, choice.zone) if choice.quiet else at


def _next_morning(choice: Choice, settled: datetime) -> datetime:
    day = settled.astimezone(choice.zone).date()
    while True:
        at = instant(day, choice.morning, choice.zone).at
        if at >= settled and (choice.notices != Notices.WEEKLY or day.weekday() == MONDAY):
            return at
        day += timedelta(days=1)
