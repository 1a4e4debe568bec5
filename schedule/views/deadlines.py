"""All deadlines of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from schedule.engine.entry import Kind
from schedule.pages.calendars import event_links
from schedule.pages.dues import DeadlineView, make_deadline, open_deadlines, progress_words
from schedule.pages.happenings import Happening
from schedule.views.errors import public_page
from schedule.views.visit import Context, Visit
from schedule.wording import zone_name
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.models import Event


@public_page
def deadlines(request: HttpRequest, term: str, course: str) -> HttpResponseBase:
    """Show the deadlines of a course: due today, coming, without a date, past."""
    visit = Visit.of(request, term, course)
    return visit.serve("deadlines", lambda: _context(visit))


def _context(visit: Visit) -> Context:
    written, slug, sight = visit.reading.content, visit.row.slug, visit.sight
    every = [_view(event, visit) for event in visit.reading.events if event.kind == Kind.DEADLINE]
    coming = [view for view in every if view.day > sight.today]
    past = [view for view in reversed(every) if view.day < sight.today]
    today = [view for view in every if view.day == sight.today]
    undated = open_deadlines(written.labs, visit.reading.by_key, slug, sight)
    return {
        "layout": visit.layout(
            "deadlines", fill(gettext("Deadlines, {course}"), course=written.number)
        ),
        "name": written.number,
        "term": visit.reading.term,
        "lede": progress_words(len(coming) + len(today) + len(undated), len(past)),
        "today": today,
        "coming": coming,
        "undated": undated,
        "past": past,
        "subscribe_url": sight.links.to("subscribe", slug, query=[("only", "deadline")]),
        "zone": zone_name(sight.clock.zone.key),
        "has_unstated": any(
            not event.time_stated for event in visit.reading.events if event.kind == Kind.DEADLINE
        ),
    }


def _view(event: Event, visit: Visit) -> DeadlineView:
    number, links = visit.reading.content.number, visit.sight.links
    file = links.to("item_calendar", visit.row.slug, event.key, keeps=False)
    calendars = event_links(event, course=number, file=file, zone=visit.sight.clock.zone)
    happening = Happening(event, visit.row.slug)
    return make_deadline(happening, visit.reading.events, calendars, visit.sight)
