"""Housekeeping: what is over is erased in time, a few rows at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from schedule.mailing import signing_up
from schedule.mailing.subscribing import end_everything
from schedule.models import Mail, MailState, Subscriber

KEPT: Final = timedelta(days=180)
"""For so long staff and subscribers are shown what became of a mail."""
AT_ONCE: Final = 1_000


def erase_old(now: datetime) -> int:
    """Erase the mails that were done with long ago; return how many.

    The oldest rows have the lowest keys, so that only as many are looked at as can be erased, and
    some more.
    """
    erased = 0
    while True:
        oldest = list(Mail.objects.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
        old = Mail.objects.filter(pk__in=oldest, done_at__lt=now - KEPT)
        found, _ = old.exclude(state=MailState.WAITING).delete()
        erased += found
        if found < AT_ONCE:
            return erased


def erase_without_courses(now: datetime) -> int:
    """Erase the addresses that have had no course for long enough to choose anew; return how many.

    Their courses were deleted, or they ended one after the other.
    """
    idle = Subscriber.objects.filter(subscriptions=None, chosen_at__lte=now - signing_up.KEPT_FOR)
    found = list(idle[:AT_ONCE])
    for subscriber in found:
        end_everything(subscriber)
    return len(found)


def keep_house(now: datetime) -> None:
    """Erase all that is over."""
    erase_old(now)
    signing_up.erase_old(now=now)
    erase_without_courses(now)
