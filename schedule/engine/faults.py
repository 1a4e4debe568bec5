"""Faulty times: local times that a change of clocks skips or repeats."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from courses import content
from schedule.engine.localtime import Fault, instant
from schedule.engine.plan import Plan
from schedule.engine.slot import dates_of, no_class_on


@dataclass(frozen=True, slots=True)
class Faulty:
    """A local time of an item, and what a change of clocks does to it."""

    key: str
    day: date
    at: time
    fault: Fault


def faulty_times(term: content.Term, course: content.Course, plan: Plan) -> Iterator[Faulty]:
    """Yield the local times of a course that a change of clocks skips or repeats."""
    for key, day, at in _times(term, course, plan):
        if at is not None and (fault := instant(day, at, term.zone).fault):
            yield Faulty(key, day, at, fault)


def _times(
    term: content.Term, course: content.Course, plan: Plan
) -> Iterator[tuple[str, date, time | None]]:
    yield from _times_of_meetings(term, course)
    for lecture in course.lectures:
        if lecture.pin:
            yield lecture.key, lecture.pin.day, lecture.pin.start
            yield lecture.key, lecture.pin.day, lecture.pin.end
    for exam in course.exams:
        yield exam.key, exam.day, exam.start
        yield exam.key, exam.day, exam.end
    yield from _times_of_coursework(course, plan)


def _times_of_meetings(
    term: content.Term, course: content.Course
) -> Iterator[tuple[str, date, time | None]]:
    closed = (*term.no_class_days, *course.no_class_days)
    for meeting in course.meetings:
        exceptions = {exception.day: exception for exception in meeting.exceptions}
        for day in dates_of(meeting, term):
            other = exceptions.get(day)
            if (other and not other.held) or no_class_on(day, closed):
                continue
            yield meeting.key, day, (other and other.start) or meeting.start
            yield meeting.key, day, (other and other.end) or meeting.end


def _times_of_coursework(
    course: content.Course, plan: Plan
) -> Iterator[tuple[str, date, time | None]]:
    for _, release in course.releases():
        if day := _day_of(release.out, plan):
            yield release.key, day, _time_of(release.out)
    for _, deadline in course.deadlines():
        for when in (deadline.due, deadline.extended):
            if when and (day := _day_of(when, plan)):
                yield deadline.key, day, _time_of(when) or course.default_due_time


def _day_of(when: content.When, plan: Plan) -> date | None:
    if isinstance(when, content.Fixed):
        return when.day
    if isinstance(when, content.ToBeAnnounced):
        return None
    placement = plan.placements.get(when.anchor)
    day = plan.last_class if when.anchor == content.LAST_CLASS else placement and placement.day
    return day + timedelta(days=when.offset_days) if day else None


def _time_of(when: content.When) -> time | None:
    return None if isinstance(when, content.ToBeAnnounced) else when.at
