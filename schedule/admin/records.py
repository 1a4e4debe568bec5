"""What was published, to be read: editions with their changes in words, and events."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from courses.admin.base import ScopedAdmin
from courses.admin.items import ItemAdmin
from courses.admin.visit import visit_of
from courses.models import Deed
from courses.permissions import Action
from schedule.admin.board.access import may_do
from schedule.models import Edition, Event
from schedule.moves import Need
from schedule.wording import Clock, change_sentence, full_day, moment_words

M = TypeVar("M", bound=Model)


class RecordAdmin(ItemAdmin[M]):
    """An admin of what publishing wrote. Nobody makes, changes or deletes it by hand."""

    def may_add(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def may_change(self, request: HttpRequest, row: M | None) -> bool:
        """Never."""
        return False

    def may_delete(self, request: HttpRequest, row: M | None) -> bool:
        """Never by itself; with its course it goes."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: M | None = None) -> Any:
        """Show everything as it is."""
        return self.readonly_fields


class EditionAdmin(RecordAdmin[Edition]):
    """The editions of one's courses."""

    list_display = ("__str__", "published", "who", "note", "put_back")
    list_select_related = ("course__term", "by")
    search_fields = ("note", "course__number", "course__title")
    ordering = ("-published_at", "-number")
    fields = (
        "course",
        "number",
        "published",
        "planned_from",
        "who",
        "note",
        "in_words",
        "troubles",
    )
    readonly_fields = ("published", "planned_from", "who", "in_words", "troubles", "put_back")

    def get_list_display(self, request: HttpRequest) -> Any:
        """Offer to put editions back to who may do that: in each course by itself."""
        columns = super().get_list_display(request)
        rights = visit_of(request).rights
        if not rights.may_anywhere(Action.UNDO):
            return tuple(column for column in columns if column != "put_back")

        @admin.display(description="undo", empty_value="")
        def put_back(edition: Edition) -> SafeString | str | None:
            return self.put_back(edition) if may_do(rights, Need.UNDO, edition.course) else None

        return tuple(put_back if column == "put_back" else column for column in columns)

    def get_fields(self, request: HttpRequest, obj: Edition | None = None) -> Any:
        """Offer to put it back to who may do that."""
        rights = visit_of(request).rights
        may = obj is not None and may_do(rights, Need.UNDO, obj.course)
        return (*self.fields, "put_back") if may else self.fields

    @admin.display(description="undo")
    def put_back(self, edition: Edition) -> SafeString | str:
        """Link to the preview of the course as it was then."""
        if edition.number == edition.course.edition_number:
            return "current"
        address = reverse("admin:courses_course_preview", args=[edition.course_id, "put-back"])
        return format_html(
            '<a href="{}?edition={}">Put back edition {}</a>',
            address,
            edition.number,
            edition.number,
        )

    @admin.display(description="published", ordering="published_at")
    def published(self, edition: Edition) -> str:
        """Say when, in the course's zone."""
        return _local(edition, edition.published_at)

    @admin.display(description="planned from")
    def planned_from(self, edition: Edition) -> str:
        """Say before when everything stayed, in the course's zone."""
        return _local(edition, edition.horizon)

    @admin.display(description="by")
    def who(self, edition: Edition) -> str:
        """Name the account; its form is for superusers."""
        return edition.by.get_username() if edition.by else "a command"

    @admin.display(description="changes")
    def in_words(self, edition: Edition) -> SafeString:
        """Tell each difference in a sentence."""
        zone = edition.course.term.zone
        sentences = [(change_sentence(change, zone),) for change in edition.changes.all()]
        return format_html_join("", "<p>{}</p>", sentences)

    @admin.display(description="conflicts")
    def troubles(self, edition: Edition) -> SafeString:
        """Tell what the plan could not do."""
        told = [(each["key"], each["reason"]) for each in edition.conflicts]
        return format_html_join("", "<p>{}: {}</p>", told)


def _local(edition: Edition, moment: datetime) -> str:
    zone = edition.course.term.zone
    return f"{full_day(moment.astimezone(zone).date())}, {Clock(zone).at(moment)}"


class EventAdmin(RecordAdmin[Event]):
    """The published calendar of one's courses."""

    list_display = ("label", "title", "when", "status", "sequence", "edition_number")
    list_filter = (*ItemAdmin.list_filter, "kind", "status")
    search_fields = ("label", "title", "key", "uid")
    ordering = ("-day", "start", "key")
    fields = (
        "course",
        ("label", "title"),
        ("kind", "status", "reason"),
        "when",
        "room",
        ("key", "uid"),
        ("sequence", "edition_number"),
        "vevent",
    )
    readonly_fields = ("when",)

    @admin.display(description="when", ordering="day")
    def when(self, event: Event) -> str:
        """Say when it is, in its course's zone."""
        return moment_words(event, Clock(event.course.term.zone))


class DeedAdmin(ScopedAdmin[Deed]):
    """The history of the whole site, of deleted courses too. Staff read their course's own page."""

    list_display = ("at", "by_whom", "noun", "row_id", "kind")
    list_filter = ("kind", "noun")
    search_fields = ("who", "=row_id")
    fields = ("at", "by_whom", "kind", "noun", "row_id", "course_id", "before", "after")
    readonly_fields = ("by_whom", "course_id")
    view_on_site = False  # type: ignore[assignment]  # it has no page

    def visible(self, request: HttpRequest) -> QuerySet[Deed]:
        """Return all to a superuser, none to others."""
        is_superuser = visit_of(request).rights.is_superuser
        return Deed.objects.all() if is_superuser else Deed.objects.none()

    def may_see(self, request: HttpRequest, row: Deed | None) -> bool:
        """Tell whether an entry is seen; the list is also where there is none yet."""
        if row is None:
            return visit_of(request).rights.is_superuser
        return super().may_see(request, row)

    def may_add(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def may_change(self, request: HttpRequest, row: Deed | None) -> bool:
        """Never."""
        return False

    @admin.display(description="by", ordering="who")
    def by_whom(self, deed: Deed) -> str:
        """Name the account as it was called then."""
        return deed.who or "a command"
