"""An entry: what the calendar should say of one item."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What an entry is of. The values are those of the feed's `only=`."""

    LECTURE = "lecture"
    RECITATION = "recitation"
    OFFICE_HOURS = "office-hours"
    EXAM = "exam"
    DEADLINE = "deadline"
    RELEASE = "release"
    NO_CLASS = "no-class"
    ANNOUNCEMENT = "announcement"


DEFAULT_KINDS = frozenset({Kind.LECTURE, Kind.DEADLINE, Kind.RELEASE, Kind.NO_CLASS, Kind.EXAM})
"""What a feed and a week show when nothing else is asked for."""

SESSION_KINDS = frozenset({Kind.LECTURE, Kind.RECITATION, Kind.OFFICE_HOURS, Kind.EXAM})
"""Kinds that stand at a time in a room, rather than on a day."""

UNKNOWN_LENGTH: Final = timedelta(hours=1)
"""How long a session lasts, wherever it is drawn, counted or sent, if its end is not known."""

DEADLINE_BLOCK: Final = timedelta(minutes=30)
"""What a deadline takes in a calendar: the time before it, down to the start of its day."""


class Status(StrEnum):
    """Whether an entry stands.

    A cancelled entry is still shown, struck; a removed one only in the change log and, for a
    while, as a cancelled event in feeds.
    """

    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Material:
    """A link of a lecture or lab, by what it is called."""

    kind: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What the calendar says of one item.

    Attributes:
        key: The item's key; a meeting's day has the meeting's key and its original date.
        kind: What it is.
        label: What it is called in short: "Lecture 7", "Lab 1", "Office hour".
        title: What it is about: "Quantization (Part I)"; may be empty.
        day: Its one local day, in the course's zone. A deadline at 00:00 counts to the day before.
        last_day: The last day, of a range of days; else the same as `day`.
        start: Aware, in UTC. None for what stands on a day without a time. For a deadline, when it
            is due.
        end: Aware, in UTC. None where `start` is, for a deadline, and where it is not known.
        time_stated: Whether someone stated the time; False for a deadline with the default time.
        room: Where.
        status: Whether it stands.
        reason: Why it is cancelled, or what is special.
        chapter: The chapter's title.
        together_with: The label of the lecture that this one is merged into.
        first_day: For an extended deadline: the day it was first due.
        first_start: For an extended deadline: when it was first due. Aware, in UTC.
        parent: The key of the lab that a release or deadline belongs to; the meeting of a day.
        note: A short remark shown beside it: "on Canvas".
        materials: Its links. A change of these alone is a minor one.
        description: Prose, in Markdown. A change of this alone is a minor one.
    """

    key: str
    kind: Kind
    label: str
    day: date
    last_day: date
    title: str = ""
    start: datetime | None = None
    end: datetime | None = None
    time_stated: bool = True
    room: str = ""
    status: Status = Status.CONFIRMED
    reason: str = ""
    chapter: str = ""
    together_with: str = ""
    first_day: date | None = None
    first_start: datetime | None = None
    parent: str = ""
    note: str = ""
    materials: tuple[Material, ...] = ()
    description: str = ""

    @property
    def is_all_day(self) -> bool:
        """Whether it stands on a day rather than at a time."""
        return self.start is None

    @property
    def is_extended(self) -> bool:
        """Whether it is a deadline that was extended."""
        return self.first_day is not None

    @property
    def ends(self) -> datetime:
        """When it is over, for ordering and for the age of a tombstone: aware, in UTC."""
        if self.end is not None:
            return self.end
        if self.start is not None:
            return self.start
        return datetime.combine(self.last_day, time.max, tzinfo=UTC)
