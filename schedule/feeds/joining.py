"""Joining kept events into a calendar; only other forms than the kept one are written anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Self
from urllib.parse import urlencode
from uuid import UUID, uuid5

from django.conf import settings

from courses.models import Course
from schedule import ical
from schedule.engine.entry import DEFAULT_KINDS, Kind
from schedule.feeds.finding import TermFeed
from schedule.feeds.options import Options
from schedule.models import Event, EventQuerySet
from schedule.serialising import facts_of

NAMES: Final = {
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

KEPT: Final = ("course_id", "uid", "changed_at", "vevent", "key", "day", "last_day")
"""What a calendar of kept texts needs of an event."""

MOST_NAMED: Final = 4
"""Courses in the name of a calendar of several."""


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
        entry = event.entry
        text, form = event.vevent, options.form_of(entry)
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


def course_text(course: Course, options: Options, events: EventQuerySet) -> str:
    """Return the calendar of a course, in one query.

    Args:
        course: The course.
        options: What is asked for.
        events: Those of `find_events`.
    """
    facts = facts_of(course)
    wanted = events.of_kinds(options.kinds)
    if options.is_kept_form:
        rows = wanted.values_list("vevent", "key", "day", "last_day")
        pieces = [Piece(*row) for row in rows]
    else:
        pieces = _pieces(wanted, facts, options)
    kinds = [NAMES[kind] for kind in Kind if kind in options.kinds]
    # Without commas, which some programs show with the backslash that escapes them.
    name = facts.title if options.kinds == DEFAULT_KINDS else " + ".join(kinds)
    about = _about(course, facts, options, name=name, contents=", ".join(kinds))
    return _join(_in_order(pieces), about)


def term_text(feed: TermFeed, options: Options, events: EventQuerySet) -> str:
    """Return the calendar of several courses, in one query: course by course, by day and key.

    A term's day without class is an event of each course, with one UID: it is told once, as the
    course says that was published last.

    Args:
        feed: The courses.
        options: What is asked for.
        events: Those of `find_events`.
    """
    facts = {course.pk: facts_of(course) for course in feed.courses}
    about = _about_term(feed, list(facts.values()), options)
    return several_text(facts, options, events, about)


def several_text(
    facts: Mapping[UUID, ical.CourseFacts],
    options: Options,
    events: EventQuerySet,
    about: ical.CalendarFacts,
) -> str:
    """Return the calendar of courses of any term, as `term_text` does.

    Args:
        facts: Of the courses by id, in their order.
        options: What is asked for.
        events: Those of `find_events`.
        about: What the calendar says of itself.
    """
    places = {course: place for place, course in enumerate(facts)}
    wanted = events.of_kinds(options.kinds)
    if options.is_kept_form:
        wanted = wanted.only(*KEPT)
    by_place: dict[int, list[Piece]] = {place: [] for place in places.values()}
    for event in _newest(wanted, places):
        if options.is_kept_form:
            piece = Piece(event.vevent, event.key, event.day, event.last_day)
        elif options.leaves_out(event.entry):
            continue
        else:
            piece = Piece.of(event, facts=facts[event.course_id], options=options)
        by_place[places[event.course_id]].append(piece)
    ordered = (piece for pieces in by_place.values() for piece in _in_order(pieces))
    return _join(ordered, about)


def _newest(events: Iterable[Event], places: Mapping[UUID, int]) -> Iterable[Event]:
    """Return each UID once: of two courses that have it, the one that changed it last."""
    newest: dict[str, Event] = {}
    for event in sorted(events, key=lambda event: -places[event.course_id]):
        known = newest.get(event.uid)
        if known is None or event.changed_at >= known.changed_at:
            newest[event.uid] = event
    return newest.values()


def item_text(event: Event, options: Options) -> str:
    """Return the calendar of one event, with its course, of `find_item`."""
    facts = facts_of(event.course)
    name = ical.summary_of(event.entry, facts).removeprefix(f"{facts.number} ")
    about = _about(event.course, facts, options, name=name, contents=name, item=event.key)
    return _join(_pieces([event], facts, options), about)


def _pieces(events: Iterable[Event], facts: ical.CourseFacts, options: Options) -> list[Piece]:
    return [
        Piece.of(event, facts=facts, options=options)
        for event in events
        if not options.leaves_out(event.entry)
    ]


def _about(
    course: Course,
    facts: ical.CourseFacts,
    options: Options,
    *,
    name: str,
    contents: str,
    item: str = "",
) -> ical.CalendarFacts:
    """Return what the calendar says of itself; two choices of a course are told apart."""
    file = f"{item or 'calendar'}.ics{f'?{options.query}' if options.query else ''}"
    return ical.CalendarFacts(
        uid=f"{uuid5(course.pk, file)}@lectern",
        name=f"{facts.number} {name} ({facts.term})",
        description=f"{facts.number} {facts.title}, {facts.term}: {contents}.",
        page=f"{facts.page}{item}/" if item else facts.page,
        source=f"{facts.page}{file}",
        time_zone=facts.time_zone,
        changed=course.published_at,
    )


def _about_term(
    feed: TermFeed, facts: Sequence[ical.CourseFacts], options: Options
) -> ical.CalendarFacts:
    """Return what the calendar of several courses says of itself; what was asked for names it."""
    term, numbers = feed.courses[0].term, [each.number for each in facts]
    kinds = [NAMES[kind] for kind in Kind if kind in options.kinds]
    picked = urlencode([("course", slug) for slug in feed.asked])
    file = f"calendar.ics?{picked}{f'&{options.query}' if options.query else ''}"
    # Without commas, as above.
    name = " + ".join(numbers[:MOST_NAMED])
    if len(numbers) > MOST_NAMED:
        name = f"{name} + {len(numbers) - MOST_NAMED} more"
    if options.kinds != DEFAULT_KINDS:
        name = f"{name}: {' + '.join(kinds)}"
    site = f"{settings.PUBLIC_URL}{term.get_absolute_url()}"
    return ical.CalendarFacts(
        uid=f"{uuid5(term.pk, file)}@lectern",
        name=f"{name} ({facts[0].term})",
        description=f"{', '.join(numbers)}, {facts[0].term}: {', '.join(kinds)}.",
        page=f"{site}week/?{picked}",
        source=f"{site}{file}",
        time_zone=facts[0].time_zone,
        changed=max(course.published_at for course in feed.courses if course.published_at),
        other_zones=tuple(each.time_zone for each in facts),
    )


def _in_order(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces by day and key: databases differ on the order of texts."""
    return sorted(pieces, key=lambda piece: (piece.day, piece.key))


def _join(pieces: Iterable[Piece], about: ical.CalendarFacts) -> str:
    ordered = list(pieces)
    days = [day for piece in ordered for day in (piece.day, piece.last_day)]
    return ical.calendar((piece.vevent for piece in ordered), facts=about, days=days)
