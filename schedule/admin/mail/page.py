"""A course's mail, for its staff: what goes to how many and when, what was sent, and a test.

No address is on it, whoever looks: subscribers gave theirs to the site, not to their teachers.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from courses.admin.visit import visit_of
from courses.models import Course
from courses.permissions import Action
from schedule.admin.mail.shown import SHOWN, shown_mail
from schedule.admin.mail.words import moment
from schedule.admin.publishing import account_of
from schedule.mailing.trying import IS_OFF, NoTestError, last_test, send_test
from schedule.models import Mail, MailState
from schedule.wording import Clock


def mail_url(course: Course) -> str:
    """Return the address of a course's page of mail; empty where the site sends none."""
    if not settings.MAIL_IS_ON:
        return ""
    return reverse("admin:courses_course_mail", args=[course.pk])


def show_mail(request: HttpRequest, pk: str, *, context: dict[str, Any]) -> HttpResponse:
    """Show the mail of a course to its staff; posted, send a test to who asks.

    Raises:
        Http404: The course is not visible.
    """
    course = visit_of(request).course(Action.SEE, pk)
    now = timezone.now()
    if request.method == "POST":
        return _test(request, course, now)
    account = account_of(request)
    context = {
        **context,
        "title": f"Mail of {course.number}",
        "course": course,
        "opts": Course._meta,
        "off": "" if settings.MAIL_IS_ON else IS_OFF,
        "shown": shown_mail(course, now=now) if settings.MAIL_IS_ON else None,
        "most": SHOWN,
        "email": account.email,
        "last_test": _test_words(last_test(account, course), course),
    }
    return TemplateResponse(request, "admin/mail.html", context)


def _test(request: HttpRequest, course: Course, now: datetime) -> HttpResponse:
    account = account_of(request)
    try:
        send_test(account, course, now=now)
    except NoTestError as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, f"A test goes to {account.email} in a moment.")
    return HttpResponseRedirect(request.path)


def _test_words(test: Mail | None, course: Course) -> str:
    if test is None:
        return ""
    clock = Clock(course.term.zone)
    match MailState(test.state):
        case MailState.WAITING:
            trouble = f" The server said: {test.reply}" if test.reply else ""
            return f"Your test of {moment(test.made_at, clock)} waits to be sent.{trouble}"
        case MailState.SENT:
            return f"Your last test was sent {moment(test.done_at or test.made_at, clock)}."
        case _:
            why = f": {test.reply}" if test.reply else "."
            return f"Your test of {moment(test.made_at, clock)} was not sent{why}"
