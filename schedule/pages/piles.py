"""Piles: deadlines so near to each other that one should know of them beforehand.

Three or more within 48 hours are a pile, of whatever courses; so are two or more of different
courses on one day. Hours are counted on the course's clock, so that from 11:59 pm to 11:59 pm two
days later is 48 hours in any week. No deadline is in two piles.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Final, Self
from zoneinfo import ZoneInfo

from schedule.engine.entry import Kind, Status
from schedule.pages.happenings import Happening

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
    """

    at: datetime
    course: str
    key: str
    day: date
    number: str

    @classmethod
    def of(cls, happening: Happening, zone: ZoneInfo) -> Self:
        """Return when a deadline is due."""
        item = happening.item
        at = item.start.astimezone(zone) if item.start else datetime.combine(item.day, LAST_MINUTE)
        return cls(at.replace(tzinfo=None), happening.course, item.key, item.day, happening.number)


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


def standing_dues(happenings: Iterable[Happening], zone: ZoneInfo, *, since: date) -> list[Due]:
    """Return what is still due, from a day on; what is cancelled is not."""
    return [
        Due.of(each, zone)
        for each in happenings
        if each.item.kind == Kind.DEADLINE
        and each.item.status == Status.CONFIRMED
        and each.item.day >= since
    ]


def find_piles(dues: Iterable[Due]) -> list[Pile]:
    """Return the piles, by time.

    The 48 hours with the most deadlines come first (of several, the earliest), then again of what
    is left. A day with two deadlines is a pile of its own where none of that day's is in another.
    """
    left, piles = sorted(dues), []
    while (most := _most_within_reach(left)) and len(most) >= MANY:
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
