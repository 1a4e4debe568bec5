"""What an address has once it confirmed: its courses and choices, to change, and to end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.crypto import get_random_string

from courses.models import Course
from schedule.mailing.choice import Choice
from schedule.mailing.digest import Known, count_all_as_told
from schedule.mailing.holding import hold_address, whole
from schedule.mailing.planner import replan
from schedule.models import (
    Mail,
    Notices,
    SignUp,
    Subscriber,
    Subscription,
    of_address,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was erased of an address.

    Attributes:
        subscribers: One, if it was subscribed.
        courses: How many courses it had mails about.
        sign_ups: What was asked for with it in the last seven days.
        mails: Rows of the ledger: sent, waiting or neither.
    """

    subscribers: int
    courses: int
    sign_ups: int
    mails: int

    @property
    def any(self) -> bool:
        """Whether there was anything."""
        return bool(self.subscribers or self.sign_ups or self.mails)


@whole
def confirm(sign_up: SignUp, *, now: datetime) -> Subscriber | None:
    """Give the address what was asked for, once: its courses besides those it has, and the choices.

    Returns the subscriber, also where it was confirmed before; None where it ended since.
    """
    hold_address(sign_up.address)
    asked = SignUp.objects.select_for_update(no_key=True).filter(pk=sign_up.pk).first()
    if asked is None:
        return None
    if asked.confirmed_at is not None:
        return Subscriber.objects.filter(of_address(asked.address)).first()
    asked.confirmed_at = now
    asked.save(update_fields=["confirmed_at"])
    choice = Choice.of(asked)
    subscriber = _at_address(asked.address) or _made(asked.address, choice, now)
    wanted = Course.objects.open().filter(pk__in=map(UUID, asked.courses))
    _lock(subscriber.subscriptions.all())
    _choose(subscriber, choice, now)
    _add(subscriber, wanted, now)
    asked.mails.update(subscriber=subscriber)
    return subscriber


@whole
def change(
    subscriber: Subscriber, choice: Choice, courses: Iterable[Course], *, now: datetime
) -> None:
    """Change what is chosen: the choices, and which courses there are mails about.

    Nothing comes of it where the address ended everything a moment ago.
    """
    hold_address(subscriber.address)
    locked = _at_address(subscriber.address)
    if locked is None:
        return
    wanted = list(courses)
    _lock(locked.subscriptions.all())
    locked.subscriptions.exclude(course__in=wanted).delete()
    _choose(locked, choice, now)
    _add(locked, wanted, now)


@whole
def add(subscriber: Subscriber, courses: Iterable[Course], *, now: datetime) -> None:
    """Add courses to those there are mails about."""
    hold_address(subscriber.address)
    if _at_address(subscriber.address):
        _add(subscriber, courses, now)


@whole
def end_course(subscriber: Subscriber, course: UUID, *, now: datetime) -> bool:
    """End the mails about a course, with what waits; return whether there were any.

    With the last course its time is kept: some days later the address is erased.
    """
    hold_address(subscriber.address)
    rows = Subscription.objects.filter(subscriber=subscriber, course=course)
    _lock(rows)
    if not rows.delete()[0]:
        return False
    if not subscriber.subscriptions.exists():
        Subscriber.objects.filter(pk=subscriber.pk).update(chosen_at=now)
    return True


def end_everything(subscriber: Subscriber) -> None:
    """Erase an address with all that is known of it."""
    forget(subscriber.address)


@whole
def forget(address: str) -> Forgotten:
    """Erase an address with all that is known of it, and return what that was."""
    hold_address(address)
    subscribers = Subscriber.objects.filter(of_address(address))
    _lock(Subscription.objects.filter(subscriber__in=subscribers.values("pk")))
    sign_ups = SignUp.objects.filter(of_address(address))
    mails = Q(subscriber__in=subscribers.values("pk")) | Q(sign_up__in=sign_ups.values("pk"))
    # Those of confirmed sign-ups are of the subscriber too.
    count = Mail.objects.filter(mails).delete()[0]
    _, erased = subscribers.delete()
    return Forgotten(
        subscribers=erased.get("schedule.Subscriber", 0),
        courses=erased.get("schedule.Subscription", 0),
        sign_ups=sign_ups.delete()[1].get("schedule.SignUp", 0),
        mails=count,
    )


def _lock(subscriptions: QuerySet[Subscription]) -> None:
    """Lock subscriptions in the planner's order, so that neither waits for the other in a ring."""
    list(subscriptions.order_by("pk").select_for_update().values_list("pk"))


def _at_address(address: str) -> Subscriber | None:
    """Return the subscriber of an address, locked."""
    found = Subscriber.objects.select_for_update(no_key=True).filter(of_address(address))
    return found.first()


def _made(address: str, choice: Choice, now: datetime) -> Subscriber:
    fresh = Subscriber(address=address, nonce=get_random_string(32), made_at=now, chosen_at=now)
    choice.put_on(fresh)
    fresh.save(force_insert=True)
    return fresh


def _choose(subscriber: Subscriber, choice: Choice, now: datetime) -> None:
    """Set the choices, and have the ledger brought to them."""
    if subscriber.notices == Notices.NONE != choice.notices:
        # What changed while nobody wanted to hear of it is no news now.
        count_all_as_told(subscriber.subscriptions.all(), now=now)
    choice.put_on(subscriber)
    subscriber.chosen_at = now
    # Somebody reads mail there, or believes so: it is tried again.
    subscriber.refused, subscriber.paused_at = 0, None
    subscriber.save()
    replan(subscriber)


def _add(subscriber: Subscriber, courses: Iterable[Course], now: datetime) -> None:
    known = ((course, Known.now(course, now)) for course in courses)
    Subscription.objects.bulk_create(
        [
            Subscription(
                subscriber=subscriber,
                course=course,
                made_at=now,
                told_edition=edition,
                told_on=day,
            )
            for course, (edition, day) in known
        ],
        ignore_conflicts=True,
    )
