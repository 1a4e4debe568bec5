"""The outline: chapters and lectures in order."""

from datetime import date, datetime

from courses.api import Resource, Shape
from schedule.api.schemas.standing import Standing


class Chapter(Shape):
    """A part of the outline."""

    key: str
    title: str


class Lecture(Shape):
    """A lecture of the outline, with its date as published."""

    key: str
    number: int | None
    title: str
    chapter: Chapter | None
    """Null for a lecture that is in no chapter."""
    lecturer: str
    description: str
    """Markdown."""
    status: Standing
    reason: str
    """Why it is cancelled, or what is special."""
    day: date | None
    """Local day; null where no date is known yet."""
    start: datetime | None
    """With the course's offset."""
    end: datetime | None
    time_zone: str
    room: str
    merged_into: str
    """The key of the lecture that this one is held together with."""
    resources: tuple[Resource, ...]
    url: str
    """The lecture's page, for people."""


class OutlinePart(Shape):
    """Lectures in order that are in one chapter, or in none."""

    chapter: Chapter | None
    lectures: tuple[Lecture, ...]


class Outline(Shape):
    """The outline, in the order in which the course is taught."""

    parts: tuple[OutlinePart, ...]
