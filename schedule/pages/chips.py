"""What stands on a day rather than at a time: handed out, no class, due; and the ghosts of dates."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from schedule.engine.entry import Kind
from schedule.pages.happenings import Happening
from schedule.pages.sight import Sight
from schedule.wording import Item, day_words
from schedule.wording.days import day_at, weekday_short
from schedule.wording.items import acted_name, first_words, is_end_of_day, time_words
from schedule.wording.joining import remark, side_by_side
from schedule.wording.phrase import fill


@dataclass(frozen=True, slots=True)
class ChipView:
    """One chip.

    Attributes:
        kind: What it is of.
        url: Its page.
        strong: What stands bold.
        text: What follows.
        meta: A quiet line below.
        state: Empty, `from` for the ghost on an old date, or `cancelled`.
        was: The first date of an extended deadline.
        now: Its present one.
    """

    kind: str
    url: str
    strong: str
    text: str = ""
    meta: str = ""
    state: str = ""
    was: str = ""
    now: str = ""


def make_chip(happening: Happening, sight: Sight) -> ChipView:
    """Make the chip of an event on its day."""
    item = happening.item
    name = acted_name(item)
    extended = item.first_day is not None
    return ChipView(
        kind=item.kind,
        url=sight.links.item(happening.course, item.key),
        strong=happening.number or name,
        text=name if happening.number else "",
        meta="" if extended else _meta(item, sight),
        state="cancelled" if happening.is_cancelled else "",
        was=first_words(item, sight.clock),
        now=_now(item, sight) if extended else "",
    )


def make_ghost(happening: Happening, sight: Sight) -> ChipView:
    """Make the chip that an extended deadline leaves on its first day."""
    item = happening.item
    name = acted_name(item)
    return ChipView(
        kind=item.kind,
        url=sight.links.item(happening.course, item.key),
        strong=happening.number or name,
        text=name if happening.number else "",
        meta=fill(gettext("now {day}"), day=day_words(item.day)),
        state="from",
    )


def is_ghost_on(item: Item, day: date) -> bool:
    """Tell whether an extended deadline was first due on a day, and is not any more."""
    return item.first_day == day != item.day


def _meta(item: Item, sight: Sight) -> str:
    words = []
    if item.kind == Kind.NO_CLASS:
        words.append(gettext("No class"))
    elif is_end_of_day(item, sight.clock.zone):
        words.append(gettext("end of day"))
    elif item.start is not None:
        words.append(time_words(item, sight.clock))
    elif item.kind == Kind.EXAM:
        words.append(gettext("time to be announced"))
    words += [item.room, remark(item.note), remark(item.reason)]
    return side_by_side(*words)


def _now(item: Item, sight: Sight) -> str:
    """Return an extended deadline's day and time, short: Sat, 11:59 pm."""
    at = time_words(item, sight.clock)
    return day_at(weekday_short(item.day), at) if at else day_words(item.day)
