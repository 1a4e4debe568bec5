"""Whom a change of a course reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.db.models.aggregates import Count

from courses.models import Course
from schedule.models import CalendarCourse, CalendarFetch

LATELY: Final = timedelta(days=14)
"""Programs ask at least once a week, most every few hours."""


@dataclass(frozen=True, slots=True)
class Audience:
    """How many personal calendars have a course. Who follows the public feed is not known.

    Attributes:
        calendars: All of them.
        lately: Those that a program asked for in the last two weeks.
    """

    calendars: int
    lately: int


def audience_of(course: Course, *, now: datetime) -> Audience:
    """Return the audience of a course, in one query."""
    fetched = CalendarFetch.objects.filter(
        calendar=OuterRef("calendar"), fetched_at__gte=now - LATELY
    )
    counts = CalendarCourse.objects.filter(course=course).aggregate(
        calendars=Count("pk"), lately=Count("pk", filter=Q(Exists(fetched)))
    )
    return Audience(**counts)
