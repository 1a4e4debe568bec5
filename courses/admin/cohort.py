"""Courses that share students, as their department chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest

from courses.admin.base import ScopedAdmin
from courses.admin.forms import RowForm
from courses.admin.visit import visit_of
from courses.content import Visibility
from courses.models import Cohort, Course
from courses.permissions import Action, Rights

if TYPE_CHECKING:
    from django.db.models import QuerySet


class CohortForm(RowForm):
    """A cohort. Its courses are those of its term that one administers, or that everyone finds."""

    rights: ClassVar[Rights | None] = None

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the courses."""
        super().__init__(*args, **options)
        courses = self.fields.get("courses")
        if isinstance(courses, forms.ModelMultipleChoiceField) and self.rights is not None:
            own = self.rights.courses_for(Action.ADMINISTER)
            offered = Q(pk__in=own) | Q(edition_number__gt=0, visibility=Visibility.PUBLIC.value)
            chosen = Q(pk__in=self.instance.courses.all())
            of_term = Course.objects.filter(term=self.instance.term_id)
            courses.queryset = of_term.filter(offered | chosen).order_by("number")


class CohortAdmin(ScopedAdmin[Cohort]):
    """The cohorts of one's departments. Each is made first, and gets its courses after."""

    form = CohortForm
    stays_after_add = True
    view_on_site = False  # type: ignore[assignment]  # it has no page
    list_display = ("name", "term", "department", "numbers")
    list_select_related = ("term", "department")
    search_fields = ("name", "courses__number")
    ordering = ("-term__first_day", "name")
    formfield_overrides: ClassVar[Any] = {}

    def visible(self, request: HttpRequest) -> QuerySet[Cohort]:
        """Return the cohorts of one's departments."""
        rows = visit_of(request).rights.visible_cohorts()
        return rows.select_related("term", "department").prefetch_related("courses")

    def may_see(self, request: HttpRequest, row: Cohort | None) -> bool:
        """Tell whether a cohort is seen."""
        rights = visit_of(request).rights
        return rights.may_add_cohorts() and (row is None or rights.may_edit_cohort(row))

    def may_add(self, request: HttpRequest) -> bool:
        """Tell whether cohorts can be made in some department."""
        return visit_of(request).rights.may_add_cohorts()

    def may_change(self, request: HttpRequest, row: Cohort | None) -> bool:
        """Tell whether a cohort can be changed, and deleted."""
        rights = visit_of(request).rights
        return rights.may_add_cohorts() if row is None else rights.may_edit_cohort(row)

    def get_fields(self, request: HttpRequest, obj: Cohort | None = None) -> Any:
        """Show the courses once the term is known."""
        first = ("department", "term", "name")
        return (*first, "courses") if obj else first

    def get_readonly_fields(self, request: HttpRequest, obj: Cohort | None = None) -> Any:
        """Leave term and department as they were chosen."""
        return ("department", "term") if obj else ()

    def form_attributes(self, request: HttpRequest, row: Cohort | None) -> dict[str, Any]:
        """Tell the form who asks."""
        rights = visit_of(request).rights
        return {**super().form_attributes(request, row), "rights": rights}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer one's departments, and the terms that one sees."""
        rights = visit_of(request).rights
        if db_field.name == "department":
            kwargs["queryset"] = rights.departments_for_courses()
        if db_field.name == "term":
            kwargs["queryset"] = rights.visible_terms()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Let courses be ticked."""
        kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description="courses")
    def numbers(self, row: Cohort) -> str:
        """Name the courses."""
        return ", ".join(course.number for course in row.courses.all())
