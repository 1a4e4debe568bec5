"""Rows as content: a course and a term as they are written now, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

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
from courses.models.base import Keyed

Values = dict[str, Any]
RowsOf = Callable[[type[Any]], Iterable[Any]]


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
    return course_of(course, lambda model: _all_of(model, course))


def course_of(course: Course, rows_of: RowsOf) -> content.Course:
    """Return the course that rows make, however they were read.

    Args:
        course: Its own row.
        rows_of: Gives all rows of a model that are the course's, in order, each with what it
            refers to.
    """
    resources = list(rows_of(Resource))
    of_lecture = _grouped(resources, lambda resource: resource.lecture_id)
    of_lab = _grouped(resources, lambda resource: resource.lab_id)
    return content.Course.model_validate(
        {
            **course.own_values(),
            "links": _values(rows_of(Link)),
            "people": _values(rows_of(Person)),
            "meetings": _meetings(rows_of),
            "no_class_days": _values(rows_of(NoClassDay)),
            "chapters": _values(rows_of(Chapter)),
            "lectures": [
                {**lecture.own_values(), "resources": of_lecture[lecture.pk]}
                for lecture in rows_of(Lecture)
            ],
            "labs": _labs(rows_of, of_lab),
            "exams": _values(rows_of(Exam)),
            "resources": [
                resource.own_values()
                for resource in resources
                if resource.lecture_id is None and resource.lab_id is None
            ],
            "announcements": _values(rows_of(Announcement)),
        }
    )


def _all_of(model: type[Any], course: Course) -> QuerySet[Any]:
    rows: QuerySet[Any] = model._default_manager.filter(course=course)
    return rows.select_related(*REFERRED.get(model, ()))


REFERRED: Mapping[type[Any], tuple[str, ...]] = {
    Lecture: ("chapter", "merged_into"),
    Release: ("anchor",),
    Deadline: ("anchor",),
}
"""What rows name by key."""


def _meetings(rows_of: RowsOf) -> list[Values]:
    exceptions = _grouped(rows_of(MeetingException), lambda each: each.meeting_id)
    return [
        {**meeting.own_values(), "exceptions": exceptions[meeting.pk]}
        for meeting in rows_of(Meeting)
    ]


def _labs(rows_of: RowsOf, resources: dict[int, list[Values]]) -> list[Values]:
    releases = _grouped(rows_of(Release), lambda each: each.lab_id)
    deadlines = _grouped(rows_of(Deadline), lambda each: each.lab_id)
    return [
        {
            **lab.own_values(),
            "releases": releases[lab.pk],
            "deadlines": deadlines[lab.pk],
            "resources": resources[lab.pk],
        }
        for lab in rows_of(Lab)
    ]


def _values(items: Iterable[Keyed]) -> list[Values]:
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
