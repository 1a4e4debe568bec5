"""The calendar of several courses of a term, to subscribe to once, and their deadlines as tasks."""

from datetime import datetime
from typing import Final
from urllib.parse import quote

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from schedule.feeds.answering import answer_calendar, calendar_view
from schedule.feeds.finding import find_events, find_term_feed
from schedule.feeds.joining import term_text
from schedule.feeds.options import FOR_TASKS, KNOWN, OptionError, Options
from schedule.feeds.window import Window, Windowed
from schedule.reading.picks import COURSE, MOST_TOGETHER, parse_picked

LEFT_OUT: Final = "X-Lectern-Left-Out"
"""Names the courses that were asked for and are not open."""


@calendar_view(known=KNOWN | {COURSE})
def term_calendar(
    request: HttpRequest, options: Options, now: datetime, /, *, term: str
) -> HttpResponseBase:
    """Answer with the events of the courses of `course=`: one query for a 304, two for all.

    A course that is not open for everyone is left out as long as another one is; see `TermFeed`.
    """
    return _answer(request, options, now, term=term, tasks=False)


@calendar_view(known=FOR_TASKS | {COURSE})
def term_tasks(
    request: HttpRequest, options: Options, now: datetime, /, *, term: str
) -> HttpResponseBase:
    """Answer with the deadlines of the courses of `course=` as tasks."""
    return _answer(request, options.for_tasks, now, term=term, tasks=True)


def _answer(
    request: HttpRequest, options: Options, now: datetime, *, term: str, tasks: bool
) -> HttpResponseBase:
    feed = find_term_feed(term, asked_courses(request), now=now)
    window = Window.of(*feed.courses, past=options.past, now=now)

    def make() -> str:
        events = window.keep(find_events(*feed.courses, now=now))
        return term_text(feed, options, events, tasks=tasks)

    name = f"{term}-tasks" if tasks else term
    response = answer_calendar(
        request, Windowed(feed, window), options, name=name, make=make, keep=not feed.missing
    )
    if feed.missing:
        response.headers[LEFT_OUT] = ", ".join(quote(slug, safe="") for slug in feed.missing)
    return response


def asked_courses(request: HttpRequest) -> tuple[str, ...]:
    """Return the slugs of `course=`.

    Raises:
        OptionError: There are none, or too many.
    """
    slugs = parse_picked(request.GET.getlist(COURSE))
    if not slugs:
        raise OptionError(COURSE, "", f"Say which courses: ?{COURSE}=6.5940")
    if len(slugs) > MOST_TOGETHER:
        raise OptionError(COURSE, ",".join(slugs), f"Ask for {MOST_TOGETHER} courses at most.")
    return slugs
