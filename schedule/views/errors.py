"""Pages that say what went wrong, and help onwards."""

from __future__ import annotations

import functools
import logging
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt, requires_csrf_token

from courses.content.base import RESERVED_TERM_SLUGS, SLUG_PATTERN
from schedule.http.away import RAISED, RETRY_AFTER, is_away
from schedule.reading.published import NotFoundError
from schedule.views.fault import PageError, Way
from schedule.views.lost import find_way
from schedule.views.options import Options
from schedule.views.whereabouts import Whereabouts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http.response import HttpResponseBase

__all__ = ["PageError", "Way", "error_page", "for_readers", "public_page"]

Given = ParamSpec("Given")
READ: Final = ("GET", "HEAD")
PLAIN: Final = "text/plain; charset=utf-8"
FOR_PROGRAMS: Final = (".ics", ".atom", ".json")

log = logging.getLogger(__name__)


def public_page(view: Callable[Given, HttpResponseBase]) -> Callable[Given, HttpResponseBase]:
    """Make a view of what returns a page: it is read and nothing else, and errors are pages too.

    It changes nothing, so that a form sent to it needs no token, and is told what is wrong.
    """

    @csrf_exempt
    @functools.wraps(view)
    def reading(*args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        request = _request_of(args)
        if request.method in READ:
            return answering(*args, **kwargs)
        error = PageError(
            status=405,
            title=gettext("This page can only be read"),
            why=gettext("Nothing can be sent to it, and nothing was changed."),
            ways=(Way(gettext("Open the page"), request.get_full_path()),),
        )
        response = error_page(request, error, _around(request, kwargs))
        response.headers["Allow"] = ", ".join(READ)
        return response

    answering = for_readers(view)
    return reading


def for_readers(view: Callable[Given, HttpResponseBase]) -> Callable[Given, HttpResponseBase]:
    """Answer what a view raises for its reader with a page in words."""

    @functools.wraps(view)
    def answering(*args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        request = _request_of(args)
        try:
            return view(*args, **kwargs)
        except PageError as error:
            return error_page(request, error, _around(request, kwargs))
        except NotFoundError as missing:
            return _lost(request, missing, kwargs)

    return answering


def error_page(
    request: HttpRequest, error: PageError, around: Whereabouts | None = None
) -> HttpResponse:
    """Return the page of an error, which no cache keeps; to a program, its words alone."""
    if not _reads_pages(request):
        return _words(error)
    where = around or Whereabouts(Options.lenient(request))
    html = render_to_string(
        "schedule/error.html",
        {
            "layout": where.layout(error.title),
            "error": error,
            "ways": (*_without_option(request, error), *(error.ways or where.ways)),
        },
    )
    return _unkept(HttpResponse(html, status=error.status))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer an address that no page has: what it begins with may still be there."""
    why = gettext("The address may be mistyped, or the page may have moved.")
    error = PageError(status=404, title=gettext("There is no page here"), why=why)
    term, course, *_ = [*(name for name in request.path.split("/") if name), "", ""]
    is_ours = SLUG_PATTERN.fullmatch(term) and term not in RESERVED_TERM_SLUGS
    if not is_ours or not isinstance(exception, Resolver404):
        return error_page(request, error)
    if path := _in_small_letters(request.path):
        return HttpResponsePermanentRedirect(path)
    if not _reads_pages(request):
        return _words(error)
    if not SLUG_PATTERN.fullmatch(course):
        course = ""
    try:
        around = Whereabouts.of(request, term=term, course=course)
    except RAISED:
        # What no page has is not there, whether or not the database can say what is around it.
        log.exception("%s is not there, and the database is away.", request.path)
        around = None
    return error_page(request, error, around)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be understood."""
    del exception
    why = gettext("What your browser sent could not be understood. Try the link again.")
    return error_page(request, PageError(status=400, title=gettext("This did not work"), why=why))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that this account may not make."""
    del exception
    why = gettext("Your account has no right to this page. The staff of the course can give it.")
    return error_page(
        request, PageError(status=403, title=gettext("This page is not for you"), why=why)
    )


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was sent from elsewhere, or whose cookie was lost."""
    del reason
    why = gettext("The form had expired, or your browser keeps no cookies. Load the page again.")
    error = PageError(
        status=403,
        title=gettext("The form was not accepted"),
        why=why,
        ways=(Way(gettext("Load the page again"), request.get_full_path()),),
    )
    return error_page(request, error)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer after a fault of ours. Asks neither database nor session.

    Django calls it while it handles the exception, and logs that once. Where the database is away
    the fault may be over soon: programs are told when to ask again, and keep what they have.
    """
    if is_away(sys.exception()):
        why = gettext(
            "The database does not answer, so nothing can be shown or saved. Try again in a minute."
        )
        error = PageError(status=503, title=gettext("Not available just now"), why=why)
    else:
        why = gettext("The fault is ours, and it has been written down. Try again in a minute.")
        error = PageError(status=500, title=gettext("Something went wrong here"), why=why)
    try:
        response = error_page(request, error)
    except Exception:
        log.exception("The error page could not be made.")
        response = _words(error)
    if error.status == 503:  # noqa: PLR2004
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def _lost(
    request: HttpRequest, missing: NotFoundError, address: Mapping[str, object]
) -> HttpResponseBase:
    try:
        return find_way(request, missing, address)
    except PageError as error:
        return error_page(request, error, Whereabouts(Options.lenient(request), missing.term))


def _request_of(args: tuple[object, ...]) -> HttpRequest:
    """Return the first argument of a view."""
    request = args[0]
    assert isinstance(request, HttpRequest)  # noqa: S101 - Django gives it
    return request


def _around(request: HttpRequest, address: Mapping[str, object]) -> Whereabouts:
    names = {name: str(address[name]) for name in ("term", "course") if name in address}
    return Whereabouts.of(request, **names)


def _without_option(request: HttpRequest, error: PageError) -> tuple[Way, ...]:
    """Return the way to the same page without the option that has a wrong value."""
    if not error.option:
        return ()
    query = request.GET.copy()
    query.pop(error.option, None)
    address = f"{request.path}?{query.urlencode()}" if query else request.path
    return (Way(gettext("Open the page without it"), address),)


def _in_small_letters(path: str) -> str:
    """Return an address with small letters after term and course; empty if no page has it."""
    names = [name for name in path.split("/") if name]
    small = "/".join(["", *names[:2], *(name.lower() for name in names[2:]), ""])
    try:
        resolve(small)
    except Resolver404:
        return ""
    return small if small != path else ""


def _reads_pages(request: HttpRequest) -> bool:
    """Tell whether whoever asks can show a page: calendars and other programs get words."""
    return not request.path.rstrip("/").endswith(FOR_PROGRAMS) and request.accepts("text/html")


def _words(error: PageError) -> HttpResponse:
    text = " ".join(words for words in (f"{error.title}.", error.why) if words)
    return _unkept(HttpResponse(f"{text}\n", status=error.status, content_type=PLAIN))


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
