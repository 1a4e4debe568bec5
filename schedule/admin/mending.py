"""Where what the linter finds is mended: from a place in a file to a form of the admin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import CharField, Model, QuerySet, Value
from django.urls import reverse
from django.utils.http import urlencode

from courses import models
from courses.admin.visit import COURSE_PARAMETER
from courses.models import Course

FORMS: Final[dict[str, type[Model]]] = {
    "announcements": models.Announcement,
    "chapters": models.Chapter,
    "deadlines": models.Deadline,
    "exams": models.Exam,
    "exceptions": models.MeetingException,
    "labs": models.Lab,
    "lectures": models.Lecture,
    "links": models.Link,
    "meetings": models.Meeting,
    "no_class_days": models.NoClassDay,
    "people": models.Person,
    "releases": models.Release,
    "resources": models.Resource,
}
"""The models of what stands in each section of a course's file."""

TERM: Final = "term"

Named = tuple[str, str]
"""A section, and a key in it."""

NOWHERE: Final = ("", "")


def mending_addresses(course: Course, places: Iterable[str]) -> dict[str, str]:
    """Return, by its place, the address of the form in which each item is changed.

    In one query. A section leads to its list, and what has no form of its own to the course's.

    Args:
        course: Its primary key and its term's are enough.
        places: As `schedule.engine.places` has them: `labs/lab-1/deadlines/lab-1-due`.
    """
    named = {place: _named(place) for place in places}
    rows = _rows_of(course, set(named.values()) - {NOWHERE})
    return {place: _address(course, place, rows.get(each)) for place, each in named.items()}


def _named(place: str) -> Named:
    """Return the section and key that a place ends in; nothing of the term's and of sections."""
    *before, section, key = ("", "", *place.split("/"))
    return (section, key) if section in FORMS and TERM not in before else NOWHERE


def _rows_of(course: Course, named: Iterable[Named]) -> dict[Named, int]:
    keys: dict[str, list[str]] = {}
    for section, key in named:
        keys.setdefault(section, []).append(key)
    queries = [_rows_in(course, section, found) for section, found in keys.items()]
    if not queries:
        return {}
    first, *others = queries
    return {(section, key): pk for section, key, pk in first.union(*others, all=True)}


def _rows_in(course: Course, section: str, keys: list[str]) -> QuerySet[Model, Any]:
    rows = FORMS[section]._default_manager.filter(course=course, key__in=keys).order_by()
    named: QuerySet[Model, Any] = rows.annotate(of_section=Value(section, CharField()))
    return named.values_list("of_section", "key", "pk")


def _address(course: Course, place: str, row: int | None) -> str:
    *_, section, _key = ("", "", *place.split("/"))
    if row is not None:
        return reverse(f"admin:courses_{FORMS[section]._meta.model_name}_change", args=[row])
    if place.startswith(f"{TERM}/"):
        return reverse("admin:courses_term_change", args=[course.term_id])
    if place in FORMS:
        query = urlencode({COURSE_PARAMETER: str(course.pk)})
        return f"{reverse(f'admin:courses_{FORMS[place]._meta.model_name}_changelist')}?{query}"
    return reverse("admin:courses_course_change", args=[course.pk])
