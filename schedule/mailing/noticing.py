"""Notices in the ledger: one row for each subscriber who has something to be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from functools import reduce
from operator import or_
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from courses.models import Course
from schedule.engine.net import Stretch
from schedule.mailing.alike import FOR_NOTICES, choice_of, columns, of_those_who_chose
from schedule.mailing.choice import Choice
from schedule.mailing.correcting import unclaimed
from schedule.mailing.digest import (
    Known,
    count_as_told,
    first_come,
    untold,
)
from schedule.mailing.inserting import insert_mails
from schedule.mailing.since import News, Since, read_news
from schedule.mailing.timing import NoticeTime, announcing_time, notice_time
from schedule.mailing.verdict import Why
from schedule.models import Mail, MailKind, MailState, Notices, Subscriber, Subscription


class Listeners(NamedTuple):
    """Subscriptions that are told the same at the same time."""

    course: UUID
    told_edition: int
    came: date | None
    notices: str
    morning: time
    time_zone: str
    quiet_from: time | None
    quiet_until: time | None

    @property
    def _chosen(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in FOR_NOTICES}

    @property
    def choice(self) -> Choice:
        """What they chose, as far as notices go by it."""
        return choice_of(self._chosen)

    @property
    def condition(self) -> Q:
        """Which they are, of those that know the same."""
        return of_those_who_chose(self._chosen)


LISTENS: Final = ~Q(subscriber__notices=Notices.NONE)


def plan_notices(subscriptions: QuerySet[Subscription], *, now: datetime) -> None:
    """See that each subscriber of these has one notice waiting, if there is news for them.

    It covers all of a subscriber's courses, and goes when the most pressing of them should be told.
    Without news, what was published counts as told. Those who want no notices hear from the moment
    on when they choose some (`subscribing`).
    """
    theirs = Q(subscriber__in=subscriptions.order_by().values("subscriber"))
    pending = untold().filter(theirs, LISTENS, subscriber__paused_at=None).select_related(None)
    pending = pending.annotate(came=first_come())
    told_so_far = 0
    whom: dict[NoticeTime, list[Q]] = defaultdict(list)
    for since, same, group in _groups(pending):
        news = read_news([since], now=now).get(since)
        if news is None or not news.left(now):
            told_so_far += _count_as_told(pending.filter(same), since, now=now)
            continue
        for at, condition in _times(group, same, news, now=now).items():
            whom[at].append(condition)
    for at in sorted(whom, reverse=True):  # whoever is in several keeps the earliest
        _retime(pending.filter(reduce(or_, whom[at])), at, now=now)
    for at in sorted(whom):
        _insert(pending.filter(reduce(or_, whom[at])), at, now=now)
    if told_so_far:
        _void_idle(theirs, now=now)


def _groups(pending: QuerySet[Subscription]) -> Iterator[tuple[Since, Q, list[Listeners]]]:
    """Yield what subscribers know of a course, with who they are, and who are told alike."""
    names = ("course", "told_edition", "came", *columns(FOR_NOTICES))
    rows = pending.order_by().values_list(*names).distinct()
    found: dict[tuple[UUID, int, date | None], list[Listeners]] = defaultdict(list)
    for row in rows:
        found[row[:3]].append(Listeners(*row))
    courses = Course.objects.only("edition_number", "headline").in_bulk({pk for pk, *_ in found})
    # Where no announcement came, which is nearly always, nobody is asked for one.
    came = {pk for pk, _, day in found if day}
    for (pk, told, day), group in found.items():
        same = Q(course=pk, told_edition=told)
        if pk in came:
            same &= Q(came=day) if day else Q(came=None)
        yield Since(courses[pk], told, day), same, group


def _count_as_told(pending: QuerySet[Subscription], since: Since, *, now: datetime) -> int:
    """Let subscriptions know of a course what is no news to them; return how many."""
    if since.came:
        return count_as_told(pending, Known.now(since.course, now))
    # The day stays: an announcement may have come that no planner has looked at.
    return pending.update(told_edition=since.course.edition_number)


def _times(
    group: Iterable[Listeners], everyone: Q, news: News, *, now: datetime
) -> dict[NoticeTime, Q]:
    """Return when to tell whom of a course's news."""
    ahead = [each for each in news.stretches(now) if now < each[1]]
    at_time: dict[NoticeTime, Q] = {}
    for each in group:
        at = min(_each_time(each.choice, news, ahead))
        at_time[at] = at_time.get(at, Q()) | each.condition
    return at_time if len(at_time) > 1 else dict.fromkeys(at_time, everyone)


def _each_time(choice: Choice, news: News, ahead: list[Stretch]) -> Iterator[NoticeTime]:
    """Yield when to tell what was published, and when what came."""
    if news.first_at and news.last_at:
        yield notice_time(choice, first_at=news.first_at, last_at=news.last_at, stretches=ahead)
    if news.came_at:
        yield announcing_time(choice, news.came_at)


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


def void_unwanted(whose: Q, *, now: datetime) -> None:
    """Make void what waits for subscribers who want no notices any more."""
    wants_none = Q(subscriber__notices=Notices.NONE)
    Mail.objects.filter(whose, wants_none, unclaimed(now), kind=MailKind.CHANGES).update(
        state=MailState.VOID, done_at=now, reply=Why.NOT_CHOSEN
    )


def _void_idle(theirs: Q, *, now: datetime) -> None:
    """Make void what waits for subscribers who were told all, or heard that nothing is left."""
    has_news = untold().filter(subscriber=OuterRef("subscriber"))
    Mail.objects.filter(theirs, unclaimed(now), ~Exists(has_news), kind=MailKind.CHANGES).update(
        state=MailState.VOID, done_at=now, reply=Why.NOTHING_LEFT
    )
