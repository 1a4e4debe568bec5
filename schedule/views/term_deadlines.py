"""All deadlines of several courses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from schedule.engine.entry import Kind
from schedule.engine.piles import find_piles
from schedule.pages.calendars import event_links
from schedule.pages.cautions import pile_words
from schedule.pages.dues import (
    DeadlineView,
    OpenDeadline,
    make_deadline,
    open_deadlines,
    progress_words,
)
from schedule.pages.piles import standing_dues
from schedule.pages.weeks import Span
from schedule.reading.several import published_labs, standing_events
from schedule.views.errors import public_page
from schedule.views.picking import Picking
from schedule.wording import zone_name
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.models import Event
    from schedule.pages.happenings import Happening
    from schedule.pages.links import Query
    from schedule.views.visit import Context

TOLD = (Kind.DEADLINE, Kind.RELEASE, Kind.LECTURE)
"""What the page is made from: with a deadline stands when it came out, and the class of its day."""


@public_page
def term_deadlines(request: HttpRequest, term: str) -> HttpResponseBase:
    """Show the deadlines of `course=`, else of all of a term: due today, coming, undated, past."""
    picking = Picking.of(request, term)
    return picking.serve(
        "term_deadlines", lambda: _context(picking), template="schedule/deadlines.html"
    )


def _context(picking: Picking) -> Context:
    sight, row = picking.sight, picking.row
    events = picking.several.by_course(standing_events(picking.several, TOLD))
    dues = [
        picking.happening(event)
        for of_course in events.values()
        for event in of_course
        if event.kind == Kind.DEADLINE
    ]
    every = _views(sorted(dues, key=_place), events, picking)
    today = [view for view in every if view.day == sight.today]
    coming = [view for view in every if view.day > sight.today]
    past = [view for view in reversed(every) if view.day < sight.today]
    undated = _undated(picking, events)
    subscribe = [*picking.query, ("only", Kind.DEADLINE.value)]

    def address(picked: Query) -> str:
        return sight.links.to("term_deadlines", query=picked)

    title = fill(gettext("Deadlines, {course}"), course=picking.name)
    span = Span.of(row.first_day, row.last_day)
    return {
        **picking.frame("term_deadlines", title, span, address=address),
        "lede": progress_words(len(coming) + len(today) + len(undated), len(past)),
        "today": today,
        "coming": coming,
        "undated": undated,
        "past": past,
        "subscribe_url": (
            sight.links.to("term_subscribe", query=subscribe) if picking.asked else ""
        ),
        "zone": zone_name(sight.clock.zone.key),
        "has_unstated": any(not each.item.time_stated for each in dues),
    }


def _views(
    dues: Iterable[Happening], events: Mapping[str, Sequence[Event]], picking: Picking
) -> list[DeadlineView]:
    links = picking.sight.links
    piles = _piles(dues, picking)
    views = []
    for each in dues:
        file = links.to("item_calendar", each.course, each.item.key, keeps=False)
        zone = picking.sight.clock.zone
        calendars = event_links(each.item, course=each.number, file=file, zone=zone)
        pile = piles.get((each.course, each.item.key), "")
        views.append(make_deadline(each, events[each.course], calendars, picking.sight, pile))
    return views


def _piles(dues: Iterable[Happening], picking: Picking) -> dict[tuple[str, str], str]:
    """Return what is said of the piles to come, by the deadline that each begins with.

    Of all courses of a term nothing is said: nobody takes them all.
    """
    if not picking.asked:
        return {}
    sight = picking.sight
    standing = standing_dues(dues, sight.clock.zone, since=sight.today)
    return {
        (pile.dues[0].course, pile.dues[0].key): pile_words(pile) for pile in find_piles(standing)
    }


def _undated(picking: Picking, events: Mapping[str, Sequence[Event]]) -> list[OpenDeadline]:
    numbers = picking.several.numbers
    return [
        deadline
        for slug, labs in published_labs(picking.several).items()
        for deadline in open_deadlines(
            labs, (event.key for event in events[slug]), slug, picking.sight, numbers[slug]
        )
    ]


def _place(due: Happening) -> tuple[str, float, str, str]:
    at = due.item.start.timestamp() if due.item.start else 0.0
    return due.item.day.isoformat(), at, due.number, due.item.key
