"""Joining kept events into a calendar; only other forms than the kept one are written anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import uuid5

from schedule import ical
from schedule.engine.entry import DEFAULT_KINDS, Kind
from schedule.feeds.finding import Feed
from schedule.feeds.options import Options
from schedule.models import Event
from schedule.models.event import EventQuerySet

NAMES = {
    Kind.LECTURE: "lectures",
    Kind.RECITATION: "recitations",
    Kind.OFFICE_HOURS: "office hours",
    Kind.EXAM: "exams",
    Kind.DEADLINE: "deadlines",
    Kind.RELEASE: "releases",
    Kind.NO_CLASS: "days without class",
    Kind.ANNOUNCEMENT: "announcements",
}
"""What several of a kind are called."""


@dataclass(frozen=True)
class Piece:
    """One event of a calendar, and the local days it is on."""

    vevent: str
    key: str
    day: date
    last_day: date

    @classmethod
    def of(cls, event: Event, *, facts: ical.CourseFacts, options: Options) -> Self:
        """Return the event in the form asked for, with its alarms."""
        entry, form = event.entry, options.form_of(event.entry)
        text = event.vevent
        if form != ical.AS_KEPT:
            text = ical.vevent(
                entry,
                facts=facts,
                uid=event.uid,
                sequence=event.sequence,
                created=event.created_at,
                changed=event.changed_at,
                form=form,
            )
        if offsets := options.offsets_of(entry):
            text = ical.with_alarms(
                text, entry, facts=facts, uid=event.uid, offsets=offsets, form=form
            )
        return cls(text, event.key, event.day, event.last_day)


def course_text(feed: Feed, options: Options, events: EventQuerySet) -> str:
    """Return the calendar of a course, in one query.

    Args:
        feed: The course.
        options: What is asked for.
        events: What the feed shows.
    """
    wanted = events.filter(course=feed.course).of_kinds(options.kinds).order_by()
    if options.is_kept_form:
        columns = wanted.values_list("vevent", "key", "day", "last_day")
        return _join(feed, (Piece(*row) for row in columns), options, name=_name(options.kinds))
    pieces = _pieces(feed, wanted, options)
    return _join(feed, pieces, options, name=_name(options.kinds))


def item_text(feed: Feed, options: Options, event: Event) -> str:
    """Return the calendar of one event."""
    return _join(feed, _pieces(feed, [event], options), options, name=event.label, item=event.key)


def _pieces(feed: Feed, events: Iterable[Event], options: Options) -> Iterator[Piece]:
    for event in events:
        if not options.leaves_out(event.entry):
            yield Piece.of(event, facts=feed.facts, options=options)


def _join(
    feed: Feed, pieces: Iterable[Piece], options: Options, *, name: str, item: str = ""
) -> str:
    """Return the calendar, by day and key: databases differ on the order of texts."""
    ordered = sorted(pieces, key=lambda piece: (piece.day, piece.key))
    facts, query = feed.facts, f"?{options.query}" if options.query else ""
    file = f"{item or 'calendar'}.ics{query}"
    about = ical.CalendarFacts(
        uid=f"{uuid5(feed.course.pk, file)}@lectern",
        name=f"{facts.number} {name or facts.title} ({facts.term})",
        description=f"{facts.number} {facts.title}, {facts.term}: {item or _list(options.kinds)}.",
        page=f"{facts.page}{item}/" if item else facts.page,
        source=f"{facts.page}{file}",
        time_zone=facts.time_zone,
        changed=feed.course.published_at,
    )
    days = [day for piece in ordered for day in (piece.day, piece.last_day)]
    return ical.calendar((piece.vevent for piece in ordered), facts=about, days=days)


def _name(kinds: frozenset[Kind]) -> str:
    """Return what a choice of kinds is called, to tell two calendars of a course apart."""
    return "" if kinds == DEFAULT_KINDS else _list(kinds)


def _list(kinds: Iterable[Kind]) -> str:
    return ", ".join(name for kind, name in NAMES.items() if kind in kinds)
