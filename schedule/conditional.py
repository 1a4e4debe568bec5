"""Answers with an ETag made before anything is rendered, and a real 304."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

PUBLIC = "public, no-cache"
PRIVATE = "private, no-store"


def etag_of(parts: Iterable[str]) -> str:
    """Return the quoted entity tag of what an answer is made from.

    The build and the public address are always part of it: either changes what is served.
    """
    text = "\x1f".join([settings.LECTERN_BUILD, settings.PUBLIC_URL, *parts])
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def answer(
    request: HttpRequest,
    *,
    parts: Iterable[str],
    make: Callable[[], HttpResponseBase],
    vary: Iterable[str] = (),
    cookies_matter: bool = True,
) -> HttpResponseBase:
    """Return 304 if the reader has the answer, else make it.

    Args:
        request: A GET or HEAD request.
        parts: All that the answer is made from: revisions, known options, language and theme
            where it has them, the local date where it depends on the day.
        make: Renders the answer; not called for a 304.
        vary: The request headers that `parts` were read from.
        cookies_matter: False for feeds, which are the same for everyone.

    A request with a session cookie gets a private answer that no cache keeps.
    """
    if cookies_matter and settings.SESSION_COOKIE_NAME in request.COOKIES:
        response = make()
        response.headers["Cache-Control"] = PRIVATE
        return response
    etag = etag_of(parts)
    response = get_conditional_response(request, etag=etag) or make()
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = PUBLIC
    if headers := list(vary):
        patch_vary_headers(response, headers)
    return response
