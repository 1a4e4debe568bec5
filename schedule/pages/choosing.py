"""The courses that a personal calendar can have: those chosen, and those found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from courses.models import Course
from schedule.reading.headline import Headline


@dataclass(frozen=True, slots=True)
class CourseChoice:
    """A course that can be ticked.

    Attributes:
        value: What the form sends: 2023-fall/6.5940.
        number: The course's number as published, or what of it is known to everyone.
        title: Its title.
        language: The language of the title.
        term: The name of its term.
        is_chosen: Whether it is ticked.
        remark: Why it is not in the feed now, or is though it is not public.
    """

    value: str
    number: str
    title: str
    language: str
    term: str
    is_chosen: bool
    remark: str = ""


def value_of(course: Course) -> str:
    """Return what names a course of any term in a form and an address: 2023-fall/6.5940."""
    return f"{course.term.slug}/{course.slug}"


def course_choices(
    chosen: Iterable[Course], found: Iterable[Course], *, given: Iterable[object] = ()
) -> tuple[CourseChoice, ...]:
    """Make the choices: those that are chosen first, each once.

    Args:
        chosen: The courses that are ticked.
        found: Courses that are open, to choose from.
        given: The ids of those that staff gave out.
    """
    ticked, gifts = list(chosen), set(given)
    known = {course.pk for course in ticked}
    return (
        *(_ticked(course, is_given=course.pk in gifts) for course in ticked),
        *(_open(course) for course in found if course.pk not in known),
    )


def _ticked(course: Course, *, is_given: bool) -> CourseChoice:
    if course.is_open:
        return _open(course, is_chosen=True)
    if is_given and course.is_published:
        remark = gettext("Not public: the course’s staff gave it to you.")
        return _open(course, is_chosen=True, remark=remark)
    # Of what is not open, no more is told than its subscriber's own address of it said.
    return CourseChoice(
        value=value_of(course),
        number=course.slug,
        title="",
        language="",
        term=course.term.name,
        is_chosen=True,
        remark=gettext("Not open now, so left out."),
    )


def _open(course: Course, *, is_chosen: bool = False, remark: str = "") -> CourseChoice:
    headline = Headline.published(course)
    return CourseChoice(
        value=value_of(course),
        number=headline.number,
        title=headline.title,
        language=headline.language,
        term=headline.term,
        is_chosen=is_chosen,
        remark=remark,
    )
