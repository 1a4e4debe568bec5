"""What programs are known to get wrong, and nothing else: a fault that is mended leaves this list."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from schedule.ical.vevent import is_repeated
from tests.clients.readers import told_by
from tests.clients.told import Feed, Told

AS_FAR_AS_ZONES_GO = timedelta(hours=15)
LONGER_THAN_RAMADAN = timedelta(weeks=6)


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


def _is_off_by_a_change_of_clocks(
    should: Told, told: Told, zone: ZoneInfo, *, within: timedelta
) -> bool:
    moved = replace(told, start=should.start, end=should.end) == should
    return moved and all(
        right == wrong
        or (
            isinstance(right, datetime) and abs(wrong - right) in _changes_near(right, zone, within)
        )
        for right, wrong in ((should.start, told.start), (should.end, told.end))
    )


def _changes_near(moment: datetime, zone: ZoneInfo, within: timedelta) -> set[timedelta]:
    now, *near = (
        at.astimezone(zone).utcoffset() for at in (moment, moment - within, moment + within)
    )
    return {abs(offset - now) for offset in near}


def _loses_which_of_two_equal_times_is_meant(should: Told, told: Told, zone: ZoneInfo) -> bool:
    if not is_repeated(should.start, zone):
        return False
    step = told.start - should.start
    moved = replace(should, start=told.start, end=should.end + step)
    return told == moved and _clock(told.start, zone) == _clock(should.start, zone)


def _clock(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


FAULTS = (
    Fault("node-ical", "does not list an alarm that has a UID (RFC 9074)", _lists_no_alarms),
    Fault(
        "node-ical",
        "misses a change of clocks that is taken back within weeks",
        partial(_is_off_by_a_change_of_clocks, within=LONGER_THAN_RAMADAN),
    ),
    Fault(
        "ts-ics",
        "compares local times with instants, and is off by the change for hours around one",
        partial(_is_off_by_a_change_of_clocks, within=AS_FAR_AS_ZONES_GO),
    ),
    Fault(
        "recurring-ical-events",
        "brings times in UTC to X-WR-TIMEZONE, and loses which of two equal ones they were",
        _loses_which_of_two_equal_times_is_meant,
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
