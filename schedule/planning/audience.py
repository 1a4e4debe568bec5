"""Whom a change of a course reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.db.models.aggregates import Count

from courses.models import Course
from schedule.mailing.audience import MailAudience, mail_audience_of
from schedule.models import CalendarCourse, CalendarFetch

LATELY: Final = timedelta(days=14)
"""Programs ask at least once a week, most every few hours."""


@dataclass(frozen=True, slots=True)
class Audience:
    """How many personal calendars have a course. Who follows the public feed is not known.

    Attributes:
        calendars: All of them.
        lately: Those that a program asked for in the last two weeks.
        mail: Who gets mail of the course; None where nobody does: the site sends none, or the
            course is for its staff.
    """

    calendars: int
    lately: int
    mail: MailAudience | None = None


def audience_of(course: Course, *, now: datetime, put_back: int | None = None) -> Audience:
    """Return the audience of a course, in two queries, or one where no mail is sent.

    Args:
        course: The course.
        now: Aware.
        put_back: The edition that is put back, where one is.
    """
    fetched = CalendarFetch.objects.filter(
        calendar=OuterRef("calendar"), fetched_at__gte=now - LATELY
    )
    counts = CalendarCourse.objects.filter(course=course).aggregate(
        calendars=Count("pk"), lately=Count("pk", filter=Q(Exists(fetched)))
    )
    has_mail = settings.MAIL_IS_ON and course.is_open
    mail = mail_audience_of(course, put_back=put_back) if has_mail else None
    return Audience(**counts, mail=mail)
