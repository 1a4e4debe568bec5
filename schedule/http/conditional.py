"""Answers with an ETag made before anything is rendered, a real 304, and a memory of the rest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from schedule.http.kept import OFFER, Kept, Memory, Offer, held_by

PUBLIC: Final = "public, no-cache"
PRIVATE: Final = "private, no-store"
ANSWERS: Final = {200, 304}
"""What is worth keeping."""

SHELF: Final[Memory[str, Kept]] = Memory(settings.PAGE_CACHE_BYTES)
"""The finished answers of this process."""

FOREVER: Final = datetime.max.replace(tzinfo=UTC)
"""Until when an answer holds that no clock is asked for."""


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """Return when a local day is over."""
    try:
        return datetime.combine(day + timedelta(days=1), time(), zone)
    except OverflowError:
        return FOREVER


def key_of(parts: Iterable[str]) -> str:
    """Return the key of an answer made from some parts: no two lists of parts share one.

    The build, the public address and whether mail is sent are always part of it: each changes
    what is served.
    """
    site = (settings.LECTERN_BUILD, settings.PUBLIC_URL, settings.MAIL_IS_ON)
    text = json.dumps([*site, *parts])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def answer(  # noqa: PLR0913 - what an answer is made of, each by its name
    request: HttpRequest,
    *,
    parts: Iterable[str],
    make: Callable[[], HttpResponseBase],
    until: datetime | None,
    vary: Iterable[str] = (),
    cookies_matter: bool = True,
    path: str = "",
) -> HttpResponseBase:
    """Return 304 if the reader has the answer, else the kept answer, else make it.

    Args:
        request: A GET or HEAD request; its path is part of what the answer is made from.
        parts: All else that it is made from: revisions, known options, language and theme
            where it has them, the local date where it depends on the day.
        make: Renders the answer; called only where it is not kept.
        until: When it will not be the answer any more, though nothing changes but the time;
            `FOREVER` where no clock was asked. None where readers' own words are among the parts:
            nobody else asks for it, and anyone could fill the memory with its kind.
        vary: The request headers that `parts` were read from.
        cookies_matter: False for feeds, which are the same for everyone.
        path: What is part of it in place of the request's, where several have one answer.

    A request with a session cookie gets a private answer that no cache keeps. It is not compressed
    either, nor is the admin: beside a secret such as a form's token, what a stranger can make
    appear in a page would be told by its compressed length (BREACH).
    """
    is_private = cookies_matter and settings.SESSION_COOKIE_NAME in request.COOKIES
    # Whoever works on templates wants to see them, not what they were when the process started.
    if is_private or settings.DEBUG:
        response = make()
        response.headers["Cache-Control"] = PRIVATE
        return response
    key = key_of([path or request.path, *parts])
    response, kept = _known(request, key) or _made(request, key, make, keep=until is not None)
    if until is not None and response.status_code in ANSWERS:
        request.META[OFFER] = Offer(key, kept, until.timestamp(), cookies_matter)
    response.headers["Cache-Control"] = PUBLIC
    patch_vary_headers(response, [*vary, "Accept-Encoding"])
    return response


Answered = tuple[HttpResponseBase, Kept | None]


def _known(request: HttpRequest, key: str) -> Answered | None:
    """Return what can be said without making the answer: a 304, or what is made of the kept one.

    A tag of ours tells that there is an answer, `*` and the lack of one do not: what is not there is
    a 404 whatever is asked of it (RFC 9110, section 13.2.1).
    """
    if kept := SHELF.get(key):
        return _sent(request, kept), kept
    if "If-Match" in request.headers or request.headers.get("If-None-Match", "").strip() == "*":
        return None
    response = _not_modified(request, key)
    return (response, None) if response else None


def _made(
    request: HttpRequest, key: str, make: Callable[[], HttpResponseBase], *, keep: bool
) -> Answered:
    """Make the answer, and keep it if it is one."""
    response = make()
    if not isinstance(response, HttpResponse) or response.status_code != 200 or response.cookies:  # noqa: PLR2004
        return response, None
    kept = Kept.of(key, tuple(response.headers.items()), response.content)
    if keep:
        SHELF.put(key, kept)
    return _sent(request, kept), kept


def _sent(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Return a finished answer in the coding that the reader likes best, or a 304 or 412 instead."""
    accept = request.headers.get("Accept-Encoding", "")
    wanted = request.headers.get("If-Match", "")
    # If-Unmodified-Since has nothing to compare with: no answer has a date of its own (13.1.4).
    if wanted and not held_by(wanted, kept.key, accept=accept, weakly=False):
        return HttpResponse(status=412)
    if response := _not_modified(request, kept.key):
        return response
    found = kept.representation(accept)
    response = HttpResponse(headers=dict(kept.headers))
    response.headers["ETag"] = found.etag
    response.headers["Content-Length"] = str(len(found.body))
    if found.encoding:
        response.headers["Content-Encoding"] = found.encoding
    if request.method != "HEAD":
        response.content = found.body
    return response


def _not_modified(request: HttpRequest, key: str) -> HttpResponse | None:
    """Return a 304 if the reader has the answer."""
    accept = request.headers.get("Accept-Encoding", "")
    etag = held_by(request.headers.get("If-None-Match", ""), key, accept=accept)
    return HttpResponseNotModified(headers={"ETag": etag}) if etag else None
