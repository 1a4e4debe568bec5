"""A personal calendar: courses and choices behind an address that only its owner knows."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta
from typing import ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from courses.models import draw_revision
from courses.models.base import LINE

SECRET_BYTES: Final = 32
LONGEST_NAME: Final = 60
LONGEST_PROGRAM: Final = 60

NEVER_ASKED: Final = timedelta(days=90)
"""How long a calendar waits for the first program to ask for it."""
NOT_ASKED_ANY_MORE: Final = timedelta(days=800)
"""How long it is kept after the last one did: two years, as some come back."""

WATCHED: Final = ("schedule_personalcalendar", "schedule_calendarcourse")
"""Tables that decide what a feed answers. That a program asked is not among it."""


def draw_secret() -> str:
    """Draw 256 random bits, as a part of an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """Return what is stored of a secret. It is too long to be guessed, so it needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


class PersonalCalendarQuerySet(models.QuerySet["PersonalCalendar"]):
    """Personal calendars, by what their owners know."""

    def at_page(self, secret: str) -> Self:
        """Return the calendar whose own page this is the secret of."""
        return self.filter(page_hash=hash_of(secret))

    def forgotten(self, now: datetime) -> Self:
        """Keep those that no program asks for any more; never what staff gave out."""
        fetches = CalendarFetch.objects.filter(calendar=OuterRef("pk"))
        recent = fetches.filter(fetched_at__gte=now - NOT_ASKED_ANY_MORE)
        given = CalendarCourse.objects.filter(calendar=OuterRef("pk"), is_given=True)
        never = Q(~Exists(fetches), chosen_at__lt=now - NEVER_ASKED)
        return self.filter(
            never | Q(~Exists(recent), chosen_at__lt=now - NOT_ASKED_ANY_MORE), ~Exists(given)
        )


class PersonalCalendar(models.Model):
    """What a subscriber chose, without an account.

    Anyone who knows its address can read it, anyone who knows its page can change it. The database
    knows neither.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    options = models.TextField(
        blank=True, help_text="The one query that asks a feed for what was chosen."
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    page_hash = models.CharField(max_length=64, unique=True, editable=False)
    revision = models.CharField(max_length=32, default=draw_revision, editable=False)
    made_at = models.DateTimeField(editable=False)
    chosen_at = models.DateTimeField(editable=False, help_text="When it was last changed.")
    courses = models.ManyToManyField("courses.Course", through="CalendarCourse", related_name="+")

    objects = PersonalCalendarQuerySet.as_manager()

    def __str__(self) -> str:
        """Return its name."""
        return self.name or "calendar"

    def rotate(self) -> str:
        """Set a new address, and return its token; the old one leads nowhere once it is saved."""
        token = draw_secret()
        self.token_hash = hash_of(token)
        return token


class CalendarCourse(models.Model):
    """A course in a personal calendar.

    Attributes:
        is_given: Whether staff of the course put it there: then it is in the feed even while the
            course is for its staff. Nobody else can put such a course into a calendar.
    """

    calendar = models.ForeignKey(PersonalCalendar, on_delete=models.CASCADE, related_name="entries")
    course = models.ForeignKey(
        "courses.Course", on_delete=models.CASCADE, related_name="calendar_entries"
    )
    position = models.PositiveIntegerField(default=0)
    is_given = models.BooleanField(default=False, editable=False)
    given_to = models.CharField(
        "for whom", max_length=LINE, default="", help_text="For the staff's own list."
    )
    given_at = models.DateTimeField(null=True, editable=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = "calendar given out"
        verbose_name_plural = "calendars given out"
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["calendar", "course"], name="calendar_has_a_course_once"
            ),
        ]

    def __str__(self) -> str:
        """Return for whom it is."""
        return self.given_to or str(self.calendar)

    def get_absolute_url(self) -> str:
        """Return the address of the course page: that of the calendar is not known."""
        return self.course.get_absolute_url()

    @property
    def is_shown(self) -> bool:
        """Whether the course is in the feed now."""
        return self.course.is_published if self.is_given else self.course.is_open


class CalendarFetch(models.Model):
    """When a program last asked for a personal calendar. One row for each kind of program."""

    calendar = models.ForeignKey(PersonalCalendar, on_delete=models.CASCADE, related_name="fetches")
    program = models.CharField(max_length=20)
    called = models.CharField(max_length=LONGEST_PROGRAM, blank=True)
    fetched_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["calendar", "program"], name="fetch_once_a_program_of_a_calendar"
            ),
        ]

    def __str__(self) -> str:
        """Return which program asked."""
        return self.called or self.program
