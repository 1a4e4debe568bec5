"""A term's page: all its courses on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from schedule.http.conditional import answer
from schedule.pages.layout import Crumb, Layout, clockwork
from schedule.pages.staves import make_staves
from schedule.pages.weeks import Span, Week
from schedule.reading.picks import COURSE, parse_picked, query_of
from schedule.reading.published import NotFoundError, every_term, listed_courses
from schedule.reading.several import Several, standing_events
from schedule.searching.query import MAX_QUERY
from schedule.views.errors import PageError, public_page
from schedule.views.options import VARY, Options, read_page
from schedule.wording import Item, day_range
from schedule.wording.joining import sentences
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from courses.models import Course, Term
    from schedule.pages.links import Query
    from schedule.pages.sight import Sight
    from schedule.views.visit import Context

COURSES_A_PAGE = 40


@dataclass(frozen=True)
class TermVisit:
    """A reader at a term's page."""

    row: Term
    every: Sequence[Term]
    options: Options
    today: date
    page: int
    is_front: bool
    picked: tuple[str, ...]

    @property
    def sight(self) -> Sight:
        """How the reader looks at it."""
        return self.options.sight(self.row.slug, self.row.zone, self.today)

    @property
    def span(self) -> Span:
        """Its weeks."""
        return Span.of(self.row.first_day, self.row.last_day)

    @property
    def parts(self) -> tuple[str, ...]:
        """What the page is made from."""
        names = (f"{term.slug} {term.name}" for term in self.every)
        return (
            self.row.revision,
            self.today.isoformat(),
            *self.options.parts,
            str(self.page),
            str(self.is_front),
            ",".join(self.picked),
            *names,
        )


@public_page
def term(request: HttpRequest, term: str) -> HttpResponseBase:
    """Show the courses of a term; `?term=` leads to another one."""
    every = every_term()
    other = request.GET.get("term", "")
    row = next((each for each in every if each.slug == (other or term)), None)
    if row is None:
        raise NotFoundError(other or term)
    if row.slug != term:
        return HttpResponseRedirect(_address_of(row, request))
    return show_term(request, row, every, is_front=False)


def show_term(
    request: HttpRequest, row: Term, every: Sequence[Term], *, is_front: bool
) -> HttpResponseBase:
    """Answer with the page of a term, also where it is the front page."""
    if "q" in request.GET:
        # Courses were once looked for on this page.
        return HttpResponseRedirect(_search_address(row, request))
    options, now = Options.of(request), timezone.now()
    # Which term the front page shows may change at the midnight of any of them.
    zones = {each.zone for each in every} if is_front else {row.zone}
    until = min(options.until(options.today(now, zone), zone) for zone in zones)
    visit = TermVisit(
        row=row,
        every=every,
        options=options,
        today=options.today(now, row.zone),
        page=read_page(request),
        is_front=is_front,
        picked=parse_picked(request.GET.getlist(COURSE)),
    )
    return answer(
        request,
        parts=("term", *visit.parts),
        make=lambda: HttpResponse(render_to_string("schedule/term.html", _context(visit))),
        until=None if visit.picked else until,
        vary=VARY,
    )


def _context(visit: TermVisit) -> Context:
    courses, count = _courses_shown(visit)
    shown = Several(tuple(courses))
    of_courses = shown.by_course(standing_events(shown))
    events: dict[str, list[Item]] = {slug: [*items] for slug, items in of_courses.items()}
    others = Several.besides(visit.row, visit.picked, courses)
    sight, span = visit.sight, visit.span
    links = sight.links
    last_page = -(-count // COURSES_A_PAGE)
    return {
        "layout": _layout(visit),
        "term": visit.row,
        "terms": visit.every,
        "count": count,
        "lede": _lede(visit, count),
        "staves": make_staves(shown.headlines, events, span, sight),
        "week_url": links.to("term_week", str(span.nearest(visit.today))),
        "search_url": links.to("search", keeps=False),
        "most": MAX_QUERY,
        "hidden": links.keep,
        "picked": visit.picked,
        "others": others.numbers.items(),
        "pick_urls": {
            name: links.to(f"term_{name}", keeps=False)
            for name in ("week", "deadlines", "subscribe")
        },
        "term_url": links.to("term", keeps=False),
        "pages": [page for page in (visit.page - 1, visit.page + 1) if 1 <= page <= last_page],
        "before_url": _page_url(visit, visit.page - 1) if visit.page > 1 else "",
        "after_url": _page_url(visit, visit.page + 1) if visit.page < last_page else "",
    }


def _courses_shown(visit: TermVisit) -> tuple[list[Course], int]:
    """Return the courses of this page of the list, and how many there are in all."""
    first = (visit.page - 1) * COURSES_A_PAGE
    every = listed_courses(visit.row)
    shown = every[first : first + COURSES_A_PAGE]
    if visit.page > 1 and not shown:
        raise PageError(
            status=404, title=fill(gettext("There is no page {number}"), number=visit.page)
        )
    return shown, len(every)


def _lede(visit: TermVisit, count: int) -> str:
    """Return: 4 courses, Sep 4 – Dec 17. This is week 9 of 15."""
    span = visit.span
    sentence = fill(
        ngettext("{n} course, {days}.", "{n} courses, {days}.", count),
        n=count,
        days=day_range(span.term_first.monday, span.term_last.sunday),
    )
    number = span.number(Week.of(visit.today))
    if number is None:
        return sentence
    week = fill(gettext("This is week {number} of {count}."), number=number, count=span.count)
    return sentences(sentence, week)


def _layout(visit: TermVisit) -> Layout:
    links = visit.sight.links
    return Layout(
        title=fill(gettext("{term} courses"), term=visit.row.name),
        description=fill(
            gettext("Schedules, deadlines and calendars of all {term} courses"), term=visit.row.name
        ),
        canonical=settings.PUBLIC_URL + links.to("term", keeps=False),
        front=links.front(),
        crumbs=() if visit.is_front else (Crumb(visit.row.name, is_page=True),),
        time=clockwork(visit.sight, visit.span),
        theme=visit.options.theme,
        on=visit.options.on_words,
    )


def _page_url(visit: TermVisit, page: int) -> str:
    query: Query = (*query_of(visit.picked), ("page", str(page)))
    return visit.sight.links.to("term", query=query)


def _address_of(row: Term, request: HttpRequest) -> str:
    """Return the address of another term, with all other options."""
    query = request.GET.copy()
    query.pop("term", None)
    address = row.get_absolute_url()
    return f"{address}?{query.urlencode()}" if query else address


def _search_address(row: Term, request: HttpRequest) -> str:
    """Return the address of the term's search, with all options that it knows."""
    query = request.GET.copy()
    query.pop("page", None)
    return f"{reverse('schedule:search', args=[row.slug])}?{query.urlencode()}"
