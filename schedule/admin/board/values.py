"""The board as values that a template can show: class days in order, with all that stands on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schedule.admin.board.menus import Link
from schedule.admin.findings import Line


@dataclass(frozen=True, slots=True)
class BoardLecture:
    """A lecture where it stands, or one that has no day.

    Attributes:
        key: Its key.
        name: What tells it from the others: Lecture 7.
        number: Its number, if it has one.
        title: Its title.
        marks: Words for what is special: pinned, make-up class, cancelled.
        waiting: What of it is not published yet, in a word or two; empty where nothing is.
        is_cancelled: Whether it is struck.
        is_movable: Whether it has a class day of its own.
        edit: The address of its form.
        conflicts: What concerns it.
        links: What can be done with it.
    """

    key: str
    name: str
    number: int | None
    title: str
    marks: tuple[str, ...]
    waiting: str
    is_cancelled: bool
    is_movable: bool
    edit: str
    conflicts: tuple[Line, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class BoardSession:
    """One time of a day: a slot of the pattern, or a time of its own.

    Attributes:
        words: The time.
        room: Where.
        state: lecture, exam, spare, empty (nothing stood here, and it is too late) or not-held.
        note: What is special about the day.
        lectures: Those that stand here.
        exams: Their titles.
    """

    words: str
    room: str
    state: str
    note: str = ""
    lectures: tuple[BoardLecture, ...] = ()
    exams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardDate:
    """Something that comes out or is due on a day.

    Attributes:
        key: Its key.
        kind: Release or deadline.
        name: What happens: Lab 1 due.
        time: When on its day.
        was: When it was first due, if it is extended.
        waiting: What of it is not published yet.
        anchor: The lecture whose day it follows, if it does.
        edit: The address of its form.
        conflicts: What concerns it.
    """

    key: str
    kind: str
    name: str
    time: str
    was: str
    waiting: str
    anchor: str
    edit: str
    conflicts: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class BoardDay:
    """A day on which there is something to see.

    Attributes:
        closed: The names of the no-class days that cover it, with the address of the form of each
            that is the course's own.
        follows: The weekday whose classes meet, where it is another.
        links: What can be done on it.
        hold: How class is held on it after all, where the course itself called it off.
    """

    day: date
    words: str
    is_today: bool
    is_past: bool
    sessions: tuple[BoardSession, ...]
    closed: tuple[tuple[str, str], ...]
    follows: str
    releases: tuple[BoardDate, ...]
    deadlines: tuple[BoardDate, ...]
    conflicts: tuple[Line, ...]
    links: tuple[Link, ...]
    hold: Link | None

    @property
    def iso(self) -> str:
        """The date for machines."""
        return self.day.isoformat()


@dataclass(frozen=True, slots=True)
class BoardWeek:
    """The days of a week on which there is something."""

    words: str
    days: tuple[BoardDay, ...]


@dataclass(frozen=True, slots=True)
class PlanBoard:
    """A course's term as a column of days.

    Attributes:
        weeks: In order.
        homeless: Lectures that have no day.
        conflicts: Those that concern nothing that the board shows.
        next_day: The first of its days that is not past, for machines; empty where all are.
        lectures: How many lectures have a day.
        classes: How many class days are held.
        spare: How many of them are still free.
    """

    weeks: tuple[BoardWeek, ...]
    homeless: tuple[BoardLecture, ...]
    conflicts: tuple[Line, ...]
    next_day: str
    lectures: int
    classes: int
    spare: int
