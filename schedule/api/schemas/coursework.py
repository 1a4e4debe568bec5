"""Coursework: what is handed out, and when it is due."""

from datetime import date, datetime

from courses import content
from courses.api import Resource, Shape
from schedule.api.schemas.standing import Standing


class Release(Shape):
    """When a piece of coursework comes out."""

    key: str
    title: str
    note: str
    status: Standing
    day: date | None
    """Local day; null where no date is known yet."""
    out: datetime | None
    """With the course's offset; null where only the day is known."""
    time_zone: str


class LabDeadline(Shape):
    """When a piece of coursework is due."""

    key: str
    title: str
    note: str
    status: Standing
    day: date | None
    """Local day; null where no date is known yet. Due at 00:00 counts to the day before."""
    due: datetime | None
    """With the course's offset."""
    time_zone: str
    time_stated: bool
    """False where the time is the course's default."""
    extended: bool
    first_day: date | None
    """For an extended deadline: the day it was first due."""
    first_due: datetime | None
    """For an extended deadline: when it was first due."""
    url: str
    """The deadline's page, for people."""


class LabSummary(Shape):
    """A piece of coursework: lab, homework or project."""

    key: str
    kind: content.LabKind
    title: str
    topic: str
    handout: str
    """The address of the handout; may be empty."""


class Deadline(LabDeadline):
    """A deadline in a list of deadlines, with what is due."""

    lab: LabSummary


class Lab(LabSummary):
    """A piece of coursework with its dates."""

    description: str
    """Markdown."""
    releases: tuple[Release, ...]
    deadlines: tuple[LabDeadline, ...]
    resources: tuple[Resource, ...]
