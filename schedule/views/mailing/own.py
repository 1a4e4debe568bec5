"""An address's own page: what it chose, its courses, what was sent to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from schedule.pages.layout import Crumb, Layout
from schedule.views.mailing.secrecy import find_subscriber, require_method, secret_page
from schedule.views.options import Options

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


@secret_page
def own_mail(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show an address's own page, and do what its forms ask for."""
    require_method(request)
    subscriber = find_subscriber(secret)
    title = gettext("Your mails")
    context = {
        "layout": Layout(
            title=title,
            crumbs=(Crumb(title, is_page=True),),
            theme=Options.of_cookies(request).theme,
            here=request.path,
        ),
        "title": title,
        "address": subscriber.address,
        "subscriptions": subscriber.subscriptions.select_related("course__term"),
    }
    return HttpResponse(render_to_string("schedule/mail/own.html", context))
