"""How feeds answer: methods, options, validators, and words for what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Final, Protocol

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt

from schedule.feeds.options import KNOWN, OptionError, Options, ignored
from schedule.http.conditional import answer
from schedule.reading.published import NotFoundError
from schedule.wording.languages import to_language_tag

METHODS: Final = ("GET", "HEAD", "OPTIONS")
ALLOW: Final = ", ".join(METHODS)
CALENDAR: Final = "text/calendar; charset=utf-8"
PLAIN: Final = "text/plain; charset=utf-8"


Query = Mapping[str, list[str]]

View = Callable[..., HttpResponseBase]
"""Takes a request and the parts of its address; between them options and the time, if it serves."""


class Source(Protocol):
    """What a calendar is made of."""

    @property
    def parts(self) -> tuple[str, ...]:
        """What its ETag is made of besides the options."""

    @property
    def until(self) -> datetime:
        """When it will be another one, though nothing is published meanwhile."""

    @property
    def language(self) -> str:
        """The language that it speaks where none is asked for."""


def calendar_view(*, known: frozenset[str] = KNOWN) -> Callable[[View], View]:
    """Make a view of a function that serves a calendar with some options.

    The function takes the request, its options and the time, then the parts of the address, and
    raises NotFoundError where there is no such calendar.
    """

    def decorate(serve: View) -> View:
        @feed_view(known=known, called="A calendar")
        @wraps(serve)
        def view(
            request: HttpRequest, query: Query, now: datetime, /, **address: str
        ) -> HttpResponseBase:
            return serve(request, Options.of(query), now, **address)

        return view

    return decorate


def feed_view(*, known: frozenset[str], called: str) -> Callable[[View], View]:
    """Make a view of a function that serves what programs ask for again and again.

    The function takes the request, what it knows of the query, and the time, then the parts of the
    address; it raises OptionError, and NotFoundError where there is nothing. Programs that find out
    what an address is ask with other methods, which get their answer here rather than from the
    check of forms.

    Args:
        known: The options that it knows.
        called: What it serves, in words.
    """

    def decorate(serve: View) -> View:
        @csrf_exempt
        @wraps(serve)
        def view(request: HttpRequest, /, **address: str) -> HttpResponseBase:
            if request.method == "OPTIONS":
                return HttpResponse(status=204, headers={"Allow": ALLOW})
            if request.method not in METHODS:
                return _say(405, f"{called} is read with {ALLOW}.", Allow=ALLOW)
            query = {name: request.GET.getlist(name) for name in request.GET if name in known}
            try:
                response = serve(request, query, timezone.now(), **address)
            except OptionError as error:
                return _say(400, str(error))
            except NotFoundError as error:
                return _say(404, _not_found(error))
            if names := ignored(request.GET, known):
                response.headers["X-Lectern-Ignored"] = names
            return response

        return view

    return decorate


def answer_calendar(  # noqa: PLR0913 - what an answer is made of, each by its name
    request: HttpRequest,
    feed: Source,
    options: Options,
    *,
    name: str,
    make: Callable[[], str],
    keep: bool = True,
    path: str = "",
) -> HttpResponseBase:
    """Return 304 if the reader has the calendar, else the calendar.

    Args:
        request: A GET or HEAD request.
        feed: What the calendar is made of.
        options: What is asked for.
        name: The file's name, without its ending.
        make: Returns the calendar's text; not called for a 304, nor where it is kept.
        keep: False where readers' own words are among what it is made of.
        path: Of the one of its addresses that stands for all; empty: there is one only.
    """
    response = answer(
        request,
        parts=["feed", name, options.query, *feed.parts],
        make=lambda: _file(name, make()),
        until=feed.until if keep else None,
        cookies_matter=False,
        path=path,
    )
    # A 304 says it too, else the site's language would be said of it, and caches would believe it.
    response.headers["Content-Language"] = to_language_tag(options.language or feed.language)
    return response


def _file(name: str, text: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=False, filename=f"{name}.ics")
    headers = {"Content-Disposition": str(disposition)}
    return HttpResponse(text, content_type=CALENDAR, headers=headers)


def _not_found(error: NotFoundError) -> str:
    where = f" in {error.term.name}" if error.term else " here"
    return f"There is no {error.slug}{where}."


def _say(status: int, words: str, **headers: str) -> HttpResponse:
    # A cache that kept it would hide a course that is published since.
    headers["Cache-Control"] = "no-cache"
    return HttpResponse(f"{words}\n", status=status, content_type=PLAIN, headers=headers)
