"""The base of lists, forms and inlines of what belongs to a course."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db import models
from django.db.models import ForeignKey, Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import urlencode

from courses.admin.base import ScopedAdmin
from courses.admin.fields import ClockWidget, LocalChoiceField, short
from courses.admin.filters import CourseFilter, TermFilter
from courses.admin.forms import ItemForm
from courses.admin.formsets import ItemFormSet, course_of
from courses.admin.visit import COURSE_PARAMETER, visit_of
from courses.models import Course, CourseItem
from courses.permissions import Action

if TYPE_CHECKING:
    from django.db.models import QuerySet

C = TypeVar("C", bound=Model)

OFFERED = 200
"""How many courses one is asked to choose from; the list of courses searches in all."""


def is_local(field: Any) -> bool:
    """Tell whether a foreign key leads to something within the same course."""
    return isinstance(field, ForeignKey) and issubclass(field.related_model, CourseItem)


class LocalChoices(admin.options.BaseModelAdmin[C]):
    """Foreign keys within a course are chosen from that course, by a plain list."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the form field of a column."""
        if is_local(db_field):
            return db_field.formfield(
                form_class=LocalChoiceField,
                queryset=db_field.related_model._default_manager.none(),
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class ItemAdmin(LocalChoices[C], ScopedAdmin[C]):
    """An admin of what belongs to a course.

    The course is never chosen in the form: a new item's course is named by the address, and an
    item stays in its course. `changing` and `deleting` are what the row of `courses.permissions`
    asks for.
    """

    form = ItemForm
    changing: ClassVar[Action] = Action.WRITE
    deleting: ClassVar[Action] = Action.DELETE
    list_filter: ClassVar[Any] = (TermFilter, CourseFilter)
    list_select_related: ClassVar[Any] = ("course__term",)
    ordering: ClassVar[Any] = ("course", "position", "id")

    @admin.display(description="course", ordering="course")
    def of_course(self, row: C) -> str:
        """Name the course and its term in short."""
        course: Course | None = course_of(row)
        return f"{course.number}, {course.term.name}" if course else ""

    def get_list_display(self, request: HttpRequest) -> Any:
        """Add the course, unless the list is of one course."""
        columns = super().get_list_display(request)
        return columns if request.GET.get(COURSE_PARAMETER) else (*columns, "of_course")

    def visible(self, request: HttpRequest) -> QuerySet[C]:
        """Return what belongs to courses that this account sees."""
        rows = self.model._default_manager.select_related(*self.list_select_related)
        rights = visit_of(request).rights
        if rights.is_superuser:
            return rows.filter(course__isnull=False)
        return rows.filter(course__in=rights.courses_for(Action.SEE))

    def may_see(self, request: HttpRequest, row: C | None) -> bool:
        """Tell whether the row's course is seen."""
        return self._may(request, Action.SEE, row)

    def may_add(self, request: HttpRequest) -> bool:
        """Tell whether a row can be made in some course; the form asks for the one at hand."""
        return self._may(request, self.changing, None)

    def may_change(self, request: HttpRequest, row: C | None) -> bool:
        """Tell whether the row can be changed."""
        return self._may(request, self.changing, row)

    def may_delete(self, request: HttpRequest, row: C | None) -> bool:
        """Tell whether the row can be deleted."""
        return self._may(request, self.deleting, row)

    def _may(self, request: HttpRequest, action: Action, row: C | None) -> bool:
        rights = visit_of(request).rights
        return rights.may_anywhere(action) if row is None else rights.may(action, course_of(row))

    def form_attributes(self, request: HttpRequest, row: C | None) -> dict[str, Any]:
        """Tell the form what is in the course."""
        visit = visit_of(request)
        course = visit.course_named(self.changing) if row is None else course_of(row)
        register = visit.register_of(course) if course is not None else None
        return {**super().form_attributes(request, row), "register": register}

    def get_readonly_fields(self, request: HttpRequest, obj: C | None = None) -> Any:
        """Add the course, which is fixed, and once it is written the key."""
        own = super().get_readonly_fields(request, obj)
        return (*own, "course", "key") if obj else (*own, "course")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Make an item of the course that the address names; without one, ask which.

        Raises:
            Http404: The course is not visible.
            PermissionDenied: Nothing can be made in it.
        """
        course = visit_of(request).course_named(self.changing)
        if course is None and self.has_add_permission(request):
            return self._choose_course(request)
        context = {**(extra_context or {}), "course": course}
        return super().add_view(request, form_url, context)

    def _choose_course(self, request: HttpRequest) -> HttpResponse:
        courses = visit_of(request).rights.courses_for(self.changing).select_related("term")
        courses = courses.order_by("-term__first_day", "number")
        found = list(courses[: OFFERED + 1])
        if len(found) == 1:
            return HttpResponseRedirect(self._address_in(request, found[0]))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Add {self.opts.verbose_name}: to which course?",
            "opts": self.opts,
            "choices": [(course, self._address_in(request, course)) for course in found[:OFFERED]],
            "is_cut": len(found) > OFFERED,
        }
        return TemplateResponse(request, "admin/choose_course.html", context)

    def _address_in(self, request: HttpRequest, course: Course) -> str:
        query = request.GET.copy()
        query[COURSE_PARAMETER] = str(course.pk)
        return f"{request.path}?{query.urlencode()}"

    def response_add(
        self, request: HttpRequest, obj: C, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on; "save and add another" stays in the course."""
        response = super().response_add(request, obj, post_url_continue)
        if "_addanother" in request.POST and isinstance(response, HttpResponseRedirect):
            query = urlencode({COURSE_PARAMETER: str(course_of(obj).pk)})
            return HttpResponseRedirect(f"{request.path}?{query}")
        return response


class ItemInline(LocalChoices[C], InlineModelAdmin[C, Any]):
    """A table of what belongs to a course, in the form of the course or of a part of it."""

    template = "admin/edit_inline/tabular.html"
    form = ItemForm
    formset = ItemFormSet
    changing: ClassVar[Action] = Action.WRITE
    deleting: ClassVar[Action] = Action.DELETE
    extra = 1
    show_change_link = True
    ordering: ClassVar[Any] = ("position", "id")
    formfield_overrides: ClassVar[Any] = {
        models.TimeField: {"widget": ClockWidget},
        models.CharField: {"widget": short(24)},
    }

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tell whether the course is seen."""
        return self._may(request, Action.SEE, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tell whether rows can be made in the course."""
        return self._may(request, self.changing, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tell whether rows can be changed in the course."""
        return self._may(request, self.changing, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tell whether rows can be deleted in the course."""
        return self._may(request, self.deleting, obj)

    def view_on_site(self, obj: C) -> str:
        """Return the public page of a row itself, without a detour."""
        return str(obj.get_absolute_url())  # type: ignore[attr-defined]  # each item has one

    def _may(self, request: HttpRequest, action: Action, owner: Any) -> bool:
        rights = visit_of(request).rights
        if owner is None:
            return rights.may_anywhere(action)
        return rights.may(action, course_of(owner))

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the rows, each knowing what is in the course."""
        visit = visit_of(request)
        course = visit.course_named(self.changing) if obj is None else course_of(obj)
        if course is not None:
            attributes = {"register": visit.register_of(course), "is_table": True}
            kwargs.setdefault("form", type(self.form.__name__, (self.form,), attributes))
        return super().get_formset(request, obj, **kwargs)


class StackedItemInline(ItemInline[C]):
    """Not a table: each row has lines, for rows of many fields."""

    template = "admin/edit_inline/stacked.html"
