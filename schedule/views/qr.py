"""A feed's address as a QR code, for the phone that the calendar is in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from courses.models import Course, Term
from schedule.feeds.answering import calendar_view
from schedule.feeds.finding import find_term_feed
from schedule.feeds.options import KNOWN
from schedule.feeds.term import asked_courses
from schedule.http.conditional import answer
from schedule.qr import TooLongError, to_svg
from schedule.reading.picks import COURSE, query_of
from schedule.reading.published import NotFoundError

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.feeds.options import Options

SVG: Final = "image/svg+xml"
PLAIN: Final = "text/plain; charset=utf-8"


@calendar_view()
def course_qr(
    request: HttpRequest, options: Options, now: datetime, /, *, term: str, course: str
) -> HttpResponseBase:
    """Answer with the code of a course's feed, with the feed's options, in one query."""
    del now
    if not Course.objects.open().filter(term__slug=term, slug=course).exists():
        raise NotFoundError(course, term=Term.objects.filter(slug=term).first())
    return answer_code(request, reverse("schedule:calendar", args=[term, course]), options.query)


@calendar_view(known=KNOWN | {COURSE})
def term_qr(
    request: HttpRequest, options: Options, now: datetime, /, *, term: str
) -> HttpResponseBase:
    """Answer with the code of the feed of the courses of `course=`, in one query."""
    feed = find_term_feed(term, asked_courses(request), now=now)
    query = "&".join(filter(None, (urlencode(query_of(feed.asked)), options.query)))
    return answer_code(request, reverse("schedule:term_calendar", args=[term]), query)


def answer_code(request: HttpRequest, path: str, query: str) -> HttpResponseBase:
    """Return 304 if the reader has the code of a public address, else the code as SVG."""
    address = f"{settings.PUBLIC_URL}{path}" + (f"?{query}" if query else "")
    # Anyone can ask for options that nobody else does, so that keeping the answer is no use.
    return answer(
        request,
        parts=["qr", address],
        make=lambda: _drawing(address),
        until=None,
        cookies_matter=False,
    )


def _drawing(address: str) -> HttpResponse:
    try:
        return HttpResponse(to_svg(address), content_type=SVG)
    except TooLongError:
        words = "The address is too long for a QR code. Choose fewer courses or reminders.\n"
        return HttpResponse(words, status=400, content_type=PLAIN)
