"""Events: the published calendar of a course."""

from datetime import date, datetime

from courses import content
from courses.api import Shape
from schedule.engine.entry import Kind, Status


class Material(Shape):
    """A link that belongs to an event."""

    kind: content.ResourceKind
    label: str
    url: str


class Entry(Shape):
    """What the calendar says of one item."""

    key: str
    """The item's key in its course; it never changes."""
    kind: Kind
    label: str
    """What it is called in short: Lecture 7, Lab 1."""
    title: str
    """What it is about; may be empty."""
    day: date
    """Its one local day. A deadline at 00:00 counts to the day before."""
    last_day: date
    """The last local day of a range; else the same as day."""
    start: datetime | None
    """With the course's offset; null for what stands on a day without a time. For a deadline, when
    it is due."""
    end: datetime | None
    """Null where start is, for a deadline, and where the end is not known."""
    time_zone: str
    """IANA name of the course's zone."""
    time_stated: bool
    """False for a deadline whose time is the course's default."""
    room: str
    status: Status
    """A cancelled event keeps its date, and reason says why."""
    reason: str
    chapter: str
    """The title of the lecture's chapter."""
    together_with: str
    """The lecture that this one is held together with."""
    first_day: date | None
    """For an extended deadline: the day it was first due."""
    first_start: datetime | None
    """For an extended deadline: when it was first due."""
    parent: str
    """The key of a date's coursework, or of the meeting that a day belongs to."""
    note: str
    materials: tuple[Material, ...]
    description: str
    """Markdown."""


class Event(Entry):
    """An entry as published, with its identity in calendars."""

    uid: str
    """The UID of the calendar feed; it never changes."""
    sequence: int
    """Grows by one with every published change."""
    changed_at: datetime
    """When it last changed, with the course's offset."""
    url: str
    """The item's page, for people."""
    calendar_url: str
    """The item alone as an iCalendar file."""
