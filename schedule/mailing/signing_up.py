"""Signing up: what anybody may ask for with any address, and nothing comes of but one mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction

from schedule.mailing.holding import SIGN_UPS, hold
from schedule.mailing.limits import has_room, network_of, require_room
from schedule.models import Mail, MailKind, MailState, SignUp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courses.models import Course
    from schedule.mailing.choice import Choice

KEPT_FOR: Final = timedelta(days=7)
"""How long a sign-up waits to be confirmed."""
AT_ONCE: Final = 1_000
"""Rows that are erased in one transaction: a sign-up meanwhile waits for no more."""
TOO_OFTEN: Final = "asked for too often in a day, and never confirmed"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for.

    Attributes:
        address: Where mail is to go.
        courses: About which.
        choice: What, and when.
    """

    address: str
    courses: Sequence[Course]
    choice: Choice


@transaction.atomic
def sign_up(asked: Asked, *, whence: str, now: datetime) -> SignUp:
    """Keep what is asked for, and have the address asked whether it wants that.

    It does the same work whoever the address is, so that its answer tells nothing of it: what was
    asked too often is kept too, with a mail that is not sent.

    Args:
        asked: What is asked for.
        whence: The address of the machine that asks.
        now: Aware.

    Raises:
        TooManyError: Too many ask, from there or altogether; nothing is kept.
    """
    hold(SIGN_UPS)
    network = network_of(whence)
    require_room(network, now=now)
    may_send = has_room(asked.address, now=now)
    row = SignUp(
        address=asked.address,
        network=network,
        courses=[str(course.pk) for course in asked.courses],
        made_at=now,
    )
    asked.choice.put_on(row)
    row.save(force_insert=True)
    Mail.objects.create(
        kind=MailKind.CONFIRM,
        sign_up=row,
        made_at=now,
        send_at=now,
        state=MailState.WAITING if may_send else MailState.VOID,
        done_at=None if may_send else now,
        reply="" if may_send else TOO_OFTEN,
    )
    return row


def is_over(sign_up: SignUp, *, now: datetime) -> bool:
    """Tell whether it is too late to confirm a sign-up."""
    return sign_up.made_at <= now - KEPT_FOR


def erase_old(*, now: datetime) -> int:
    """Erase the sign-ups that were made seven days ago or earlier; return how many.

    What was asked for in those that were confirmed has long become the subscriber's own choice.
    """
    old = SignUp.objects.filter(made_at__lte=now - KEPT_FOR).order_by("made_at").values("pk")
    erased = 0
    while some := [row["pk"] for row in old[:AT_ONCE]]:
        with transaction.atomic():
            SignUp.objects.filter(pk__in=some).delete()
        erased += len(some)
    return erased
