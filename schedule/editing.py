"""What staff have written and not yet published, seen from the one who edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from courses import content
from courses.models import Course, DaySwap, Exam, MeetingException, NoClassDay, Term
from schedule.models import Edition

DAY = ("day", "last_day")
SWAP = ("day", "follows")
EXCEPTION = ("day", "held", "start", "end")
EXAM = ("day", "start", "end", "takes_slot")

Facts = frozenset[tuple[Any, ...]]


def horizon_of(course: Course, *, now: datetime | None = None) -> datetime:
    """Return the horizon of publishing what is written: before it, what was published stays.

    It is now; or, where an action on a certain day waits (a no-class day or a day swap of course
    or term, an exam, or a day of a meeting that was added, changed or deleted), the earlier of now
    and that day's midnight.
    """
    now = now or timezone.now()
    day = earliest_day_acted_on(course)
    return now if day is None else min(now, start_of(day, course))


def start_of(day: date, course: Course) -> datetime:
    """Return the local midnight with which a day begins."""
    return datetime.combine(day, time(), tzinfo=course.term.zone)


def earliest_day_acted_on(course: Course) -> date | None:
    """Return the earliest day on which what is written and what is published act differently.

    Only what lectures make way for counts; a title or a room moves nothing.
    """
    rows = Edition.objects.filter(course=course, number=course.edition_number)
    edition = rows.values_list("course_content", "term_content").first()
    if edition is None:
        return None
    published, term = edition
    pairs = (
        (_written_days(course=course), published.get("no_class_days", ()), DAY),
        (_written_days(term=course.term), term.get("no_class_days", ()), DAY),
        (_written_swaps(course.term), term.get("day_swaps", ()), SWAP),
        (_written_exceptions(course), _published_exceptions(published), EXCEPTION),
        (_written_exams(course), published.get("exams", ()), EXAM),
    )
    days = [
        date.fromisoformat(fact[0])
        for written, standing, names in pairs
        for fact in _facts(written, names) ^ _facts(standing, names)
    ]
    return min(days, default=None)


def _facts(records: Iterable[Mapping[str, Any]], names: tuple[str, ...]) -> Facts:
    return frozenset(tuple(record.get(name) for name in names) for record in records)


def _written_days(**owner: Course | Term) -> Iterator[dict[str, Any]]:
    for row in NoClassDay.objects.filter(**owner):
        yield _record(content.NoClassDay, row.own_values())


def _written_swaps(term: Term) -> Iterator[dict[str, Any]]:
    for row in DaySwap.objects.filter(term=term):
        yield _record(content.DaySwap, row.own_values())


def _written_exceptions(course: Course) -> Iterator[dict[str, Any]]:
    for row in MeetingException.objects.filter(course=course):
        yield _record(content.MeetingException, row.own_values())


def _written_exams(course: Course) -> Iterator[dict[str, Any]]:
    for row in Exam.objects.filter(course=course):
        yield _record(content.Exam, row.own_values())


def _published_exceptions(course: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for meeting in course.get("meetings", ()):
        yield from meeting.get("exceptions", ())


def _record(kind: type[content.Value], values: Mapping[str, object]) -> dict[str, Any]:
    """Return a row as an edition keeps it: without what is at its default."""
    return kind.model_validate(values).model_dump(mode="json", exclude_defaults=True)
