"""The addresses of the site, and some where a page fails, as any page may."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as own

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def failing(fault: type[Exception]) -> Callable[[HttpRequest], HttpResponse]:
    """Return a view that does nothing but raise."""

    def view(_request: HttpRequest) -> HttpResponse:
        raise fault

    return view


urlpatterns = [
    path("forbidden/", failing(PermissionDenied)),
    path("broken/", failing(RuntimeError)),
    path("away/", failing(OperationalError)),
    *own,
]
