"""Reminders in the ledger: of which items, for whom, when, as rows written in few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet

from schedule.engine.entry import Entry, Kind, Status
from schedule.mailing.alike import FOR_REMINDERS, choice_of, columns, of_those_who_chose, parts
from schedule.mailing.inserting import insert_mails
from schedule.mailing.verdict import Why
from schedule.models import (
    EventQuerySet,
    MailKind,
    MailState,
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


class Likes(NamedTuple):
    """What the times of a subscription's reminders depend on: many have the same."""

    course: UUID
    kinds: str
    leads: str
    morning: time
    time_zone: str
    quiet_from: time | None
    quiet_until: time | None

    @property
    def _chosen(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in FOR_REMINDERS}

    @property
    def rules(self) -> Rules:
        """When to be reminded of what."""
        return choice_of(self._chosen).rules

    @property
    def condition(self) -> Q:
        """The condition that tells their subscriptions from all others."""
        return Q(course=self.course) & of_those_who_chose(self._chosen)


LIKES: Final = ("course", *columns(FOR_REMINDERS))
"""The same, as a query of subscriptions names it."""


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
    _times: dict[Likes, dict[int | None, tuple[Item, dict[str, datetime]]]] = field(
        default_factory=dict
    )

    def write(self, subscriptions: QuerySet[Subscription]) -> None:
        """Put into the ledger what subscriptions are to get, where it is not there.

        Nothing from before they were made or their choices: to subscribe brings no burst.
        """
        everybody = [Likes(*row) for row in subscriptions.order_by().values_list(*LIKES).distinct()]
        # By reminder, not by choice: most choices make no difference to most reminders.
        whose: dict[Due, list[Likes]] = defaultdict(list)
        for likes in everybody:
            for due in self._dues_of(likes):
                whose[due].append(likes)
        for due, those in whose.items():
            if len(those) == len(everybody):
                _insert(subscriptions, due, self.now)
                continue
            for some in parts(those):
                theirs = reduce(or_, (likes.condition for likes in some))
                _insert(subscriptions.filter(theirs), due, self.now)

    def time(
        self, likes: Likes, event: int | None, due: datetime | None, lead: str
    ) -> datetime | None:
        """Return when a reminder comes to who likes this; None where it does not."""
        times = self._times_of(likes).get(event)
        return times[1].get(lead) if times and times[0].start == due else None

    def _dues_of(self, likes: Likes) -> list[Due]:
        until = self.until[likes.course]
        return [
            Due(item.event, item.start, lead, at, self._missed(item, times, lead))
            for item, times in self._times_of(likes).values()
            for lead, at in times.items()
            if item.planned_until <= at < until
        ]

    def _times_of(self, likes: Likes) -> dict[int | None, tuple[Item, dict[str, datetime]]]:
        if likes not in self._times:
            rules = likes.rules
            self._times[likes] = {
                item.event: (item, timetable(rules, item.entry))
                for item in self.items.get(likes.course, ())
                if item.entry.kind in rules.kinds
            }
        return self._times[likes]

    def _missed(self, item: Item, times: Mapping[str, datetime], lead: str) -> Why | None:
        if item.start <= self.now:
            return Why.BEGUN
        return Why.OVERTAKEN if overtaken(times, lead, now=self.now) else None


def _insert(subscriptions: QuerySet[Subscription], due: Due, now: datetime) -> None:
    insert_mails(
        subscriptions.filter(made_at__lte=due.at, subscriber__chosen_at__lte=due.at),
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
