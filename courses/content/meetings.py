"""When a course meets, week by week, and the days that differ."""

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from courses.content.base import Clock, Day, Key, Line, Value
from courses.content.days import Weekday


class MeetingKind(StrEnum):
    """What a meeting is for."""

    LECTURE = "lecture"
    RECITATION = "recitation"
    OFFICE_HOURS = "office-hours"


class MeetingException(Value):
    """One day of a meeting that differs: not held, at another time, in another room.

    What is left out stays as the meeting has it.
    """

    key: Key
    day: Day
    held: bool = True
    start: Clock | None = None
    end: Clock | None = None
    room: Line = ""
    reason: Line = ""

    @model_validator(mode="after")
    def _check_times(self) -> Self:
        check_span(self)
        return self


class Meeting(Value):
    """A weekly pattern, in local time. An end that is not known is left out."""

    key: Key
    kind: MeetingKind = MeetingKind.LECTURE
    title: Line = ""
    section: Line = ""
    weekdays: tuple[Weekday, ...]
    start: Clock
    end: Clock | None = None
    room: Line = ""
    valid_from: Day | None = None
    valid_until: Day | None = None
    exceptions: tuple[MeetingException, ...] = ()

    @model_validator(mode="after")
    def _check_whole(self) -> Self:
        check_span(self)
        if not self.weekdays:
            msg = "weekdays: name at least one of mon, tue, wed, thu, fri, sat, sun"
            raise ValueError(msg)
        if len(set(self.weekdays)) != len(self.weekdays):
            msg = "weekdays: one day is named twice"
            raise ValueError(msg)
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            msg = f"valid_until {self.valid_until} is before valid_from {self.valid_from}"
            raise ValueError(msg)
        days = [exception.day for exception in self.exceptions]
        if len(set(days)) != len(days):
            msg = "exceptions: two are for one day"
            raise ValueError(msg)
        return self


def check_span(value: Meeting | MeetingException) -> None:
    """Refuse an end that is not after the start.

    Raises:
        ValueError: The end is at or before the start, on the same local day.
    """
    if value.start is not None and value.end is not None and value.end <= value.start:
        msg = f"end {value.end:%H:%M} is not after start {value.start:%H:%M}"
        raise ValueError(msg)
