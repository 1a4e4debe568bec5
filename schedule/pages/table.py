"""The schedule of the course page: rows by date, grouped by chapter, with materials and logistics.

Lectures stand in the order of the outline. Days on which something else is (no class, an exam,
coursework on a day without a lecture) are put between them by date, into the chapter that has begun.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext

from courses import content
from schedule.engine.entry import Kind, Status
from schedule.pages.materials import MaterialLink, material_links
from schedule.pages.outline import ChapterView, chapters_of
from schedule.pages.sight import Sight
from schedule.wording import Item, clock_words, day_range, day_words, short_day
from schedule.wording.days import day_at, weekday_short
from schedule.wording.items import (
    acted_name,
    first_words,
    is_end_of_day,
    item_name,
    time_words,
    together_words,
)
from schedule.wording.joining import remark, side_by_side
from schedule.wording.phrase import fill
from schedule.wording.times import unbroken


class RowKind(StrEnum):
    """What a row is of."""

    LECTURE = "lecture"
    EXAM = "exam"
    NO_CLASS = "no-class"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class TagView:
    """Coursework on the row of its day: Lab 4 due."""

    kind: str
    url: str
    words: str
    note: str
    was: str
    now: str
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """One row. `day` is None where the date is to be announced."""

    kind: RowKind
    day: date | None
    weekday: str = ""
    date: str = ""
    number: str = ""
    title: str = ""
    url: str = ""
    meta: str = ""
    reason: str = ""
    is_cancelled: bool = False
    materials: tuple[MaterialLink, ...] = ()
    materials_name: str = ""
    tags: tuple[TagView, ...] = ()
    state: str = ""
    is_first_today: bool = False


@dataclass(frozen=True, slots=True)
class GroupView:
    """Rows under one chapter, or before the first. `anchor` is empty where it would repeat."""

    chapter: ChapterView | None
    anchor: str
    rows: tuple[RowView, ...]


def make_table(
    course: content.Course, events: Mapping[str, Item], sight: Sight
) -> tuple[GroupView, ...]:
    """Make the schedule of a course from its content and its events by key."""
    tags = _tags_by_day(events.values(), course.slug, sight)
    rows = [
        (lecture.chapter, _lecture_row(lecture, events.get(lecture.key), course.slug, sight))
        for lecture in course.lectures
    ]
    lecture_days = {row.day for _, row in rows if row.day}
    others = _other_rows(events.values(), set(tags) - lecture_days, course.slug, sight)
    merged = _insert(rows, others)
    dressed = _dress(merged, tags, sight)
    return _grouped(course, dressed)


def _lecture_row(
    lecture: content.Lecture, event: Item | None, course: str, sight: Sight
) -> RowView:
    name = "" if lecture.number is None else str(lecture.number)
    row = RowView(
        kind=RowKind.LECTURE,
        day=event.day if event else None,
        date=short_day(event.day) if event else "",
        weekday=weekday_short(event.day) if event else "",
        number=name,
        title=lecture.title,
        url=sight.links.item(course, lecture.key),
        reason=lecture.reason,
        is_cancelled=lecture.cancelled,
        materials=material_links(lecture.resources),
        materials_name=fill(
            gettext("{lecture} materials"),
            lecture=fill(gettext("Lecture {number}"), number=name) if name else lecture.title,
        ),
    )
    if event is None:
        return row
    return replace(
        row,
        reason=event.reason,
        is_cancelled=event.status == Status.CANCELLED,
        meta=_lecture_meta(event, lecture),
    )


def _lecture_meta(event: Item, lecture: content.Lecture) -> str:
    words = [remark(event.note)]
    words.append(together_words(event))
    if lecture.pin and lecture.pin.start:
        words.append(clock_words(lecture.pin.start))
    if lecture.pin and lecture.pin.room:
        words.append(event.room)
    return side_by_side(*words)


def _tags_by_day(events: Iterable[Item], course: str, sight: Sight) -> dict[date, list[TagView]]:
    """Return what is due and out by the day it stands on: an extended deadline on its first."""
    order = {Kind.DEADLINE: 0, Kind.RELEASE: 1}
    found = sorted(
        (event for event in events if event.kind in order),
        key=lambda event: (
            event.first_day or event.day,
            order[Kind(event.kind)],
            event.start.timestamp() if event.start else 0.0,
            event.key,
        ),
    )
    tags: dict[date, list[TagView]] = {}
    for event in found:
        tags.setdefault(event.first_day or event.day, []).append(make_tag(event, course, sight))
    return tags


def make_tag(event: Item, course: str, sight: Sight) -> TagView:
    """Make what a row says of a deadline or a release."""
    at = time_words(event, sight.clock)
    shows_time = at and not is_end_of_day(event, sight.clock.zone)
    now = day_at(day_words(event.day), at)
    at = unbroken(at) if shows_time and not event.first_day else ""
    notes = [remark(event.note), at, remark(event.reason)]
    return TagView(
        kind=event.kind,
        url=sight.links.item(course, event.key),
        words=acted_name(event),
        note=side_by_side(*notes),
        was=first_words(event, sight.clock),
        now=now if event.first_day else "",
        is_cancelled=event.status == Status.CANCELLED,
    )


def _other_rows(
    events: Iterable[Item], tagged: set[date], course: str, sight: Sight
) -> list[RowView]:
    """Return rows of exams, days without class and days with coursework alone, by date."""
    rows = []
    for event in events:
        if event.kind == Kind.EXAM:
            rows.append(_exam_row(event, course, sight))
        elif event.kind == Kind.NO_CLASS:
            rows.append(_no_class_row(event, course, sight))
    have_row = {row.day for row in rows}
    rows += [
        RowView(RowKind.DATE, day, weekday=weekday_short(day), date=short_day(day))
        for day in tagged - have_row
    ]
    return sorted(rows, key=lambda row: (row.day or date.max, row.kind, row.title))


def _exam_row(event: Item, course: str, sight: Sight) -> RowView:
    words = [time_words(event, sight.clock), event.room]
    return RowView(
        RowKind.EXAM,
        event.day,
        weekday=weekday_short(event.day),
        date=short_day(event.day),
        title=event.label,
        url=sight.links.item(course, event.key),
        meta=side_by_side(*words),
        reason=event.reason,
        is_cancelled=event.status == Status.CANCELLED,
    )


def _no_class_row(event: Item, course: str, sight: Sight) -> RowView:
    return RowView(
        RowKind.NO_CLASS,
        event.day,
        weekday=weekday_short(event.day),
        date=day_range(event.day, event.last_day),
        title=item_name(event),
        url=sight.links.item(course, event.key),
    )


def _insert(
    lectures: list[tuple[str, RowView]], others: list[RowView]
) -> list[tuple[str, RowView]]:
    """Put rows before the first lecture of a later date, in the chapter of the one before it."""
    merged = list(lectures)
    for row in others:
        at = next((n for n, (_, there) in enumerate(merged) if _is_later(there, row)), len(merged))
        chapter = merged[at - 1][0] if at else (merged[0][0] if merged else "")
        merged.insert(at, (chapter, row))
    return merged


def _is_later(there: RowView, row: RowView) -> bool:
    return there.day is not None and row.day is not None and there.day > row.day


def _dress(
    rows: list[tuple[str, RowView]], tags: Mapping[date, list[TagView]], sight: Sight
) -> list[tuple[str, RowView]]:
    """Give each row its state, and the first row of each day what is due and out on it."""
    left = dict(tags)
    seen = set()
    dressed = []
    for chapter, row in rows:
        here = left.pop(row.day, []) if row.day else []
        is_first = row.day == sight.today and row.day not in seen
        seen.add(row.day)
        state = _state(row, sight.today)
        dressed.append(
            (chapter, replace(row, tags=tuple(here), state=state, is_first_today=is_first))
        )
    return dressed


def _state(row: RowView, today: date) -> str:
    if row.day is None:
        return ""
    return "today" if row.day == today else "past" if row.day < today else ""


def _grouped(course: content.Course, rows: list[tuple[str, RowView]]) -> tuple[GroupView, ...]:
    """Return the rows in runs of one chapter; chapters without a row come last."""
    chapters = chapters_of(course)
    groups: list[tuple[str, list[RowView]]] = []
    for chapter, row in rows:
        if not groups or groups[-1][0] != chapter:
            groups.append((chapter, []))
        groups[-1][1].append(row)
    seen: set[str] = set()
    views = []
    for key, members in groups:
        view = chapters.get(key)
        anchor = view.anchor if view and key not in seen else ""
        seen.add(key)
        views.append(GroupView(view, anchor, tuple(members)))
    empty = (view for key, view in chapters.items() if key not in seen)
    return (*views, *(GroupView(view, view.anchor, ()) for view in empty))
