"""What readers see: published content and published events, never a draft row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final, Self
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet

from courses.content import Course as CourseContent
from courses.content import Term as TermContent
from courses.models import Course, Term
from courses.permissions import may_see_drafts
from schedule.engine.change import ChangeKind
from schedule.engine.localtime import LONG_AGO
from schedule.models import Change, Edition, Event

User = AbstractBaseUser | AnonymousUser

MOST_CHANGES: Final = 200
"""How far back a course's page looks for what was told."""


class NotFoundError(Exception):
    """There is no such course or term for this reader.

    Attributes:
        term: The term of the address, where there is one.
        slug: What was looked for.
    """

    def __init__(self, slug: str, *, term: Term | None = None) -> None:
        """Keep what was looked for, for a page that helps onwards."""
        super().__init__(slug)
        self.slug = slug
        self.term = term


@dataclass(frozen=True)
class Reading:
    """A course as published: its content, its term and its events that stand."""

    course: Course
    content: CourseContent
    term: TermContent
    events: tuple[Event, ...]

    @property
    def zone(self) -> ZoneInfo:
        """The zone of all local times of the course."""
        return self.term.zone

    @cached_property
    def by_key(self) -> Mapping[str, Event]:
        """The events by key."""
        return {event.key: event for event in self.events}

    @classmethod
    def of(cls, course: Course) -> Self:
        """Read the current edition of a published course, in two queries.

        Raises:
            Edition.DoesNotExist: It was never published.
        """
        edition = Edition.objects.get(course=course, number=course.edition_number)
        return cls(
            course=course,
            content=edition.course_value(),
            term=edition.term_value(),
            events=in_order(Event.objects.standing().filter(course=course), course),
        )


def in_order(events: Iterable[Event], course: Course) -> tuple[Event, ...]:
    """Return the events of a course by day and time, what has no time first, each with its course.

    In the same order on every database.
    """
    found = sorted(events, key=_place_of)
    for event in found:
        event.course = course
    return tuple(found)


def _place_of(event: Event) -> tuple[date, datetime, str, str]:
    return event.day, event.start or LONG_AGO, event.kind, event.key


def find_term(slug: str) -> Term:
    """Return the term at an address, in one query.

    Raises:
        NotFoundError: There is none.
    """
    term = Term.objects.filter(slug=slug).first()
    if term is None:
        raise NotFoundError(slug)
    return term


def find_course(term: str, slug: str, *, user: User) -> Course:
    """Return the course at an address that this reader may see, with its term, in one query.

    A course that was never published, or is for staff, is seen by its staff alone.

    Raises:
        NotFoundError: There is none for this reader.
    """
    course = Course.objects.at(term, slug).first()
    if course is not None and (course.is_open or may_see_drafts(user, course)):
        return course
    raise NotFoundError(slug, term=Term.objects.filter(slug=term).first())


def told_changes(course: Course, kinds: Iterable[ChangeKind]) -> list[Change]:
    """Return the latest changes of some kinds since a course was first published.

    The newest first, each with its edition, in one query.
    """
    changes = _told(course).filter(kind__in=[kind.value for kind in kinds])
    return list(changes[:MOST_CHANGES])


def changes_of(course: Course, keys: Iterable[str], *, limit: int) -> list[Change]:
    """Return the latest announced changes of some items since a course was first published.

    The newest first, each with its edition, in one query.
    """
    return list(_told(course).filter(key__in=list(keys), minor=False)[:limit])


def _told(course: Course) -> QuerySet[Change]:
    changes = Change.objects.filter(
        edition__course=course,
        edition__number__gt=1,
        edition__number__lte=course.edition_number,
    )
    heavy = ("edition__course_content", "edition__term_content", "edition__conflicts")
    told = changes.select_related("edition").defer(*heavy)
    return told.order_by("-edition__number", "position")


def every_term() -> list[Term]:
    """Return all terms, the latest first, in one query."""
    return list(Term.objects.all())


def open_courses(term: Term) -> list[Course]:
    """Return what is needed to find one's way among the courses that are open to everyone.

    In one query, and only slug, visibility and headline of each: there may be thousands.
    """
    courses = Course.objects.open().filter(term=term)
    found = list(courses.only("slug", "visibility", "headline", "term_id"))
    for course in found:
        course.term = term
    return found


def listed_courses(term: Term) -> list[Course]:
    """Return the published courses that everyone finds on the term's page, in one query."""
    courses = Course.objects.listed().filter(term=term).select_related("term")
    return sorted(courses, key=lambda course: natural(course.number))


def natural(text: str) -> list[tuple[int, int, str]]:
    """Return a sorting key that puts 6.100 after 6.20, and numbers before letters."""
    digits, parts = "", []
    for char in f"{text}\0":
        if char.isdecimal() and char.isascii():
            digits += char
            continue
        if digits:
            parts.append((0, int(digits), ""))
            digits = ""
        parts.append((1, 0, char))
    return parts
