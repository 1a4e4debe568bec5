"""Every address of the site. What the others do not take is a term's or a course's."""

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from config.health import healthz


def nothing(_request: HttpRequest, row: str) -> HttpResponse:
    """Say that there is nothing here."""
    raise Http404(row)


handler400 = "schedule.views.errors.bad_request"
handler403 = "schedule.views.errors.permission_denied"
handler404 = "schedule.views.errors.page_not_found"
handler500 = "schedule.views.errors.server_error"

urlpatterns = [
    # Django's way from a row to its page tells any account the address of a draft.
    path("admin/r/<path:row>", nothing),
    path("admin/", admin.site.urls),
    path("api/v1/", include("config.api")),
    path("healthz", healthz, name="healthz"),
    path("", include("schedule.urls")),
]
