"""The published calendar, one noun a file."""

from schedule.models.acceptance import Acceptance
from schedule.models.calendar import (
    CalendarCourse,
    CalendarFetch,
    PersonalCalendar,
)
from schedule.models.edition import Change, Edition
from schedule.models.event import Event, EventQuerySet
from schedule.models.mail import Mail, MailKind, MailState, PlannedCourse, Sender
from schedule.models.passage import Passage
from schedule.models.subscriber import (
    Chosen,
    Notices,
    SignUp,
    Subscriber,
    Subscription,
    of_address,
)

__all__ = [
    "Acceptance",
    "CalendarCourse",
    "CalendarFetch",
    "Change",
    "Chosen",
    "Edition",
    "Event",
    "EventQuerySet",
    "Mail",
    "MailKind",
    "MailState",
    "Notices",
    "Passage",
    "PersonalCalendar",
    "PlannedCourse",
    "Sender",
    "SignUp",
    "Subscriber",
    "Subscription",
    "of_address",
]
