"""The outline of a course as pages need it: chapters with their numerals, anchors and days."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from courses import content
from schedule.engine.entry import Status
from schedule.pages.numerals import roman
from schedule.pages.strip import ChapterDays
from schedule.wording import Item

PAGE_IDS: Final = frozenset(
    {"content", "today", "goto", "keys-on", "keys-h", "theme-system", "theme-light", "theme-dark"}
)
"""Ids that pages have, which a chapter's anchor must not take."""


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A chapter."""

    key: str
    anchor: str
    numeral: str
    title: str


def chapters_of(course: content.Course) -> dict[str, ChapterView]:
    """Return the chapters by key, in order."""
    return {
        chapter.key: ChapterView(
            key=chapter.key,
            anchor=f"chapter-{chapter.key}" if chapter.key in PAGE_IDS else chapter.key,
            numeral=roman(number),
            title=chapter.title,
        )
        for number, chapter in enumerate(course.chapters, start=1)
    }


def chapter_days(
    course: content.Course, events: Mapping[str, Item], page: str
) -> tuple[ChapterDays, ...]:
    """Return the chapters with the days of their lectures.

    Args:
        course: The course.
        events: Its events by key.
        page: The address of the course page.
    """
    days: dict[str, list[Item]] = {}
    for lecture in course.lectures:
        event = events.get(lecture.key)
        if event is not None and event.status == Status.CONFIRMED:
            days.setdefault(lecture.chapter, []).append(event)
    return tuple(
        ChapterDays(
            anchor=f"{page}#{chapter.anchor}",
            numeral=chapter.numeral,
            title=chapter.title,
            days=tuple(event.day for event in days.get(key, [])),
        )
        for key, chapter in chapters_of(course).items()
    )
