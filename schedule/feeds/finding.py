"""What a feed is made of: a course or an item that everyone may see, with what is published.

Feeds ignore who asks: a course that was never published, or is for its staff, has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

from django.conf import settings
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, JSONObject

from courses.models import Course, Term
from schedule import ical
from schedule.engine.entry import Status
from schedule.models import Edition, Event
from schedule.reading import NotFoundError

if TYPE_CHECKING:
    # The types' own package is not there where Lectern only runs.
    from django_stubs_ext import WithAnnotations


class Published(TypedDict):
    """What an event is found with: what is published of its course, by the names of facts."""

    published: Any


FoundEvent: TypeAlias = "WithAnnotations[Event, Published]"
"""An event, with what is published of its course."""


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


def find_events(course: Course, *, now: datetime) -> QuerySet[FoundEvent]:
    """Return the events that a course's feed can show, each with what is published of the course.

    That is the same for all of them, and worked out once: a feed then needs no query for it.
    """
    events: QuerySet[Event] = Event.objects.in_feeds(now).filter(course=course).order_by()
    return events.annotate(published=_published(course.pk, course.edition_number))


def find_item(term: str, slug: str, key: str, *, now: datetime) -> QuerySet[FoundEvent]:
    """Return the event of an item as `find_events` does, with its course; empty if there is none."""
    courses = Course.objects.open().filter(term__slug=term, slug=slug)
    events: QuerySet[Event] = Event.objects.in_feeds(now).filter(key=key, course__in=courses)
    return (
        events.order_by()
        .select_related("course__term")
        .defer("course__loaded_content")
        .annotate(published=_published(OuterRef("course_id"), OuterRef("course__edition_number")))
    )


def find_published(course: Course) -> Mapping[str, str]:
    """Return what is published of a course that has no event, in one query."""
    edition = Edition.objects.filter(course=course, number=course.edition_number)
    found: Mapping[str, str] = edition.values_list(_facts(), flat=True).get()
    return found


def facts_of(course: Course, published: Mapping[str, str]) -> ical.CourseFacts:
    """Return what events say of their course: the address that it has, and what is published."""
    return ical.CourseFacts(page=settings.PUBLIC_URL + course.get_absolute_url(), **published)


def _published(course: Any, number: Any) -> Subquery:
    edition = Edition.objects.filter(course=course, number=number)
    return Subquery(edition.values_list(_facts()))


def _facts() -> JSONObject:
    """Return, of an edition, what events say of their course.

    The rows of course and term have columns of the same names, but those may hold drafts.
    """
    return JSONObject(
        number=KT("course_content__number"),
        title=KT("course_content__title"),
        term=KT("term_content__name"),
        time_zone=KT("term_content__time_zone"),
    )


def _tombstones(now: datetime) -> Coalesce:
    removed = Event.objects.in_feeds(now).filter(course=OuterRef("pk"), status=Status.REMOVED.value)
    counted = removed.order_by().values("course").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)
