"""One item's calendar, to add to one's own."""

from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from schedule.feeds.answering import answer_calendar, calendar_view
from schedule.feeds.finding import find_item
from schedule.feeds.joining import item_text
from schedule.feeds.options import KNOWN, Options


@calendar_view(known=KNOWN - {"only"})
def item_calendar(
    request: HttpRequest, options: Options, now: datetime, /, *, term: str, course: str, key: str
) -> HttpResponseBase:
    """Answer with one event, in one query; `only=` has no meaning here."""
    feed, event = find_item(term, course, key, now=now)

    def make() -> str:
        return item_text(feed, options, event)

    name = f"{feed.course.slug}-{event.key}"
    return answer_calendar(request, feed, options, name=name, make=make)
