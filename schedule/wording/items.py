"""What an item of the calendar is called, and when it is, in words."""

from datetime import date, datetime, time
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, pgettext

from schedule.engine.entry import SESSION_KINDS, Kind
from schedule.wording.days import day_at, day_range, day_words
from schedule.wording.phrase import Phrase, fill, phrase, text_of
from schedule.wording.times import MIDNIGHT, Clock

END_OF_DAY: Final = time(23, 59)
LECTURE: Final = "Lecture "
"""What the label of a numbered lecture begins with, as the engine makes it."""


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


def label_words(item: Item) -> str:
    """Return an item's label: what the engine made in the page's language, else as it is written."""
    if item.kind == Kind.LECTURE:
        return lecture_words(item.label)
    made = {
        (Kind.RECITATION, "Recitation"): gettext("Recitation"),
        (Kind.OFFICE_HOURS, "Office hour"): gettext("Office hour"),
        (Kind.NO_CLASS, "No class"): gettext("No class"),
        (Kind.ANNOUNCEMENT, "Announcement"): gettext("Announcement"),
    }
    return made.get((Kind(item.kind), item.label), item.label)


def lecture_words(name: str) -> str:
    """Return a lecture's label or name, of which the engine made `Lecture 7` and `Lecture`."""
    number = name.removeprefix(LECTURE)
    if name.startswith(LECTURE) and number.isdecimal():
        return fill(gettext("Lecture {number}"), number=number)
    return gettext("Lecture") if name == LECTURE.rstrip() else name


def item_name(item: Item) -> str:
    """Return what tells an item from others of its course: Lecture 7, Lab 1, Thanksgiving."""
    if item.kind in {Kind.NO_CLASS, Kind.ANNOUNCEMENT}:
        return item.title or label_words(item)
    if item.kind == Kind.LECTURE and item.title and not item.label[-1:].isdigit():
        return item.title
    return label_words(item)


def acted_phrase(item: Item) -> Phrase:
    """Return an item with what happens, the name as the part `item`: Lab 4 due, Lecture 15."""
    if item.kind == Kind.DEADLINE:
        return phrase(gettext("{item} due"), item=item.label)
    if item.kind == Kind.RELEASE:
        return phrase(gettext("{item} out"), item=item.label)
    return phrase("{item}", item=item_name(item))


def acted_name(item: Item) -> str:
    """Return an item with what happens: Lab 4 due, Lab 5 out, Lecture 15."""
    is_coursework = item.kind in {Kind.DEADLINE, Kind.RELEASE}
    return text_of(acted_phrase(item)) if is_coursework else item_name(item)


def with_course(name: str, course: str) -> str:
    """Return a name after its course's number, on pages of several: 6.5940 Lecture 7."""
    if not course:
        return name
    return fill(pgettext("of a course", "{course} {item}"), course=course, item=name)


def together_words(item: Item) -> str:
    """Return with which lecture this one is held; nothing where it is held alone."""
    if not item.together_with:
        return ""
    template = gettext("together with {lecture}")
    return fill(template, lecture=lecture_words(item.together_with))


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
    return (
        due_time(item.start, item.day, clock)
        if item.kind == Kind.DEADLINE
        else clock.at(item.start)
    )


def moment_words(item: Item, clock: Clock) -> str:
    """Return when an item is: Tue Sep 19, 3:35–5:00 pm; Sat Sep 30, 11:59 pm; Nov 23 – 24."""
    day = day_words(item.day) if item.day == item.last_day else day_range(item.day, item.last_day)
    return day_at(day, time_words(item, clock))


def first_words(item: Item, clock: Clock) -> str:
    """Return when an extended deadline was first due; with the time where only that changed."""
    if item.first_day is None:
        return ""
    day = day_words(item.first_day)
    if item.first_day != item.day or item.first_start is None:
        return day
    return day_at(day, due_time(item.first_start, item.first_day, clock))


def due_time(moment: datetime, day: date, clock: Clock) -> str:
    """Return when on its day something is due: 0:00 counts to the day before, and ends it."""
    local = moment.astimezone(clock.zone)
    return clock.at(moment, ends_day=local.time() == MIDNIGHT and local.date() > day)
