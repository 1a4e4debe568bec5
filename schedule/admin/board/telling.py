"""Words and weeks of the board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from schedule.admin.board.values import BoardDay, BoardWeek
from schedule.engine.change import ChangeKind, EntryChange
from schedule.wording import Clock, day_words, moment_words
from schedule.wording.days import day_range

STATES = {
    ChangeKind.ADDED: "new",
    ChangeKind.RESTORED: "back",
    ChangeKind.CANCELLED: "cancelled",
    ChangeKind.EXTENDED: "extended",
    ChangeKind.RELOCATED: "another room",
    ChangeKind.RENAMED: "another name",
    ChangeKind.MATERIALS: "materials",
}


def change_words(change: EntryChange, clock: Clock) -> str:
    """Say in a word or two how an item differs from what is published."""
    if change.kind is ChangeKind.MOVED and change.before:
        before, after = change.before, change.after
        words = day_words(before.day) if before.day != after.day else moment_words(before, clock)
        return f"was {words}"
    return STATES.get(change.kind, "changed")


def weeks_of(days: Iterable[BoardDay]) -> Iterator[BoardWeek]:
    """Yield the weeks of some days, which are in order."""
    for monday, found in groupby(days, key=lambda each: _monday(each.day)):
        yield BoardWeek(day_range(monday, monday + timedelta(days=6)), tuple(found))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
