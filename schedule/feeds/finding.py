"""What a feed is made of: a course or an item that everyone may see, with what is published.

Feeds ignore who asks: a course that was never published, or is for its staff, has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, JSONObject

from courses import content
from courses.models import Course, Term
from schedule import ical
from schedule.engine.entry import Status
from schedule.models import Edition, Event
from schedule.reading import NotFoundError


@dataclass(frozen=True)
class Feed:
    """What a feed's header and its ETag are made of.

    Attributes:
        course: The course's row.
        facts: What its events say of it, as published; never a draft.
        tombstones: How many removed events are still told. Within one revision they only grow
            fewer, so their number tells which they are.
    """

    course: Course
    facts: ical.CourseFacts
    tombstones: int = 0


def find_feed(term: str, slug: str, *, now: datetime) -> Feed:
    """Return what the course's feed is made of, in one query.

    Raises:
        NotFoundError: There is no such course for everyone.
    """
    course = (
        _open(Course.objects.at(term, slug))
        .defer("loaded_content")
        .annotate(
            published=_published(OuterRef("pk"), OuterRef("edition_number")),
            tombstones=_tombstones(now),
        )
        .first()
    )
    if course is None:
        raise NotFoundError(slug, term=Term.objects.filter(slug=term).first())
    return Feed(course, _facts(course, course.published), course.tombstones)


def find_item(term: str, slug: str, key: str, *, now: datetime) -> tuple[Feed, Event]:
    """Return one event, with what its calendar is made of, in one query.

    Raises:
        NotFoundError: There is no such item for everyone.
    """
    courses = _open(Course.objects.filter(term__slug=term, slug=slug))
    events: QuerySet[Event] = Event.objects.in_feeds(now).filter(key=key, course__in=courses)
    event = (
        events.select_related("course__term")
        .defer("course__loaded_content")
        .annotate(published=_published(OuterRef("course_id"), OuterRef("course__edition_number")))
        .first()
    )
    if event is None:
        course = find_feed(term, slug, now=now).course
        raise NotFoundError(key, term=course.term)
    return Feed(event.course, _facts(event.course, event.published)), event


def _open(courses: QuerySet[Course]) -> QuerySet[Course]:
    return courses.filter(edition_number__gt=0).exclude(visibility=content.Visibility.STAFF.value)


def _published(course: OuterRef, number: OuterRef) -> Subquery:
    """Return, of the current edition, what events say of their course.

    Course and term have columns of the same names, but those may be drafts.
    """
    edition = Edition.objects.filter(course=course, number=number)
    return Subquery(
        edition.values(
            facts=JSONObject(
                number=KT("course_content__number"),
                title=KT("course_content__title"),
                term=KT("term_content__name"),
                time_zone=KT("term_content__time_zone"),
            )
        )
    )


def _tombstones(now: datetime) -> Coalesce:
    removed = Event.objects.in_feeds(now).filter(course=OuterRef("pk"), status=Status.REMOVED.value)
    counted = removed.order_by().values("course").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


def _facts(course: Course, published: dict[str, Any]) -> ical.CourseFacts:
    page = settings.PUBLIC_URL + course.get_absolute_url()
    return ical.CourseFacts(page=page, **published)
