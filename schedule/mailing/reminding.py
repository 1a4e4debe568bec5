"""Reminders in the ledger: of which items, for whom, when, as rows written in few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet

from schedule.engine.entry import Entry, Kind, Status
from schedule.mailing.choice import Choice
from schedule.mailing.inserting import insert_mails
from schedule.mailing.verdict import Why
from schedule.models import (
    EventQuerySet,
    Mail,
    MailKind,
    MailState,
    Subscriber,
    Subscription,
)
from schedule.reminders import KINDS, Rules, overtaken, timetable
from schedule.reminders.lead import MAX_DAYS

ALWAYS: Final = datetime.min.replace(tzinfo=UTC)
FARTHEST: Final = timedelta(days=MAX_DAYS + 2)
"""A reminder is never earlier than this before its item: quiet hours and mornings add a day each."""


@dataclass(frozen=True, slots=True)
class Item:
    """What can be reminded of, with what its reminders depend on.

    Attributes:
        event: The key of its event's row.
        course: The key of its course.
        entry: What stands, and when: no more is filled in.
        start: When it starts, or is due. Aware.
        planned_until: Reminders before it are in the ledger already.
    """

    event: int
    course: UUID
    entry: Entry
    start: datetime
    planned_until: datetime


class Chooser(NamedTuple):
    """A subscription, as far as its reminders depend on it."""

    pk: int
    course: UUID
    kinds: str
    leads: str
    morning: time
    time_zone: str
    quiet_from: time | None
    quiet_until: time | None

    @property
    def rules(self) -> Rules:
        """When it is to be reminded of what."""
        row = Subscriber(**{name: getattr(self, name) for name in CHOSEN})
        return Choice.of(row).rules

    @property
    def likes(self) -> tuple[object, ...]:
        """What the times of its reminders depend on: many have the same."""
        return self[1:]


CHOSEN: Final = Chooser._fields[2:]


def choosers(subscriptions: QuerySet[Subscription]) -> list[Chooser]:
    """Return subscriptions with what was chosen for them, in one query and without rows."""
    chosen = (f"subscriber__{name}" for name in CHOSEN)
    rows = subscriptions.values_list("pk", "course", *chosen)
    return [Chooser(*row) for row in rows]


class Due(NamedTuple):
    """A reminder of an item by a choice: the part that is the same for many subscriptions."""

    event: int
    due: datetime
    lead: str
    at: datetime
    missed: Why | None


@dataclass(slots=True)
class Reminders:
    """The reminders of some items, found once for each choice that subscribers made.

    Attributes:
        items: By course.
        until: Reminders from then on are left for another time, by course. Aware.
        now: Aware.
    """

    items: Mapping[UUID, Sequence[Item]]
    until: Mapping[UUID, datetime]
    now: datetime
    _times: dict[tuple[object, ...], dict[int | None, tuple[Item, dict[str, datetime]]]] = field(
        default_factory=dict
    )

    def write(self, subscriptions: Iterable[Chooser]) -> None:
        """Put into the ledger what subscriptions are to get, where it is not there.

        Nothing from before they were made or their choices: to subscribe brings no burst.
        """
        alike: dict[tuple[object, ...], list[Chooser]] = defaultdict(list)
        for each in subscriptions:
            alike[each.likes].append(each)
        for group in alike.values():
            keys = [each.pk for each in group]
            for due in self._dues_of(group[0]):
                _insert(keys, due, self.now)

    def time(
        self, one: Chooser, event: int | None, due: datetime | None, lead: str
    ) -> datetime | None:
        """Return when a reminder comes to a subscription; None where it does not."""
        times = self._times_of(one).get(event)
        return times[1].get(lead) if times and times[0].start == due else None

    def _dues_of(self, one: Chooser) -> list[Due]:
        until = self.until[one.course]
        return [
            Due(item.event, item.start, lead, at, self._missed(item, times, lead))
            for item, times in self._times_of(one).values()
            for lead, at in times.items()
            if item.planned_until <= at < until
        ]

    def _times_of(self, one: Chooser) -> dict[int | None, tuple[Item, dict[str, datetime]]]:
        if one.likes not in self._times:
            rules = one.rules
            self._times[one.likes] = {
                item.event: (item, timetable(rules, item.entry))
                for item in self.items.get(one.course, ())
                if item.entry.kind in rules.kinds
            }
        return self._times[one.likes]

    def _missed(self, item: Item, times: Mapping[str, datetime], lead: str) -> Why | None:
        if item.start <= self.now:
            return Why.BEGUN
        return Why.OVERTAKEN if overtaken(times, lead, now=self.now) else None


def _insert(keys: Sequence[int], due: Due, now: datetime) -> None:
    """Put a reminder into the ledger for each subscription that was there in time for it."""
    insert_mails(
        Subscription.objects.filter(
            pk__in=keys, made_at__lte=due.at, subscriber__chosen_at__lte=due.at
        ),
        kind=MailKind.REMINDER,
        state=MailState.MISSED if due.missed else MailState.WAITING,
        subscriber=F("subscriber"),
        subscription=F("pk"),
        course=F("course"),
        event=due.event,
        due=due.due,
        lead=due.lead,
        made_at=now,
        send_at=due.at,
        done_at=now if due.missed else None,
        reply=due.missed or "",
    )


def read_items(events: EventQuerySet, *, planned_until: datetime = ALWAYS) -> list[Item]:
    """Return what of some events can be reminded of, in one query."""
    rows = (
        events.of_kinds(KINDS)
        .filter(status=Status.CONFIRMED.value)
        .order_by("pk")
        .values_list("pk", "course", "kind", "start")
    )
    return [
        Item(pk, course, _bare(kind, start), start, planned_until)
        for pk, course, kind, start in rows
        if start is not None
    ]


def _bare(kind: str, start: datetime) -> Entry:
    day = start.date()
    return Entry(key="", kind=Kind(kind), label="", day=day, last_day=day, start=start)


def by_course(items: Iterable[Item]) -> dict[UUID, list[Item]]:
    """Return items by the key of their course."""
    found: dict[UUID, list[Item]] = defaultdict(list)
    for item in items:
        found[item.course].append(item)
    return found


class Stand(NamedTuple):
    """An event, and when it stands; None where it does not, or at no time."""

    event: int
    start: datetime | None

    @property
    def is_then(self) -> Q:
        """The condition on mails about when it stands."""
        return Q(event=self.event, due=self.start)

    @property
    def is_not_then(self) -> Q:
        """The condition on mails about another time of it."""
        return Q(event=self.event) & (Q(due__lt=self.start) | Q(due__gt=self.start))


def read_stands(events: EventQuerySet) -> list[Stand]:
    """Return when some events stand, in one query."""
    rows = events.of_kinds(KINDS).order_by("pk").values_list("pk", "status", "start")
    return [Stand(pk, start if status == Status.CONFIRMED else None) for pk, status, start in rows]


def void_moved(whose: Q, stands: Sequence[Stand], *, now: datetime) -> None:
    """Make void what waits of events that do not stand, or not then.

    What a sender has in its hands it judges itself.
    """
    waiting = Mail.objects.filter(whose, unclaimed(now))
    gone = [each.event for each in stands if each.start is None]
    if gone:
        waiting.filter(event__in=gone).update(
            state=MailState.VOID, done_at=now, reply=Why.CANCELLED
        )
    for some in _some([each for each in stands if each.start is not None]):
        moved = reduce(or_, (each.is_not_then for each in some))
        keys = [each.event for each in some]
        waiting.filter(moved, event__in=keys).update(
            state=MailState.VOID, done_at=now, reply=Why.MOVED
        )


def forget_void(whose: Q, stands: Sequence[Stand]) -> None:
    """Delete what is void of times at which events stand again: it is planned anew."""
    void = Mail.objects.filter(whose, state=MailState.VOID)
    for some in _some([each for each in stands if each.start is not None]):
        again = reduce(or_, (each.is_then for each in some))
        void.filter(again, event__in=[each.event for each in some]).delete()


def _some(stands: Sequence[Stand]) -> Iterator[Sequence[Stand]]:
    """Yield parts of a list that are short enough for one condition of a database."""
    return (stands[at : at + 200] for at in range(0, len(stands), 200))


def retime(subscriptions: Iterable[Chooser], reminders: Reminders) -> None:
    """Bring what waits for subscriptions to what is chosen now: other times, or not at all.

    What a sender has in its hands stays, or it would be written and sent again.
    """
    by_key = {each.pk: each for each in subscriptions}
    gone: list[int] = []
    moved: dict[datetime, list[int]] = defaultdict(list)
    theirs = Mail.objects.filter(subscription__in=list(by_key))
    waiting = theirs.filter(unclaimed(reminders.now), due__gt=reminders.now).order_by()
    rows = waiting.values_list("pk", "subscription", "event", "due", "lead", "send_at", "attempts")
    for pk, subscription, event, due, lead, send_at, attempts in rows:
        at = reminders.time(by_key[subscription], event, due, lead)
        if at is None:
            gone.append(pk)
        elif at != send_at and not attempts:
            moved[at].append(pk)
    waiting.filter(pk__in=gone).delete()
    for at, keys in moved.items():
        waiting.filter(pk__in=keys).update(send_at=at)


def unclaimed(now: datetime) -> Q:
    """Return the condition on mails that wait and are in no sender's hands."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
    return Q(state=MailState.WAITING) & free
