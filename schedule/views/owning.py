"""The way to a personal calendar's own page, with the address that is shown there once."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

from schedule.feeds.personal import SECRECY
from schedule.models import PersonalCalendar
from schedule.models.calendar import hash_of
from schedule.personal.calendars import page_path

SHOWN: Final = "calendar"
"""The cookie that carries an address's token to the one page that shows it."""
SHOWN_FOR: Final = 600
"""Seconds until it is not shown any more."""


def lead_to(page: str, *, token: str = "", done: str = "") -> HttpResponseRedirect:
    """Lead to a calendar's own page after its form was sent.

    Args:
        page: The secret of the page.
        token: Of the address that is new, to be shown there once.
        done: What was done, to be said there.
    """
    path = page_path(page)
    response = HttpResponseRedirect(f"{path}?done={done}" if done else path, status=303)
    keep_secret(response)
    if token:
        response.set_cookie(
            SHOWN,
            token,
            max_age=SHOWN_FOR,
            path=path,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def take_shown(request: HttpRequest, calendar: PersonalCalendar) -> str:
    """Return the token that is to be shown now, if it is the calendar's; else nothing."""
    token = request.COOKIES.get(SHOWN, "")
    return token if hash_of(token) == calendar.token_hash else ""


def keep_secret(response: HttpResponseBase) -> None:
    """Let nobody keep, find or be told the address of the page."""
    for header, value in {**SECRECY, "Cache-Control": "private, no-store"}.items():
        response.headers[header] = value
