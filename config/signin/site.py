"""The site of the staff's pages: how one signs in, and in whose name it is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from config.signin.views import CodeStep, PasswordStep, two_step_page
from courses.models import written_by

READING = frozenset({"GET", "HEAD", "OPTIONS"})

View = Callable[..., Any]


class StaffSite(AdminSite):
    """Django's admin, in which each request that writes is one transaction of one account."""

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """Return the view for staff alone, its writing recorded."""
        return super().admin_view(_recorded(view), cacheable)

    def get_urls(self) -> list[Any]:
        """Add the second step, and the page that turns it on."""
        own: list[URLPattern | URLResolver] = [
            path("login/code/", self.second_step, name="second_step"),
            path("two-step/", self.admin_view(self.two_step), name="two_step"),
        ]
        return [*own, *super().get_urls()]

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Ask for name and password."""
        if request.method == "GET" and self.has_permission(request):
            return super().login(request, extra_context)
        view = PasswordStep.as_view(
            template_name="admin/login.html",
            authentication_form=AdminAuthenticationForm,
            next_page="admin:index",
            extra_context={
                **self.each_context(request),
                "title": "Sign in",
                "subtitle": None,
                "app_path": request.get_full_path(),
                "username": request.user.get_username(),
                **(extra_context or {}),
            },
        )
        return view(request)

    @method_decorator([never_cache, csrf_protect])
    def second_step(self, request: HttpRequest) -> Any:
        """Ask for the code."""
        context = {**self.each_context(request), "title": "Sign in: the second step"}
        return CodeStep.as_view(next_page="admin:index", extra_context=context)(request)

    @method_decorator(
        [
            require_http_methods(["GET", "HEAD", "POST"]),
            csrf_protect,
            sensitive_post_parameters(),
        ]
    )
    def two_step(self, request: HttpRequest) -> HttpResponse:
        """Turn two-step sign-in on or off."""
        return two_step_page(request, context=dict(self.each_context(request)))


def _recorded(view: View) -> View:
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method in READING or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        with written_by(request.user):
            return view(request, *args, **kwargs)

    return inner
