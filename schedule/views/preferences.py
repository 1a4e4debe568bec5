"""What a reader prefers, kept in cookies: light or dark, and the language of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from schedule.views.errors import PageError, for_readers
from schedule.views.options import THEME_COOKIE, THEMES
from schedule.views.sent import own_hosts, require_own

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

A_YEAR = 365 * 24 * 3600
SYSTEM = "system"


# Pages that caches keep hold no CSRF token: where the form came from is checked instead.
@csrf_exempt
@require_POST
@for_readers
def theme(request: HttpRequest) -> HttpResponseBase:
    """Keep the chosen theme, and go back to the page it was chosen on."""
    chosen = _sent(request, "theme")
    if chosen not in {*THEMES, SYSTEM}:
        raise PageError(
            status=400,
            title=gettext("There is no such theme"),
            why=gettext("Choose System, Light or Dark."),
        )
    return _kept(request, THEME_COOKIE, "" if chosen == SYSTEM else chosen)


@csrf_exempt
@require_POST
@for_readers
def language(request: HttpRequest) -> HttpResponseBase:
    """Keep the chosen language, and go back to the page it was chosen on."""
    chosen = _sent(request, "language")
    if chosen not in dict(settings.LANGUAGES):
        raise PageError(
            status=400,
            title=gettext("This language is not spoken here"),
            why=gettext("Choose one from the list at the foot of each page."),
        )
    return _kept(request, settings.LANGUAGE_COOKIE_NAME, chosen)


def _sent(request: HttpRequest, name: str) -> str:
    """Return what one of our own pages sent.

    Raises:
        PageError: A 403: the form came from elsewhere.
    """
    require_own(request)
    return request.POST.get(name, "")


def _kept(request: HttpRequest, cookie: str, value: str) -> HttpResponseRedirect:
    """Return to the page that the form was sent from, with the cookie set, or gone if empty."""
    response = HttpResponseRedirect(_page_of(request), status=303)
    if value:
        response.set_cookie(
            cookie,
            value,
            max_age=A_YEAR,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    else:
        response.delete_cookie(cookie, samesite="Lax")
    return response


def _page_of(request: HttpRequest) -> str:
    """Return the page that the form was sent from, or the front page.

    A page whose address is a secret is sent by the form: its browser does not tell it to anyone.
    """
    page = request.POST.get("page") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, allowed_hosts=own_hosts(request)):
        return reverse("schedule:front")
    parts = urlsplit(page)
    # A path alone: the browser may know this site by another name than we do.
    path = "/" + parts.path.lstrip("/")
    return f"{path}?{parts.query}" if parts.query else path
