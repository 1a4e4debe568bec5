"""A personal calendar's feed, at an address that only its subscriber knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext, override

from schedule import ical
from schedule.engine.entry import Kind
from schedule.feeds.answering import PLAIN, answer_calendar, calendar_view
from schedule.feeds.finding import PersonalFeed, find_events, find_personal_feed
from schedule.feeds.joining import named_after, several_text
from schedule.feeds.options import Options
from schedule.feeds.term import LEFT_OUT
from schedule.feeds.window import Window, Windowed
from schedule.http.kept import OFFER, Offer
from schedule.models import EventQuerySet
from schedule.personal.fetching import FETCHES
from schedule.reading.published import NotFoundError
from schedule.serialising import facts_of
from schedule.wording.joining import labelled, side_by_side
from schedule.wording.kinds import kind_in_title

SECRECY: Final = {
    "Cache-Control": "private, no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
"""Of every answer at the address of a personal calendar, whether or not there is one."""

NOWHERE: Final = (
    "There is no calendar at this address. It may have been ended, or have got another address: "
    "its own page tells, or make a new one.\n"
)
EMPTY_ZONE: Final = "UTC"


@calendar_view(known=frozenset())
def personal_calendar(
    request: HttpRequest, _options: Options, now: datetime, /, *, token: str, called: str = ""
) -> HttpResponseBase:
    """Answer with the events of a personal calendar: one query for a 304, two for all.

    What the address calls it is for programs alone: the answer is the same, to its ETag.
    """
    try:
        feed = find_personal_feed(token, now=now)
    except NotFoundError:
        return HttpResponse(NOWHERE, status=404, content_type=PLAIN, headers=SECRECY)
    options = stored_options(feed.calendar.options)
    window = Window.of(*feed.courses, past=options.past, now=now)

    def make() -> str:
        return personal_text(feed, options, window.keep(find_events(*feed.courses, now=now)))

    source = Windowed(feed, window)
    path = reverse("schedule:personal_calendar", args=[token]) if called else request.path
    response = answer_calendar(request, source, options, name="calendar", make=make, path=path)
    for header, value in SECRECY.items():
        response.headers[header] = value
    if feed.missing:
        response.headers[LEFT_OUT] = ", ".join(feed.missing)
    _note(request, feed)
    return response


def stored_options(query: str) -> Options:
    """Return the options of a personal calendar, stored as the query that asks for them."""
    return Options.of(dict(QueryDict(query).lists()))


def personal_text(feed: PersonalFeed, options: Options, events: EventQuerySet) -> str:
    """Return the calendar of the events of its courses, in one query."""
    facts = {course.pk: facts_of(course) for course in feed.courses}
    with override(options.language or feed.language):
        about = _about(feed, list(facts.values()), options)
    return several_text(facts, options, events, about)


def _note(request: HttpRequest, feed: PersonalFeed) -> None:
    """Remember that it was fetched, now and each time it is given without this view."""
    token_hash = feed.calendar.token_hash

    def given(agent: str) -> None:
        FETCHES.note(token_hash, agent)

    given(request.headers.get("User-Agent", ""))
    offer = request.META.get(OFFER)
    if isinstance(offer, Offer):
        request.META[OFFER] = replace(offer, given=given)


def _about(
    feed: PersonalFeed, facts: Sequence[ical.CourseFacts], options: Options
) -> ical.CalendarFacts:
    """Return what the calendar says of itself; not its address, which is the subscriber's alone."""
    numbers = list(dict.fromkeys(each.number for each in facts))
    kinds = [kind_in_title(kind) for kind in Kind if kind in options.kinds]
    calendar = feed.calendar
    zones = tuple(each.time_zone for each in facts) or (EMPTY_ZONE,)
    published = (course.published_at for course in feed.courses if course.published_at)
    return ical.CalendarFacts(
        name=calendar.name or named_after(numbers) or gettext("Personal calendar"),
        description=labelled(side_by_side(*numbers), side_by_side(*kinds)),
        page=settings.PUBLIC_URL + reverse("schedule:calendars"),
        source="",
        time_zone=zones[0],
        changed=max((calendar.chosen_at, *published)),
        other_zones=zones[1:],
    )
