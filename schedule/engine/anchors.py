"""Anchors: the days that the dates of coursework can hang on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from courses import content
from schedule.engine.conflict import Code, Conflict, conflict
from schedule.engine.entry import Entry, Kind, Status
from schedule.engine.outline import target_of
from schedule.engine.plan import Plan
from schedule.engine.words import name_of


@dataclass(frozen=True, slots=True)
class Anchors:
    """The days of a course's lectures, as planned or else as published."""

    lectures: dict[str, content.Lecture]
    plan: Plan
    published: Mapping[str, Entry]

    @classmethod
    def of(cls, course: content.Course, plan: Plan, published: Mapping[str, Entry]) -> "Anchors":
        """Return the anchors of a planned course."""
        return cls({lecture.key: lecture for lecture in course.lectures}, plan, published)

    def day_of(self, anchor: str, key: str) -> date | Conflict:
        """Return the local day of an anchor, or why the item `key` cannot hang on it.

        A merged lecture has the day of the lecture it is held with; one that does not fit has the
        day it is published for.
        """
        if anchor == content.LAST_CLASS:
            return self.plan.last_class or _without_date(key, "the course's last class")
        lecture = self.lectures[anchor]
        target = target_of(lecture, self.lectures) or lecture
        if target.cancelled:
            return _cancelled(key, target)
        if placement := self.plan.placements.get(anchor):
            return placement.day
        entry = self.published.get(anchor)
        if entry and entry.kind is Kind.LECTURE and entry.status is not Status.REMOVED:
            return entry.day
        return _without_date(key, name_of(lecture))


def _cancelled(key: str, lecture: content.Lecture) -> Conflict:
    name = name_of(lecture)
    return conflict(
        Code.ANCHOR_CANCELLED,
        key,
        f"Its date hangs on {name}, which is cancelled; it stays as it was published.",
        "Anchor it to another lecture.",
        "Write the date itself.",
    )


def _without_date(key: str, name: str) -> Conflict:
    return conflict(
        Code.ANCHOR_WITHOUT_DATE,
        key,
        f"Its date hangs on {name}, which has no date.",
        "Anchor it to another lecture, or write the date itself.",
    )
