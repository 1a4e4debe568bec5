"""The one rule set: of what, how long before, on whose clock, and when not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from schedule.engine.entry import SESSION_KINDS, Entry, Kind, Status
from schedule.reminders.lead import Lead
from schedule.reminders.morning import Morning
from schedule.reminders.quiet import Quiet

KINDS: Final = SESSION_KINDS | {Kind.DEADLINE}
"""What can be reminded of: what stands at a time."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What somebody wants to be reminded of, and when.

    Attributes:
        kinds: Of what; those that stand at no time are passed over.
        leads: How long before; the same one twice counts once.
        zone: On whose clock days and hours are counted.
        quiet: When not; what falls into it comes before.
    """

    kinds: frozenset[Kind]
    leads: tuple[Lead | Morning, ...]
    zone: tzinfo
    quiet: Quiet | None = None

    def times(self, entry: Entry) -> Iterator[tuple[Lead | Morning, datetime]]:
        """Yield each lead with when to remind: aware, in UTC. Nothing of what does not stand."""
        if entry.kind not in self.kinds or entry.status is not Status.CONFIRMED:
            return
        if entry.start is None:
            return
        for lead in dict.fromkeys(self.leads):
            at = lead.before(entry.start, self.zone)
            yield lead, self.quiet.before(at, self.zone) if self.quiet else at
