"""A course's calendar, to subscribe to, and its deadlines as tasks."""

from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from schedule.feeds.answering import answer_calendar, calendar_view
from schedule.feeds.finding import find_events, find_feed
from schedule.feeds.joining import course_text
from schedule.feeds.options import FOR_TASKS, Options
from schedule.feeds.window import Window, Windowed


@calendar_view()
def course_calendar(
    request: HttpRequest, options: Options, now: datetime, /, *, term: str, course: str
) -> HttpResponseBase:
    """Answer with the events of a course: one query for a 304, two for the calendar."""
    return _answer(request, options, now, term=term, course=course, tasks=False)


@calendar_view(known=FOR_TASKS)
def course_tasks(
    request: HttpRequest, options: Options, now: datetime, /, *, term: str, course: str
) -> HttpResponseBase:
    """Answer with the deadlines of a course as tasks: one query for a 304, two for the calendar."""
    return _answer(request, options.for_tasks, now, term=term, course=course, tasks=True)


def _answer(
    request: HttpRequest,
    options: Options,
    now: datetime,
    *,
    term: str,
    course: str,
    tasks: bool,
) -> HttpResponseBase:
    feed = find_feed(term, course, now=now)
    window = Window.of(feed.course, past=options.past, now=now)

    def make() -> str:
        events = window.keep(find_events(feed.course, now=now))
        return course_text(feed.course, options, events, tasks=tasks)

    name = f"{feed.course.slug}-tasks" if tasks else feed.course.slug
    return answer_calendar(request, Windowed(feed, window), options, name=name, make=make)
