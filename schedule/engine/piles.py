"""Piles: deadlines so near to each other that one should know of them beforehand.

Three or more within 48 hours are a pile, of whatever courses; so are two or more of different
courses on one day. Hours are counted on the course's clock, so that from 11:59 pm to 11:59 pm two
days later is 48 hours in any week. No deadline is in two piles.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

NEAR: Final = timedelta(hours=48)
MANY: Final = 3
LAST_MINUTE: Final = time(23, 59)


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """When something is due.

    Attributes:
        at: The local time, without its zone.
        course: The course's slug.
        key: The deadline's key.
        day: The local day it counts to; that of midnight is the day before.
        number: The course's number.
        label: What is due.
        work: The key of the coursework that it is a deadline of.
    """

    at: datetime
    course: str
    key: str
    day: date
    number: str
    label: str = ""
    work: str = ""


@dataclass(frozen=True, slots=True)
class Pile:
    """Deadlines near to each other, in order of time."""

    dues: tuple[Due, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of its courses, in order of time."""
        return tuple({due.course: due.number for due in self.dues}.values())

    @property
    def days(self) -> tuple[date, date]:
        """The first local day and the last."""
        days = [due.day for due in self.dues]
        return min(days), max(days)


def local_time(day: date, start: datetime | None, zone: ZoneInfo) -> datetime:
    """Return when something is due on the course's clock; without a time, at the day's end."""
    at = start.astimezone(zone) if start else datetime.combine(day, LAST_MINUTE)
    return at.replace(tzinfo=None)


def find_piles(dues: Iterable[Due], *, many: int = MANY) -> list[Pile]:
    """Return the piles, by time.

    The 48 hours with the most deadlines come first (of several, the earliest), then again of what
    is left. A day with two deadlines is a pile of its own where none of that day's is in another.

    Args:
        dues: In any order.
        many: How many within 48 hours are a pile.
    """
    left, piles = sorted(dues), []
    while (most := _most_within_reach(left)) and len(most) >= many:
        piles.append(Pile(tuple(most)))
        told = set(most)
        left = [due for due in left if due not in told]
    busy = {due.day for pile in piles for due in pile.dues}
    for day, of_day in groupby(sorted(left, key=lambda due: (due.day, due)), lambda due: due.day):
        pile = Pile(tuple(of_day))
        if day not in busy and len(pile.numbers) > 1:
            piles.append(pile)
    return sorted(piles, key=lambda pile: pile.dues[0])


def _most_within_reach(dues: Sequence[Due]) -> Sequence[Due]:
    """Return the longest run of ordered deadlines within 48 hours, the first of several."""
    longest: Sequence[Due] = ()
    first = 0
    for last, due in enumerate(dues):
        while due.at - dues[first].at > NEAR:
            first += 1
        if last + 1 - first > len(longest):
            longest = dues[first : last + 1]
    return longest
