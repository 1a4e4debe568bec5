"""Whether mail goes out: for the banner of the staff's pages, and for a monitor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists

from schedule.models import Mail, Sender

PATIENCE: Final = timedelta(minutes=10)
"""How long mail may be due and no sender look for it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why mail that is due does not go.

    Attributes:
        since: When a sender last ran, or since when the server cannot be used; None where no
            sender ever ran.
        words: What is wrong with the server, for an operator; empty where no sender runs.
    """

    since: datetime | None
    words: str = ""


def trouble_of_mail(*, now: datetime) -> Trouble | None:
    """Return why mail does not go out; None where it does, or there is none to send.

    One query, and another one on a site on which no sender ever ran.
    """
    late = Mail.objects.waiting().filter(send_at__lte=now - PATIENCE)
    row = Sender.objects.annotate(is_late=Exists(late)).first()
    if row is None:
        return Trouble(None) if late.exists() else None
    # A time to come is one of before the clock was set back: it says nothing of the present.
    is_away = row.ran_at is None or not now - PATIENCE < row.ran_at <= now + PATIENCE
    if is_away and row.is_late:
        return Trouble(row.ran_at)
    return Trouble(row.trouble_since, row.trouble) if row.trouble else None
