"""Events as iCalendar text: serialised when they are published, served as they are."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils.translation import to_locale

from courses.models import Course
from schedule.engine.entry import Entry, Kind
from schedule.ical import CourseFacts, Identity, library, vevent
from schedule.models import Event, EventQuerySet
from schedule.reading.headline import Headline
from schedule.wording.languages import LANGUAGES, spoken
from schedule.wording.told import say

SERIALISER = 5
"""Raise it with every change of what `schedule.ical` writes, and of its English words in
`schedule.wording.told`: kept texts are then written anew."""

BATCH = 200


def stamp(language: str) -> str:
    """Return what a kept text depends on besides its event: the serialiser, the site, its words."""
    text = f"{SERIALISER} {settings.PUBLIC_URL}{_catalog(language)}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@lru_cache
def _catalog(language: str) -> str:
    """Return a hash of the words of a language; nothing of English, which stands in the code."""
    if language == settings.LANGUAGE_CODE:
        return ""
    path = Path(settings.LOCALE_PATHS[0], to_locale(language), "LC_MESSAGES", "django.mo")
    return f" {hashlib.sha256(path.read_bytes()).hexdigest()}"


def facts_of(course: Course, headline: Headline | None = None) -> CourseFacts:
    """Return what every event of a published course says of the course.

    Args:
        course: Its row.
        headline: What it is published with; by default read from its row.
    """
    page = settings.PUBLIC_URL + course.get_absolute_url()
    return facts_from(headline or Headline.published(course), page=page)


def facts_from(headline: Headline, *, page: str) -> CourseFacts:
    """Return the same of a course that is published with a headline, at an absolute address."""
    return CourseFacts(
        number=headline.number,
        title=headline.title,
        term=headline.term,
        time_zone=headline.time_zone,
        page=page,
        language=spoken(headline.language),
    )


def uid_of(course: Course, entry: Entry, *, term_wide: bool) -> str:
    """Return the UID of an item, made once from what never changes.

    A term's no-class day has one UID in all courses of the term.
    """
    name = course.term_id if term_wide and entry.kind is Kind.NO_CLASS else course.pk
    return f"{uuid5(UUID(str(name)), entry.key)}@lectern"


def identity_of(event: Event) -> Identity:
    """Return what tells an event from others, and its states apart."""
    return Identity(event.uid, event.sequence, event.created_at, event.changed_at)


def serialise(event: Event, facts: CourseFacts) -> None:
    """Set the event's text from its columns, in the language of its course."""
    entry = event.entry
    said = say(entry, facts)
    event.vevent = vevent(
        entry, said=said, facts=facts, identity=identity_of(event), write=library.write
    )
    event.serialised_as = stamp(facts.language)


def serialise_outdated() -> int:
    """Write anew every kept text of an older serialiser or another site; return how many.

    What the texts say of their events does not change, so neither does SEQUENCE.
    """
    outdated = Event.objects.exclude(serialised_as__in=[stamp(each) for each in LANGUAGES])
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
