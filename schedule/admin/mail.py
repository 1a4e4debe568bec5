"""A course's mail, for its staff: what goes to how many and when, what was sent, and a test.

No address is on it, whoever looks: subscribers gave theirs to the site, not to their teachers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from courses.admin.visit import visit_of
from courses.models import Course
from courses.permissions import Action
from schedule.admin.mailwords import lead_words, mails, moment, outcome_words, span
from schedule.admin.publishing import account_of
from schedule.engine.entry import Entry
from schedule.mailing import record
from schedule.mailing.audience import MailAudience, mail_audience_of
from schedule.mailing.coming import coming
from schedule.mailing.trying import NoTestError, last_test, send_test
from schedule.models import Mail, MailState
from schedule.wording import Clock, moment_words
from schedule.wording.items import acted_name

AHEAD: Final = timedelta(days=7)
BACK: Final = timedelta(days=14)
SHOWN: Final = 100
"""How many lines a table has at most."""
IS_OFF: Final = "This site sends no mail. Whoever runs it can set EMAIL_URL."


@dataclass(frozen=True, slots=True)
class Line:
    """Reminders of one thing: when they go or went, what they are about, and how many."""

    when: str
    name: str
    moment: str
    lead: str
    many: str


@dataclass(frozen=True, slots=True)
class RefusalLine:
    """What servers said."""

    words: str
    many: str
    since: str
    then: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows.

    Attributes:
        facts: Who gets mail, in numbers.
        coming: What goes in the next days.
        waiting: What is in the ledger now, each a sentence.
        went: What became of reminders.
        told: What became of mails about changes; empty without any.
        refusals: What servers said.
        is_cut: Whether there is more than the tables show.
    """

    facts: tuple[str, ...]
    coming: tuple[Line, ...]
    waiting: tuple[str, ...]
    went: tuple[Line, ...]
    told: str
    refusals: tuple[RefusalLine, ...]
    is_cut: bool


def mail_url(course: Course) -> str:
    """Return the address of a course's page of mail; empty where the site sends none."""
    if not settings.MAIL_IS_ON:
        return ""
    return reverse("admin:courses_course_mail", args=[course.pk])


def show_mail(request: HttpRequest, pk: str, *, context: dict[str, Any]) -> HttpResponse:
    """Show the mail of a course to its staff; posted, send a test to who asks.

    Raises:
        Http404: The course is not visible.
    """
    course = visit_of(request).course(Action.SEE, pk)
    now = timezone.now()
    if request.method == "POST":
        return _test(request, course, now)
    context = {
        **context,
        "title": f"Mail of {course.number}",
        "course": course,
        "opts": Course._meta,
        "off": "" if settings.MAIL_IS_ON else IS_OFF,
        "shown": shown_mail(course, now=now) if settings.MAIL_IS_ON else None,
        "email": account_of(request).email,
        "last_test": _test_words(last_test(account_of(request), course), course),
    }
    status = HTTPStatus.OK
    return TemplateResponse(request, "admin/mail.html", context, status=status)


def _test(request: HttpRequest, course: Course, now: datetime) -> HttpResponse:
    account = account_of(request)
    if not settings.MAIL_IS_ON:
        messages.error(request, IS_OFF)
    else:
        try:
            send_test(account, course, now=now)
        except NoTestError as fault:
            messages.error(request, str(fault))
        else:
            messages.success(request, f"A test goes to {account.email} in a moment.")
    return HttpResponseRedirect(request.path)


def shown_mail(course: Course, *, now: datetime) -> Shown:
    """Return what the page says of a course's mail, in a fixed number of queries."""
    clock, since = Clock(course.term.zone), now - BACK
    going = coming(course, start=now, end=now + AHEAD)
    went = record.reminded(course, since=since)
    refused = record.refusals(course, since=since)
    return Shown(
        facts=tuple(_facts(mail_audience_of(course))),
        coming=tuple(
            Line(
                span(each.first, each.last, clock),
                acted_name(each.entry),
                moment_words(each.entry, clock),
                lead_words(each.lead),
                mails(each.mails),
            )
            for each in going[:SHOWN]
        ),
        waiting=tuple(_waiting(record.waiting(course, now=now), clock)),
        went=tuple(
            Line(
                moment(each.last, clock),
                acted_name(each.entry),
                _due_words(each.entry, each.due, clock),
                lead_words(each.lead),
                outcome_words(each.outcomes),
            )
            for each in went[:SHOWN]
        ),
        told=outcome_words(record.told(course, since=since)),
        refusals=tuple(
            RefusalLine(
                each.words,
                mails(each.mails),
                moment(each.last, clock),
                "given up" if each.is_final else "tried again then",
            )
            for each in refused[:SHOWN]
        ),
        is_cut=max(len(going), len(went), len(refused)) > SHOWN,
    )


def _facts(audience: MailAudience) -> Iterator[str]:
    yield _people(audience.subscribers, "subscriber", "subscribers")
    if not audience.subscribers:
        return
    yield _people(audience.reminded, "is reminded", "are reminded")
    soon = {"at once": audience.at_once, "daily": audience.daily, "weekly": audience.weekly}
    how = ", ".join(f"{count:,} {word}" for word, count in soon.items() if count)
    yield _people(audience.told, "hears of changes", "hear of changes") + (
        f": {how}" if how else ""
    )
    if audience.paused:
        yield f"{audience.paused:,} paused"


def _people(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _waiting(found: record.Waiting, clock: Clock) -> Iterator[str]:
    if found.late:
        verb = "is" if found.late == 1 else "are"
        yield f"{_people(found.late, 'reminder', 'reminders')} {verb} about to go."
    if found.first and found.last:
        verb = "waits" if found.notices == 1 else "wait"
        yield (
            f"{mails(found.notices)} about changes {verb}, to go {span(found.first, found.last, clock)}."
        )


def _due_words(entry: Entry, due: datetime, clock: Clock) -> str:
    """Return when something was due for its reminders, which may have moved since."""
    return moment_words(entry, clock) if entry.start == due else moment(due, clock)


def _test_words(test: Mail | None, course: Course) -> str:
    if test is None:
        return ""
    clock = Clock(course.term.zone)
    match MailState(test.state):
        case MailState.WAITING:
            trouble = f" The server said: {test.reply}" if test.reply else ""
            return f"Your test of {moment(test.made_at, clock)} waits to be sent.{trouble}"
        case MailState.SENT:
            return f"Your last test was sent {moment(test.done_at or test.made_at, clock)}."
        case _:
            why = f": {test.reply}" if test.reply else "."
            return f"Your test of {moment(test.made_at, clock)} was not sent{why}"
