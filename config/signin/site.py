"""The site of the staff's pages: what is written there is written in the account's name."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest

from courses.models import written_by

READING = frozenset({"GET", "HEAD", "OPTIONS"})

View = Callable[..., Any]


class StaffSite(AdminSite):
    """Django's admin, in which each request that writes is one transaction of one account."""

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """Return the view for staff alone, its writing recorded."""
        return super().admin_view(_recorded(view), cacheable)


def _recorded(view: View) -> View:
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method in READING or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        with written_by(request.user):
            return view(request, *args, **kwargs)

    return inner
