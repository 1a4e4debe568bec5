"""Every address of the site. What the others do not take is a term's or a course's."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.views.decorators.http import require_http_methods, require_safe

from config.health import healthz, healthz_mail
from courses.admin.autocompletion import of_offered_fields

by_forms = require_http_methods(["GET", "HEAD", "POST"])


def nothing(_request: HttpRequest, row: str) -> HttpResponse:
    """Say that there is nothing here."""
    raise Http404(row)


def staff_addresses() -> tuple[Any, str, str]:
    """Return the admin's addresses, which are asked as browsers do: its views take PUT for GET."""
    patterns, app, name = admin.site.urls
    _guard(patterns)
    return patterns, app, name


def _guard(patterns: Iterable[URLPattern | URLResolver]) -> None:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            _guard(pattern.url_patterns)
        elif pattern.name == "autocomplete":
            pattern.callback = require_safe(of_offered_fields(pattern.callback))
        else:
            pattern.callback = by_forms(pattern.callback)


handler400 = "schedule.views.errors.bad_request"
handler403 = "schedule.views.errors.permission_denied"
handler404 = "schedule.views.errors.page_not_found"
handler500 = "schedule.views.errors.server_error"

urlpatterns = [
    # Django's way from a row to its page tells any account the address of a draft.
    path("admin/r/<path:row>", nothing),
    path("admin/", staff_addresses()),
    path("api/v1/", include("config.api")),
    path("healthz", healthz, name="healthz"),
    path("healthz/mail", healthz_mail, name="healthz_mail"),
    path("", include("schedule.urls")),
]
