"""The letter that staff send themselves: a reminder of what is due next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from schedule.engine.entry import Kind, Status
from schedule.mailing.letters.envelope import Sheet
from schedule.mailing.letters.mime import Attachment
from schedule.mailing.letters.page import Foot, Page, Told, given
from schedule.mailing.letters.reminder import Said, moved_file, said_of
from schedule.models import Event, Mail
from schedule.wording.phrase import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPage(Page):
    """A test.

    Attributes:
        course: Of which course.
        said: As its students are reminded; None where the course has no deadline.
    """

    course: Told
    said: Said | None


def trial(mail: Mail, *, now: datetime) -> Sheet:
    """Return the letter of a test: the reminder of the next deadline, else of the last one."""
    course = given(mail.course)
    told, event = Told.of(course), _next(mail, now)
    why = gettext("You sent yourself this test. Students find links here to change or end it.")
    files: tuple[Attachment, ...] = ()
    said, subject = None, told.in_term
    if event is not None:
        event.course = course
        files = moved_file(event)
        said = said_of(event, files, now=now, beside=None)
        subject = said.subject
    return Sheet(
        template="trial",
        page=TrialPage(
            subject=fill(gettext("Test: {subject}"), subject=subject),
            foot=Foot(why),
            course=told,
            said=said,
        ),
        to=given(given(mail.account).email or None),
        course=told,
        files=files,
    )


def _next(mail: Mail, now: datetime) -> Event | None:
    """Return what is due next; where nothing is any more, what was due last."""
    events = Event.objects.of_kinds([Kind.DEADLINE]).filter(course=mail.course_id)
    timed = events.filter(status=Status.CONFIRMED.value, start__isnull=False)
    coming = timed.filter(start__gt=now).order_by("start", "key").first()
    return coming or timed.order_by("-start", "key").first()
