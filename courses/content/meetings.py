"""When a course meets, week by week, and the days that differ."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from courses.content.base import Clock, Day, Key, Line, Value
from courses.content.checks import check_span
from courses.content.days import Weekday
from courses.content.faults import Fault, raise_faults


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
        check_span(self.start, self.end)
        return self


def _in_order(weekdays: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
    return tuple(sorted(weekdays, key=lambda weekday: weekday.index))


class Meeting(Value):
    """A weekly pattern, in local time. An end that is not known is left out."""

    key: Key
    kind: MeetingKind = MeetingKind.LECTURE
    title: Line = ""
    section: Line = ""
    weekdays: Annotated[tuple[Weekday, ...], AfterValidator(_in_order)]
    start: Clock
    end: Clock | None = None
    room: Line = ""
    valid_from: Day | None = None
    valid_until: Day | None = None
    exceptions: tuple[MeetingException, ...] = ()

    @model_validator(mode="after")
    def _check_whole(self) -> Self:
        check_span(self.start, self.end)
        raise_faults(self._faults())
        return self

    def _faults(self) -> Iterator[Fault]:
        if not self.weekdays:
            msg = "name at least one of mon, tue, wed, thu, fri, sat, sun"
            yield Fault(("weekdays",), msg)
        if len(set(self.weekdays)) != len(self.weekdays):
            yield Fault(("weekdays",), "one weekday is named twice")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            msg = f"valid_until {self.valid_until} is before valid_from {self.valid_from}"
            yield Fault(("valid_until",), msg)
        days = [exception.day for exception in self.exceptions]
        for n, day in enumerate(days):
            if day in days[:n]:
                yield Fault(("exceptions", n, "day"), f"{day} has two exceptions; delete one")
