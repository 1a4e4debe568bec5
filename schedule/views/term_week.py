"""The week of several courses together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.utils.translation import gettext

from schedule.engine.entry import SESSION_KINDS
from schedule.pages.cautions import clash_words, recurring_words
from schedule.pages.clashes import find_clashes, find_recurring, held_sessions
from schedule.pages.happenings import Happening, Move
from schedule.pages.hours import hours_of
from schedule.pages.notices import TOLD, find_moves
from schedule.pages.weekpage import Calendar, WeekAddresses, in_week, make_week_page
from schedule.pages.weeks import Span, Week
from schedule.reading.picks import query_of
from schedule.reading.several import outline_events, told_changes, week_events
from schedule.views.asked import Asked
from schedule.views.errors import Way, public_page
from schedule.views.picking import Picking
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.models import Event
    from schedule.pages.links import Query
    from schedule.views.visit import Context


@public_page
def term_week(request: HttpRequest, term: str, week: str = "") -> HttpResponseBase:
    """Show a week of several courses: those of `course=`, else all of the term."""
    picking = Picking.of(request, term)
    links = picking.sight.links
    here = fill(gettext("{term}, this week"), term=picking.row.name)
    picked = query_of(picking.asked)
    asked = Asked.of(request, week, (Way(here, links.to("term_week", query=picked)),))
    if asked.date is not None:
        query = (*picked, *asked.query)
        return HttpResponseRedirect(links.to("term_week", str(Week.of(asked.date)), query=query))
    return picking.serve(
        "term_week",
        lambda: _context(picking, asked),
        template="schedule/week.html",
        parts=asked.parts,
    )


def _context(picking: Picking, asked: Asked) -> Context:
    row, sight = picking.row, picking.sight
    outline = outline_events(picking.several)
    days = [day for event in outline for day in (event.day, event.last_day)]
    span = Span.of(row.first_day, row.last_day, days)
    week = asked.week or span.nearest(sight.today)

    def address(picked: Query) -> str:
        return sight.links.to("term_week", str(week), query=(*picked, *asked.query))

    page = make_week_page(
        week,
        _calendar(picking, outline, week, span),
        WeekAddresses(
            sight=sight, route="term_week", args=(), query=(*picking.query, *asked.query)
        ),
        only=asked.only,
        is_agenda=asked.is_agenda,
    )
    title = fill(gettext("{days}, {term} week"), days=page.title, term=row.name)
    lasting = sight.links.to("term_week", str(week), query=picking.query, keeps=False)
    return {
        **picking.frame("term_week", title, span, address=address, path=lasting),
        **_clashes(picking, outline, week),
        "page": page,
        "scope_url": sight.links.to("term_week", str(week))
        if picking.asked
        else sight.links.to("term"),
        "scope": (
            fill(gettext("All {term} courses"), term=row.name)
            if picking.asked
            else fill(gettext("{term} courses"), term=row.name)
        ),
    }


def _calendar(picking: Picking, outline: Sequence[Event], week: Week, span: Span) -> Calendar:
    """Fetch what is in the week and what was moved, in two queries."""
    several, zone = picking.several, picking.sight.clock.zone
    changes = told_changes(several, TOLD)
    events = week_events(
        several, week.monday, week.sunday, [each for of_one in changes.values() for each in of_one]
    )
    moves: list[Move] = []
    for slug, of_course in several.by_course(events).items():
        headline = several.headlines[slug]
        by_key = {event.key: event for event in of_course}
        moves += find_moves(
            changes[slug], by_key, slug, number=headline.number, language=headline.language
        )
    return Calendar(
        whose=picking.name,
        span=span,
        happenings=in_week(map(picking.happening, events), week),
        every=[picking.happening(event) for event in outline],
        kinds=frozenset(event.kind for event in outline),
        moves=moves,
        hours=hours_of(
            (
                (event.start, event.end)
                for event in outline
                if event.start and event.kind in SESSION_KINDS
            ),
            zone,
        ),
    )


def _clashes(picking: Picking, outline: Sequence[Event], week: Week) -> Context:
    """Return what clashes in the week and in the term; of a whole term's courses, nothing.

    Nobody takes all of a term's courses, so those clashes are nobody's.
    """
    if len(picking.several.courses) < 2 or not picking.asked:  # noqa: PLR2004 - a pair
        return {"clashes": (), "recurring": ()}
    sight = picking.sight
    happenings: list[Happening] = [picking.happening(event) for event in outline]
    clashes = find_clashes(held_sessions(happenings))
    here = [clash for clash in clashes if Week.of(clash.day(sight.clock.zone)) == week]
    return {
        "clashes": clash_words(here, sight),
        "recurring": recurring_words(
            find_recurring(clashes, sight.clock.zone, list(picking.several.numbers))
        ),
    }
