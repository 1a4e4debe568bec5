"""The morning of: a reminder at an hour of the day rather than a while before."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Final

from schedule.engine.localtime import instant
from schedule.reminders.lead import Lead

WORD: Final = "morning"
"""What stands for it where leads are written."""


@dataclass(frozen=True, slots=True)
class Morning:
    """The last time before it is due that the clock shows `at`; at 23:59, that morning.

    Attributes:
        at: Local time.
    """

    at: time = time(8)

    def __str__(self) -> str:
        """Return its one form, whatever the hour: another hour is no other reminder."""
        return WORD

    def before(self, due: datetime, zone: tzinfo) -> datetime:
        """Return the instant to remind at. `due` aware, the answer in UTC."""
        day = due.astimezone(zone).date()
        today = instant(day, self.at, zone).at
        if today < due:
            return today.astimezone(UTC)
        return instant(day - timedelta(days=1), self.at, zone).at


def read_lead(text: str, *, at: time = time(8)) -> Lead | Morning:
    """Read how long before a reminder comes, in its one form; `at` is the morning's hour.

    Raises:
        ValueError: It is neither a duration nor the morning.
    """
    return Morning(at) if text == WORD else Lead.parse(text)
