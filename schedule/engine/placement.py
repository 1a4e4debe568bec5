"""A placement: when and where one lecture or exam stands in the plan."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from schedule.engine.entry import Entry, Status
from schedule.engine.localtime import Span
from schedule.engine.slot import Slot


class Basis(StrEnum):
    """Why something stands where it stands."""

    HELD = "held"
    PINNED = "pinned"
    PLANNED = "planned"
    MERGED = "merged"
    EXAM = "exam"


@dataclass(frozen=True, slots=True)
class Placement:
    """When and where one lecture or exam stands.

    Attributes:
        day: The local day.
        start: Aware, in UTC. None only for an exam whose time is not known.
        end: Aware, in UTC; None where it is not known.
        room: Where.
        basis: Why it stands there.
        reason: What is special about the day.
        together_with: For a merged lecture: the key of the lecture it is held with.
    """

    day: date
    start: datetime | None
    end: datetime | None
    room: str
    basis: Basis
    reason: str = ""
    together_with: str = ""

    @property
    def span(self) -> Span | None:
        """Its start and end, if it has a time."""
        return Span(self.start, self.end) if self.start else None


def in_slot(slot: Slot) -> Placement:
    """Return the placement of a planned lecture in a slot."""
    return Placement(slot.day, slot.start, slot.end, slot.room, Basis.PLANNED, reason=slot.reason)


def as_published(entry: Entry) -> Placement:
    """Return the placement of a lecture that was held as published.

    One that was cancelled, and is not any more, leaves the reason of that behind.
    """
    reason = "" if entry.status is Status.CANCELLED else entry.reason
    return Placement(entry.day, entry.start, entry.end, entry.room, Basis.HELD, reason=reason)
