"""Local time: from a date and a time of day in a zone to an instant, and back to a day.

A local time that a change of clocks skips moves forward by the gap, as RFC 5545, section 3.3.5,
has it; of one that comes twice the first is meant. Both are told, for the linter to report.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from schedule.engine.entry import Kind

LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)
"""Where what has no time stands on its day, when things are put in order: first."""

_TICK = timedelta(microseconds=1)
_MINUTE = timedelta(minutes=1)


class Fault(StrEnum):
    """What a change of clocks did to a local time."""

    SKIPPED = "skipped"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Instant:
    """A local time as an instant: aware, in UTC, with the fault that was resolved, if any."""

    at: datetime
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A start and, where it is known, an end after it. Aware, in UTC."""

    start: datetime
    end: datetime | None = None
    fault: Fault | None = None

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both go on at one time; a span whose end is unknown is its start alone."""
        if self.start == other.start:
            return True
        mine, theirs = self.end or self.start, other.end or other.start
        return self.start < theirs and other.start < mine


def instant(day: date, at: time, zone: tzinfo) -> Instant:
    """Return the instant of a local time."""
    first = datetime.combine(day, at.replace(fold=0), tzinfo=zone)
    second = first.replace(fold=1)
    moment = first.astimezone(UTC)
    if second.utcoffset() == first.utcoffset():
        return Instant(moment)
    # Of a time that is skipped the second reading is the earlier instant (PEP 495).
    is_skipped = second.astimezone(UTC) < moment
    return Instant(moment, Fault.SKIPPED if is_skipped else Fault.REPEATED)


def span(day: date, start: time, end: time | None, zone: tzinfo) -> Span:
    """Return a local span as instants.

    Where a change of clocks would put the end at or before the start, the length on the clock is
    kept instead.
    """
    begins = instant(day, start, zone)
    if end is None:
        return Span(begins.at, None, begins.fault)
    ends = instant(day, end, zone)
    until = ends.at
    if until <= begins.at:
        until = begins.at + (datetime.combine(day, end) - datetime.combine(day, start))
    return Span(begins.at, until, begins.fault or ends.fault)


def changed(usual: Span, day: date, start: time | None, end: time | None, zone: tzinfo) -> Span:
    """Return `usual` with another start, end or both.

    What is left out stays as it is usually. Where the end would then not be after the start, the
    usual length is kept.
    """
    if start is None and end is None:
        return usual
    if start is not None and end is not None:
        return span(day, start, end, zone)
    begins = instant(day, start, zone) if start else Instant(usual.start, usual.fault)
    until = instant(day, end, zone).at if end else usual.end
    if until is not None and until <= begins.at:
        until = begins.at + (usual.end - usual.start) if usual.end else None
    return Span(begins.at, until, begins.fault)


def day_of(moment: datetime, zone: tzinfo, kind: Kind) -> date:
    """Return the one local day an instant counts to.

    A deadline counts to the day of the last moment before it: one at 00:00 to the day before.
    """
    if kind is Kind.DEADLINE:
        moment -= _TICK
    return moment.astimezone(zone).date()


def tellable(moment: datetime) -> datetime:
    """Return an aware moment with an offset that RFC 3339 can write: its own, or in UTC.

    Until 1972 some zones had offsets with seconds.
    """
    offset = moment.utcoffset() or timedelta()
    return moment.astimezone(UTC) if offset % _MINUTE else moment


def within_day(start: datetime, end: datetime, *, day: date, zone: tzinfo) -> datetime:
    """Return `start`, or if that is before the local day on which `end` is, when the day begins.

    A day whose midnight is skipped begins where the clock goes on. Where midnight comes twice, the
    day begins at the later one that is before `end`.

    Args:
        start: Aware.
        end: Aware; on the day, or the last midnight of it.
        day: The local day.
        zone: Where it is local.
    """
    midnight = datetime.combine(day, time(), tzinfo=zone)
    midnights = (midnight.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    begins = (each for each in midnights if (each - _TICK).astimezone(zone).date() != day)
    return max([start, *(each for each in begins if each < end)])


def is_past(day: date, start: datetime | None, *, horizon: datetime, zone: tzinfo) -> bool:
    """Tell whether something is before the horizon; what has no time, by its day."""
    if start is not None:
        return start < horizon
    return day < horizon.astimezone(zone).date()
