"""Joining kept events into a calendar; only other forms than the kept one are written anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Self
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.utils.translation import ngettext, override, pgettext

from courses.models import Course
from schedule import ical
from schedule.engine.entry import DEFAULT_KINDS, Kind, Status
from schedule.feeds.finding import TermFeed
from schedule.feeds.options import TASK_KINDS, Options
from schedule.models import Event, EventQuerySet
from schedule.serialising import facts_of, identity_of
from schedule.wording.items import with_course
from schedule.wording.joining import labelled, side_by_side
from schedule.wording.kinds import kind_in_title
from schedule.wording.phrase import fill
from schedule.wording.told import name_of, say, summary_of

KEPT: Final = ("course_id", "uid", "status", "sequence", "vevent", "key", "day", "last_day")
"""What a calendar of kept texts needs of an event."""

PLUS: Final = " + "

MOST_NAMED: Final = 4
"""Courses in the name of a calendar of several."""


@dataclass(frozen=True)
class Piece:
    """One event of a calendar, or one task, and the local days it is on."""

    text: str
    key: str
    day: date
    last_day: date

    @classmethod
    def of(
        cls, event: Event, *, facts: ical.CourseFacts, options: Options, tasks: bool = False
    ) -> Self:
        """Return the event in the form asked for, with its alarms."""
        entry, identity = event.entry, identity_of(event)
        form = options.form_of(entry, facts)
        text = event.vevent
        if tasks or form != ical.AS_KEPT:
            make = ical.vtodo if tasks else ical.vevent
            said = say(entry, facts, form)
            text = make(entry, said=said, facts=facts, identity=identity, form=form)
        if offsets := options.offsets_of(entry):
            text = ical.with_alarms(
                text,
                entry,
                summary=summary_of(entry, facts, form),
                facts=facts,
                uid=ical.task_uid(event.uid) if tasks else event.uid,
                offsets=offsets,
                form=form,
            )
        return cls(text, event.key, event.day, event.last_day)


def course_text(
    course: Course, options: Options, events: EventQuerySet, *, tasks: bool = False
) -> str:
    """Return the calendar of a course, in one query.

    Args:
        course: The course.
        options: What is asked for.
        events: Those of `find_events`.
        tasks: Whether it is of deadlines alone, as tasks.
    """
    facts = facts_of(course)
    wanted = events.of_kinds(TASK_KINDS if tasks else options.kinds)
    if options.is_kept_form and not tasks:
        rows = wanted.values_list("vevent", "key", "day", "last_day")
        pieces = [Piece(*row) for row in rows]
    else:
        pieces = _pieces(wanted, facts, options, tasks=tasks)
    with override(options.language or facts.language):
        kinds = _kinds(options, tasks=tasks)
        # Without commas, which some programs show with the backslash that escapes them.
        is_whole = options.kinds == DEFAULT_KINDS and not tasks
        name = facts.title if is_whole else PLUS.join(kinds)
        contents = side_by_side(*kinds)
        about = _about(course, facts, options, name=name, contents=contents, file=_file_of(tasks))
    return _join(_in_order(pieces), about)


def term_text(
    feed: TermFeed, options: Options, events: EventQuerySet, *, tasks: bool = False
) -> str:
    """Return the calendar of several courses, in one query: course by course, by day and key.

    A term's day without class is an event of each course, with one UID: it is told once, as the
    course says that was published last, of those that have it.

    Args:
        feed: The courses.
        options: What is asked for.
        events: Those of `find_events`.
        tasks: Whether it is of deadlines alone, as tasks.
    """
    facts = {course.pk: facts_of(course) for course in feed.courses}
    with override(options.language or feed.language):
        about = _about_term(feed, list(facts.values()), options, tasks=tasks)
    return several_text(facts, options, events, about, tasks=tasks)


def named_after(numbers: Sequence[str]) -> str:
    """Return some courses as a name, without commas: some programs show what escapes them."""
    name = PLUS.join(numbers[:MOST_NAMED])
    if more := len(numbers[MOST_NAMED:]):
        name += PLUS + fill(ngettext("{n} more", "{n} more", more), n=more)
    return name


def several_text(
    facts: Mapping[UUID, ical.CourseFacts],
    options: Options,
    events: EventQuerySet,
    about: ical.CalendarFacts,
    *,
    tasks: bool = False,
) -> str:
    """Return the calendar of courses of any term, as `term_text` does.

    Args:
        facts: Of the courses by id, in their order.
        options: What is asked for.
        events: Those of `find_events`.
        about: What the calendar says of itself.
        tasks: Whether it is of deadlines alone, as tasks.
    """
    places = {course: place for place, course in enumerate(facts)}
    wanted = events.of_kinds(TASK_KINDS if tasks else options.kinds)
    is_kept = options.is_kept_form and not tasks
    if is_kept:
        wanted = wanted.only(*KEPT)
    by_place: dict[int, list[Piece]] = {place: [] for place in places.values()}
    for event in _newest(wanted, places):
        if is_kept:
            piece = Piece(event.vevent, event.key, event.day, event.last_day)
        elif options.leaves_out(event.entry):
            continue
        else:
            piece = Piece.of(event, facts=facts[event.course_id], options=options, tasks=tasks)
        by_place[places[event.course_id]].append(piece)
    ordered = (piece for pieces in by_place.values() for piece in _in_order(pieces))
    return _join(ordered, about)


def _newest(events: Iterable[Event], places: Mapping[UUID, int]) -> Iterable[Event]:
    """Return each UID once: of two courses that have it, the one that changed it last.

    What one of them has no more stands while another has it: where no class meets on it now, it is
    still a day without class. Its SEQUENCE is the highest of any of them, so that it does not fall.
    """
    newest: dict[str, Event] = {}
    highest: dict[str, int] = {}
    for event in sorted(events, key=lambda event: -places[event.course_id]):
        known = newest.get(event.uid)
        if known is not None:
            highest[event.uid] = max(event.sequence, highest.get(event.uid, known.sequence))
            if _rank(event) < _rank(known):
                continue
        newest[event.uid] = event
    for uid, sequence in highest.items():
        _raise(newest[uid], sequence)
    return newest.values()


def _raise(event: Event, sequence: int) -> None:
    """Let an event, and its kept text, say this SEQUENCE."""
    said, told = (f"\r\nSEQUENCE:{each}\r\n" for each in (event.sequence, sequence))
    event.sequence, event.vevent = sequence, event.vevent.replace(said, told)


def _rank(event: Event) -> tuple[bool, int]:
    return event.status != Status.REMOVED, event.sequence


def item_text(event: Event, options: Options) -> str:
    """Return the calendar of one event, with its course, of `find_item`."""
    facts = facts_of(event.course)
    with override(options.language or facts.language):
        name = name_of(event.entry, facts)
        about = _about(
            event.course, facts, options, name=name, contents=name, file=event.key, item=event.key
        )
    return _join(_pieces([event], facts, options), about)


def _pieces(
    events: Iterable[Event], facts: ical.CourseFacts, options: Options, *, tasks: bool = False
) -> list[Piece]:
    return [
        Piece.of(event, facts=facts, options=options, tasks=tasks)
        for event in events
        if not options.leaves_out(event.entry)
    ]


def _kinds(options: Options, *, tasks: bool) -> list[str]:
    """Return what is in a calendar, in the language in force."""
    if tasks:
        return [pgettext("in the name of a calendar", "tasks")]
    return [kind_in_title(kind) for kind in Kind if kind in options.kinds]


def _file_of(tasks: bool) -> str:  # noqa: FBT001 - which of two
    return "tasks" if tasks else "calendar"


def _about(  # noqa: PLR0913 - facts by their names
    course: Course,
    facts: ical.CourseFacts,
    options: Options,
    *,
    name: str,
    contents: str,
    file: str,
    item: str = "",
) -> ical.CalendarFacts:
    """Return what the calendar says of itself; two choices of a course are told apart."""
    asked = f"{file}.ics{f'?{options.query}' if options.query else ''}"
    return ical.CalendarFacts(
        name=_in_term(with_course(name, facts.number), facts.term),
        description=_holding(with_course(facts.title, facts.number), facts.term, contents),
        page=f"{facts.page}{item}/" if item else facts.page,
        source=f"{facts.page}{asked}",
        time_zone=facts.time_zone,
        changed=course.published_at,
    )


def _about_term(
    feed: TermFeed, facts: Sequence[ical.CourseFacts], options: Options, *, tasks: bool
) -> ical.CalendarFacts:
    """Return what the calendar of several courses says of itself; what was asked for names it."""
    term, numbers = feed.courses[0].term, [each.number for each in facts]
    kinds = _kinds(options, tasks=tasks)
    picked = urlencode([("course", slug) for slug in feed.asked])
    file = f"{_file_of(tasks)}.ics?{picked}{f'&{options.query}' if options.query else ''}"
    name = named_after(numbers)
    if tasks or options.kinds != DEFAULT_KINDS:
        name = labelled(name, PLUS.join(kinds))
    site = f"{settings.PUBLIC_URL}{term.get_absolute_url()}"
    return ical.CalendarFacts(
        name=_in_term(name, facts[0].term),
        description=_holding(side_by_side(*numbers), facts[0].term, side_by_side(*kinds)),
        page=f"{site}week/?{picked}",
        source=f"{site}{file}",
        time_zone=facts[0].time_zone,
        changed=max(course.published_at for course in feed.courses if course.published_at),
        other_zones=tuple(each.time_zone for each in facts),
    )


def _in_term(name: str, term: str) -> str:
    template = pgettext("a calendar and its term", "{calendar} ({term})")
    return fill(template, calendar=name, term=term)


def _holding(courses: str, term: str, contents: str) -> str:
    template = pgettext("what a calendar holds", "{courses}, {term}: {contents}.")
    return fill(template, courses=courses, term=term, contents=contents)


def _in_order(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces by day and key: databases differ on the order of texts."""
    return sorted(pieces, key=lambda piece: (piece.day, piece.key))


def _join(pieces: Iterable[Piece], about: ical.CalendarFacts) -> str:
    ordered = list(pieces)
    days = [day for piece in ordered for day in (piece.day, piece.last_day)]
    return ical.calendar((piece.text for piece in ordered), facts=about, days=days)
