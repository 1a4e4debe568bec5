"""Courses, and departments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from courses.admin.base import ScopedAdmin
from courses.admin.fields import CommaListField
from courses.admin.filters import CourseTermFilter
from courses.admin.forms import RowForm
from courses.admin.going import Counted, what_goes
from courses.admin.meetings import MeetingInline
from courses.admin.notices import LinkInline
from courses.admin.outline import ChapterInline, LectureInline
from courses.admin.people import PersonInline
from courses.admin.term import CourseDayInline
from courses.admin.visit import visit_of
from courses.models import Course, Department
from courses.permissions import Action


class CourseForm(RowForm):
    """A course's own fields, its further numbers in one line."""

    also_numbers = CommaListField(
        required=False,
        label="Further numbers",
        help_text="Further numbers of the same course, separated by commas.",
    )


class CourseAdmin(ScopedAdmin[Course]):
    """One's courses. Each is made first, and filled after."""

    form = CourseForm
    stays_after_add = True
    list_display: tuple[str, ...] = ("number", "title", "term", "department", "visibility")
    list_display_links = ("number", "title")
    list_filter = (CourseTermFilter, "visibility", "publish_on_save")
    list_select_related = ("term", "department")
    search_fields = ("number", "title", "slug", "term__name")
    ordering = ("-term__first_day", "number")
    inlines: ClassVar[Any] = (
        MeetingInline,
        CourseDayInline,
        ChapterInline,
        LectureInline,
        LinkInline,
        PersonInline,
    )
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("term", "department"),
                    ("number", "also_numbers"),
                    "title",
                    ("slug", "language"),
                    "description",
                )
            },
        ),
        ("Publishing", {"fields": (("visibility", "publish_on_save"), "default_due_time")}),
    )

    def visible(self, request: HttpRequest) -> QuerySet[Course]:
        """Return one's courses."""
        courses = visit_of(request).rights.courses_for(Action.SEE)
        return courses.select_related("term", "department")

    def may_see(self, request: HttpRequest, row: Course | None) -> bool:
        """Tell whether a course is seen."""
        return self._may(request, Action.SEE, row)

    def may_add(self, request: HttpRequest) -> bool:
        """Tell whether courses can be made in some department."""
        return self._may(request, Action.ADMINISTER, None)

    def may_change(self, request: HttpRequest, row: Course | None) -> bool:
        """Tell whether the course's settings can be changed."""
        return self._may(request, Action.SETTINGS, row)

    def may_delete(self, request: HttpRequest, row: Course | None) -> bool:
        """Tell whether the course can be deleted."""
        return self._may(request, Action.ADMINISTER, row)

    def _may(self, request: HttpRequest, action: Action, row: Course | None) -> bool:
        rights = visit_of(request).rights
        return rights.may_anywhere(action) if row is None else rights.may(action, row)

    def get_inlines(self, request: HttpRequest, obj: Course | None) -> Any:
        """Show what is in the course once there is one."""
        return super().get_inlines(request, obj) if obj else ()

    def get_readonly_fields(self, request: HttpRequest, obj: Course | None = None) -> Any:
        """Leave term and department of a course to who administers it."""
        own = super().get_readonly_fields(request, obj)
        if not self._is_fixed(request, obj):
            return own
        return (*own, "term", "of_department", "further_numbers")

    def get_fieldsets(self, request: HttpRequest, obj: Course | None = None) -> Any:
        """Name the department plainly where it is fixed: its own form is its administrators'."""
        fieldsets = super().get_fieldsets(request, obj)
        if not self._is_fixed(request, obj):
            return fieldsets
        (name, first), *others = fieldsets
        (_, numbers, *rest) = first["fields"]
        if not self.may_change(request, obj):
            numbers = ("number", "further_numbers")
        fields = (("term", "of_department"), numbers, *rest)
        return [(name, {**first, "fields": fields}), *others]

    def _is_fixed(self, request: HttpRequest, row: Course | None) -> bool:
        return row is not None and not self._may(request, Action.ADMINISTER, row)

    @admin.display(description="department")
    def of_department(self, row: Course) -> str:
        """Name the department."""
        return "–" if row.department is None else str(row.department)

    @admin.display(description="further numbers")
    def further_numbers(self, row: Course) -> str:
        """Name them to who may not change them."""
        return ", ".join(row.also_numbers) or "–"

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer one's departments, and the terms to make courses in."""
        rights = visit_of(request).rights
        if db_field.name == "department":
            kwargs["queryset"] = rights.departments_for_courses()
            kwargs["required"] = not rights.runs_site
        if db_field.name == "term":
            kwargs["queryset"] = rights.visible_terms()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Return what goes with a course: all that is in it, published too.

        Nothing of it needs a permission of its own: who may delete the course may delete that.
        """
        rows = list(objs)
        to_delete, counts, protected = what_goes(rows, counted=self.counted(rows))
        return to_delete, counts, self._not_to_delete(rows, request), protected

    def counted(self, rows: Sequence[Course]) -> Counted:
        """Return what goes with courses and is too much to be named."""
        return {}


class DepartmentAdmin(ScopedAdmin[Department]):
    """Departments: seen by their administrators, changed by superusers."""

    fields = ("name", "slug")
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    view_on_site = False  # type: ignore[assignment]  # it has no page

    def visible(self, request: HttpRequest) -> QuerySet[Department]:
        """Return one's departments."""
        return visit_of(request).rights.departments_for_courses()

    def may_see(self, request: HttpRequest, row: Department | None) -> bool:
        """Tell whether a department is seen; without one, to who administers some."""
        if row is None:
            return visit_of(request).rights.may_anywhere(Action.ADMINISTER)
        return super().may_see(request, row)
