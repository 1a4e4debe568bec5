"""The term strip: a cell for each week, with strokes, triangles and diamonds, and the chapters."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext

from schedule.engine.entry import Kind, Status
from schedule.pages import places
from schedule.pages.sight import Sight
from schedule.pages.weeks import Span, Week
from schedule.wording import Item, count_words, item_name, kind_name
from schedule.wording.days import month_name
from schedule.wording.items import acted_name
from schedule.wording.joining import apart
from schedule.wording.phrase import fill

MARKED: Final = (Kind.LECTURE, Kind.EXAM, Kind.NO_CLASS, Kind.DEADLINE, Kind.RELEASE)
MOST_LOAD: Final = 4
DEADLINE_LOAD: Final = 2


@dataclass(frozen=True, slots=True)
class StripWeek:
    """One cell."""

    url: str
    title: str
    words: str
    day: int
    month: str
    month_class: str
    load: int
    marks: tuple[str, ...]
    is_past: bool
    current: str


@dataclass(frozen=True, slots=True)
class StripChapter:
    """A bracket under the cells, over the days from a chapter's first class to its last."""

    url: str
    numeral: str
    title: str
    classes: str


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A kind, as the key under the strip names it."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole strip."""

    weeks: tuple[StripWeek, ...]
    weeks_class: str
    chapters: tuple[StripChapter, ...]
    key: tuple[KeyEntry, ...]


@dataclass(frozen=True, slots=True)
class ChapterDays:
    """A chapter with the days of its lectures."""

    anchor: str
    numeral: str
    title: str
    days: tuple[date, ...]


def make_strip(
    events: Iterable[Item],
    span: Span,
    sight: Sight,
    *,
    urls: Mapping[Week, str],
    opened: Week | None = None,
    chapters: Sequence[ChapterDays] = (),
) -> Strip:
    """Make the strip of a calendar.

    Args:
        events: What stands in it.
        span: Its weeks.
        sight: Whose today is marked.
        urls: The address of each week.
        opened: The week whose page this is.
        chapters: Chapters with the days of their lectures.
    """
    marked = [
        event for event in events if event.kind in MARKED and event.status == Status.CONFIRMED
    ]
    by_week: dict[Week, list[Item]] = defaultdict(list)
    for event in marked:
        for week in _weeks_of(event):
            by_week[week].append(event)
    weeks = span.weeks
    return Strip(
        weeks=tuple(
            _week(week, by_week[week], span, sight, url=urls[week], opened=opened) for week in weeks
        ),
        weeks_class=f"weeks-{len(weeks)}",
        chapters=tuple(_brackets(chapters, span)),
        key=key_of(marked),
    )


def key_of(events: Iterable[Item]) -> tuple[KeyEntry, ...]:
    """Return the key of the marks that occur, in a fixed order."""
    found = {event.kind for event in events}
    order = (Kind.LECTURE, Kind.EXAM, Kind.RELEASE, Kind.DEADLINE, Kind.NO_CLASS)
    return tuple(KeyEntry(kind.value, kind_name(kind)) for kind in order if kind in found)


def _weeks_of(event: Item) -> list[Week]:
    first, last = Week.of(event.day), Week.of(event.last_day)
    return [first.after(n) for n in range(first.until(last) + 1)]


def _week(
    week: Week,
    events: list[Item],
    span: Span,
    sight: Sight,
    *,
    url: str,
    opened: Week | None,
) -> StripWeek:
    is_present = week == Week.of(sight.today)
    first_of_month = next((day for day in week.days if day.day == 1), None)
    month = week.monday if week == span.first and first_of_month is None else first_of_month
    marks = [f"mark--{kind} d-{day.weekday()}" for day, kind in _places(events, week)]
    if is_present:
        marks.append(f"mark--today d-{sight.today.weekday()}")
    return StripWeek(
        url=url,
        title=week.words,
        words=_sentence(week, events, span, is_present=is_present),
        day=week.monday.day,
        month=month_name(month) if month else "",
        month_class=f"d-{month.weekday()}" if month else "",
        load=_load(events),
        marks=tuple(marks),
        is_past=week.sunday < sight.today,
        current="page" if week == opened else "date" if is_present else "",
    )


def _places(events: list[Item], week: Week) -> list[tuple[date, str]]:
    """Return each day and kind that has a mark, once."""
    found = {
        (day, event.kind)
        for event in events
        for day in week.days
        if event.day <= day <= event.last_day
    }
    order = {kind.value: n for n, kind in enumerate(MARKED)}
    return sorted(found, key=lambda place: (place[0], order[place[1]]))


def _load(events: list[Item]) -> int:
    lectures = sum(event.kind in {Kind.LECTURE, Kind.EXAM} for event in events)
    deadlines = sum(event.kind == Kind.DEADLINE for event in events)
    return min(MOST_LOAD, lectures + DEADLINE_LOAD * deadlines)


def _sentence(week: Week, events: list[Item], span: Span, *, is_present: bool) -> str:
    lectures = sum(event.kind == Kind.LECTURE for event in events)
    things = [count_words(Kind.LECTURE, lectures)] if lectures else []
    order = {kind.value: n for n, kind in enumerate(MARKED)}
    others = (event for event in events if event.kind != Kind.LECTURE)
    for event in sorted(others, key=lambda event: (event.day, order[event.kind])):
        name = acted_name(event)
        if event.kind == Kind.NO_CLASS:
            name = fill(gettext("{title}, no class"), title=item_name(event))
        things.append(name)
    words = _names(week, span, apart(things))
    return fill(gettext("{week} (this week)"), week=words) if is_present else words


def _names(week: Week, span: Span, things: str) -> str:
    if not things:
        return span.name(week)
    number = span.number(week)
    if number is None:
        template = gettext("{days}: {things}")
    else:
        template = gettext("Week {number}, {days}: {things}")
    return fill(template, number=number, days=week.words, things=things)


def _brackets(chapters: Sequence[ChapterDays], span: Span) -> Iterable[StripChapter]:
    for chapter in chapters:
        if not chapter.days:
            continue
        first, last = min(chapter.days), max(chapter.days)
        if span.first.monday <= first <= last <= span.last.sunday:
            yield StripChapter(
                url=chapter.anchor,
                numeral=chapter.numeral,
                title=chapter.title,
                classes=f"{places.on(first, span.first.monday)} {places.over((last - first).days + 1)}",
            )
