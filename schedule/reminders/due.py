"""What is due, and when to remind of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from schedule.engine.entry import Entry, Kind, Status
from schedule.reminders.lead import Lead


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder of one deadline.

    Attributes:
        entry: The deadline, with the date that holds: the extended one where it was extended.
        due: When it is due. Aware, in UTC.
        lead: How long before.
        remind_at: When to remind. Aware, in UTC.
    """

    entry: Entry
    due: datetime
    lead: Lead
    remind_at: datetime


def reminders_between(
    entries: Iterable[Entry],
    *,
    leads: Iterable[Lead],
    zone: tzinfo,
    start: datetime,
    end: datetime,
) -> list[Reminder]:
    """Return the reminders that fall from `start` to before `end`, the earliest first.

    Only of deadlines that stand: not of what is cancelled, removed or to be announced.

    Args:
        entries: The course's entries; those that are no deadlines are passed over.
        leads: How long before each deadline; the same one twice counts once.
        zone: The course's, in which days of a lead are counted.
        start: Aware.
        end: Aware, after `start`.
    """
    wanted = sorted(set(leads))
    found = [
        Reminder(entry=entry, due=entry.start, lead=lead, remind_at=remind_at)
        for entry in entries
        if entry.kind is Kind.DEADLINE and entry.status is Status.CONFIRMED and entry.start
        for lead in wanted
        if start <= (remind_at := lead.before(entry.start, zone)) < end
    ]
    return sorted(found, key=lambda each: (each.remind_at, each.due, each.entry.key, each.lead))
