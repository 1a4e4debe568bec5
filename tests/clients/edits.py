"""A fall of the reference course: what staff change, one publication after the other."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from courses.models import Course, Lecture
from schedule.publishing import publish
from tests.clients.courses import HOSTILE

SUMMER = datetime(2023, 8, 1, 12, tzinfo=UTC)
"""When the course is first published; each edit comes a day later."""


def move(course: Course) -> None:
    """Move a lecture to a Saturday, to the hours between which the clocks change."""
    Lecture.objects.filter(course=course, key="lecture-17").update(
        pin_day=date(2023, 11, 4), pin_start=time(22, 59), pin_end=time(23, 58), pin_room="26-100"
    )


def rename(course: Course) -> None:
    """Give a lecture and a lab other names."""
    Lecture.objects.filter(course=course, key="lecture-7").update(title=HOSTILE[1])
    course.labs.filter(key="lab-2").update(title="Lab 2½; “NAS”, part 1")


def extend(course: Course) -> None:
    """Give a lab two more days."""
    day = course.events.get(key="lab-3-due").day + timedelta(days=2)
    course.deadlines.filter(key="lab-3-due").update(extended_day=day, extended_at=time(12))


def cancel(course: Course) -> None:
    """Cancel a lecture, whose slot the next one takes."""
    Lecture.objects.filter(course=course, key="lecture-10").update(
        cancelled=True, reason='Snow, 2"'
    )


def delete(course: Course) -> None:
    """Take a lecture out of the course."""
    Lecture.objects.filter(course=course, key="lecture-16").delete()


def restore(course: Course) -> None:
    """Hold what was cancelled, and bring back what was deleted."""
    Lecture.objects.filter(course=course, key="lecture-10").update(cancelled=False, reason="")
    before = Lecture.objects.get(course=course, key="lecture-15")
    Lecture.objects.create(
        course=course, key="lecture-16", number=16, title="Back again", position=before.position + 1
    )


EDITS: dict[str, Callable[[Course], None]] = {
    edit.__name__: edit for edit in (move, rename, extend, cancel, delete, restore)
}


def day_of(name: str) -> datetime:
    """Return when an edit is made; on the first day, nothing but publishing."""
    return SUMMER + timedelta(days=[*EDITS].index(name) + 1)


def make(name: str, course: Course) -> None:
    """Make an edit, and publish it on its day."""
    EDITS[name](course)
    assert publish(course, now=day_of(name)) is not None
