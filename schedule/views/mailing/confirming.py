"""The page that a confirmation's link leads to: a button there confirms, the link alone nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from schedule.mailing.links import page_secret, sign_up_at
from schedule.mailing.subscribing import confirm
from schedule.pages.layout import Crumb, Layout
from schedule.views.errors import PageError, Way
from schedule.views.mailing.secrecy import require_method, secret_page
from schedule.views.options import Options

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.models import SignUp

CONFIRMED: Final = "confirmed"


@secret_page
def confirm_mail(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show what an address would get, and confirm it."""
    require_method(request)
    sign_up = sign_up_at(secret)
    if sign_up is None:
        raise _over()
    if request.method == "POST":
        subscriber = confirm(sign_up, now=timezone.now())
        if subscriber is None:
            raise _over()
        page = reverse("schedule:own_mail", args=[page_secret(subscriber)])
        return HttpResponseRedirect(f"{page}?done={CONFIRMED}", status=303)
    title = gettext("Confirm your address")
    context = {
        "layout": Layout(
            title=title,
            crumbs=(Crumb(title, is_page=True),),
            theme=Options.of_cookies(request).theme,
            here=request.path,
        ),
        "title": title,
        "address": sign_up.address,
    }
    return HttpResponse(render_to_string("schedule/mail/confirm.html", context))


def _over() -> PageError:
    return PageError(
        status=404,
        title=gettext("This link is over"),
        why=gettext("A link to confirm holds for seven days. Ask again, and you get another one."),
        ways=(Way(gettext("Get mail about courses"), reverse("schedule:mail")),),
    )
