"""The language of an answer: pages speak the reader's, all else speaks one."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

ONE_LANGUAGE: Final = ("/admin/", "/api/", "/healthz", "/static/")
"""Where the answer is the same for every language: programs read it, or staff."""


class LanguageMiddleware:
    """Speak the language that the reader chose, else the first that the browser asks for and we have.

    Django's own middleware would give every answer a `Vary: Accept-Language`, also feeds and the
    API, which ignore it; here a page says itself what it varies by.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language of the request."""
        language = _language_of(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _language_of(request: HttpRequest) -> str:
    path = request.path_info
    if path.startswith(ONE_LANGUAGE) or path.endswith((".ics", ".atom", ".svg")):
        return settings.LANGUAGE_CODE
    return translation.get_language_from_request(request)
