"""Terms, days without class and day swaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.contrib.admin import TabularInline
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from courses.admin.base import ScopedAdmin
from courses.admin.filters import CourseFilter
from courses.admin.forms import ItemForm
from courses.admin.formsets import OwnedRows
from courses.admin.items import ItemAdmin, ItemInline
from courses.admin.register import TermRegister
from courses.admin.visit import visit_of
from courses.models import DaySwap, NoClassDay, Term
from courses.permissions import Action

if TYPE_CHECKING:
    from courses.permissions import Rights

T = TypeVar("T", bound=Model)


def may_edit_term(rights: Rights, term: Term | None) -> bool:
    """Tell whether a term can be changed; without one, whether some term could be."""
    return rights.may_add_terms() if term is None else rights.may_edit_term(term)


class TermInline(TabularInline[T, Any]):
    """A table of what belongs to a term."""

    form = ItemForm
    formset = OwnedRows
    extra = 1

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Show it wherever its term is shown."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tell whether the term can be changed."""
        return may_edit_term(visit_of(request).rights, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tell whether the term can be changed."""
        return may_edit_term(visit_of(request).rights, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tell whether the term can be changed."""
        return may_edit_term(visit_of(request).rights, obj)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Return the rows, each knowing what is in the term."""
        if obj is not None:
            form = type(
                self.form.__name__, (self.form,), {"register": TermRegister(obj), "is_table": True}
            )
            kwargs.setdefault("form", form)
        return super().get_formset(request, obj, **kwargs)


class TermDayInline(TermInline[NoClassDay]):
    """The days of a term without class."""

    model = NoClassDay
    fields = ("title", "day", "last_day")


class DaySwapInline(TermInline[DaySwap]):
    """The days of a term that follow another weekday."""

    model = DaySwap
    fields = ("day", "follows")


class CourseDayInline(ItemInline[NoClassDay]):
    """The days without class of one course."""

    model = NoClassDay
    fields = ("title", "day", "last_day")
    ordering = ("day", "key")


class TermAdmin(ScopedAdmin[Term]):
    """Terms, with the days on which all their courses do not meet."""

    stays_after_add = True
    list_display = ("name", "slug", "first_day", "last_day", "time_zone")
    search_fields = ("name", "slug")
    fields = ("name", "slug", "time_zone", ("first_day", "last_day"))
    inlines: ClassVar[Any] = (TermDayInline, DaySwapInline)

    def visible(self, request: HttpRequest) -> QuerySet[Term]:
        """Return the terms of one's courses."""
        return visit_of(request).rights.visible_terms()

    def may_see(self, request: HttpRequest, row: Term | None) -> bool:
        """Tell whether a term is seen; without one, whether the list is."""
        if row is None:
            return visit_of(request).rights.may_see_terms()
        return super().may_see(request, row)

    def may_add(self, request: HttpRequest) -> bool:
        """Tell whether terms can be made."""
        return visit_of(request).rights.may_add_terms()

    def may_change(self, request: HttpRequest, row: Term | None) -> bool:
        """Tell whether the term can be changed."""
        return may_edit_term(visit_of(request).rights, row)

    def get_inlines(self, request: HttpRequest, obj: Term | None) -> Any:
        """Show the days of a term once there is one."""
        return super().get_inlines(request, obj) if obj else ()


class NoClassDayAdmin(ItemAdmin[NoClassDay]):
    """Days without class, of one's courses and of their terms. A term's are made in the term."""

    fields = ("course", "term", "title", "day", "last_day", "key")
    list_display = ("title", "day", "last_day", "term")
    list_filter = (CourseFilter,)
    list_select_related = ("course__term", "term")
    search_fields = ("title", "key")
    ordering = ("-day", "key")

    def visible(self, request: HttpRequest) -> QuerySet[NoClassDay]:
        """Return the days of one's courses and of visible terms."""
        rights = visit_of(request).rights
        rows = NoClassDay.objects.select_related("course__term", "term")
        if rights.is_superuser:
            return rows
        return rows.filter(
            Q(course__in=rights.courses_for(Action.SEE)) | Q(term__in=rights.visible_terms())
        )

    def _may(self, request: HttpRequest, action: Action, row: NoClassDay | None) -> bool:
        if row is None or row.term is None:
            return super()._may(request, action, row)
        rights = visit_of(request).rights
        return action is Action.SEE or may_edit_term(rights, row.term)

    def form_attributes(self, request: HttpRequest, row: NoClassDay | None) -> dict[str, Any]:
        """Tell the form what is in the course, or in the term."""
        if row is None or row.term is None:
            return super().form_attributes(request, row)
        return {"faults": visit_of(request).faults, "register": TermRegister(row.term)}

    def get_readonly_fields(self, request: HttpRequest, obj: NoClassDay | None = None) -> Any:
        """Add whose day it is, which is fixed."""
        return (*super().get_readonly_fields(request, obj), "term")

    def get_fields(self, request: HttpRequest, obj: NoClassDay | None = None) -> Any:
        """Show the course or the term, whichever it is of."""
        other = "course" if obj is not None and obj.course is None else "term"
        return [name for name in self.fields if name != other]


class DaySwapAdmin(ScopedAdmin[DaySwap]):
    """The day swaps of visible terms. They are made in the term."""

    fields = ("term", "day", "follows", "key")
    readonly_fields = ("term", "key")
    list_display = ("day", "follows", "term")
    list_select_related = ("term",)
    ordering = ("-day",)

    def visible(self, request: HttpRequest) -> QuerySet[DaySwap]:
        """Return the swaps of visible terms."""
        rights = visit_of(request).rights
        return DaySwap.objects.filter(term__in=rights.visible_terms()).select_related("term")

    def may_see(self, request: HttpRequest, row: DaySwap | None) -> bool:
        """Tell whether a swap is seen; without one, whether the list is."""
        if row is None:
            return visit_of(request).rights.may_see_terms()
        return super().may_see(request, row)

    def may_add(self, request: HttpRequest) -> bool:
        """Lead to the term's form."""
        return False

    def may_change(self, request: HttpRequest, row: DaySwap | None) -> bool:
        """Tell whether the term can be changed."""
        return may_edit_term(visit_of(request).rights, row.term if row else None)
