"""What the database says of events, as a calendar program should tell it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from courses.models import Course
from schedule import ical
from schedule.engine.entry import Entry, Kind, Status
from schedule.ical.text import one_line, prose
from schedule.ical.vevent import page_of
from schedule.models import Event
from schedule.serialising import facts_of
from schedule.wording.told import say
from tests.clients.told import Told

HALF_HOUR, HOUR = timedelta(minutes=30), timedelta(hours=1)
DAY = timedelta(days=1)
NINE = timedelta(hours=9)

ALARMS = {
    Kind.LECTURE: (DAY,),
    Kind.EXAM: (DAY,),
    Kind.DEADLINE: (timedelta(0), DAY),
    Kind.NO_CLASS: (15 * HOUR,),
}
"""How long before its time to be reminded of what."""

QUERY = (
    f"only={','.join(Kind)}&alarm=lecture:P1D,exam:P1D,deadline:P1D,deadline:PT0S,no-class:PT15H"
)
"""Asks for events of all kinds, with these alarms."""


def told_by_the_database(
    events: Iterable[Event], *, alarms: Mapping[Kind, tuple[timedelta, ...]] = ALARMS
) -> dict[str, Told]:
    """Return what programs should read, by UID."""
    return {
        event.uid: told_of(
            event.entry, facts_of(event.course), sequence=event.sequence, alarms=alarms
        )
        for event in events
    }


def in_feed(*courses: Course, now: datetime) -> list[Event]:
    """Return the events that a feed of all kinds shows."""
    return list(Event.objects.in_feeds(now).filter(course__in=courses).select_related("course"))


def told_of(
    entry: Entry,
    facts: ical.CourseFacts,
    *,
    sequence: int,
    alarms: Mapping[Kind, tuple[timedelta, ...]],
) -> Told:
    """Return what programs should read of an entry."""
    stands = entry.status is Status.CONFIRMED
    start, end = _span(entry, facts.zone)
    counts_from = entry.start - start if isinstance(start, datetime) else NINE
    offsets = sorted(alarms.get(entry.kind, ()), reverse=True) if stands else ()
    return Told(
        summary=one_line(say(entry, facts).summary),
        description=described(entry, facts),
        location=one_line(entry.room),
        status="CONFIRMED" if stands else "CANCELLED",
        start=start,
        end=end,
        sequence=sequence,
        alarms=tuple(counts_from - offset for offset in offsets),
    )


def described(entry: Entry, facts: ical.CourseFacts) -> str:
    """Return what else there is to say of an entry, and where its page is."""
    return f"{prose(say(entry, facts).description)}\n\n{page_of(entry, facts)}".lstrip()


def _span(entry: Entry, zone: ZoneInfo) -> tuple[date | datetime, date | datetime]:
    """Return when a calendar has it: the half hour of its day until it is due, the day it is out."""
    if entry.start is None or entry.kind is Kind.RELEASE:
        return entry.day, entry.last_day + DAY
    if entry.kind is Kind.DEADLINE:
        midnight = datetime.combine(entry.day, time(), zone)
        return max(entry.start - HALF_HOUR, midnight), entry.start
    return entry.start, entry.end or entry.start + HOUR


def zones_of(events: Iterable[Event]) -> dict[str, ZoneInfo]:
    """Return the zone in which each event was published, by UID."""
    return {event.uid: facts_of(event.course).zone for event in events}
