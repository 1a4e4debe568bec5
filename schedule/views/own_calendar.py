"""A personal calendar's own page: its choices, its address, and who asked for it when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from schedule.models import PersonalCalendar
from schedule.pages.calendars import feed_links
from schedule.pages.freshness import Asked, Update, fetch_views
from schedule.pages.layout import Crumb, Layout
from schedule.personal.calendars import change_calendar, feed_path, page_path, rotate_calendar
from schedule.personal.fetching import FETCHES
from schedule.personal.programs import Program
from schedule.qr import LONGEST, draw_secret
from schedule.reading.headline import Headline
from schedule.views.calendars import ENDED
from schedule.views.choosing import EMPTY_ZONE, Choosing
from schedule.views.errors import PageError, Way, for_readers
from schedule.views.options import Options
from schedule.views.owning import SHOWN, keep_secret, lead_to, take_shown
from schedule.views.sent import METHODS, not_allowed
from schedule.views.terms import wanted_term
from schedule.wording import Clock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.models import CalendarCourse
    from schedule.pages.freshness import FetchView
    from schedule.views.visit import Context

SAVED: Final = "saved"
ROTATED: Final = "rotated"
OK: Final = 200


# Who knows the secret in its address may send its form; nobody else can.
@csrf_exempt
def own_calendar(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show a calendar's own page, and do what its forms ask for."""
    response = _answer(request, secret)
    keep_secret(response)
    return response


@for_readers
def _answer(request: HttpRequest, secret: str) -> HttpResponseBase:
    calendar = PersonalCalendar.objects.at_page(secret).first()
    if calendar is None:
        raise _nowhere()
    if request.method not in METHODS:
        raise not_allowed(page_path(secret))
    if request.method == "POST":
        return _do(request, calendar, secret)
    return _show(request, calendar, secret)


def _nowhere() -> PageError:
    """Return the same error for what never was, and for what was ended."""
    return PageError(
        status=404,
        title=gettext("There is no calendar here"),
        why=gettext("The address may be mistyped, or the calendar was ended."),
        ways=(Way(gettext("Make a calendar"), reverse("schedule:calendars")),),
    )


def _do(request: HttpRequest, calendar: PersonalCalendar, secret: str) -> HttpResponseBase:
    """Do what one of the page's forms asks for."""
    asked = request.POST.get("do", SAVED)
    if asked == "rotate":
        token = rotate_calendar(calendar, now=timezone.now())
        return lead_to(secret, token=token, done=ROTATED)
    if asked == "end":
        if not request.POST.get("sure"):
            raise PageError(
                status=400,
                title=gettext("Nothing was ended"),
                why=gettext("Tick the box beside the button, so that it does not end by mistake."),
                ways=(Way(gettext("Back to the calendar"), page_path(secret)),),
            )
        calendar.delete()
        return HttpResponseRedirect(f"{reverse('schedule:calendars')}?{ENDED}=1", status=303)
    choosing = Choosing.sent(request.POST, own=_own(calendar), term=wanted_term(request))
    if choosing.faults:
        return _page(request, calendar, secret, choosing, status=400)
    change_calendar(calendar, choosing.choice, now=timezone.now())
    return lead_to(secret, done=SAVED)


def _show(request: HttpRequest, calendar: PersonalCalendar, secret: str) -> HttpResponseBase:
    """Show what is stored, or what the form asks for while one looks for courses."""
    own, term = _own(calendar), wanted_term(request)
    if "deadlines" in request.GET:
        choosing = Choosing.sent(request.GET, term=term, own=own)
    else:
        choosing = Choosing.stored(calendar, own, term=term)
    return _page(request, calendar, secret, choosing)


def _page(
    request: HttpRequest,
    calendar: PersonalCalendar,
    secret: str,
    choosing: Choosing,
    *,
    status: int = OK,
) -> HttpResponseBase:
    options, path = Options.of_cookies(request), page_path(secret)
    token = take_shown(request, calendar)
    title = calendar.name or gettext("Personal calendar")
    context = {
        "layout": Layout(
            title=title,
            crumbs=(
                Crumb(gettext("Personal calendar"), reverse("schedule:calendars")),
                *((Crumb(title, is_page=True),) if calendar.name else ()),
            ),
            theme=options.theme,
            here=path,
        ),
        "title": title,
        "form_url": path,
        "is_saved": request.GET.get("done") == SAVED,
        "is_rotated": request.GET.get("done") == ROTATED,
        "own_url": settings.PUBLIC_URL + path,
        "fetches": _fetches(calendar, choosing),
        **choosing.context(options, is_sent=status != OK),
        **(_shown(token, calendar.name, title) if token else {}),
    }
    response = HttpResponse(render_to_string("schedule/own_calendar.html", context), status=status)
    if token:
        response.delete_cookie(SHOWN, path=path, samesite="Lax")
    return response


def _shown(token: str, name: str, title: str) -> Context:
    """Return the address, which nobody can be shown again."""
    feed = feed_links(settings.PUBLIC_URL + feed_path(token, name), name=title)
    code = draw_secret(feed.https) if len(feed.https) <= LONGEST else None
    return {"feed": feed, "code": code}


def _own(calendar: PersonalCalendar) -> dict[UUID, CalendarCourse]:
    entries = calendar.entries.select_related("course__term").defer("course__loaded_content")
    return {entry.course_id: entry for entry in entries}


def _fetches(calendar: PersonalCalendar, choosing: Choosing) -> tuple[FetchView, ...]:
    """Return who asked when: as written, and as this process knows better."""
    now = timezone.now()
    shown = [entry.course for entry in choosing.own.values() if entry.is_shown]
    zone = shown[0].term.zone if shown else EMPTY_ZONE
    updates = [
        Update(Headline.published(course).number, course.published_at)
        for course in shown
        if course.published_at
    ]
    return fetch_views(
        _asked(calendar).values(),
        updates,
        chosen_at=calendar.chosen_at,
        clock=Clock(zone),
        now=now,
    )


def _asked(calendar: PersonalCalendar) -> Mapping[str, Asked]:
    asked = {
        row.program: Asked(Program(row.program, row.called), row.fetched_at)
        for row in calendar.fetches.all()
    }
    for fetch in FETCHES.of(calendar.token_hash):
        known = asked.get(fetch.program.key)
        if known is None or known.at < fetch.at:
            asked[fetch.program.key] = Asked(fetch.program, fetch.at)
    return asked
