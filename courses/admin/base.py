"""The base of all lists and forms: what is not one's own is not found, and the rest as allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from courses.admin.deleting import KnownDeleting
from courses.admin.fields import ClockWidget
from courses.admin.forms import RowForm
from courses.admin.formsets import KnownRows
from courses.admin.versions import lock_around
from courses.admin.visit import visit_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_WORDS, LONGEST_SEARCH = 50, 2_000
"""Of a search in a list, LONGEST_SEARCH in characters: at thousands of words SQLite breaks off."""

M = TypeVar("M", bound=models.Model)

PATTERNS = frozenset({"regex", "iregex"})
"""Lookups by regular expressions."""


class ScopedAdmin(KnownDeleting[M]):
    """An admin of rows of which an account sees a part.

    What it does not see is not found (404); what it sees and may not do is forbidden (403). A
    subclass says in `visible` which rows those are, and decides in the `may_…` methods. Django's
    own model permissions play no part.
    """

    form: Any = RowForm
    formfield_overrides: ClassVar[Any] = {models.TimeField: {"widget": ClockWidget}}
    show_full_result_count = False
    list_per_page = 100
    stays_after_add = False

    def visible(self, request: HttpRequest) -> QuerySet[M]:
        """Return the rows that this account sees: none, until a subclass says which."""
        return self.model._default_manager.none()

    def may_see(self, request: HttpRequest, row: M | None) -> bool:
        """Tell whether a row is seen; without one, whether the list is."""
        if row is None:
            return self.visible(request).exists()
        return self.visible(request).filter(pk=row.pk).exists()

    def may_add(self, request: HttpRequest) -> bool:
        """Tell whether a row can be made somewhere."""
        return visit_of(request).rights.runs_site

    def may_change(self, request: HttpRequest, row: M | None) -> bool:
        """Tell whether a row can be changed; without one, whether some row could be."""
        return visit_of(request).rights.runs_site

    def may_delete(self, request: HttpRequest, row: M | None) -> bool:
        """Tell whether a row can be deleted; without one, whether some row could be."""
        return self.may_change(request, row)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show it on the front page where the list is seen."""
        return self.may_see(request, None)

    def has_view_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Answer with `may_see`."""
        return self.may_see(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Answer with `may_add`."""
        return self.may_add(request)

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Answer with `may_change`."""
        return self.may_change(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Answer with `may_delete`."""
        return self.may_delete(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        """Return what is visible: lists, forms, history, actions and autocompletion start here."""
        rows = self.visible(request)
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Filter a list by no pattern: a wrong one is an error of the database, a bad one keeps it busy.

        Nor by a NUL, which PostgreSQL takes in no text; nor by rows that refer to it, of which this
        account may not see all.
        """
        is_pattern = lookup.rpartition("__")[2] in PATTERNS
        if is_pattern or "\0" in str(value) or self._leads_here(lookup.partition("__")[0]):
            return False
        return super().lookup_allowed(lookup, value, request)

    def _leads_here(self, name: str) -> bool:
        """Tell whether a name is that of a relation from another model's rows to these."""
        return any(relation.name == name for relation in self.opts.related_objects)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[M], search_term: str
    ) -> tuple[QuerySet[M], bool]:
        """Find rows by words; none by very many, nor by a NUL, which no text has."""
        if (
            "\0" in search_term
            or len(search_term) > LONGEST_SEARCH
            or len(search_term.split()) > MOST_WORDS
        ):
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Show the list, save its rows or act on them.

        Raises:
            Http404: The list is not visible.
        """
        self._require_visible_list(request)
        if request.method == "POST" and "_save" in request.POST:
            lock_around(self.get_queryset(request).filter(pk__in=self._posted(request)))
        return super().changelist_view(request, extra_context)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Make a row.

        Raises:
            Http404: Not even the list of them is visible.
        """
        self._require_visible_list(request)
        return super().add_view(request, form_url, extra_context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show or save a row.

        Raises:
            Http404: The row is not visible, or not there.
            BadRequest: It is posted to be copied, which Django does whether or not it is offered.
        """
        self.require_visible(request, object_id)
        if "_saveasnew" in request.POST:
            message = "A copy is not made here."
            raise BadRequest(message)
        if object_id is not None and request.method == "POST":
            lock_around(self.model._default_manager.filter(pk=unquote(object_id)))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _posted(self, request: HttpRequest) -> list[Any]:
        """Return the primary keys of the list's rows that were sent."""
        name = re.compile(rf"form-[0-9]+-{self.opts.pk.name}")
        found = []
        for key, value in request.POST.items():
            if name.fullmatch(key):
                with suppress(ValidationError):
                    found.append(self.opts.pk.to_python(value))
        return found

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Ask, and delete a row.

        Raises:
            Http404: The row is not visible, or not there.
        """
        self.require_visible(request, object_id)
        return super().delete_view(request, object_id, extra_context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show who changed a row.

        Raises:
            Http404: The row is not visible, or not there.
        """
        self.require_visible(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def require_visible(self, request: HttpRequest, object_id: str | None) -> None:
        """Look before anything else does: Django would say 403 or lead to the front page."""
        if object_id is None or self.get_object(request, unquote(object_id)) is not None:
            return
        message = f"There is no such {self.opts.verbose_name}."
        raise Http404(message)

    def _require_visible_list(self, request: HttpRequest) -> None:
        if not self.may_see(request, None):
            message = f"There are no {self.opts.verbose_name_plural}."
            raise Http404(message)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Return what goes with rows, and what forbids it: each row is asked for by itself."""
        to_delete, counts, missing, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, missing | self._not_to_delete(objs, request), protected

    def _not_to_delete(self, rows: Iterable[M], request: HttpRequest) -> set[str]:
        """Return what is not to be deleted of rows that a list offers together."""
        if all(self.may_delete(request, row) for row in rows):
            return set()
        return {str(self.opts.verbose_name)}

    def save_model(self, request: HttpRequest, obj: M, form: Any, change: Any) -> None:
        """Save a row, once more asked for: lists edit many rows, each of them may be forbidden.

        Raises:
            PermissionDenied: This row is not to be changed.
        """
        if change and not self.has_change_permission(request, obj):
            raise PermissionDenied
        super().save_model(request, obj, form, change)

    def get_form(
        self,
        request: HttpRequest,
        obj: M | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> Any:
        """Return the form, knowing what it needs of the request."""
        kwargs.setdefault("form", self._informed(request, obj, self.form))
        return super().get_form(request, obj, change=change, **kwargs)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the form of a row of the list."""
        kwargs.setdefault("form", type("CellForm", (RowForm,), {"is_table": True}))
        return super().get_changelist_form(request, **kwargs)

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        """Return the rows of the list as a table to edit."""
        return super().get_changelist_formset(request, formset=KnownRows, **kwargs)

    def form_attributes(self, request: HttpRequest, row: M | None) -> dict[str, Any]:
        """Return what the form knows of the request."""
        return {"faults": visit_of(request).faults}

    def _informed(self, request: HttpRequest, row: M | None, form: Any) -> Any:
        return type(form.__name__, (form,), self.form_attributes(request, row))

    def response_add(
        self, request: HttpRequest, obj: M, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on, where `stays_after_add` says so to the form of the new row."""
        if self.stays_after_add and "_addanother" not in request.POST:
            address = reverse(
                f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk]
            )
            self.message_user(
                request, f"The {self.opts.verbose_name} was made: fill it now.", messages.SUCCESS
            )
            return HttpResponseRedirect(address)
        return super().response_add(request, obj, post_url_continue)

    def view_on_site(self, obj: M) -> str:
        """Return the public page itself, without a detour."""
        return str(obj.get_absolute_url())  # type: ignore[attr-defined]  # each that is shown has one
