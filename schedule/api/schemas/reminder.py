"""Reminders: what is due, and when to remind of it."""

from datetime import date, datetime

from courses.api import Shape


class Reminder(Shape):
    """One reminder of one deadline, with one lead time."""

    key: str
    """The deadline's key."""
    uid: str
    """The deadline's UID in calendars. UID, due and lead together name this reminder for good."""
    label: str
    title: str
    lead: str
    """How long before it is due: an ISO 8601 duration in its one form, P7D for P1W."""
    remind_at: datetime
    """When to remind, with the course's offset."""
    due: datetime
    """When it is due, with the course's offset."""
    day: date
    """The local day it is due."""
    time_zone: str
    extended: bool
    text: str
    """What to say, as plain text."""
    url: str
    """The deadline's page, for people."""
