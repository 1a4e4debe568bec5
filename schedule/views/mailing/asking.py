"""The page where mail about courses is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from schedule.pages.layout import Crumb, Layout
from schedule.views.mailing.secrecy import require_method, secret_page
from schedule.views.options import Options

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


@secret_page
def mail(request: HttpRequest) -> HttpResponseBase:
    """Show what there can be mails about, and take what is asked for."""
    require_method(request)
    title = gettext("Mail about courses")
    context = {
        "layout": Layout(
            title=title,
            crumbs=(Crumb(title, is_page=True),),
            theme=Options.of_cookies(request).theme,
        ),
        "title": title,
    }
    return HttpResponse(render_to_string("schedule/mail/ask.html", context))
