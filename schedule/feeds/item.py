"""One item's calendar, to add to one's own."""

from datetime import datetime

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from schedule.engine.entry import Status
from schedule.feeds.answering import answer_calendar, calendar_view
from schedule.feeds.finding import Feed, find_feed, find_item
from schedule.feeds.joining import item_text
from schedule.feeds.options import FOR_ITEM, Options
from schedule.reading.published import NotFoundError


@calendar_view(known=FOR_ITEM)
def item_calendar(
    request: HttpRequest, options: Options, now: datetime, /, *, term: str, course: str, key: str
) -> HttpResponseBase:
    """Answer with one event, in one query; `only=` and `past=` have no meaning here."""
    event = find_item(term, course, key, now=now).first()
    if event is None:
        feed = find_feed(term, course, now=now)
        wanted = f"{key} in {feed.course.slug}"
        raise NotFoundError(wanted, term=feed.course.term)
    name = f"{event.course.slug}-{event.key}"
    is_removed = event.status == Status.REMOVED
    feed = Feed.of(event.course, event.over_at if is_removed else None)

    def make() -> str:
        return item_text(event, options)

    return answer_calendar(request, feed, options, name=name, make=make)
