"""The pages that end the mails about a course, or all: by a button, or by a mail program's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from courses.models import Course
from schedule.mailing.subscribing import end_course, end_everything
from schedule.pages.choosing import value_of
from schedule.views.mailing.own import course_name
from schedule.views.mailing.secrecy import find_subscriber, layout_of, require_method, secret_page
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.models import Subscriber


@secret_page
def end_mail(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Ask whether all mails are to end, and end them."""
    require_method(request)
    subscriber = find_subscriber(secret)
    if request.method == "POST":
        end_everything(subscriber)
        return _page(request, "ended_all", gettext("All your mails ended"))
    return _page(
        request,
        "end_all",
        gettext("End all your mails"),
        address=subscriber.address,
        own_url=reverse("schedule:own_mail", args=[secret]),
    )


@secret_page
def end_mail_course(request: HttpRequest, secret: str, course: UUID) -> HttpResponseBase:
    """Ask whether the mails about a course are to end, and end them.

    Ending what has ended already is no error: mail programs may ask twice.
    """
    require_method(request)
    subscriber = find_subscriber(secret)
    row = _course(subscriber, course)
    name = course_name(row) if row else gettext("this course")
    own_url = reverse("schedule:own_mail", args=[secret])
    if request.method == "POST":
        end_course(subscriber, course, now=timezone.now())
    elif row and subscriber.subscriptions.filter(course=row).exists():
        title = fill(gettext("End the mails about {course}"), course=name)
        return _page(
            request, "end_course", title, address=subscriber.address, name=name, own_url=own_url
        )
    return _page(
        request,
        "ended_course",
        fill(gettext("No more mails about {course}"), course=name),
        name=name,
        own_url=own_url,
        again=value_of(row) if row and row.is_open else "",
        left=subscriber.subscriptions.count(),
    )


def _course(subscriber: Subscriber, pk: UUID) -> Course | None:
    """Return a course that the address has, or that everyone may see; None for any other."""
    row = Course.objects.filter(pk=pk).select_related("term").defer("loaded_content").first()
    if row is None or row.is_open or subscriber.subscriptions.filter(course=row).exists():
        return row
    return None


def _page(request: HttpRequest, asks: str, title: str, **values: object) -> HttpResponse:
    """Answer at the same address: mail programs follow no redirect (RFC 8058, section 3.2)."""
    context = {
        "layout": layout_of(request, title),
        "title": title,
        "asks": asks,
        **values,
    }
    return HttpResponse(render_to_string("schedule/mail/end.html", context))
