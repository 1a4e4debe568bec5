"""The local days that a feed tells of, where a subscriber does not want the whole term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Self
from uuid import UUID

from django.db.models import Q

from courses.models import Course
from schedule.feeds.answering import Source
from schedule.http.conditional import FOREVER, end_of
from schedule.models import EventQuerySet
from schedule.reading.headline import Headline


@dataclass(frozen=True)
class Window:
    """From which local day on some courses are told.

    Attributes:
        since: The first day, by course; empty: no day is too long ago.
        until: When the next day is over, so that these are other days.
    """

    since: Mapping[UUID, date] = field(default_factory=dict)
    until: datetime = FOREVER

    @classmethod
    def of(cls, *courses: Course, past: int | None, now: datetime) -> Self:
        """Return the window of some published courses.

        Args:
            courses: Each with the zone in which it is today.
            past: How many days before today are told; None: all.
            now: Aware.
        """
        if past is None:
            return cls()
        since, ends = {}, []
        for course in courses:
            zone = Headline.published(course).zone
            today = now.astimezone(zone).date()
            since[course.pk] = today - timedelta(days=past)
            ends.append(end_of(today, zone))
        return cls(since, min(ends, default=FOREVER))

    @property
    def parts(self) -> tuple[str, ...]:
        """What the ETag is made of besides the option that asks for it."""
        return tuple(day.isoformat() for day in self.since.values())

    def keep(self, events: EventQuerySet) -> EventQuerySet:
        """Keep the events of these courses that are not over before the first day."""
        if not self.since:
            return events
        courses: dict[date, list[UUID]] = {}
        for course, day in self.since.items():
            courses.setdefault(day, []).append(course)
        told = (Q(course__in=each, last_day__gte=day) for day, each in courses.items())
        return events.filter(reduce(or_, told))


@dataclass(frozen=True)
class Windowed:
    """A feed seen through a window: together they are what the calendar is made of."""

    feed: Source
    window: Window

    @property
    def parts(self) -> tuple[str, ...]:
        """What the ETag is made of besides the options."""
        return *self.feed.parts, *self.window.parts

    @property
    def until(self) -> datetime:
        """When either of them is another one."""
        return min(self.feed.until, self.window.until)

    @property
    def language(self) -> str:
        """The feed's."""
        return self.feed.language
