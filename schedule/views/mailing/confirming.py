"""The page that a confirmation's link leads to: a button there confirms, the link alone nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from courses.models import Course
from schedule.mailing.choice import Choice
from schedule.mailing.links import sign_up_at
from schedule.mailing.signing_up import is_over
from schedule.mailing.subscribing import confirm
from schedule.models import Subscriber, of_address
from schedule.pages.mail import choice_rows
from schedule.reading.headline import Headline
from schedule.views.errors import PageError, Way
from schedule.views.mailing.own import CONFIRMED, lead_to_own
from schedule.views.mailing.secrecy import layout_of, require_method, secret_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.models import SignUp


@secret_page
def confirm_mail(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show what an address would get, and confirm it."""
    require_method(request)
    sign_up, now = sign_up_at(secret), timezone.now()
    if sign_up is None or is_over(sign_up, now=now):
        raise _nowhere()
    if request.method == "POST":
        subscriber = confirm(sign_up, now=now)
        if subscriber is None:
            raise _nowhere()
        return lead_to_own(subscriber, done=CONFIRMED)
    return _show(request, sign_up)


def _nowhere() -> PageError:
    return PageError(
        status=404,
        title=gettext("This link does not work"),
        why=gettext(
            "The link may be cut off, or over: it holds for seven days, and until its address ends "
            "all its mails. Ask again, and another one comes."
        ),
        ways=(Way(gettext("Get mail about courses"), reverse("schedule:mail")),),
    )


def _show(request: HttpRequest, sign_up: SignUp) -> HttpResponse:
    is_confirmed = sign_up.confirmed_at is not None
    title = gettext("This is confirmed") if is_confirmed else gettext("Confirm these mails")
    rows = Course.objects.open().filter(pk__in=map(UUID, sign_up.courses))
    courses = rows.select_related("term").defer("loaded_content").order_by("number", "pk")
    context = {
        "layout": layout_of(request, title),
        "title": title,
        "is_confirmed": is_confirmed,
        "has_others": Subscriber.objects.filter(of_address(sign_up.address)).exists(),
        "address": sign_up.address,
        "courses": [Headline.published(course) for course in courses],
        "rows": choice_rows(Choice.of(sign_up)),
    }
    return HttpResponse(render_to_string("schedule/mail/confirm.html", context))
