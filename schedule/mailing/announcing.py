"""Announcements that were published before their day: when a course is to be gone through for one.

Readers are shown an announcement from its day on, so a notice that goes before says nothing of it.
"""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import Min

from courses.models import Course
from schedule.engine.entry import Kind
from schedule.engine.localtime import instant
from schedule.models import Event, PlannedCourse
from schedule.reading.headline import Headline


def begin(planned: PlannedCourse, *, now: datetime) -> None:
    """Begin to go through a course: if for an announcement, too, its subscriptions know less now."""
    if planned.announces_at and planned.announces_at <= now:
        planned.announced_on = _day_at(planned.announces_at, planned.course)
        planned.save(update_fields=["announced_on"])


def announces(planned: PlannedCourse) -> bool:
    """Tell whether a course is gone through for an announcement."""
    at = planned.announces_at
    return at is not None and planned.announced_on == _day_at(at, planned.course)


def finish(planned: PlannedCourse, *, now: datetime) -> None:
    """Set when a course is to be gone through for the next one."""
    at = planned.announces_at
    if announces(planned) or at is None or at > now:
        planned.announces_at = next_announcement(planned)


def next_announcement(planned: PlannedCourse) -> datetime | None:
    """Return when the day of the next announcement begins, where the course is.

    One whose day had begun when it was published is told with its edition.
    """
    course = planned.course
    begun = [planned.announced_on or date.min]
    if course.published_at:
        begun.append(_day_at(course.published_at, course))
    ahead = Event.objects.standing().of_kinds([Kind.ANNOUNCEMENT])
    ahead = ahead.filter(course=course, day__gt=max(begun))
    first = ahead.aggregate(first=Min("day"))["first"]
    return instant(first, time(), Headline.published(course).zone).at if first else None


def _day_at(at: datetime, course: Course) -> date:
    return at.astimezone(Headline.published(course).zone).date()
