"""The outbox: what is due is claimed for a while, and what became of it is written down."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Case, F, Q, QuerySet, Value, When

from courses.models.base import LINE
from schedule.mailing import pauses
from schedule.mailing.digest import HAS_COME, HAS_NEW_EDITION, Known, tell
from schedule.mailing.letter import Letter
from schedule.mailing.verdict import Why
from schedule.models import Mail, MailKind, MailState, Subscriber, Subscription

REFUSALS_THAT_PAUSE: Final = 3
"""So many mails refused for good, and none taken between them, pause an address."""
SKEW: Final = 0.1
"""By which part of a lease the clocks of two senders may differ."""
FIRST: Final = Q(kind=MailKind.CONFIRM) | Q(urgent=True)
"""What goes before others; an index finds it among many (`Mail.Meta`)."""

SENT: Final = (
    f"UPDATE {Mail._meta.db_table} SET state = '{MailState.SENT}', done_at = %s, subject = %s,"  # noqa: S608  of our own words
    " reply = '', claimed_by = '', lease_until = NULL, attempts = attempts + 1"
    f" WHERE id = %s AND state <> '{MailState.SENT}'"
)
"""By hand, as the next mail waits for this: to put it together anew takes longer than to do it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Some mails that one sender has to itself until the lease ends.

    Attributes:
        by: What the rows carry; another one each time.
        mails: In the order in which they go.
        until: When the lease ends. Aware.
    """

    by: str
    mails: tuple[Mail, ...]
    until: datetime

    def outlasts(self, span: timedelta, *, now: datetime) -> bool:
        """Tell whether nobody else takes the mails within this span, by whichever clock."""
        return now + span + lease() * SKEW <= self.until


def is_due(now: datetime) -> bool:
    """Tell whether anything is to go now, whoever has it."""
    return Mail.objects.due(now).exists()


def claim(count: int, *, now: datetime, taking_over: bool = True) -> Claim | None:
    """Claim what is due, at most so many; return None where there is nothing.

    Confirmations come first, somebody waits for them; then what is urgent; then by time.

    Args:
        count: How many at most.
        now: Aware.
        taking_over: Whether to take what another sender claimed, and had for too long.
    """
    free = _free(now, taking_over=taking_over)
    if not Mail.objects.due(now).filter(free).exists():
        # The usual case asks for no lock.
        return None
    by, until = secrets.token_hex(16), now + lease()
    with transaction.atomic():
        keys = _next(free, count, now=now)
        # What a sender has locked another one skips; the condition is asked once more all the same.
        chosen = Mail.objects.waiting().filter(free, pk__in=keys)
        chosen.update(claimed_by=by, lease_until=until)
    mails = Mail.objects.filter(claimed_by=by).in_bulk(keys)
    return Claim(by, tuple(mails[key] for key in keys if key in mails), until)


def lease() -> timedelta:
    """Return for how long a claim lasts."""
    return timedelta(seconds=settings.MAIL_LEASE)


def sent(mail: Mail, letter: Letter, *, now: datetime) -> bool:
    """Write down that the server took it, and what its subscriber has been told with it.

    That holds whoever claims it by now, and though it may have become void meanwhile. Returns False
    where another one has sent it as well, or it was erased.
    """
    forgiven = mail.subscriber if mail.subscriber and mail.subscriber.refused else None
    if not letter.told and not forgiven:
        # One statement needs no transaction around it, and the next mail waits for this.
        return _sent(mail, letter, now=now)
    with transaction.atomic():
        is_first = _sent(mail, letter, now=now)
        if letter.told:
            tell(letter.told)
            _look_again(mail)
        if forgiven:
            Subscriber.objects.filter(pk=forgiven.pk).update(refused=0)
    return is_first


def _sent(mail: Mail, letter: Letter, *, now: datetime) -> bool:
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(SENT, [at, letter.subject[:LINE], mail.pk])
        return bool(cursor.rowcount > 0)


@transaction.atomic
def refused(mail: Mail, reply: str, *, now: datetime) -> None:
    """Write down that the server refused it for good; pause its address where that goes on."""
    failed = _close(_ours(mail), MailState.FAILED, now=now, reply=reply, attempts=F("attempts") + 1)
    if failed and mail.subscriber:
        address = Subscriber.objects.filter(pk=mail.subscriber.pk)
        address.update(refused=F("refused") + 1)
        address.filter(refused__gte=REFUSALS_THAT_PAUSE, paused_at=None).update(paused_at=now)
        # The batch may have more for this address, judged by what it read before.
        mail.subscriber.refresh_from_db(fields=["refused", "paused_at"])


def put_off(mail: Mail, reply: str, *, now: datetime) -> None:
    """Let it be tried again, later each time; give it up after some days."""
    tried = mail.attempts + 1
    if tried >= pauses.GIVEN_UP_AFTER:
        _close(_ours(mail), MailState.FAILED, now=now, reply=reply, attempts=tried)
        return
    _ours(mail).update(
        send_at=now + pauses.before_next_try(tried),
        attempts=tried,
        reply=reply,
        claimed_by="",
        lease_until=None,
    )


def delay(mail: Mail, *, until: datetime) -> None:
    """Let it wait, which counts as no try: for a better hour, or as the server is in trouble.

    In that case others go first, as the trouble may after all be about this mail.
    """
    _ours(mail).update(send_at=until, claimed_by="", lease_until=None)


@transaction.atomic
def drop(
    mail: Mail,
    state: MailState,
    why: str,
    *,
    now: datetime,
    told: Mapping[int, Known] | None = None,
) -> None:
    """Write down that it will not be sent, and why; `told` is what need not be told any more."""
    if _close(_ours(mail), state, now=now, reply=why):
        tell(told or {})
        if why in {Why.CLOSED, Why.NOTHING_LEFT}:
            _look_again(mail)


def give_back(claimed: Claim, mails: Iterable[Mail]) -> None:
    """Let other senders have these at once, as far as they are still ours."""
    keys = [mail.pk for mail in mails]
    Mail.objects.waiting().filter(pk__in=keys, claimed_by=claimed.by).update(
        claimed_by="", lease_until=None
    )


def _look_again(mail: Mail) -> None:
    """Have planned anew what this mail was judged without: of courses that were not open just then.

    No planner may see that: one may be open again before it comes round. And what was published
    since the mail was written may have counted on it.
    """
    theirs = Q(pk=mail.subscription_id)
    if mail.kind == MailKind.CHANGES:
        theirs = Q(subscriber=mail.subscriber_id) & (HAS_NEW_EDITION | HAS_COME)
    Subscription.objects.filter(theirs).order_by().update(is_planned=False)


def _free(now: datetime, *, taking_over: bool) -> Q:
    """Return the condition that no sender has a mail.

    A lease that is further away than any can be was made before the clock was set back.
    """
    free = Q(lease_until=None)
    if taking_over:
        free |= Q(lease_until__lte=now) | Q(lease_until__gt=now + lease() * (1 + SKEW))
    return free


def _next(free: Q, count: int, *, now: datetime) -> list[int]:
    due = Mail.objects.due(now).filter(free).select_for_update(skip_locked=True)
    order = Case(When(kind=MailKind.CONFIRM, then=Value(0)), default=Value(1))
    keys = list(
        due.filter(FIRST).order_by(order, "send_at", "id").values_list("pk", flat=True)[:count]
    )
    if len(keys) < count:
        others = due.exclude(pk__in=keys).values_list("pk", flat=True)
        keys += others[: count - len(keys)]
    return keys


def _ours(mail: Mail) -> QuerySet[Mail]:
    return Mail.objects.waiting().filter(pk=mail.pk, claimed_by=mail.claimed_by)


def _close(mails: QuerySet[Mail], state: MailState, *, now: datetime, **columns: object) -> bool:
    """Write down what became of a mail; tell whether it was still there to write it down."""
    return mails.update(state=state, done_at=now, claimed_by="", lease_until=None, **columns) > 0
