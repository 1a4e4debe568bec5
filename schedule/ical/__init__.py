"""The iCalendar serialiser: entries in, text out (RFC 5545, 7986 and 9074).

It knows no database, no settings and no clock, and draws nothing at random: the same values give
the same bytes.
"""

from schedule.ical.alarm import with_alarms
from schedule.ical.calendar import CalendarFacts, calendar
from schedule.ical.facts import AS_KEPT, CourseFacts, Form, Identity, Said
from schedule.ical.vevent import vevent
from schedule.ical.vtodo import task_uid, vtodo

__all__ = [
    "AS_KEPT",
    "CalendarFacts",
    "CourseFacts",
    "Form",
    "Identity",
    "Said",
    "calendar",
    "task_uid",
    "vevent",
    "vtodo",
    "with_alarms",
]
