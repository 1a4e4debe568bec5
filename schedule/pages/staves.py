"""The term's page: a stave for each course on one axis of time, with its next class and due date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext

from courses import content
from schedule.engine.entry import Kind, Status
from schedule.pages import places
from schedule.pages.facts import pattern_words
from schedule.pages.sight import Sight
from schedule.pages.strip import MARKED, KeyEntry, key_of
from schedule.pages.weeks import DAYS, Span, Week
from schedule.reading.headline import Headline
from schedule.wording import Item, day_words
from schedule.wording.days import day_at, month_name
from schedule.wording.items import is_end_of_day, label_words, time_words
from schedule.wording.joining import side_by_side
from schedule.wording.phrase import capitalised, fill

HALF_A_YEAR: Final = 26
"""Weeks from which on marks and months stand closer."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis of time that all staves share: its first Monday, and its length in weeks."""

    first: date
    weeks: int


@dataclass(frozen=True, slots=True)
class NextView:
    """The next class or deadline: `when` stands bold, `live` in its place while the class goes on."""

    url: str
    when: str
    what: str
    begins: str
    ends: str
    live: str


@dataclass(frozen=True, slots=True)
class StaveView:
    """One course."""

    slug: str
    number: str
    also: str
    title: str
    language: str
    url: str
    subscribe_url: str
    when: tuple[str, ...]
    marks: tuple[str, ...]
    next_class: NextView | None
    next_due: NextView | None


@dataclass(frozen=True, slots=True)
class AxisMonth:
    """The name of a month at its first day."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Staves:
    """All courses on one axis."""

    classes: str
    months: tuple[AxisMonth, ...]
    rows: tuple[StaveView, ...]
    key: tuple[KeyEntry, ...]


def make_staves(
    headlines: Mapping[str, Headline], events: dict[str, list[Item]], span: Span, sight: Sight
) -> Staves:
    """Make the staves of a term.

    Args:
        headlines: The courses by their slugs, in order.
        events: Their events by the course's slug.
        span: The term's weeks.
        sight: Whose today.
    """
    weeks = span.count
    first = span.term_first.monday
    classes = [f"weeks-{weeks}"]
    if weeks > HALF_A_YEAR:
        classes.append("staves--long")
    if 0 <= (sight.today - first).days < weeks * DAYS:
        classes.append(f"staves--now {places.on(sight.today, first)}")
    axis = Axis(first, weeks)
    rows = [
        _stave(slug, headline, events.get(slug, []), axis, sight)
        for slug, headline in headlines.items()
    ]
    shown = (event for items in events.values() for event in items if event.kind in MARKED)
    return Staves(
        classes=" ".join(classes),
        months=tuple(_months(first, weeks)),
        rows=tuple(rows),
        key=key_of(shown),
    )


def _months(first: date, weeks: int) -> Iterable[AxisMonth]:
    """Yield the months; the one that has begun before the axis stands at its start."""
    days = [first + timedelta(days=n) for n in range(weeks * DAYS)]
    begins = [day for day in days if day.day == 1]
    if not any(day in begins for day in Week.of(first).days):
        begins.insert(0, first)
    for day in begins:
        if len(begins) > 1 and (day - first).days >= (weeks - 1) * DAYS:
            continue  # Its name would stand beyond the end of the axis.
        yield AxisMonth(month_name(day), places.on(day, first))


def _stave(slug: str, line: Headline, events: list[Item], axis: Axis, sight: Sight) -> StaveView:
    standing = [event for event in events if event.status == Status.CONFIRMED]
    return StaveView(
        slug=slug,
        number=line.number,
        also=side_by_side(*line.also_numbers),
        title=line.title,
        language=line.language,
        url=sight.links.to("course", slug),
        subscribe_url=sight.links.to("subscribe", slug),
        when=tuple(_patterns(line.meetings)),
        marks=tuple(_marks(standing, axis.first, axis.weeks)),
        next_class=_next(standing, {Kind.LECTURE, Kind.EXAM}, slug, sight),
        next_due=_next(standing, {Kind.DEADLINE}, slug, sight),
    )


def _patterns(meetings: Iterable[content.Meeting]) -> Iterable[str]:
    for meeting in meetings:
        if meeting.kind is content.MeetingKind.LECTURE:
            yield side_by_side(capitalised(pattern_words(meeting)), meeting.room)


def _marks(events: list[Item], first: date, weeks: int) -> list[str]:
    order = {kind.value: n for n, kind in enumerate(MARKED)}
    marked = {
        (event.day + timedelta(days=n), event.kind)
        for event in events
        if event.kind in order
        for n in range((event.last_day - event.day).days + 1)
    }
    return [
        f"mark--{kind} {places.on(day, first)}"
        for day, kind in sorted(marked, key=lambda mark: (mark[0], order[mark[1]]))
        if 0 <= (day - first).days < weeks * DAYS
    ]


def _next(events: list[Item], kinds: set[Kind], course: str, sight: Sight) -> NextView | None:
    coming = [event for event in events if event.kind in kinds and event.day >= sight.today]
    if not coming:
        return None
    item = min(coming, key=lambda item: (item.day, item.start.timestamp() if item.start else 0.0))
    runs = item.kind != Kind.DEADLINE and item.start is not None and item.end is not None
    until = ""
    if runs and item.end is not None:
        until = fill(gettext("Until {time}"), time=sight.clock.own(item.end, None))
    return NextView(
        url=sight.links.item(course, item.key),
        when=_when(item, sight),
        what=side_by_side(*_names(item)),
        begins=item.start.isoformat() if runs and item.start else "",
        ends=item.end.isoformat() if runs and item.end else "",
        live=until,
    )


def _names(item: Item) -> tuple[str, ...]:
    return (
        (item.label,)
        if item.kind in {Kind.DEADLINE, Kind.EXAM}
        else (label_words(item), item.title)
    )


def _when(item: Item, sight: Sight) -> str:
    day = gettext("Today") if item.day == sight.today else day_words(item.day)
    if item.start is None or is_end_of_day(item, sight.clock.zone):
        return day
    if item.kind != Kind.DEADLINE:
        return day_at(day, sight.clock.at(item.start))
    return day_at(day, time_words(item, sight.clock))
