"""The ledger of mail: every mail that is to go, was sent or never will be. Superusers alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from courses.admin.base import ScopedAdmin
from courses.admin.filters import CourseFilter
from courses.admin.visit import visit_of
from schedule.admin.mail.words import lead_words
from schedule.mailing.recipient import RELATED, address_of
from schedule.models import Mail
from schedule.wording.items import acted_name, with_course


class MailAdmin(ScopedAdmin[Mail]):
    """The ledger, to be read. Staff of a course read its own page, which names no address."""

    list_display = ("goes_at", "to", "kind", "state", "about", "reply")
    list_display_links = ("goes_at",)
    list_filter = ("state", "kind", CourseFilter)
    list_select_related = (*RELATED, "course__term", "event")
    search_fields: ClassVar[Any] = (
        "subscriber__address",
        "subscription__subscriber__address",
        "sign_up__address",
        "account__username",
        "account__email",
        "course__number",
        "event__label",
        "subject",
        "reply",
    )
    search_help_text = "An address, a course's number, what it is about, or what a server said."
    ordering = ("-id",)  # as they were made: no other order is kept for all of them
    fields = (
        ("kind", "state"),
        "to",
        "about",
        ("due", "before_it"),
        "subject",
        ("made_at", "send_at", "urgent"),
        ("attempts", "claimed_by", "lease_until"),
        "done_at",
        "reply",
    )
    readonly_fields = ("to", "about", "before_it")
    view_on_site = False  # type: ignore[assignment]  # it has no page

    def visible(self, request: HttpRequest) -> QuerySet[Mail]:
        """Return all to who runs the site, none to others."""
        rows = Mail.objects.select_related(*self.list_select_related)
        return rows if visit_of(request).rights.runs_site else rows.none()

    def may_see(self, request: HttpRequest, row: Mail | None) -> bool:
        """Tell whether a mail is seen; the list is also where there is none yet."""
        return visit_of(request).rights.runs_site if row is None else super().may_see(request, row)

    def may_add(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def may_change(self, request: HttpRequest, row: Mail | None) -> bool:
        """Never."""
        return False

    @admin.display(description="send at (UTC)", ordering="send_at")
    def goes_at(self, mail: Mail) -> datetime:
        """Return when it goes: it is about a course of any zone."""
        return mail.send_at

    @admin.display(description="to")
    def to(self, mail: Mail) -> str:
        """Return the address."""
        return address_of(mail) or "nobody"

    @admin.display(description="about")
    def about(self, mail: Mail) -> str:
        """Name its course, and what it reminds of."""
        name = acted_name(mail.event) if mail.event else ""
        return with_course(name, mail.course.number) if mail.course else ""

    @admin.display(description="how long before")
    def before_it(self, mail: Mail) -> str:
        """Say how long before it is due."""
        return lead_words(mail.lead) if mail.lead else ""
