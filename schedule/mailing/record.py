"""What became of a course's mail, in numbers, and what servers said: without any address."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Max, Min, Q, QuerySet

from courses.models import Course
from schedule.engine.entry import Entry
from schedule.mailing.digest import untold
from schedule.mailing.masking import masked
from schedule.mailing.recipient import RELATED, address_of
from schedule.models import Event, Mail, MailKind, MailState, Subscription
from schedule.models.mail import MailQuerySet

READ: Final = 500
"""How many of the newest refusals are read to tell what servers said."""

Outcomes = Mapping[MailState, int]


@dataclass(frozen=True, slots=True)
class Reminded:
    """What became of the reminders of one thing and one lead.

    Attributes:
        entry: Of what, as it is published now.
        due: When it was due, or started, for these reminders. Aware.
        lead: How long before, in its one form.
        last: When the last of them became what it is. Aware.
        outcomes: How many by state; none of those that wait.
    """

    entry: Entry
    due: datetime
    lead: str
    last: datetime
    outcomes: Outcomes


@dataclass(frozen=True, slots=True)
class Refusal:
    """What servers said, and to how many mails.

    Attributes:
        words: As they said it, without addresses.
        is_final: Whether those mails are given up; else they are tried again.
        last: When it was last said, or for what is tried again, when that is. Aware.
    """

    words: str
    is_final: bool
    mails: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in the ledger.

    Attributes:
        late: Reminders whose time has come.
        notices: Mails about changes to subscribers who were not told of all that is new.
        first: When the first of these notices goes; None without any. Aware.
        last: When the last goes.
    """

    late: int
    notices: int
    first: datetime | None
    last: datetime | None


def reminded(course: Course, *, since: datetime) -> tuple[Reminded, ...]:
    """Return what became of the reminders that were to go since then, the latest first."""
    groups: dict[tuple[int, datetime, str], Counter[MailState]] = defaultdict(Counter)
    last: dict[tuple[int, datetime, str], datetime] = {}
    rows = _done(course, since).values_list("event_id", "due", "lead", "state")
    for event, due, lead, state, count, at in rows.annotate(Count("pk"), Max("done_at")).order_by():
        place = event, due, lead
        groups[place][MailState(state)] += count
        last[place] = max(last.get(place, at), at)
    events = Event.objects.defer("vevent").in_bulk({event for event, _, _ in groups})
    found = [
        Reminded(events[event].entry, due, lead, last[event, due, lead], outcomes)
        for (event, due, lead), outcomes in groups.items()
    ]
    return tuple(sorted(found, key=lambda each: (each.last, each.due, each.lead), reverse=True))


def told(course: Course, *, since: datetime) -> Outcomes:
    """Return what became of the mails about changes to its subscribers; some are of other courses."""
    rows = (
        _notices(course.mail_subscriptions.all())
        .filter(send_at__gte=since)
        .exclude(state=MailState.WAITING)
    )
    counts = rows.values_list("state").annotate(Count("pk")).order_by()
    return {MailState(state): count for state, count in counts}


def waiting(course: Course, *, now: datetime) -> Waiting:
    """Return what waits in the ledger, in two queries."""
    reminders = Mail.objects.filter(course=course, kind=MailKind.REMINDER)
    late = reminders.due(now).count()
    notices = _notices(untold().filter(course=course)).waiting()
    found = notices.aggregate(notices=Count("pk"), first=Min("send_at"), last=Max("send_at"))
    return Waiting(late=late, **found)


def refusals(course: Course, *, since: datetime) -> tuple[Refusal, ...]:
    """Return what servers said of mail of the course since then, the newest first."""
    refused = Q(state=MailState.FAILED) | Q(state=MailState.WAITING, attempts__gt=0)
    known: dict[tuple[str, bool], Refusal] = {}
    notices = _notices(course.mail_subscriptions.all())
    for rows in (Mail.objects.filter(course=course, kind=MailKind.REMINDER), notices):
        newest = rows.filter(refused, send_at__gte=since).exclude(reply="").order_by("-send_at")
        for mail in newest.select_related(*RELATED)[:READ]:
            words = masked(mail.reply, addresses=[address_of(mail)])
            place = words, mail.state == MailState.FAILED
            before, at = known.get(place), mail.done_at or mail.send_at
            known[place] = Refusal(
                *place,
                mails=before.mails + 1 if before else 1,
                last=max(before.last, at) if before else at,
            )
    return tuple(sorted(known.values(), key=lambda each: each.last, reverse=True))


def _done(course: Course, since: datetime) -> MailQuerySet:
    rows = Mail.objects.filter(course=course, kind=MailKind.REMINDER, send_at__gte=since)
    return rows.filter(done_at__isnull=False).exclude(state=MailState.WAITING)


def _notices(subscriptions: QuerySet[Subscription]) -> MailQuerySet:
    """Return the mails about changes to the subscribers: they are of no one course."""
    to = subscriptions.order_by().values("subscriber")
    return Mail.objects.filter(course=None, kind=MailKind.CHANGES, subscriber__in=to)
