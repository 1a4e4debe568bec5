"""What is due, or begins, and when to remind of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from schedule.engine.entry import Entry
from schedule.reminders.rules import Rules
from schedule.reminders.timetable import timetable


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder of one entry.

    Attributes:
        entry: What it is of, with the date that holds: the extended one where it was extended.
        due: When it is due, or begins. Aware, in UTC.
        lead: How long before, in its one form.
        remind_at: When to remind. Aware, in UTC.
    """

    entry: Entry
    due: datetime
    lead: str
    remind_at: datetime


def reminders_between(
    entries: Iterable[Entry], *, rules: Rules, start: datetime, end: datetime
) -> list[Reminder]:
    """Return the reminders that fall from `start` to before `end`, the earliest first.

    Only of what stands at a time: not of what is cancelled, removed or to be announced.

    Args:
        entries: The course's entries; those of kinds that nobody asked for are passed over.
        rules: Of what to remind, and when.
        start: Aware.
        end: Aware, after `start`.
    """
    found = [
        Reminder(entry=entry, due=entry.start, lead=lead, remind_at=remind_at)
        for entry in entries
        if entry.start
        for lead, remind_at in timetable(rules, entry).items()
        if start <= remind_at < end
    ]
    return sorted(found, key=lambda each: (each.remind_at, each.due, each.entry.key))
