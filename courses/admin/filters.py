"""Filters by course and term, which offer one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from courses.admin.visit import COURSE_PARAMETER, visit_of
from courses.permissions import Action

if TYPE_CHECKING:
    from django.db.models import QuerySet

OFFERED = 50
"""How many are offered; a search finds the others."""


class CourseFilter(admin.SimpleListFilter):
    """Keep what belongs to one course."""

    title = "course"
    parameter_name = COURSE_PARAMETER

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the newest courses that this account sees, and the one at hand."""
        courses = visit_of(request).rights.courses_for(Action.SEE).select_related("term")
        newest = list(courses.order_by("-term__first_day", "number")[:OFFERED])
        return [(str(course.pk), f"{course.number}, {course.term.name}") for course in newest]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the rows of the course; of none, where the address names none."""
        if not self.value():
            return queryset
        try:
            return queryset.filter(course=self.value())
        except ValidationError:  # not a UUID
            return queryset.none()


class TermFilter(admin.SimpleListFilter):
    """Keep what belongs to the courses of one term."""

    title = "term"
    parameter_name = "term"
    path = "course__term__slug"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the newest terms that this account sees."""
        terms = visit_of(request).rights.visible_terms().order_by("-first_day", "slug")
        return [(term.slug, term.name) for term in terms[:OFFERED]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the rows of the term."""
        return queryset.filter(**{self.path: self.value()}) if self.value() else queryset


class CourseTermFilter(TermFilter):
    """Keep the courses of one term."""

    path = "term__slug"
