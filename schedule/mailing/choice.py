"""A choice: what somebody wants to be written to about, as a value and as columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Self
from zoneinfo import ZoneInfo

from schedule.engine.entry import Kind
from schedule.models import Chosen, Notices
from schedule.models.subscriber import MORNING
from schedule.reminders import DAY_BEFORE, Lead, Morning, Quiet, Rules, read_lead


@dataclass(frozen=True, slots=True)
class Choice:
    """What an address chose, for all of its courses.

    Attributes:
        language: A code of ours.
        time_zone: A name of the IANA database; on its clock leads and quiet hours are counted.
        kinds: What to be reminded of.
        leads: How long before, the longest first.
        morning: Local time of the morning's reminders and of digests.
        notices: How soon to hear of changes.
        quiet: When not.
    """

    language: str
    time_zone: str
    kinds: frozenset[Kind] = frozenset({Kind.DEADLINE})
    leads: tuple[Lead | Morning, ...] = (DAY_BEFORE,)
    morning: time = MORNING
    notices: Notices = Notices.AT_ONCE
    quiet: Quiet | None = None

    @classmethod
    def of(cls, row: Chosen) -> Self:
        """Return what a row says."""
        start, end = row.quiet_from, row.quiet_until
        return cls(
            language=row.language,
            time_zone=row.time_zone,
            kinds=frozenset(map(Kind, row.kinds.split())),
            leads=tuple(read_lead(word, at=row.morning) for word in row.leads.split()),
            morning=row.morning,
            notices=Notices(row.notices),
            quiet=Quiet(start, end) if start is not None and end is not None else None,
        )

    def put_on(self, row: Chosen) -> None:
        """Set the columns of a row, which is not saved."""
        row.kinds = " ".join(kind for kind in Kind if kind in self.kinds)
        row.leads = " ".join(dict.fromkeys(map(str, self.leads)))
        row.morning, row.notices = self.morning, self.notices
        row.language, row.time_zone = self.language, self.time_zone
        row.quiet_from = self.quiet.start if self.quiet else None
        row.quiet_until = self.quiet.end if self.quiet else None

    @property
    def zone(self) -> ZoneInfo:
        """The zone of its clock."""
        return ZoneInfo(self.time_zone)

    @property
    def rules(self) -> Rules:
        """When it wants to be reminded of what."""
        return Rules(self.kinds, self.leads, self.zone, self.quiet)
