"""Calendars that staff give out: the one way to a feed of a course that is not public."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from courses.admin.forms import RowForm
from courses.admin.items import ItemAdmin
from courses.admin.visit import visit_of
from courses.models import Course
from courses.permissions import Action
from schedule.models import CalendarCourse
from schedule.personal.calendars import Made, feed_path, give_calendar, page_path
from schedule.wording import Clock, full_day
from schedule.wording.days import day_at

MADE = "made"
"""Where a new row carries its secrets to the one page that shows them."""


class GivenCalendarAdmin(ItemAdmin[CalendarCourse]):
    """The calendars that were given out of one's courses.

    Making one shows its addresses, once. Deleting one takes the course out of that calendar at once;
    what else its owner has put into it stays.
    """

    form: Any = RowForm
    changing = Action.SETTINGS
    deleting = Action.SETTINGS
    fields = ("course", "given_to", "given", "who", "asked")
    list_display = ("__str__", "given", "who", "asked")
    list_select_related: ClassVar[Any] = ("course__term", "calendar", "given_by")
    search_fields = ("given_to", "course__number", "course__title")
    ordering = ("-given_at", "id")

    def visible(self, request: HttpRequest) -> QuerySet[CalendarCourse]:
        """Return what was given out, with when a program last asked for it."""
        rows = super().visible(request).filter(is_given=True)
        return rows.annotate(asked_at=Max("calendar__fetches__fetched_at"))

    def get_fields(self, request: HttpRequest, obj: CalendarCourse | None = None) -> Any:
        """Ask of a new one for whom it is."""
        return self.fields if obj else ("given_to",)

    def get_readonly_fields(self, request: HttpRequest, obj: CalendarCourse | None = None) -> Any:
        """Let only for whom it is be changed."""
        return ("course", "given", "who", "asked") if obj else ()

    def save_model(self, request: HttpRequest, obj: CalendarCourse, form: Any, change: Any) -> None:
        """Save for whom it is, or make the calendar."""
        if change:
            super().save_model(request, obj, form, change)
            return
        course = visit_of(request).course_named(self.changing)
        assert course is not None  # noqa: S101 - the form is of a course
        made, entry = give_calendar(
            course, to=obj.given_to, by=_account(request), now=timezone.now()
        )
        obj.pk, obj.calendar, obj.course = entry.pk, made.calendar, course
        vars(obj)[MADE] = made

    def response_add(
        self, request: HttpRequest, obj: CalendarCourse, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Show the addresses, which cannot be shown again."""
        made: Made = vars(obj)[MADE]
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        context = {
            **self.admin_site.each_context(request),
            "title": "A calendar to give out",
            "opts": self.opts,
            "course": obj.course,
            "feed": settings.PUBLIC_URL + feed_path(made.token, made.calendar.name),
            "page": settings.PUBLIC_URL + page_path(made.page),
            "list_url": reverse(f"admin:{name}_changelist"),
        }
        response = TemplateResponse(request, "admin/given_calendar.html", context)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    @admin.display(description="given out", ordering="given_at")
    def given(self, row: CalendarCourse) -> str:
        """Say when."""
        return _local(row.course, row.given_at)

    @admin.display(description="by")
    def who(self, row: CalendarCourse) -> str:
        """Name the account."""
        return row.given_by.get_username() if row.given_by else "an account that is gone"

    @admin.display(description="last fetched")
    def asked(self, row: CalendarCourse) -> str:
        """Say when a program last asked for it."""
        at: datetime | None = getattr(row, "asked_at", None)
        return _local(row.course, at) if at else "never"


def _account(request: HttpRequest) -> User:
    """Return the account of a request that the admin let in."""
    assert isinstance(request.user, User)  # noqa: S101 - nobody else gets here
    return request.user


def _local(course: Course, moment: datetime | None) -> str:
    if moment is None:
        return ""
    zone = course.term.zone
    return day_at(full_day(moment.astimezone(zone).date()), Clock(zone).at(moment))
