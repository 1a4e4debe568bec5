"""The week of several courses together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from courses.models import Course, Term
from schedule.conditional import answer
from schedule.engine.entry import SESSION_KINDS
from schedule.headline import Headline
from schedule.models import Event
from schedule.pages.happenings import Happening
from schedule.pages.hours import hours_of
from schedule.pages.layout import Crumb, Layout, clockwork
from schedule.pages.weekpage import Calendar, WeekAddresses, make_week_page
from schedule.pages.weeks import Span, Week
from schedule.reading import NotFoundError, find_term, listed_courses
from schedule.views.asked import Asked
from schedule.views.errors import PageError, Way, for_readers
from schedule.views.options import VARY, Options
from schedule.views.visit import Context

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.pages.sight import Sight

MOST_TOGETHER = 40
MOST_NAMED = 3
HEAVY = ("vevent", "description", "materials", "uid")


@require_safe
@for_readers
def term_week(request: HttpRequest, term: str, week: str = "") -> HttpResponseBase:
    """Show a week of several courses: those of `course=`, else all of the term."""
    options, row = Options.of(request), find_term(term)
    today = options.today(timezone.now(), row.zone)
    sight = options.sight(row.slug, row.zone, today)
    here = gettext("{term}, this week").format(term=row.name)
    asked = Asked.of(request, week, (Way(here, sight.links.to("term_week")),))
    chosen = _chosen(request)
    named = tuple(("course", slug) for slug in chosen)
    if asked.date is not None:
        address = sight.links.to(
            "term_week", str(Week.of(asked.date)), query=(*named, *asked.query)
        )
        return HttpResponseRedirect(address)
    return answer(
        request,
        parts=[
            "term_week",
            row.revision,
            today.isoformat(),
            *options.parts,
            *asked.parts,
            *chosen,
        ],
        make=lambda: HttpResponse(
            render_to_string(
                "schedule/week.html", _term_context(row, chosen, asked, sight, options)
            )
        ),
        vary=VARY,
    )


def _term_context(
    row: Term, chosen: tuple[str, ...], asked: Asked, sight: Sight, options: Options
) -> Context:
    courses, left_out = _courses(row, chosen)
    headlines = {course.slug: Headline.published(course) for course in courses}
    numbers = {slug: headline.number for slug, headline in headlines.items()}
    span = Span.of(row.first_day, row.last_day)
    week = asked.week or span.nearest(sight.today)
    named = tuple(("course", slug) for slug in chosen)
    addresses = WeekAddresses(sight=sight, route="term_week", args=(), query=(*named, *asked.query))
    page = make_week_page(
        week,
        _term_calendar(row, courses, headlines, week, span),
        addresses,
        only=asked.only,
        is_agenda=asked.is_agenda,
    )
    return {
        "layout": _term_layout(row, sight, span, options, page.title, page.week_url),
        "page": page,
        "courses": [
            (numbers[course.slug], sight.links.to("course", course.slug)) for course in courses
        ],
        "left_out": _left_out_words(left_out),
        "scope_url": sight.links.to("term_week", str(week)) if chosen else sight.links.to("term"),
        "scope": (
            gettext("All {term} courses").format(term=row.name)
            if chosen
            else gettext("{term} courses").format(term=row.name)
        ),
    }


def _term_calendar(
    row: Term,
    courses: Iterable[Course],
    headlines: Mapping[str, Headline],
    week: Week,
    span: Span,
) -> Calendar:
    """Fetch what a week of several courses is made of, in two queries."""
    slugs = {course.pk: course.slug for course in courses}
    standing = Event.objects.standing().filter(course_id__in=slugs)
    outline = list(standing.values_list("kind", "start", "end"))
    in_week = standing.between(week.monday, week.sunday) | standing.filter(
        first_day__range=(week.monday, week.sunday)
    )
    happenings = []
    for event in in_week.defer(*HEAVY):
        slug = slugs[event.course_id]
        happenings.append(Happening(event, slug, headlines[slug].number, headlines[slug].language))
    numbers = [headline.number for headline in headlines.values()]
    return Calendar(
        whose=", ".join(numbers) if 0 < len(numbers) <= MOST_NAMED else gettext("All courses"),
        span=span,
        happenings=happenings,
        every=happenings,
        kinds=frozenset(kind for kind, _, _ in outline),
        moves=(),
        hours=hours_of(
            ((start, end) for kind, start, end in outline if start and kind in SESSION_KINDS),
            row.zone,
        ),
    )


def _courses(row: Term, chosen: tuple[str, ...]) -> tuple[list[Course], int]:
    """Return the courses shown together, and how many more there are.

    Raises:
        PageError: A 404 for a course that is not there, a 400 for too many.
    """
    if len(chosen) > MOST_TOGETHER:
        why = gettext("Choose at most {count}.").format(count=MOST_TOGETHER)
        raise PageError(status=400, title=gettext("Too many courses for one week"), why=why)
    if not chosen:
        listed = listed_courses(row)
        return listed[:MOST_TOGETHER], max(0, len(listed) - MOST_TOGETHER)
    open_courses = Course.objects.open().filter(term=row, slug__in=chosen).select_related("term")
    by_slug = {course.slug: course for course in open_courses}
    for slug in chosen:
        if slug not in by_slug:
            raise NotFoundError(slug, term=row)
    return [by_slug[slug] for slug in chosen], 0


def _chosen(request: HttpRequest) -> tuple[str, ...]:
    """Return the slugs of `course=`, repeated or separated by commas, each once."""
    words = (word for value in request.GET.getlist("course") for word in value.split(","))
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def _left_out_words(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{n} more course is not shown.", "{n} more courses are not shown.", count
    ).format(n=count)


def _term_layout(
    row: Term, sight: Sight, span: Span, options: Options, title: str, path: str
) -> Layout:
    links = sight.links
    return Layout(
        title=gettext("{days}, {term} week").format(days=title, term=row.name),
        canonical=settings.PUBLIC_URL + path,
        front=links.front(),
        crumbs=(Crumb(row.name, links.to("term")), Crumb(gettext("All courses"), is_page=True)),
        time=clockwork(sight, span),
        theme=options.theme,
        on=options.on_words,
    )
