"""What all pages of mail have in common: there is none where no mail is sent, and no one keeps one."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from schedule.mailing.links import subscriber_at
from schedule.pages.layout import Crumb, Layout
from schedule.views.errors import PageError, Way, for_readers
from schedule.views.options import Options
from schedule.views.owning import keep_secret
from schedule.views.sent import METHODS, not_allowed

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.models import Subscriber

Given = ParamSpec("Given")


def secret_page(view: Callable[Given, HttpResponseBase]) -> Callable[Given, HttpResponseBase]:
    """Make a view of a page with a secret in its address.

    Who knows the secret may send its form, and nobody else can; so it needs no token, which
    mail programs that end a subscription would not have either (RFC 8058, section 3.2).
    """

    @csrf_exempt
    @functools.wraps(view)
    def answering(*args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        require_mail()
        response = reading(*args, **kwargs)
        keep_secret(response)
        return response

    reading = for_readers(view)
    return answering


def require_mail() -> None:
    """Let nothing of mail be there where none is sent.

    Raises:
        Http404: None is.
    """
    if not settings.MAIL_IS_ON:
        raise Http404


def require_method(request: HttpRequest) -> None:
    """Take what a page with a form knows.

    Raises:
        PageError: A 405.
    """
    if request.method not in METHODS:
        raise not_allowed(request.path)


def layout_of(request: HttpRequest, title: str) -> Layout:
    """Make the frame of a page with a secret in its address, which its forms have to tell."""
    return Layout(
        title=title,
        crumbs=(Crumb(gettext("Mail"), reverse("schedule:mail")),),
        theme=Options.of_cookies(request).theme,
        here=request.path,
    )


def find_subscriber(secret: str) -> Subscriber:
    """Return the subscriber whose secret this is.

    Raises:
        PageError: A 404, the same for what never was and for what was ended.
    """
    subscriber = subscriber_at(secret)
    if subscriber is None:
        raise PageError(
            status=404,
            title=gettext("There is nothing here"),
            why=gettext(
                "The link may be cut off, or this address ended its mails: then nothing is kept, "
                "and nothing is sent."
            ),
            ways=(Way(gettext("Get mail about courses"), reverse("schedule:mail")),),
        )
    return subscriber
