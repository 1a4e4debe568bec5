"""The pages that end the mails about a course, or all: by a button, or by a mail program's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from schedule.mailing.subscribing import end_course, end_everything
from schedule.pages.layout import Crumb, Layout
from schedule.views.mailing.secrecy import find_subscriber, require_method, secret_page
from schedule.views.options import Options

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


@secret_page
def end_mail(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Ask whether all mails are to end, and end them."""
    require_method(request)
    subscriber = find_subscriber(secret)
    if request.method == "POST":
        end_everything(subscriber)
        return _page(request, gettext("All your mails ended"), is_ended=True)
    return _page(request, gettext("End all your mails"))


@secret_page
def end_mail_course(request: HttpRequest, secret: str, course: UUID) -> HttpResponseBase:
    """Ask whether the mails about a course are to end, and end them."""
    require_method(request)
    subscriber = find_subscriber(secret)
    if request.method == "POST":
        end_course(subscriber, course)
        return _page(request, gettext("The mails ended"), is_ended=True)
    return _page(request, gettext("End the mails"))


def _page(request: HttpRequest, title: str, *, is_ended: bool = False) -> HttpResponse:
    """Answer at the same address: mail programs follow no redirect (RFC 8058, section 3.2)."""
    context = {
        "layout": Layout(
            title=title,
            crumbs=(Crumb(title, is_page=True),),
            theme=Options.of_cookies(request).theme,
            here=request.path,
        ),
        "title": title,
        "is_ended": is_ended,
    }
    return HttpResponse(render_to_string("schedule/mail/end.html", context))
