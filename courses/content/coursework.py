"""Coursework and exams: what is handed out, what is due, what is sat."""

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from courses.content.base import Clock, Day, Key, Line, Prose, Title, Value, WebAddress
from courses.content.checks import check_span
from courses.content.faults import ContentError, Fault
from courses.content.outline import Resource
from courses.content.when import FixedText, ToBeAnnounced, WhenText


class LabKind(StrEnum):
    """What a piece of coursework is called."""

    LAB = "lab"
    HOMEWORK = "homework"
    PROJECT = "project"


class Release(Value):
    """When a piece of coursework comes out. Without a title it has the coursework's."""

    key: Key
    title: Line = ""
    note: Line = ""
    out: WhenText


class Deadline(Value):
    """When a piece of coursework is due. Without a title it has the coursework's.

    Without a stated time the course's default holds. `extended` is the new date; the first one is
    kept and shown.
    """

    key: Key
    title: Line = ""
    note: Line = ""
    due: WhenText
    extended: FixedText | None = None

    @model_validator(mode="after")
    def _check_extension(self) -> Self:
        if self.extended is not None and isinstance(self.due, ToBeAnnounced):
            msg = "a deadline that is still to be announced cannot be extended"
            raise ContentError(Fault(("extended",), msg))
        return self


class Lab(Value):
    """A piece of coursework: lab, homework or project.

    `needs` names the lectures that it builds on, which come before it is due.
    """

    key: Key
    kind: LabKind = LabKind.LAB
    title: Title
    topic: Line = ""
    handout: WebAddress = ""
    description: Prose = ""
    needs: tuple[Title, ...] = ()
    releases: tuple[Release, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    resources: tuple[Resource, ...] = ()


class Exam(Value):
    """An exam. `takes_slot` says that it replaces the lecture slot of its day.

    Without a start it has the slot's times, or none that is known.
    """

    key: Key
    title: Title
    day: Day
    start: Clock | None = None
    end: Clock | None = None
    room: Line = ""
    takes_slot: bool = False
    description: Prose = ""

    @model_validator(mode="after")
    def _check_times(self) -> Self:
        check_span(self.start, self.end, of="an exam")
        return self
