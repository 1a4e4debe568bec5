"""All deadlines of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from schedule.engine.entry import Kind
from schedule.pages.calendars import event_links
from schedule.pages.dues import DeadlineView, make_deadline, open_deadlines
from schedule.views.errors import for_readers
from schedule.views.visit import Context, Visit
from schedule.wording import zone_name

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.models import Event


@require_safe
@for_readers
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
    undated = open_deadlines(written, visit.reading.by_key, sight)
    return {
        "layout": visit.layout(
            "deadlines", gettext("Deadlines, {course}").format(course=written.number)
        ),
        "course": written,
        "term": visit.reading.term,
        "lede": _lede(len(coming) + len(today) + len(undated), len(past)),
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
    calendars = event_links(event, course=number, file=file)
    return make_deadline(event, visit.reading.events, calendars, visit.row.slug, visit.sight)


def _lede(to_go: int, behind: int) -> str:
    if to_go and behind:
        template = gettext("{to_go} to go, {behind} behind you.")
    elif to_go:
        template = gettext("{to_go} to go.")
    elif behind:
        template = gettext("{behind} behind you, none to go.")
    else:
        template = gettext("None are announced yet.")
    return template.format(to_go=to_go, behind=behind)
