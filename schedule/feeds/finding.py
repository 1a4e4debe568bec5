"""What a feed is made of: a course or an item that everyone may see, with what is published.

Feeds ignore who asks: a course that was never published, or is for its staff, has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery

from courses.content.faults import clipped
from courses.models import Course, Term
from schedule.engine.entry import Status
from schedule.http.conditional import FOREVER
from schedule.models import CalendarCourse, Event, EventQuerySet, PersonalCalendar
from schedule.models.calendar import hash_of
from schedule.models.event import TOMBSTONE
from schedule.reading.headline import Headline
from schedule.reading.published import NotFoundError
from schedule.reading.several import possible_slugs
from schedule.wording.languages import spoken


@dataclass(frozen=True)
class Feed:
    """What a feed's ETag is made of.

    Attributes:
        course: The course's row.
        until: When the next of the removed events that are still told is told no longer. Within
            one revision they only grow fewer, so this tells which they are.
    """

    course: Course
    until: datetime = FOREVER

    @classmethod
    def of(cls, course: Course, oldest: datetime | None) -> Self:
        """Return the feed of a course, by when the first of the told removed events was over."""
        return cls(course, oldest + TOMBSTONE if oldest else FOREVER)

    @property
    def parts(self) -> tuple[str, ...]:
        """What the ETag is made of."""
        return self.course.revision, self.until.isoformat()

    @property
    def language(self) -> str:
        """The language that it speaks where none is asked for: the course's, where we can."""
        return spoken(Headline.published(self.course).language)


@dataclass(frozen=True)
class TermFeed:
    """What the feed of several courses is made of.

    A course that is asked for and not open is left out while one of the others is. Programs keep
    showing what they have when a feed is answered with 404, and stop asking after a while: one
    course that is withdrawn would silently stop the news of all the others. What is left out
    disappears from the subscriber's calendar, as it has from the site.

    Attributes:
        feeds: The open courses, in the order they were asked for.
        asked: All slugs that were asked for and that a course can have.
    """

    feeds: tuple[Feed, ...]
    asked: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """What was asked for and is left out."""
        found = {feed.course.slug for feed in self.feeds}
        return tuple(slug for slug in self.asked if slug not in found)

    @property
    def parts(self) -> tuple[str, ...]:
        """What the ETag is made of."""
        made_of = (part for feed in self.feeds for part in (feed.course.slug, *feed.parts))
        return str(len(self.feeds)), *made_of, *self.asked

    @property
    def until(self) -> datetime:
        """When the next removed event of any of the courses is told no longer."""
        return min(feed.until for feed in self.feeds)

    @property
    def language(self) -> str:
        """The language of all its courses; where they differ, English, and each event its own."""
        return _common_language(self.feeds)

    @property
    def courses(self) -> tuple[Course, ...]:
        """The rows of the open courses."""
        return tuple(feed.course for feed in self.feeds)


@dataclass(frozen=True)
class PersonalFeed:
    """What a personal feed is made of.

    A course that is not open any more is left out, as of several courses of a term; where none is
    left the feed is empty, and its subscribers stay.

    Attributes:
        calendar: Its row.
        feeds: The courses that are shown, in their order.
        missing: The addresses of those that are not.
    """

    calendar: PersonalCalendar
    feeds: tuple[Feed, ...]
    missing: tuple[str, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """What the ETag is made of."""
        made_of = (part for feed in self.feeds for part in (str(feed.course.pk), *feed.parts))
        return self.calendar.revision, str(len(self.feeds)), *made_of, *self.missing

    @property
    def until(self) -> datetime:
        """When the next removed event of any of the courses is told no longer."""
        return min((feed.until for feed in self.feeds), default=FOREVER)

    @property
    def language(self) -> str:
        """As of several courses of a term."""
        return _common_language(self.feeds)

    @property
    def courses(self) -> tuple[Course, ...]:
        """The rows of the courses that are shown."""
        return tuple(feed.course for feed in self.feeds)


def find_feed(term: str, slug: str, *, now: datetime) -> Feed:
    """Return what the course's feed is made of, in one query.

    Raises:
        NotFoundError: There is no such course for everyone.
    """
    courses: QuerySet[Course] = Course.objects.open().at(term, slug)
    course = courses.annotate(oldest=_oldest_removed(now)).order_by("pk").first()
    if course is None:
        raise NotFoundError(slug, term=Term.objects.filter(slug=term).first())
    return Feed.of(course, course.oldest)


def find_open(term: str, slug: str) -> Course:
    """Return a course that everyone may see, with its term, in one query.

    Raises:
        NotFoundError: There is no such course for everyone.
    """
    course = Course.objects.open().at(term, slug).first()
    if course is None:
        raise NotFoundError(slug, term=Term.objects.filter(slug=term).first())
    return course


def find_term_feed(term: str, slugs: Sequence[str], *, now: datetime) -> TermFeed:
    """Return what the feed of several courses is made of, in one query.

    Raises:
        NotFoundError: None of them is there for everyone.
    """
    asked = possible_slugs(slugs)
    courses: QuerySet[Course] = Course.objects.open().filter(term__slug=term, slug__in=asked)
    rows = courses.annotate(oldest=_oldest_removed(now)).select_related("term")
    found = {row.slug: Feed.of(row, row.oldest) for row in rows.defer("loaded_content")}
    if not found:
        row = Term.objects.filter(slug=term).first()
        raise NotFoundError(", ".join(map(clipped, slugs)), term=row)
    return TermFeed(tuple(found[slug] for slug in asked if slug in found), tuple(asked))


def find_personal_feed(token: str, *, now: datetime) -> PersonalFeed:
    """Return what a personal feed is made of, in one query, or two if it has no course.

    Nothing that is stored tells a token that was replaced from one that never was.

    Raises:
        NotFoundError: There is none at this address.
    """
    wanted = hash_of(token)
    entries: QuerySet[CalendarCourse] = CalendarCourse.objects.filter(calendar__token_hash=wanted)
    rows = list(
        entries.annotate(oldest=_oldest_removed(now, of="course_id"))
        .select_related("calendar", "course__term")
        .defer("course__loaded_content", "course__description")
    )
    if not rows:
        calendar = PersonalCalendar.objects.filter(token_hash=wanted).first()
        if calendar is None:
            what = "calendar"
            raise NotFoundError(what)
        return PersonalFeed(calendar, (), ())
    return PersonalFeed(
        calendar=rows[0].calendar,
        feeds=tuple(Feed.of(row.course, row.oldest) for row in rows if row.is_shown),
        missing=tuple(
            f"{row.course.term.slug}/{row.course.slug}" for row in rows if not row.is_shown
        ),
    )


def find_events(*courses: Course, now: datetime) -> EventQuerySet:
    """Return the events that a feed of some courses can show."""
    return Event.objects.in_feeds(now).filter(course__in=courses).order_by()


def find_item(term: str, slug: str, key: str, *, now: datetime) -> EventQuerySet:
    """Return the event of an item, with its course; empty if there is none for everyone."""
    courses = Course.objects.open().filter(term__slug=term, slug=slug)
    events = Event.objects.in_feeds(now).filter(key=key, course__in=courses).order_by()
    return events.select_related("course__term").defer("course__loaded_content")


def _oldest_removed(now: datetime, *, of: str = "pk") -> Subquery:
    """Return when the first was over of the removed events that a course's feed still tells."""
    removed = Event.objects.filter(course=OuterRef(of), status=Status.REMOVED.value)
    told = removed.filter(over_at__gte=now - TOMBSTONE).order_by("over_at")
    return Subquery(told.values("over_at")[:1])


def _common_language(feeds: Iterable[Feed]) -> str:
    languages = {feed.language for feed in feeds}
    return languages.pop() if len(languages) == 1 else settings.LANGUAGE_CODE
