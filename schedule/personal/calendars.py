"""Making, changing and ending personal calendars."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.urls import reverse

from courses.models import draw_revision
from schedule.models import CalendarCourse, PersonalCalendar
from schedule.models.calendar import draw_secret, hash_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from courses.models import Course

MOST_FORGOTTEN = 100
"""How many calendars that nobody asks for go when another one is made."""

LONGEST_SLUG: Final = 40
NAMELESS: Final = "lectern"
_BETWEEN: Final = re.compile(r"[^\w.]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a subscriber chose.

    Attributes:
        name: What the calendar is called; may be empty.
        courses: In their order.
        options: The one query that asks for the rest.
    """

    name: str
    courses: tuple[Course, ...]
    options: str


@dataclass(frozen=True, slots=True)
class Made:
    """A new calendar, with what is known of it only now.

    Attributes:
        calendar: Its row.
        token: The secret of its feed's address.
        page: The secret of its own page's.
    """

    calendar: PersonalCalendar
    token: str
    page: str


@transaction.atomic
def make_calendar(choice: Choice, *, now: datetime) -> Made:
    """Make a calendar, and forget some that nobody asks for."""
    forgotten = PersonalCalendar.objects.forgotten(now).values_list("pk", flat=True)
    PersonalCalendar.objects.filter(pk__in=list(forgotten[:MOST_FORGOTTEN])).delete()
    page = draw_secret()
    calendar = PersonalCalendar(
        name=choice.name,
        options=choice.options,
        page_hash=hash_of(page),
        made_at=now,
        chosen_at=now,
    )
    token = calendar.rotate()
    calendar.save(force_insert=True)
    _enter(calendar, choice.courses)
    return Made(calendar, token, page)


@transaction.atomic
def give_calendar(
    course: Course, *, to: str, by: AbstractBaseUser, now: datetime
) -> tuple[Made, CalendarCourse]:
    """Make a calendar that staff give out: it has the course even while that is for its staff."""
    made = make_calendar(Choice("", (course,), ""), now=now)
    entry = made.calendar.entries.get()
    entry.is_given, entry.given_to, entry.given_at = True, to, now
    entry.given_by_id = by.pk
    entry.save()
    return made, entry


@transaction.atomic
def change_calendar(calendar: PersonalCalendar, choice: Choice, *, now: datetime) -> None:
    """Change what is chosen; its addresses stay."""
    calendar.name, calendar.options = choice.name, choice.options
    calendar.chosen_at, calendar.revision = now, draw_revision()
    calendar.save(update_fields=["name", "options", "chosen_at", "revision"])
    calendar.entries.exclude(course__in=choice.courses).delete()
    kept = {entry.course_id: entry for entry in calendar.entries.all()}
    for position, course in enumerate(choice.courses):
        entry = kept.get(course.pk)
        if entry is not None and entry.position != position:
            entry.position = position
            entry.save(update_fields=["position"])
    _enter(calendar, choice.courses, leave=kept)


@transaction.atomic
def rotate_calendar(calendar: PersonalCalendar, *, now: datetime) -> str:
    """Give a calendar another address, and return its token; the old one leads nowhere.

    What programs fetched there says nothing of the new one, and is forgotten. The calendar waits
    for the first to ask as if it were made now.
    """
    token = calendar.rotate()
    calendar.chosen_at = now
    calendar.save(update_fields=["token_hash", "chosen_at"])
    calendar.fetches.all().delete()
    return token


def page_path(secret: str) -> str:
    """Return the path of a calendar's own page."""
    return reverse("schedule:own_calendar", args=[secret])


def feed_path(token: str, name: str) -> str:
    """Return the path of a calendar's feed: its secret, then what it is called.

    Thunderbird calls a calendar what stands last in its address, for everyone to see.
    """
    return reverse("schedule:personal_calendar", args=[token, _slug(name) or NAMELESS])


def _slug(name: str) -> str:
    """Return a name as the end of an address, in letters of any language."""
    return _BETWEEN.sub("-", name.lower())[:LONGEST_SLUG].strip("-._")


def _enter(
    calendar: PersonalCalendar, courses: Iterable[Course], *, leave: Iterable[object] = ()
) -> None:
    there = set(leave)
    CalendarCourse.objects.bulk_create(
        CalendarCourse(calendar=calendar, course=course, position=position)
        for position, course in enumerate(courses)
        if course.pk not in there
    )
