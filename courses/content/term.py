"""A term: its days, its zone, and when no class meets."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, model_validator

from courses.content.base import Day, TermSlug, Title, Value
from courses.content.checks import find_doubles
from courses.content.days import DaySwap, NoClassDays
from courses.content.faults import Fault, Path, raise_faults, shown

MAX_TERM_DAYS = 400


def check_time_zone(name: str) -> str:
    """Return `name` if it is a zone of the IANA database.

    Raises:
        ValueError: It is not.
    """
    if name not in zone_names():
        msg = f"{shown(name)} is not a time zone; use an IANA name like America/New_York"
        raise ValueError(msg)
    return name


@cache
def zone_names() -> frozenset[str]:
    """Return the zones there are; looking for them reads the whole database, some 30 ms."""
    return frozenset(available_timezones())


def _in_order(swaps: tuple[DaySwap, ...]) -> tuple[DaySwap, ...]:
    return tuple(sorted(swaps, key=lambda swap: (swap.day, swap.key)))


class Term(Value):
    """A span of class days that many courses share."""

    slug: TermSlug
    name: Title
    time_zone: Annotated[str, Field(max_length=60), AfterValidator(check_time_zone)]
    first_day: Day
    last_day: Day
    no_class_days: NoClassDays = ()
    day_swaps: Annotated[tuple[DaySwap, ...], AfterValidator(_in_order)] = ()

    @model_validator(mode="after")
    def _check_whole(self) -> Self:
        raise_faults(self._faults())
        return self

    def _faults(self) -> Iterator[Fault]:
        if self.last_day < self.first_day:
            yield Fault(
                ("last_day",), f"last_day {self.last_day} is before first_day {self.first_day}"
            )
        if (self.last_day - self.first_day).days > MAX_TERM_DAYS:
            yield Fault(("last_day",), f"a term has at most {MAX_TERM_DAYS} days")
        yield from find_doubles(self._keys())
        swapped = [swap.day for swap in self.day_swaps]
        for day in sorted({day for day in swapped if swapped.count(day) > 1}):
            yield Fault(("day_swaps",), f"{day} follows two weekdays; delete one")

    def _keys(self) -> Iterator[tuple[Path, str]]:
        for n, no_class_day in enumerate(self.no_class_days):
            yield ("no_class_days", n, "key"), no_class_day.key
        for n, swap in enumerate(self.day_swaps):
            yield ("day_swaps", n, "key"), swap.key

    @property
    def zone(self) -> ZoneInfo:
        """The term's zone, in which all its local times are."""
        return ZoneInfo(self.time_zone)
