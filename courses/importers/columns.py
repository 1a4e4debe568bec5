"""Content values as the columns of their rows."""

from datetime import date, time
from enum import Enum
from typing import Any

from courses import content
from courses.content import LAST_CLASS
from courses.models.coursework import Dated

Columns = dict[str, Any]
Ids = dict[str, int]
"""The ids of rows by their keys."""


def own_columns(value: content.Value) -> Columns:
    """Return the fields that are columns of the same name: texts, numbers, days, times."""
    columns: Columns = {}
    for name in type(value).model_fields:
        field: Any = getattr(value, name)
        if isinstance(field, Enum):
            columns[name] = field.value
        elif field is None or isinstance(field, str | int | date | time):
            columns[name] = field
    return columns


def course_columns(course: content.Course) -> Columns:
    """Return the columns of a course without its keys to other tables."""
    columns = own_columns(course)
    del columns["term"], columns["department"]
    return {**columns, "also_numbers": list(course.also_numbers)}


def meeting_columns(meeting: content.Meeting) -> Columns:
    """Return the columns of a meeting."""
    return {**own_columns(meeting), "weekdays": ",".join(day.value for day in meeting.weekdays)}


def lecture_columns(lecture: content.Lecture, *, chapters: Ids, lectures: Ids) -> Columns:
    """Return the columns of a lecture. A lecture that has no row yet is no target of a merger."""
    columns = own_columns(lecture)
    for name in ("chapter", "merged_into", "pin"):
        columns.pop(name, None)
    pin = lecture.pin
    return {
        **columns,
        "chapter_id": chapters[lecture.chapter] if lecture.chapter else None,
        "merged_into_id": lectures.get(lecture.merged_into),
        "pin_day": pin.day if pin else None,
        "pin_start": pin.start if pin else None,
        "pin_end": pin.end if pin else None,
        "pin_room": pin.room if pin else "",
    }


def lab_columns(lab: content.Lab) -> Columns:
    """Return the columns of a piece of coursework."""
    return {**own_columns(lab), "needs": list(lab.needs)}


def release_columns(release: content.Release, *, lectures: Ids) -> Columns:
    """Return the columns of a release."""
    return {**own_columns(release), **when_columns(release.out, lectures=lectures)}


def deadline_columns(deadline: content.Deadline, *, lectures: Ids) -> Columns:
    """Return the columns of a deadline."""
    columns = own_columns(deadline)
    columns.pop("extended", None)
    extended = deadline.extended
    return {
        **columns,
        **when_columns(deadline.due, lectures=lectures),
        "extended_day": extended.day if extended else None,
        "extended_at": extended.at if extended else None,
    }


def when_columns(when: content.When, *, lectures: Ids) -> Columns:
    """Return the columns of a date that is fixed, anchored or open."""
    basis = Dated.Basis
    columns: Columns = {"day": None, "anchor_id": None, "offset_days": 0, "at": None}
    match when:
        case content.Fixed():
            return {**columns, "basis": basis.FIXED.value, "day": when.day, "at": when.at}
        case content.Anchored():
            is_last = when.anchor == LAST_CLASS
            return {
                **columns,
                "basis": (basis.LAST_CLASS if is_last else basis.LECTURE).value,
                "anchor_id": None if is_last else lectures[when.anchor],
                "offset_days": when.offset_days,
                "at": when.at,
            }
        case _:
            return {**columns, "basis": basis.TO_BE_ANNOUNCED.value}
