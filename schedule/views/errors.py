"""Pages that say what went wrong, and help onwards."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, ParamSpec

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import requires_csrf_token

from schedule.pages.layout import Layout
from schedule.reading import NotFoundError, listed_courses

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from courses.models import Term

Given = ParamSpec("Given")
MAX_SHOWN: Final = 60
THEMES: Final = ("light", "dark")
"""As in `schedule.views.options`, which imports this module."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Way:
    """A way onwards from an error."""

    text: str
    url: str


class PageError(Exception):
    """An error that a reader can meet: a status, what is wrong, and what to do."""

    def __init__(
        self, *, status: int, title: str, why: str = "", ways: tuple[Way, ...] = ()
    ) -> None:
        """Keep the words of the page."""
        super().__init__(title)
        self.status = status
        self.title = title
        self.why = why
        self.ways = ways


def for_readers(
    view: Callable[Given, HttpResponseBase],
) -> Callable[Given, HttpResponseBase]:
    """Answer what a view raises for its reader with a page in words."""

    @functools.wraps(view)
    def answering(*args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        request = args[0]
        try:
            return view(*args, **kwargs)
        except PageError as error:
            return error_page(request, error)  # type: ignore[arg-type]  # a view's first argument
        except NotFoundError as error:
            found = _not_found(error, kwargs)
            return error_page(request, found)  # type: ignore[arg-type]

    return answering


def error_page(request: HttpRequest, error: PageError) -> HttpResponse:
    """Return the page of an error, which no cache keeps."""
    front = Way(gettext("All courses"), reverse("schedule:front"))
    theme = request.COOKIES.get("theme", "")
    html = render_to_string(
        "schedule/error.html",
        {
            "layout": Layout(
                title=error.title,
                front=front.url,
                theme=theme if theme in THEMES else "",
            ),
            "error": error,
            "ways": error.ways or (front,),
        },
    )
    response = HttpResponse(html, status=error.status)
    response.headers["Cache-Control"] = "no-store"
    return response


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that no page has."""
    del exception
    why = gettext("The address may be mistyped, or the page may have moved.")
    return error_page(
        request, PageError(status=404, title=gettext("There is no page here"), why=why)
    )


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
    return error_page(
        request, PageError(status=403, title=gettext("The form was not accepted"), why=why)
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer after a fault of ours. Asks neither database nor session."""
    why = gettext("The fault is ours, and it has been written down. Try again in a minute.")
    error = PageError(status=500, title=gettext("Something went wrong here"), why=why)
    try:
        return error_page(request, error)
    except Exception:
        log.exception("The error page could not be made.")
        return HttpResponse(f"{error.title}. {why}", status=500, content_type="text/plain")


def _not_found(error: NotFoundError, address: dict[str, object]) -> PageError:
    """Return the page of a course or term that is not there."""
    if error.term is None:
        term = _shown(str(address.get("term", error.slug)))
        return PageError(
            status=404,
            title=gettext("There is no term {term}").format(term=term),
            why=gettext("A term’s address is like /2023-fall/."),
        )
    return PageError(
        status=404,
        title=gettext("There is no {course} in {term}").format(
            course=_shown(error.slug), term=error.term.name
        ),
        why=gettext("Or it is not published yet. Check the number."),
        ways=tuple(_ways_in(error.term, error.slug)),
    )


def _ways_in(term: Term, slug: str) -> list[Way]:
    """Return the courses with nearly this slug, and the term's page."""
    by_slug = {course.slug: course for course in listed_courses(term)}
    near = get_close_matches(slug, by_slug, n=3, cutoff=0.75)
    ways = [Way(by_slug[name].number, by_slug[name].get_absolute_url()) for name in near]
    all_of_them = gettext("See all {term} courses").format(term=term.name)
    return [*ways, Way(all_of_them, term.get_absolute_url())]


def _shown(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
