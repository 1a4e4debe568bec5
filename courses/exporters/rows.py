"""Rows as content: a course and a term as they are written now, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from courses import content
from courses.models import (
    Announcement,
    Chapter,
    Course,
    Deadline,
    Exam,
    Lab,
    Lecture,
    Link,
    Meeting,
    MeetingException,
    NoClassDay,
    Person,
    Release,
    Resource,
    Term,
)
from courses.models.base import CourseItem

Values = dict[str, Any]


def read_term(term: Term) -> content.Term:
    """Return the term as written, in two queries."""
    return content.Term.model_validate(
        {
            **term.own_values(),
            "no_class_days": [day.own_values() for day in term.no_class_days.all()],
            "day_swaps": [swap.own_values() for swap in term.day_swaps.all()],
        }
    )


def read_course(course: Course) -> content.Course:
    """Return the course as written, in one query a kind of item."""
    resources = list(Resource.objects.filter(course=course))
    of_lecture = _grouped(resources, lambda resource: resource.lecture_id)
    of_lab = _grouped(resources, lambda resource: resource.lab_id)
    return content.Course.model_validate(
        {
            **course.own_values(),
            "links": _values(Link.objects.filter(course=course)),
            "people": _values(Person.objects.filter(course=course)),
            "meetings": _meetings(course),
            "no_class_days": [day.own_values() for day in NoClassDay.objects.filter(course=course)],
            "chapters": _values(Chapter.objects.filter(course=course)),
            "lectures": [
                {**lecture.own_values(), "resources": of_lecture[lecture.pk]}
                for lecture in _lectures(course)
            ],
            "labs": _labs(course, of_lab),
            "exams": _values(Exam.objects.filter(course=course)),
            "resources": [
                resource.own_values()
                for resource in resources
                if resource.lecture_id is None and resource.lab_id is None
            ],
            "announcements": _values(Announcement.objects.filter(course=course)),
        }
    )


def _lectures(course: Course) -> Iterable[Lecture]:
    return Lecture.objects.filter(course=course).select_related("chapter", "merged_into")


def _meetings(course: Course) -> list[Values]:
    exceptions = _grouped(
        MeetingException.objects.filter(course=course), lambda each: each.meeting_id
    )
    return [
        {**meeting.own_values(), "exceptions": exceptions[meeting.pk]}
        for meeting in Meeting.objects.filter(course=course)
    ]


def _labs(course: Course, resources: dict[int, list[Values]]) -> list[Values]:
    releases = _grouped(
        Release.objects.filter(course=course).select_related("anchor"), lambda each: each.lab_id
    )
    deadlines = _grouped(
        Deadline.objects.filter(course=course).select_related("anchor"), lambda each: each.lab_id
    )
    return [
        {
            **lab.own_values(),
            "releases": releases[lab.pk],
            "deadlines": deadlines[lab.pk],
            "resources": resources[lab.pk],
        }
        for lab in Lab.objects.filter(course=course)
    ]


def _values(items: Iterable[CourseItem]) -> list[Values]:
    return [item.own_values() for item in items]


def _grouped(
    items: Iterable[Any], owner: Callable[[Any], int | None]
) -> defaultdict[int, list[Values]]:
    found: defaultdict[int, list[Values]] = defaultdict(list)
    for item in items:
        key = owner(item)
        if key is not None:
            found[key].append(item.own_values())
    return found
