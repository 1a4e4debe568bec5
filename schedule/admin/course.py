"""Courses with what is published of them: planned dates, what waits, review and publish."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from courses.admin import course, outline
from courses.admin.formsets import course_of
from courses.admin.going import Counted
from courses.admin.visit import COURSE_PARAMETER, visit_of
from courses.models import (
    Announcement,
    Course,
    Deadline,
    Exam,
    Lab,
    Lecture,
    MeetingException,
    Release,
    Resource,
)
from courses.permissions import Action
from schedule.admin.board.access import frame
from schedule.admin.board.banner import standing_of
from schedule.admin.board.urls import board_url, board_urls
from schedule.admin.findings import findings_url, show_findings
from schedule.admin.mail.page import mail_url, show_mail
from schedule.admin.planned import PlannedDates
from schedule.admin.publishing import PublishingAdmin, review_url
from schedule.admin.resuming import resuming
from schedule.admin.review import review
from schedule.models import Mail, Passage, Subscription

PARTS: tuple[type[Model], ...] = (
    Lecture,
    Lab,
    Deadline,
    Release,
    Exam,
    Announcement,
    Resource,
    MeetingException,
)
"""The lists that a course's form leads to: what the week's work changes."""


class CourseContext(admin.ModelAdmin[Any]):
    """An admin whose form tells of its course: what waits to be published, and where else to go."""

    change_form_template = "admin/item_form.html"
    change_list_template = "admin/item_list.html"
    delete_confirmation_template = "admin/item_delete.html"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Show the list; one of a single course tells of it."""
        context = _named(request)
        if context:
            plural = capfirst(str(self.opts.verbose_name_plural))
            context["title"] = f"{plural} of {context['course'].number}"
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Ask, or delete a row."""
        context = {**self._told(request, object_id), **(extra_context or {})}
        return super().delete_view(request, object_id, context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show who changed a row."""
        context = {**self._told(request, object_id), **(extra_context or {})}
        return super().history_view(request, object_id, context)

    def _told(self, request: HttpRequest, object_id: str) -> dict[str, Any]:
        row = self.get_object(request, unquote(object_id)) if request.method == "GET" else None
        found = course_of(row) if row is not None else None
        return {"course": found, **standing_of(request, found)} if found else {}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        """Add the course to what the page is made of."""
        found = self._course(context)
        if found is not None:
            context["course"] = found
            context["review_url"] = review_url(found)
            context["findings_url"] = findings_url(found)
            context["board_url"] = board_url(found)
            context["mail_url"] = mail_url(found)
            if request.method == "GET":
                context.update(standing_of(request, found))
        return super().render_change_form(request, context, *args, **options)

    def _course(self, context: dict[str, Any]) -> Course | None:
        row = context.get("original")
        return course_of(row) if row is not None else context.get("course")


def _named(request: HttpRequest) -> dict[str, Any]:
    """Return what a list of one course says of it."""
    if request.method != "GET" or not request.GET.get(COURSE_PARAMETER):
        return {}
    try:
        found = visit_of(request).course_named(Action.SEE)
    except Http404:
        return {}
    return {"course": found, **standing_of(request, found)} if found else {}


class LectureInline(PlannedDates[Any], outline.LectureInline):
    """The lectures of a course, each with its planned date."""

    fields = ("position", "number", "title", "chapter", "planned", "pin_day", "cancelled")
    readonly_fields = ("planned",)


class CourseAdmin(CourseContext, PublishingAdmin[Course], course.CourseAdmin):
    """One's courses."""

    change_form_template = "admin/course_form.html"
    list_display = (*course.CourseAdmin.list_display, "board", "edition", "publishing")
    inlines = tuple(
        LectureInline if inline is outline.LectureInline else inline
        for inline in course.CourseAdmin.inlines
    )

    def get_urls(self) -> list[URLPattern]:
        """Add the board, and the pages of review, of findings and of mail."""
        own = path(
            "<uuid:pk>/review/",
            resuming(self.admin_site, self.review_view),
            name="courses_course_review",
        )
        found = path(
            "<uuid:pk>/findings/",
            self.admin_site.admin_view(self.findings_view),
            name="courses_course_findings",
        )
        mail = path(
            "<uuid:pk>/mail/",
            self.admin_site.admin_view(self.mail_view),
            name="courses_course_mail",
        )
        return [own, found, mail, *board_urls(self.admin_site), *super().get_urls()]

    @method_decorator([require_http_methods(["GET", "HEAD", "POST"]), csrf_protect])
    def review_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show what publishing would do, and do it."""
        context = {**self.admin_site.each_context(request), "media": self.media}
        return review(request, str(pk), context=context)

    @method_decorator([require_http_methods(["GET", "HEAD", "POST"]), csrf_protect])
    def findings_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show what the linter finds, and accept it."""
        context = {**self.admin_site.each_context(request), "media": self.media}
        return show_findings(request, str(pk), context=context)

    @method_decorator([require_http_methods(["GET", "HEAD", "POST"]), csrf_protect])
    def mail_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Show what mail goes out of the course, and send a test of it."""
        return show_mail(request, str(pk), context=frame(self.admin_site, request))

    def counted(self, rows: Sequence[Course]) -> Counted:
        """Name no single mail of courses that are deleted, nobody who gets it, and no search entry."""
        mails, subscriptions, passages = (
            model._default_manager.filter(course__in=rows)
            for model in (Mail, Subscription, Passage)
        )
        return {Mail: mails.count, Subscription: subscriptions.count, Passage: passages.count}

    @admin.display(description="edition", ordering="edition_number")
    def edition(self, row: Course) -> str:
        """Say which edition is current."""
        if row.published_at is None:
            return "never published"
        return f"{row.edition_number}, {row.published_at.astimezone(row.term.zone):%Y-%m-%d}"

    @admin.display(description="publishing")
    def publishing(self, row: Course) -> SafeString:
        """Link to the review page."""
        return format_html('<a href="{}">Review and publish</a>', review_url(row))

    @admin.display(description="plan")
    def board(self, row: Course) -> SafeString:
        """Link to the plan board."""
        words = format_html('Plan board<span class="unseen"> of {}</span>', row.number)
        return format_html('<a href="{}">{}</a>', board_url(row), words)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form, with ways to the lists of what is in the course."""
        context = {**(extra_context or {}), "parts": _parts(object_id)}
        return super().change_view(request, object_id, form_url, context)


def _parts(object_id: str) -> list[tuple[str, str]]:
    """Return the names and addresses of the lists of what is in a course."""
    query = urlencode({COURSE_PARAMETER: object_id})
    return [
        (
            str(part._meta.verbose_name_plural),
            f"{reverse(f'admin:courses_{part._meta.model_name}_changelist')}?{query}",
        )
        for part in PARTS
    ]
