"""What the serialiser is told besides an entry: its course, and the form asked for."""

from dataclasses import dataclass
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
    """

    number: str
    title: str
    term: str
    time_zone: str
    page: str

    @property
    def zone(self) -> ZoneInfo:
        """The course's zone."""
        return ZoneInfo(self.time_zone)


@dataclass(frozen=True, slots=True)
class Form:
    """How a subscriber wants some events told.

    Attributes:
        deadlines_as_days: Deadlines are all-day events on their local day, with the time in the
            summary, rather than the 30 minutes ending when they are due.
        cancelled_as_title: Cancelled events say so in the summary only. Google Calendar hides what
            has STATUS:CANCELLED.
    """

    deadlines_as_days: bool = False
    cancelled_as_title: bool = False


AS_KEPT: Final = Form()
"""The form in which events are serialised at publishing."""
