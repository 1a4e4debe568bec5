"""Correcting the ledger: what waits follows what is published and chosen now.

What a sender has in its hands is left to it: it judges what it sends, and if a row were taken from
it amid that, its mail would be written and sent again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from schedule.engine.entry import Status
from schedule.mailing.alike import parts
from schedule.mailing.reminding import LIKES, Likes, Reminders
from schedule.mailing.verdict import Why
from schedule.models import EventQuerySet, Mail, MailState
from schedule.reminders import KINDS


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
    """Make void what waits of events that do not stand, or not then."""
    waiting = Mail.objects.filter(whose, unclaimed(now))
    gone = [each.event for each in stands if each.start is None]
    if gone:
        waiting.filter(event__in=gone).update(
            state=MailState.VOID, done_at=now, reply=Why.CANCELLED
        )
    for some in parts([each for each in stands if each.start is not None]):
        moved = reduce(or_, (each.is_not_then for each in some))
        keys = [each.event for each in some]
        waiting.filter(moved, event__in=keys).update(
            state=MailState.VOID, done_at=now, reply=Why.MOVED
        )


def forget_void(whose: Q, stands: Sequence[Stand]) -> None:
    """Delete what is void of times at which events stand again: it is planned anew."""
    void = Mail.objects.filter(whose, state=MailState.VOID)
    for some in parts([each for each in stands if each.start is not None]):
        again = reduce(or_, (each.is_then for each in some))
        void.filter(again, event__in=[each.event for each in some]).delete()


def retime(whose: Q, reminders: Reminders) -> None:
    """Bring what waits to what is chosen now: other times, or not at all."""
    gone: list[int] = []
    moved: dict[datetime, list[int]] = defaultdict(list)
    waiting = Mail.objects.filter(whose, unclaimed(reminders.now), due__gt=reminders.now).order_by()
    likes = (f"subscription__{name}" for name in LIKES)
    rows = waiting.values_list("pk", "event", "due", "lead", "send_at", "attempts", *likes)
    for pk, event, due, lead, send_at, attempts, *liked in rows:
        at = reminders.time(Likes(*liked), event, due, lead)
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
