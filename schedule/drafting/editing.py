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

ACTING: tuple[Mapping[str, tuple[str, ...]], ...] = (
    {"no_class_days": DAY, "exceptions": EXCEPTION, "exams": EXAM},
    {"no_class_days": DAY, "day_swaps": SWAP},
)
"""The lists of a course, and of a term, that lectures make way for, with the fields that tell."""

Facts = frozenset[tuple[Any, ...]]
Lists = tuple[Mapping[str, Any], Mapping[str, Any]]
"""The lists of a course, and those of its term."""


def horizon_of(course: Course, *, now: datetime | None = None) -> datetime:
    """Return the horizon of publishing what is written: before it, what was published stays.

    It is now; or, where an action on a certain day waits (a no-class day or a day swap of course
    or term, an exam, or a day of a meeting that was added, changed or deleted), or a move that was
    planned from a day, the earlier of now and that day's midnight.
    """
    now = now or timezone.now()
    return earliest_of([earliest_day_acted_on(course), course.plan_from], course, now=now)


def past_day_of(course: Course, *, now: datetime | None = None) -> date | None:
    """Return the day with which `horizon_of` begins; None where that is now."""
    now = now or timezone.now()
    horizon = horizon_of(course, now=now)
    return horizon.astimezone(course.term.zone).date() if horizon < now else None


def earliest_of(days: Iterable[date | None], course: Course, *, now: datetime) -> datetime:
    """Return the earliest of now and of the midnights with which some days begin."""
    return min([now, *(start_of(day, course) for day in days if day is not None)])


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
    written = {
        "no_class_days": _written_days(course=course),
        "exceptions": _written_exceptions(course),
        "exams": _written_exams(course),
    }
    term_written = {
        "no_class_days": _written_days(term=course.term),
        "day_swaps": _written_swaps(course.term),
    }
    return _earliest_difference((_flat(published), term), (written, term_written))


def earliest_day_between(
    edition: Edition, course: content.Course, term: content.Term
) -> date | None:
    """Return the earliest day on which an edition and what would be written act differently."""
    written = _json_of(course), _json_of(term)
    return _earliest_difference(
        (_flat(edition.course_content), edition.term_content), (_flat(written[0]), written[1])
    )


def _earliest_difference(one: Lists, other: Lists) -> date | None:
    days = [
        date.fromisoformat(fact[0])
        for here, there, facts in zip(one, other, ACTING, strict=True)
        for name, fields in facts.items()
        for fact in _facts(here.get(name, ()), fields) ^ _facts(there.get(name, ()), fields)
    ]
    return min(days, default=None)


def _flat(course: Mapping[str, Any]) -> dict[str, Any]:
    """Return the lists of a course, the exceptions of all its meetings as one of them."""
    meetings = course.get("meetings", ())
    return {
        **course,
        "exceptions": [each for one in meetings for each in one.get("exceptions", ())],
    }


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


def _record(kind: type[content.Value], values: Mapping[str, object]) -> dict[str, Any]:
    """Return a row as an edition keeps it: without what is at its default."""
    return _json_of(kind.model_validate(values))


def _json_of(value: content.Value) -> dict[str, Any]:
    return value.model_dump(mode="json", exclude_defaults=True)
