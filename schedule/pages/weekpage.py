"""The page of a week: its days, the way to other weeks, filters, and what is said under it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from django.utils.translation import gettext

from schedule.engine.entry import Kind
from schedule.pages.agenda import quiet_words
from schedule.pages.happenings import Happening, Move, count_kinds
from schedule.pages.hours import Hours
from schedule.pages.links import Query
from schedule.pages.sight import Sight
from schedule.pages.weekgrid import FILTERED, IN_WEEK, DayView, make_days
from schedule.pages.weeks import Span, Week
from schedule.wording import Item, clock_words, kind_plural, long_day, short_zone
from schedule.wording.clocks import ClockChange, clock_changes
from schedule.wording.items import time_words, with_course
from schedule.wording.joining import sentences
from schedule.wording.phrase import fill

ONE_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class FilterView:
    """A kind that can be hidden, and how many of it there are this week."""

    kind: str
    name: str
    count: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class WeekLink:
    """The way to another week."""

    url: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekAddresses:
    """How the weeks of one calendar are addressed."""

    sight: Sight
    route: str
    args: tuple[str, ...]
    query: Query = ()

    def of(self, week: Week) -> str:
        """Return the address of a week."""
        return self.sight.links.to(self.route, *self.args, str(week), query=self.query)

    def lasting(self, week: Week) -> str:
        """Return the address of a week without options, for links from elsewhere."""
        return self.sight.links.to(self.route, *self.args, str(week), keeps=False)

    def anyone(self) -> str:
        """Return the address that forms send to, without a week and without options."""
        return self.sight.links.to(self.route, *self.args, keeps=False)

    def hidden(self, *, without: str = "") -> tuple[tuple[str, str], ...]:
        """Return the options that a form must send along."""
        kept = (*self.query, *self.sight.links.kept(*self.args))
        return tuple((name, value) for name, value in kept if name != without)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPage:
    """All of the page."""

    week: Week
    title: str
    name: str
    eyebrow: str
    hours: Hours
    zone: str
    days: tuple[DayView, ...]
    filters: tuple[FilterView, ...]
    is_filtered: bool
    is_agenda: bool
    before: WeekLink | None
    after: WeekLink | None
    today_url: str
    is_present: bool
    first_day: date
    last_day: date
    form_url: str
    week_url: str
    go_hidden: tuple[tuple[str, str], ...]
    filter_hidden: tuple[tuple[str, str], ...]
    agenda_url: str
    notes: tuple[str, ...]
    quiet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What the weeks of one course, or of several together, are made of.

    Attributes:
        whose: Of which course, or that it is of several.
        span: Its weeks.
        happenings: What is in the week that is shown, and deadlines whose first day is in it.
        every: What is in the whole calendar as far as it is known, to say what is nearest.
        kinds: The kinds that it has.
        moves: Sessions that were moved alone.
        hours: The hours shown.
        usual: When class starts, where it always starts at one time.
    """

    whose: str
    span: Span
    happenings: Sequence[Happening]
    every: Sequence[Happening]
    kinds: frozenset[str]
    moves: Sequence[Move]
    hours: Hours
    usual: time | None = None


def make_week_page(
    week: Week,
    calendar: Calendar,
    addresses: WeekAddresses,
    *,
    only: frozenset[Kind] | None,
    is_agenda: bool,
) -> WeekPage:
    """Make the page of a week.

    Args:
        week: Which week.
        calendar: What it is made of.
        addresses: Of the weeks.
        only: The kinds that were asked for; None for all.
        is_agenda: Whether the list is wanted at any width.
    """
    sight, span, hours = addresses.sight, calendar.span, calendar.hours
    shown = [each for each in calendar.happenings if _passes(each, only)]
    moves = [move for move in calendar.moves if only is None or move.after.kind in only]
    days = make_days(week, shown, moves, hours, sight)
    filters = tuple(_filters(calendar, only))
    is_any_on = not filters or any(each.is_on for each in filters)
    own = addresses.of(week)
    return WeekPage(
        week=week,
        title=week.words,
        name=span.name(week),
        eyebrow=_eyebrow(calendar.whose, week, span),
        hours=hours,
        zone=sight.clock.zone.key,
        days=days,
        filters=filters,
        is_filtered=only is not None,
        is_agenda=is_agenda,
        before=_link(week.after(-1), span, addresses),
        after=_link(week.after(1), span, addresses),
        today_url=addresses.of(span.nearest(sight.today)),
        is_present=week == Week.of(sight.today),
        first_day=span.first.monday,
        last_day=span.last.sunday,
        form_url=addresses.anyone(),
        week_url=addresses.lasting(week),
        go_hidden=addresses.hidden(),
        filter_hidden=addresses.hidden(without="only"),
        agenda_url=f"{own}{'&' if '?' in own else '?'}view=agenda",
        notes=tuple(_notes(week, shown, sight, calendar.usual)),
        # Where no kind is ticked, the page says that everything is hidden.
        quiet=_quiet(days, calendar.every, only, week, sight) if is_any_on else "",
    )


def in_week(happenings: Iterable[Happening], week: Week) -> list[Happening]:
    """Return what a week shows: what is in it, and deadlines that were first due in it."""
    return [each for each in happenings if _touches(each.item, week)]


def _touches(item: Item, week: Week) -> bool:
    if item.kind not in IN_WEEK:
        return False
    is_in = item.day <= week.sunday and item.last_day >= week.monday
    return is_in or (item.first_day is not None and Week.of(item.first_day) == week)


def _passes(happening: Happening, only: frozenset[Kind] | None) -> bool:
    """Tell whether an event is shown: days without class always are, they say why a day is empty."""
    return only is None or happening.item.kind in {*only, Kind.NO_CLASS}


def _eyebrow(whose: str, week: Week, span: Span) -> str:
    number = span.number(week)
    if number is not None:
        template = gettext("{course}, week {number} of {count}")
    elif week < span.term_first:
        template = gettext("{course}, before the term")
    else:
        template = gettext("{course}, after the term")
    return fill(template, course=whose, number=number, count=span.count)


def _link(week: Week, span: Span, addresses: WeekAddresses) -> WeekLink | None:
    return WeekLink(addresses.of(week), week.words) if week in span else None


def _filters(calendar: Calendar, only: frozenset[Kind] | None) -> Iterable[FilterView]:
    counts = count_kinds(calendar.happenings)
    for kind in FILTERED:
        if kind in calendar.kinds:
            is_on = only is None or kind in only
            yield FilterView(kind.value, kind_plural(kind), counts.get(kind, 0), is_on)


def _quiet(
    days: Sequence[DayView],
    every: Sequence[Happening],
    only: frozenset[Kind] | None,
    week: Week,
    sight: Sight,
) -> str:
    """Return what an empty week says."""
    if any(not day.is_empty for day in days):
        return ""
    if only is not None:
        return gettext("Nothing of the kinds you chose.")
    reference = sight.today if week == Week.of(sight.today) else week.sunday
    return quiet_words(every, reference)


def _notes(
    week: Week, happenings: Sequence[Happening], sight: Sight, usual: time | None
) -> Iterable[str]:
    for change in clock_changes(sight.clock.zone, week.monday, week.sunday):
        yield _clock_words(change, sight, usual)
    for each in happenings:
        item = each.item
        if item.kind == Kind.DEADLINE and item.first_day and item.first_day != item.day:
            yield fill(
                gettext("{item} was due {first}; it was extended to {day}, {time}."),
                item=with_course(item.label, each.number),
                first=long_day(item.first_day),
                day=long_day(item.day),
                time=time_words(item, sight.clock),
            )


def _clock_words(change: ClockChange, sight: Sight, usual: time | None) -> str:
    difference = abs(change.after - change.before)
    if difference != ONE_HOUR:
        template = gettext("Clocks change on {day}.")
    elif change.goes_back:
        template = gettext("Clocks go back one hour on {day}.")
    else:
        template = gettext("Clocks go forward one hour on {day}.")
    zone = short_zone(sight.clock.zone.key)
    if usual is not None:
        stays = gettext(
            "Class stays at {time} {zone}; in other time zones it may move by an hour for you."
        )
    else:
        stays = gettext(
            "Class keeps its {zone} times; in other time zones it may move by an hour for you."
        )
    at = clock_words(usual) if usual else ""
    return sentences(fill(template, day=long_day(change.day)), fill(stays, time=at, zone=zone))
