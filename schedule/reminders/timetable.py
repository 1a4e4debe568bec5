"""A timetable: when each reminder of one item comes, and which of them is to come now."""

from collections.abc import Mapping
from datetime import datetime

from schedule.engine.entry import Entry
from schedule.reminders.rules import Rules


def timetable(rules: Rules, entry: Entry) -> dict[str, datetime]:
    """Return when to remind, by lead in its one form, the earliest first. In UTC.

    Where quiet hours put several at one instant, the one that comes nearest stands for them all.
    """
    start = entry.start
    if start is None:
        return {}
    nearest = sorted(
        rules.times(entry), key=lambda each: (each[1], each[0].before(start, rules.zone))
    )
    by_instant = {at: str(lead) for lead, at in nearest}
    return {lead: at for at, lead in by_instant.items()}


def overtaken(times: Mapping[str, datetime], lead: str, *, now: datetime) -> bool:
    """Tell whether a later reminder of the same item has come due meanwhile: one is enough."""
    return any(times[lead] < at <= now for at in times.values())
