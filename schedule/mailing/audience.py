"""Who gets mail of a course, in numbers: no address is read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.db.models.aggregates import Count

from courses.models import Course
from schedule.models import Notices, Subscription

_ACTIVE = Q(subscriber__paused_at=None)


@dataclass(frozen=True, slots=True)
class MailAudience:
    """The subscribers of a course.

    Attributes:
        subscribers: All of them.
        paused: Those that get nothing, since their server refused mail too often.
        reminded: Those that want to be reminded of something.
        at_once: Those that hear of changes a quarter of an hour after the last.
        daily: Those that hear of them once a day.
        weekly: Those that hear of them once a week.
    """

    subscribers: int
    paused: int
    reminded: int
    at_once: int
    daily: int
    weekly: int

    @property
    def told(self) -> int:
        """How many hear of changes."""
        return self.at_once + self.daily + self.weekly


def mail_audience_of(course: Course, *, put_back: int | None = None) -> MailAudience:
    """Return who gets mail of a course, in one query.

    Where an edition is put back, who was told of none since hears nothing: it is as they know it.
    """
    hears = _ACTIVE if put_back is None else _ACTIVE & ~Q(told_edition=put_back)
    reminded = _ACTIVE & ~Q(subscriber__kinds="") & ~Q(subscriber__leads="")
    counts = Subscription.objects.filter(course=course).aggregate(
        subscribers=Count("pk"),
        paused=Count("pk", filter=~_ACTIVE),
        reminded=Count("pk", filter=reminded),
        at_once=_hearing(hears, Notices.AT_ONCE),
        daily=_hearing(hears, Notices.DAILY),
        weekly=_hearing(hears, Notices.WEEKLY),
    )
    return MailAudience(**counts)


def _hearing(hears: Q, soon: Notices) -> Count:
    return Count("pk", filter=hears & Q(subscriber__notices=soon))
