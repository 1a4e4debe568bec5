"""Net: what several editions changed together, and what of it is still news."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from schedule.engine.change import EntryChange
from schedule.engine.diff import diff
from schedule.engine.entry import Entry, Kind, Status
from schedule.engine.localtime import instant

NEWS_FOR: Final = timedelta(days=14)
"""How long after its day an announcement is still news: longer than a digest waits."""

SOON: Final = timedelta(hours=24)
"""What concerns the time from now until then must be told at once."""

Stretch = tuple[datetime, datetime]


def net(before: Mapping[str, Entry | None], after: Mapping[str, Entry]) -> tuple[EntryChange, ...]:
    """Return the announced changes from how items first were to how they are last.

    Nothing of what came back to what it was, and nothing of what stands neither before nor after:
    a class that was added and cancelled again is no news to who never heard of it.

    Args:
        before: By key; None for what was not there.
        after: The same keys.
    """
    known = {key: entry for key, entry in before.items() if entry is not None}
    changes = diff(known, after.values())
    return tuple(change for change in changes if not change.is_minor and any(_standing(change)))


def has_come(entry: Entry, today: date) -> bool:
    """Tell whether readers are shown an entry: an announcement from its day on."""
    return entry.kind is not Kind.ANNOUNCEMENT or entry.day <= today


def is_over(change: EntryChange, *, now: datetime, zone: tzinfo) -> bool:
    """Tell whether all that a change is about is over, where it was and where it is.

    An announcement is news for two weeks after its day, or a weekly digest would never have it.
    """
    return all(
        end + (NEWS_FOR if entry.kind is Kind.ANNOUNCEMENT else timedelta()) <= now
        for entry in _standing(change)
        for _, end in [stretch_of(entry, zone)]
    )


def stretches(changes: Iterable[EntryChange], zone: tzinfo) -> list[Stretch]:
    """Return when what changes stands, before and after: what somebody could miss.

    Announcements are read, not missed.
    """
    return [
        stretch_of(entry, zone)
        for change in changes
        for entry in _standing(change)
        if entry.kind is not Kind.ANNOUNCEMENT
    ]


def is_soon(stretch: Stretch, now: datetime) -> bool:
    """Tell whether it goes on, or begins within 24 hours."""
    start, end = stretch
    return start < now + SOON and now < end


def stretch_of(entry: Entry, zone: tzinfo) -> Stretch:
    """Return from when until when an entry stands. Aware, in UTC.

    A deadline ends when it is due; what has no time goes on from midnight to midnight.
    """
    if entry.start is not None:
        return entry.start, entry.end or entry.start
    morrow = entry.last_day + timedelta(days=1)
    return instant(entry.day, time(), zone).at, instant(morrow, time(), zone).at


def _standing(change: EntryChange) -> Iterator[Entry]:
    for entry in (change.before, change.after):
        if entry is not None and entry.status is Status.CONFIRMED:
            yield entry
