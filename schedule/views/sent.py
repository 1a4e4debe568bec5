"""Forms that a page sends: pages that caches keep hold no token, so where one came from is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext

from schedule.views.fault import PageError, Way

if TYPE_CHECKING:
    from django.http import HttpRequest

METHODS: Final = ("GET", "HEAD", "POST")
"""What a page with a form takes."""


def not_allowed(page: str) -> PageError:
    """Return the error of a method that a page with a form does not know."""
    return PageError(
        status=405,
        title=gettext("This did not work"),
        why=gettext("The page can be read, and its form sent."),
        ways=(Way(gettext("Open the page"), page),),
    )


def require_own(request: HttpRequest) -> None:
    """Take what one of our own pages sent, as far as the browser says where it came from.

    Raises:
        PageError: A 403: the form came from elsewhere.
    """
    if not _is_from_here(request):
        raise PageError(status=403, title=gettext("The form was not accepted"))


def own_hosts(request: HttpRequest) -> set[str]:
    """Return the names that this site is known by."""
    return {request.get_host(), urlsplit(settings.PUBLIC_URL).netloc}


def _is_from_here(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    # A scheme and a host alone, or "null" (RFC 6454, section 7).
    return origin is None or origin.partition("://")[2] in own_hosts(request)
