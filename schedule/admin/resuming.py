"""To sign in again in the middle of something: what was typed is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

LONGEST: Final = 2_000
"""Of an address: longer ones are refused by some servers on the way."""

NEVER: Final = frozenset({"csrfmiddlewaretoken", "token"})
NOTE: Final = "note"


def resuming(site: AdminSite, view: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
    """Return a view for staff alone, whose form can be filled by its address too.

    A form that is posted after the session has ended is shown again, filled in, once its sender has
    signed in; nothing is done before it is posted again.
    """
    guarded = site.admin_view(view)

    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
        if request.method == "POST" and not site.has_permission(request):
            return redirect_to_login(_address(request), reverse("admin:login"))
        answered: HttpResponseBase = guarded(request, *args, **named)
        return answered

    return answer


def _address(request: HttpRequest) -> str:
    """Return the address of the form as it was filled in: without the note, if that is too long."""
    return next(
        each for each in _addresses(request) if len(each) <= LONGEST or each == request.path
    )


def _addresses(request: HttpRequest) -> Iterator[str]:
    for left_out in (NEVER, NEVER | {NOTE}):
        filled = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in left_out
        ]
        yield f"{request.path}?{urlencode(filled)}"
    yield request.path
