"""Reminders: what is due or begins, and when to remind of it."""

from datetime import date, datetime

from courses.api import Shape
from schedule.engine.entry import Kind


class Reminder(Shape):
    """One reminder of one item, with one lead time."""

    key: str
    """The item's key."""
    kind: Kind
    """What it is of."""
    uid: str
    """The item's UID in calendars. UID, due and lead together name this reminder for good."""
    label: str
    title: str
    lead: str
    """How long before: an ISO 8601 duration in its one form, P7D for P1W; or `morning`."""
    remind_at: datetime
    """When to remind, with the course's offset."""
    due: datetime
    """When a deadline is due, and anything else begins, with the course's offset."""
    day: date
    """The local day it is due or begins, in the course's zone."""
    time_zone: str
    """IANA name of the course's zone."""
    extended: bool
    text: str
    """What to say, as plain text."""
    url: str
    """The item's page, for people."""
