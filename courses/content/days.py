"""Days without class, and days that follow another weekday's schedule."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from courses.content.base import Day, Key, Title, Value
from courses.content.faults import ContentError, Fault

MAX_RANGE_DAYS = 400


class Weekday(StrEnum):
    """A day of the week, Monday first."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"
    SATURDAY = "sat"
    SUNDAY = "sun"

    @property
    def index(self) -> int:  # type: ignore[override]  # nobody searches in a weekday
        """0 for Monday to 6 for Sunday, as `date.weekday` counts."""
        return list(Weekday).index(self)

    @classmethod
    def of(cls, day: date) -> "Weekday":
        """Return the weekday of a date."""
        return list(cls)[day.weekday()]


class NoClassDay(Value):
    """A date, or a range of dates with both ends included, on which no class meets."""

    key: Key
    title: Title
    day: Day
    last_day: Day | None = None

    @model_validator(mode="after")
    def _check_range(self) -> Self:
        if self.last_day is not None and self.last_day < self.day:
            msg = f"last_day {self.last_day} is before day {self.day}"
            raise ContentError(Fault(("last_day",), msg))
        if (self.end - self.day).days > MAX_RANGE_DAYS:
            msg = f"a range has at most {MAX_RANGE_DAYS} days"
            raise ContentError(Fault(("last_day",), msg))
        return self

    @property
    def end(self) -> date:
        """The last date without class."""
        return self.last_day or self.day

    def days(self) -> list[date]:
        """Return each date of the range."""
        return [self.day + timedelta(days=n) for n in range((self.end - self.day).days + 1)]

    def covers(self, day: date) -> bool:
        """Tell whether `day` is in the range."""
        return self.day <= day <= self.end


def in_order(days: tuple[NoClassDay, ...]) -> tuple[NoClassDay, ...]:
    """Return days in the order of the calendar: no other order of theirs has a meaning."""
    return tuple(sorted(days, key=lambda each: (each.day, each.key)))


NoClassDays = Annotated[tuple[NoClassDay, ...], AfterValidator(in_order)]


class DaySwap(Value):
    """One date of the term on which the classes of another weekday meet."""

    key: Key
    day: Day
    follows: Weekday
