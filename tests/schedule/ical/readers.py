"""Programs that we did not write, each telling what it reads in a feed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import icalendar
import ics
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream


@dataclass(frozen=True)
class Told:
    """What a program reads of an event; moments in UTC, whole days as dates."""

    summary: str
    description: str
    location: str
    status: str
    start: date | datetime
    end: date | datetime


def instant(value: date | datetime) -> date | datetime:
    """Return a moment in UTC; a date as it is."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def read_with_icalendar(text: str) -> dict[str, Told]:
    """Read with icalendar, from octets as they come over the wire."""
    events = icalendar.Calendar.from_ical(text.encode()).walk("VEVENT")
    return {str(event["UID"]): _told_by_icalendar(event) for event in events}


def read_with_recurring_ical_events(text: str) -> dict[str, Told]:
    """Read with recurring-ical-events."""
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).all()
    return {str(event["UID"]): _told_by_icalendar(event) for event in events}


def _told_by_icalendar(event: icalendar.Component) -> Told:
    return Told(
        summary=str(event["SUMMARY"]),
        description=str(event["DESCRIPTION"]),
        location=str(event.get("LOCATION", "")),
        status=str(event["STATUS"]),
        start=instant(event["DTSTART"].dt),
        end=instant(event["DTEND"].dt),
    )


def read_with_vobject(text: str) -> dict[str, Told]:
    """Read with vobject, which takes zones from the feed's own VTIMEZONE."""
    found = {}
    for event in vobject.readOne(text).contents.get("vevent", []):
        found[event.uid.value] = Told(
            summary=event.summary.value,
            description=event.description.value,
            location=event.location.value if "location" in event.contents else "",
            status=event.status.value,
            start=instant(event.dtstart.value),
            end=instant(event.dtend.value),
        )
    return found


def read_with_ics(text: str) -> dict[str, Told]:
    """Read with ics.py, which has whole days as moments."""
    found = {}
    for event in ics.Calendar(text).events:
        start, end = event.begin.datetime, event.end.datetime
        found[event.uid] = Told(
            summary=event.name,
            description=event.description,
            location=event.location or "",
            status=event.status,
            start=start.date() if event.all_day else instant(start),
            end=_last_day(start, end) if event.all_day else instant(end),
        )
    return found


def _last_day(start: datetime, end: datetime) -> date:
    return max(end.date(), start.date() + timedelta(days=1))


def read_with_ical(text: str) -> dict[str, Told]:
    """Read with ical, which Home Assistant uses."""
    found = {}
    for event in IcsCalendarStream.calendar_from_ics(text).events:
        found[event.uid] = Told(
            summary=event.summary,
            description=event.description,
            location=event.location or "",
            status=event.status.value,
            start=instant(event.dtstart),
            end=instant(event.dtend),
        )
    return found


READERS: dict[str, Callable[[str], dict[str, Told]]] = {
    "icalendar": read_with_icalendar,
    "recurring-ical-events": read_with_recurring_ical_events,
    "vobject": read_with_vobject,
    "ics": read_with_ics,
    "ical": read_with_ical,
}
