"""The courses that a personal calendar can have: those chosen, and those found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from courses.models import Course
from schedule.headline import Headline


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
        *(_choice(course, is_chosen=True, is_given=course.pk in gifts) for course in ticked),
        *(_choice(course, is_chosen=False) for course in found if course.pk not in known),
    )


def _choice(course: Course, *, is_chosen: bool, is_given: bool = False) -> CourseChoice:
    is_shown = course.is_published and (is_given or course.is_open)
    if not is_shown:
        # Of what is not open, no more is told than its subscriber's own address of it said.
        remark = gettext("Not open now, so left out.")
        name = course.slug
        return CourseChoice(value_of(course), name, "", "", course.term.name, is_chosen, remark)
    headline = Headline.published(course)
    remark = "" if course.is_open else gettext("Not public: the course’s staff gave it to you.")
    return CourseChoice(
        value=value_of(course),
        number=headline.number,
        title=headline.title,
        language=headline.language,
        term=headline.term,
        is_chosen=is_chosen,
        remark=remark,
    )
