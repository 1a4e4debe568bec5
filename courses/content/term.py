"""A term: its days, its zone, and when no class meets."""

from typing import Annotated, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, model_validator

from courses.content.base import Day, TermSlug, Title, Value
from courses.content.checks import check_unique_keys
from courses.content.days import DaySwap, NoClassDay

MAX_TERM_DAYS = 400


def check_time_zone(name: str) -> str:
    """Return `name` if it is a zone of the IANA database.

    Raises:
        ValueError: It is not.
    """
    if name not in available_timezones():
        msg = f"{name!r} is not a time zone; use an IANA name like America/New_York"
        raise ValueError(msg)
    return name


class Term(Value):
    """A span of class days that many courses share."""

    slug: TermSlug
    name: Title
    time_zone: Annotated[str, Field(max_length=60), AfterValidator(check_time_zone)]
    first_day: Day
    last_day: Day
    no_class_days: tuple[NoClassDay, ...] = ()
    day_swaps: tuple[DaySwap, ...] = ()

    @model_validator(mode="after")
    def _check_whole(self) -> Self:
        if self.last_day < self.first_day:
            msg = f"last_day {self.last_day} is before first_day {self.first_day}"
            raise ValueError(msg)
        if (self.last_day - self.first_day).days > MAX_TERM_DAYS:
            msg = f"a term has at most {MAX_TERM_DAYS} days"
            raise ValueError(msg)
        check_unique_keys([*self.no_class_days, *self.day_swaps])
        swapped = [swap.day for swap in self.day_swaps]
        if len(set(swapped)) != len(swapped):
            msg = "one day follows two schedules"
            raise ValueError(msg)
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The term's zone, in which all its local times are."""
        return ZoneInfo(self.time_zone)
