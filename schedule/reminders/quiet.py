"""Quiet hours: when nobody wants to hear anything."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from schedule.engine.localtime import instant


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of each local day, from `start` to before `end`, over midnight where `end` is earlier.

    Attributes:
        start: Local time.
        end: Local time, another than `start`.
    """

    start: time
    end: time

    def holds(self, at: datetime, zone: tzinfo) -> bool:
        """Tell whether an instant is in them."""
        clock = at.astimezone(zone).time()
        if self.start < self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def before(self, at: datetime, zone: tzinfo) -> datetime:
        """Return `at`, or if that is in them, when they begin. Aware; in UTC where it moves."""
        if not self.holds(at, zone):
            return at
        local = at.astimezone(zone)
        back = local.time() < self.start
        return instant(local.date() - timedelta(days=back), self.start, zone).at

    def after(self, at: datetime, zone: tzinfo) -> datetime:
        """Return `at`, or if that is in them, when they end. Aware; in UTC where it moves."""
        if not self.holds(at, zone):
            return at
        local = at.astimezone(zone)
        on = local.time() >= self.end
        return instant(local.date() + timedelta(days=on), self.end, zone).at
