"""Events as iCalendar text: serialised when they are published, served as they are."""

from __future__ import annotations

import hashlib
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction

from courses.models import Course
from schedule.engine.entry import Entry, Kind
from schedule.headline import Headline
from schedule.ical import CourseFacts, vevent
from schedule.models import Event, EventQuerySet

SERIALISER = 1
"""Raise it with every change of what `schedule.ical` writes: kept texts are then written anew."""

BATCH = 200


def stamp() -> str:
    """Return what a kept text depends on besides its event: the serialiser and the site."""
    text = f"{SERIALISER} {settings.PUBLIC_URL}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def facts_of(course: Course) -> CourseFacts:
    """Return what every event of a published course says of the course."""
    headline = Headline.published(course)
    return CourseFacts(
        number=headline.number,
        title=headline.title,
        term=headline.term,
        time_zone=headline.time_zone,
        page=settings.PUBLIC_URL + course.get_absolute_url(),
    )


def uid_of(course: Course, entry: Entry, *, term_wide: bool) -> str:
    """Return the UID of an item, made once from what never changes.

    A term's no-class day has one UID in all courses of the term.
    """
    name = course.term_id if term_wide and entry.kind is Kind.NO_CLASS else course.pk
    return f"{uuid5(UUID(str(name)), entry.key)}@lectern"


def serialise(event: Event, facts: CourseFacts) -> None:
    """Set the event's text from its columns."""
    event.vevent = vevent(
        event.entry,
        facts=facts,
        uid=event.uid,
        sequence=event.sequence,
        created=event.created_at,
        changed=event.changed_at,
    )
    event.serialised_as = stamp()


def serialise_outdated() -> int:
    """Write anew every kept text of an older serialiser or another site; return how many.

    What the texts say of their events does not change, so neither does SEQUENCE.
    """
    outdated = Event.objects.exclude(serialised_as=stamp())
    courses = Course.objects.filter(pk__in=outdated.values("course_id")).select_related("term")
    return sum(_serialise_anew(course, outdated) for course in courses.iterator())


@transaction.atomic
def _serialise_anew(course: Course, outdated: EventQuerySet) -> int:
    facts = facts_of(course)
    events = list(outdated.filter(course=course))
    for event in events:
        serialise(event, facts)
    Event.objects.bulk_update(events, ["vevent", "serialised_as"], batch_size=BATCH)
    return len(events)
