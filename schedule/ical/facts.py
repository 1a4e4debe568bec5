"""What the serialiser is told besides an entry: its course, its identity, its words, the form."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """What every event of a course says of the course.

    Attributes:
        number: Stands before each summary: 6.5940.
        title: The course's title.
        term: The term's name: Fall 2023.
        time_zone: The IANA name of the course's zone.
        page: The absolute address of the course page; ends in a slash.
        language: The language, of those we speak, that its events are told in where a subscriber
            asks for none: the course's own.
    """

    number: str
    title: str
    term: str
    time_zone: str
    page: str
    language: str = "en"

    @property
    def zone(self) -> ZoneInfo:
        """The course's zone."""
        return ZoneInfo(self.time_zone)


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells an event from all others, and its states apart.

    Attributes:
        uid: Stored when it was first published.
        sequence: Grows with every published change.
        created: Aware; when it was first published.
        changed: Aware; of the last published change. Also the DTSTAMP.
    """

    uid: str
    sequence: int
    created: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """An event in words, in one language; line breaks are kept in the description alone."""

    summary: str
    description: str
    language: str


@dataclass(frozen=True, slots=True)
class Form:
    """How a subscriber wants some events told.

    Attributes:
        deadlines_as_days: Deadlines are all-day events on their local day, with the time in the
            summary, rather than the 30 minutes ending when they are due,
            or as many of them as are on that day.
        cancelled_as_title: Cancelled events say so in the summary only. Google Calendar hides what
            has STATUS:CANCELLED.
        summary: Where the course's number stands in summaries: `number`, before the name; `dot`,
            before it with a dot between; `bracket`, after it, and deadlines tell their time.
        language: A language other than the course's; empty for that.
    """

    deadlines_as_days: bool = False
    cancelled_as_title: bool = False
    summary: str = "number"
    language: str = ""


AS_KEPT: Final = Form()
"""The form in which events are serialised at publishing."""
