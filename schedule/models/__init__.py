"""The published calendar, one noun a file."""

from schedule.models.acceptance import Acceptance
from schedule.models.calendar import (
    CalendarCourse,
    CalendarFetch,
    PersonalCalendar,
)
from schedule.models.edition import Change, Edition
from schedule.models.event import Event, EventQuerySet
from schedule.models.passage import Passage

__all__ = [
    "Acceptance",
    "CalendarCourse",
    "CalendarFetch",
    "Change",
    "Edition",
    "Event",
    "EventQuerySet",
    "Passage",
    "PersonalCalendar",
]
