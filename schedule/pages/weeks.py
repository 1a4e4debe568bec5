"""Weeks, Monday first, by their ISO number: 2023-W39."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

from django.utils.translation import gettext

from courses.content.base import YEARS
from schedule.wording import day_range
from schedule.wording.phrase import fill

WEEK_PATTERN: Final = re.compile(r"([0-9]{4})-W([0-9]{2})")
DAYS: Final = 7
MOST_BEFORE: Final = 2
MOST_AFTER: Final = 4
"""Weeks with events that a calendar shows before and after its term."""


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week, by its Monday."""

    monday: date

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the week that a day is in."""
        return cls(day - timedelta(days=day.weekday()))

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the week of an address; None if there is no such week."""
        match = WEEK_PATTERN.fullmatch(text)
        if match is None or int(match[1]) not in YEARS:
            return None
        try:
            return cls(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        except ValueError:
            return None

    def __str__(self) -> str:
        """Return the week as addresses have it."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02d}"

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + timedelta(days=DAYS - 1)

    @property
    def days(self) -> list[date]:
        """The seven days."""
        return [self.monday + timedelta(days=n) for n in range(DAYS)]

    @property
    def words(self) -> str:
        """The week in words: Oct 30 – Nov 5."""
        return day_range(self.monday, self.sunday)

    def after(self, weeks: int) -> "Week":
        """Return the week so many weeks later."""
        return Week(self.monday + timedelta(weeks=weeks))

    def until(self, other: "Week") -> int:
        """Return how many weeks later the other one is."""
        return (other.monday - self.monday).days // DAYS


@dataclass(frozen=True, slots=True)
class Span:
    """The weeks of a calendar: those of its term, and a few more where there are events.

    Attributes:
        first: The first week shown.
        last: The last week shown.
        term_first: The term's first week, which is number 1.
        term_last: The term's last week.
    """

    first: Week
    last: Week
    term_first: Week
    term_last: Week

    @classmethod
    def of(cls, first_day: date, last_day: date, days: Iterable[date] = ()) -> Self:
        """Return the weeks of a term, with the days on which something is."""
        term_first, term_last = Week.of(first_day), Week.of(last_day)
        busy = [Week.of(day) for day in days]
        return cls(
            first=max(min([term_first, *busy]), term_first.after(-MOST_BEFORE)),
            last=min(max([term_last, *busy]), term_last.after(MOST_AFTER)),
            term_first=term_first,
            term_last=term_last,
        )

    def __contains__(self, week: Week) -> bool:
        return self.first <= week <= self.last

    @property
    def weeks(self) -> list[Week]:
        """All weeks in order."""
        return [self.first.after(n) for n in range(self.first.until(self.last) + 1)]

    @property
    def count(self) -> int:
        """The number of weeks that the term itself has."""
        return self.term_first.until(self.term_last) + 1

    def number(self, week: Week) -> int | None:
        """Return the number of a week in the term, from 1; None outside the term."""
        inside = self.term_first <= week <= self.term_last
        return self.term_first.until(week) + 1 if inside else None

    def name(self, week: Week) -> str:
        """Return what tells a week from others: Week 9, Oct 30 – Nov 5; outside the term, days."""
        number = self.number(week)
        if number is None:
            return week.words
        return fill(gettext("Week {number}, {days}"), number=number, days=week.words)

    def nearest(self, day: date) -> Week:
        """Return the week of a day, or the nearest one that is shown."""
        return min(max(Week.of(day), self.first), self.last)
