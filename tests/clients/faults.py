"""What programs are known to get wrong, and nothing else: a fault that is mended leaves this list."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from schedule.ical.vevent import is_repeated
from tests.clients.readers import told_by
from tests.clients.told import Feed, Told

HOUR = timedelta(hours=1)
AS_FAR_AS_ZONES_GO = timedelta(hours=15)


@dataclass(frozen=True)
class Fault:
    """A program's own way of reading an event.

    Attributes:
        program: Whose it is.
        what: What it does, in words.
        explains: Tells whether it is this that makes a program tell an event otherwise, from the
            event as it should be, as it is, and its zone.
    """

    program: str
    what: str
    explains: Callable[[Told, Told, ZoneInfo], bool]


def _lists_no_alarms(should: Told, told: Told, zone: ZoneInfo) -> bool:
    return told == replace(should, alarms=())


def _is_an_hour_off_near_a_change_of_clocks(should: Told, told: Told, zone: ZoneInfo) -> bool:
    moved = replace(told, start=should.start, end=should.end) == should
    return moved and all(
        _is_off_by_a_change_of_clocks(right, wrong, zone)
        for right, wrong in ((should.start, told.start), (should.end, told.end))
    )


def _is_off_by_a_change_of_clocks(
    right: date | datetime, wrong: date | datetime, zone: ZoneInfo
) -> bool:
    if right == wrong:
        return True
    if not isinstance(right, datetime) or not isinstance(wrong, datetime):
        return False
    before, after = (
        (right + step).astimezone(zone).utcoffset()
        for step in (-AS_FAR_AS_ZONES_GO, AS_FAR_AS_ZONES_GO)
    )
    return abs(wrong - right) == abs(after - before)


def _takes_a_repeated_hour_for_the_second(should: Told, told: Told, zone: ZoneInfo) -> bool:
    return is_repeated(should.start, zone) and told == replace(
        should, start=should.start + HOUR, end=should.end + HOUR
    )


FAULTS = (
    Fault("node-ical", "does not list an alarm that has a UID (RFC 9074)", _lists_no_alarms),
    Fault(
        "ts-ics",
        "compares local times with instants, and is off by the change for hours around one",
        _is_an_hour_off_near_a_change_of_clocks,
    ),
    Fault(
        "recurring-ical-events",
        "brings times in UTC to X-WR-TIMEZONE, and loses which of two equal hours they were in",
        _takes_a_repeated_hour_for_the_second,
    ),
)


def differences(program: str, feed: Feed) -> dict[str, tuple[Told | None, Told | None]]:
    """Return what a program tells otherwise, by UID: as the database has it, as it is told."""
    told = told_by(program, feed.text)
    return {
        uid: (feed.told.get(uid), told.get(uid))
        for uid in feed.told.keys() | told.keys()
        if feed.told.get(uid) != told.get(uid)
    }


def unexplained(program: str, feed: Feed) -> dict[str, tuple[Told | None, Told | None]]:
    """Return what a program tells otherwise than the database, but for its known faults."""
    return {
        uid: pair
        for uid, pair in differences(program, feed).items()
        if not any(explains(fault, pair, feed.zones.get(uid)) for fault in faults_of(program))
    }


def faults_of(program: str) -> list[Fault]:
    """Return what a program is known to get wrong."""
    return [fault for fault in FAULTS if fault.program == program]


def explains(fault: Fault, pair: tuple[Told | None, Told | None], zone: ZoneInfo | None) -> bool:
    """Tell whether a fault is why an event that is there is told otherwise."""
    should, told = pair
    return bool(should and told and zone and fault.explains(should, told, zone))
