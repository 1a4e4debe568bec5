"""What a calendar program reads of an event or a task, and what it should."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Told:
    """An event as a program read it; moments in UTC, whole days as dates.

    Attributes:
        alarms: How long after the start each rings, the earliest first.
    """

    summary: str
    description: str
    location: str
    status: str
    start: date | datetime
    end: date | datetime
    sequence: int
    alarms: tuple[timedelta, ...] = ()


@dataclass(frozen=True)
class Task:
    """A task as a program read it; when it is due in UTC, or the day."""

    summary: str
    description: str
    status: str
    due: date | datetime


@dataclass(frozen=True)
class Feed:
    """A feed as it was served.

    Attributes:
        text: The feed.
        told: What the database says of each event, by UID.
        zones: The zone in which each was published, by UID.
    """

    text: str
    told: dict[str, Told]
    zones: dict[str, ZoneInfo]


def instant(value: date | datetime) -> date | datetime:
    """Return a moment in UTC; a date as it is."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value
