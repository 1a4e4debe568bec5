"""Programs that we did not write, each telling what it reads in a feed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from types import MappingProxyType

import icalendar
import ics
import pytest
import recurring_ical_events
import vobject
import x_wr_timezone
from ical.calendar_stream import IcsCalendarStream
from ics.grammar.parse import GRAMMAR

from tests.clients import javascript
from tests.clients.told import Told, instant

ZONES_OF_VOBJECT = vars(vobject.icalendar)["__tzidMap"]
PARSED_BY_ICS = cache(GRAMMAR.parse)


def read_with_icalendar(text: str) -> dict[str, Told]:
    """Read with icalendar, from octets as they come over the wire."""
    events = icalendar.Calendar.from_ical(text.encode()).walk("VEVENT")
    return {str(event["UID"]): _told_by_icalendar(event) for event in events}


def read_with_x_wr_timezone(text: str) -> dict[str, Told]:
    """Read with icalendar what x-wr-timezone made of X-WR-TIMEZONE."""
    events = x_wr_timezone.to_standard(icalendar.Calendar.from_ical(text)).walk("VEVENT")
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
        sequence=int(event["SEQUENCE"]),
        alarms=_in_order(alarm["TRIGGER"].dt for alarm in event.walk("VALARM")),
    )


def read_with_vobject(text: str) -> dict[str, Told]:
    """Read with vobject, which takes zones from the feed's own VTIMEZONE.

    It keeps the first VTIMEZONE of a name for as long as it runs; here each feed is its first.
    """
    for zone in ZONES_OF_VOBJECT.keys() - {"UTC"}:
        del ZONES_OF_VOBJECT[zone]
    found = {}
    for event in vobject.readOne(text).contents.get("vevent", []):
        found[event.uid.value] = Told(
            summary=event.summary.value,
            description=event.description.value,
            location=event.location.value if "location" in event.contents else "",
            status=event.status.value,
            start=instant(event.dtstart.value),
            end=instant(event.dtend.value),
            sequence=int(event.sequence.value),
            alarms=_in_order(alarm.trigger.value for alarm in event.contents.get("valarm", [])),
        )
    return found


def read_with_ics(text: str) -> dict[str, Told]:
    """Read with ics.py, which has whole days as moments.

    Its grammar takes a quarter of a millisecond for a line, and most lines of a feed are there many
    times: each is given to it once, and what it makes of it is read wherever the line stands.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(GRAMMAR, "parse", PARSED_BY_ICS)
        return _told_by_ics(text)


def _told_by_ics(text: str) -> dict[str, Told]:
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
            sequence=int(next(line.value for line in event.extra if line.name == "SEQUENCE")),
            alarms=_in_order(alarm.trigger for alarm in event.alarms),
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
            sequence=event.sequence,
            alarms=_in_order(alarm.trigger for alarm in event.alarm),
        )
    return found


def _in_order(triggers: Iterable[timedelta]) -> tuple[timedelta, ...]:
    return tuple(sorted(triggers))


READERS: dict[str, Callable[[str], dict[str, Told]]] = {
    "icalendar": read_with_icalendar,
    "recurring-ical-events": read_with_recurring_ical_events,
    "vobject": read_with_vobject,
    "ics": read_with_ics,
    "ical": read_with_ical,
    "x-wr-timezone": read_with_x_wr_timezone,
    **javascript.READERS,
}


@cache
def told_by(program: str, text: str) -> Mapping[str, Told]:
    """Return what a program tells of a feed, which it reads once for all tests."""
    return MappingProxyType(READERS[program](text))
