"""An address's own page: what it chose, its courses, what was sent to it, and what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from courses.models import Course
from schedule.mailing.choice import Choice
from schedule.mailing.coming import coming_reminders
from schedule.mailing.links import page_secret
from schedule.mailing.subscribing import add, change
from schedule.models import Mail, MailState, Notices
from schedule.pages.layout import Crumb, Layout
from schedule.pages.mail import coming_lines, sent_lines
from schedule.reading.headline import Headline
from schedule.reading.picks import COURSE, parse_picked
from schedule.views.finding import ticked_courses
from schedule.views.mailing.asking import looks_for_courses
from schedule.views.mailing.choosing import MailChoosing
from schedule.views.mailing.secrecy import find_subscriber, require_method, secret_page
from schedule.views.options import Options
from schedule.views.terms import wanted_term
from schedule.wording import zone_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.models import Subscriber
    from schedule.views.visit import Context

SAVED: Final = "saved"
CONFIRMED: Final = "confirmed"
ADDED: Final = "added"
OK: Final = 200
BAD: Final = 400
SHOWN_COMING: Final = 6
SHOWN_SENT: Final = 12
TOLD: Final = (MailState.SENT, MailState.FAILED, MailState.MISSED)
"""What of the ledger its subscriber is shown: what came, and what should have come."""


class _End(NamedTuple):
    """Where the mails about a course end."""

    course: str
    url: str


@secret_page
def own_mail(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show an address's own page, and do what its forms ask for."""
    require_method(request)
    subscriber = find_subscriber(secret)
    own = _own(subscriber)
    if request.method == "POST":
        return _do(request, subscriber, own)
    return _page(
        request, subscriber, MailChoosing.stored(subscriber, own, term=wanted_term(request))
    )


def lead_to_own(subscriber: Subscriber, *, done: str) -> HttpResponseRedirect:
    """Lead to an address's own page after a form was sent; `done` is said there."""
    path = reverse("schedule:own_mail", args=[page_secret(subscriber)])
    return HttpResponseRedirect(f"{path}?done={done}", status=303)


def _do(
    request: HttpRequest, subscriber: Subscriber, own: Mapping[UUID, Course]
) -> HttpResponseBase:
    """Do what one of the page's forms asks for."""
    if request.POST.get("do") == "add":
        add(
            subscriber,
            ticked_courses(parse_picked(request.POST.getlist(COURSE))),
            now=timezone.now(),
        )
        return lead_to_own(subscriber, done=ADDED)
    choosing = MailChoosing.sent(request.POST, term=wanted_term(request), own=own)
    if looks_for_courses(request):
        return _page(request, subscriber, choosing)
    if choosing.faults:
        return _page(request, subscriber, choosing, status=BAD)
    change(subscriber, choosing.choice, choosing.courses, now=timezone.now())
    return lead_to_own(subscriber, done=SAVED)


def _own(subscriber: Subscriber) -> dict[UUID, Course]:
    """Return the courses of an address by their ids, the latest term's first."""
    rows = Course.objects.filter(mail_subscriptions__subscriber=subscriber)
    rows = rows.select_related("term").defer("loaded_content")
    return {row.pk: row for row in rows.order_by("-term__first_day", "number", "pk")}


def _page(
    request: HttpRequest,
    subscriber: Subscriber,
    choosing: MailChoosing,
    *,
    status: int = OK,
) -> HttpResponseBase:
    title, path, secret = gettext("Your mails"), request.path, page_secret(subscriber)
    own = choosing.own.values()
    context: Context = {
        "layout": Layout(
            title=title,
            crumbs=(Crumb(gettext("Mail"), reverse("schedule:mail")), Crumb(title, is_page=True)),
            theme=Options.of_cookies(request).theme,
            here=path,
        ),
        "title": title,
        "form_url": path,
        "done": request.GET.get("done", ""),
        "hears": subscriber.notices != Notices.NONE,
        "is_paused": subscriber.paused_at is not None,
        **_mails(subscriber, own, timezone.now()),
        "ends": [_End(course_name(course), _end_url(secret, course)) for course in own],
        "end_url": _end_url(secret),
        **choosing.context(is_sent=status != OK),
        "address": subscriber.address,
    }
    return HttpResponse(render_to_string("schedule/mail/own.html", context), status=status)


def _mails(subscriber: Subscriber, own: Collection[Course], now: datetime) -> Context:
    """Return what came, and what comes."""
    choice = Choice.of(subscriber)
    headlines = {course.pk: Headline.published(course) for course in own if course.is_open}
    coming = coming_reminders(headlines.keys(), choice.rules, now=now, limit=SHOWN_COMING)
    done = Mail.objects.filter(subscriber=subscriber, state__in=TOLD).select_related(
        "event", "course"
    )
    return {
        "coming": coming_lines(coming, headlines, choice.zone),
        "sent": sent_lines(done.order_by("-done_at", "-pk")[:SHOWN_SENT], choice.zone),
        "zone_words": zone_name(choice.time_zone),
    }


def course_name(course: Course) -> str:
    """Return the number of a course as published; of one that is not open, what its address says."""
    return Headline.published(course).number if course.is_open else course.slug


def _end_url(secret: str, course: Course | None = None) -> str:
    if course is None:
        return reverse("schedule:end_mail", args=[secret])
    return reverse("schedule:end_mail_course", args=[secret, course.pk])
