"""Deleting what was shown, and nothing that others changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from courses.admin.versions import NAME, lock_around, stamp
from courses.models.deed import written_columns

M = TypeVar("M", bound=Model)

DELETE = "delete_selected"

CHANGED = (
    "Others changed what you wanted to delete, after you opened this page. Nothing is deleted yet: "
    "look at it, and confirm once more if it is to go."
)


class KnownDeleting(admin.ModelAdmin[M]):
    """An admin whose confirmations carry a version of what they show, as its forms do."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Return the actions, the one that deletes as it is here."""
        actions: dict[str, Any] = super().get_actions(request)
        if DELETE in actions:
            actions[DELETE] = self.get_action(DELETE)
        return actions

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Ask, and delete a row; ask again where others changed it since."""
        if request.method == "POST":
            lock_around(self.model._default_manager.filter(pk=unquote(object_id)))
        row = self.get_object(request, unquote(object_id))
        rows = [] if row is None else [row]
        if request.method == "POST" and self._changed_since(request, rows):
            messages.error(request, CHANGED)
            return HttpResponseRedirect(request.get_full_path())
        context = {**(extra_context or {}), NAME: self._version_of(rows, request)}
        return super().delete_view(request, object_id, context)

    @admin.action(permissions=["delete"], description="Delete selected %(verbose_name_plural)s")
    def delete_selected(self, request: HttpRequest, rows: QuerySet[M]) -> HttpResponse | None:
        """Ask, and delete the rows that were chosen; ask again where others changed one since."""
        if "post" in request.POST:
            lock_around(rows)
            if self._changed_since(request, rows):
                messages.error(request, CHANGED)
                asked = request.POST.copy()
                del asked["post"]
                request.POST = asked  # type: ignore[assignment]  # as if it was not confirmed
        answer: HttpResponse | None = delete_selected(self, request, rows)
        if isinstance(answer, TemplateResponse) and answer.context_data is not None:
            answer.context_data[NAME] = self._version_of(rows, request)
        return answer

    def _changed_since(self, request: HttpRequest, rows: Sequence[M] | QuerySet[M]) -> bool:
        """Tell whether what would be deleted is not what was shown; what is refused anyway is."""
        if not all(self.has_delete_permission(request, row) for row in rows):
            return False
        _, _, missing, protected = self.get_deleted_objects(rows, request)
        is_refused = missing or protected
        return not is_refused and request.POST.get(NAME) != self._version_of(rows, request)

    def _version_of(self, rows: Sequence[M] | QuerySet[M], request: HttpRequest) -> str:
        """Return the version of some rows and of all that goes with them."""
        if not rows:
            return ""
        shown, *_ = self.get_deleted_objects(rows, request)
        written = [
            [column.value_from_object(row) for column in written_columns(type(row))] for row in rows
        ]
        return stamp([written, sorted(_lines(shown))])


def _lines(shown: Iterable[Any]) -> Iterator[str]:
    """Yield each line of a list with lists in it; a database may give them in another order."""
    for each in shown:
        if isinstance(each, list):
            yield from _lines(each)
        else:
            yield str(each)
