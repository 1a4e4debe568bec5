"""Diff: what must change in the published calendar so that it says what is wanted."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from schedule.engine.change import ChangeKind, EntryChange
from schedule.engine.entry import Entry, Status
from schedule.engine.localtime import LONG_AGO


def diff(published: Mapping[str, Entry], wanted: Iterable[Entry]) -> tuple[EntryChange, ...]:
    """Return the changes from what is published to what is wanted, by day, start and key.

    What is not wanted any more becomes removed; nothing is ever dropped.
    """
    changes = []
    kept = set()
    for entry in wanted:
        kept.add(entry.key)
        before = published.get(entry.key)
        if before != entry:
            changes.append(EntryChange(_kind_of(before, entry), before, entry))
    for key, before in published.items():
        if key not in kept and before.status is not Status.REMOVED:
            gone = replace(before, status=Status.REMOVED)
            changes.append(EntryChange(ChangeKind.REMOVED, before, gone))
    return tuple(sorted(changes, key=_place_of))


def apply(published: Mapping[str, Entry], changes: Iterable[EntryChange]) -> dict[str, Entry]:
    """Return what is published once the changes are made."""
    return {**published, **{change.key: change.after for change in changes}}


def _place_of(change: EntryChange) -> tuple[date, datetime, str]:
    return change.after.day, change.after.start or LONG_AGO, change.key


def _kind_of(before: Entry | None, after: Entry) -> ChangeKind:
    """Return the most important thing that happened."""
    if before is None:
        return ChangeKind.ADDED
    if before.status is not after.status:
        return _kind_of_status(after.status)
    for kind, differs in (
        (ChangeKind.EXTENDED, after.is_extended and _when(before) != _when(after)),
        (ChangeKind.MOVED, _when(before)[:4] != _when(after)[:4]),
        (ChangeKind.RELOCATED, before.room != after.room),
        (ChangeKind.RENAMED, (before.label, before.title) != (after.label, after.title)),
        (ChangeKind.DETAILS, _details(before) != _details(after)),
    ):
        if differs:
            return kind
    return ChangeKind.MATERIALS


def _kind_of_status(now: Status) -> ChangeKind:
    if now is Status.CANCELLED:
        return ChangeKind.CANCELLED
    return ChangeKind.REMOVED if now is Status.REMOVED else ChangeKind.RESTORED


def _when(entry: Entry) -> tuple[object, ...]:
    return (
        entry.day,
        entry.last_day,
        entry.start,
        entry.end,
        entry.first_day,
        entry.first_start,
    )


def _details(entry: Entry) -> Entry:
    """Return the entry without what is minor."""
    return replace(entry, materials=(), description="")
