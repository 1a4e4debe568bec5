"""The pulse of sending: that a sender runs, and why the mail server cannot be used, in one row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from schedule.mailing.said import one_line
from schedule.models import Sender

EVERY: Final = 60.0
"""Seconds between two beats of a sender."""
ONLY: Final = 1


class Pulse:
    """What one sender writes of itself. Several write the same row: any of them will do.

    Args:
        passed: Tells seconds that only grow.
    """

    def __init__(self, passed: Callable[[], float]) -> None:
        self._passed = passed
        self._beat_at: float | None = None
        self._is_well = False

    def beat(self, now: datetime) -> None:
        """Write down that a sender runs, about once a minute."""
        if self._beat_at is not None and self._passed() - self._beat_at < EVERY:
            return
        Sender.objects.bulk_create(
            [Sender(id=ONLY, ran_at=now)],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["ran_at"],
        )
        self._beat_at = self._passed()

    def sicken(self, why: str, now: datetime) -> None:
        """Write down why the server cannot be used, and since when unless that is known."""
        self._is_well = False
        with transaction.atomic():
            Sender.objects.get_or_create(id=ONLY)
            row = Sender.objects.filter(id=ONLY)
            row.filter(trouble="").update(trouble_since=now)
            # A clock that was set back must not leave it in the future.
            row.filter(trouble_since__gt=now + timedelta(seconds=EVERY)).update(trouble_since=now)
            row.update(trouble=one_line(why))

    def recover(self) -> None:
        """Write down that the server takes mail again, where it is not known to."""
        if not self._is_well:
            if Sender.objects.exclude(trouble="").exists():
                Sender.objects.update(trouble="", trouble_since=None)
            self._is_well = True
