"""Autocompletion, of the fields that offer it alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def of_offered_fields(view: View) -> View:
    """Guard Django's view, which answers for any field of any model that leads to a registered one.

    It answers only for fields that a form offers it for, to those who may open that form. Plain
    lists and inlines do not.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not _is_offered(request):
            raise PermissionDenied
        return view(request, *args, **options)

    return guarded


def _is_offered(request: HttpRequest) -> bool:
    asked = request.GET
    try:
        model = apps.get_model(asked.get("app_label", ""), asked.get("model_name", ""))
    except LookupError:
        return False
    model_admin = admin.site._registry.get(model)  # noqa: SLF001 - there is no other way to ask
    if model_admin is None or not model_admin.has_view_or_change_permission(request):
        return False
    return asked.get("field_name") in model_admin.get_autocomplete_fields(request)
