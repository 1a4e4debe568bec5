"""The clock by which mail goes, and whether somebody has set it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

STEADY: Final = 2.0
"""Seconds by which the clock may leave the true passing of time; servers are put right slowly."""


class Clock:
    """Tells the time, and notices when somebody sets it.

    Leases are points in time, as several senders must agree on them. When the clock is set, a lease
    looks over, or far away, though who holds it is amid a message: whoever sees the clock leap waits
    for as long as a message may take before it takes what is another's.

    Attributes:
        leaps: How often the clock was seen to leap.
    """

    def __init__(
        self,
        now: Callable[[], datetime] = timezone.now,
        passed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._now, self._passed = now, passed
        self._told, self._at = now(), passed()
        self._leapt_at: float | None = None
        self.leaps = 0

    def now(self) -> datetime:
        """Return the time, and notice whether the clock has leapt since it was last asked."""
        told, at = self._now(), self._passed()
        if abs((told - self._told).total_seconds() - (at - self._at)) > STEADY:
            self._leapt_at = at
            self.leaps += 1
        self._told, self._at = told, at
        return told

    def has_leapt_within(self, span: timedelta) -> bool:
        """Tell whether the clock was seen to leap within this span."""
        return self._leapt_at is not None and (
            self._passed() - self._leapt_at < span.total_seconds()
        )

    def passed(self) -> float:
        """Return seconds that only grow, whatever is done to the clock."""
        return self._passed()
