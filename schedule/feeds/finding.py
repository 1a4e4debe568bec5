"""What a feed is made of: a course or an item that everyone may see, with what is published.

Feeds ignore who asks: a course that was never published, or is for its staff, has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from courses.models import Course, Term
from schedule.engine.entry import Status
from schedule.models import Event, EventQuerySet
from schedule.reading import NotFoundError


@dataclass(frozen=True)
class Feed:
    """What a feed's ETag is made of.

    Attributes:
        course: The course's row.
        tombstones: How many removed events are still told. Within one revision they only grow
            fewer, so their number tells which they are.
    """

    course: Course
    tombstones: int = 0


def find_feed(term: str, slug: str, *, now: datetime) -> Feed:
    """Return what the course's feed is made of, in one query.

    Raises:
        NotFoundError: There is no such course for everyone.
    """
    courses: QuerySet[Course] = Course.objects.open().at(term, slug)
    course = courses.annotate(tombstones=_tombstones(now)).first()
    if course is None:
        raise NotFoundError(slug, term=Term.objects.filter(slug=term).first())
    return Feed(course, course.tombstones)


def find_events(course: Course, *, now: datetime) -> EventQuerySet:
    """Return the events that a course's feed can show."""
    return Event.objects.in_feeds(now).filter(course=course).order_by()


def find_item(term: str, slug: str, key: str, *, now: datetime) -> EventQuerySet:
    """Return the event of an item, with its course; empty if there is none for everyone."""
    courses = Course.objects.open().filter(term__slug=term, slug=slug)
    events = Event.objects.in_feeds(now).filter(key=key, course__in=courses).order_by()
    return events.select_related("course__term").defer("course__loaded_content")


def _tombstones(now: datetime) -> Coalesce:
    removed = Event.objects.in_feeds(now).filter(course=OuterRef("pk"), status=Status.REMOVED.value)
    counted = removed.order_by().values("course").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)
