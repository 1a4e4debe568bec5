"""This week on the course page: its days, each with what is on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from schedule.engine.entry import SESSION_KINDS, Kind
from schedule.pages.happenings import Happening, on_day
from schedule.pages.sight import Sight
from schedule.pages.weeks import Week
from schedule.wording import Item, day_words, item_name
from schedule.wording.days import weekday_short
from schedule.wording.items import acted_phrase, label_words, time_words, together_words
from schedule.wording.joining import remark, side_by_side
from schedule.wording.phrase import Phrase, capitalised, fill, phrase


@dataclass(frozen=True, slots=True)
class EventView:
    """One line of a day.

    Attributes:
        kind: What it is of.
        url: Its page.
        time: Its time, or that it is for the whole day.
        words: What it is called, as the part `item`, with what happens: due, out.
        title: What it is about, for sessions.
        language: The language tag of the title.
        meta: Room and remarks.
        is_cancelled: Whether it is struck.
        begins: Instants for the script that counts down; empty where it has none.
        ends: See `begins`.
    """

    kind: str
    url: str
    time: str
    words: Phrase
    title: str
    language: str
    meta: str
    is_cancelled: bool
    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """One day on which something is."""

    day: date
    weekday: str
    is_today: bool
    events: tuple[EventView, ...]


def make_agenda(week: Week, happenings: Iterable[Happening], sight: Sight) -> tuple[AgendaDay, ...]:
    """Make the days of a week on which something is."""
    shown = [each for each in happenings if each.item.kind != Kind.ANNOUNCEMENT]
    days = []
    for day in week.days:
        if here := sorted(on_day(shown, day), key=_group):
            events = tuple(make_event(each, sight) for each in here)
            days.append(AgendaDay(day, capitalised(weekday_short(day)), day == sight.today, events))
    return tuple(days)


def _group(happening: Happening) -> int:
    """Order a day: no class, what meets, what is handed out, what is due; by time within each."""
    order = {Kind.NO_CLASS: 0, Kind.RELEASE: 2, Kind.DEADLINE: 3}
    return order.get(Kind(happening.item.kind), 1)


def make_event(happening: Happening, sight: Sight) -> EventView:
    """Make the line of one event."""
    item = happening.item
    runs = item.start is not None and item.kind in SESSION_KINDS and not happening.is_cancelled
    is_coursework = item.kind in {Kind.DEADLINE, Kind.RELEASE}
    return EventView(
        kind=item.kind,
        url=sight.links.item(happening.course, item.key),
        time=_time(item, sight),
        words=_words(item),
        title=item.title if not is_coursework else "",
        language=happening.language,
        meta=_meta(item, happening),
        is_cancelled=happening.is_cancelled,
        begins=item.start.isoformat() if runs and item.start else "",
        ends=item.end.isoformat() if runs and item.end else "",
    )


def _words(item: Item) -> Phrase:
    if item.kind in {Kind.DEADLINE, Kind.RELEASE}:
        return acted_phrase(item)
    return phrase("{item}", item=label_words(item))


def _time(item: Item, sight: Sight) -> str:
    words = time_words(item, sight.clock)
    if not words:
        return gettext("All day")
    return capitalised(words)


def _meta(item: Item, happening: Happening) -> str:
    words = [gettext("Cancelled") if happening.is_cancelled else "", remark(item.reason), item.room]
    if item.kind != Kind.LECTURE:
        words.append(remark(item.note))
    words.append(together_words(item))
    return side_by_side(*words)


def quiet_words(happenings: Iterable[Happening], today: date) -> str:
    """Return, for a week in which nothing is, when the nearest thing was or will be."""
    items = [
        each.item
        for each in happenings
        if not each.is_cancelled and each.item.kind not in {Kind.NO_CLASS, Kind.ANNOUNCEMENT}
    ]
    if not items:
        return gettext("Nothing is scheduled yet.")
    coming = [item for item in items if item.day > today]
    if len(coming) == len(items):
        return _nearest(gettext("It begins on {day}."), min(items, key=_day))
    if not coming:
        return _nearest(gettext("The last event of the term was {day}."), max(items, key=_day))
    following = min(coming, key=_day)
    return fill(
        gettext("Next: {item}, {day}."), item=item_name(following), day=day_words(following.day)
    )


def _nearest(template: str, item: Item) -> str:
    return fill(template, day=day_words(item.day))


def _day(item: Item) -> date:
    return item.day
