"""The week of one course; that of several together is in `schedule.views.term_week`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.utils.translation import gettext

from schedule.engine.entry import SESSION_KINDS
from schedule.pages.facts import usual_start
from schedule.pages.hours import hours_of
from schedule.pages.notices import find_moves
from schedule.pages.strip import make_strip
from schedule.pages.weekpage import Calendar, WeekAddresses, in_week, make_week_page
from schedule.pages.weeks import Week
from schedule.views.asked import Asked
from schedule.views.errors import Way, public_page
from schedule.views.visit import Context, Visit
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


@public_page
def course_week(request: HttpRequest, term: str, course: str, week: str = "") -> HttpResponseBase:
    """Show a week of a course: the one asked for, else the present or the nearest one."""
    visit = Visit.of(request, term, course)
    links = visit.links
    here = fill(gettext("{course}, this week"), course=visit.row.number)
    asked = Asked.of(request, week, (Way(here, links.to("week", course)),))
    if asked.date is not None:
        return HttpResponseRedirect(
            links.to("week", course, str(Week.of(asked.date)), query=asked.query)
        )
    return visit.serve("week", lambda: _course_context(visit, asked), parts=asked.parts)


def _course_context(visit: Visit, asked: Asked) -> Context:
    reading, sight, slug = visit.reading, visit.sight, visit.row.slug
    week = asked.week or visit.span.nearest(visit.today)
    addresses = WeekAddresses(sight=sight, route="week", args=(slug,), query=asked.query)
    calendar = Calendar(
        whose=reading.content.number,
        span=visit.span,
        happenings=in_week(visit.happenings, week),
        every=visit.happenings,
        kinds=frozenset(event.kind for event in reading.events),
        moves=find_moves(visit.changes, reading.by_key, slug, language=reading.content.language),
        hours=hours_of(_sessions(visit), reading.zone),
        usual=usual_start(reading.content),
    )
    page = make_week_page(week, calendar, addresses, only=asked.only, is_agenda=asked.is_agenda)
    title = fill(gettext("{days}, {course} week"), days=page.title, course=reading.content.number)
    return {
        "layout": visit.layout("week", title, canonical=page.week_url),
        "course": reading.content,
        "page": page,
        "strip": make_strip(
            reading.events,
            visit.span,
            sight,
            urls={each: addresses.of(each) for each in visit.span.weeks},
            opened=week,
        ),
        "scope_url": sight.links.to("term_week", str(week)),
        "scope": fill(gettext("All {term} courses"), term=reading.term.name),
    }


def _sessions(visit: Visit) -> Iterator[tuple[datetime, datetime | None]]:
    for event in visit.reading.events:
        if event.kind in SESSION_KINDS and event.start is not None:
            yield event.start, event.end
