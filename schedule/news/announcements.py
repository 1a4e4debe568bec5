"""The announcements of a course as an Atom feed, each from its day on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Final

from django.db.models import Max
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext

from courses.models import Course
from schedule import atom
from schedule.engine.entry import Kind
from schedule.engine.localtime import instant
from schedule.feeds.answering import Query, feed_view
from schedule.http.conditional import end_of
from schedule.markdown import plain, render
from schedule.models import Change, Event
from schedule.news.source import CALLED, LANGUAGE, LONGEST_TITLE, Source, answer_atom
from schedule.wording import item_name
from schedule.wording.joining import side_by_side
from schedule.wording.phrase import fill

MOST: Final = 50
"""The latest; the page has all."""


@dataclass(frozen=True, slots=True)
class Told:
    """An announcement with its times.

    Attributes:
        event: The announcement.
        published: When readers could first see it: since it was published, and from its day on.
        updated: When it last changed for them.
    """

    event: Event
    published: datetime
    updated: datetime


@feed_view(known=frozenset({LANGUAGE}), called=CALLED)
def announcements_atom(
    request: HttpRequest, query: Query, now: datetime, /, *, term: str, course: str
) -> HttpResponseBase:
    """Answer with the announcements of a course: one query for a 304, three for all."""
    source = Source.find(term, course, query)
    zone = source.headline.zone
    today = now.astimezone(zone).date()
    return answer_atom(
        request,
        source,
        parts=["announcements", today.isoformat()],
        make=lambda: _feed(source, now),
        until=end_of(today, zone),
    )


def _feed(source: Source, now: datetime) -> atom.Feed:
    headline = source.headline
    told = _come(source, now)
    # An empty feed needs a date, too: that of what is published.
    updated = max((each.updated for each in told), default=source.course.published_at or now)
    return atom.Feed(
        id=source.iri("announcements/"),
        title=side_by_side(
            fill(gettext("Announcements, {course}"), course=headline.number), headline.term
        ),
        author=source.author,
        author_url=source.page,
        language=source.tag,
        url=source.url("announcements_atom"),
        page=replace(source, asked="").url("announcements"),
        updated=updated.astimezone(headline.zone),
        entries=tuple(_entry(each, source) for each in told),
    )


def _come(source: Source, now: datetime) -> list[Told]:
    """Return the latest announcements whose day has come, the newest first."""
    zone = source.headline.zone
    rows = Event.objects.standing().of_kinds([Kind.ANNOUNCEMENT])
    rows = rows.filter(course=source.course, day__lte=now.astimezone(zone).date())
    # Sorted here: databases sort keys by rules of their own.
    newest = sorted(rows.defer("vevent"), key=lambda event: (-event.day.toordinal(), event.key))
    changed = _changed(source.course, newest[:MOST])
    told = []
    for event in newest[:MOST]:
        published = max(event.created_at, instant(event.day, time(), zone).at).astimezone(zone)
        updated = max(published, changed.get(event.key, published)).astimezone(zone)
        told.append(Told(event, published, updated))
    return told


def _changed(course: Course, events: list[Event]) -> Mapping[str, datetime]:
    """Return when each last changed, by its key.

    An event's own time of change will not do: it is another one too when the course gets another
    name, which its calendar text has and an announcement has not.
    """
    changes = Change.objects.filter(
        edition__course=course,
        edition__number__lte=course.edition_number,
        key__in=[event.key for event in events],
    )
    found = changes.values("key").annotate(at=Max("edition__published_at"))
    return dict(found.values_list("key", "at"))


def _entry(told: Told, source: Source) -> atom.Entry:
    event, language = told.event, source.headline.language
    words = event.title or plain(event.description) or item_name(event)
    return atom.Entry(
        id=source.iri(f"announcements/{event.key}"),
        title=Truncator(words).chars(LONGEST_TITLE),
        url=f"{source.page}{event.key}/",
        published=told.published,
        updated=told.updated,
        html=_html(event, language),
        language=language,
    )


def _html(event: Event, language: str) -> SafeString:
    """Return all of an announcement as HTML: its title, where that is all."""
    text = render(event.description) or format_html("<p>{}</p>\n", event.title)
    return format_html('<div lang="{}" dir="auto">\n{}</div>\n', language, text)
