"""Notices in the ledger: one row for each subscriber who has something to be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from courses.models import Course
from schedule.mailing.choice import Choice
from schedule.mailing.digest import untold
from schedule.mailing.news import News, read_news
from schedule.mailing.reminding import unclaimed
from schedule.mailing.timing import NoticeTime, notice_time
from schedule.mailing.verdict import Why
from schedule.models import Mail, MailKind, MailState, Notices, Subscription


def plan_notices(subscribers: Collection[UUID], *, now: datetime) -> None:
    """Let each of some subscribers have one notice waiting, at its time, if there is any news.

    Where there is none, or none is wanted, what was published counts as told.
    """
    pending = _pending(subscribers)
    wanted: dict[UUID, NoticeTime] = {}
    told: list[Subscription] = []
    for subscription, at in _times(pending, now=now):
        if at is None:
            told.append(subscription)
        else:
            key = subscription.subscriber_id
            wanted[key] = min(at, wanted.get(key, at))
    _count_as_told(told)
    _write(subscribers, wanted, now=now)


def _pending(subscribers: Collection[UUID]) -> list[Subscription]:
    """Return the subscriptions with anything untold; those of one course share its row."""
    found = list(
        untold()
        .filter(subscriber__in=subscribers, subscriber__paused_at__isnull=True)
        .select_related(None)
        .defer(None)
        .select_related("subscriber")
    )
    courses = Course.objects.only("edition_number", "headline").in_bulk(
        {each.course_id for each in found}
    )
    for each in found:
        each.course = courses[each.course_id]
    return found


def _times(
    pending: Iterable[Subscription], *, now: datetime
) -> Iterable[tuple[Subscription, NoticeTime | None]]:
    """Yield each subscription with when to tell its news; None where there is nothing to tell."""
    listening = [each for each in pending if each.subscriber.notices != Notices.NONE]
    news = read_news((each.course, each.told_edition) for each in listening)
    known: dict[tuple[object, ...], NoticeTime | None] = {}
    for each in pending:
        subscriber = each.subscriber
        key = (
            each.course_id,
            each.told_edition,
            subscriber.notices,
            subscriber.morning,
            subscriber.time_zone,
            subscriber.quiet_from,
            subscriber.quiet_until,
        )
        if key not in known:
            fresh = news.get((each.course, each.told_edition))
            known[key] = _time(Choice.of(subscriber), fresh, now=now)
        yield each, known[key]


def _time(choice: Choice, news: News | None, *, now: datetime) -> NoticeTime | None:
    if choice.notices == Notices.NONE or news is None or not news.left(now):
        return None
    return notice_time(
        choice,
        first_at=news.first_at,
        last_at=news.last_at,
        stretches=[each for each in news.stretches(now) if now < each[1]],
    )


def _count_as_told(subscriptions: Iterable[Subscription]) -> None:
    by_edition: dict[int, list[int]] = defaultdict(list)
    for each in subscriptions:
        by_edition[each.course.edition_number].append(each.pk)
    for edition, keys in by_edition.items():
        Subscription.objects.filter(pk__in=keys).update(told_edition=edition)


def _write(subscribers: Collection[UUID], wanted: dict[UUID, NoticeTime], *, now: datetime) -> None:
    waiting = Mail.objects.filter(kind=MailKind.CHANGES, subscriber__in=subscribers)
    rows = waiting.waiting().values_list("pk", "subscriber", "send_at", "urgent")
    found = list(rows)
    idle = waiting.filter(unclaimed(now))
    over = [pk for pk, subscriber, *_ in found if subscriber not in wanted]
    idle.filter(pk__in=over).update(state=MailState.VOID, done_at=now, reply=Why.NOTHING_LEFT)
    moved: dict[NoticeTime, list[int]] = defaultdict(list)
    for pk, subscriber, send_at, urgent in found:
        at = wanted.pop(subscriber, None)
        if at and at != NoticeTime(send_at, urgent):
            moved[at].append(pk)
    for at, keys in moved.items():
        # What the server put off keeps its pause.
        idle.filter(pk__in=keys, attempts=0).update(send_at=at.at, urgent=at.is_urgent)
    Mail.objects.bulk_create(
        [
            Mail(
                kind=MailKind.CHANGES,
                subscriber_id=subscriber,
                made_at=now,
                send_at=at.at,
                urgent=at.is_urgent,
            )
            for subscriber, at in wanted.items()
        ],
        ignore_conflicts=True,
    )
