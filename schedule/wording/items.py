"""What an item of the calendar is called, and when it is, in words."""

from datetime import date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from schedule.engine.entry import SESSION_KINDS, Kind
from schedule.wording.days import day_range, day_words
from schedule.wording.times import Clock

END_OF_DAY = time(23, 59)


class Item(Protocol):
    """What an entry and an event have in common, for words and pages."""

    @property
    def key(self) -> str: ...  # noqa: D102 - the fields of `engine.entry.Entry`
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def label(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def day(self) -> date: ...  # noqa: D102
    @property
    def last_day(self) -> date: ...  # noqa: D102
    @property
    def start(self) -> datetime | None: ...  # noqa: D102
    @property
    def end(self) -> datetime | None: ...  # noqa: D102
    @property
    def time_stated(self) -> bool: ...  # noqa: D102
    @property
    def room(self) -> str: ...  # noqa: D102
    @property
    def status(self) -> str: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def chapter(self) -> str: ...  # noqa: D102
    @property
    def together_with(self) -> str: ...  # noqa: D102
    @property
    def first_day(self) -> date | None: ...  # noqa: D102
    @property
    def first_start(self) -> datetime | None: ...  # noqa: D102
    @property
    def parent(self) -> str: ...  # noqa: D102
    @property
    def note(self) -> str: ...  # noqa: D102


def item_name(item: Item) -> str:
    """Return what tells an item from others of its course: Lecture 7, Lab 1, Thanksgiving."""
    if item.kind in {Kind.NO_CLASS, Kind.ANNOUNCEMENT}:
        return item.title or item.label
    if item.kind == Kind.LECTURE and item.title and not item.label[-1:].isdigit():
        return item.title
    return item.label


def acted_name(item: Item) -> str:
    """Return an item with what happens: Lab 4 due, Lab 5 out, Lecture 15."""
    if item.kind == Kind.DEADLINE:
        return gettext("{item} due").format(item=item.label)
    if item.kind == Kind.RELEASE:
        return gettext("{item} out").format(item=item.label)
    return item_name(item)


def is_end_of_day(item: Item, zone: ZoneInfo) -> bool:
    """Tell whether an item is due at a time that nobody stated, at the last minute of its day."""
    if item.kind != Kind.DEADLINE or item.time_stated or item.start is None:
        return False
    return item.start.astimezone(zone).time() == END_OF_DAY


def time_words(item: Item, clock: Clock) -> str:
    """Return an item's time on its day: 3:35–5:00 pm, by end of day; nothing for a whole day."""
    if item.start is None:
        return ""
    if is_end_of_day(item, clock.zone):
        return gettext("by end of day")
    if item.kind in SESSION_KINDS:
        return clock.span(item.start, item.end)
    return clock.at(item.start)


def moment_words(item: Item, clock: Clock) -> str:
    """Return when an item is: Tue Sep 19, 3:35–5:00 pm; Sat Sep 30, 11:59 pm; Nov 23 – 24."""
    day = day_words(item.day) if item.day == item.last_day else day_range(item.day, item.last_day)
    at = time_words(item, clock)
    return gettext("{day}, {time}").format(day=day, time=at) if at else day


def first_words(item: Item, clock: Clock) -> str:
    """Return when an extended deadline was first due; with the time where only that changed."""
    if item.first_day is None:
        return ""
    day = day_words(item.first_day)
    if item.first_day != item.day or item.first_start is None:
        return day
    return gettext("{day}, {time}").format(day=day, time=clock.at(item.first_start))
