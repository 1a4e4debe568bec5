"""How long before it is due a reminder comes."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Self

from courses.content.faults import shown
from schedule.engine.localtime import instant

MAX_DAYS = 60
MINUTES_A_DAY = 24 * 60

LEAD_PATTERN = r"P(?=[0-9T])(?:([0-9]{1,2})W)?(?:([0-9]{1,3})D)?(?:T(?=[0-9])(?:([0-9]{1,4})H)?(?:([0-9]{1,5})M)?)?"
LEAD_HELP = f"write an ISO 8601 duration like P1D, PT2H or P1DT12H, up to P{MAX_DAYS}D"


@dataclass(frozen=True, slots=True, order=True)
class Lead:
    """A lead time: whole days on the course's wall clock, then exact minutes.

    RFC 5545, section 3.3.6, tells the two apart in the same way: a day before 23:59 is 23:59, also
    when the clocks change in between; 24 hours before it are 24 hours.
    """

    days: int = 0
    minutes: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an ISO 8601 duration of weeks, days, hours and minutes.

        Raises:
            ValueError: It is none, or longer than 60 days.
        """
        match = re.fullmatch(LEAD_PATTERN, text, re.ASCII)
        if not match:
            msg = f"{shown(text)} is not a lead time; {LEAD_HELP}"
            raise ValueError(msg)
        weeks, days, hours, minutes = (int(part or 0) for part in match.groups())
        lead = cls(days=weeks * 7 + days, minutes=hours * 60 + minutes)
        if lead.days * MINUTES_A_DAY + lead.minutes > MAX_DAYS * MINUTES_A_DAY:
            msg = f"{shown(text)} is too long a lead time; {LEAD_HELP}"
            raise ValueError(msg)
        return lead

    def __str__(self) -> str:
        """Return the duration in its one form: P7D for P1W, PT2H for PT120M, PT0M for none."""
        hours, minutes = divmod(self.minutes, 60)
        date = f"{self.days}D" if self.days else ""
        clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
        if not date and not clock:
            return "PT0M"
        return f"P{date}{'T' if clock else ''}{clock}"

    def before(self, due: datetime, zone: tzinfo) -> datetime:
        """Return the instant that is this long before `due`. Both aware, the answer in UTC."""
        start = due.astimezone(UTC)  # in a zone, a difference would be one of the wall clock
        if self.days:
            local = due.astimezone(zone)
            start = instant(local.date() - timedelta(days=self.days), local.time(), zone).at
        return start - timedelta(minutes=self.minutes)


DAY_BEFORE = Lead(days=1)
