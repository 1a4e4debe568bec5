"""The page that makes the address of a feed of several courses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext

from schedule.pages.calendars import feed_links
from schedule.pages.cautions import recurring_words
from schedule.pages.clashes import find_clashes, find_recurring, held_sessions
from schedule.pages.feedoptions import more_choices
from schedule.pages.happenings import told_once
from schedule.pages.subscription import kind_choices, preview
from schedule.pages.weeks import Span
from schedule.reading.headline import Headline
from schedule.reading.several import outline_events
from schedule.serialising import facts_from
from schedule.views.errors import public_page
from schedule.views.feedchoice import FeedChoice
from schedule.views.mailing.choosing import offer_mail
from schedule.views.picking import Picking
from schedule.views.subscribe import code_of, examples_of, plainest, tasks_of
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.feeds.options import Options
    from schedule.ical import Said
    from schedule.models import Event
    from schedule.pages.links import Query
    from schedule.views.visit import Context


@public_page
def term_subscribe(request: HttpRequest, term: str) -> HttpResponseBase:
    """Show what a feed of the courses of `course=` can hold, and its address."""
    picking = Picking.of(request, term)
    choice = FeedChoice.sent(request.GET)
    return picking.serve("term_subscribe", lambda: _context(picking, choice), parts=choice.parts)


def _context(picking: Picking, choice: FeedChoice) -> Context:
    sight, row = picking.sight, picking.row

    def address(picked: Query) -> str:
        return sight.links.to("term_subscribe", query=picked)

    title = fill(gettext("Subscribe to {course}"), course=picking.name)
    frame = picking.frame(
        "term_subscribe", title, Span.of(row.first_day, row.last_day), address=address
    )
    if not picking.asked:
        return frame
    of_courses = picking.several.by_course(outline_events(picking.several))
    events = [event for of_course in of_courses.values() for event in of_course]
    happenings = told_once((event.uid, picking.happening(event)) for event in events)
    options = plainest(choice.options, {event.kind for event in events})
    base = settings.PUBLIC_URL + sight.links.to("term_calendar", query=picking.query, keeps=False)
    feed = f"{base}&{options.query}" if options.query else base
    told = {
        course.slug: facts_from(Headline.published(course), page="")
        for course in picking.several.courses
    }
    clashes = find_clashes(held_sessions(happenings))
    values = [f"{row.slug}/{slug}" for slug in picking.several.numbers]
    return {
        **frame,
        **offer_mail(values, row.zone.key),
        "choices": kind_choices(happenings, options, choice.leads),
        "is_empty": choice.is_empty,
        "deadlines": options.deadlines,
        "more": more_choices(options, _examples(picking, of_courses, options)),
        "hidden": (*picking.query, *sight.links.keep),
        "form_url": sight.links.to("term_subscribe", keeps=False),
        "base": base,
        "feed": feed_links(feed, name=picking.name),
        **code_of(feed, sight.links.to("term_qr", query=picking.query, keeps=False), options),
        **tasks_of(
            settings.PUBLIC_URL + sight.links.to("term_tasks", query=picking.query, keeps=False),
            options,
            {event.kind for event in events},
        ),
        "preview": preview(happenings, options, sight, told),
        "recurring": recurring_words(
            find_recurring(clashes, sight.clock.zone, list(picking.several.numbers))
        ),
    }


def _examples(
    picking: Picking, of_courses: Mapping[str, Sequence[Event]], options: Options
) -> dict[str, Said]:
    """Return an event of the first course that has some, in each form of a summary."""
    for slug, events in of_courses.items():
        if examples := examples_of(events, picking.several.headlines[slug], options):
            return examples
    return {}
