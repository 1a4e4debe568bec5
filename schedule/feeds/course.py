"""A course's calendar, to subscribe to."""

from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from schedule.feeds.answering import answer_calendar, calendar_view
from schedule.feeds.finding import find_events, find_feed
from schedule.feeds.joining import course_text
from schedule.feeds.options import Options


@calendar_view()
def course_calendar(
    request: HttpRequest, options: Options, now: datetime, /, *, term: str, course: str
) -> HttpResponseBase:
    """Answer with the events of a course: one query for a 304, two for the calendar."""
    feed = find_feed(term, course, now=now)

    def make() -> str:
        return course_text(feed.course, options, find_events(feed.course, now=now))

    return answer_calendar(request, feed, options, name=feed.course.slug, make=make)
