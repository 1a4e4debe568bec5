"""Notices in the ledger: one row for each subscriber who has something to be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from functools import reduce
from operator import or_
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from courses.models import Course
from schedule.mailing.choice import Choice
from schedule.mailing.correcting import unclaimed
from schedule.mailing.digest import untold
from schedule.mailing.inserting import insert_mails
from schedule.mailing.since import News, read_news
from schedule.mailing.timing import NoticeTime, notice_time
from schedule.mailing.verdict import Why
from schedule.models import Mail, MailKind, MailState, Notices, Subscriber, Subscription


class Listeners(NamedTuple):
    """Subscriptions that are told the same at the same time."""

    course: UUID
    told_edition: int
    notices: str
    morning: time
    time_zone: str
    quiet_from: time | None
    quiet_until: time | None

    @property
    def choice(self) -> Choice:
        """What they chose, as far as notices go by it."""
        return Choice.of(Subscriber(**{name: getattr(self, name) for name in CHOSEN}))

    @property
    def condition(self) -> Q:
        """Which they are."""
        chosen: dict[str, object] = {}
        for name in CHOSEN:
            value = getattr(self, name)
            none = value is None
            chosen[f"subscriber__{name}" + ("__isnull" if none else "")] = none or value
        return Q(course=self.course, told_edition=self.told_edition, **chosen)


CHOSEN: Final = Listeners._fields[2:]
LISTENS: Final = ~Q(subscriber__notices=Notices.NONE)


def plan_notices(subscriptions: QuerySet[Subscription], *, now: datetime) -> None:
    """Let the subscriber of each of some subscriptions have one notice waiting, if there is news.

    Of all of their courses, when the most pressing is to be told. Where there is no news, or none
    is wanted, what was published counts as told.
    """
    theirs = Q(subscriber__in=subscriptions.order_by().values("subscriber"))
    pending = untold().filter(theirs, subscriber__paused_at__isnull=True).select_related(None)
    newest = Course.objects.filter(pk=OuterRef("course")).order_by().values("edition_number")
    told_so_far = pending.filter(~LISTENS).update(told_edition=Subquery(newest))
    whom: dict[NoticeTime, list[Q]] = defaultdict(list)
    for course, told, group in _groups(pending.filter(LISTENS)):
        same = LISTENS & Q(course=course, told_edition=told)
        news = read_news([(course, told)]).get((course, told))
        if news is None or not news.left(now):
            told_so_far += pending.filter(same).update(told_edition=course.edition_number)
            continue
        for at, condition in _times(group, same, news, now=now).items():
            whom[at].append(condition)
    for at in sorted(whom, reverse=True):  # whoever is in several keeps the earliest
        _retime(pending.filter(reduce(or_, whom[at])), at, now=now)
    for at in sorted(whom):
        _insert(pending.filter(reduce(or_, whom[at])), at, now=now)
    if told_so_far:
        _void_idle(theirs, now=now)


def _groups(pending: QuerySet[Subscription]) -> Iterator[tuple[Course, int, list[Listeners]]]:
    """Yield each course and edition since which there are news, with who are to be told alike."""
    chosen = (f"subscriber__{name}" for name in CHOSEN)
    rows = pending.order_by().values_list("course", "told_edition", *chosen).distinct()
    found: dict[tuple[UUID, int], list[Listeners]] = defaultdict(list)
    for row in rows:
        found[row[0], row[1]].append(Listeners(*row))
    courses = Course.objects.only("edition_number", "headline").in_bulk({pk for pk, _ in found})
    for (pk, told), group in found.items():
        yield courses[pk], told, group


def _times(
    group: Iterable[Listeners], everyone: Q, news: News, *, now: datetime
) -> dict[NoticeTime, Q]:
    """Return when to tell whom of a course's news."""
    ahead = [each for each in news.stretches(now) if now < each[1]]
    at_time: dict[NoticeTime, Q] = {}
    for each in group:
        at = notice_time(each.choice, first_at=news.first_at, last_at=news.last_at, stretches=ahead)
        at_time[at] = at_time.get(at, Q()) | each.condition
    return at_time if len(at_time) > 1 else dict.fromkeys(at_time, everyone)


def _retime(pending: QuerySet[Subscription], at: NoticeTime, *, now: datetime) -> None:
    """Give what waits its time; what the server put off keeps its pause."""
    Mail.objects.filter(
        unclaimed(now),
        ~Q(send_at=at.at, urgent=at.is_urgent),
        kind=MailKind.CHANGES,
        attempts=0,
        subscriber__in=pending.values("subscriber"),
    ).update(send_at=at.at, urgent=at.is_urgent)


def _insert(pending: QuerySet[Subscription], at: NoticeTime, *, now: datetime) -> None:
    insert_mails(
        Subscriber.objects.filter(pk__in=pending.values("subscriber")),
        kind=MailKind.CHANGES,
        subscriber=F("pk"),
        made_at=now,
        send_at=at.at,
        urgent=at.is_urgent,
    )


def _void_idle(theirs: Q, *, now: datetime) -> None:
    """Make void what waits for subscribers who were told all, or heard that nothing is left."""
    has_news = untold().filter(subscriber=OuterRef("subscriber"))
    Mail.objects.filter(theirs, unclaimed(now), ~Exists(has_news), kind=MailKind.CHANGES).update(
        state=MailState.VOID, done_at=now, reply=Why.NOTHING_LEFT
    )
