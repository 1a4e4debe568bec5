"""The same programs, each telling what tasks it reads in a feed; those that know tasks."""

from collections.abc import Callable

import icalendar
import ics
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream

from tests.clients import javascript
from tests.clients.told import Task, instant


def read_with_icalendar(text: str) -> dict[str, Task]:
    """Read with icalendar."""
    return {
        str(task["UID"]): Task(
            str(task["SUMMARY"]),
            str(task["DESCRIPTION"]),
            str(task["STATUS"]),
            instant(task["DUE"].dt),
        )
        for task in icalendar.Calendar.from_ical(text).walk("VTODO")
    }


def read_with_vobject(text: str) -> dict[str, Task]:
    """Read with vobject."""
    return {
        task.uid.value: Task(
            task.summary.value, task.description.value, task.status.value, instant(task.due.value)
        )
        for task in vobject.readOne(text).contents.get("vtodo", [])
    }


def read_with_ics(text: str) -> dict[str, Task]:
    """Read with ics.py, which has whole days as moments."""
    return {
        task.uid: Task(task.name, task.description, task.status, instant(task.due.datetime))
        for task in ics.Calendar(text).todos
    }


def read_with_ical(text: str) -> dict[str, Task]:
    """Read with ical, which Home Assistant uses."""
    return {
        task.uid: Task(task.summary, task.description, task.status.value, instant(task.due))
        for task in IcsCalendarStream.calendar_from_ics(text).todos
    }


def read_with_recurring_ical_events(text: str) -> dict[str, Task]:
    """Read with recurring-ical-events, which gives events only."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).all()
    return {str(task["UID"]): task for task in found}


READERS: dict[str, Callable[[str], dict[str, Task]]] = {
    "icalendar": read_with_icalendar,
    "vobject": read_with_vobject,
    "ics": read_with_ics,
    "ical": read_with_ical,
    "recurring-ical-events": read_with_recurring_ical_events,
    **javascript.TASK_READERS,
}
BLIND = ("recurring-ical-events",)
"""Programs that know no tasks."""
